#include "algebra_parts.h"

enum { LARGE = 64 }; /* 2^LARGE and more is above every modulus of which Euler's function is asked */

static enum status modulo(const struct formula *f, const struct point *at, const fmpz_t m, fmpz_t out);

/* A whole number without fractions, whatever its size (of a struct value). */
static enum status whole(const struct formula *f, const struct point *at, fmpz_t out)
{
    struct value value;
    fmpq_t q;
    fmpq_init(q);
    enum status status = number_of(f, at, &value);
    if (status == STATUS_OK) {
        value_to_fmpq(&value, q);
        status = fmpz_is_one(fmpq_denref(q)) ? STATUS_OK : STATUS_UNKNOWN;
        fmpz_set(out, fmpq_numref(q));
    }
    value_clear(&value);
    fmpq_clear(q);
    return status;
}

/* A power that is surely at least 2^LARGE. */
static bool is_large(const struct formula *f, const struct point *at)
{
    fmpz_t number;
    fmpz_init(number);
    bool large = false;
    if (whole(f, at, number) == STATUS_OK)
        large = fmpz_sgn(number) > 0 && fmpz_bits(number) > LARGE;
    else if (f->kind == FORMULA_POW && whole(f->args[0], at, number) == STATUS_OK && fmpz_cmp_si(number, 2) >= 0)
        large = whole(f->args[1], at, number) == STATUS_OK ? fmpz_cmp_si(number, LARGE) >= 0 : is_large(f->args[1], at);
    fmpz_clear(number);
    return large;
}

/* base^exponent where the exponent is a tower: by Euler's theorem, exponent mod φ(m) plus φ(m), since it is at least log2 m. */
static enum status tower(const fmpz_t base, const struct formula *exponent, const struct point *at, const fmpz_t m, fmpz_t out)
{
    if (fmpz_bits(m) >= LARGE || !is_large(exponent, at))
        return STATUS_UNKNOWN;
    fmpz_t period, rest;
    fmpz_init_set_ui(period, n_euler_phi(fmpz_get_ui(m)));
    fmpz_init(rest);
    enum status const status = modulo(exponent, at, period, rest);
    fmpz_add(rest, rest, period);
    if (status == STATUS_OK)
        fmpz_powm(out, base, rest, m);
    fmpz_clear(rest);
    fmpz_clear(period);
    return status;
}

static enum status power(const struct formula *f, const struct point *at, const fmpz_t m, fmpz_t out)
{
    fmpz_t base, exponent;
    fmpz_init(base);
    fmpz_init(exponent);
    enum status status = modulo(f->args[0], at, m, base);
    enum status const known = whole(f->args[1], at, exponent);
    if (status == STATUS_OK && known == STATUS_OK && fmpz_sgn(exponent) < 0) { /* of the inverse */
        status = fmpz_invmod(base, base, m) ? STATUS_OK : STATUS_UNKNOWN;
        fmpz_neg(exponent, exponent);
    }
    if (status == STATUS_OK && known == STATUS_OK) {
        if (fmpz_is_zero(exponent))
            status = STATUS_UNKNOWN;
        else
            fmpz_powm(out, base, exponent, m);
    } else if (status == STATUS_OK) {
        status = known == STATUS_UNKNOWN ? tower(base, f->args[1], at, m, out) : known;
    }
    fmpz_clear(exponent);
    fmpz_clear(base);
    return status;
}

/* a/b, where b has an inverse */
static enum status quotient(const struct formula *f, const struct point *at, const fmpz_t m, fmpz_t out)
{
    fmpz_t below;
    fmpz_init(below);
    enum status status = modulo(f->args[0], at, m, out);
    if (status == STATUS_OK)
        status = modulo(f->args[1], at, m, below);
    if (status == STATUS_OK)
        status = fmpz_invmod(below, below, m) ? STATUS_OK : STATUS_UNKNOWN;
    fmpz_mul(out, out, below);
    fmpz_clear(below);
    return status;
}

static enum status fold(const struct formula *f, const struct point *at, const fmpz_t m, fmpz_t out)
{
    fmpz_t next;
    fmpz_init(next);
    enum status status = modulo(f->args[0], at, m, out);
    for (size_t i = 1; status == STATUS_OK && i < f->count; i++) {
        status = modulo(f->args[i], at, m, next);
        if (f->kind == FORMULA_ADD)
            fmpz_add(out, out, next);
        else
            fmpz_mul(out, out, next);
        fmpz_mod(out, out, m);
    }
    fmpz_clear(next);
    return status;
}

/* n! is 0 from n = m on. */
static enum status factorial(const struct formula *f, const struct point *at, const fmpz_t m, fmpz_t out)
{
    fmpz_t n;
    fmpz_init(n);
    enum status status = whole(f->args[0], at, n);
    if (status == STATUS_OK && fmpz_sgn(n) < 0)
        status = STATUS_UNDEFINED;
    if (status == STATUS_OK && fmpz_cmp(n, m) >= 0) {
        fmpz_zero(out);
    } else if (status == STATUS_OK) {
        fmpz_one(out);
        status = is_within(n, ALGEBRA_STEPS_MAX) && point_charge(at, fmpz_get_si(n)) ? STATUS_OK : STATUS_UNKNOWN;
        for (ulong k = 2; status == STATUS_OK && fmpz_cmp_ui(n, k) >= 0; k++) {
            fmpz_mul_ui(out, out, k);
            fmpz_mod(out, out, m);
        }
    }
    fmpz_clear(n);
    return status;
}

static enum status modulo(const struct formula *f, const struct point *at, const fmpz_t m, fmpz_t out)
{
    enum status status = whole(f, at, out);
    if (status == STATUS_UNKNOWN) {
        switch ((enum formula_kind)f->kind) {
        case FORMULA_ADD:
        case FORMULA_MUL:
            status = fold(f, at, m, out);
            break;
        case FORMULA_NEG:
            status = modulo(f->args[0], at, m, out);
            fmpz_neg(out, out);
            break;
        case FORMULA_DIV:
            status = quotient(f, at, m, out);
            break;
        case FORMULA_POW:
            status = power(f, at, m, out);
            break;
        case FORMULA_FACTORIAL:
            status = factorial(f, at, m, out);
            break;
        default:
            break;
        }
    }
    fmpz_mod(out, out, m);
    return status;
}

static void write_remainder(const fmpz_t a, struct buffer *out)
{
    char *digits = fmpz_get_str(NULL, 10, a);
    buffer_string(out, digits);
    flint_free(digits);
}

static struct text remainders(const fmpz_t a, const fmpz_t b, const fmpz_t m, struct arena *arena)
{
    struct buffer says = {0};
    write_remainder(a, &says);
    buffer_string(&says, " and ");
    write_remainder(b, &says);
    buffer_string(&says, " modulo ");
    write_remainder(m, &says);
    return buffer_keep(&says, arena);
}

enum fact algebra_congruent(const struct formula *a, const struct formula *b, const struct formula *m, struct arena *arena,
                            struct text *witness)
{
    int64_t work = ALGEBRA_STEPS_MAX;
    struct point const at = {.work = &work};
    fmpz_t left, right, modulus;
    fmpz_init(left);
    fmpz_init(right);
    fmpz_init(modulus);
    *witness = (struct text){0};
    enum fact fact = FACT_UNKNOWN;
    if (whole(m, &at, modulus) == STATUS_OK && !fmpz_is_zero(modulus)) {
        fmpz_abs(modulus, modulus);
        if (modulo(a, &at, modulus, left) == STATUS_OK && modulo(b, &at, modulus, right) == STATUS_OK)
            fact = fmpz_equal(left, right) ? FACT_TRUE : FACT_FALSE;
        if (fact == FACT_FALSE)
            *witness = remainders(left, right, modulus, arena);
    }
    fmpz_clear(modulus);
    fmpz_clear(right);
    fmpz_clear(left);
    return fact;
}
