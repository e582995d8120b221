#include "algebra_parts.h"

enum { EXPONENT_MAX = 10000 }; /* of exp(x/period) */

static enum status imaginary(struct ring *ring, struct quotient *out)
{
    return generator_of(ring, GENERATOR_I, NULL, NULL, 0, 0, out);
}

/* ---- logarithms ---- */

/* The index of the generator that a quotient is, or -1. */
static slong alone(const struct ring *ring, const struct quotient *a)
{
    if (fmpz_mpoly_is_one(a->den, ring->context))
        for (size_t g = 0; g < ring->count; g++)
            if (fmpz_mpoly_is_gen(a->num, (slong)g, ring->context))
                return (slong)g;
    return -1;
}

/* out += exponent · ln f */
static enum status add_ln(struct ring *ring, struct quotient *out, const struct quotient *f, slong exponent)
{
    struct quotient ln, factor;
    quotient_init(ring, &ln);
    quotient_init(ring, &factor);
    quotient_set_int(ring, &factor, exponent);
    slong const g = alone(ring, f);
    enum status status = STATUS_OK;
    if (g >= 0 && ring->generators[g].kind == GENERATOR_EXP && quotient_is_real(ring, &ring->generators[g].args[0]))
        quotient_set(ring, &ln, &ring->generators[g].args[0]);
    else
        status = generator_of(ring, GENERATOR_LN, NULL, f, 1, 0, &ln);
    if (status == STATUS_OK)
        status = quotient_mul(ring, &ln, &ln, &factor);
    if (status == STATUS_OK)
        status = quotient_add(ring, out, out, &ln);
    quotient_clear(ring, &factor);
    quotient_clear(ring, &ln);
    return status;
}

/* One factor f^exponent of the argument; what has no sign stays together in `rest`. */
static enum status split_ln(struct ring *ring, struct quotient *out, struct quotient *rest, const struct quotient *f,
                            slong exponent)
{
    if (ring_sign(ring, f->num) > 0)
        return add_ln(ring, out, f, exponent);
    struct quotient part;
    quotient_init(ring, &part);
    enum status status = exponent % 2 ? quotient_pow(ring, &part, f, exponent) : quotient_magnitude(ring, &part, f);
    if (status == STATUS_OK)
        status = exponent % 2 ? quotient_mul(ring, rest, rest, &part) : add_ln(ring, out, &part, exponent);
    quotient_clear(ring, &part);
    return status;
}

/* ln(−1) = iπ */
static enum status ln_of_minus(struct ring *ring, struct quotient *out)
{
    const struct formula pi = {.kind = FORMULA_CONSTANT, .sub = CONSTANT_PI};
    struct quotient i;
    quotient_init(ring, &i);
    enum status status = generator_of(ring, GENERATOR_CONSTANT, &pi, NULL, 0, 0, out);
    if (status == STATUS_OK)
        status = imaginary(ring, &i);
    if (status == STATUS_OK)
        status = quotient_mul(ring, out, out, &i);
    quotient_clear(ring, &i);
    return status;
}

static enum status ln_of_rest(struct ring *ring, struct quotient *out, const struct quotient *rest, enum generator_kind kind)
{
    slong number = 0;
    struct quotient ln;
    if (quotient_int(ring, rest, &number) && number == 1)
        return STATUS_OK;
    quotient_init(ring, &ln);
    enum status status = number == -1 ? ln_of_minus(ring, &ln) : generator_of(ring, kind, NULL, rest, 1, 0, &ln);
    if (status == STATUS_OK)
        status = quotient_add(ring, out, out, &ln);
    quotient_clear(ring, &ln);
    return status;
}

enum status quotient_ln(struct ring *ring, struct quotient *out, const struct quotient *a, enum generator_kind kind)
{
    struct factors factors;
    struct quotient ln, rest;
    if (quotient_is_zero(ring, a))
        return STATUS_UNDEFINED;
    enum status status = factors_of(ring, a, &factors);
    quotient_init(ring, &ln);
    quotient_init(ring, &rest);
    quotient_set_int(ring, &rest, factors.sign);
    for (size_t i = 0; status == STATUS_OK && i < factors.count; i++)
        status = split_ln(ring, &ln, &rest, &factors.base[i], factors.exponent[i]);
    if (status == STATUS_OK)
        status = ln_of_rest(ring, &ln, &rest, kind);
    else
        status = generator_of(ring, kind, NULL, a, 1, 0, &ln);
    quotient_swap(ring, out, &ln);
    quotient_clear(ring, &rest);
    quotient_clear(ring, &ln);
    factors_clear(ring, &factors);
    return status;
}

/* ---- exponentials ---- */

/* exp(iπ/6) = (√3 + i)/2, exp(iπ/4) = (1 + i)/√2 */
static const struct formula *turned(struct arena *arena, bool sixth)
{
    const struct formula *const i = formula_new(arena, FORMULA_CONSTANT, CONSTANT_I, (struct text){0}, NULL, 0, NULL);
    const struct formula *const two = formula_number(arena, 2);
    const struct formula *const root = formula_binary(arena, FORMULA_ROOT, formula_number(arena, sixth ? 3 : 2), two);
    const struct formula *const sum = formula_binary(arena, FORMULA_ADD, sixth ? root : formula_number(arena, 1), i);
    return formula_binary(arena, FORMULA_DIV, sum, sixth ? two : root);
}

/* exp(iπ·turn/12): a power of exp(iπ/6), and once exp(iπ/4) for odd turns */
static enum status unit_root(struct ring *ring, struct quotient *out, slong turn)
{
    turn = ((turn % 24) + 24) % 24;
    slong const odd = turn % 2, even = (turn + 24 - 3 * odd) % 24;
    struct quotient factor;
    quotient_init(ring, &factor);
    quotient_set_int(ring, out, 1);
    enum status status = even % 6 ? quotient_of(ring, turned(ring->arena, true), NULL, out) : imaginary(ring, out);
    if (status == STATUS_OK)
        status = quotient_pow(ring, out, out, even % 6 ? even / 2 : even / 6);
    if (status == STATUS_OK && odd)
        status = quotient_of(ring, turned(ring->arena, false), NULL, &factor);
    if (status == STATUS_OK && odd)
        status = quotient_mul(ring, out, out, &factor);
    quotient_clear(ring, &factor);
    return status;
}

/* exp(i·arcsin u) = √(1−u²) + iu, exp(i·arccos u) = u + i√(1−u²), exp(i·arctan u) = (1 + iu)/√(1+u²) for real u */
static enum status arc_exp(struct ring *ring, struct quotient *out, const struct generator *arc)
{
    bool const tangent = arc->sub == FUNCTION_ARCTAN;
    struct quotient one, two, root, i;
    struct quotient *const all[] = {&one, &two, &root, &i};
    for (size_t k = 0; k < COUNT(all); k++)
        quotient_init(ring, all[k]);
    quotient_set_int(ring, &one, 1);
    quotient_set_int(ring, &two, 2);
    enum status status = imaginary(ring, &i);
    if (status == STATUS_OK)
        status = quotient_pow(ring, &root, &arc->args[0], 2);
    if (status == STATUS_OK)
        status = tangent ? quotient_add(ring, &root, &one, &root) : quotient_sub(ring, &root, &one, &root);
    if (status == STATUS_OK)
        status = quotient_root(ring, &root, &root, &two);
    if (status == STATUS_OK)
        status = quotient_mul(ring, &i, &i, arc->sub == FUNCTION_ARCCOS ? &root : &arc->args[0]);
    if (status == STATUS_OK)
        status = quotient_add(ring, out, &i, tangent ? &one : arc->sub == FUNCTION_ARCCOS ? &arc->args[0] : &root);
    if (status == STATUS_OK && tangent)
        status = quotient_div(ring, out, out, &root);
    for (size_t k = 0; k < COUNT(all); k++)
        quotient_clear(ring, all[k]);
    return status;
}

/* The two generators that a product of two is made of; false if it is anything else. */
static bool pair(const struct ring *ring, const struct quotient *a, const struct generator **i, const struct generator **other)
{
    *i = *other = NULL;
    if (!fmpz_mpoly_is_one(a->den, ring->context) || fmpz_mpoly_length(a->num, ring->context) != 1)
        return false;
    for (size_t g = 0; g < ring->count; g++) {
        slong const degree = fmpz_mpoly_degree_si(a->num, (slong)g, ring->context);
        const struct generator *const generator = &ring->generators[g];
        const struct generator **const place = generator->kind == GENERATOR_I ? i : other;
        if (degree > 1 || (degree == 1 && *place))
            return false;
        if (degree == 1)
            *place = generator;
    }
    return *i && *other;
}

static bool is_arc(const struct ring *ring, const struct generator *g)
{
    return g->kind == GENERATOR_CALL && g->formula_kind == FORMULA_CALL && quotient_is_real(ring, &g->args[0]) &&
           (g->sub == FUNCTION_ARCSIN || g->sub == FUNCTION_ARCCOS || g->sub == FUNCTION_ARCTAN);
}

/* exp(atom/period)^times, as a generator */
static enum status atom_exp(struct ring *ring, struct quotient *out, const struct quotient *atom, slong times)
{
    struct quotient part;
    quotient_init(ring, &part);
    quotient_set_int(ring, &part, ring->period);
    enum status status = quotient_div(ring, &part, atom, &part);
    if (status == STATUS_OK)
        status = generator_of(ring, GENERATOR_EXP, NULL, &part, 1, 0, out);
    if (status == STATUS_OK)
        status = quotient_pow(ring, out, out, times);
    quotient_clear(ring, &part);
    return status;
}

/* exp(times/parts · ln f) = f^(times/parts) */
static enum status ln_exp(struct ring *ring, struct quotient *out, const struct quotient *f, slong times, slong parts)
{
    struct quotient degree;
    quotient_init(ring, &degree);
    quotient_set_int(ring, &degree, parts);
    enum status status = quotient_root(ring, out, f, &degree);
    if (status == STATUS_OK)
        status = quotient_pow(ring, out, out, times);
    quotient_clear(ring, &degree);
    return status;
}

/* exp(times/parts · atom), the fraction in lowest terms */
static enum status term_exp(struct ring *ring, struct quotient *out, const struct quotient *atom, slong times, slong parts)
{
    const struct generator *i, *other;
    slong const g = alone(ring, atom);
    bool const base = g >= 0 && ring->generators[g].kind == GENERATOR_BASE && parts == 1;
    if (base || (g >= 0 && ring->generators[g].kind == GENERATOR_LN))
        return ln_exp(ring, out, &ring->generators[g].args[0], times, parts);
    if (pair(ring, atom, &i, &other)) {
        if (other->kind == GENERATOR_CONSTANT && 12 % parts == 0)
            return unit_root(ring, out, times % (2 * parts) * (12 / parts));
        enum status status = parts == 1 && is_arc(ring, other) ? arc_exp(ring, out, other) : STATUS_UNKNOWN;
        if (parts == 1 && is_arc(ring, other))
            return status == STATUS_OK ? quotient_pow(ring, out, out, times) : status;
    }
    if (ring->period % parts)
        return STATUS_UNKNOWN;
    return atom_exp(ring, out, atom, times * (ring->period / parts));
}

/* The number before one term of a sum over a denominator, and the rest of it; false if the number is large. */
static bool split_term(struct ring *ring, const struct quotient *a, slong term, struct quotient *atom, slong *times, slong *parts)
{
    fmpq_t number;
    bool good = true;
    fmpq_init(number);
    quotient_set(ring, atom, a);
    fmpz_mpoly_get_term(atom->num, a->num, term, ring->context);
    _fmpz_vec_content(fmpq_denref(number), a->den->coeffs, a->den->length);
    fmpz_mpoly_scalar_divexact_fmpz(atom->den, atom->den, fmpq_denref(number), ring->context);
    fmpz_set(fmpq_numref(number), atom->num->coeffs);
    fmpz_mpoly_scalar_divexact_fmpz(atom->num, atom->num, fmpq_numref(number), ring->context);
    fmpq_canonicalise(number);
    if (!is_within(fmpq_numref(number), EXPONENT_MAX) || fmpz_cmp_ui(fmpq_denref(number), EXPONENT_MAX) > 0)
        good = false;
    *times = good ? fmpz_get_si(fmpq_numref(number)) : 0;
    *parts = good ? fmpz_get_si(fmpq_denref(number)) : 1;
    fmpq_clear(number);
    struct quotient one; /* cancels what the term and the denominator share */
    quotient_init(ring, &one);
    quotient_set_int(ring, &one, 1);
    good = good && quotient_mul(ring, atom, atom, &one) == STATUS_OK;
    quotient_clear(ring, &one);
    return good;
}

enum status quotient_exp(struct ring *ring, struct quotient *out, const struct quotient *a)
{
    struct quotient sum, atom, factor;
    struct quotient *const all[] = {&sum, &atom, &factor};
    for (size_t k = 0; k < COUNT(all); k++)
        quotient_init(ring, all[k]);
    quotient_set(ring, &sum, a);
    quotient_set_int(ring, out, 1);
    enum status status = STATUS_OK;
    for (slong i = 0; status == STATUS_OK && i < fmpz_mpoly_length(sum.num, ring->context); i++) {
        slong times, parts;
        status = split_term(ring, &sum, i, &atom, &times, &parts) ? term_exp(ring, &factor, &atom, times, parts) : STATUS_UNKNOWN;
        if (status == STATUS_OK)
            status = quotient_mul(ring, out, out, &factor);
    }
    for (size_t k = 0; k < COUNT(all); k++)
        quotient_clear(ring, all[k]);
    return status;
}
