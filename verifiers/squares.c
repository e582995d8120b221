/* squares: inequalities that hold for all real values of their symbols because the difference of their sides is a sum of squares: it is a quadratic form
 * of the symbols, or of their squares, and completing the square (Lagrange's reduction, the LDL decomposition) leaves no negative pivot. And the
 * inequalities that have names: of arithmetic and geometric means, of Cauchy and Schwarz. Only ever proves.
 */
#include "sign.h"
#include "verifier.h"

enum {
    SYMBOLS_MAX = 6,
    SIDE = SYMBOLS_MAX + 1, /* the last row and column are those of the constant */
    NODES_MAX = 200,        /* of the difference */
    TERMS_MAX = 12,         /* of a mean */
};

struct form {
    struct arena *arena;
    const struct formula *gap;
    struct text names[SYMBOLS_MAX];
    size_t count;
    bool squares; /* of the squares of the symbols */
    struct value m[SIDE][SIDE];
};

/* ---- small rational numbers ---- */

typedef enum status (*operation)(const struct value *a, const struct value *b, struct value *out);

static bool work_out(operation how, const struct value *a, const struct value *b, struct value *out)
{
    struct value v;
    if (how(a, b, &v) != STATUS_OK)
        return false;
    bool const small = value_is_small(&v);
    *out = small ? v : value_int(0);
    if (!small)
        value_clear(&v);
    return small;
}

/* a + top/bottom·b */
static bool add_times(struct value *a, int64_t top, int64_t bottom, const struct value *b)
{
    struct value const factor = value_ratio(top, bottom);
    struct value part;
    return work_out(value_mul, &factor, b, &part) && work_out(value_add, a, &part, a);
}

/* ---- the form ---- */

/* The difference where symbol i is x and symbol k is y, the others 0. */
static bool value_at(const struct form *form, size_t i, int64_t x, size_t k, int64_t y, struct value *out)
{
    const struct formula *f = form->gap;
    struct value v;
    for (size_t s = 0; f && s < form->count; s++)
        f = formula_put(form->arena, f, form->names[s], formula_number(form->arena, s == i ? x : s == k ? y : 0));
    if (!f || algebra_value(f, &v) != STATUS_OK)
        return false;
    bool const small = value_is_small(&v);
    *out = small ? v : value_int(0);
    if (!small)
        value_clear(&v);
    return small;
}

/* c + bx + ax² at x = 1 and −1; of squares c + bx² + ax⁴ at 1 and 2. */
static bool read_symbol(struct form *form, size_t i)
{
    size_t const n = form->count;
    struct value const c = form->m[n][n];
    struct value one, other, square = value_int(0), linear = value_int(0);
    if (!value_at(form, i, 1, i, 1, &one) || !value_at(form, i, form->squares ? 2 : -1, i, 0, &other))
        return false;
    bool const fine = form->squares
                          ? add_times(&square, 1, 12, &other) && add_times(&square, -1, 3, &one) && add_times(&square, 1, 4, &c)
                          : add_times(&square, 1, 2, &one) && add_times(&square, 1, 2, &other) && add_times(&square, -1, 1, &c);
    form->m[i][i] = square;
    if (!fine || !add_times(&linear, 1, 2, &one) || !add_times(&linear, -1, 2, &c) || !add_times(&linear, -1, 2, &square))
        return false;
    form->m[i][n] = form->m[n][i] = linear;
    return true;
}

static bool read_pair(struct form *form, size_t i, size_t k)
{
    size_t const n = form->count;
    struct value both, cross = value_int(0);
    if (!value_at(form, i, 1, k, 1, &both) || !add_times(&cross, 1, 2, &both) || !add_times(&cross, -1, 2, &form->m[n][n]) ||
        !add_times(&cross, -1, 1, &form->m[i][n]) || !add_times(&cross, -1, 1, &form->m[k][n]) ||
        !add_times(&cross, -1, 2, &form->m[i][i]) || !add_times(&cross, -1, 2, &form->m[k][k]))
        return false;
    form->m[i][k] = form->m[k][i] = cross;
    return true;
}

static bool read_form(struct form *form)
{
    if (!value_at(form, 0, 0, 0, 0, &form->m[form->count][form->count]))
        return false;
    for (size_t i = 0; i < form->count; i++)
        if (!read_symbol(form, i))
            return false;
    for (size_t i = 0; i < form->count; i++)
        for (size_t k = i + 1; k < form->count; k++)
            if (!read_pair(form, i, k))
                return false;
    return true;
}

/* x_i (or its square), or 1 */
static const struct formula *variable(const struct form *form, size_t i)
{
    if (i == form->count)
        return formula_number(form->arena, 1);
    const struct formula *x = formula_symbol(form->arena, form->names[i]);
    return form->squares ? formula_binary(form->arena, FORMULA_POW, x, formula_number(form->arena, 2)) : x;
}

/* Is the difference this form, and not something that has the same values where it was asked? */
static bool is_the_form(const struct form *form)
{
    const struct formula *total = formula_number(form->arena, 0);
    for (size_t i = 0; i <= form->count; i++)
        for (size_t k = 0; k <= form->count; k++) {
            if (form->m[i][k].num == 0)
                continue;
            const struct formula *pair = formula_binary(form->arena, FORMULA_MUL, variable(form, i), variable(form, k));
            total = formula_binary(form->arena, FORMULA_ADD, total,
                                   formula_binary(form->arena, FORMULA_MUL, settle_number(form->arena, &form->m[i][k]), pair));
        }
    return algebra_same(form->gap, total, 0, form->arena);
}

/* Takes the square that holds symbol i out of the form; false if what is left is negative somewhere. */
static bool take_square(struct form *form, size_t i)
{
    struct value const pivot = form->m[i][i];
    if (pivot.num < 0)
        return false;
    for (size_t j = i + 1; j <= form->count; j++) {
        if (pivot.num == 0 && form->m[i][j].num != 0)
            return false;
        for (size_t k = i + 1; k <= form->count && pivot.num; k++) {
            struct value part;
            if (!work_out(value_mul, &form->m[j][i], &form->m[i][k], &part) || !work_out(value_div, &part, &pivot, &part) ||
                !add_times(&form->m[j][k], -1, 1, &part))
                return false;
        }
    }
    return true;
}

static bool is_sum_of_squares(const struct formula *gap, bool squares, bool strict, struct arena *arena)
{
    struct form form = {.arena = arena, .gap = gap, .squares = squares};
    form.count = formula_symbols(gap, form.names, SYMBOLS_MAX);
    if (form.count == 0 || form.count > SYMBOLS_MAX || !read_form(&form) || !is_the_form(&form))
        return false;
    for (size_t i = 0; i <= form.count; i++)
        if (!take_square(&form, i))
            return false;
    return !strict || form.m[form.count][form.count].num > 0;
}

/* ---- means ---- */

/* The terms of a sum, each divided by what the sum is divided by; 0 if it is none. */
static size_t terms_of(const struct formula *f, const struct formula **terms, struct arena *arena)
{
    const struct formula *sum = f->kind == FORMULA_DIV ? f->args[0] : f;
    if (sum->kind != FORMULA_ADD || sum->count > TERMS_MAX)
        return 0;
    for (size_t i = 0; i < sum->count; i++)
        terms[i] = f == sum ? sum->args[i] : formula_binary(arena, FORMULA_DIV, sum->args[i], f->args[1]);
    return sum->count;
}

static bool same(const struct formula *a, const struct formula *b, struct arena *arena)
{
    return algebra_same(a, b, ALGEBRA_POSITIVE, arena);
}

/* a + b + c ≥ g with g³ = 27abc */
static bool is_mean(const struct formula *large, const struct formula *small, const struct scene *scene, struct arena *arena)
{
    const struct formula *terms[TERMS_MAX];
    size_t const n = terms_of(large, terms, arena);
    const struct formula *count = formula_number(arena, (int64_t)n), *product = formula_binary(arena, FORMULA_POW, count, count);
    for (size_t i = 0; i < n; i++) {
        if (sign_of(terms[i], scene, arena) != SIGN_NOT_NEGATIVE)
            return false;
        product = formula_binary(arena, FORMULA_MUL, product, terms[i]);
    }
    return n > 1 && same(formula_binary(arena, FORMULA_POW, small, count), product, arena);
}

/* (Σ p)(Σ q) ≥ (Σ r)² with r² = pq */
static bool is_cauchy(const struct formula *large, const struct formula *small, const struct scene *scene, struct arena *arena)
{
    const struct formula *p[TERMS_MAX], *q[TERMS_MAX], *r[TERMS_MAX], *two = formula_number(arena, 2);
    bool const shape =
        large->kind == FORMULA_MUL && large->count == 2 && small->kind == FORMULA_POW && same(small->args[1], two, arena);
    size_t const n = shape ? terms_of(large->args[0], p, arena) : 0;
    if (n == 0 || terms_of(large->args[1], q, arena) != n || terms_of(small->args[0], r, arena) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (sign_of(p[i], scene, arena) != SIGN_NOT_NEGATIVE || sign_of(q[i], scene, arena) != SIGN_NOT_NEGATIVE ||
            !same(formula_binary(arena, FORMULA_POW, r[i], two), formula_binary(arena, FORMULA_MUL, p[i], q[i]), arena))
            return false;
    return true;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    (void)witness;
    if (link->closed || !strchr("<[>]", f->text.at[0]) || scene->options || formula_is_statement(f->args[0]) ||
        formula_is_statement(f->args[1]))
        return false;
    bool const up = strchr("<[", f->text.at[0]) != NULL, strict = strchr("<>", f->text.at[0]) != NULL;
    const struct formula *large = f->args[up], *small = f->args[!up], *gap = settle_gap(arena, large, small);
    if (formula_size(gap, NODES_MAX) > NODES_MAX || formula_holds(gap, FORMULA_CALL))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the difference is a sum of squares"};
    if (is_sum_of_squares(gap, false, strict, arena) || is_sum_of_squares(gap, true, strict, arena))
        return true;
    out->why = "the inequality of arithmetic and geometric means";
    if (!strict && is_mean(large, small, scene, arena))
        return true;
    out->why = "the inequality of Cauchy and Schwarz";
    return !strict && is_cauchy(large, small, scene, arena);
}

const struct verifier verifier_squares = {
    .name = "squares",
    .says = "inequalities for all values of their symbols: sums of squares, means, Cauchy and Schwarz; only ever proves",
    .settle = settle,
};
