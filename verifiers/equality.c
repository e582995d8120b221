/* equality: "equality occurs when x = y = 2, so the minimum is 8": there both sides of the inequality said last are equal, and the equations that were
 * said hold; the side that is named is the bound. Whether the inequality holds was for its own step to say; and so where its sides are equal is, for a
 * step that only names the bound, "hence, the minimum value is 8". Only ever proves.
 */
#include "follows.h"
#include "remark.h"
#include "verifier.h"

enum {
    NAMES_MAX = 8,     /* that get a value */
    NODES_MAX = 200,   /* of a line */
    PROBLEM_MAX = 2000 /* bytes of one that is read again */
};

/* Values of names: "x = y = 2"; without a value, "x = y", all are the first of them. */
struct point {
    struct text names[NAMES_MAX];
    const struct formula *values[NAMES_MAX];
    size_t count;
};

struct bound {
    const struct formula *from, *to; /* the sides of the inequality */
    bool low;                        /* from >= to */
};

static bool is_closed(const struct formula *f)
{
    struct text names[1];
    return formula_symbols(f, names, 1) == 0 && !formula_holds(f, FORMULA_CALL) && !formula_holds(f, FORMULA_WORDS);
}

static bool add_chain(struct point *p, const struct formula *chain)
{
    const struct formula *value = chain->args[chain->count - 1];
    for (size_t i = 0; i < chain->count; i++) {
        const struct formula *f = chain->args[i];
        if (f == value && (is_closed(f) || f->kind == FORMULA_SYMBOL))
            continue;
        if (f->kind != FORMULA_SYMBOL || p->count == NAMES_MAX)
            return false;
        for (size_t k = 0; k < p->count; k++)
            if (text_equal(p->names[k], f->text))
                return false;
        p->names[p->count] = f->text;
        p->values[p->count++] = value;
    }
    return true;
}

static bool read_point(const struct formula *where, struct point *p)
{
    *p = (struct point){.count = 0};
    for (size_t i = 0; i < where->count; i++)
        if (!add_chain(p, where->args[i]))
            return false;
    return p->count > 0;
}

static const struct formula *put(const struct formula *f, const struct point *p, struct arena *arena)
{
    for (size_t i = 0; i < p->count && f; i++)
        f = formula_put(arena, f, p->names[i], p->values[i]);
    return f;
}

/* A chain of = and >= alone, or of = and <=; a strict one is never reached. */
static bool read_bound(const struct formula *line, struct bound *out)
{
    struct text const signs = line->text;
    bool const low = memchr(signs.at, ']', signs.size) != NULL, high = memchr(signs.at, '[', signs.size) != NULL;
    for (size_t i = 0; i < signs.size; i++)
        if (!strchr("=[]", signs.at[i]))
            return false;
    *out = (struct bound){line->args[0], line->args[line->count - 1], low};
    return low != high;
}

static bool is_bound(const struct formula *line)
{
    return line->kind == FORMULA_CHAIN &&
           (memchr(line->text.at, '[', line->text.size) || memchr(line->text.at, ']', line->text.size));
}

/* Do the equations that were said of nothing but the point's names hold there? */
static bool is_allowed(const struct context *c, const struct point *p, struct arena *arena)
{
    struct text witness;
    for (size_t i = 0; i < c->lines_count; i++) {
        const struct formula *line = c->lines[i].formula;
        if (c->lines[i].past || line->kind != FORMULA_CHAIN || !memchr(line->text.at, '=', line->text.size) ||
            strspn(line->text.at, "=") < line->text.size)
            continue;
        const struct formula *at = put(line, p, arena);
        if (!at || (is_closed(at) && follows_truth(at, 0, arena, &witness) != FACT_TRUE))
            return false;
    }
    return true;
}

/* Is the named value what the inequality leads to, as its last side or by the equations said after it? */
static bool is_named(const struct context *c, size_t line, const struct bound *bound, const struct formula *named,
                     struct arena *arena)
{
    const struct formula *last = c->lines[c->lines_count - 1].formula;
    if (algebra_same(bound->to, named, 0, arena))
        return true;
    if (is_closed(bound->to) || line + 1 == c->lines_count || last->kind != FORMULA_CHAIN)
        return is_closed(bound->to) && algebra_same(bound->to, named, 0, arena);
    return is_closed(last->args[last->count - 1]) && algebra_same(last->args[last->count - 1], named, 0, arena);
}

static bool is_reached(const struct link *link, const struct scene *scene, size_t i, const struct point *p, struct arena *arena)
{
    const struct context *c = scene->context;
    const struct formula *named = link->formula->args[1];
    struct bound bound;
    if (!read_bound(c->lines[i].formula, &bound))
        return false;
    const struct formula *from = context_expand(c, bound.from), *to = context_expand(c, bound.to);
    if (!from || !to || formula_size(from, NODES_MAX) + formula_size(to, NODES_MAX) > NODES_MAX)
        return false;
    from = put(from, p, arena);
    to = put(to, p, arena);
    if (!algebra_same(from, to, 0, arena) || (named->kind != FORMULA_WORDS && !algebra_same(to, named, 0, arena)))
        return false;
    return named->kind == FORMULA_WORDS || (is_named(c, i, &bound, named, arena) &&
                                            remark_bound_of(scene->step) == (bound.low ? REMARK_SMALLEST : REMARK_LARGEST));
}

/* "Hence, the minimum value is $\\boxed{8}$." and no more. */
static bool only_names_bound(struct text step)
{
    static const char known[] =
        "so thus hence therefore then the a is smallest largest least greatest minimum maximum possible value of "
        "expression our desired";
    return remark_has_only(step, known);
}

/* Is it an expression that the problem writes, with what was said put in? */
static bool is_asked(const struct scene *scene, const struct formula *f, struct arena *arena)
{
    struct statement *statements;
    if (scene->problem.size > PROBLEM_MAX || (f = context_expand(scene->context, f)) == NULL)
        return false;
    struct tokens const tokens = tokens_read(scene->problem, arena);
    size_t const count = maths_statements(scene->problem, &tokens, arena, &statements);
    for (size_t i = 0; i < count; i++) {
        const struct formula *other =
            statements[i].formula->kind == FORMULA_CHAIN ? statements[i].formula->args[1] : statements[i].formula;
        struct text names[1];
        if (!formula_is_statement(other) && formula_symbols(other, names, 1) > 0 &&
            (other = context_expand(scene->context, other)) != NULL && algebra_same(f, other, 0, arena))
            return true;
    }
    return false;
}

/* Is it the bound of the inequality said last, whose sides were said to be equal somewhere? */
static bool is_bound_said(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct context *c = scene->context;
    struct text names[1];
    struct bound bound;
    size_t i = c->lines_count;
    while (i > 0 && !is_bound(c->lines[i - 1].formula))
        i--;
    return i > 0 && c->reached && c->lines[i - 1].scope == CONTEXT_LASTS && !c->lines[i - 1].past &&
           only_names_bound(scene->step) && read_bound(c->lines[i - 1].formula, &bound) &&
           formula_symbols(bound.from, names, 1) > 0 && is_asked(scene, bound.from, arena) && is_closed(link->formula->args[1]) &&
           algebra_same(bound.to, link->formula->args[1], 0, arena) &&
           remark_bound_of(scene->step) == (bound.low ? REMARK_SMALLEST : REMARK_LARGEST);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct context *c = scene->context;
    struct point point;
    (void)witness;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the bound that was said to be reached"};
    if (link->said == LINK_EXTREME)
        return is_bound_said(link, scene, arena);
    if (link->said != LINK_EQUALITY || !read_point(link->formula->args[0], &point))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "both sides of the inequality are equal there"};
    for (size_t i = c->lines_count; i-- > 0;) {
        const struct formula *line = c->lines[i].formula;
        const struct formula *meant = is_bound(line) ? context_expand(c, line) : NULL;
        if (meant && (formula_mentions(line, point.names[0]) || formula_mentions(meant, point.names[0])))
            return is_reached(link, scene, i, &point, arena) && is_allowed(c, &point, arena);
    }
    return false;
}

const struct verifier verifier_equality = {
    .name = "equality",
    .says = "where both sides of an inequality are equal, and the bound that is reached there; only ever proves",
    .settle = settle,
};
