#include "algebra_parts.h"

enum part { PART_TWO, PART_SUM, PART_DIFFERENCE };

/* With w = exp(iu), or exp(u) for hyperbolic functions: above/below · i^turn, of 2, w + 1/w and w − 1/w. */
static const struct circular {
    enum part above, below;
    slong turn;
} circulars[] = {
    [FUNCTION_SIN] = {PART_DIFFERENCE, PART_TWO, -1}, [FUNCTION_COS] = {PART_SUM, PART_TWO, 0},
    [FUNCTION_TAN] = {PART_DIFFERENCE, PART_SUM, -1}, [FUNCTION_COT] = {PART_SUM, PART_DIFFERENCE, 1},
    [FUNCTION_SEC] = {PART_TWO, PART_SUM, 0},         [FUNCTION_CSC] = {PART_TWO, PART_DIFFERENCE, 1},
    [FUNCTION_SINH] = {PART_DIFFERENCE, PART_TWO, 0}, [FUNCTION_COSH] = {PART_SUM, PART_TWO, 0},
    [FUNCTION_TANH] = {PART_DIFFERENCE, PART_SUM, 0}, [FUNCTION_COTH] = {PART_SUM, PART_DIFFERENCE, 0},
    [FUNCTION_SECH] = {PART_TWO, PART_SUM, 0},        [FUNCTION_CSCH] = {PART_TWO, PART_DIFFERENCE, 0},
};

static bool is_trigonometric(enum formula_function function)
{
    return function >= FUNCTION_SIN && function <= FUNCTION_CSC;
}

static bool is_hyperbolic(enum formula_function function)
{
    return function >= FUNCTION_SINH && function <= FUNCTION_CSCH;
}

static enum status turned(struct ring *ring, struct quotient *out, const struct quotient *a, slong turn)
{
    struct quotient i;
    quotient_init(ring, &i);
    enum status status = generator_of(ring, GENERATOR_I, NULL, NULL, 0, 0, &i);
    if (status == STATUS_OK)
        status = quotient_pow(ring, &i, &i, turn);
    if (status == STATUS_OK)
        status = quotient_mul(ring, out, a, &i);
    quotient_clear(ring, &i);
    return status;
}

static enum status circular(struct ring *ring, struct quotient *out, const struct circular *by, bool real,
                            const struct quotient *a)
{
    struct quotient part[3], inverse;
    for (size_t k = 0; k < COUNT(part); k++)
        quotient_init(ring, &part[k]);
    quotient_init(ring, &inverse);
    quotient_set_int(ring, &part[PART_TWO], 2);
    enum status status = STATUS_OK;
    if (real)
        quotient_set(ring, out, a);
    else
        status = turned(ring, out, a, 1);
    if (status == STATUS_OK)
        status = quotient_exp(ring, out, out);
    if (status == STATUS_OK)
        status = quotient_pow(ring, &inverse, out, -1);
    if (status == STATUS_OK)
        status = quotient_add(ring, &part[PART_SUM], out, &inverse);
    if (status == STATUS_OK)
        status = quotient_sub(ring, &part[PART_DIFFERENCE], out, &inverse);
    if (status == STATUS_OK)
        status = quotient_div(ring, out, &part[by->above], &part[by->below]);
    if (status == STATUS_OK && by->turn)
        status = turned(ring, out, out, by->turn);
    quotient_clear(ring, &inverse);
    for (size_t k = 0; k < COUNT(part); k++)
        quotient_clear(ring, &part[k]);
    return status;
}

enum status quotient_function(struct ring *ring, struct quotient *out, enum formula_function function, const struct quotient *a)
{
    if (is_trigonometric(function) && ring->plain)
        return STATUS_UNKNOWN;
    if (is_trigonometric(function) || is_hyperbolic(function))
        return circular(ring, out, &circulars[function], is_hyperbolic(function), a);
    if (function == FUNCTION_EXP)
        return quotient_exp(ring, out, a);
    return function == FUNCTION_LN ? quotient_ln(ring, out, a, GENERATOR_LN) : STATUS_UNKNOWN;
}

/* ---- powers ---- */

/* A polynomial in symbols with whole coefficients is a whole number, wherever its symbols are. */
static bool is_whole(const struct ring *ring, const struct quotient *exponent)
{
    for (size_t g = 0; g < ring->count; g++)
        if (ring->generators[g].kind != GENERATOR_SYMBOL && fmpz_mpoly_degree_si(exponent->num, (slong)g, ring->context) > 0)
            return false;
    return fmpz_mpoly_is_one(exponent->den, ring->context) != 0;
}

/* (−1)^b: the constant term and even coefficients fall away */
static enum status sign_power(struct ring *ring, struct quotient *out, const struct quotient *b)
{
    struct quotient odd;
    slong constant = 0;
    quotient_init(ring, &odd);
    fmpz_mpoly_t term;
    fmpz_mpoly_init(term, ring->context);
    for (slong i = 0; i < fmpz_mpoly_length(b->num, ring->context); i++) {
        fmpz_mpoly_get_term_monomial(term, b->num, i, ring->context);
        if (fmpz_is_even(b->num->coeffs + i))
            continue;
        if (fmpz_mpoly_is_one(term, ring->context))
            constant = 1;
        else
            fmpz_mpoly_add(odd.num, odd.num, term, ring->context);
    }
    fmpz_mpoly_clear(term, ring->context);
    quotient_set_int(ring, out, 1);
    enum status status = STATUS_OK;
    if (!quotient_is_zero(ring, &odd))
        status = generator_of(ring, GENERATOR_SIGN, NULL, &odd, 1, 0, out);
    if (constant)
        quotient_neg(ring, out, out);
    quotient_clear(ring, &odd);
    return status;
}

/* ln |a| for a whole exponent, of which signs are taken care of apart: every factor by itself */
static enum status ln_of_factors(struct ring *ring, struct quotient *out, const struct factors *factors)
{
    struct quotient ln, times;
    quotient_init(ring, &ln);
    quotient_init(ring, &times);
    enum status status = STATUS_OK;
    quotient_set_int(ring, out, 0);
    for (size_t i = 0; status == STATUS_OK && i < factors->count; i++) {
        const struct quotient *const base = &factors->base[i];
        status = ring_sign(ring, base->num) ? quotient_ln(ring, &ln, base, GENERATOR_LN)
                                            : generator_of(ring, GENERATOR_BASE, NULL, base, 1, 0, &ln);
        quotient_set_int(ring, &times, factors->exponent[i]);
        if (status == STATUS_OK)
            status = quotient_mul(ring, &ln, &ln, &times);
        if (status == STATUS_OK)
            status = quotient_add(ring, out, out, &ln);
    }
    quotient_clear(ring, &times);
    quotient_clear(ring, &ln);
    return status;
}

/* ln of a product of exponentials, whatever they are; false if a is anything else */
static bool ln_of_exps(struct ring *ring, struct quotient *out, const struct quotient *a)
{
    struct quotient term, times;
    bool good = fmpz_mpoly_length(a->num, ring->context) == 1 && fmpz_is_one(a->num->coeffs) &&
                fmpz_mpoly_length(a->den, ring->context) == 1 && fmpz_is_one(a->den->coeffs);
    quotient_init(ring, &term);
    quotient_init(ring, &times);
    quotient_set_int(ring, out, 0);
    for (size_t g = 0; good && g < ring->count; g++) {
        slong const exponent =
            fmpz_mpoly_degree_si(a->num, (slong)g, ring->context) - fmpz_mpoly_degree_si(a->den, (slong)g, ring->context);
        if (exponent == 0)
            continue;
        quotient_set_int(ring, &times, exponent);
        good = ring->generators[g].kind == GENERATOR_EXP &&
               quotient_mul(ring, &term, &times, &ring->generators[g].args[0]) == STATUS_OK &&
               quotient_add(ring, out, out, &term) == STATUS_OK;
    }
    quotient_clear(ring, &times);
    quotient_clear(ring, &term);
    return good;
}

/* ln a for the base of a power, and what is left of its sign: the power is exp(b·ln)·sign. */
static enum status ln_of_base(struct ring *ring, struct quotient *ln, struct quotient *sign, const struct quotient *a,
                              const struct quotient *b)
{
    struct factors factors;
    quotient_set_int(ring, sign, 1);
    if (!is_whole(ring, b))
        return quotient_ln(ring, ln, a, GENERATOR_BASE);
    if (ln_of_exps(ring, ln, a))
        return STATUS_OK;
    enum status status = factors_of(ring, a, &factors);
    if (status == STATUS_OK && factors.sign < 0)
        status = sign_power(ring, sign, b);
    if (status == STATUS_OK)
        status = ln_of_factors(ring, ln, &factors);
    factors_clear(ring, &factors);
    return status == STATUS_OK ? status : quotient_ln(ring, ln, a, GENERATOR_BASE);
}

static enum status symbolic_power(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b)
{
    struct quotient ln, sign;
    quotient_init(ring, &ln);
    quotient_init(ring, &sign);
    enum status status = ln_of_base(ring, &ln, &sign, a, b);
    if (status == STATUS_OK)
        status = quotient_mul(ring, &ln, &ln, b);
    if (status == STATUS_OK)
        status = quotient_exp(ring, out, &ln);
    if (status == STATUS_OK)
        status = quotient_mul(ring, out, out, &sign);
    quotient_clear(ring, &sign);
    quotient_clear(ring, &ln);
    return status;
}

/* a^(p/q) = (a^(1/q))^p */
static enum status rational_power(struct ring *ring, struct quotient *out, const struct quotient *a, const fmpq_t exponent)
{
    struct quotient degree;
    quotient_init(ring, &degree);
    fmpz_mpoly_set_fmpz(degree.num, fmpq_denref(exponent), ring->context);
    enum status status = fmpz_fits_si(fmpq_numref(exponent)) ? quotient_root(ring, out, a, &degree) : STATUS_UNKNOWN;
    if (status == STATUS_OK)
        status = quotient_pow(ring, out, out, fmpz_get_si(fmpq_numref(exponent)));
    quotient_clear(ring, &degree);
    return status;
}

enum status quotient_power(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b)
{
    const struct formula power = {.kind = FORMULA_POW};
    struct quotient args[2];
    fmpq_t exponent;
    fmpq_init(exponent);
    quotient_init(ring, &args[0]);
    quotient_init(ring, &args[1]);
    quotient_set(ring, &args[0], a);
    quotient_set(ring, &args[1], b);
    enum status status = quotient_fmpq(ring, b, exponent)   ? rational_power(ring, out, &args[0], exponent)
                         : quotient_is_zero(ring, &args[0]) ? STATUS_UNKNOWN
                                                            : symbolic_power(ring, out, &args[0], &args[1]);
    if (status == STATUS_UNKNOWN) /* too large to be expanded: a thing of its own */
        status = generator_of(ring, GENERATOR_CALL, &power, args, 2, 0, out);
    quotient_clear(ring, &args[1]);
    quotient_clear(ring, &args[0]);
    fmpq_clear(exponent);
    return status;
}
