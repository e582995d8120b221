#include "algebra_parts.h"
#include "small.h"

enum status generator_of(struct ring *ring, enum generator_kind kind, const struct formula *f, const struct quotient *args,
                         size_t count, ulong degree, struct quotient *out)
{
    slong const generator = ring_generator(ring, kind, f, args, count, degree);
    if (generator < 0)
        return STATUS_UNKNOWN;
    quotient_set_generator(ring, out, generator);
    return STATUS_OK;
}

static enum status rational(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    struct point const at = {.bindings = bindings, .work = &ring->steps};
    struct value value;
    enum status const status = number_of(f, &at, &value);
    if (status == STATUS_OK)
        quotient_set_value(ring, out, &value);
    value_clear(&value);
    return status;
}

static enum status fold(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out,
                        enum status (*by)(struct ring *, struct quotient *, const struct quotient *, const struct quotient *))
{
    struct quotient next;
    quotient_init(ring, &next);
    enum status status = quotient_of(ring, f->args[0], bindings, out);
    for (size_t i = 1; status == STATUS_OK && i < f->count; i++) {
        status = quotient_of(ring, f->args[i], bindings, &next);
        if (status == STATUS_OK)
            status = by(ring, out, out, &next);
    }
    quotient_clear(ring, &next);
    return status;
}

/* A function of its arguments about which nothing else is known here. */
static enum status opaque_call(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    struct quotient args[GENERATOR_ARGS_MAX];
    enum status status = f->count <= GENERATOR_ARGS_MAX ? STATUS_OK : STATUS_UNKNOWN;
    size_t count = 0;
    while (status == STATUS_OK && count < f->count) {
        quotient_init(ring, &args[count]);
        status = quotient_of(ring, f->args[count], bindings, &args[count]);
        count++;
    }
    if (status == STATUS_OK)
        status = generator_of(ring, GENERATOR_CALL, f, args, count, 0, out);
    while (count-- > 0)
        quotient_clear(ring, &args[count]);
    return status;
}

/* (n + k)! = n!·(n+1)·…·(n+k), where k is the constant term of the argument */
static enum status factorial(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    ulong const none[ALGEBRA_SYMBOLS_MAX] = {0};
    struct quotient n, factor;
    fmpz_t shift;
    quotient_init(ring, &n);
    quotient_init(ring, &factor);
    fmpz_init(shift);
    enum status status = quotient_of(ring, f->args[0], bindings, &n);
    if (status == STATUS_OK && fmpz_mpoly_is_one(n.den, ring->context))
        fmpz_mpoly_get_coeff_fmpz_ui(shift, n.num, none, ring->context);
    slong const k = fmpz_fits_si(shift) && is_within(shift, ALGEBRA_DEGREE_MAX) ? fmpz_get_si(shift) : 0;
    fmpz_mpoly_sub_si(n.num, n.num, k, ring->context);
    if (status == STATUS_OK)
        status = generator_of(ring, GENERATOR_CALL, f, &n, 1, 0, out);
    for (slong i = 0; status == STATUS_OK && i != k; i += k > 0 ? 1 : -1) {
        quotient_set(ring, &factor, &n);
        fmpz_mpoly_add_si(factor.num, factor.num, k > 0 ? i + 1 : i, ring->context);
        status = k > 0 ? quotient_mul(ring, out, out, &factor) : quotient_div(ring, out, out, &factor);
    }
    fmpz_clear(shift);
    quotient_clear(ring, &factor);
    quotient_clear(ring, &n);
    return status;
}

/* n·(n−1)·…·(n−k+1), over k! for binomials, if k is a number; else by factorials */
static enum status chosen(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    slong k = -1;
    struct quotient n, below;
    quotient_init(ring, &n);
    quotient_init(ring, &below);
    enum status status = f->count == 2 ? quotient_of(ring, f->args[0], bindings, &n) : STATUS_UNKNOWN;
    if (status == STATUS_OK)
        status = quotient_of(ring, f->args[1], bindings, &below);
    if (status == STATUS_OK && (!quotient_int(ring, &below, &k) || k < 0 || k > ALGEBRA_DEGREE_MAX))
        status = STATUS_UNKNOWN;
    quotient_set_int(ring, out, 1);
    for (slong i = 0; status == STATUS_OK && i < k; i++) {
        status = quotient_mul(ring, out, out, &n);
        quotient_set_int(ring, &below, f->kind == FORMULA_BINOMIAL ? i + 1 : 1);
        if (status == STATUS_OK)
            status = quotient_div(ring, out, out, &below);
        fmpz_mpoly_sub(n.num, n.num, n.den, ring->context);
    }
    quotient_clear(ring, &below);
    quotient_clear(ring, &n);
    return status;
}

/* n!/(k!·(n−k)!) as a formula; P(n, k) without k! */
static const struct formula *by_factorials(struct ring *ring, const struct formula *f)
{
    struct arena *const arena = ring->arena;
    const struct formula *const n = f->args[0], *const k = f->args[1];
    const struct formula *const rest = formula_binary(arena, FORMULA_ADD, n, formula_unary(arena, FORMULA_NEG, k));
    const struct formula *below = formula_unary(arena, FORMULA_FACTORIAL, rest);
    if (f->kind == FORMULA_BINOMIAL)
        below = formula_binary(arena, FORMULA_MUL, below, formula_unary(arena, FORMULA_FACTORIAL, k));
    return formula_binary(arena, FORMULA_DIV, formula_unary(arena, FORMULA_FACTORIAL, n), below);
}

static enum status series(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    struct point const at = {.bindings = bindings};
    int64_t from = 0, to = 0;
    struct quotient term;
    enum status status = range_of(f, &at, &from, &to);
    if (status == STATUS_UNKNOWN && !bindings)
        return generator_of(ring, GENERATOR_OPAQUE, f, NULL, 0, 0, out);
    quotient_init(ring, &term);
    quotient_set_int(ring, out, f->kind == FORMULA_SUM_OVER ? 0 : 1);
    for (int64_t k = from; status == STATUS_OK && k <= to; k++) {
        struct binding const index = {f->args[0]->text, value_int(k), bindings};
        status = ring_charge(ring, 100) ? quotient_of(ring, f->args[3], &index, &term) : STATUS_UNKNOWN;
        if (status == STATUS_OK)
            status = f->kind == FORMULA_SUM_OVER ? quotient_add(ring, out, out, &term) : quotient_mul(ring, out, out, &term);
    }
    quotient_clear(ring, &term);
    return status;
}

/* 5 cm: the quantity times a unit about which nothing is known */
static enum status unit(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    const struct formula *const alone = formula_new(ring->arena, FORMULA_UNIT, 0, f->text, NULL, 0, f);
    struct quotient quantity;
    quotient_init(ring, &quantity);
    quotient_set_int(ring, &quantity, 1);
    enum status status = f->count ? quotient_of(ring, f->args[0], bindings, &quantity) : STATUS_OK;
    if (status == STATUS_OK)
        status = generator_of(ring, GENERATOR_OPAQUE, alone, NULL, 0, 0, out);
    if (status == STATUS_OK)
        status = quotient_mul(ring, out, out, &quantity);
    quotient_clear(ring, &quantity);
    return status;
}

static enum status constant(struct ring *ring, const struct formula *f, struct quotient *out)
{
    switch ((enum formula_constant)f->sub) {
    case CONSTANT_PI:
        return generator_of(ring, GENERATOR_CONSTANT, f, NULL, 0, 0, out);
    case CONSTANT_E:
        quotient_set_int(ring, out, 1);
        return quotient_exp(ring, out, out);
    case CONSTANT_I:
        return generator_of(ring, GENERATOR_I, f, NULL, 0, 0, out);
    default:
        return STATUS_UNKNOWN;
    }
}

/* What has whole numbers in it is computed if it is a number, and a generator else. */
static enum status whole(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    enum status status = rational(ring, f, bindings, out);
    bool const chooses = f->kind == FORMULA_BINOMIAL || formula_is_call(f, FUNCTION_PERMUTATIONS);
    if (status != STATUS_UNKNOWN)
        return status;
    if (f->kind == FORMULA_SUM_OVER || f->kind == FORMULA_PRODUCT_OVER)
        return series(ring, f, bindings, out);
    if (f->kind == FORMULA_FACTORIAL)
        return factorial(ring, f, bindings, out);
    if (!chooses || f->count != 2)
        return opaque_call(ring, f, bindings, out);
    if (ring->steps == 0)
        return STATUS_UNKNOWN; /* too much work for numbers is too much for polynomials */
    status = chosen(ring, f, bindings, out);
    return status == STATUS_UNKNOWN ? quotient_of(ring, by_factorials(ring, f), bindings, out) : status;
}

static enum status scaled(struct ring *ring, const struct formula *f, const struct binding *bindings, slong below,
                          struct quotient *out)
{
    struct quotient by;
    enum status status = quotient_of(ring, f, bindings, out);
    quotient_init(ring, &by);
    quotient_set_int(ring, &by, below);
    if (status == STATUS_OK)
        status = quotient_div(ring, out, out, &by);
    quotient_clear(ring, &by);
    return status;
}

static enum status turned(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    const struct formula pi = {.kind = FORMULA_CONSTANT, .sub = CONSTANT_PI};
    struct quotient turn;
    quotient_init(ring, &turn);
    enum status status = constant(ring, &pi, &turn);
    if (status == STATUS_OK)
        status = scaled(ring, f->args[0], bindings, 180, out);
    if (status == STATUS_OK)
        status = quotient_mul(ring, out, out, &turn);
    quotient_clear(ring, &turn);
    return status;
}

static enum status symbol(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    return binding_find(bindings, f->text) ? rational(ring, f, bindings, out)
                                           : generator_of(ring, GENERATOR_SYMBOL, f, NULL, 0, 0, out);
}

/* Does the angle say what it is measured in? */
static bool has_measure(const struct formula *f)
{
    if (f->kind == FORMULA_DEGREES || (f->kind == FORMULA_CONSTANT && f->sub == CONSTANT_PI))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_measure(f->args[i]))
            return true;
    return false;
}

const struct formula *angle_of(const struct formula *f, unsigned options, struct formula *degrees)
{
    bool const bare = options & ALGEBRA_DEGREES && f->sub >= FUNCTION_SIN && f->sub <= FUNCTION_CSC && !has_measure(f->args[0]);
    *degrees = (struct formula){.kind = FORMULA_DEGREES, .count = 1, .args = f->args};
    return bare ? degrees : f->args[0];
}

/* ln a / ln b; the base is 10 if it is left out */
static enum status logarithm(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    struct quotient base;
    quotient_init(ring, &base);
    quotient_set_int(ring, &base, 10);
    enum status status = quotient_of(ring, f->args[0], bindings, out);
    if (status == STATUS_OK && f->count > 1)
        status = quotient_of(ring, f->args[1], bindings, &base);
    if (status == STATUS_OK)
        status = quotient_ln(ring, out, out, GENERATOR_LN);
    if (status == STATUS_OK)
        status = quotient_ln(ring, &base, &base, GENERATOR_LN);
    if (status == STATUS_OK)
        status = quotient_div(ring, out, out, &base);
    quotient_clear(ring, &base);
    return status;
}

static enum status call(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    enum status status = STATUS_UNKNOWN;
    struct quotient argument;
    struct formula degrees;
    if (formula_is_call(f, FUNCTION_UNKNOWN) || f->count == 0)
        return opaque_call(ring, f, bindings, out);
    if (formula_is_call(f, FUNCTION_LOG))
        return logarithm(ring, f, bindings, out);
    if (f->sub >= FUNCTION_GCD)
        return whole(ring, f, bindings, out);
    quotient_init(ring, &argument);
    status = quotient_of(ring, angle_of(f, ring->options, &degrees), bindings, &argument);
    if (status == STATUS_OK)
        status = quotient_function(ring, out, (enum formula_function)f->sub, &argument);
    quotient_clear(ring, &argument);
    return status == STATUS_UNKNOWN ? opaque_call(ring, f, bindings, out) : status;
}

/* Polynomials with few symbols and small numbers are computed without FLINT; false if it is none. */
static bool convert_small(struct ring *ring, const struct formula *f, struct quotient *out)
{
    struct small_names names = {.count = 0};
    struct small p;
    slong generators[COUNT(names.names)];
    if (!small_read(&names, f, &p))
        return false;
    for (size_t k = 0; k < names.count; k++)
        if ((generators[k] = ring_symbol(ring, names.names[k])) < 0)
            return false;
    fmpz_mpoly_zero(out->num, ring->context);
    for (int i = p.degree[0]; i >= 0; i--)
        for (int j = p.degree[1]; j >= 0; j--) {
            ulong exponents[ALGEBRA_SYMBOLS_MAX] = {0};
            for (size_t k = 0; k < names.count; k++)
                exponents[generators[k]] = (ulong)(k ? j : i);
            if (p.at[i][j])
                fmpz_mpoly_push_term_si_ui(out->num, p.at[i][j], exponents, ring->context);
        }
    fmpz_mpoly_sort_terms(out->num, ring->context);
    fmpz_mpoly_set_si(out->den, p.below, ring->context);
    return true;
}

/* 1 + 2 + … + n: what the dots are nobody says, but the same sum is the same number. Not 0.25…, which two numbers may begin with. */
static bool goes_on(const struct formula *f)
{
    for (size_t i = 0; f->count > 2 && i < f->count; i++)
        if (f->args[i]->kind == FORMULA_DOTS || (f->args[i]->kind == FORMULA_NEG && f->args[i]->args[0]->kind == FORMULA_DOTS))
            return true;
    return false;
}

static enum status convert(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    enum status status;
    switch ((enum formula_kind)f->kind) {
    case FORMULA_NUMBER:
        return rational(ring, f, bindings, out);
    case FORMULA_SYMBOL:
        return symbol(ring, f, bindings, out);
    case FORMULA_CONSTANT:
        return constant(ring, f, out);
    case FORMULA_ADD:
    case FORMULA_MUL:
        if (goes_on(f))
            return bindings ? STATUS_UNKNOWN : generator_of(ring, GENERATOR_OPAQUE, f, NULL, 0, 0, out);
        return fold(ring, f, bindings, out, f->kind == FORMULA_ADD ? quotient_add : quotient_mul);
    case FORMULA_DIV:
        return fold(ring, f, bindings, out, quotient_div);
    case FORMULA_NEG:
        status = quotient_of(ring, f->args[0], bindings, out);
        quotient_neg(ring, out, out);
        return status;
    case FORMULA_POW:
        return fold(ring, f, bindings, out, quotient_power);
    case FORMULA_ROOT:
        return fold(ring, f, bindings, out, quotient_root);
    case FORMULA_ABS:
        status = quotient_of(ring, f->args[0], bindings, out);
        return status == STATUS_OK ? quotient_magnitude(ring, out, out) : status;
    case FORMULA_PERCENT:
        return scaled(ring, f->args[0], bindings, 100, out);
    case FORMULA_DEGREES:
        return turned(ring, f, bindings, out);
    case FORMULA_UNIT:
        return unit(ring, f, bindings, out);
    case FORMULA_OPAQUE:
        return bindings ? STATUS_UNKNOWN : generator_of(ring, GENERATOR_OPAQUE, f, NULL, 0, 0, out);
    case FORMULA_CALL:
        return call(ring, f, bindings, out);
    case FORMULA_FACTORIAL:
    case FORMULA_FLOOR:
    case FORMULA_CEIL:
    case FORMULA_BINOMIAL:
    case FORMULA_BASED:
    case FORMULA_SUM_OVER:
    case FORMULA_PRODUCT_OVER:
        return whole(ring, f, bindings, out);
    default:
        return STATUS_UNKNOWN;
    }
}

enum status quotient_of(struct ring *ring, const struct formula *f, const struct binding *bindings, struct quotient *out)
{
    if (ring->depth == ALGEBRA_NEST_MAX || ring->visits++ == ALGEBRA_VISITS_MAX || ring_is_short(ring))
        return STATUS_UNKNOWN;
    bool const kept = ring->depth == 0 && f->count && !bindings;
    enum status status;
    if (kept && memory_recall(ring, f, out, &status))
        return status;
    if (!bindings && f->count && convert_small(ring, f, out))
        return STATUS_OK;
    struct spent const before = kept ? memory_begin(ring) : (struct spent){0};
    ring->depth++;
    status = convert(ring, f, bindings, out);
    ring->depth--;
    if (kept)
        memory_keep(ring, f, &before, out, status);
    return status;
}
