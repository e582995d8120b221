#include "algebra_parts.h"

enum {
    FACTORS_MAX = 4000, /* of a factorial or binomial; its size is bounded by struct value besides */
};

static enum status whole_arg(const struct formula *f, const struct point *at, int64_t *out)
{
    struct value value;
    enum status status = number_of(f, at, &value);
    if (status == STATUS_OK && !value_to_int(&value, out))
        status = at->strict && value_is_small(&value) ? STATUS_UNDEFINED : STATUS_UNKNOWN;
    value_clear(&value);
    return status;
}

static enum status multiply(struct value *out, int64_t number)
{
    struct value const factor = value_int(number);
    return value_step(value_mul, out, &factor);
}

/* from · (from − stride) · … down to `to`; factors are joined as long as their product is small */
static enum status falling(int64_t from, int64_t to, int64_t stride, const struct point *at, struct value *out)
{
    enum status status = STATUS_OK;
    *out = value_int(1);
    if (from > to && ((from - to) / stride > FACTORS_MAX || !point_charge(at, (from - to) / stride)))
        return STATUS_UNKNOWN;
    int64_t joined = 1, more;
    for (int64_t k = from; status == STATUS_OK && k >= to; k -= stride) {
        bool const fits = !__builtin_mul_overflow(joined, k, &more);
        if (!fits)
            status = multiply(out, joined);
        joined = fits ? more : k;
    }
    return status == STATUS_OK ? multiply(out, joined) : status;
}

static enum status factorial(const struct formula *f, const struct point *at, int64_t stride, struct value *out)
{
    int64_t n = 0;
    enum status const status = whole_arg(f, at, &n);
    if (status != STATUS_OK)
        return status;
    return n < 0 ? STATUS_UNDEFINED : falling(n, 1, stride, at, out);
}

/* !n = n·!(n−1) + (−1)^n */
static enum status subfactorial(const struct formula *f, const struct point *at, struct value *out)
{
    int64_t n = 0;
    enum status status = whole_arg(f, at, &n);
    if (status == STATUS_OK)
        status = n < 0 ? STATUS_UNDEFINED : n > FACTORS_MAX || !point_charge(at, n) ? STATUS_UNKNOWN : STATUS_OK;
    *out = value_int(1);
    for (int64_t k = 1; status == STATUS_OK && k <= n; k++) {
        struct value const factor = value_int(k), sign = value_int(k % 2 ? -1 : 1);
        status = value_step(value_mul, out, &factor);
        if (status == STATUS_OK)
            status = value_step(value_add, out, &sign);
    }
    return status;
}

/* n!/(n−k)!, and over k! if it is a binomial. Beyond 0 ≤ k ≤ n conventions differ, except that it is 0 for k > n ≥ 0. */
static enum status chosen(const struct formula *f, const struct point *at, bool ordered, struct value *out)
{
    int64_t n = 0, k = 0;
    enum status status = f->count == 2 ? whole_arg(f->args[0], at, &n) : STATUS_UNKNOWN;
    if (status == STATUS_OK)
        status = whole_arg(f->args[1], at, &k);
    if (status != STATUS_OK || n < 0 || k < 0)
        return status != STATUS_OK ? status : STATUS_UNKNOWN;
    if (k > n)
        return at->strict ? STATUS_UNDEFINED : STATUS_OK;
    if (!ordered)
        k = MIN(k, n - k);
    struct value below = value_int(1);
    status = falling(n, n - k + 1, 1, at, out);
    if (status == STATUS_OK && !ordered)
        status = falling(k, 2, 1, at, &below);
    if (status == STATUS_OK)
        status = value_step(value_div, out, &below);
    value_clear(&below);
    return status;
}

static int digit_of(char c)
{
    return is_digit(c) ? c - '0' : is_letter(c) ? to_lower(c) - 'a' + 10 : 99;
}

/* "1a.8" in base 12 */
static enum status based(const struct formula *f, const struct point *at, struct value *out)
{
    int64_t base = 0;
    bool point = false;
    struct value scale = value_int(1);
    enum status status = whole_arg(f->args[0], at, &base);
    if (status == STATUS_OK && (base < 2 || base > 36 || f->text.size > VALUE_DIGITS_MAX))
        status = STATUS_UNKNOWN;
    struct value const factor = value_int(base);
    for (size_t i = 0; status == STATUS_OK && i < f->text.size; i++) {
        struct value const digit = value_int(digit_of(f->text.at[i]));
        if (f->text.at[i] == '.' && !point) {
            point = true;
            continue;
        }
        status = digit.num < base ? value_step(value_mul, out, &factor) : STATUS_UNKNOWN;
        if (status == STATUS_OK)
            status = value_step(value_add, out, &digit);
        if (status == STATUS_OK && point)
            status = value_step(value_mul, &scale, &factor);
    }
    if (status == STATUS_OK)
        status = value_step(value_div, out, &scale);
    value_clear(&scale);
    return status;
}

/* a − n·floor(a/n), in place */
static enum status modulo(const struct value *a, const struct value *n, struct value *out)
{
    struct value whole = value_int(0), floor = value_int(0);
    enum status status = value_div(a, n, &whole);
    if (status == STATUS_OK)
        status = value_floor(&whole, &floor);
    if (status == STATUS_OK)
        status = value_step(value_mul, &floor, n);
    *out = value_int(0);
    if (status == STATUS_OK)
        status = value_sub(a, &floor, out);
    value_clear(&whole);
    value_clear(&floor);
    return status;
}

/* Of whole numbers; those of 0 and b are |b|. */
static enum status gcd(const struct value *a, const struct value *b, struct value *out)
{
    fmpq_t x, y;
    *out = value_int(0);
    if (!value_is_whole(a) || !value_is_whole(b))
        return STATUS_UNKNOWN;
    fmpq_init(x);
    fmpq_init(y);
    value_to_fmpq(a, x);
    value_to_fmpq(b, y);
    fmpz_gcd(fmpq_numref(x), fmpq_numref(x), fmpq_numref(y));
    enum status const status = value_of_fmpq(x, out);
    fmpq_clear(x);
    fmpq_clear(y);
    return status;
}

static enum status lcm(const struct value *a, const struct value *b, struct value *out)
{
    struct value common = value_int(0);
    enum status status = gcd(a, b, &common);
    *out = value_int(0);
    if (status == STATUS_OK && value_sign(&common))
        status = value_div(a, &common, out);
    if (status == STATUS_OK)
        status = value_step(value_mul, out, b);
    value_clear(&common);
    struct value const minus = value_int(-1);
    return status == STATUS_OK && value_sign(out) < 0 ? value_step(value_mul, out, &minus) : status;
}

static enum status copy(const struct value *a, struct value *out)
{
    struct value const zero = value_int(0);
    return value_add(a, &zero, out);
}

static enum status least(const struct value *a, const struct value *b, struct value *out)
{
    return copy(value_cmp(a, b) <= 0 ? a : b, out);
}

static enum status greatest(const struct value *a, const struct value *b, struct value *out)
{
    return copy(value_cmp(a, b) >= 0 ? a : b, out);
}

/* The arguments one after another; a set or tuple in brackets is its members. */
static enum status fold(const struct formula *f, const struct point *at, value_operation *by, struct value *out)
{
    bool const inside = f->count == 1 && (f->args[0]->kind == FORMULA_SET || f->args[0]->kind == FORMULA_TUPLE ||
                                          f->args[0]->kind == FORMULA_LIST);
    return number_fold(inside ? f->args[0] : f, at, by, out);
}

static enum status call(const struct formula *f, const struct point *at, struct value *out)
{
    enum status status;
    switch ((enum formula_function)f->sub) {
    case FUNCTION_GCD:
        return fold(f, at, gcd, out);
    case FUNCTION_LCM:
        return fold(f, at, lcm, out);
    case FUNCTION_MIN:
        return fold(f, at, least, out);
    case FUNCTION_MAX:
        return fold(f, at, greatest, out);
    case FUNCTION_MOD:
        return f->count == 2 ? fold(f, at, modulo, out) : STATUS_UNKNOWN;
    case FUNCTION_PERMUTATIONS:
        return chosen(f, at, true, out);
    case FUNCTION_SUBFACTORIAL:
        return subfactorial(f->args[0], at, out);
    case FUNCTION_DOUBLE_FACTORIAL:
        return factorial(f->args[0], at, 2, out);
    case FUNCTION_SIGN:
        status = number_of(f->args[0], at, out);
        struct value const sign = value_int(value_sign(out));
        value_clear(out);
        *out = sign;
        return status;
    case FUNCTION_RE:
    case FUNCTION_CONJ:
        return number_of(f->args[0], at, out);
    default:
        return STATUS_UNKNOWN;
    }
}

enum status range_of(const struct formula *f, const struct point *at, int64_t *from, int64_t *to)
{
    if (f->count != 4 || f->args[0]->kind != FORMULA_SYMBOL)
        return STATUS_UNKNOWN;
    enum status status = whole_arg(f->args[1], at, from);
    if (status == STATUS_OK)
        status = whole_arg(f->args[2], at, to);
    int64_t const limit = INT64_MAX / 4;
    if (status == STATUS_OK && (*from > limit || *from < -limit || *to > limit || *to < -limit || *to - *from >= ALGEBRA_SUM_MAX))
        return STATUS_UNKNOWN;
    return status == STATUS_OK && *to < *from - 1 ? STATUS_UNKNOWN : status;
}

static enum status series(const struct formula *f, const struct point *at, struct value *out)
{
    bool const adds = f->kind == FORMULA_SUM_OVER;
    int64_t from = 0, to = 0;
    enum status status = range_of(f, at, &from, &to);
    *out = value_int(adds ? 0 : 1);
    for (int64_t k = from; status == STATUS_OK && k <= to; k++) {
        struct binding const index = {f->args[0]->text, value_int(k), at->bindings};
        struct point here = *at;
        struct value term = value_int(0);
        here.bindings = &index;
        status = point_charge(at, 1) ? number_of(f->args[3], &here, &term) : STATUS_UNKNOWN;
        if (status == STATUS_OK)
            status = value_step(adds ? value_add : value_mul, out, &term);
        value_clear(&term);
    }
    return status;
}

/* floor(x), ceil(x) = −floor(−x), |x| */
static enum status cut(const struct formula *f, const struct point *at, struct value *out)
{
    struct value const minus = value_int(-1);
    struct value floor;
    enum status status = number_of(f->args[0], at, out);
    if (f->kind == FORMULA_ABS)
        return status == STATUS_OK && value_sign(out) < 0 ? value_step(value_mul, out, &minus) : status;
    if (status == STATUS_OK && f->kind == FORMULA_CEIL)
        status = value_step(value_mul, out, &minus);
    if (status == STATUS_OK) {
        status = value_floor(out, &floor);
        value_clear(out);
        *out = floor;
    }
    return status == STATUS_OK && f->kind == FORMULA_CEIL ? value_step(value_mul, out, &minus) : status;
}

enum status integer_of(const struct formula *f, const struct point *at, struct value *out)
{
    *out = value_int(0);
    switch ((enum formula_kind)f->kind) {
    case FORMULA_FACTORIAL:
        return factorial(f->args[0], at, 1, out);
    case FORMULA_BINOMIAL:
        return chosen(f, at, false, out);
    case FORMULA_BASED:
        return based(f, at, out);
    case FORMULA_ABS:
    case FORMULA_FLOOR:
    case FORMULA_CEIL:
        return cut(f, at, out);
    case FORMULA_SUM_OVER:
    case FORMULA_PRODUCT_OVER:
        return series(f, at, out);
    case FORMULA_CALL:
        return f->count ? call(f, at, out) : STATUS_UNKNOWN;
    default:
        return STATUS_UNKNOWN;
    }
}
