/* compared: what two lines call by one name is equal: "the lines are y = 2x + 1 and y = 3x − 2. Setting these equal, we get 2x + 1 = 3x − 2"; so are
 * the entries of two columns that are one vector. Only ever proves.
 */
#include "algebra.h"
#include "matrix.h"
#include "verifier.h"

enum {
    LINES_MAX = 6,   /* earlier ones, the latest first */
    MEMBERS_MAX = 6, /* of a chain */
    PAIRS_MAX = 24,  /* of what is equal */
    NODES_MAX = 120  /* of a pair */
};

struct pair {
    const struct formula *a, *b;
};

struct question {
    const struct formula *claim;
    const struct scene *scene;
    struct arena *arena;
    struct pair pairs[PAIRS_MAX]; /* the latest first */
    size_t count, couples;        /* of lines that have pairs */
};

static bool is_worth(const struct formula *f)
{
    return f->kind != FORMULA_NUMBER && !formula_is_statement(f) && !formula_holds(f, FORMULA_WORDS) &&
           !formula_holds(f, FORMULA_DOTS) && !formula_holds(f, FORMULA_OPAQUE);
}

static void add_pair(struct question *q, const struct formula *a, const struct formula *b)
{
    if (q->count < PAIRS_MAX && (is_worth(a) || is_worth(b)) && !formula_same(a, b) && !formula_is_statement(a) &&
        !formula_is_statement(b) && formula_size(a, NODES_MAX) + formula_size(b, NODES_MAX) <= NODES_MAX)
        q->pairs[q->count++] = (struct pair){a, b};
}

static bool is_equation(const struct formula *f)
{
    return f->kind == FORMULA_CHAIN && f->count <= MEMBERS_MAX && f->count == f->text.size + 1 &&
           strspn(f->text.at, "=") >= f->text.size;
}

/* What two chains call by one name. */
static void add_common(struct question *q, const struct formula *f, const struct formula *g)
{
    for (size_t i = 0; i < f->count; i++)
        for (size_t k = 0; k < g->count; k++)
            for (size_t n = 0; is_worth(f->args[i]) && formula_same(f->args[i], g->args[k]) && n < f->count * g->count; n++)
                if (n / g->count != i && n % g->count != k)
                    add_pair(q, f->args[n / g->count], g->args[n % g->count]);
}

/* Are several things of one name spoken of, not options? */
static bool has_curves(const struct scene *scene)
{
    static const char curves[] = "line lines graph graphs curve curves parabola parabolas circle circles equation equations";
    bool found = text_has_word(scene->problem, text_of(curves)) || text_has_word(scene->step, text_of(curves));
    for (size_t i = 0; scene->latest && i < LINK_LATEST_MAX && !found; i++)
        found = text_has_word(scene->latest[i], text_of(curves));
    return found;
}

/* A line, or those of "the lines $y = 2x$ and $y = x + 1$", which are kept as alternatives. */
static size_t add_lines(const struct formula *f, bool curves, const struct formula *lines[LINES_MAX], size_t count)
{
    for (size_t i = 0; curves && f->kind == FORMULA_OR && i < f->count; i++)
        count = add_lines(f->args[i], curves, lines, count);
    if (count < LINES_MAX && is_equation(f))
        lines[count++] = f;
    return count;
}

static void find_pairs(struct question *q)
{
    const struct context *c = q->scene->context;
    const struct formula *lines[LINES_MAX];
    bool const curves = has_curves(q->scene);
    size_t count = 0;
    for (size_t i = c->lines_count; i-- > 0;)
        if (!c->lines[i].past)
            count = add_lines(c->lines[i].formula, curves, lines, count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++) {
            size_t const before = q->count;
            add_common(q, lines[i], lines[k]);
            q->couples += q->count > before;
        }
}

static bool follows_by_entries(const struct question *q, const struct pair *pair)
{
    const struct formula *entries[MATRIX_ENTRIES_MAX];
    size_t const count = matrix_equations(pair->a, pair->b, MATRIX_ASUNDER, q->arena, entries);
    for (size_t i = 0; i < count; i++)
        if (algebra_in_ideal(&entries[i], 1, q->claim, 0, q->arena) == FACT_TRUE)
            return true;
    return false;
}

/* Where more than two lines share a name, the step must say which it means. */
static bool is_itself(const struct question *q, const struct pair *pair)
{
    const struct formula *a = q->claim->args[0], *b = q->claim->args[1];
    return (algebra_same(a, pair->a, 0, q->arena) && algebra_same(b, pair->b, 0, q->arena)) ||
           (algebra_same(a, pair->b, 0, q->arena) && algebra_same(b, pair->a, 0, q->arena));
}

static bool follows_as_equal(const struct question *q, const struct pair *pair)
{
    const struct formula *line = formula_relation(q->arena, pair->a, '=', pair->b, NULL);
    struct text names[1];
    if (q->couples > 1 && !is_itself(q, pair))
        return false;
    if (formula_holds(line, FORMULA_MATRIX))
        return follows_by_entries(q, pair);
    return formula_symbols(pair->a, names, 1) > 0 && formula_symbols(pair->b, names, 1) > 0 &&
           algebra_in_ideal(&line, 1, q->claim, q->scene->options, q->arena) == FACT_TRUE;
}

/* Does the step compare? Parts of complex numbers are for conjugates.c, coefficients for coefficients.c. */
static bool compares(struct text step)
{
    bool const sets = text_has_word(step, TEXT("set setting")) && text_has_word(step, TEXT("equal"));
    return (sets || text_has_word(step, TEXT("compare comparing equate equating match matching"))) &&
           !text_has_word(step, TEXT("not no never cannot impossible would if suppose assume imaginary"));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    struct question q = {.claim = link->formula, .scene = scene, .arena = arena};
    (void)witness;
    if (link->closed || link->said != LINK_WRITTEN || link->formula->text.at[0] != '=' ||
        formula_size(link->formula, NODES_MAX) > NODES_MAX || !compares(scene->step))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "two expressions of one thing"};
    find_pairs(&q);
    for (size_t i = 0; i < q.count; i++)
        if (follows_as_equal(&q, &q.pairs[i]))
            return true;
    return false;
}

const struct verifier verifier_compared = {
    .name = "compared",
    .says = "two expressions of one thing, and entries of one vector, that a step sets equal; only ever proves",
    .settle = settle,
};
