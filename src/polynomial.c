#include "polynomial.h"

enum { NODES_MAX = 120, NAMES_MAX = 4 };

static const struct formula *sum(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return formula_binary(arena, FORMULA_ADD, a, b);
}

/* f·top/bottom */
static const struct formula *part(struct arena *arena, const struct formula *f, int64_t top, int64_t bottom)
{
    return formula_binary(arena, FORMULA_DIV, formula_binary(arena, FORMULA_MUL, formula_number(arena, top), f),
                          formula_number(arena, bottom));
}

/* A bound on its degree, by how it is written. */
static size_t degree_most(const struct formula *f, struct text name)
{
    bool const divided = f->kind == FORMULA_DIV && !formula_mentions(f->args[1], name);
    size_t most = f->kind == FORMULA_SYMBOL;
    int64_t exponent;
    if (!formula_mentions(f, name))
        return 0;
    if (f->kind == FORMULA_POW && algebra_whole(f->args[1], POLYNOMIAL_DEGREE_MAX, &exponent) && exponent > 0)
        most = degree_most(f->args[0], name) * (size_t)exponent;
    else if (most == 0 && !divided && f->kind != FORMULA_NEG && f->kind != FORMULA_ADD && f->kind != FORMULA_MUL)
        most = POLYNOMIAL_DEGREE_MAX;
    else
        for (size_t i = 0; i < f->count; i++)
            most = f->kind == FORMULA_MUL ? most + degree_most(f->args[i], name) : MAX(most, degree_most(f->args[i], name));
    return MIN(most, (size_t)POLYNOMIAL_DEGREE_MAX);
}

/* From the values at 0, ±1, ±2, as many as the degree needs: sums give the even coefficients, differences the odd ones. */
static bool interpolate(struct arena *arena, const struct formula *p, struct text name, struct polynomial *out)
{
    const struct formula *at[2][3], *even[3], *odd[3], **c = out->coefficients;
    for (int64_t x = 0; x <= (out->degree > 2 ? 2 : 1); x++) {
        at[0][x] = formula_put(arena, p, name, formula_number(arena, x));
        at[1][x] = formula_put(arena, p, name, formula_number(arena, -x));
        if (!at[0][x] || !at[1][x])
            return false;
        even[x] = settle_gap(arena, part(arena, sum(arena, at[0][x], at[1][x]), 1, 2), at[0][0]);
        odd[x] = part(arena, settle_gap(arena, at[0][x], at[1][x]), 1, 2);
    }
    c[0] = at[0][0];
    c[1] = odd[1];
    c[2] = even[1];
    if (out->degree > 2) {
        c[3] = part(arena, settle_gap(arena, odd[2], part(arena, odd[1], 2, 1)), 1, 6);
        c[1] = settle_gap(arena, odd[1], c[3]);
    }
    if (out->degree > 3) {
        c[4] = part(arena, settle_gap(arena, even[2], part(arena, even[1], 4, 1)), 1, 12);
        c[2] = settle_gap(arena, even[1], c[4]);
    }
    return true;
}

static const struct formula *written(struct arena *arena, const struct polynomial *p, struct text name)
{
    const struct formula *x = formula_symbol(arena, name), *total = p->coefficients[0];
    for (size_t k = 1; k <= p->degree; k++) {
        const struct formula *power = formula_binary(arena, FORMULA_POW, x, formula_number(arena, (int64_t)k));
        total = sum(arena, total, formula_binary(arena, FORMULA_MUL, p->coefficients[k], power));
    }
    return total;
}

bool polynomial_of(const struct formula *line, struct text name, struct arena *arena, struct polynomial *out)
{
    size_t const k = line->text.size;
    if (line->kind != FORMULA_CHAIN || k == 0 || line->text.at[k - 1] != '=' || !formula_mentions(line, name) ||
        formula_holds(line, FORMULA_MATRIX))
        return false;
    const struct formula *p = settle_gap(arena, line->args[k - 1], line->args[k]);
    if (formula_size(p, NODES_MAX) > NODES_MAX)
        return false;
    out->degree = degree_most(p, name);
    if (!interpolate(arena, p, name, out) || !algebra_same(p, written(arena, out, name), 0, arena))
        return false;
    while (out->degree > 0 && algebra_same(out->coefficients[out->degree], formula_number(arena, 0), 0, arena))
        out->degree--;
    return out->degree > 0;
}

bool polynomial_is_vieta(const struct polynomial *p, size_t k, const struct formula *value, struct arena *arena)
{
    const struct formula *c = p->coefficients[p->degree - k],
                         *product = formula_binary(arena, FORMULA_MUL, p->coefficients[p->degree], value);
    return algebra_same(product, k % 2 ? formula_unary(arena, FORMULA_NEG, c) : c, 0, arena);
}

bool polynomial_meant(const struct context *c, const struct formula *line, const struct formula *link, struct arena *arena,
                      struct polynomial *out)
{
    struct text names[NAMES_MAX];
    if (line->kind == FORMULA_CALL && (line = context_expand(c, line)) == NULL)
        return false;
    if (line->kind != FORMULA_CHAIN)
        line = formula_relation(arena, line, '=', formula_number(arena, 0), NULL);
    else if (line->count == 2 && line->args[0]->kind == FORMULA_CALL && line->args[0]->sub == FUNCTION_UNKNOWN)
        line = formula_relation(arena, line->args[1], '=', formula_number(arena, 0), NULL);
    size_t const count = MIN(formula_symbols(line, names, NAMES_MAX), (size_t)NAMES_MAX);
    bool const alone = line->args[0]->kind == FORMULA_SYMBOL || line->args[1]->kind == FORMULA_SYMBOL; /* y = x² is a curve */
    for (size_t i = 0; i < count && !alone && line->text.at[0] == '='; i++)
        if (!formula_mentions(link, names[i]) && polynomial_of(line, names[i], arena, out) && out->degree > 1)
            return true;
    return false;
}

const struct formula *polynomial_symmetric(struct arena *arena, const struct formula *const *all, size_t count, size_t k)
{
    if (k == 0)
        return formula_number(arena, 1);
    if (k > count)
        return formula_number(arena, 0);
    return formula_binary(arena, FORMULA_ADD,
                          formula_binary(arena, FORMULA_MUL, all[0], polynomial_symmetric(arena, all + 1, count - 1, k - 1)),
                          polynomial_symmetric(arena, all + 1, count - 1, k));
}

size_t polynomial_relations(const struct polynomial *p, const struct formula *const *roots, struct arena *arena,
                            const struct formula *out[2 * POLYNOMIAL_DEGREE_MAX])
{
    size_t count = 0;
    for (size_t k = 1; k <= p->degree; k++) {
        const struct formula *c = p->coefficients[p->degree - k];
        const struct formula *e =
            formula_binary(arena, FORMULA_MUL, p->coefficients[p->degree], polynomial_symmetric(arena, roots, p->degree, k));
        out[count++] = formula_relation(arena, e, '=', k % 2 ? formula_unary(arena, FORMULA_NEG, c) : c, NULL);
    }
    for (size_t i = 0; i < p->degree; i++) {
        const struct formula *value = p->coefficients[p->degree];
        for (size_t k = p->degree; k-- > 0;)
            value = formula_binary(arena, FORMULA_ADD, formula_binary(arena, FORMULA_MUL, value, roots[i]), p->coefficients[k]);
        out[count++] = formula_relation(arena, value, '=', formula_number(arena, 0), NULL);
    }
    return count;
}
