#include "fact_parts.h"

static bool described(struct cursor *c)
{
    if (fact_word(c, "counting")) /* numbers are positive: is_positive() */
        return true;
    if (fact_word(c, "perfect")) {
        c->fine = c->fine && fact_is_word(c->r, c->at, "square squares cube cubes");
        return true;
    }
    if (fact_kind(c, false) || fact_of_digits(c))
        return true;
    enum whole_property const is = fact_word(c, "distinct different")  ? WHOLE_DISTINCT
                                   : fact_word(c, "proper")            ? WHOLE_PROPER
                                   : fact_word(c, "whole nonnegative") ? WHOLE_FROM_ZERO
                                   : fact_word(c, "nonzero")           ? WHOLE_NONZERO
                                                                       : WHOLE_PROPERTIES;
    if (is < WHOLE_PROPERTIES)
        fact_add(c, is, false, NULL, NULL);
    return is < WHOLE_PROPERTIES;
}

/* "that are divisible by 3", "which divide 12" */
static bool clause(struct cursor *c)
{
    if (!fact_word(c, "that which"))
        return false;
    if (fact_word(c, "is are"))
        return fact_quality(c);
    if (!fact_word(c, "divide divides"))
        return fact_trait(c, true);
    fact_word(c, "evenly");
    fact_word(c, "into");
    bool const divides = fact_each_of(c, WHOLE_DIVISOR, false);
    if (divides)
        fact_word(c, "evenly");
    return divides;
}

static bool in_range(struct cursor *c)
{
    fact_word(c, "lie fall lying");
    if (!fact_word(c, "in") || !fact_word(c, "range interval"))
        return false;
    bool const between = !fact_word(c, "from") && fact_word(c, "between");
    return fact_range(c, between);
}

static bool with_digits(struct cursor *c)
{
    return fact_word(c, "with") && fact_of_digits(c);
}

static bool trait(struct cursor *c)
{
    return fact_trait(c, false);
}

static bool divisible(struct cursor *c)
{
    fact_word(c, "both");
    return fact_relative(c, fact_word(c, "not"));
}

/* "that ends in 9 and is divisible by 7" */
static bool also(struct cursor *c)
{
    return c->at > 0 && fact_is_word(c->r, c->at - 1, "and but") && fact_word(c, "is are") && fact_quality(c);
}

/* What stands behind a set and makes it smaller: "less than 20", "in the range 3 to 9", "not divisible by 7". */
static bool restricted(struct cursor *c)
{
    static bool (*const ways[])(struct cursor *) = {fact_bounded, divisible, clause, in_range, with_digits, trait, also};
    size_t const start = c->at;
    for (size_t i = 0; i < COUNT(ways); i++) {
        c->at = start;
        if (ways[i](c))
            return true;
    }
    c->at = start;
    return false;
}

/* The noun: "numbers", "digits", "multiples of 7"; "primes" was one already. */
static bool noun(struct cursor *c, bool described)
{
    if (fact_word(c, "number numbers integer integers")) {
        fact_add(c, WHOLE_DISTINCT, false, NULL, NULL);
        return true;
    }
    if (fact_word(c, "digit digits")) {
        fact_add(c, WHOLE_DIGIT, false, NULL, NULL);
        return true;
    }
    return fact_relative(c, false) || described;
}

/* Not just "the numbers" and "the digits", which are mostly those of something else. */
static bool is_specific(const struct cursor *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (!text_is_among(c->conditions[i]->text, TEXT("whole positive signed nonzero digit distinct")))
            return true;
    return false;
}

/* Are the numbers of items [from, c->at) called positive? */
static bool is_positive(const struct cursor *c, size_t from)
{
    while (from > 0 && fact_has_use(c->r, from - 1, USE_SET_FILLER))
        from--;
    for (size_t at = from; at < c->at; at++)
        if (fact_is_word(c->r, at, "positive natural counting"))
            return true;
    return false;
}

/* If they are not, they may be negative. The positive ones of "-3 to 3" are fewer. */
static void add_sign(struct cursor *c, size_t from)
{
    static const char unsigned_kinds[] = "prime composite square palindrome whole digit digits";
    bool const positive = is_positive(c, from);
    bool open = fact_is_word(c->r, c->at - 1, "number numbers integer integers");
    for (size_t i = 0; i < c->count; i++)
        open = open && !text_is_among(c->conditions[i]->text, text_of(unsigned_kinds));
    if (positive || open)
        fact_add(c, positive ? WHOLE_POSITIVE : WHOLE_SIGNED, false, NULL, NULL);
}

bool fact_any_set(struct cursor *c)
{
    size_t const before = c->count, from = c->at;
    while (described(c))
        continue;
    c->one_divisor = !fact_word(c, "common");
    if (!noun(c, c->count > before))
        return false;
    add_sign(c, from);
    size_t behind = c->at;
    while (restricted(c)) {
        behind = c->at;
        fact_mark(c, ITEM_COMMA);
        fact_word(c, "and but");
    }
    c->at = behind;
    return c->fine;
}

/* "two-digit primes less than 50 that are not multiples of 3"; false if no set is named. */
static bool set(struct cursor *c)
{
    return fact_any_set(c) && is_specific(c);
}

/* ---- what is said of them ---- */

/* The count, if there is one, stands beside the set. */
static bool say_counted(struct cursor *c, const char *name, const struct formula *count, const struct formula *is,
                        struct saying *out)
{
    const struct formula *const args[] = {fact_named(c->arena, WHOLE_SET, c->conditions, c->count), count};
    *out = (struct saying){fact_named(c->arena, name, args, count ? 2 : 1), is, '='};
    return c->fine && is;
}

static bool say(struct cursor *c, const char *name, const struct formula *is, struct saying *out)
{
    return say_counted(c, name, NULL, is, out);
}

static bool say_values(struct cursor *c, const char *name, const struct values *v, struct saying *out)
{
    return say(c, name, formula_new(c->arena, FORMULA_LIST, 0, TEXT(""), v->at, v->count, NULL), out);
}

/* They are so many; with dots, that is yet to be shown. */
static bool say_so_many(struct cursor *c, const char *name, const struct formula *count, const struct values *v,
                        struct saying *out)
{
    bool dots = false;
    for (size_t i = 0; i < v->count; i++)
        dots |= v->at[i]->kind == FORMULA_DOTS;
    if (dots)
        return say_counted(c, name, count, formula_new(c->arena, FORMULA_LIST, 0, TEXT(""), v->at, v->count, NULL), out);
    return formula_same(count, formula_number(c->arena, (int64_t)v->count)) && say_values(c, name, v, out);
}

/* Behind a number of things: ": 2, 3, and 5", "namely 2, 3, and 5" */
static bool enumerated(struct cursor *c, struct values *out)
{
    size_t const start = c->at;
    bool const marked = fact_mark(c, ITEM_STOP) || fact_mark(c, ITEM_COMMA);
    bool const said = fact_word(c, "namely") || (fact_word(c, "these they which") && fact_word(c, "are"));
    if (said)
        fact_mark(c, ITEM_STOP);
    if ((marked || said) && fact_values(c, out) && (said || out->count > 1))
        return true;
    c->at = start;
    return false;
}

/* Behind a number of things: "(10 through 99)", ", from 1000 to 9999, inclusive": the first and the last of them */
static bool spanned(struct cursor *c, struct values *out)
{
    size_t const start = c->at;
    bool const comma = fact_mark(c, ITEM_COMMA), bracket = !comma && fact_mark(c, ITEM_OTHER);
    const struct formula *low = (comma ? fact_word(c, "from") : bracket) ? fact_value(c) : NULL,
                         *high = low && fact_word(c, "to through") ? fact_value(c) : NULL;
    size_t behind = c->at;
    if (high && fact_mark(c, ITEM_COMMA) && fact_word(c, "inclusive"))
        behind = c->at;
    c->at = behind;
    if (high && (!bracket || fact_mark(c, ITEM_OTHER))) {
        const struct formula *dots = formula_new(c->arena, FORMULA_DOTS, 0, TEXT(""), NULL, 0, NULL);
        *out = (struct values){.at = {low, dots, high}, .count = 3};
        return true;
    }
    c->at = start;
    return false;
}

/* "there are 8 primes less than 20: 2, 3, …" */
static bool says_count(struct cursor *c, struct saying *out)
{
    struct values listed;
    if (!fact_word(c, "there") || !fact_word(c, "is are"))
        return false;
    fact_word(c, "only");
    if (fact_word(c, "total") && !fact_word(c, "of"))
        return false;
    const struct formula *count = fact_number(c);
    fact_word(c, "of");
    if (!count || !set(c))
        return false;
    if (!enumerated(c, &listed) && !spanned(c, &listed))
        return say(c, WHOLE_COUNT, count, out);
    return say_so_many(c, WHOLE_MEMBERS, count, &listed, out);
}

/* Behind the sum of the divisors of 91, (1 + 7)(1 + 13): "as each factor of 91 is represented when the product is expanded" */
static void pass_reason(struct cursor *c)
{
    static const char *const words[] = {"is", "represented", "when", "product", "is", "expanded"};
    size_t const start = c->at;
    fact_mark(c, ITEM_COMMA);
    bool here = fact_word(c, "as since because") && fact_word(c, "each every") && fact_word(c, "factor divisor") &&
                fact_word(c, "of") && fact_value(c) && c->count && c->conditions[0]->count &&
                formula_same(c->r->item[c->at - 1].value, c->conditions[0]->args[0]);
    for (size_t i = 0; i < COUNT(words) && here; i++)
        here = fact_word(c, words[i]);
    c->at = here ? c->at : start;
}

/* "the sum of the primes less than 20 is 77", "the number of multiples of 3 below 100 is 33" */
static bool says_total(struct cursor *c, struct saying *out)
{
    bool const sum = fact_word(c, "sum");
    if ((!sum && !fact_word(c, "number")) || !fact_word(c, "of") || !set(c) || !fact_word(c, "is equals"))
        return false;
    const struct formula *is = fact_number(c);
    if (sum)
        pass_reason(c);
    return say(c, sum ? WHOLE_SUM : WHOLE_COUNT, is, out);
}

static const char *extreme(struct cursor *c)
{
    return fact_word(c, "smallest least lowest first")             ? WHOLE_SMALLEST
           : fact_word(c, "largest greatest biggest highest last") ? WHOLE_LARGEST
                                                                   : NULL;
}

/* "the smallest multiple of 7 above 100 is 105", "the first three primes are 2, 3, and 5" */
static bool says_extreme(struct cursor *c, struct saying *out)
{
    struct values listed;
    const char *which = extreme(c);
    if (!which)
        return false;
    bool const first = fact_is_word(c->r, c->at - 1, "first");
    bool const few = first && fact_word(c, "few several");
    const struct formula *count = first && !few ? fact_number(c) : NULL;
    fact_word(c, "possible");
    if (!set(c) || !fact_word(c, count || few ? "are" : "is"))
        return false;
    if (!count && !few)
        return say(c, which, fact_value(c), out);
    fact_mark(c, ITEM_STOP);
    if (!fact_values(c, &listed))
        return false;
    return few ? say_values(c, WHOLE_FIRST, &listed, out) : say_so_many(c, WHOLE_FIRST, count, &listed, out);
}

/* "we begin by listing the divisors of 28: 1, 2, …", "list the first few multiples of 9: 9, 18, …" */
static bool says_listed(struct cursor *c, struct saying *out)
{
    struct values listed;
    if (fact_word(c, "begin start") && !fact_word(c, "by"))
        return false;
    if (!fact_word(c, "list listing write writing"))
        return false;
    fact_word(c, "out");
    bool const first = fact_word(c, "first");
    const struct formula *count = first && !fact_word(c, "few several") ? fact_number(c) : NULL;
    if (!set(c) || !(fact_mark(c, ITEM_STOP) || (fact_mark(c, ITEM_COMMA) && fact_word(c, "which") && fact_word(c, "are"))) ||
        !fact_values(c, &listed))
        return false;
    return count ? say_so_many(c, WHOLE_FIRST, count, &listed, out)
                 : say_values(c, first ? WHOLE_FIRST : WHOLE_MEMBERS, &listed, out);
}

/* "the primes less than 20 are 2, 3, …", "the only multiple of 14 from 620 to 640 is 630" */
static bool says_members(struct cursor *c, struct saying *out)
{
    struct values listed;
    bool const only = fact_word(c, "only");
    if (!set(c))
        return false;
    fact_mark(c, ITEM_COMMA);
    if (!fact_word(c, only ? "is are" : "are"))
        return false;
    fact_mark(c, ITEM_STOP);
    return fact_values(c, &listed) && say_values(c, WHOLE_MEMBERS, &listed, out);
}

/* "60 has 12 divisors" */
static bool says_divisors(struct cursor *c, struct saying *out)
{
    const struct formula *of = fact_value(c), *count;
    if (!of || !fact_word(c, "has have") || (count = fact_number(c)) == NULL)
        return false;
    size_t const from = c->at;
    while (described(c))
        continue;
    if (fact_word(c, "integer") && !is_positive(c, from))
        return false;
    if (!fact_word(c, "divisors factors"))
        return false;
    fact_add(c, WHOLE_DIVISOR, false, of, NULL);
    return say(c, WHOLE_COUNT, count, out);
}

/* "91 is not prime", "2, 3, and 5 are all prime", "2, 3, and 5 are the primes below 6": all of them; "105 is the smallest multiple of 7 above 100" */
static bool says_of_values(struct cursor *c, struct saying *out)
{
    struct values listed;
    if (!fact_values(c, &listed) || !fact_word(c, listed.count > 1 ? "are" : "is"))
        return false;
    bool const all = fact_is_word(c->r, c->at, "the");
    fact_word(c, "both each");
    const char *which = listed.count == 1 ? extreme(c) : NULL;
    if (which)
        return set(c) && say(c, which, listed.at[0], out);
    if (fact_word(c, "only") || all)
        return set(c) && say_values(c, WHOLE_MEMBERS, &listed, out);
    size_t const start = c->at;
    bool const not = fact_word(c, "not");
    if (!set(c)) {
        c->at = start + not ;
        if (!fact_quality(c))
            return false;
    }
    return say_values(c, not ? WHOLE_NONE_IN : WHOLE_ALL_IN, &listed, out);
}

bool fact_of_set(const struct reader *r, size_t at, struct arena *arena, struct saying *out, size_t *end)
{
    static bool (*const ways[])(struct cursor *, struct saying *) = {says_count,   says_total,    says_extreme,  says_listed,
                                                                     says_members, says_divisors, says_of_values};
    struct cursor c = {.r = r, .at = at, .arena = arena, .fine = true};
    if (fact_bounded(&c))
        fact_mark(&c, ITEM_COMMA);
    size_t const start = c.at, count = c.count;
    for (size_t i = 0; i < COUNT(ways); i++) {
        c.at = start;
        c.count = count;
        c.fine = true;
        c.one_divisor = false;
        if (ways[i](&c, out)) {
            *end = c.at;
            return true;
        }
    }
    return false;
}
