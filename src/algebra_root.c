#include "algebra_parts.h"

/* A root being taken apart: what came out of it, and what is still under it. */
struct taking {
    struct ring *ring;
    slong degree;
    struct quotient *out;
    struct quotient rest;
    bool real; /* odd roots of negative numbers are real, and roots of products products of roots */
};

static enum status times_power(struct ring *ring, struct quotient *out, const struct quotient *base, slong exponent)
{
    struct quotient power;
    if (exponent == 0)
        return STATUS_OK;
    quotient_init(ring, &power);
    enum status status = quotient_pow(ring, &power, base, exponent);
    if (status == STATUS_OK)
        status = quotient_mul(ring, out, out, &power);
    quotient_clear(ring, &power);
    return status;
}

/* out *= f^(exponent/degree), f positive or the degree odd: a power of the generator f^(1/period) if that will do */
static enum status take_root(struct taking *t, const struct quotient *f, slong exponent, bool positive)
{
    struct ring *const ring = t->ring;
    bool const shared = positive && ring->period % t->degree == 0;
    struct quotient root;
    quotient_init(ring, &root);
    enum status status = generator_of(ring, GENERATOR_ROOT, NULL, f, 1, (ulong)(shared ? ring->period : t->degree), &root);
    if (status == STATUS_OK)
        status = times_power(ring, t->out, &root, shared ? exponent * (ring->period / t->degree) : exponent);
    quotient_clear(ring, &root);
    return status;
}

/* One factor f^exponent of the radicand. */
static enum status take(struct taking *t, const struct quotient *f, slong exponent)
{
    struct ring *const ring = t->ring;
    slong const rest = ((exponent % t->degree) + t->degree) % t->degree, outside = (exponent - rest) / t->degree;
    int const sign = ring_sign(ring, f->num);
    if (t->degree % 2 && !t->real && sign <= 0)
        return times_power(ring, &t->rest, f, exponent);
    struct quotient plus;
    quotient_init(ring, &plus);
    quotient_set(ring, &plus, f);
    if (sign < 0)
        quotient_neg(ring, &plus, f);
    enum status status = STATUS_OK;
    if (t->degree % 2 == 0 && outside % 2 && !sign)
        status = quotient_magnitude(ring, &plus, f);
    if (status == STATUS_OK)
        status = times_power(ring, t->out, t->degree % 2 ? f : &plus, outside);
    if (status == STATUS_OK && rest && sign && (sign > 0 || t->degree % 2 == 0)) {
        status = take_root(t, &plus, rest, true);
        if (sign < 0 && rest % 2)
            quotient_neg(ring, &t->rest, &t->rest);
    } else if (status == STATUS_OK && rest) {
        status = t->real ? take_root(t, f, rest, false) : times_power(ring, &t->rest, f, rest);
    }
    quotient_clear(ring, &plus);
    return status;
}

/* What could not be taken out; √−1 is i. */
static enum status take_rest(struct taking *t)
{
    struct ring *const ring = t->ring;
    slong unit = 0;
    struct quotient root;
    if (quotient_int(ring, &t->rest, &unit) && unit == 1)
        return STATUS_OK;
    quotient_init(ring, &root);
    enum status status;
    if (unit == -1 && t->real) {
        quotient_set_int(ring, &root, -1);
        status = STATUS_OK;
    } else if (unit == -1 && t->degree == 2) {
        status = generator_of(ring, GENERATOR_I, NULL, NULL, 0, 0, &root);
    } else {
        status = generator_of(ring, GENERATOR_ROOT, NULL, &t->rest, 1, (ulong)t->degree, &root);
    }
    if (status == STATUS_OK)
        status = quotient_mul(ring, t->out, t->out, &root);
    quotient_clear(ring, &root);
    return status;
}

static enum status take_apart(struct ring *ring, struct quotient *out, const struct quotient *a, slong degree)
{
    bool const real = degree % 2 && !ring->has_i && !(ring->options & ALGEBRA_COMPLEX);
    struct taking t = {.ring = ring, .degree = degree, .out = out, .real = real};
    struct factors factors;
    enum status status = factors_of(ring, a, &factors);
    quotient_init(ring, &t.rest);
    quotient_set_int(ring, &t.rest, factors.sign);
    quotient_set_int(ring, out, 1);
    for (size_t i = 0; status == STATUS_OK && i < factors.count; i++)
        status = take(&t, &factors.base[i], factors.exponent[i]);
    if (status == STATUS_OK)
        status = take_rest(&t);
    quotient_clear(ring, &t.rest);
    factors_clear(ring, &factors);
    return status;
}

enum status quotient_root(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *degree)
{
    slong n;
    if (!quotient_int(ring, degree, &n) || n < 1 || n > ALGEBRA_DEGREE_MAX)
        return STATUS_UNKNOWN;
    struct quotient radicand;
    quotient_init(ring, &radicand);
    quotient_set(ring, &radicand, a);
    enum status status = STATUS_UNKNOWN;
    if (n == 1 || quotient_is_zero(ring, a)) {
        quotient_set(ring, out, a);
        status = STATUS_OK;
    } else if (quotient_is_real(ring, a)) {
        status = take_apart(ring, out, &radicand, n);
    }
    if (status == STATUS_UNKNOWN)
        status = generator_of(ring, GENERATOR_ROOT, NULL, &radicand, 1, (ulong)n, out);
    quotient_clear(ring, &radicand);
    return status;
}

/* |f| of an irreducible factor, to its power */
static enum status times_magnitude(struct ring *ring, struct quotient *out, const struct quotient *f, slong exponent)
{
    int const sign = ring_sign(ring, f->num);
    struct quotient size;
    quotient_init(ring, &size);
    enum status status = quotient_pow(ring, &size, f, 2);
    if (status == STATUS_OK && exponent % 2 && !sign)
        status = generator_of(ring, GENERATOR_ROOT, NULL, &size, 1, 2, &size);
    else
        quotient_set(ring, &size, f);
    if (status == STATUS_OK && exponent % 2 && sign < 0)
        quotient_neg(ring, &size, &size);
    if (status == STATUS_OK)
        status = times_power(ring, out, &size, exponent);
    quotient_clear(ring, &size);
    return status;
}

enum status quotient_magnitude(struct ring *ring, struct quotient *out, const struct quotient *a)
{
    const struct formula sign = {.kind = FORMULA_ABS};
    struct quotient size;
    if (quotient_is_zero(ring, a)) {
        quotient_set(ring, out, a);
        return STATUS_OK;
    }
    if (!quotient_is_real(ring, a))
        return generator_of(ring, GENERATOR_CALL, &sign, a, 1, 0, out);
    struct factors factors;
    enum status status = factors_of(ring, a, &factors);
    quotient_init(ring, &size);
    quotient_set_int(ring, &size, 1);
    for (size_t i = 0; status == STATUS_OK && i < factors.count; i++)
        status = times_magnitude(ring, &size, &factors.base[i], factors.exponent[i]);
    if (status == STATUS_OK)
        quotient_swap(ring, out, &size);
    quotient_clear(ring, &size);
    factors_clear(ring, &factors);
    return status;
}
