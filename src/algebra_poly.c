#include "algebra_parts.h"

enum {
    TERMS_MAX = 300,    /* of a row on the way */
    BITS_MAX = 1000,    /* of its coefficients */
    ROOT_DEGREE_MAX = 8 /* of a root whose power is put as an equation */
};

ulong poly_exponent(const struct ring *ring, const fmpz_mpoly_t p, slong term, slong generator)
{
    return fmpz_mpoly_get_term_var_exp_ui(p, term, generator, ring->context);
}

void poly_split(const struct ring *ring, const fmpz_mpoly_t p, slong generator, ulong degree, fmpz_mpoly_t high, fmpz_mpoly_t low)
{
    ulong exponents[ALGEBRA_SYMBOLS_MAX];
    fmpz_mpoly_zero(high, ring->context);
    fmpz_mpoly_zero(low, ring->context);
    for (slong i = 0; i < fmpz_mpoly_length(p, ring->context); i++) {
        fmpz_mpoly_get_term_exp_ui(exponents, p, i, ring->context);
        bool const is_high = exponents[generator] >= degree;
        exponents[generator] -= is_high ? degree : 0;
        fmpz_mpoly_push_term_fmpz_ui(is_high ? high : low, p->coeffs + i, exponents, ring->context);
    }
}

static bool ends_in_number(const struct ring *ring, const fmpz_mpoly_t p)
{
    for (size_t g = 0; g < ring->count; g++)
        if (poly_exponent(ring, p, fmpz_mpoly_length(p, ring->context) - 1, (slong)g))
            return false;
    return true;
}

bool poly_makes_positive(const struct ring *ring, const fmpz_mpoly_t p, slong generator)
{
    slong const length = fmpz_mpoly_length(p, ring->context);
    return length > 0 && length <= 2 && fmpz_mpoly_total_degree_si(p, ring->context) == 1 &&
           poly_exponent(ring, p, 0, generator) == 1 && fmpz_sgn(p->coeffs) > 0 &&
           (length == 1 || (fmpz_sgn(p->coeffs + 1) < 0 && ends_in_number(ring, p)));
}

bool poly_is_impossible(const struct ring *ring, const fmpz_mpoly_t p)
{
    if (ring->has_i || ring->options & ALGEBRA_COMPLEX || fmpz_mpoly_length(p, ring->context) != 2 ||
        fmpz_sgn(p->coeffs) != fmpz_sgn(p->coeffs + 1) || !ends_in_number(ring, p) ||
        fmpz_mpoly_total_degree_si(p, ring->context) != 1)
        return false;
    bool impossible = false;
    for (size_t g = 0; g < ring->count; g++)
        impossible |= ring->generators[g].kind == GENERATOR_ROOT && ring->generators[g].degree % 2 == 0 &&
                      poly_exponent(ring, p, 0, (slong)g) == 1;
    return impossible;
}

size_t ring_roots(struct ring *ring, fmpz_mpoly_struct *polys, size_t count, size_t most)
{
    for (size_t k = 0; k < ring->count && count < most; k++) {
        const struct generator *g = &ring->generators[k];
        fmpz_mpoly_struct *const p = &polys[count];
        if (g->kind != GENERATOR_ROOT || g->degree > ROOT_DEGREE_MAX)
            continue;
        fmpz_mpoly_gen(p, (slong)k, ring->context);
        if (!fmpz_mpoly_pow_ui(p, p, g->degree, ring->context) || !poly_mul(ring, p, p, g->relation.den))
            continue;
        fmpz_mpoly_sub(p, p, g->relation.num, ring->context);
        count++;
    }
    return count;
}

void poly_drop_content(const struct ring *ring, fmpz_mpoly_t p)
{
    fmpz_t content;
    fmpz_init(content);
    _fmpz_vec_content(content, p->coeffs, fmpz_mpoly_length(p, ring->context));
    if (!fmpz_is_zero(content) && !fmpz_is_one(content))
        fmpz_mpoly_scalar_divexact_fmpz(p, p, content, ring->context);
    fmpz_clear(content);
}

/* The first and the last term of a product are those of its factors, multiplied: is each of them divisible? */
static bool may_divide(const struct ring *ring, const fmpz_mpoly_t p, const fmpz_mpoly_t by)
{
    slong const terms[2][2] = {{0, 0}, {fmpz_mpoly_length(by, ring->context) - 1, fmpz_mpoly_length(p, ring->context) - 1}};
    ulong low[ALGEBRA_SYMBOLS_MAX], high[ALGEBRA_SYMBOLS_MAX];
    for (size_t i = 0; i < COUNT(terms); i++) {
        if (!fmpz_divisible(p->coeffs + terms[i][1], by->coeffs + terms[i][0]))
            return false;
        fmpz_mpoly_get_term_exp_ui(low, by, terms[i][0], ring->context);
        fmpz_mpoly_get_term_exp_ui(high, p, terms[i][1], ring->context);
        for (size_t g = 0; g < ring->count; g++)
            if (low[g] > high[g])
                return false;
    }
    return true;
}

bool poly_divides(const struct ring *ring, fmpz_mpoly_t out, const fmpz_mpoly_t p, const fmpz_mpoly_t by)
{
    return may_divide(ring, p, by) && fmpz_mpoly_divides(out, p, by, ring->context);
}

static bool is_small(const struct ring *ring, const fmpz_mpoly_t row)
{
    slong const bits = fmpz_mpoly_max_bits(row);
    return fmpz_mpoly_length(row, ring->context) <= TERMS_MAX && bits <= BITS_MAX && bits >= -BITS_MAX;
}

/* Takes a multiple of `by` off a multiple of the row, so that the leading term of `by` is not in it. */
static void cancel(const struct ring *ring, fmpz_mpoly_t row, const fmpz_mpoly_t by)
{
    const fmpz_mpoly_ctx_struct *const context = ring->context;
    fmpz_mpoly_t part;
    fmpz_t here, lead;
    fmpz_mpoly_init(part, context);
    fmpz_init(here);
    fmpz_init(lead);
    fmpz_mpoly_get_term_monomial(part, by, 0, context);
    fmpz_mpoly_get_coeff_fmpz_monomial(here, row, part, context);
    fmpz_mpoly_get_term_coeff_fmpz(lead, by, 0, context);
    if (!fmpz_is_zero(here)) {
        fmpz_mpoly_scalar_mul_fmpz(part, by, here, context);
        fmpz_mpoly_scalar_mul_fmpz(row, row, lead, context);
        fmpz_mpoly_sub(row, row, part, context);
        poly_drop_content(ring, row);
    }
    fmpz_clear(lead);
    fmpz_clear(here);
    fmpz_mpoly_clear(part, context);
}

/* Brings the rows into echelon form, the last one, the goal, behind all others: is nothing left of it? */
static bool eliminate(const struct ring *ring, fmpz_mpoly_struct *rows, size_t goal)
{
    size_t count = 0;
    for (size_t i = 0; i <= goal; i++) {
        for (size_t k = 0; k < count; k++) {
            cancel(ring, &rows[i], &rows[k]);
            if (!is_small(ring, &rows[i]))
                return false;
        }
        if (i == goal || fmpz_mpoly_is_zero(&rows[i], ring->context))
            continue;
        if (fmpz_mpoly_is_fmpz(&rows[i], ring->context)) /* a contradiction */
            return false;
        fmpz_mpoly_swap(&rows[i], &rows[count++], ring->context);
    }
    return fmpz_mpoly_is_zero(&rows[goal], ring->context);
}

bool poly_is_sum(const struct ring *ring, const fmpz_mpoly_struct *polys, size_t count, const fmpz_mpoly_t goal)
{
    fmpz_mpoly_struct rows[POLY_ROWS_MAX + 1];
    if (count > POLY_ROWS_MAX)
        return false;
    for (size_t i = 0; i <= count; i++) {
        fmpz_mpoly_init(&rows[i], ring->context);
        fmpz_mpoly_set(&rows[i], i < count ? &polys[i] : goal, ring->context);
    }
    bool const found = eliminate(ring, rows, count);
    for (size_t i = 0; i <= count; i++)
        fmpz_mpoly_clear(&rows[i], ring->context);
    return found;
}
