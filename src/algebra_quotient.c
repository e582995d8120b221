#include "algebra_parts.h"

enum {
    CANCEL_TERMS = 200,      /* common factors of larger polynomials are left alone */
    PRODUCT_TERMS = 1 << 18, /* before like ones are collected */
    MONOMIAL_MAX = 1 << 20,  /* exponent of a single term */
};

void quotient_init(struct ring *ring, struct quotient *q)
{
    fmpz_mpoly_init(q->num, ring->context);
    fmpz_mpoly_init(q->den, ring->context);
    fmpz_mpoly_one(q->den, ring->context);
}

void quotient_clear(struct ring *ring, struct quotient *q)
{
    fmpz_mpoly_clear(q->num, ring->context);
    fmpz_mpoly_clear(q->den, ring->context);
}

void quotient_set(struct ring *ring, struct quotient *out, const struct quotient *a)
{
    fmpz_mpoly_set(out->num, a->num, ring->context);
    fmpz_mpoly_set(out->den, a->den, ring->context);
}

void quotient_swap(struct ring *ring, struct quotient *a, struct quotient *b)
{
    fmpz_mpoly_swap(a->num, b->num, ring->context);
    fmpz_mpoly_swap(a->den, b->den, ring->context);
}

void quotient_set_int(struct ring *ring, struct quotient *out, slong number)
{
    fmpz_mpoly_set_si(out->num, number, ring->context);
    fmpz_mpoly_one(out->den, ring->context);
}

void quotient_set_fmpq(struct ring *ring, struct quotient *out, const fmpq_t number)
{
    fmpz_mpoly_set_fmpz(out->num, fmpq_numref(number), ring->context);
    fmpz_mpoly_set_fmpz(out->den, fmpq_denref(number), ring->context);
}

void quotient_set_value(struct ring *ring, struct quotient *out, const struct value *number)
{
    fmpq_t q;
    fmpq_init(q);
    value_to_fmpq(number, q);
    quotient_set_fmpq(ring, out, q);
    fmpq_clear(q);
}

void quotient_set_generator(struct ring *ring, struct quotient *out, slong generator)
{
    fmpz_mpoly_gen(out->num, generator, ring->context);
    fmpz_mpoly_one(out->den, ring->context);
}

void quotient_neg(struct ring *ring, struct quotient *out, const struct quotient *a)
{
    fmpz_mpoly_neg(out->num, a->num, ring->context);
    fmpz_mpoly_set(out->den, a->den, ring->context);
}

bool quotient_is_zero(const struct ring *ring, const struct quotient *a)
{
    return fmpz_mpoly_is_zero(a->num, ring->context);
}

bool quotient_fmpq(const struct ring *ring, const struct quotient *a, fmpq_t out)
{
    if (!fmpz_mpoly_is_fmpz(a->num, ring->context) || !fmpz_mpoly_is_fmpz(a->den, ring->context))
        return false;
    fmpz_mpoly_get_fmpz(fmpq_numref(out), a->num, ring->context);
    fmpz_mpoly_get_fmpz(fmpq_denref(out), a->den, ring->context);
    fmpq_canonicalise(out);
    return true;
}

bool quotient_int(const struct ring *ring, const struct quotient *a, slong *out)
{
    fmpq_t q;
    fmpq_init(q);
    bool const is = quotient_fmpq(ring, a, q) && fmpz_is_one(fmpq_denref(q)) && fmpz_fits_si(fmpq_numref(q));
    *out = is ? fmpz_get_si(fmpq_numref(q)) : 0;
    fmpq_clear(q);
    return is;
}

static int64_t times(int64_t a, int64_t b)
{
    int64_t product;
    return __builtin_mul_overflow(a, b, &product) ? INT64_MAX : product;
}

/* Bits of the largest coefficient. */
static int64_t poly_bits(const fmpz_mpoly_t a)
{
    slong const bits = fmpz_mpoly_max_bits(a);
    return bits < 0 ? -bits : bits;
}

/* The degree in each generator (*degrees holds zeros); false if one is beyond all reason. */
static bool degrees_of(struct ring *ring, const fmpz_mpoly_t a, slong *degrees)
{
    if (!fmpz_mpoly_degrees_fit_si(a, ring->context))
        return false;
    fmpz_mpoly_degrees_si(degrees, a, ring->context);
    for (size_t i = 0; i < ALGEBRA_SYMBOLS_MAX; i++)
        if (degrees[i] > MONOMIAL_MAX)
            return false;
    return true;
}

/* The most terms that a polynomial can have whose degrees are those of a, `exponent` times, and of b together. */
static int64_t dense_bound(struct ring *ring, const fmpz_mpoly_t a, int64_t exponent, const fmpz_mpoly_t b)
{
    slong of_a[ALGEBRA_SYMBOLS_MAX] = {0}, of_b[ALGEBRA_SYMBOLS_MAX] = {0};
    int64_t most = 1;
    if (!degrees_of(ring, a, of_a) || !degrees_of(ring, b, of_b))
        return INT64_MAX;
    for (size_t i = 0; i < ALGEBRA_SYMBOLS_MAX; i++) {
        int64_t const degree = times(MAX(of_a[i], 0), exponent) + MAX(of_b[i], 0);
        most = degree > ALGEBRA_DEGREE_MAX ? INT64_MAX : times(most, degree + 1);
    }
    return most;
}

bool ring_charge(struct ring *ring, int64_t work)
{
    ring->work = work > ring->work ? 0 : ring->work - work;
    return ring->work > 0;
}

bool poly_mul(struct ring *ring, fmpz_mpoly_t out, const fmpz_mpoly_t a, const fmpz_mpoly_t b)
{
    int64_t const bits = poly_bits(a) + poly_bits(b);
    int64_t const work = times(fmpz_mpoly_length(a, ring->context), fmpz_mpoly_length(b, ring->context));
    if (bits > ALGEBRA_BITS_MAX || !ring_charge(ring, times(work, 1 + bits / 64)))
        return false;
    if (work > PRODUCT_TERMS && dense_bound(ring, a, 1, b) > ALGEBRA_TERMS_MAX)
        return false;
    fmpz_mpoly_mul(out, a, b, ring->context);
    return fmpz_mpoly_length(out, ring->context) <= ALGEBRA_TERMS_MAX;
}

/* C(terms − 1 + exponent, exponent), the number of monomials of a power, or anything above ALGEBRA_TERMS_MAX */
static int64_t power_terms(int64_t terms, int64_t exponent)
{
    int64_t bound = 1;
    for (int64_t i = 1; i < terms && bound <= ALGEBRA_TERMS_MAX; i++)
        bound = times(bound, exponent + i) / i;
    return bound;
}

/* A single term, or 0, to a power. */
static bool monomial_pow(struct ring *ring, fmpz_mpoly_t out, const fmpz_mpoly_t a, ulong exponent)
{
    slong degrees[ALGEBRA_SYMBOLS_MAX] = {0};
    int64_t const bits = poly_bits(a);
    if (!degrees_of(ring, a, degrees) || exponent > MONOMIAL_MAX ||
        (bits > 1 && times(bits, (int64_t)exponent) > ALGEBRA_BITS_MAX))
        return false;
    for (size_t i = 0; i < ALGEBRA_SYMBOLS_MAX; i++)
        if (times(degrees[i], (int64_t)exponent) > MONOMIAL_MAX)
            return false;
    return fmpz_mpoly_pow_ui(out, a, exponent, ring->context) != 0;
}

bool poly_pow(struct ring *ring, fmpz_mpoly_t out, const fmpz_mpoly_t a, ulong exponent)
{
    int64_t const terms = fmpz_mpoly_length(a, ring->context), power = (int64_t)MIN(exponent, (ulong)MONOMIAL_MAX);
    if (exponent <= 1)
        return fmpz_mpoly_pow_ui(out, a, exponent, ring->context) != 0;
    if (terms <= 1)
        return monomial_pow(ring, out, a, exponent);
    int64_t const bits = times(poly_bits(a) + (int64_t)FLINT_BIT_COUNT((ulong)terms), power);
    fmpz_mpoly_t none;
    fmpz_mpoly_init(none, ring->context);
    int64_t const most = MIN(power_terms(terms, power), dense_bound(ring, a, power, none));
    fmpz_mpoly_clear(none, ring->context);
    if (bits > ALGEBRA_BITS_MAX || most > ALGEBRA_TERMS_MAX || !ring_charge(ring, times(times(most, terms), 1 + bits / 64)))
        return false;
    return fmpz_mpoly_pow_ui(out, a, exponent, ring->context) != 0;
}

/* Puts a whole number for g^degree, term by term. */
static bool lower_number(struct ring *ring, slong g, fmpz_mpoly_t p, const fmpz_t number, ulong degree)
{
    slong const length = fmpz_mpoly_length(p, ring->context);
    bool good = ring_charge(ring, times(length, 1 + poly_bits(p) / 64));
    ulong exponents[ALGEBRA_SYMBOLS_MAX];
    fmpz_mpoly_t out;
    fmpz_t factor;
    fmpz_mpoly_init(out, ring->context);
    fmpz_init(factor);
    for (slong i = 0; good && i < length; i++) {
        fmpz_mpoly_get_term_exp_ui(exponents, p, i, ring->context);
        ulong const power = exponents[g] / degree;
        good = fmpz_is_pm1(number) || times((int64_t)power, (int64_t)fmpz_bits(number)) <= ALGEBRA_BITS_MAX;
        fmpz_pow_ui(factor, number, good ? power : 0);
        fmpz_mul(factor, factor, p->coeffs + i);
        exponents[g] %= degree;
        fmpz_mpoly_push_term_fmpz_ui(out, factor, exponents, ring->context);
    }
    fmpz_mpoly_sort_terms(out, ring->context);
    fmpz_mpoly_combine_like_terms(out, ring->context);
    fmpz_mpoly_swap(p, out, ring->context);
    fmpz_clear(factor);
    fmpz_mpoly_clear(out, ring->context);
    return good;
}

/* Puts (above/below) for g^n in the numerator, where that is the relation of g. */
static bool lower(struct ring *ring, slong g, struct quotient *q)
{
    const struct generator *const by = &ring->generators[g];
    const struct quotient *const relation = &by->relation;
    if (fmpz_mpoly_is_fmpz(relation->num, ring->context) && fmpz_mpoly_is_one(relation->den, ring->context) &&
        !fmpz_mpoly_is_zero(relation->num, ring->context))
        return lower_number(ring, g, q->num, relation->num->coeffs, by->degree);
    fmpz_mpoly_univar_t terms;
    fmpz_mpoly_t sum, term, factor;
    fmpz_mpoly_univar_init(terms, ring->context);
    fmpz_mpoly_init(sum, ring->context);
    fmpz_mpoly_init(term, ring->context);
    fmpz_mpoly_init(factor, ring->context);
    fmpz_mpoly_to_univar(terms, q->num, g, ring->context);
    ulong const most = (ulong)fmpz_mpoly_univar_get_term_exp_si(terms, 0, ring->context) / by->degree;
    bool good = true;
    for (slong i = 0; good && i < fmpz_mpoly_univar_length(terms, ring->context); i++) {
        ulong const exponent = (ulong)fmpz_mpoly_univar_get_term_exp_si(terms, i, ring->context);
        fmpz_mpoly_univar_get_term_coeff(term, terms, i, ring->context);
        good = poly_pow(ring, factor, relation->num, exponent / by->degree) && poly_mul(ring, term, term, factor) &&
               poly_pow(ring, factor, relation->den, most - exponent / by->degree) && poly_mul(ring, term, term, factor);
        fmpz_mpoly_gen(factor, g, ring->context);
        good = good && poly_pow(ring, factor, factor, exponent % by->degree) && poly_mul(ring, term, term, factor);
        fmpz_mpoly_add(sum, sum, term, ring->context);
    }
    good = good && poly_pow(ring, factor, relation->den, most) && poly_mul(ring, q->den, q->den, factor);
    fmpz_mpoly_swap(q->num, sum, ring->context);
    fmpz_mpoly_clear(factor, ring->context);
    fmpz_mpoly_clear(term, ring->context);
    fmpz_mpoly_clear(sum, ring->context);
    fmpz_mpoly_univar_clear(terms, ring->context);
    return good;
}

/* Applies all relations to the numerator. The last generator comes first: relations lead to earlier ones only. */
static bool lower_all(struct ring *ring, struct quotient *q)
{
    for (size_t g = ring->count; g-- > 0;) {
        const struct generator *const by = &ring->generators[g];
        if (by->degree && fmpz_mpoly_degree_si(q->num, (slong)g, ring->context) >= (slong)by->degree)
            if (!lower(ring, (slong)g, q))
                return false;
    }
    return true;
}

/* Are two polynomials small enough to look for a common factor? */
static bool cancels(struct ring *ring, const fmpz_mpoly_t a, const fmpz_mpoly_t b)
{
    slong const of_a = fmpz_mpoly_length(a, ring->context), of_b = fmpz_mpoly_length(b, ring->context);
    fmpz_mpoly_t none;
    fmpz_mpoly_init(none, ring->context);
    bool const low =
        of_a == 1 || of_b == 1 || (dense_bound(ring, a, 1, none) < INT64_MAX && dense_bound(ring, b, 1, none) < INT64_MAX);
    fmpz_mpoly_clear(none, ring->context);
    return low && of_a <= CANCEL_TERMS && of_b <= CANCEL_TERMS && ring_charge(ring, of_a * of_b);
}

/* The powers that a term shares with all terms of p; false if none. */
static bool shared_powers(struct ring *ring, const fmpz_mpoly_t term, const fmpz_mpoly_t p, ulong *shared)
{
    ulong exponents[ALGEBRA_SYMBOLS_MAX];
    bool any = true;
    fmpz_mpoly_get_term_exp_ui(shared, term, 0, ring->context);
    for (slong i = 0; any && i < fmpz_mpoly_length(p, ring->context); i++) {
        fmpz_mpoly_get_term_exp_ui(exponents, p, i, ring->context);
        any = false;
        for (size_t g = 0; g < ring->most; g++) {
            shared[g] = MIN(shared[g], exponents[g]);
            any = any || shared[g];
        }
    }
    return any;
}

/* The common factor where the denominator is one term: most often it is a number, or nothing. */
static void cancel_term(struct ring *ring, struct quotient *q)
{
    ulong shared[ALGEBRA_SYMBOLS_MAX];
    fmpz_t number;
    fmpz_init(number);
    fmpz_mpoly_get_term_coeff_fmpz(number, q->den, 0, ring->context);
    fmpz_abs(number, number);
    for (slong i = 0; !fmpz_is_one(number) && i < fmpz_mpoly_length(q->num, ring->context); i++)
        fmpz_gcd(number, number, q->num->coeffs + i);
    if (!fmpz_is_one(number)) {
        fmpz_mpoly_scalar_divexact_fmpz(q->num, q->num, number, ring->context);
        fmpz_mpoly_scalar_divexact_fmpz(q->den, q->den, number, ring->context);
    }
    if (!fmpz_mpoly_is_fmpz(q->den, ring->context) && shared_powers(ring, q->den, q->num, shared)) {
        fmpz_mpoly_t common;
        fmpz_mpoly_init(common, ring->context);
        fmpz_mpoly_push_term_ui_ui(common, 1, shared, ring->context);
        fmpz_mpoly_divides(q->num, q->num, common, ring->context);
        fmpz_mpoly_divides(q->den, q->den, common, ring->context);
        fmpz_mpoly_clear(common, ring->context);
    }
    fmpz_clear(number);
}

static void cancel_factor(struct ring *ring, struct quotient *q)
{
    fmpz_mpoly_t common;
    fmpz_mpoly_init(common, ring->context);
    if (fmpz_mpoly_gcd(common, q->num, q->den, ring->context) && !fmpz_mpoly_is_one(common, ring->context)) {
        fmpz_mpoly_divides(q->num, q->num, common, ring->context);
        fmpz_mpoly_divides(q->den, q->den, common, ring->context);
    }
    fmpz_mpoly_clear(common, ring->context);
}

/* Divides out a common factor, and makes the leading coefficient of the denominator positive. */
static void cancel(struct ring *ring, struct quotient *q)
{
    if (fmpz_mpoly_is_zero(q->num, ring->context)) {
        fmpz_mpoly_one(q->den, ring->context);
        return;
    }
    if (!fmpz_mpoly_is_one(q->den, ring->context) && cancels(ring, q->num, q->den))
        (fmpz_mpoly_length(q->den, ring->context) == 1 ? cancel_term : cancel_factor)(ring, q);
    if (fmpz_sgn(q->den->coeffs) < 0) {
        fmpz_mpoly_neg(q->num, q->num, ring->context);
        fmpz_mpoly_neg(q->den, q->den, ring->context);
    }
}

/* Applies all relations to the denominator, too. */
static enum status lower_below(struct ring *ring, struct quotient *q)
{
    struct quotient below;
    quotient_init(ring, &below);
    fmpz_mpoly_set(below.num, q->den, ring->context);
    bool good = lower_all(ring, &below);
    enum status status = !good ? STATUS_UNKNOWN : fmpz_mpoly_is_zero(below.num, ring->context) ? STATUS_UNDEFINED : STATUS_OK;
    if (status == STATUS_OK && !fmpz_mpoly_is_one(below.den, ring->context))
        good = poly_mul(ring, q->num, q->num, below.den) && lower_all(ring, q);
    fmpz_mpoly_set(q->den, below.num, ring->context);
    quotient_clear(ring, &below);
    return good ? status : STATUS_UNKNOWN;
}

/* Brings a quotient that has just been computed into its usual form. */
static enum status settle(struct ring *ring, struct quotient *q)
{
    if (!lower_all(ring, q))
        return STATUS_UNKNOWN;
    bool const plain = fmpz_mpoly_is_one(q->den, ring->context) != 0;
    enum status const status = plain ? STATUS_OK : lower_below(ring, q);
    if (status != STATUS_OK) {
        quotient_set_int(ring, q, 0);
        return status;
    }
    if (!plain)
        cancel(ring, q);
    return fmpz_mpoly_length(q->num, ring->context) > ALGEBRA_TERMS_MAX ? STATUS_UNKNOWN : STATUS_OK;
}

/* *a ± *b, as the function says. */
static enum status combine(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b,
                           void (*by)(fmpz_mpoly_t, const fmpz_mpoly_t, const fmpz_mpoly_t, const fmpz_mpoly_ctx_t))
{
    struct quotient sum;
    quotient_init(ring, &sum);
    bool good = true;
    if (fmpz_mpoly_equal(a->den, b->den, ring->context)) {
        by(sum.num, a->num, b->num, ring->context);
        fmpz_mpoly_set(sum.den, a->den, ring->context);
    } else {
        fmpz_mpoly_t other;
        fmpz_mpoly_init(other, ring->context);
        good = poly_mul(ring, sum.num, a->num, b->den) && poly_mul(ring, other, b->num, a->den) &&
               poly_mul(ring, sum.den, a->den, b->den);
        by(sum.num, sum.num, other, ring->context);
        fmpz_mpoly_clear(other, ring->context);
    }
    enum status const status = good ? settle(ring, &sum) : STATUS_UNKNOWN;
    quotient_swap(ring, out, &sum);
    quotient_clear(ring, &sum);
    return status;
}

enum status quotient_add(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b)
{
    return combine(ring, out, a, b, fmpz_mpoly_add);
}

enum status quotient_sub(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b)
{
    return combine(ring, out, a, b, fmpz_mpoly_sub);
}

static bool times_den(struct ring *ring, fmpz_mpoly_t out, const fmpz_mpoly_t a, const fmpz_mpoly_t b)
{
    bool const one = fmpz_mpoly_is_one(b, ring->context) != 0;
    if (!one && !fmpz_mpoly_is_one(a, ring->context))
        return poly_mul(ring, out, a, b);
    fmpz_mpoly_set(out, one ? a : b, ring->context);
    return true;
}

enum status quotient_mul(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b)
{
    struct quotient product;
    quotient_init(ring, &product);
    bool const good = poly_mul(ring, product.num, a->num, b->num) && times_den(ring, product.den, a->den, b->den);
    enum status const status = good ? settle(ring, &product) : STATUS_UNKNOWN;
    quotient_swap(ring, out, &product);
    quotient_clear(ring, &product);
    return status;
}

enum status quotient_div(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b)
{
    struct quotient inverse;
    if (quotient_is_zero(ring, b))
        return STATUS_UNDEFINED;
    quotient_init(ring, &inverse);
    quotient_set(ring, &inverse, b);
    fmpz_mpoly_swap(inverse.num, inverse.den, ring->context);
    enum status const status = quotient_mul(ring, out, a, &inverse);
    quotient_clear(ring, &inverse);
    return status;
}

enum status quotient_pow(struct ring *ring, struct quotient *out, const struct quotient *a, slong exponent)
{
    struct quotient power;
    if (exponent <= 0 && quotient_is_zero(ring, a))
        return STATUS_UNDEFINED;
    quotient_init(ring, &power);
    ulong const times = exponent < 0 ? 0 - (ulong)exponent : (ulong)exponent;
    bool const good = poly_pow(ring, power.num, a->num, times) && poly_pow(ring, power.den, a->den, times);
    if (exponent < 0)
        fmpz_mpoly_swap(power.num, power.den, ring->context);
    enum status const status = good ? settle(ring, &power) : STATUS_UNKNOWN;
    quotient_swap(ring, out, &power);
    quotient_clear(ring, &power);
    return status;
}

bool quotient_equal(struct ring *ring, const struct quotient *a, const struct quotient *b)
{
    bool const level = fmpz_mpoly_equal(a->den, b->den, ring->context) != 0;
    if (level && fmpz_mpoly_equal(a->num, b->num, ring->context))
        return true;
    if (level && fmpz_mpoly_is_fmpz(a->den, ring->context)) /* both are reduced, and so is their difference */
        return false;
    struct quotient difference;
    quotient_init(ring, &difference);
    bool const same = quotient_sub(ring, &difference, a, b) == STATUS_OK && quotient_is_zero(ring, &difference);
    quotient_clear(ring, &difference);
    return same;
}
