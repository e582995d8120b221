#include "fact.h"

#include "algebra.h"
#include "fact_parts.h"

enum { LISTED_MAX = 100, CONDITIONS_MAX = 4 };

/* What is read of "the positive integers $n$ that satisfy this inequality". */
struct satisfied {
    struct cursor c;
    const char *kind;                /* FACT_POSITIVE, … */
    const struct formula *of, *what; /* a letter, or words; one condition, or several */
    const struct fact_step *before;
};

static bool is_letter_at(const struct cursor *c)
{
    return c->at < c->r->count && c->r->item[c->at].kind == ITEM_VALUE && c->r->item[c->at].value->kind == FORMULA_SYMBOL;
}

static void take_letter(struct satisfied *s)
{
    if (is_letter_at(&s->c))
        s->of = s->c.r->item[s->c.at++].value;
}

/* "positive integers $n$", "whole numbers", "possible integer values" */
static bool kind(struct satisfied *s)
{
    struct cursor *c = &s->c;
    size_t start = c->at;
    while (start > 0 && fact_has_use(c->r, start - 1, USE_SET_FILLER))
        start--;
    fact_word(c, "possible");
    bool const nonnegative = fact_word(c, "nonnegative"), whole = !nonnegative && fact_word(c, "whole");
    if (whole ? !fact_word(c, "numbers number") : !fact_word(c, "integer integers"))
        return false;
    s->kind = nonnegative || whole ? FACT_NONNEGATIVE : FACT_WHOLE;
    for (size_t at = start; at < c->at; at++)
        if (fact_is_word(c->r, at, "positive natural"))
            s->kind = FACT_POSITIVE;
    take_letter(s);
    return true;
}

static bool is_condition(const struct formula *f)
{
    for (size_t i = 0; f->kind == FORMULA_CHAIN && i < f->text.size; i++)
        if (!strchr("<[>]", f->text.at[i]))
            return false;
    return f->kind == FORMULA_CHAIN && formula_symbols(f, NULL, 0) > 0;
}

/* Does the step speak of an inequality before: "… satisfy this inequality, so 3 integers satisfy the condition"? */
static bool is_known(const struct cursor *c)
{
    for (size_t at = 1; at < c->at; at++)
        if (fact_is_word(c->r, at, "inequality inequalities") && fact_is_word(c->r, at - 1, "this the of these"))
            return true;
    return false;
}

/* The inequality that the step before said last, or all that it said; NULL if there is none, or it said more of another kind, or one of several. */
static const struct formula *said_before(const struct satisfied *s, bool several)
{
    const struct formula *all[CONDITIONS_MAX];
    size_t count = 0;
    for (size_t i = s->before->count; i-- > 0 && (several || count == 0);) {
        const struct formula *f = s->before->statements[i].formula;
        if (is_condition(f) && count < CONDITIONS_MAX)
            all[count++] = f;
        else if (several && formula_is_statement(f))
            return NULL;
    }
    if (text_has_word(s->before->text, TEXT("or")))
        return NULL;
    return count == 0 ? NULL : count == 1 ? all[0] : formula_new(s->c.arena, FORMULA_AND, 0, TEXT(""), all, count, NULL);
}

/* "this inequality", "the chain of inequalities", "$2 < x < 7$" */
static bool condition(struct satisfied *s)
{
    struct cursor *c = &s->c;
    const struct item *item = c->at < c->r->count ? &c->r->item[c->at] : NULL;
    if (item && item->kind == ITEM_VALUE && is_condition(item->value)) {
        s->what = item->value;
        c->at++;
        return true;
    }
    fact_word(c, "this these both");
    bool const chain = fact_word(c, "chain") && fact_word(c, "of"), one = fact_word(c, "inequality"),
               several = !one && fact_word(c, "inequalities"),
               known = !one && !several && is_known(c) && fact_word(c, "condition");
    if (known && fact_word(c, "in"))
        fact_word(c, "problem");
    s->what = one || several || known ? said_before(s, several && !chain) : NULL;
    return s->what != NULL;
}

/* "that satisfy this inequality", "satisfying $x < 3$", "solutions to this inequality" */
static bool relation(struct satisfied *s)
{
    struct cursor *c = &s->c;
    if (fact_word(c, "solutions solution values value"))
        return fact_word(c, "to of for") && condition(s);
    fact_word(c, "that which");
    return fact_word(c, "satisfy satisfies satisfying solve solves") && condition(s);
}

static bool say(struct satisfied *s, const char *name, const struct formula *is, struct saying *out)
{
    const struct formula *const args[] = {formula_words(s->c.arena, text_of(s->kind)), s->of, s->what};
    *out = (struct saying){fact_named(s->c.arena, name, args, COUNT(args)), is, '='};
    return is != NULL;
}

static bool say_values(struct satisfied *s, const struct values *v, struct saying *out)
{
    return say(s, FACT_SATISFYING, formula_new(s->c.arena, FORMULA_LIST, 0, TEXT(""), v->at, v->count, NULL), out);
}

static bool listed(struct satisfied *s, struct values *out)
{
    size_t end;
    while (fact_has_use(s->c.r, s->c.at, USE_SET_FILLER))
        s->c.at++;
    if (!fact_group(s->c.r, s->c.at, out, &end))
        return false;
    s->c.at = end;
    return true;
}

/* "the integers satisfying this inequality are 1, 2, and 3" */
static bool says_members(struct satisfied *s, struct saying *out)
{
    struct values *v = ARENA_ARRAY(s->c.arena, struct values, 1);
    fact_word(&s->c, "only");
    if (!kind(s) || !relation(s) || !fact_word(&s->c, "are is"))
        return false;
    fact_mark(&s->c, ITEM_STOP);
    return listed(s, v) && say_values(s, v, out);
}

/* "from 5 to 7 inclusive" */
static bool spanned(struct satisfied *s, struct values *out)
{
    struct cursor *c = &s->c;
    int64_t low, high;
    const struct formula *first = fact_word(c, "from") ? fact_value(c) : NULL,
                         *last = first && fact_word(c, "to through") ? fact_value(c) : NULL;
    if (!last || !algebra_whole(first, FACT_TERM_MOST, &low) || !algebra_whole(last, FACT_TERM_MOST, &high))
        return false;
    fact_mark(c, ITEM_COMMA);
    if (fact_word(c, "inclusive"))
        fact_mark(c, ITEM_COMMA);
    out->count = 0;
    for (int64_t n = MIN(low, high); n <= MAX(low, high) && out->count < LISTED_MAX; n++)
        out->at[out->count++] = formula_number(c->arena, n);
    return out->count < LISTED_MAX;
}

/* "the integers from 5 to 7 satisfy this inequality", "only the integers 3 and 4 satisfy it" */
static bool says_all(struct satisfied *s, struct saying *out)
{
    struct values *v = ARENA_ARRAY(s->c.arena, struct values, 1);
    fact_word(&s->c, "only");
    if (!kind(s))
        return false;
    size_t const start = s->c.at;
    if (!spanned(s, v)) {
        s->c.at = start;
        if (!listed(s, v))
            return false;
    }
    return fact_word(&s->c, "satisfy satisfies") && condition(s) && say_values(s, v, out);
}

/* "there are 3 integers that satisfy this inequality: 5, 6, and 7" */
static bool says_count(struct satisfied *s, struct saying *out)
{
    struct values *v = ARENA_ARRAY(s->c.arena, struct values, 1);
    if (!fact_word(&s->c, "there") || !fact_word(&s->c, "is are"))
        return false;
    fact_word(&s->c, "only");
    const struct formula *count = fact_number(&s->c);
    if (!count || !kind(s) || !relation(s))
        return false;
    size_t const behind = s->c.at;
    if (fact_mark(&s->c, ITEM_STOP) && listed(s, v))
        return formula_same(count, formula_number(s->c.arena, (int64_t)v->count)) && say_values(s, v, out);
    s->c.at = behind;
    return say(s, FACT_SATISFYING_COUNT, count, out);
}

/* "3 integers satisfy this inequality" */
static bool says_number(struct satisfied *s, struct saying *out)
{
    const struct formula *count = fact_number(&s->c);
    return count && kind(s) && fact_word(&s->c, "satisfy satisfies") && condition(s) && say(s, FACT_SATISFYING_COUNT, count, out);
}

bool fact_of_satisfied(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct saying *out,
                       size_t *end)
{
    static bool (*const ways[])(struct satisfied *, struct saying *) = {says_members, says_all, says_count, says_number};
    size_t first = at;
    while (fact_has_use(r, first, USE_SET_FILLER))
        first++;
    bool const number = first < r->count && (r->item[first].kind == ITEM_VALUE || fact_has_use(r, first, USE_OPENS)) &&
                        fact_is_word(r, first + 1, "integer integers");
    if (!number && !fact_is_word(r, first, "only integer integers whole nonnegative possible there"))
        return false;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct satisfied s = {.c = {.r = r, .at = at, .arena = arena, .fine = true}, .before = before};
        s.of = formula_words(s.c.arena, TEXT(""));
        if (ways[i](&s, out)) {
            *end = s.c.at;
            return true;
        }
    }
    return false;
}
