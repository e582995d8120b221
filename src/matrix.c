#include "matrix.h"

#include "vectors.h"

enum {
    NODES_MAX = 300, /* of an entry worked out */
    POWER_MAX = 64,  /* of a matrix */
};

struct bench {
    struct arena *arena;
    enum matrix_columns columns;
};

static const struct formula *read(const struct bench *b, const struct formula *f);

static bool is_matrix(const struct formula *f)
{
    return f->kind == FORMULA_MATRIX;
}

static size_t rows(const struct formula *m)
{
    return m->count / m->sub;
}

static const struct formula *entry(const struct formula *m, size_t row, size_t column)
{
    return m->args[row * m->sub + column];
}

static const struct formula *times(const struct bench *b, const struct formula *x, const struct formula *y)
{
    return formula_binary(b->arena, FORMULA_MUL, x, y);
}

static const struct formula *minus(const struct bench *b, const struct formula *x, const struct formula *y)
{
    return formula_binary(b->arena, FORMULA_ADD, x, formula_unary(b->arena, FORMULA_NEG, y));
}

/* A rational number as one, so that powers stay small. */
static const struct formula *plain_entry(const struct bench *b, const struct formula *f)
{
    struct value v;
    if (f->kind == FORMULA_NUMBER || algebra_value(f, &v) != STATUS_OK)
        return f;
    bool const small = value_is_small(&v);
    const struct formula *number = formula_number(b->arena, small ? v.num : 0);
    if (small && v.den != 1)
        number = formula_binary(b->arena, FORMULA_DIV, number, formula_number(b->arena, v.den));
    value_clear(&v);
    return small ? number : f;
}

static const struct formula *matrix(const struct bench *b, const struct formula *const *entries, size_t count, size_t columns)
{
    const struct formula *plain[MATRIX_ENTRIES_MAX];
    for (size_t i = 0; i < count; i++) {
        plain[i] = plain_entry(b, entries[i]);
        if (formula_size(plain[i], NODES_MAX) > NODES_MAX)
            return NULL;
    }
    return formula_new(b->arena, FORMULA_MATRIX, (uint8_t)columns, TEXT(""), plain, count, NULL);
}

static const struct formula *sum(const struct bench *b, const struct formula *x, const struct formula *y)
{
    const struct formula *entries[MATRIX_ENTRIES_MAX];
    if (!is_matrix(x) && !is_matrix(y))
        return formula_binary(b->arena, FORMULA_ADD, x, y);
    if (!is_matrix(x) || !is_matrix(y) || x->count != y->count || x->sub != y->sub)
        return NULL;
    for (size_t i = 0; i < x->count; i++)
        entries[i] = formula_binary(b->arena, FORMULA_ADD, x->args[i], y->args[i]);
    return matrix(b, entries, x->count, x->sub);
}

static const struct formula *multiple(const struct bench *b, const struct formula *number, const struct formula *m)
{
    const struct formula *entries[MATRIX_ENTRIES_MAX];
    for (size_t i = 0; i < m->count; i++)
        entries[i] = times(b, number, m->args[i]);
    return matrix(b, entries, m->count, m->sub);
}

/* Row of x times column of y. */
static const struct formula *row_times_column(const struct bench *b, const struct formula *x, const struct formula *y, size_t row,
                                              size_t column)
{
    const struct formula *total = NULL;
    for (size_t i = 0; i < x->sub; i++) {
        const struct formula *one = times(b, entry(x, row, i), entry(y, i, column));
        total = total ? formula_binary(b->arena, FORMULA_ADD, total, one) : one;
    }
    return total;
}

/* Of two columns of one size. */
static const struct formula *dot(const struct bench *b, const struct formula *x, const struct formula *y)
{
    const struct formula *total = NULL;
    for (size_t i = 0; i < x->count; i++) {
        const struct formula *one = times(b, x->args[i], y->args[i]);
        total = total ? formula_binary(b->arena, FORMULA_ADD, total, one) : one;
    }
    return total;
}

static const struct formula *cross(const struct bench *b, const struct formula *x, const struct formula *y)
{
    const struct formula *entries[3];
    for (size_t i = 0; i < 3; i++) {
        size_t const j = (i + 1) % 3, k = (i + 2) % 3;
        entries[i] = minus(b, times(b, x->args[j], y->args[k]), times(b, x->args[k], y->args[j]));
    }
    return matrix(b, entries, 3, 1);
}

static const struct formula *product(const struct bench *b, const struct formula *x, const struct formula *y)
{
    const struct formula *entries[MATRIX_ENTRIES_MAX];
    if (!is_matrix(x) && !is_matrix(y))
        return times(b, x, y);
    if (!is_matrix(x) || !is_matrix(y))
        return is_matrix(x) ? multiple(b, y, x) : multiple(b, x, y);
    if (x->sub == 1 && y->sub == 1 && x->count == y->count)
        return b->columns == MATRIX_ASUNDER ? NULL : b->columns == MATRIX_CROSS && x->count == 3 ? cross(b, x, y) : dot(b, x, y);
    if (x->sub != rows(y) || rows(x) * y->sub > MATRIX_ENTRIES_MAX)
        return NULL;
    for (size_t i = 0; i < rows(x); i++)
        for (size_t j = 0; j < y->sub; j++)
            entries[i * y->sub + j] = row_times_column(b, x, y, i, j);
    return matrix(b, entries, rows(x) * y->sub, y->sub);
}

/* The matrix without a row and a column. */
static const struct formula *minor(const struct bench *b, const struct formula *m, size_t row, size_t column)
{
    const struct formula *rest[MATRIX_ENTRIES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++)
        if (i / m->sub != row && i % m->sub != column)
            rest[count++] = m->args[i];
    return formula_new(b->arena, FORMULA_MATRIX, (uint8_t)(m->sub - 1), TEXT(""), rest, count, NULL);
}

/* By the first row. */
static const struct formula *determinant(const struct bench *b, const struct formula *m)
{
    size_t const side = m->sub;
    const struct formula *total = NULL;
    if (rows(m) != side)
        return NULL;
    for (size_t skip = 0; side > 1 && skip < side; skip++) {
        const struct formula *term = times(b, m->args[skip], determinant(b, minor(b, m, 0, skip)));
        total = total ? skip % 2 ? minus(b, total, term) : formula_binary(b->arena, FORMULA_ADD, total, term) : term;
    }
    return side == 1 ? m->args[0] : total;
}

static const struct formula *fold(const struct bench *b, const struct formula *f)
{
    const struct formula *total = NULL;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *one = read(b, f->args[i]);
        total = !one ? NULL : i == 0 ? one : f->kind == FORMULA_ADD ? sum(b, total, one) : product(b, total, one);
        if (!total)
            return NULL;
    }
    return total;
}

/* The adjugate over the determinant. */
static const struct formula *inverse(const struct bench *b, const struct formula *m)
{
    const struct formula *entries[MATRIX_ENTRIES_MAX], *below = determinant(b, m);
    size_t const side = m->sub;
    if (!below || side < 2)
        return NULL;
    for (size_t i = 0; i < m->count; i++) {
        size_t const row = i % side, column = i / side;
        const struct formula *part = determinant(b, minor(b, m, row, column));
        entries[i] =
            formula_binary(b->arena, FORMULA_DIV, (row + column) % 2 ? formula_unary(b->arena, FORMULA_NEG, part) : part, below);
    }
    return matrix(b, entries, m->count, side);
}

static const struct formula *transpose(const struct bench *b, const struct formula *m)
{
    const struct formula *entries[MATRIX_ENTRIES_MAX];
    for (size_t i = 0; i < m->count; i++)
        entries[i] = entry(m, i % rows(m), i / rows(m));
    return matrix(b, entries, m->count, rows(m));
}

static const struct formula *power(const struct bench *b, const struct formula *base, const struct formula *exponent)
{
    struct value n;
    if (exponent->kind == FORMULA_SYMBOL && text_equal(exponent->text, TEXT("T")))
        return transpose(b, base);
    if (algebra_value(exponent, &n) != STATUS_OK)
        return NULL;
    bool const whole = value_is_small(&n) && n.den == 1 && n.num && n.num <= POWER_MAX && n.num >= -POWER_MAX;
    int64_t const times_more = !whole ? 0 : n.num < 0 ? -n.num - 1 : n.num - 1;
    bool const below = n.num < 0;
    value_clear(&n);
    base = whole && below ? inverse(b, base) : base;
    const struct formula *total = whole ? base : NULL;
    for (int64_t i = 0; total && i < times_more; i++)
        total = product(b, total, base);
    return total;
}

static const struct formula *length(const struct bench *b, const struct formula *column)
{
    return formula_binary(b->arena, FORMULA_ROOT, dot(b, column, column), formula_number(b->arena, 2));
}

/* u × v, as the reader gives it where vectors have names */
static const struct formula *vector_product(const struct bench *b, const struct formula *f)
{
    const struct formula *x = read(b, f->args[0]), *y = read(b, f->args[1]);
    bool const columns = x && y && is_matrix(x) && is_matrix(y) && x->sub == 1 && y->sub == 1 && x->count == 3 && y->count == 3;
    return columns ? cross(b, x, y) : NULL;
}

/* The formula with its matrices worked out: one matrix, or none. NULL if that is not understood. */
static const struct formula *read(const struct bench *b, const struct formula *f)
{
    if (f->kind == FORMULA_MATRIX)
        return f->sub > 0 && f->sub <= MATRIX_SIDE_MAX && f->count <= MATRIX_ENTRIES_MAX && f->count % f->sub == 0 &&
                       rows(f) <= MATRIX_SIDE_MAX
                   ? f
                   : NULL;
    if (!formula_holds(f, FORMULA_MATRIX))
        return f;
    const struct formula *inner = f->count ? read(b, f->args[0]) : NULL, *below;
    switch (f->kind) {
    case FORMULA_ADD:
    case FORMULA_MUL:
        return fold(b, f);
    case FORMULA_NEG:
        return inner ? product(b, formula_number(b->arena, -1), inner) : NULL;
    case FORMULA_DIV:
        below = inner ? read(b, f->args[1]) : NULL;
        return below && !is_matrix(below)
                   ? product(b, formula_binary(b->arena, FORMULA_DIV, formula_number(b->arena, 1), below), inner)
                   : NULL;
    case FORMULA_POW:
        return inner && is_matrix(inner) ? power(b, inner, f->args[1]) : NULL;
    case FORMULA_CALL:
        return f->sub == FUNCTION_DET && inner && is_matrix(inner) ? determinant(b, inner)
               : text_equal(f->text, TEXT("×"))                    ? vector_product(b, f)
                                                                   : NULL;
    case FORMULA_ABS:
        return !inner || !is_matrix(inner) ? NULL
               : inner->sub == 1           ? length(b, inner)
               : inner->sub == rows(inner) ? determinant(b, inner)
                                           : NULL;
    case FORMULA_ROOT:
        return inner && !is_matrix(inner) ? formula_binary(b->arena, FORMULA_ROOT, inner, f->args[1]) : NULL;
    default:
        return NULL;
    }
}

/* Is a vector or matrix left of which only the name is known? */
static bool names_vectors(const struct formula *f)
{
    if (f->kind == FORMULA_SYMBOL && vectors_in(f))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (names_vectors(f->args[i]))
            return true;
    return false;
}

/* The number of rows of a square matrix in it; 0 if there is none. */
static size_t side_of(const struct formula *f)
{
    if (is_matrix(f) && f->sub && f->count == (size_t)f->sub * f->sub)
        return f->sub;
    size_t side = 0;
    for (size_t i = 0; i < f->count && !side; i++)
        side = side_of(f->args[i]);
    return side;
}

static const struct formula *identity(const struct bench *b, size_t side)
{
    const struct formula *entries[MATRIX_ENTRIES_MAX];
    for (size_t i = 0; i < side * side; i++)
        entries[i] = formula_number(b->arena, i / side == i % side);
    return matrix(b, entries, side * side, side);
}

/* The matrix that a side is worked out to be, or what is no matrix; NULL if that is not understood. */
static const struct formula *side(const struct bench *b, const struct formula *f, size_t size)
{
    if (size && size <= MATRIX_SIDE_MAX)
        f = formula_put(b->arena, f, TEXT("mat I"), identity(b, size));
    return f && !names_vectors(f) ? read(b, f) : NULL;
}

size_t matrix_equations(const struct formula *left, const struct formula *right, enum matrix_columns columns, struct arena *arena,
                        const struct formula *out[MATRIX_ENTRIES_MAX])
{
    struct bench const b = {arena, columns};
    struct formula const both = {.kind = FORMULA_ADD, .count = 2, .args = (const struct formula *const[]){left, right}};
    if (!formula_holds(&both, FORMULA_MATRIX))
        return 0;
    size_t const size = side_of(&both);
    const struct formula *x = side(&b, left, size), *y = side(&b, right, size);
    if (!x || !y)
        return 0;
    bool const zero = y->kind == FORMULA_NUMBER && text_equal(y->text, TEXT("0"));
    size_t const count = is_matrix(x) ? x->count : 1;
    if (is_matrix(x) != is_matrix(y) ? !(is_matrix(x) && zero) : is_matrix(x) && (x->count != y->count || x->sub != y->sub))
        return 0;
    for (size_t i = 0; i < count; i++)
        out[i] = formula_relation(arena, is_matrix(x) ? x->args[i] : x, '=', is_matrix(y) ? y->args[i] : y, NULL);
    return count;
}
