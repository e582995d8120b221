#include "fact.h"

#include "fact_parts.h"

static const struct formula *named(struct arena *arena, const char *name, const struct formula *a, const struct formula *b)
{
    const struct formula *const args[] = {a, b};
    return fact_named(arena, name, args, b ? 2 : 1);
}

static bool has_letters(const struct formula *f)
{
    return !formula_is_statement(f) && formula_symbols(f, NULL, 0) > 0;
}

/* 2 of x = 2, and of 2; NULL of another statement, and of what has letters */
static const struct formula *root_of(const struct formula *f)
{
    if (formula_is_equation(f) && f->args[0]->kind == FORMULA_SYMBOL)
        f = f->args[1];
    return formula_is_statement(f) || has_letters(f) ? NULL : f;
}

static bool says_roots(struct arena *arena, const struct match *m, struct saying *out)
{
    const struct formula *roots[FACT_ITEMS_MAX];
    for (size_t i = 0; i < m->counts[0]; i++)
        if (!(roots[i] = root_of(m->values[0][i])))
            return false;
    *out = (struct saying){named(arena, FACT_ROOTS, m->values[1][0], NULL),
                           formula_new(arena, FORMULA_LIST, 0, TEXT(""), roots, m->counts[0], NULL), '='};
    return true;
}

/* Of numbers alone, and by numbers, remainders are another thing. */
static bool says_division(struct arena *arena, enum sense sense, const struct match *m, struct saying *out)
{
    bool const swapped = sense == SENSE_FACTOR || sense == SENSE_REMAINDER_BY,
               none = sense == SENSE_FACTOR || sense == SENSE_DIVISIBLE;
    const char *name = sense == SENSE_QUOTIENT ? FACT_QUOTIENT : FACT_REMAINDER;
    if ((sense != SENSE_QUOTIENT && sense != SENSE_REMAINDER && !swapped && !none) || m->captures != (none ? 2 : 3))
        return false;
    const struct formula *by = m->values[swapped ? 0 : 1][0], *is = none ? formula_number(arena, 0) : m->values[2][0];
    *out = (struct saying){named(arena, name, m->values[swapped ? 1 : 0][0], by), is, '='};
    return has_letters(by);
}

static const struct formula *said_last(struct arena *arena)
{
    return formula_words(arena, TEXT(FACT_LAST));
}

/* What it is, or which sign it has. */
static bool says_discriminant(struct arena *arena, enum sense sense, const struct match *m, struct saying *out)
{
    bool const value = sense == SENSE_DISCRIMINANT;
    const struct formula *of = m->captures > value ? m->values[0][0] : said_last(arena);
    *out = (struct saying){named(arena, FACT_DISCRIMINANT, of, NULL),
                           value ? m->values[m->captures - 1][0] : formula_number(arena, 0),
                           value                                  ? '='
                           : sense == SENSE_NEGATIVE_DISCRIMINANT ? '<'
                                                                  : '>'};
    return !formula_is_statement(out->right);
}

/* Of what comes first, or of what was said last. */
static bool says_vieta(struct arena *arena, enum sense sense, const struct match *m, struct saying *out)
{
    size_t const last = m->captures - 1;
    const char *name = sense == SENSE_ROOT_SUM ? FACT_ROOT_SUM : sense == SENSE_ROOT_PRODUCT ? FACT_ROOT_PRODUCT : FACT_ROOT_BOTH;
    const struct formula *is = m->values[last][0];
    if (sense == SENSE_ROOT_BOTH)
        is = formula_new(arena, FORMULA_LIST, 0, TEXT(""), m->values[last], m->counts[last], NULL);
    *out = (struct saying){named(arena, name, last ? m->values[0][0] : said_last(arena), NULL), is, '='};
    return !formula_is_statement(m->values[last][0]) && !formula_is_statement(m->values[last][m->counts[last] - 1]);
}

bool fact_of_polynomials(struct arena *arena, enum sense sense, const struct match *m, struct saying *out)
{
    const struct formula *a = m->values[0][0], *b = m->captures > 1 ? m->values[1][0] : NULL, *zero = formula_number(arena, 0);
    out->relation = '=';
    out->right = b;
    switch (sense) {
    case SENSE_ROOT_SUM:
    case SENSE_ROOT_PRODUCT:
    case SENSE_ROOT_BOTH:
        return says_vieta(arena, sense, m, out);
    case SENSE_ROOT:
    case SENSE_ROOTS:
        return says_roots(arena, m, out);
    case SENSE_NO_ROOTS:
        a = m->captures ? a : said_last(arena);
        *out = (struct saying){named(arena, FACT_REAL_ROOTS, a, NULL),
                               formula_new(arena, FORMULA_CONSTANT, CONSTANT_EMPTY, TEXT(""), NULL, 0, NULL), '='};
        return true;
    case SENSE_DISCRIMINANT:
    case SENSE_NEGATIVE_DISCRIMINANT:
    case SENSE_POSITIVE_DISCRIMINANT:
        return says_discriminant(arena, sense, m, out);
    case SENSE_DEGREE:
    case SENSE_LEADING:
        out->left = named(arena, sense == SENSE_DEGREE ? FACT_DEGREE : FACT_LEADING, a, NULL);
        return has_letters(a);
    case SENSE_CONSTANT:
        out->left = named(arena, FACT_COEFFICIENT, formula_number(arena, 1), a);
        return has_letters(a);
    case SENSE_COEFFICIENT_SUM:
        out->left = named(arena, FACT_COEFFICIENT, zero, a);
        return has_letters(a);
    case SENSE_COEFFICIENT:
        *out = (struct saying){named(arena, FACT_COEFFICIENT, a, b), m->values[2][0], '='};
        return has_letters(a) && has_letters(b);
    case SENSE_QUOTIENT:
        if (m->captures == 2 && a->kind == FORMULA_DIV) {
            out->left = named(arena, FACT_QUOTIENT, a->args[0], a->args[1]);
            return has_letters(a->args[1]);
        }
        return says_division(arena, sense, m, out);
    default:
        return says_division(arena, sense, m, out);
    }
}
