#include "ellipsis_parts.h"

enum {
    LAST_MAX = 1 << 30, /* the number of the last term */
    POWERS_MAX = 60,    /* of a ratio, as far as its last one is looked for */
};

/* The last term has this number: is that possible, and as it was found elsewhere? */
static bool reaches(struct pattern *p, const struct formula *last)
{
    int64_t n = 0;
    if (p->endless)
        return true;
    if (is_closed(last) && (!whole(last, &n) || n < (int64_t)p->count - 1 || n > LAST_MAX))
        return false;
    if (p->last)
        return same(p, p->last, last);
    p->last = is_closed(last) ? number(p, n) : last;
    return true;
}

/* Does each term make the next one, but across the dots? */
static bool steps(const struct pattern *p, const terms at, enum formula_kind kind, const struct formula *step)
{
    for (size_t i = 1; i < p->count; i++)
        if (i != p->before && !same(p, at[i], two(p, kind, at[i - 1], step)))
            return false;
    return true;
}

/* a + dk */
static const struct formula *arithmetic(struct pattern *p, const terms at)
{
    const struct formula *d = less(p, at[1], at[0]);
    if ((p->before < 3 && !is_closed(d)) || !is_never(p, d, 0) || !steps(p, at, FORMULA_ADD, d) ||
        !reaches(p, two(p, FORMULA_DIV, less(p, at[p->count - 1], at[0]), d)))
        return NULL;
    return two(p, FORMULA_ADD, at[0], two(p, FORMULA_MUL, index_of(p), d));
}

/* Is `last` a power of the ratio times the first? Of 1 + 2 + 4 + … + 2^n the exponent may have symbols. */
static bool finds_power(struct pattern *p, const struct formula *first, const struct formula *ratio, const struct formula *last)
{
    if (p->last)
        return same(p, last, two(p, FORMULA_MUL, first, two(p, FORMULA_POW, ratio, p->last)));
    bool const open = last->kind == FORMULA_POW && !is_closed(last->args[1]) && same(p, last->args[0], ratio);
    for (int64_t i = 0; i < POWERS_MAX; i++) {
        const struct formula *power = two(p, FORMULA_POW, ratio, number(p, i));
        if (open ? same(p, first, power) : same(p, last, two(p, FORMULA_MUL, first, power)))
            return reaches(p, open ? less(p, last->args[1], number(p, i)) : number(p, i));
    }
    return false;
}

/* a·r^k */
static const struct formula *geometric(struct pattern *p, const terms at)
{
    if (!is_never(p, at[0], 0))
        return NULL;
    const struct formula *r = two(p, FORMULA_DIV, at[1], at[0]);
    if ((p->before < 3 && !is_closed(r)) || !is_never(p, r, 1) || !is_never(p, r, 0) || !steps(p, at, FORMULA_MUL, r) ||
        (!p->endless && !finds_power(p, at[0], r, at[p->count - 1])))
        return NULL;
    return two(p, FORMULA_MUL, at[0], two(p, FORMULA_POW, r, index_of(p)));
}

/* a + bk + ck(k - 1)/2 */
static int64_t value_at(const int64_t v[TERMS_MAX], int64_t k)
{
    return v[0] + (v[1] - v[0]) * k + (v[2] - 2 * v[1] + v[0]) * (k * (k - 1) / 2);
}

/* 1, 4, 9, …; 1, 3, 6, …; of one term behind the dots alone */
static const struct formula *quadratic(struct pattern *p, const terms at)
{
    int64_t v[TERMS_MAX], last = (int64_t)p->count - 1;
    for (size_t i = 0; i < p->count; i++)
        if (!whole(at[i], &v[i]) || v[i] > INT32_MAX || v[i] < INT32_MIN)
            return NULL;
    if (p->before < 3 + (size_t)p->endless || p->count > p->before + 1)
        return NULL;
    for (size_t i = 3; i < p->before; i++)
        if (value_at(v, (int64_t)i) != v[i])
            return NULL;
    while (!p->endless && last < COUNT_MAX && value_at(v, last) != v[p->count - 1])
        last++;
    if (last == COUNT_MAX || !reaches(p, number(p, last)))
        return NULL;
    const struct formula *k = index_of(p), *c = number(p, v[2] - 2 * v[1] + v[0]),
                         *pairs = two(p, FORMULA_DIV, two(p, FORMULA_MUL, k, less(p, k, number(p, 1))), number(p, 2));
    return two(p, FORMULA_ADD, two(p, FORMULA_ADD, at[0], two(p, FORMULA_MUL, number(p, v[1] - v[0]), k)),
               two(p, FORMULA_MUL, c, pairs));
}

/* Is there a high power of a symbol in it? */
static bool is_high(const struct formula *f)
{
    int64_t n;
    bool high = f->kind == FORMULA_POW && !is_closed(f->args[0]) && whole(f->args[1], &n) && (n > POWERS_MAX || n < -POWERS_MAX);
    for (size_t i = 0; i < f->count && !high; i++)
        high = is_high(f->args[i]);
    return high;
}

/* One way after the other; what a way that leads nowhere found is forgotten. */
static const struct formula *leaf(struct pattern *p, const terms at)
{
    static const struct formula *(*const ways[][3])(struct pattern *, const terms) = {{arithmetic, geometric, quadratic},
                                                                                      {geometric, arithmetic, quadratic}};
    const struct formula *out = NULL, *const last = p->last;
    for (size_t i = 0; i < p->count; i++)
        if (is_high(at[i]))
            return NULL;
    for (size_t i = 0; i < COUNT(ways[0]) && !out; i++) {
        p->last = last;
        out = ways[p->geometric][i](p, at);
    }
    return out;
}

/* ---- how the terms are built ---- */

static bool are_same(const struct pattern *p, const terms at)
{
    bool same = true;
    for (size_t i = 1; i < p->count && same; i++)
        same = formula_same(at[0], at[i]);
    return same;
}

static bool are_alike(const struct pattern *p, const terms at)
{
    bool alike = at[0]->count > 0;
    for (size_t i = 1; i < p->count && alike; i++)
        alike = at[i]->kind == at[0]->kind && at[i]->sub == at[0]->sub && at[i]->count == at[0]->count &&
                text_equal(at[i]->text, at[0]->text);
    return alike;
}

static const struct formula *part_by_part(struct pattern *p, const terms at)
{
    const struct formula **args = ARENA_ARRAY(p->arena, const struct formula *, at[0]->count);
    for (size_t k = 0; k < at[0]->count; k++) {
        terms parts = {NULL};
        for (size_t i = 0; i < p->count; i++)
            parts[i] = at[i]->args[k];
        if ((args[k] = ellipsis_general(p, parts)) == NULL)
            return NULL;
    }
    return formula_new(p->arena, (enum formula_kind)at[0]->kind, at[0]->sub, at[0]->text, args, at[0]->count, NULL);
}

static bool is_multiple(const struct formula *f)
{
    return f->kind == FORMULA_MUL && f->args[0]->kind == FORMULA_NUMBER;
}

/* 1/2 as 1 and 2, 1 as 1 and 1 */
static bool part_quotient(const struct pattern *p, const struct formula *f, const struct formula **above,
                          const struct formula **below)
{
    bool const is = f->kind == FORMULA_DIV;
    *above = is ? f->args[0] : f;
    *below = is ? f->args[1] : number(p, 1);
    return true;
}

/* 3x^2 as 3 and x^2, x as 1 and x, 5 as 5 and 1 */
static bool part_multiple(const struct pattern *p, const struct formula *f, const struct formula **times,
                          const struct formula **rest)
{
    bool const closed = f->kind == FORMULA_NUMBER, many = is_multiple(f);
    *times = many ? f->args[0] : closed ? f : number(p, 1);
    *rest = !many           ? (closed ? number(p, 1) : f)
            : f->count == 2 ? f->args[1]
                            : formula_new(p->arena, FORMULA_MUL, 0, TEXT(""), f->args + 1, f->count - 1u, NULL);
    return true;
}

/* x^2 as x and 2, x as x and 1, 1 as x and 0; false if it is no power of the base */
static bool part_power(const struct pattern *p, const struct formula *f, const struct formula *is, const struct formula **base,
                       const struct formula **exponent)
{
    *base = is;
    *exponent = f->kind == FORMULA_POW && formula_same(f->args[0], is) ? f->args[1]
                : formula_same(f, is)                                  ? number(p, 1)
                : formula_same(f, number(p, 1))                        ? number(p, 0)
                                                                       : NULL;
    return *exponent != NULL;
}

/* All terms in the form that only some are written in. */
static const struct formula *in_form(struct pattern *p, const terms at, enum formula_kind kind)
{
    const struct formula *model = NULL;
    terms first = {NULL}, second = {NULL};
    for (size_t i = 0; i < p->count && !model; i++)
        model = at[i]->kind == kind && (kind != FORMULA_MUL || is_multiple(at[i])) ? at[i] : NULL;
    if (!model)
        return NULL;
    for (size_t i = 0; i < p->count; i++)
        if (!(kind == FORMULA_DIV   ? part_quotient(p, at[i], &first[i], &second[i])
              : kind == FORMULA_MUL ? part_multiple(p, at[i], &first[i], &second[i])
                                    : part_power(p, at[i], model->args[0], &first[i], &second[i])))
            return NULL;
    const struct formula *a = ellipsis_general(p, first), *b = a ? ellipsis_general(p, second) : NULL;
    return b ? two(p, kind, a, b) : NULL;
}

const struct formula *ellipsis_general(struct pattern *p, const terms at)
{
    static const enum formula_kind forms[] = {FORMULA_DIV, FORMULA_MUL, FORMULA_POW};
    if (are_same(p, at))
        return at[0];
    if (++p->asked > ASKED_MAX)
        return NULL;
    const struct formula *const last = p->last, *out = NULL;
    bool const alike = are_alike(p, at);
    if (alike)
        out = part_by_part(p, at);
    for (size_t i = 0; i < COUNT(forms) && !alike && !out; i++) {
        p->last = last;
        out = in_form(p, at, forms[i]);
    }
    if (out)
        return out;
    p->last = last;
    return leaf(p, at);
}
