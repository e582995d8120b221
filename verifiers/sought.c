/* sought: what a problem seeks of all that solves a condition in one letter, as a step boxes it: the solutions themselves, a list or an interval; how
 * many they are, their sum, the largest; the domain of an expression; the least value of a quadratic one. Only ever proves.
 */
#include "fact.h"
#include "polynomial.h"
#include "solve.h"
#include "verifier.h"

enum {
    CONDITIONS_MAX = 8, /* of a domain */
    DEGREE_MAX = 100,
    SMALL_MAX = 20 /* size of whole numbers that are tried as solutions */
};

/* The question, as fact.h writes it. */
struct sought {
    const struct scene *scene;
    struct arena *arena;
    struct text which, of, letter, counted;
    const struct formula *condition, *listed, *answer;
};

static bool is(struct text said, const char *word)
{
    return text_equal(said, text_of(word));
}

static bool is_extended(const struct formula *f)
{
    return f->kind == FORMULA_TUPLE || f->kind == FORMULA_INTERVAL || f->kind == FORMULA_UNION;
}

/* Bars, roots and the like mean real numbers where nothing is said. */
static bool is_real(const struct formula *f)
{
    return formula_holds(f, FORMULA_ABS) || formula_holds(f, FORMULA_ROOT) || formula_holds(f, FORMULA_FLOOR) ||
           formula_holds(f, FORMULA_CEIL);
}

/* ---- all that solve it ---- */

/* Each once, of ± both. */
static bool collect(const struct sought *q, const struct formula *f, struct solve_values *out)
{
    bool const many = f->kind == FORMULA_LIST || f->kind == FORMULA_SET;
    out->count = 0;
    for (size_t i = 0; i < (many ? f->count : 1); i++) {
        const struct formula *one = many ? f->args[i] : f;
        bool const both = formula_holds(one, FORMULA_PM);
        for (size_t k = 0; k < (both ? 2 : 1); k++) {
            if (out->count == SOLVE_VALUES_MAX || one->kind >= FORMULA_LIST || formula_symbols(one, NULL, 0))
                return false;
            out->items[out->count++] = both ? settle_branch(q->arena, one, k == 1) : one;
        }
    }
    return true;
}

static bool is_whole(const struct formula *f)
{
    int64_t n;
    return algebra_whole(f, INT64_MAX, &n);
}

static bool are_whole(const struct solve_values *v)
{
    for (size_t i = 0; i < v->count; i++)
        if (!is_whole(v->items[i]))
            return false;
    return true;
}

static bool are_real(const struct solve_values *v, struct arena *arena)
{
    const struct formula *zero = formula_number(arena, 0);
    struct text witness;
    for (size_t i = 0; i < v->count; i++)
        if (algebra_relates(v->items[i], ']', zero, 0, arena, &witness) != FACT_TRUE &&
            algebra_relates(v->items[i], '[', zero, 0, arena, &witness) != FACT_TRUE)
            return false;
    return true;
}

/* Are these all numbers that are asked for? Where it is not said of which, all complex solutions of an equation are meant, unless it holds
 * for real ones only. */
static bool are_all(const struct sought *q, const struct solve_values *v)
{
    if (is(q->of, FACT_INTEGERS)) {
        struct solve_values *whole = ARENA_ARRAY(q->arena, struct solve_values, 1);
        return (are_whole(v) && solve_are_all(q->condition, q->letter, v, 0, q->arena)) ||
               (solve_whole(q->condition, q->letter, q->arena, whole) && solve_are_same(v, whole, q->arena));
    }
    bool const real =
        is(q->of, FACT_REAL) || (!is(q->of, FACT_COMPLEX) && (!formula_is_equation(q->condition) || is_real(q->condition)));
    return (!real || are_real(v, q->arena)) && solve_are_all(q->condition, q->letter, v, real ? 0 : ALGEBRA_COMPLEX, q->arena);
}

static bool is_infinite(const struct formula *f)
{
    return f->kind == FORMULA_CONSTANT && f->sub == CONSTANT_INFINITY;
}

/* All real numbers. */
static bool is_line(const struct formula *f)
{
    return f->kind == FORMULA_TUPLE && f->count == 2 && f->args[0]->kind == FORMULA_NEG && is_infinite(f->args[0]->args[0]) &&
           is_infinite(f->args[1]);
}

/* No interval of it is empty. */
static bool is_filled(const struct formula *f, struct arena *arena)
{
    struct text witness;
    bool filled = f->kind != FORMULA_UNION || f->count > 0;
    if (f->kind != FORMULA_UNION) {
        const struct formula *low = f->args[0], *high = f->args[1];
        return (low->kind == FORMULA_NEG && is_infinite(low->args[0])) || is_infinite(high) ||
               algebra_relates(low, '<', high, 0, arena, &witness) == FACT_TRUE;
    }
    for (size_t i = 0; i < f->count && filled; i++)
        filled = is_extended(f->args[i]) && f->args[i]->count == 2 && is_filled(f->args[i], arena);
    return filled;
}

/* Of real numbers the condition holds within the answer, and nowhere else. */
static bool is_region(const struct sought *q, const struct formula *condition)
{
    struct text witness;
    const struct formula *within = formula_relation(q->arena, formula_symbol(q->arena, q->letter), 'e', q->answer, NULL);
    if (is_line(q->answer))
        return follows_truth(condition, 0, q->arena, &witness) == FACT_TRUE;
    return (q->answer->kind == FORMULA_UNION || q->answer->count == 2) && is_filled(q->answer, q->arena) &&
           follows(&condition, 1, within, 0, q->arena).follows == FACT_TRUE &&
           follows(&within, 1, condition, 0, q->arena).follows == FACT_TRUE;
}

static bool is_all(const struct sought *q)
{
    struct solve_values *v = ARENA_ARRAY(q->arena, struct solve_values, 1);
    if (is_extended(q->answer))
        return !is(q->of, FACT_INTEGERS) && !is(q->of, FACT_COMPLEX) && !formula_is_equation(q->condition) &&
               is_region(q, q->condition);
    return collect(q, q->answer, v) && are_all(q, v);
}

/* ---- where an expression is defined ---- */

struct domain {
    struct arena *arena;
    const struct formula *conditions[CONDITIONS_MAX];
    size_t count;
    bool fine;
};

static void demand(struct domain *d, const struct formula *f, char relation)
{
    d->fine = d->fine && d->count < CONDITIONS_MAX;
    if (d->fine && formula_symbols(f, NULL, 0))
        d->conditions[d->count++] = formula_relation(d->arena, f, relation, formula_number(d->arena, 0), NULL);
}

/* Of a logarithm: a number above 0, but not 1. */
static bool is_base(const struct formula *f, struct arena *arena)
{
    struct text witness;
    const struct formula *one = formula_number(arena, 1), *zero = formula_number(arena, 0);
    return algebra_relates(f, '>', zero, 0, arena, &witness) == FACT_TRUE &&
           algebra_equal(f, one, 0, arena, &witness) == FACT_FALSE;
}

/* What operations that are known demand of what they are applied to. */
static void demand_all(struct domain *d, const struct formula *f)
{
    int64_t n = 0;
    bool const known = f->kind == FORMULA_NUMBER || f->kind == FORMULA_SYMBOL || f->kind == FORMULA_ADD ||
                       f->kind == FORMULA_MUL || f->kind == FORMULA_NEG || f->kind == FORMULA_DIV || f->kind == FORMULA_ABS ||
                       f->kind == FORMULA_FLOOR || f->kind == FORMULA_CEIL ||
                       (f->kind == FORMULA_CONSTANT && f->sub <= CONSTANT_E) ||
                       (f->kind == FORMULA_ROOT && algebra_whole(f->args[1], DEGREE_MAX, &n) && n > 0) ||
                       (f->kind == FORMULA_POW && algebra_whole(f->args[1], DEGREE_MAX, &n) && n > 0) ||
                       formula_is_call(f, FUNCTION_LN) || (formula_is_call(f, FUNCTION_LOG) && is_base(f->args[1], d->arena));
    d->fine = d->fine && known;
    if (f->kind == FORMULA_DIV)
        demand(d, f->args[1], '#');
    else if (f->kind == FORMULA_ROOT && n % 2 == 0)
        demand(d, f->args[0], ']');
    else if (f->kind == FORMULA_CALL)
        demand(d, f->args[0], '>');
    for (size_t i = 0; i < f->count && d->fine; i++)
        demand_all(d, f->args[i]);
}

static bool is_domain(const struct sought *q)
{
    struct domain d = {.arena = q->arena, .fine = true};
    demand_all(&d, q->condition);
    if (!d.fine || !is_extended(q->answer) || d.count == 0)
        return d.fine && d.count == 0 && is_line(q->answer);
    return is_region(q, d.count == 1 ? d.conditions[0]
                                     : formula_new(q->arena, FORMULA_AND, 0, TEXT(""), d.conditions, d.count, NULL));
}

/* ---- their number, their sum ---- */

/* Those of a quadratic equation. */
static bool of_quadratic(const struct sought *q, struct solve_values *out)
{
    struct polynomial p;
    struct arena *a = q->arena;
    if (!formula_is_equation(q->condition) || !polynomial_of(q->condition, q->letter, a, &p) || p.degree != 2)
        return false;
    const struct formula *two = formula_number(a, 2), *four = formula_number(a, 4),
                         *below = formula_binary(a, FORMULA_MUL, two, p.coefficients[2]),
                         *product = formula_binary(a, FORMULA_MUL, p.coefficients[2], p.coefficients[0]),
                         *square = formula_binary(a, FORMULA_POW, p.coefficients[1], two),
                         *root = formula_binary(a, FORMULA_ROOT,
                                                settle_gap(a, square, formula_binary(a, FORMULA_MUL, four, product)), two);
    for (out->count = 0; out->count < 2; out->count++) {
        const struct formula *above = settle_gap(a, out->count ? root : formula_unary(a, FORMULA_NEG, root), p.coefficients[1]);
        out->items[out->count] = formula_binary(a, FORMULA_DIV, above, below);
    }
    return true;
}

/* Those that were found for the letter, and small whole numbers. */
static bool of_outcomes(const struct sought *q, struct solve_values *out)
{
    const struct formula *found[OUTCOMES_MAX];
    struct solve_values *all = ARENA_ARRAY(q->arena, struct solve_values, 1);
    size_t const count = outcomes_of(&q->scene->context->outcomes, q->letter, found, COUNT(found));
    out->count = 0;
    if (!collect(q, formula_new(q->arena, FORMULA_LIST, 0, TEXT(""), found, count, NULL), all))
        return false;
    for (int64_t n = -SMALL_MAX; n <= SMALL_MAX && all->count < SOLVE_VALUES_MAX; n++)
        all->items[all->count++] = formula_number(q->arena, n);
    for (size_t i = 0; i < all->count; i++)
        if (solve_holds_at(q->condition, q->letter, all->items[i], q->arena) && !solve_has(out, all->items[i], q->arena))
            out->items[out->count++] = all->items[i];
    return true;
}

/* All of them. */
static bool find(const struct sought *q, struct solve_values *out)
{
    if (q->listed->count)
        return collect(q, q->listed, out) && are_all(q, out);
    if (is(q->of, FACT_INTEGERS))
        return solve_whole(q->condition, q->letter, q->arena, out);
    return (of_quadratic(q, out) && are_all(q, out)) || (of_outcomes(q, out) && are_all(q, out));
}

/* Does no root of it count twice? */
static bool is_simple(const struct sought *q, const struct formula *root)
{
    struct polynomial p;
    struct text witness;
    if (!formula_is_equation(q->condition) || is_real(q->condition))
        return true;
    if (!polynomial_of(q->condition, q->letter, q->arena, &p))
        return false;
    const struct formula *slope = formula_number(q->arena, 0);
    for (size_t k = 1; k <= p.degree; k++) {
        const struct formula *power = k > 1
                                          ? formula_binary(q->arena, FORMULA_POW, root, formula_number(q->arena, (int64_t)k - 1))
                                          : formula_number(q->arena, 1);
        const struct formula *factor =
            formula_binary(q->arena, FORMULA_MUL, formula_number(q->arena, (int64_t)k), p.coefficients[k]);
        slope = formula_binary(q->arena, FORMULA_ADD, slope, formula_binary(q->arena, FORMULA_MUL, factor, power));
    }
    return algebra_equal(slope, formula_number(q->arena, 0), ALGEBRA_COMPLEX, q->arena, &witness) == FACT_FALSE;
}

static bool are_simple(const struct sought *q, const struct solve_values *v)
{
    bool fine = true;
    for (size_t i = 0; i < v->count && fine && is(q->counted, FACT_SIMPLE); i++)
        fine = is_simple(q, v->items[i]);
    return fine;
}

static bool is_total(const struct sought *q)
{
    struct solve_values *v = ARENA_ARRAY(q->arena, struct solve_values, 1);
    if (!find(q, v) || !are_simple(q, v))
        return false;
    const struct formula *count = formula_number(q->arena, (int64_t)v->count);
    if (is(q->which, FACT_NUMBER))
        return algebra_same(count, q->answer, 0, q->arena);
    if (v->count == 0)
        return false;
    enum formula_kind const kind = is(q->which, FACT_PRODUCT) ? FORMULA_MUL : FORMULA_ADD;
    const struct formula *total = v->count > 1 ? formula_new(q->arena, kind, 0, TEXT(""), v->items, v->count, NULL) : v->items[0];
    total = is(q->which, FACT_MEAN) ? formula_binary(q->arena, FORMULA_DIV, total, count) : total;
    return algebra_same(total, q->answer, 0, q->arena);
}

/* ---- the least value of an expression ---- */

/* Of a x² + b x + c with a > 0 that is c − b²/4a. */
static bool is_optimum(const struct sought *q)
{
    struct arena *a = q->arena;
    struct polynomial p;
    struct text witness;
    const struct formula *zero = formula_number(a, 0);
    if (!polynomial_of(formula_relation(a, q->condition, '=', zero, NULL), q->letter, a, &p) || p.degree != 2 ||
        algebra_relates(p.coefficients[2], is(q->which, FACT_MAXIMUM) ? '<' : '>', zero, 0, a, &witness) != FACT_TRUE)
        return false;
    const struct formula *square = formula_binary(a, FORMULA_POW, p.coefficients[1], formula_number(a, 2)),
                         *four = formula_binary(a, FORMULA_MUL, formula_number(a, 4), p.coefficients[2]);
    return algebra_same(settle_gap(a, p.coefficients[0], formula_binary(a, FORMULA_DIV, square, four)), q->answer, 0, a);
}

/* If the step lists them, are they all? */
static bool is_rightly_listed(const struct sought *q)
{
    struct solve_values *v = ARENA_ARRAY(q->arena, struct solve_values, 1);
    return q->listed->count == 0 || (collect(q, q->listed, v) && are_all(q, v));
}

static bool is_right(const struct sought *q)
{
    if (is(q->which, FACT_ALL))
        return is_all(q);
    if (is(q->which, FACT_DOMAIN))
        return is_domain(q);
    if (is(q->which, FACT_MINIMUM) || is(q->which, FACT_MAXIMUM))
        return is_optimum(q);
    if (is(q->which, FACT_SMALLEST) || is(q->which, FACT_LARGEST))
        return is_rightly_listed(q) && (!is(q->of, FACT_INTEGERS) || is_whole(q->answer)) &&
               solve_is_extreme(q->condition, q->letter, q->answer, is(q->which, FACT_SMALLEST), is(q->of, FACT_INTEGERS),
                                q->arena);
    return is_total(q);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *call = link->formula->args[0], *const *args = call->args;
    (void)witness;
    if (formula_size(args[1], SOLVE_NODES_MAX) > SOLVE_NODES_MAX)
        return false;
    struct sought const q = {.scene = scene,
                             .arena = arena,
                             .which = args[0]->text,
                             .condition = args[1],
                             .letter = args[2]->text,
                             .of = args[3]->text,
                             .listed = args[4],
                             .counted = args[5]->text,
                             .answer = link->formula->args[1]};
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "what the problem seeks"};
    return is_right(&q);
}

const struct verifier verifier_sought = {
    .name = "sought",
    .says = "what a problem seeks: solutions, their number, sum, largest, a domain, a least value; only ever proves",
    .sought = true,
    .settle = settle,
};
