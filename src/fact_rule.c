#include "fact_parts.h"

/* "is", "must be", "has to be"; of another verb: "ends", "must end" */
static bool is_verb(struct cursor *c, const char *now, const char *infinitive)
{
    if (fact_word(c, now))
        return true;
    bool const must = fact_word(c, "must") || (fact_word(c, "has have needs need") && fact_word(c, "to"));
    return must && fact_word(c, infinitive);
}

static bool is_being(struct cursor *c)
{
    return is_verb(c, "is are", "be");
}

/* "divisible by 4", "a multiple of 4" */
static const struct formula *divisor(struct cursor *c)
{
    bool const said = fact_word(c, "divisible") ? fact_word(c, "by") : fact_word(c, "multiple") && fact_word(c, "of");
    return said ? fact_value(c) : NULL;
}

static bool last_digit_of_kind(struct cursor *c)
{
    const struct formula *digits[FACT_DIGITS];
    size_t count = 0;
    bool const odd = fact_word(c, "odd");
    if (!odd && !fact_word(c, "even"))
        return false;
    for (int64_t digit = odd; digit < FACT_DIGITS; digit += 2)
        digits[count++] = formula_number(c->arena, digit);
    return fact_add_last_digits(c, digits, count);
}

/* "the sum of its digits is divisible by 9" */
static bool says_digit_sum(struct cursor *c)
{
    if (!fact_word(c, "sum") || !fact_word(c, "of"))
        return false;
    fact_word(c, "its");
    const struct formula *d = fact_word(c, "digits") && is_being(c) ? divisor(c) : NULL;
    if (d)
        fact_add(c, WHOLE_DIGIT_SUM_MULTIPLE, false, d, NULL);
    return d != NULL;
}

/* "the number formed by its last two digits is divisible by 4" */
static bool says_last_digits(struct cursor *c)
{
    if (fact_word(c, "number integer") && !(fact_word(c, "formed") && fact_word(c, "by from")))
        return false;
    fact_word(c, "its");
    const struct formula *count = fact_word(c, "last") ? fact_number(c) : NULL;
    const struct formula *d = count && fact_word(c, "digits") && is_being(c) ? divisor(c) : NULL;
    if (d)
        fact_add(c, WHOLE_LAST_DIGITS_MULTIPLE, false, count, d);
    return d != NULL;
}

/* "its last digit is even", "its units digit is 0 or 5" */
static bool says_last_digit(struct cursor *c)
{
    fact_word(c, "its");
    return fact_word(c, "last units unit ones") && fact_word(c, "digit") && is_being(c) &&
           (last_digit_of_kind(c) || fact_last_digit_among(c));
}

/* "it ends in 0 or 5" */
static bool says_ending(struct cursor *c)
{
    fact_word(c, "it");
    return is_verb(c, "ends end", "end") && fact_word(c, "in with") && fact_last_digit_among(c);
}

/* "it is divisible by 4 and a multiple of 3" */
static bool says_quality(struct cursor *c)
{
    fact_word(c, "it they");
    if (!is_being(c) || !fact_quality(c))
        return false;
    size_t behind = c->at;
    while (fact_word(c, "and") && fact_quality(c))
        behind = c->at;
    c->at = behind;
    return true;
}

/* "it has a units digit of 0" */
static bool says_trait(struct cursor *c)
{
    fact_word(c, "it");
    return fact_trait(c, true);
}

static bool says_condition(struct cursor *c)
{
    static bool (*const ways[])(struct cursor *) = {says_digit_sum, says_last_digits, says_last_digit,
                                                    says_ending,    says_trait,       says_quality};
    size_t const start = c->at, count = c->count;
    for (size_t i = 0; i < COUNT(ways); i++) {
        c->at = start;
        c->count = count;
        if (ways[i](c))
            return c->fine;
    }
    return false;
}

/* ---- rules ---- */

/* The conditions of all three: of what is spoken of, and what is said of it. */
struct rule {
    size_t subject, first; /* end of the conditions of each; those of the second are the others */
};

static const struct formula *set_of(struct cursor *c, const struct rule *rule, bool second)
{
    const struct formula *all[FACT_CONDITIONS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        if (i < rule->subject || (i >= rule->first) == second)
            all[count++] = c->conditions[i];
    return fact_named(c->arena, WHOLE_SET, all, count);
}

static bool say(struct cursor *c, const struct rule *rule, const char *name, bool backwards, struct saying *out)
{
    const struct formula *first = set_of(c, rule, backwards);
    *out = (struct saying){fact_named(c->arena, name, &first, 1), set_of(c, rule, !backwards), '='};
    return c->fine;
}

/* "for a number to be divisible by 9, the sum of its digits must be", "if a number is divisible by 9, then …" */
static bool says_needed(struct cursor *c, struct saying *out)
{
    bool const in_order = fact_word(c, "in") && fact_word(c, "order"), when = !in_order && fact_word(c, "if when");
    struct rule rule;
    if ((!when && !fact_word(c, "for")) || !fact_any_set(c))
        return false;
    rule.subject = c->count;
    if (!(when ? fact_word(c, "is") : fact_word(c, "to") && fact_word(c, "be")) || !fact_quality(c))
        return false;
    rule.first = c->count;
    fact_mark(c, ITEM_COMMA);
    fact_word(c, "then");
    return says_condition(c) && say(c, &rule, WHOLE_WITHIN, false, out);
}

/* "a number is divisible by 9 if and only if …", "every multiple of 15 is a multiple of 5" */
static bool says_of_each(struct cursor *c, struct saying *out)
{
    struct rule rule;
    fact_word(c, "any every each all");
    if (!fact_any_set(c))
        return false;
    rule.subject = rule.first = c->count;
    if (!says_condition(c))
        return false;
    size_t const said = c->count;
    bool const exactly = fact_is_word(c->r, c->at, "exactly precisely");
    c->at += exactly;
    bool const when = fact_word(c, "if when"),
               only = exactly || (when && fact_word(c, "and") && fact_word(c, "only") && fact_word(c, "if"));
    if (!when)
        return !exactly && say(c, &rule, WHOLE_WITHIN, false, out);
    rule.first = said;
    return says_condition(c) && say(c, &rule, only ? WHOLE_SAME : WHOLE_WITHIN, true, out);
}

/* Does nothing more stand behind it in its sentence, but what follows? */
static bool is_all(const struct cursor *c)
{
    bool const comma = c->at < c->r->count && c->r->item[c->at].kind == ITEM_COMMA;
    return c->at >= c->r->count || c->r->item[c->at].kind == ITEM_STOP ||
           (comma && fact_is_word(c->r, c->at + 1, "so thus hence therefore"));
}

bool fact_of_rule(const struct reader *r, size_t at, struct arena *arena, struct saying *out, size_t *end)
{
    static bool (*const ways[])(struct cursor *, struct saying *) = {says_needed, says_of_each};
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct cursor c = {.r = r, .at = at, .arena = arena, .fine = true};
        if (ways[i](&c, out) && is_all(&c)) {
            *end = c.at;
            return true;
        }
    }
    return false;
}
