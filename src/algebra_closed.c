#include "algebra_parts.h"

enum {
    CLOSED_POWER = 200, /* exponents that are multiplied out */
    CLOSED_DEGREE = 32, /* of an algebraic number */
    SIGN_PRECISION = 256,
};

static enum status closed_of(const struct formula *f, const struct point *at, ca_t out, ca_ctx_t context);

static enum status known(const ca_t a, ca_ctx_t context)
{
    return ca_check_is_number(a, context) == T_TRUE ? STATUS_OK : STATUS_UNKNOWN;
}

static enum status fold(const struct formula *f, const struct point *at, ca_t out, ca_ctx_t context)
{
    void (*const by)(ca_t, const ca_t, const ca_t, ca_ctx_t) = f->kind == FORMULA_ADD   ? ca_add
                                                               : f->kind == FORMULA_MUL ? ca_mul
                                                                                        : ca_div;
    ca_t next;
    ca_init(next, context);
    enum status status = closed_of(f->args[0], at, out, context);
    for (size_t i = 1; status == STATUS_OK && i < f->count; i++) {
        status = closed_of(f->args[i], at, next, context);
        if (status == STATUS_OK) {
            by(out, out, next, context);
            status = known(out, context);
        }
    }
    ca_clear(next, context);
    return status;
}

static bool is_negative(const struct formula *f, const struct point *at)
{
    acb_t ball;
    acb_init(ball);
    bool const negative =
        ball_of(f, at, SIGN_PRECISION, ball) == STATUS_OK && acb_is_real(ball) && arb_is_negative(acb_realref(ball));
    acb_clear(ball);
    return negative;
}

/* a^(p/q), odd roots of negative numbers being real */
static enum status power(const struct formula *f, const struct point *at, ca_t out, ca_ctx_t context)
{
    struct value exponent;
    fmpq_t q;
    fmpq_init(q);
    bool const root = f->kind == FORMULA_ROOT;
    bool good = number_of(f->args[1], at, &exponent) == STATUS_OK;
    value_to_fmpq(&exponent, q);
    value_clear(&exponent);
    if (root && !fmpq_is_zero(q))
        fmpq_inv(q, q);
    good = good && is_within(fmpq_numref(q), CLOSED_POWER) && fmpz_cmp_ui(fmpq_denref(q), CLOSED_DEGREE) <= 0;
    bool const minus = root && fmpz_is_odd(fmpq_denref(q)) && is_negative(f->args[0], at);
    enum status status = good ? closed_of(f->args[0], at, out, context) : STATUS_UNKNOWN;
    if (status == STATUS_OK) {
        if (minus)
            ca_neg(out, out, context);
        ca_pow_fmpq(out, out, q, context);
        if (minus)
            ca_neg(out, out, context);
        status = known(out, context);
    }
    fmpq_clear(q);
    return status;
}

/* e^x as exp(x), else a^b with a positive */
static enum status general_power(const struct formula *f, const struct point *at, ca_t out, ca_ctx_t context)
{
    ca_t exponent;
    ca_init(exponent, context);
    bool const natural = f->args[0]->kind == FORMULA_CONSTANT && f->args[0]->sub == CONSTANT_E;
    enum status status = closed_of(f->args[1], at, exponent, context);
    if (status == STATUS_OK && natural) {
        ca_exp(out, exponent, context);
    } else if (status == STATUS_OK) {
        status = closed_of(f->args[0], at, out, context);
        if (status == STATUS_OK)
            ca_pow(out, out, exponent, context);
    }
    ca_clear(exponent, context);
    return status == STATUS_OK ? known(out, context) : status;
}

static enum status constant(const struct formula *f, ca_t out, ca_ctx_t context)
{
    switch ((enum formula_constant)f->sub) {
    case CONSTANT_PI:
        ca_pi(out, context);
        return STATUS_OK;
    case CONSTANT_E:
        ca_one(out, context);
        ca_exp(out, out, context);
        return STATUS_OK;
    case CONSTANT_I:
        ca_i(out, context);
        return STATUS_OK;
    default:
        return STATUS_UNKNOWN;
    }
}

/* ln a / ln b */
static enum status logarithm(const struct formula *f, const struct point *at, ca_t out, ca_ctx_t context)
{
    ca_t base;
    ca_init(base, context);
    ca_set_si(base, 10, context);
    enum status status = closed_of(f->args[0], at, out, context);
    if (status == STATUS_OK && f->count > 1)
        status = closed_of(f->args[1], at, base, context);
    if (status == STATUS_OK) {
        ca_log(out, out, context);
        ca_log(base, base, context);
        ca_div(out, out, base, context);
        status = known(out, context);
    }
    ca_clear(base, context);
    return status;
}

typedef void function(ca_t out, const ca_t a, ca_ctx_t context);

static const struct closed {
    function *by;
    bool inverted; /* 1 over it */
} closeds[] = {
    [FUNCTION_SIN] = {ca_sin, false},     [FUNCTION_COS] = {ca_cos, false},     [FUNCTION_TAN] = {ca_tan, false},
    [FUNCTION_COT] = {ca_tan, true},      [FUNCTION_SEC] = {ca_cos, true},      [FUNCTION_CSC] = {ca_sin, true},
    [FUNCTION_ARCSIN] = {ca_asin, false}, [FUNCTION_ARCCOS] = {ca_acos, false}, [FUNCTION_ARCTAN] = {ca_atan, false},
    [FUNCTION_EXP] = {ca_exp, false},     [FUNCTION_LN] = {ca_log, false},      [FUNCTION_RE] = {ca_re, false},
    [FUNCTION_IM] = {ca_im, false},       [FUNCTION_CONJ] = {ca_conj, false},   [FUNCTION_ARG] = {ca_arg, false},
};

static enum status call(const struct formula *f, const struct point *at, ca_t out, ca_ctx_t context)
{
    struct formula degrees;
    if (f->sub == FUNCTION_LOG)
        return logarithm(f, at, out, context);
    if (f->count != 1 || f->sub >= COUNT(closeds) || !closeds[f->sub].by)
        return STATUS_UNKNOWN;
    enum status status = closed_of(angle_of(f, at->options, &degrees), at, out, context);
    if (status == STATUS_OK) {
        closeds[f->sub].by(out, out, context);
        if (closeds[f->sub].inverted)
            ca_inv(out, out, context);
        status = known(out, context);
    }
    return status;
}

static enum status turned(const struct formula *f, const struct point *at, ca_t out, ca_ctx_t context)
{
    ca_t pi;
    ca_init(pi, context);
    ca_pi(pi, context);
    enum status const status = closed_of(f->args[0], at, out, context);
    ca_mul(out, out, pi, context);
    ca_div_si(out, out, 180, context);
    ca_clear(pi, context);
    return status;
}

static enum status irrational(const struct formula *f, const struct point *at, ca_t out, ca_ctx_t context)
{
    enum status status;
    switch ((enum formula_kind)f->kind) {
    case FORMULA_CONSTANT:
        return constant(f, out, context);
    case FORMULA_ADD:
    case FORMULA_MUL:
    case FORMULA_DIV:
        return fold(f, at, out, context);
    case FORMULA_NEG:
        status = closed_of(f->args[0], at, out, context);
        ca_neg(out, out, context);
        return status;
    case FORMULA_POW:
        status = power(f, at, out, context);
        return status == STATUS_UNKNOWN ? general_power(f, at, out, context) : status;
    case FORMULA_ROOT:
        return power(f, at, out, context);
    case FORMULA_DEGREES:
        return turned(f, at, out, context);
    case FORMULA_ABS:
        status = closed_of(f->args[0], at, out, context);
        ca_abs(out, out, context);
        return status;
    case FORMULA_CALL:
        return call(f, at, out, context);
    default:
        return STATUS_UNKNOWN;
    }
}

static enum status closed_of(const struct formula *f, const struct point *at, ca_t out, ca_ctx_t context)
{
    struct value number;
    enum status status = number_of(f, at, &number);
    if (status == STATUS_OK) {
        fmpq_t q;
        fmpq_init(q);
        value_to_fmpq(&number, q);
        ca_set_fmpq(out, q, context);
        fmpq_clear(q);
    }
    value_clear(&number);
    return status == STATUS_UNKNOWN ? irrational(f, at, out, context) : status;
}

static void limit(ca_ctx_t context)
{
    context->options[CA_OPT_PREC_LIMIT] = ALGEBRA_PRECISION_MAX;
    context->options[CA_OPT_QQBAR_DEG_LIMIT] = CLOSED_DEGREE;
    context->options[CA_OPT_USE_GROEBNER] = 0;
}

enum fact closed_equal(const struct formula *a, const struct formula *b, unsigned options)
{
    ca_ctx_t context;
    ca_t left, right;
    int64_t work = ALGEBRA_STEPS_MAX;
    struct point const at = {.options = options, .work = &work};
    ca_ctx_init(context);
    limit(context);
    ca_init(left, context);
    ca_init(right, context);
    enum fact fact = FACT_UNKNOWN;
    if (closed_of(a, &at, left, context) == STATUS_OK && closed_of(b, &at, right, context) == STATUS_OK) {
        truth_t const equal = ca_check_equal(left, right, context);
        fact = equal == T_TRUE ? FACT_TRUE : equal == T_FALSE ? FACT_FALSE : FACT_UNKNOWN;
    }
    ca_clear(right, context);
    ca_clear(left, context);
    ca_ctx_clear(context);
    return fact;
}
