#include "fact.h"
#include "fact_parts.h"

enum { SIGN_CONDITIONS_MAX = 3 };

/* One who reads a step that speaks of signs, and of nothing else. */
struct signs {
    struct cursor c;
    const struct formula *conditions[SIGN_CONDITIONS_MAX]; /* under which the rest is said */
    size_t conditions_count;
    const struct formula *values[FACTS_MAX]; /* whose signs were told */
    size_t values_count;
    struct link *out;
    size_t count;
    uint32_t index;
};

static bool skip(struct cursor *c, const char *list)
{
    bool const here = fact_is_word(c->r, c->at, list);
    c->at += here;
    return here;
}

/* Marks and words that join clauses */
static void join(struct cursor *c)
{
    while (c->at < c->r->count &&
           (c->r->item[c->at].kind == ITEM_COMMA ||
            (c->r->item[c->at].kind == ITEM_OTHER && c->r->step.at[c->r->item[c->at].start] == '-') ||
            fact_is_word(c->r, c->at, "and while but so then thus hence therefore clearly we have note that now also") ||
            (c->r->item[c->at].kind == ITEM_STOP && c->r->step.at[c->r->item[c->at].start] == ';')))
        c->at++;
}

static bool push_link(struct signs *s, const struct formula *f, size_t from)
{
    const struct item *items = s->c.r->item;
    if (s->count == FACTS_MAX)
        return false;
    s->out[s->count++] =
        link_said(s->c.arena, LINK_WORDED, f, &(struct statement){0}, items[from].start, items[s->c.at - 1].end, s->index);
    return true;
}

/* ---- under which condition ---- */

static bool add_condition(struct signs *s, const struct formula *a, char relation, const struct formula *b)
{
    if (!a || !b || s->conditions_count == SIGN_CONDITIONS_MAX)
        return false;
    s->conditions[s->conditions_count++] = formula_relation(s->c.arena, a, relation, b, NULL);
    return true;
}

/* "$n$ is less than 3", "$n$ is strictly between 3 and 12" */
static bool condition_in_words(struct signs *s)
{
    struct cursor *c = &s->c;
    const struct formula *a = fact_value(c);
    if (!a || !skip(c, "is"))
        return false;
    bool const strictly = skip(c, "strictly");
    if (skip(c, "between")) {
        const struct formula *low = fact_value(c);
        return strictly && add_condition(s, low, '<', a) && skip(c, "and") && add_condition(s, a, '<', fact_value(c));
    }
    bool const less = skip(c, "less smaller");
    return !strictly && (less || skip(c, "greater larger bigger more")) && skip(c, "than") &&
           add_condition(s, a, less ? '<' : '>', fact_value(c));
}

/* $x < 3$, $-5 < x < 7$ */
static bool condition_in_signs(struct signs *s)
{
    struct cursor *c = &s->c;
    const struct item *item = c->at < c->r->count ? &c->r->item[c->at] : NULL;
    const struct formula *f = item && item->kind == ITEM_VALUE ? item->value : NULL;
    if (!f || f->kind != FORMULA_CHAIN || f->count != f->text.size + 1 || strspn(f->text.at, "<>[]=") < f->text.size)
        return false;
    for (size_t k = 0; k < f->text.size; k++)
        if (!add_condition(s, f->args[k], f->text.at[k], f->args[k + 1]))
            return false;
    c->at++;
    return true;
}

/* "When $x < 3$,", "If $n$ is less than 3, then"; what "since" leads in is said, too. */
static bool read_condition(struct signs *s)
{
    struct cursor *c = &s->c;
    bool const given = skip(c, "since because");
    if (!given && !skip(c, "if when for whenever"))
        return true;
    skip(c, "all any every");
    size_t const from = c->at;
    bool const written = condition_in_signs(s);
    if (!written && !condition_in_words(s))
        return false;
    if (given && (written || s->conditions_count > 1 || !push_link(s, s->conditions[0], from)))
        return false;
    return fact_is_word(c->r, c->at, "then") || fact_mark(c, ITEM_COMMA);
}

/* ---- what is said ---- */

static const struct formula *sign_word(struct cursor *c)
{
    static const char *const kinds[] = {"positive", "negative", "nonnegative", "nonpositive", "nonzero"};
    bool const non = skip(c, "non");
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (skip(c, kinds[i]))
            return non && i > 1 ? NULL : formula_words(c->arena, text_of(kinds[non ? 3 - i : i]));
    return NULL;
}

static bool is_verb(struct cursor *c)
{
    return skip(c, "is are remains remain becomes become stays stay") || (skip(c, "will") && skip(c, "be"));
}

/* The item that holds the value; `from` if it is none of them. */
static size_t item_of(const struct signs *s, const struct formula *value, size_t from)
{
    for (size_t i = from; i < s->c.at; i++)
        if (s->c.r->item[i].value == value)
            return i;
    return from;
}

/* "are both negative": of each value, or of one that is their product */
static bool tell(struct signs *s, const struct formula *const *values, size_t count, size_t from)
{
    struct cursor *c = &s->c;
    if (!is_verb(c))
        return false;
    while (skip(c, "both all always also clearly then"))
        continue;
    const struct formula *sign = sign_word(c);
    for (size_t i = 0; i < count && sign; i++) {
        const struct formula *args[SIGN_CONDITIONS_MAX + 1] = {values[i]};
        memcpy(args + 1, s->conditions, s->conditions_count * sizeof *args);
        const struct formula *call = fact_named(c->arena, FACT_SIGN, args, s->conditions_count + 1);
        if (!push_link(s, formula_relation(c->arena, call, '=', sign, NULL), item_of(s, values[i], from)))
            return false;
    }
    return sign != NULL;
}

/* "both $x + 5$ and $x - 2$ are negative", "the product is positive": that of the values before */
static bool read_clause(struct signs *s)
{
    struct cursor *c = &s->c;
    size_t const from = c->at;
    skip(c, "the their");
    if (skip(c, "product")) {
        const struct formula *product = formula_new(c->arena, FORMULA_MUL, 0, TEXT(""), s->values, s->values_count, NULL);
        return s->values_count > 1 && tell(s, &product, 1, from);
    }
    struct values *v = ARENA_ARRAY(c->arena, struct values, 1);
    c->at = from;
    skip(c, "both all");
    if (!fact_values(c, v) || v->count + s->values_count > FACTS_MAX)
        return false;
    memcpy(s->values + s->values_count, v->at, v->count * sizeof *v->at);
    s->values_count += v->count;
    return tell(s, v->at, v->count, from);
}

size_t fact_signs(const struct fact_step *step, uint32_t index, struct arena *arena, struct link *out)
{
    struct statement *statements = ARENA_ARRAY(arena, struct statement, step->count + 1);
    struct fact_step supposed = *step;
    struct reader *r = ARENA_ARRAY(arena, struct reader, 1);
    struct signs s = {.c = {.r = r, .arena = arena, .fine = true}, .out = out, .index = index};
    if (step->count)
        memcpy(statements, step->statements, step->count * sizeof *statements);
    for (size_t i = 0; i < step->count; i++)
        statements[i].hypothetical = false;
    supposed.statements = statements;
    fact_read(r, &supposed, arena);
    join(&s.c);
    bool fine = r->fine && read_condition(&s);
    size_t const conditions = s.count;
    for (join(&s.c); fine && s.c.at < r->count && r->item[s.c.at].kind != ITEM_STOP; join(&s.c))
        fine = read_clause(&s);
    return fine && s.count > conditions && s.c.fine && s.c.at + 1 >= r->count ? s.count : 0;
}
