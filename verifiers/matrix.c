/* matrix: equalities between vectors and matrices with their entries written out: sums, multiples, products, dot and cross products,
 * determinants, entry by entry. Only ever proves.
 */
#include "vectors.h"
#include "verifier.h"

enum {
    SIDE_MAX = 4,     /* rows and columns */
    ENTRIES_MAX = 16, /* SIDE_MAX squared */
    NODES_MAX = 300   /* of an entry worked out */
};

struct bench {
    struct arena *arena;
    bool cross; /* a product of two columns of three is a column, else a number */
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

static const struct formula *matrix(const struct bench *b, const struct formula *const *entries, size_t count, size_t columns)
{
    for (size_t i = 0; i < count; i++)
        if (formula_size(entries[i], NODES_MAX) > NODES_MAX)
            return NULL;
    return formula_new(b->arena, FORMULA_MATRIX, (uint8_t)columns, TEXT(""), entries, count, NULL);
}

static const struct formula *sum(const struct bench *b, const struct formula *x, const struct formula *y)
{
    const struct formula *entries[ENTRIES_MAX];
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
    const struct formula *entries[ENTRIES_MAX];
    for (size_t i = 0; i < m->count; i++)
        entries[i] = times(b, number, m->args[i]);
    return matrix(b, entries, m->count, m->sub);
}

/* Row of x times column of y; with x a column too, the dot product. */
static const struct formula *dot(const struct bench *b, const struct formula *x, const struct formula *y, size_t row,
                                 size_t column)
{
    const struct formula *total = NULL;
    size_t const count = x->sub == 1 ? x->count : x->sub;
    for (size_t i = 0; i < count; i++) {
        const struct formula *one = times(b, x->sub == 1 ? x->args[i] : entry(x, row, i), entry(y, i, column));
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
    const struct formula *entries[ENTRIES_MAX];
    if (!is_matrix(x) && !is_matrix(y))
        return times(b, x, y);
    if (!is_matrix(x) || !is_matrix(y))
        return is_matrix(x) ? multiple(b, y, x) : multiple(b, x, y);
    if (x->sub == 1 && y->sub == 1 && x->count == y->count)
        return b->cross && x->count == 3 ? cross(b, x, y) : dot(b, x, y, 0, 0);
    if (x->sub != rows(y))
        return NULL;
    for (size_t i = 0; i < rows(x); i++)
        for (size_t j = 0; j < y->sub; j++)
            entries[i * y->sub + j] = dot(b, x, y, i, j);
    return matrix(b, entries, rows(x) * y->sub, y->sub);
}

/* By the first row. */
static const struct formula *determinant(const struct bench *b, const struct formula *m)
{
    size_t const side = m->sub;
    const struct formula *total = NULL;
    if (rows(m) != side)
        return NULL;
    for (size_t skip = 0; side > 1 && skip < side; skip++) {
        const struct formula *rest[ENTRIES_MAX];
        size_t count = 0;
        for (size_t i = side; i < m->count; i++)
            if (i % side != skip)
                rest[count++] = m->args[i];
        const struct formula *minor =
            determinant(b, formula_new(b->arena, FORMULA_MATRIX, (uint8_t)(side - 1), TEXT(""), rest, count, NULL));
        const struct formula *term = times(b, m->args[skip], minor);
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

static const struct formula *power(const struct bench *b, const struct formula *base, const struct formula *exponent)
{
    struct value n;
    const struct formula *total = base;
    if (algebra_value(exponent, &n) != STATUS_OK)
        return NULL;
    bool const small = value_is_small(&n) && n.den == 1 && n.num >= 1 && n.num <= 4;
    int64_t const times_more = small ? n.num - 1 : 0;
    value_clear(&n);
    for (int64_t i = 0; total && i < times_more; i++)
        total = product(b, total, base);
    return small ? total : NULL;
}

static const struct formula *length(const struct bench *b, const struct formula *column)
{
    return formula_binary(b->arena, FORMULA_ROOT, dot(b, column, column, 0, 0), formula_number(b->arena, 2));
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
        return f->sub > 0 && f->sub <= SIDE_MAX && f->count <= ENTRIES_MAX && f->count % f->sub == 0 && rows(f) <= SIDE_MAX
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

static bool equal(const struct bench *b, const struct formula *left, const struct formula *right)
{
    struct text witness;
    const struct formula *x = read(b, left), *y = read(b, right);
    if (!x || !y || is_matrix(x) != is_matrix(y))
        return false;
    if (!is_matrix(x))
        return algebra_equal(x, y, 0, b->arena, &witness) == FACT_TRUE;
    bool same = x->count == y->count && x->sub == y->sub;
    for (size_t i = 0; i < x->count && same; i++)
        same = algebra_equal(x->args[i], y->args[i], 0, b->arena, &witness) == FACT_TRUE;
    return same;
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

/* The column that leads to the point A, if it was said that A = (1, 2, 3); else NULL. */
static const struct formula *to_point(const struct context *context, const struct formula *f)
{
    struct text const name = text_part(f->text, MIN(strlen("vec "), f->text.size), f->text.size);
    const struct formula *point = formula_new(context->arena, FORMULA_SYMBOL, 0, name, NULL, 0, NULL);
    point = text_starts(f->text, TEXT("vec ")) ? context_expand(context, point) : NULL;
    return point && point->kind == FORMULA_TUPLE && point->count <= SIDE_MAX
               ? formula_new(context->arena, FORMULA_MATRIX, 1, TEXT(""), point->args, point->count, NULL)
               : NULL;
}

/* Points for their columns. */
static const struct formula *with_points(const struct context *context, const struct formula *f)
{
    const struct formula *point = f->kind == FORMULA_SYMBOL ? to_point(context, f) : NULL;
    if (point || f->count == 0 || !vectors_in(f))
        return point ? point : f;
    const struct formula **args = ARENA_ARRAY(context->arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = with_points(context, f->args[i]);
    return formula_new(context->arena, (enum formula_kind)f->kind, f->sub, f->text, args, f->count, f);
}

static bool holds(const struct formula *f, struct arena *arena)
{
    struct bench const ways[] = {{arena, false}, {arena, true}};
    return formula_holds(f, FORMULA_MATRIX) && !names_vectors(f) &&
           (equal(&ways[0], f->args[0], f->args[1]) || equal(&ways[1], f->args[0], f->args[1]));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    (void)witness;
    if (link->formula->text.at[0] != '=')
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "equal, entry by entry"};
    if (holds(link->formula, arena))
        return true;
    const struct formula *const forms[] = {link->formula, vectors_unfold(link->formula, arena)};
    out->why = "equal, entry by entry, with what was said before put in";
    for (size_t i = 0; i < COUNT(forms) && !link->closed; i++) {
        const struct formula *f = context_expand(scene->context, with_points(scene->context, forms[i]));
        if (f && f != link->formula && holds(f, arena))
            return true;
    }
    return false;
}

const struct verifier verifier_matrix = {
    .name = "matrix",
    .says = "vectors and matrices with their entries: sums, multiples, products, determinants; only ever proves",
    .vectors = true,
    .settle = settle,
};
