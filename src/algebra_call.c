#include "algebra_parts.h"

typedef void entire(acb_t out, const acb_t a, slong precision);

/* Functions that are the same for real and complex arguments, their poles apart. */
static entire *const entires[] = {
    [FUNCTION_SIN] = acb_sin,   [FUNCTION_COS] = acb_cos,   [FUNCTION_TAN] = acb_tan,   [FUNCTION_COT] = acb_cot,
    [FUNCTION_SEC] = acb_sec,   [FUNCTION_CSC] = acb_csc,   [FUNCTION_SINH] = acb_sinh, [FUNCTION_COSH] = acb_cosh,
    [FUNCTION_TANH] = acb_tanh, [FUNCTION_COTH] = acb_coth, [FUNCTION_SECH] = acb_sech, [FUNCTION_CSCH] = acb_csch,
    [FUNCTION_EXP] = acb_exp,
};

/* |a| <= 1 for sure? */
static bool within_one(const arb_t a)
{
    arb_t one, minus;
    arb_init(one);
    arb_init(minus);
    arb_one(one);
    arb_set_si(minus, -1);
    bool const within = arb_le(a, one) && arb_le(minus, a);
    arb_clear(minus);
    arb_clear(one);
    return within;
}

static bool is_reciprocal(enum formula_function function)
{
    return function == FUNCTION_ARCCOT || function == FUNCTION_ARCSEC || function == FUNCTION_ARCCSC ||
           function == FUNCTION_ARCOTH || function == FUNCTION_ARSECH || function == FUNCTION_ARCSCH;
}

/* Inverse functions, where all conventions agree: real arguments, arccot of positive ones only. */
static enum status inverse(enum formula_function function, acb_t a, slong precision)
{
    arb_ptr const x = acb_realref(a);
    if (!arb_is_zero(acb_imagref(a)) || (function == FUNCTION_ARCCOT && !arb_is_positive(x)))
        return STATUS_UNKNOWN;
    if (is_reciprocal(function)) {
        if (arb_contains_zero(x))
            return STATUS_UNKNOWN;
        arb_inv(x, x, precision);
    }
    switch (function) {
    case FUNCTION_ARCSIN:
    case FUNCTION_ARCCSC:
        if (!within_one(x))
            return STATUS_UNKNOWN;
        arb_asin(x, x, precision);
        return STATUS_OK;
    case FUNCTION_ARCCOS:
    case FUNCTION_ARCSEC:
        if (!within_one(x))
            return STATUS_UNKNOWN;
        arb_acos(x, x, precision);
        return STATUS_OK;
    case FUNCTION_ARCTAN:
    case FUNCTION_ARCCOT:
        arb_atan(x, x, precision);
        return STATUS_OK;
    case FUNCTION_ARSINH:
    case FUNCTION_ARCSCH:
        arb_asinh(x, x, precision);
        return STATUS_OK;
    case FUNCTION_ARCOSH:
    case FUNCTION_ARSECH:
        arb_acosh(x, x, precision);
        return arb_is_finite(x) ? STATUS_OK : STATUS_UNKNOWN;
    case FUNCTION_ARTANH:
    case FUNCTION_ARCOTH:
        arb_atanh(x, x, precision);
        return arb_is_finite(x) ? STATUS_OK : STATUS_UNKNOWN;
    default:
        return STATUS_UNKNOWN;
    }
}

static enum status ln(acb_t a, const struct point *at, slong precision)
{
    if (acb_contains_zero(a))
        return acb_is_zero(a) ? STATUS_UNDEFINED : STATUS_UNKNOWN;
    bool const real = arb_is_zero(acb_imagref(a));
    if (at->strict && (!real || !arb_is_positive(acb_realref(a))))
        return real && arb_is_negative(acb_realref(a)) ? STATUS_UNDEFINED : STATUS_UNKNOWN;
    acb_log(a, a, precision);
    return acb_is_finite(a) ? STATUS_OK : STATUS_UNKNOWN;
}

/* ln a / ln b for positive a and b */
static enum status logarithm(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    struct point strict = *at;
    acb_t base;
    strict.strict = true;
    acb_init(base);
    acb_set_si(base, 10);
    enum status status = ball_of(f->args[0], at, precision, out);
    if (status == STATUS_OK && f->count > 1)
        status = ball_of(f->args[1], at, precision, base);
    if (status == STATUS_OK)
        status = ln(out, &strict, precision);
    if (status == STATUS_OK)
        status = ln(base, &strict, precision);
    if (status == STATUS_OK)
        status = ball_divide(out, base, precision);
    acb_clear(base);
    return status;
}

static enum status extreme(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    acb_t next;
    acb_init(next);
    enum status status = ball_of(f->args[0], at, precision, out);
    for (size_t i = 1; status == STATUS_OK && i < f->count; i++) {
        status = ball_of(f->args[i], at, precision, next);
        if (status == STATUS_OK && !(acb_is_real(out) && acb_is_real(next)))
            status = STATUS_UNKNOWN;
        if (f->sub == FUNCTION_MIN)
            arb_min(acb_realref(out), acb_realref(out), acb_realref(next), precision);
        else
            arb_max(acb_realref(out), acb_realref(out), acb_realref(next), precision);
    }
    acb_clear(next);
    return status;
}

/* Functions of complex numbers as pairs. */
static enum status of_parts(enum formula_function function, acb_t a, slong precision)
{
    switch (function) {
    case FUNCTION_RE:
        arb_zero(acb_imagref(a));
        return STATUS_OK;
    case FUNCTION_IM:
        arb_swap(acb_realref(a), acb_imagref(a));
        arb_zero(acb_imagref(a));
        return STATUS_OK;
    case FUNCTION_CONJ:
        acb_conj(a, a);
        return STATUS_OK;
    case FUNCTION_ARG:
        if (acb_contains_zero(a))
            return STATUS_UNKNOWN;
        acb_arg(acb_realref(a), a, precision);
        arb_zero(acb_imagref(a));
        return STATUS_OK;
    case FUNCTION_SIGN:
        if (!acb_is_real(a) || arb_contains_zero(acb_realref(a)))
            return STATUS_UNKNOWN;
        arb_sgn(acb_realref(a), acb_realref(a));
        return STATUS_OK;
    default:
        return STATUS_UNKNOWN;
    }
}

enum status ball_call(const struct formula *f, const struct point *at, slong precision, acb_t out)
{
    enum formula_function const function = (enum formula_function)f->sub;
    if (function == FUNCTION_LOG)
        return logarithm(f, at, precision, out);
    if (function == FUNCTION_MIN || function == FUNCTION_MAX)
        return extreme(f, at, precision, out);
    if (function == FUNCTION_UNKNOWN || f->count != 1)
        return STATUS_UNKNOWN;
    struct formula degrees;
    enum status const status = ball_of(angle_of(f, at->options, &degrees), at, precision, out);
    if (status != STATUS_OK)
        return status;
    if (function < COUNT(entires) && entires[function]) {
        entires[function](out, out, precision);
        return acb_is_finite(out) ? STATUS_OK : STATUS_UNKNOWN;
    }
    if (function == FUNCTION_LN)
        return ln(out, at, precision);
    return function < FUNCTION_EXP ? inverse(function, out, precision) : of_parts(function, out, precision);
}
