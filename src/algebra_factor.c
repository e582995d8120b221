#include "algebra_parts.h"

enum { FACTOR_TERMS = 100, FACTOR_DEGREE = 30, PRIME_BITS = 62, SMALL_PRIME = 100 };

/* ---- FLINT goes through all variables of a context for each factor: in a context of their own there are few ---- */

struct few {
    const fmpz_mpoly_ctx_struct *context;
    slong of[ALGEBRA_SYMBOLS_MAX], count; /* which variables of the ring they are */
};

static void few_init(struct few *few, const struct ring *ring, const fmpz_mpoly_t a)
{
    int used[ALGEBRA_SYMBOLS_MAX] = {0};
    fmpz_mpoly_used_vars(used, a, ring->context);
    few->count = 0;
    for (slong g = 0; g < (slong)ring->most; g++)
        if (used[g])
            few->of[few->count++] = g;
    few->context = ring_context((size_t)MAX(few->count, 1));
}

/* out gets the terms of a: of the ring in few variables (into), or back. */
static void few_copy(const struct few *few, const struct ring *ring, fmpz_mpoly_t out, const fmpz_mpoly_t a, bool into)
{
    const fmpz_mpoly_ctx_struct *const from = into ? ring->context : few->context, *const to =
                                                                                       into ? few->context : ring->context;
    for (slong i = 0; i < fmpz_mpoly_length(a, from); i++) {
        ulong exponents[ALGEBRA_SYMBOLS_MAX] = {0}, moved[ALGEBRA_SYMBOLS_MAX] = {0};
        fmpz_mpoly_get_term_exp_ui(exponents, a, i, from);
        for (slong k = 0; k < few->count; k++)
            moved[into ? k : few->of[k]] = exponents[into ? few->of[k] : k];
        fmpz_mpoly_push_term_fmpz_ui(out, a->coeffs + i, moved, to);
    }
}

slong poly_degree(const struct ring *ring, const fmpz_mpoly_t a)
{
    ulong most = 0, exponents[ALGEBRA_SYMBOLS_MAX];
    if (!fmpz_mpoly_degrees_fit_si(a, ring->context))
        return WORD_MAX;
    for (slong i = 0; i < fmpz_mpoly_length(a, ring->context); i++) {
        ulong sum = 0;
        fmpz_mpoly_get_term_exp_ui(exponents, a, i, ring->context);
        for (size_t g = 0; g < ring->most; g++)
            sum = MIN(sum + exponents[g], (ulong)WORD_MAX);
        most = MAX(most, sum);
    }
    return (slong)most;
}

/* Is it c·g·m + r with a generator g that is nowhere else, and is no generator in all terms? Then it is irreducible, but for its content:
 * y − x², a + b − 3, xy − 24. */
static bool is_solved(const struct ring *ring, const fmpz_mpoly_t a)
{
    ulong exponents[ALGEBRA_SYMBOLS_MAX];
    slong const length = fmpz_mpoly_length(a, ring->context);
    slong terms[ALGEBRA_SYMBOLS_MAX] = {0};
    bool linear[ALGEBRA_SYMBOLS_MAX], solved = false;
    for (slong i = 0; i < length; i++) {
        fmpz_mpoly_get_term_exp_ui(exponents, a, i, ring->context);
        for (size_t g = 0; g < ring->count; g++)
            if (exponents[g]) {
                terms[g]++;
                linear[g] = exponents[g] == 1;
            }
    }
    for (size_t g = 0; g < ring->count; g++) {
        if (terms[g] == length)
            return false;
        solved |= terms[g] == 1 && linear[g];
    }
    return solved;
}

/* Its content, whose sign is that of the leading coefficient. */
static void factor_number_of(struct ring *ring, fmpz_mpoly_factor_t out, const fmpz_mpoly_t a)
{
    _fmpz_vec_content(out->constant, a->coeffs, fmpz_mpoly_length(a, ring->context));
    if (fmpz_sgn(a->coeffs) < 0)
        fmpz_neg(out->constant, out->constant);
}

/* One that is_solved(): itself without its content. */
static void factor_solved(struct ring *ring, fmpz_mpoly_factor_t out, const fmpz_mpoly_t a)
{
    factor_number_of(ring, out, a);
    fmpz_mpoly_factor_fit_length(out, 1, ring->context);
    fmpz_mpoly_scalar_divexact_fmpz(out->poly, a, out->constant, ring->context);
    fmpz_one(out->exp);
    out->num = 1;
}

/* One term: its number, and generators. */
static void factor_term(struct ring *ring, fmpz_mpoly_factor_t out, const fmpz_mpoly_t a)
{
    ulong exponents[ALGEBRA_SYMBOLS_MAX];
    factor_number_of(ring, out, a);
    fmpz_mpoly_get_term_exp_ui(exponents, a, 0, ring->context);
    fmpz_mpoly_factor_fit_length(out, (slong)ring->count, ring->context);
    out->num = 0;
    for (slong g = 0; g < (slong)ring->count; g++)
        if (exponents[g]) {
            fmpz_mpoly_gen(out->poly + out->num, g, ring->context);
            fmpz_set_ui(out->exp + out->num++, exponents[g]);
        }
}

bool poly_factor_all(struct ring *ring, fmpz_mpoly_factor_t out, const fmpz_mpoly_t a)
{
    bool const term = fmpz_mpoly_length(a, ring->context) == 1;
    if (term || is_solved(ring, a)) {
        (term ? factor_term : factor_solved)(ring, out, a);
        return true;
    }
    struct few few;
    fmpz_mpoly_t p;
    fmpz_mpoly_factor_t found;
    few_init(&few, ring, a);
    fmpz_mpoly_init(p, few.context);
    fmpz_mpoly_factor_init(found, few.context);
    few_copy(&few, ring, p, a, true);
    bool const good = fmpz_mpoly_factor(found, p, few.context) != 0;
    fmpz_mpoly_factor_fit_length(out, good ? found->num : 0, ring->context);
    fmpz_set(out->constant, found->constant);
    out->num = good ? found->num : 0;
    for (slong i = 0; i < out->num; i++) {
        fmpz_set(out->exp + i, found->exp + i);
        few_copy(&few, ring, out->poly + i, found->poly + i, false);
    }
    fmpz_mpoly_factor_clear(found, few.context);
    fmpz_mpoly_clear(p, few.context);
    return good;
}

bool poly_factor(struct ring *ring, fmpz_mpoly_factor_t out, const fmpz_mpoly_t a)
{
    slong const terms = fmpz_mpoly_length(a, ring->context);
    if (terms > FACTOR_TERMS)
        return false;
    for (size_t g = 0; terms > 1 && g < ring->count; g++)
        if (fmpz_mpoly_degree_si(a, (slong)g, ring->context) > FACTOR_DEGREE)
            return false;
    return ring_charge(ring, FACTOR_TERMS * terms * terms) && poly_factor_all(ring, out, a);
}

static struct quotient *add(struct ring *ring, struct factors *to, slong exponent)
{
    if (to->count == ALGEBRA_FACTORS_MAX)
        return NULL;
    struct quotient *const base = &to->base[to->count];
    quotient_init(ring, base);
    to->exponent[to->count++] = exponent;
    return base;
}

static bool add_number(struct ring *ring, struct factors *to, const fmpz_t number, slong exponent)
{
    struct quotient *const base = exponent ? add(ring, to, exponent) : NULL;
    if (base)
        fmpz_mpoly_set_fmpz(base->num, number, ring->context);
    return base || !exponent;
}

/* A number by its primes: the small ones, then all if what is left has PRIME_BITS, else that as it is. */
static enum status factor_number(struct ring *ring, struct factors *to, const fmpz_t number, slong sign)
{
    n_factor_t primes;
    fmpz_t rest, prime;
    fmpz_init_set(rest, number);
    fmpz_init_set_ui(prime, 2);
    bool good = true;
    for (; good && fmpz_bits(rest) > PRIME_BITS && fmpz_cmp_ui(prime, SMALL_PRIME) <= 0; fmpz_nextprime(prime, prime, 1))
        good = add_number(ring, to, prime, sign * (slong)fmpz_remove(rest, rest, prime));
    n_factor_init(&primes);
    if (fmpz_bits(rest) > PRIME_BITS)
        good = good && add_number(ring, to, rest, sign);
    else
        n_factor(&primes, fmpz_get_ui(rest), 1);
    for (int i = 0; good && i < primes.num; i++) {
        fmpz_set_ui(prime, primes.p[i]);
        good = add_number(ring, to, prime, sign * (slong)primes.exp[i]);
    }
    fmpz_clear(prime);
    fmpz_clear(rest);
    return good ? STATUS_OK : STATUS_UNKNOWN;
}

static enum status factor_poly(struct ring *ring, struct factors *to, const fmpz_mpoly_t a, slong sign)
{
    fmpz_mpoly_factor_t parts;
    fmpz_mpoly_factor_init(parts, ring->context);
    enum status status = poly_factor(ring, parts, a) ? STATUS_OK : STATUS_UNKNOWN;
    if (status == STATUS_OK) {
        to->sign *= fmpz_sgn(parts->constant);
        fmpz_abs(parts->constant, parts->constant);
        status = factor_number(ring, to, parts->constant, sign);
    }
    for (slong i = 0; status == STATUS_OK && i < fmpz_mpoly_factor_length(parts, ring->context); i++) {
        struct quotient *const base = add(ring, to, sign * fmpz_mpoly_factor_get_exp_si(parts, i, ring->context));
        if (!base)
            status = STATUS_UNKNOWN;
        else
            fmpz_mpoly_factor_get_base(base->num, parts, i, ring->context);
    }
    fmpz_mpoly_factor_clear(parts, ring->context);
    return status;
}

enum status factors_of(struct ring *ring, const struct quotient *a, struct factors *out)
{
    out->sign = 1;
    out->count = 0;
    if (quotient_is_zero(ring, a) || !quotient_is_real(ring, a))
        return STATUS_UNKNOWN;
    enum status status = factor_poly(ring, out, a->num, 1);
    if (status == STATUS_OK)
        status = factor_poly(ring, out, a->den, -1);
    for (size_t i = 0; status == STATUS_OK && i < out->count; i++)
        if (ring_sign(ring, out->base[i].num) < 0) { /* bases that have a sign are positive */
            quotient_neg(ring, &out->base[i], &out->base[i]);
            out->sign *= out->exponent[i] % 2 ? -1 : 1;
        }
    return status;
}

void factors_clear(struct ring *ring, struct factors *factors)
{
    while (factors->count > 0)
        quotient_clear(ring, &factors->base[--factors->count]);
}
