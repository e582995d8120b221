#include "ellipsis_parts.h"

enum {
    DEGREE_MAX = 3,   /* of a polynomial in the number of the term */
    POWER_MAX = 1000, /* of a symbol, at the end of a sum that is not put down */
};

static const struct formula *at_number(const struct pattern *p, const struct formula *term, const struct formula *k)
{
    return formula_put(p->arena, term, number_of_term, k);
}

/* n(n - 1)…(n - j + 1)/j! */
static const struct formula *choose(const struct pattern *p, const struct formula *n, int64_t j)
{
    const struct formula *out = number(p, 1);
    for (int64_t i = 0; i < j; i++)
        out = two(p, FORMULA_DIV, two(p, FORMULA_MUL, out, less(p, n, number(p, i))), number(p, i + 1));
    return out;
}

/* Of which degree is it as a polynomial in the number of the term times a product of powers r^k, which only `powers` allows? -1: it is none. */
static int degree(const struct formula *f, bool powers)
{
    int64_t n = 0;
    int sum = 0, most = 0;
    if (!formula_mentions(f, number_of_term))
        return 0;
    if (f->kind == FORMULA_SYMBOL)
        return 1;
    if (f->kind == FORMULA_POW && !formula_mentions(f->args[0], number_of_term))
        return powers && degree(f->args[1], false) == 1 ? 0 : -1;
    if (f->kind == FORMULA_POW && (!whole(f->args[1], &n) || n < 0 || n > DEGREE_MAX))
        return -1;
    if (f->kind != FORMULA_POW && f->kind != FORMULA_DIV && f->kind != FORMULA_MUL && f->kind != FORMULA_NEG &&
        f->kind != FORMULA_ADD)
        return -1;
    for (size_t i = 0; i < f->count && sum >= 0; i++) {
        int const one = i == 1 && f->kind == FORMULA_POW ? 0 : degree(f->args[i], powers && f->kind != FORMULA_ADD);
        bool const fits = one >= 0 && (one == 0 || i == 0 || f->kind != FORMULA_DIV);
        sum = fits ? sum + one : -1;
        most = MAX(most, one);
    }
    sum = sum < 0 ? -1 : f->kind == FORMULA_ADD ? most : f->kind == FORMULA_POW ? sum * (int)n : sum;
    return sum <= DEGREE_MAX ? sum : -1;
}

/* The term, of such a degree, as a sum of multiples of choose(k, j)·r^k (Newton). */
static bool differences(const struct pattern *p, const struct formula *term, int most, const struct formula *r,
                        const struct formula *out[DEGREE_MAX + 1])
{
    for (int i = 0; i <= most; i++) {
        const struct formula *value = at_number(p, term, number(p, i));
        if (!value)
            return false;
        out[i] = two(p, FORMULA_DIV, value, two(p, FORMULA_POW, r, number(p, i)));
    }
    for (int level = 1; level <= most; level++)
        for (int i = most; i >= level; i--)
            out[i] = less(p, out[i], out[i - 1]);
    return true;
}

/* By what is the term multiplied from one number to the next, polynomials apart? */
static const struct formula *ratio_of(const struct pattern *p, const struct formula *f)
{
    if (f->kind == FORMULA_NEG)
        return ratio_of(p, f->args[0]);
    if (f->kind == FORMULA_DIV)
        return two(p, FORMULA_DIV, ratio_of(p, f->args[0]), ratio_of(p, f->args[1]));
    if (f->kind == FORMULA_POW && formula_mentions(f->args[1], number_of_term)) {
        const struct formula *one = at_number(p, f->args[1], number(p, 1)), *none = at_number(p, f->args[1], number(p, 0));
        return one && none ? two(p, FORMULA_POW, f->args[0], less(p, one, none)) : number(p, 1);
    }
    if (f->kind == FORMULA_POW)
        return two(p, FORMULA_POW, ratio_of(p, f->args[0]), f->args[1]);
    const struct formula *out = number(p, 1);
    for (size_t i = 0; f->kind == FORMULA_MUL && i < f->count; i++)
        out = two(p, FORMULA_MUL, out, ratio_of(p, f->args[i]));
    return out;
}

static bool is_below_one(const struct pattern *p, const struct formula *r)
{
    struct text witness;
    const struct formula *size = formula_unary(p->arena, FORMULA_ABS, r);
    return !is_closed(r) || algebra_relates(size, '<', number(p, 1), 0, p->arena, &witness) == FACT_TRUE;
}

/* The sum over all k from 0 on, as a formula that says no more than that it is one: choose(k, j)·r^k comes to r^j/(1 - r)^(j + 1). */
static const struct formula *formal_sum(const struct pattern *p, const struct formula *term, const struct formula *r)
{
    const struct formula *d[DEGREE_MAX + 1], *sum = number(p, 0);
    int const most = degree(term, true);
    if (most < 0 || !is_never(p, r, 1) || !differences(p, term, most, r, d))
        return NULL;
    for (int j = 0; j <= most; j++)
        sum = two(p, FORMULA_ADD, sum,
                  two(p, FORMULA_DIV, two(p, FORMULA_MUL, d[j], two(p, FORMULA_POW, r, number(p, j))),
                      two(p, FORMULA_POW, less(p, number(p, 1), r), number(p, j + 1))));
    return sum;
}

static const struct formula *endless_sum(const struct pattern *p, const struct formula *term)
{
    const struct formula *r = ratio_of(p, term);
    if (!is_below_one(p, r) || (!is_closed(r) && *p->ratio && !same(p, *p->ratio, r)))
        return NULL;
    if (!is_closed(r))
        *p->ratio = r;
    return formal_sum(p, term, r);
}

/* No symbol in it but the number of the term? */
static bool is_number(const struct formula *term)
{
    struct text names[1];
    return formula_symbols(term, names, 1) == 1;
}

/* The sum up to a number with symbols: of a ratio, all terms less those behind the last. */
static const struct formula *open_sum(const struct pattern *p, const struct formula *term)
{
    const struct formula *d[DEGREE_MAX + 1], *r = ratio_of(p, term), *sum = number(p, 0), *all, *behind,
                                             *count = two(p, FORMULA_ADD, p->last, number(p, 1));
    int const most = degree(term, false);
    int64_t last;
    if (most >= 0) {
        if (!differences(p, term, most, number(p, 1), d))
            return NULL;
        for (int j = 0; j <= most; j++)
            sum = two(p, FORMULA_ADD, sum, two(p, FORMULA_MUL, d[j], choose(p, count, j + 1)));
        return sum;
    }
    if (!is_number(term) && whole(p->last, &last) && last > POWER_MAX)
        return NULL;
    behind = at_number(p, term, two(p, FORMULA_ADD, index_of(p), count));
    all = behind ? formal_sum(p, term, r) : NULL;
    behind = all ? formal_sum(p, behind, r) : NULL;
    return behind ? less(p, all, behind) : NULL;
}

/* n(n - 1)(n - 2)…1 = n!/0!, 1·2·3…n likewise */
static const struct formula *open_product(const struct pattern *p, const struct formula *term)
{
    const struct formula *first = at_number(p, term, number(p, 0)), *last = at_number(p, term, p->last);
    for (int way = 0; first && last && way < 2; way++) {
        const struct formula *low = way ? last : first, *high = way ? first : last, *k = index_of(p);
        if (same(p, term, way ? less(p, first, k) : two(p, FORMULA_ADD, first, k)))
            return two(p, FORMULA_DIV, formula_unary(p->arena, FORMULA_FACTORIAL, high),
                       formula_unary(p->arena, FORMULA_FACTORIAL, less(p, low, number(p, 1))));
    }
    return NULL;
}

const struct formula *ellipsis_total(const struct pattern *p, enum formula_kind kind, const struct formula *term)
{
    bool const adds = kind == FORMULA_ADD;
    int64_t n;
    if (p->endless)
        return adds ? endless_sum(p, term) : NULL;
    if (!p->last)
        return NULL;
    if (!whole(p->last, &n))
        return adds ? open_sum(p, term) : open_product(p, term);
    const struct formula *const args[] = {index_of(p), number(p, 0), p->last, term}, *rest = n < SHORT_MAX ? NULL
                                                                                             : adds        ? open_sum(p, term)
                                                                                                    : open_product(p, term);
    return rest || n >= (is_number(term) ? COUNT_MAX : SHORT_MAX)
               ? rest
               : formula_new(p->arena, adds ? FORMULA_SUM_OVER : FORMULA_PRODUCT_OVER, 0, TEXT(""), args, COUNT(args), NULL);
}
