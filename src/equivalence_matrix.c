/* Sums, multiples and products of matrices that are written out. */
#include "equivalence_parts.h"

enum { ENTRIES_MAX = 36 };

static const struct formula *filled(struct comparison *c, const struct formula *like, const struct formula **cells,
                                    size_t columns, size_t count)
{
    return formula_new(c->arena, FORMULA_MATRIX, (uint8_t)columns, TEXT(""), cells, count, like);
}

/* Each entry as a term or a multiple of the one of `m`; `kind` joins it with what stands before it. */
static const struct formula *each(struct comparison *c, const struct formula *m, enum formula_kind kind,
                                  const struct formula *other)
{
    const struct formula **cells = ARENA_ARRAY(c->arena, const struct formula *, m->count);
    for (size_t i = 0; i < m->count; i++)
        cells[i] = kind == FORMULA_NEG
                       ? formula_unary(c->arena, kind, m->args[i])
                       : formula_binary(c->arena, kind, m->args[i], other->kind == FORMULA_MATRIX ? other->args[i] : other);
    return filled(c, m, cells, m->sub, m->count);
}

static const struct formula *sum(struct comparison *c, const struct formula *f)
{
    const struct formula *all = f->args[0];
    for (size_t i = 1; i < f->count; i++) {
        if (f->args[i]->count != all->count || f->args[i]->sub != all->sub)
            return f;
        all = each(c, all, FORMULA_ADD, f->args[i]);
    }
    return all;
}

/* Row by column; NULL if they do not fit. */
static const struct formula *two(struct comparison *c, const struct formula *a, const struct formula *b)
{
    size_t const inner = a->sub, columns = b->sub, rows = a->count / inner;
    if (b->count != inner * columns || rows * columns > ENTRIES_MAX || inner > ENTRIES_MAX)
        return NULL;
    const struct formula **cells = ARENA_ARRAY(c->arena, const struct formula *, rows *columns);
    for (size_t i = 0; i < rows * columns; i++) {
        const struct formula **terms = ARENA_ARRAY(c->arena, const struct formula *, inner);
        for (size_t k = 0; k < inner; k++)
            terms[k] =
                formula_binary(c->arena, FORMULA_MUL, a->args[i / columns * inner + k], b->args[k * columns + i % columns]);
        cells[i] = inner == 1 ? terms[0] : formula_new(c->arena, FORMULA_ADD, 0, TEXT(""), terms, inner, NULL);
    }
    return filled(c, a, cells, columns, rows * columns);
}

static const struct formula *product(struct comparison *c, const struct formula *f)
{
    const struct formula *matrix = NULL, *factor = NULL;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *next = f->args[i];
        if (next->kind == FORMULA_MATRIX)
            matrix = matrix ? two(c, matrix, next) : next;
        else
            factor = factor ? formula_binary(c->arena, FORMULA_MUL, factor, next) : next;
        if (next->kind == FORMULA_MATRIX && !matrix)
            return f;
    }
    return factor ? each(c, matrix, FORMULA_MUL, factor) : matrix;
}

const struct formula *equivalence_matrix(struct comparison *c, const struct formula *f)
{
    size_t matrices = 0, entries = 0;
    for (size_t i = 0; i < f->count; i++) {
        bool const scalar =
            f->args[i]->kind < FORMULA_LIST && f->args[i]->kind != FORMULA_SYMBOL && f->args[i]->kind != FORMULA_WORDS;
        matrices += f->args[i]->kind == FORMULA_MATRIX;
        entries += f->args[i]->kind == FORMULA_MATRIX ? f->args[i]->count : 0;
        if (f->args[i]->kind != FORMULA_MATRIX && !scalar)
            return f;
    }
    if (!matrices || entries > ENTRIES_MAX)
        return f;
    switch (f->kind) {
    case FORMULA_NEG:
        return each(c, f->args[0], FORMULA_NEG, NULL);
    case FORMULA_ADD:
        return matrices == f->count ? sum(c, f) : f;
    case FORMULA_MUL:
        return product(c, f);
    case FORMULA_DIV:
        return f->args[0]->kind == FORMULA_MATRIX && matrices == 1 ? each(c, f->args[0], FORMULA_DIV, f->args[1]) : f;
    default:
        return f;
    }
}
