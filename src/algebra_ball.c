#include "algebra_parts.h"

static bool is_positive(const acb_t a)
{
    return arb_is_zero(acb_imagref(a)) && arb_is_positive(acb_realref(a));
}

static bool is_negative(const acb_t a)
{
    return arb_is_zero(acb_imagref(a)) && arb_is_negative(acb_realref(a));
}

static enum status known(const acb_t a)
{
    return acb_is_finite(a) ? STATUS_OK : STATUS_UNKNOWN;
}

enum status ball_divide(acb_t a, const acb_t b, slong precision)
{
    if (acb_contains_zero(b))
        return acb_is_zero(b) ? STATUS_UNDEFINED : STATUS_UNKNOWN;
    acb_div(a, a, b, precision);
    return known(a);
}

bool ball_whole(const arb_t a, fmpz_t out)
{
    return arf_cmpabs_2exp_si(arb_midref(a), ALGEBRA_BITS_MAX) < 0 && arb_get_unique_fmpz(out, a);
}

static enum status fold(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    acb_t next;
    acb_init(next);
    enum status status = ball_of(f->args[0], at, precision, out);
    for (size_t i = 1; status == STATUS_OK && i < f->count; i++) {
        status = ball_of(f->args[i], at, precision, next);
        if (status != STATUS_OK)
            break;
        if (f->kind == FORMULA_ADD)
            acb_add(out, out, next, precision);
        else if (f->kind == FORMULA_MUL)
            acb_mul(out, out, next, precision);
        else
            status = ball_divide(out, next, precision);
    }
    acb_clear(next);
    return status;
}

/* The degree-th root, real where there is a real one; of negative numbers, principal for even degrees. */
static enum status root(acb_t a, slong degree, const struct point *at, slong precision)
{
    if (acb_is_zero(a))
        return STATUS_OK;
    if (is_negative(a) && degree % 2) {
        acb_neg(a, a);
        arb_root_ui(acb_realref(a), acb_realref(a), (ulong)degree, precision);
        acb_neg(a, a);
    } else if (is_positive(a)) {
        arb_root_ui(acb_realref(a), acb_realref(a), (ulong)degree, precision);
    } else if (at->strict || (acb_contains_zero(a) && !is_negative(a))) {
        return is_negative(a) ? STATUS_UNDEFINED : STATUS_UNKNOWN;
    } else {
        acb_root_ui(a, a, (ulong)degree, precision);
    }
    return known(a);
}

static enum status root_of(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    struct value degree;
    int64_t n = 0;
    enum status status = number_of(f->args[1], at, &degree);
    if (status == STATUS_OK && (!value_to_int(&degree, &n) || n < 1 || n > ALGEBRA_DEGREE_MAX))
        status = STATUS_UNKNOWN;
    value_clear(&degree);
    if (status == STATUS_OK)
        status = ball_of(f->args[0], at, precision, out);
    return status == STATUS_OK ? root(out, (slong)n, at, precision) : status;
}

static enum status whole_power(acb_t a, const fmpz_t exponent, slong precision)
{
    if (fmpz_bits(exponent) > ALGEBRA_PRECISION_MAX)
        return STATUS_UNKNOWN;
    if (acb_contains_zero(a) && fmpz_sgn(exponent) <= 0)
        return acb_is_zero(a) && fmpz_sgn(exponent) < 0 ? STATUS_UNDEFINED : STATUS_UNKNOWN;
    acb_pow_fmpz(a, a, exponent, precision);
    return known(a);
}

/* Powers of positive numbers; half-integer powers of negative constants are principal, odd roots in this writing ambiguous. */
static enum status broken_power(acb_t a, const acb_t exponent, const fmpz_t parts, const struct point *at, slong precision)
{
    if (acb_is_zero(a))
        return arb_is_positive(acb_realref(exponent)) && acb_is_real(exponent) ? STATUS_OK : STATUS_UNKNOWN;
    bool const square = !at->strict && fmpz_equal_si(parts, 2) && !acb_contains_zero(a);
    if (!is_positive(a) && !square)
        return at->strict && is_negative(a) ? STATUS_UNDEFINED : STATUS_UNKNOWN;
    acb_pow(a, a, exponent, precision);
    return known(a);
}

static enum status power(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    struct value number;
    acb_t exponent;
    fmpq_t q;
    acb_init(exponent);
    fmpq_init(q);
    bool const natural = f->args[0]->kind == FORMULA_CONSTANT && f->args[0]->sub == CONSTANT_E;
    bool const rational = number_of(f->args[1], at, &number) == STATUS_OK;
    if (rational)
        value_to_fmpq(&number, q);
    value_clear(&number);
    enum status status = ball_of(f->args[1], at, precision, exponent);
    if (status == STATUS_OK)
        status = ball_of(f->args[0], at, precision, out);
    if (status == STATUS_OK && rational && fmpz_is_one(fmpq_denref(q))) {
        status = whole_power(out, fmpq_numref(q), precision);
    } else if (status == STATUS_OK && natural) {
        acb_exp(out, exponent, precision);
        status = known(out);
    } else if (status == STATUS_OK) {
        if (!rational)
            fmpz_zero(fmpq_denref(q));
        status = broken_power(out, exponent, fmpq_denref(q), at, precision);
    }
    fmpz_one(fmpq_denref(q));
    fmpq_clear(q);
    acb_clear(exponent);
    return status;
}

static enum status constant(const struct formula *f, slong precision, acb_t out)
{
    switch ((enum formula_constant)f->sub) {
    case CONSTANT_PI:
        acb_const_pi(out, precision);
        return STATUS_OK;
    case CONSTANT_E:
        acb_one(out);
        acb_exp(out, out, precision);
        return STATUS_OK;
    case CONSTANT_I:
        acb_onei(out);
        return STATUS_OK;
    default:
        return STATUS_UNKNOWN;
    }
}

/* f · above/below, times π for degrees */
static enum status scaled(const struct formula *f, const struct point *at, slong below, slong precision, acb_t out)
{
    acb_t turn;
    acb_init(turn);
    enum status const status = ball_of(f->args[0], at, precision, out);
    if (f->kind == FORMULA_DEGREES) {
        acb_const_pi(turn, precision);
        acb_mul(out, out, turn, precision);
    }
    acb_div_si(out, out, below, precision);
    acb_clear(turn);
    return status;
}

static enum status cut(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    fmpz_t whole;
    enum status status = ball_of(f->args[0], at, precision, out);
    if (status == STATUS_OK && f->kind == FORMULA_ABS) {
        acb_abs(acb_realref(out), out, precision);
        arb_zero(acb_imagref(out));
        return STATUS_OK;
    }
    if (status != STATUS_OK || !arb_is_zero(acb_imagref(out)))
        return status != STATUS_OK ? status : STATUS_UNKNOWN;
    fmpz_init(whole);
    if (f->kind == FORMULA_FLOOR)
        arb_floor(acb_realref(out), acb_realref(out), precision);
    else
        arb_ceil(acb_realref(out), acb_realref(out), precision);
    status = ball_whole(acb_realref(out), whole) ? STATUS_OK : STATUS_UNKNOWN;
    acb_set_fmpz(out, whole);
    fmpz_clear(whole);
    return status;
}

static enum status series(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    bool const adds = f->kind == FORMULA_SUM_OVER;
    int64_t from = 0, to = 0;
    acb_t term;
    enum status status = range_of(f, at, &from, &to);
    acb_init(term);
    acb_set_si(out, adds ? 0 : 1);
    for (int64_t k = from; status == STATUS_OK && k <= to; k++) {
        struct binding const index = {f->args[0]->text, value_int(k), at->bindings};
        struct point here = *at;
        here.bindings = &index;
        status = point_charge(at, 1) ? ball_of(f->args[3], &here, precision, term) : STATUS_UNKNOWN;
        if (adds)
            acb_add(out, out, term, precision);
        else
            acb_mul(out, out, term, precision);
    }
    acb_clear(term);
    return status;
}

static enum status inexact(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    enum status status;
    switch ((enum formula_kind)f->kind) {
    case FORMULA_CONSTANT:
        return constant(f, precision, out);
    case FORMULA_ADD:
    case FORMULA_MUL:
    case FORMULA_DIV:
        return fold(f, at, precision, out);
    case FORMULA_NEG:
        status = ball_of(f->args[0], at, precision, out);
        acb_neg(out, out);
        return status;
    case FORMULA_POW:
        return power(f, at, precision, out);
    case FORMULA_ROOT:
        return root_of(f, at, precision, out);
    case FORMULA_PERCENT:
        return scaled(f, at, 100, precision, out);
    case FORMULA_DEGREES:
        return scaled(f, at, 180, precision, out);
    case FORMULA_ABS:
    case FORMULA_FLOOR:
    case FORMULA_CEIL:
        return cut(f, at, precision, out);
    case FORMULA_SUM_OVER:
    case FORMULA_PRODUCT_OVER:
        return series(f, at, precision, out);
    case FORMULA_CALL:
        return f->count ? ball_call(f, at, precision, out) : STATUS_UNKNOWN;
    default:
        return STATUS_UNKNOWN;
    }
}

enum status ball_of(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    struct value number;
    enum status status = number_of(f, at, &number);
    if (status == STATUS_OK) {
        fmpq_t q;
        fmpq_init(q);
        value_to_fmpq(&number, q);
        acb_set_fmpq(out, q, precision);
        fmpq_clear(q);
    }
    value_clear(&number);
    return status == STATUS_UNKNOWN ? inexact(f, at, precision, out) : status;
}
