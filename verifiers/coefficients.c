/* coefficients: an equation of polynomials that holds for all values of a symbol has equal coefficients on both sides: "ax + 3 = 5x + b for all x, so a = 5",
 * "comparing coefficients, we get b = 3". Only ever proves.
 */
#include "algebra.h"
#include "polynomial.h"
#include "remark.h"
#include "verifier.h"

enum {
    LINES_MAX = 4, /* earlier ones, the latest first */
    GIVEN_MAX = 6, /* lines that are asked about together with the coefficients */
    SYMBOLS_MAX = 8,
    NODES_MAX = 120, /* of an equation, of the claim */
    CHAIN_MAX = 400  /* of a line */
};

struct question {
    const struct formula *claim;
    const struct scene *scene;
    struct arena *arena;
};

/* Does the step compare coefficients, and is nothing solved? */
static bool compares(const struct scene *scene)
{
    static const char solved[] = "satisfy satisfies satisfying satisfied solve solves solving solution solutions root roots",
                      sought[] =
                          "satisfy satisfies satisfying satisfied solve solves solving solution solutions intersect intersects "
                          "intersection meet meets";
    struct text const step = scene->step;
    bool const compared =
        text_has_word(step, TEXT("compare comparing equate equating match matching")) ||
        (text_has_word(step, TEXT("set setting")) && text_has_word(step, TEXT("equal")) && !text_has_word(step, TEXT("if not")));
    return compared &&
           (text_has_word(step, TEXT("coefficient coefficients")) ||
            (text_has_word(step, TEXT("term terms")) && text_has_word(step, TEXT("linear constant quadratic cubic like")))) &&
           !text_has_word(step, text_of(solved)) && !text_has_word(scene->problem, text_of(sought));
}

static bool has_roots(const struct scene *scene)
{
    return text_has_word(scene->problem, TEXT("root roots"));
}

/* Its roots may be what the problem speaks of. */
static bool may_be_solved(const struct scene *scene, const struct context_line *line)
{
    return line->given && has_roots(scene);
}

/* Where roots are asked for, an equation may hold for them alone; but not where both sides begin alike, as products and what they are do. */
static bool begin_alike(const struct question *q, const struct formula *equation, struct text name, const struct polynomial *gap)
{
    struct polynomial p[2];
    for (size_t i = 0; i < COUNT(p); i++) {
        const struct formula *side = formula_relation(q->arena, equation->args[i], '=', formula_number(q->arena, 0), NULL);
        if (!polynomial_of(side, name, q->arena, &p[i]))
            return false;
    }
    return p[0].degree == p[1].degree && gap->degree < p[0].degree;
}

/* p(x) = 0, of which the roots are asked for */
static bool is_polynomial(const struct formula *f)
{
    return f->kind == FORMULA_CHAIN && f->count == 2 && f->args[0]->kind == FORMULA_ADD && f->args[1]->kind == FORMULA_NUMBER &&
           text_equal(f->args[1]->text, TEXT("0"));
}

/* Does a line say something of the symbol alone? Then it is no variable. */
static bool is_alone(const struct scene *scene, struct text name)
{
    const struct context *c = scene->context;
    struct text names[2];
    for (size_t i = 0; i < c->lines_count; i++)
        if (formula_symbols(c->lines[i].formula, names, 2) == 1 && text_equal(names[0], name) && c->lines[i].general.size == 0 &&
            !(has_roots(scene) && is_polynomial(c->lines[i].formula)))
            return true;
    return false;
}

/* Do all coefficients of left - right being 0, together with what was said before, have the claim as a combination? */
static bool follows_in(const struct question *q, const struct formula *equation, struct text name)
{
    const struct formula *lines[POLYNOMIAL_DEGREE_MAX + 1 + GIVEN_MAX];
    struct polynomial p;
    if (!polynomial_of(equation, name, q->arena, &p) || (has_roots(q->scene) && !begin_alike(q, equation, name, &p)))
        return false;
    size_t count = 0;
    for (size_t k = 0; k <= p.degree; k++)
        lines[count++] = formula_relation(q->arena, p.coefficients[k], '=', formula_number(q->arena, 0), NULL);
    if (algebra_in_ideal(lines, count, q->claim, q->scene->options, q->arena) == FACT_TRUE)
        return true;
    count += context_lines_about(q->scene->context, q->claim, false, lines + count, GIVEN_MAX);
    return algebra_in_ideal(lines, count, q->claim, q->scene->options, q->arena) == FACT_TRUE;
}

/* A symbol that the equation holds for all of: not one that the claim is about, nor one with a value. */
static bool is_variable(const struct question *q, const struct context_line *line, struct text name)
{
    const struct formula *symbol = formula_symbol(q->arena, name);
    bool const said = !remark_is_conditional(line->general) && !text_equal(name, TEXT("a")) && text_has_name(line->general, name);
    return (said || (compares(q->scene) && !is_alone(q->scene, name))) && !formula_mentions(q->claim, name) &&
           context_expand(q->scene->context, symbol) == symbol;
}

/* Members i and k of a chain, which hold the symbol. */
static bool follows_between(const struct question *q, const struct context_line *line, size_t i, size_t k, struct text name)
{
    const struct formula *f = line->formula;
    return formula_size(f->args[i], NODES_MAX) + formula_size(f->args[k], NODES_MAX) < NODES_MAX &&
           formula_mentions(f->args[i], name) && formula_mentions(f->args[k], name) && is_variable(q, line, name) &&
           follows_in(q, formula_relation(q->arena, f->args[i], '=', f->args[k], f), name);
}

static bool follows_from(const struct question *q, const struct context_line *line)
{
    const struct formula *f = line->formula;
    struct text names[SYMBOLS_MAX];
    size_t const count = MIN(formula_symbols(f, names, SYMBOLS_MAX), (size_t)SYMBOLS_MAX), last = f->text.size;
    bool const equal = last > 1 && f->count == last + 1 && strspn(f->text.at, "=") >= last;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < last; k++)
            if (f->text.at[k] == '=' && follows_between(q, line, k, k + 1, names[i]))
                return true;
        if (equal && follows_between(q, line, 0, last, names[i]))
            return true;
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    struct question const q = {link->formula, scene, arena};
    const struct context *c = scene->context;
    size_t asked = 0;
    (void)witness;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the coefficients of both sides are equal"};
    if (link->closed || link->formula->text.at[0] != '=' || formula_size(link->formula, NODES_MAX) > NODES_MAX)
        return false;
    bool const compared = compares(scene);
    for (size_t i = c->lines_count; i-- > 0 && asked < LINES_MAX;) {
        const struct context_line *line = &c->lines[i];
        if (line->past || line->formula->kind != FORMULA_CHAIN ||
            (line->general.size == 0 && (!compared || may_be_solved(scene, line))) ||
            formula_size(line->formula, CHAIN_MAX) > CHAIN_MAX)
            continue;
        asked++;
        if (follows_from(&q, line))
            return true;
    }
    return false;
}

const struct verifier verifier_coefficients = {
    .name = "coefficients",
    .says = "what is equal for all values of a symbol has equal coefficients; only ever proves",
    .settle = settle,
};
