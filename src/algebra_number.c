#include "algebra_parts.h"

const struct binding *binding_find(const struct binding *bindings, struct text name)
{
    while (bindings && !text_equal(bindings->name, name))
        bindings = bindings->next;
    return bindings;
}

bool value_is_whole(const struct value *v)
{
    return value_places(v) == 0;
}

bool value_to_int(const struct value *v, int64_t *out)
{
    *out = v->num;
    return value_is_small(v) && v->den == 1;
}

void value_to_fmpq(const struct value *v, fmpq_t out)
{
    if (value_is_small(v)) {
        fmpz_set_si(fmpq_numref(out), v->num);
        fmpz_set_si(fmpq_denref(out), v->den);
        return;
    }
    struct buffer digits = {0};
    value_write_hex(v, &digits);
    buffer_char(&digits, '\0');
    char *const bar = memchr(digits.at, '/', digits.size);
    *bar = '\0';
    fmpz_set_str(fmpq_numref(out), digits.at, 16);
    fmpz_set_str(fmpq_denref(out), bar + 1, 16);
    buffer_free(&digits);
}

enum status value_of_fmpq(const fmpq_t q, struct value *out)
{
    *out = value_int(0);
    if (fmpz_bits(fmpq_numref(q)) > VALUE_BITS_MAX || fmpz_bits(fmpq_denref(q)) > VALUE_BITS_MAX)
        return STATUS_UNKNOWN;
    char *digits = fmpq_get_str(NULL, 16, q);
    enum status const status = value_read_hex(digits, out);
    flint_free(digits);
    return status;
}

enum status value_floor(const struct value *v, struct value *out)
{
    struct value const one = value_int(1);
    struct value whole;
    enum status status = value_round(v, 0, ROUND_DOWN, &whole);
    if (status != STATUS_OK || value_cmp(&whole, v) <= 0) {
        *out = whole;
        return status;
    }
    status = value_sub(&whole, &one, out);
    value_clear(&whole);
    return status;
}

/* ---- arithmetic ---- */

bool point_charge(const struct point *at, int64_t work)
{
    if (!at->work)
        return false;
    *at->work = work > *at->work ? 0 : *at->work - work;
    return *at->work > 0;
}

enum status value_step(value_operation *by, struct value *a, const struct value *b)
{
    struct value result;
    enum status const status = by(a, b, &result);
    value_clear(a);
    *a = result;
    return status;
}

enum status number_fold(const struct formula *f, const struct point *at, value_operation *by, struct value *out)
{
    if (f->count == 0)
        return STATUS_UNKNOWN;
    enum status status = number_of(f->args[0], at, out);
    for (size_t i = 1; status == STATUS_OK && i < f->count; i++) {
        struct value next;
        status = number_of(f->args[i], at, &next);
        if (status == STATUS_OK)
            status = value_step(by, out, &next);
        value_clear(&next);
    }
    return status;
}

static enum status negated(const struct formula *f, const struct point *at, struct value *out)
{
    struct value const minus = value_int(-1);
    enum status const status = number_of(f, at, out);
    return status == STATUS_OK ? value_step(value_mul, out, &minus) : status;
}

/* Puts the exact root in the place of a whole number, if it has one. */
static bool whole_root(fmpz_t a, slong degree)
{
    if (fmpz_sgn(a) < 0 && degree % 2 == 0)
        return false;
    fmpz_t root, power;
    fmpz_init(root);
    fmpz_init(power);
    fmpz_root(root, a, degree);
    fmpz_pow_ui(power, root, (ulong)degree);
    bool const exact = fmpz_equal(power, a) != 0;
    fmpz_swap(a, root);
    fmpz_clear(power);
    fmpz_clear(root);
    return exact;
}

/* Even roots of negative numbers are not real: of constants the matter is open, at a point they are not defined. */
static enum status root(struct value *a, const struct value *degree, const struct point *at)
{
    int64_t n;
    if (!value_to_int(degree, &n) || n < 1 || n > ALGEBRA_DEGREE_MAX)
        return STATUS_UNKNOWN;
    if (value_sign(a) < 0 && n % 2 == 0)
        return at->strict ? STATUS_UNDEFINED : STATUS_UNKNOWN;
    fmpq_t q;
    fmpq_init(q);
    value_to_fmpq(a, q);
    value_clear(a);
    bool const exact = whole_root(fmpq_numref(q), (slong)n) && whole_root(fmpq_denref(q), (slong)n);
    enum status const status = exact ? value_of_fmpq(q, a) : STATUS_UNKNOWN;
    fmpq_clear(q);
    return status;
}

/* a^(p/q), both as values; roots of negative numbers in this writing mean different things to different people */
static enum status power(struct value *a, const struct value *exponent, const struct point *at)
{
    if (value_sign(a) == 0 && value_sign(exponent) == 0)
        return at->strict ? STATUS_UNDEFINED : STATUS_UNKNOWN;
    if (!value_is_small(exponent))
        return value_is_small(a) && a->den == 1 && (a->num == 0 || a->num == 1) && value_sign(exponent) > 0 ? STATUS_OK
                                                                                                            : STATUS_UNKNOWN;
    enum status status = STATUS_OK;
    if (exponent->den > 1) {
        struct value const degree = value_int(exponent->den);
        status = value_sign(a) < 0 ? STATUS_UNKNOWN : root(a, &degree, at);
    }
    if (status == STATUS_OK) {
        struct value const whole = value_int(exponent->num);
        status = value_step(value_pow, a, &whole);
    }
    return status;
}

static enum status two(const struct formula *f, const struct point *at, struct value *out,
                       enum status (*by)(struct value *a, const struct value *b, const struct point *at))
{
    struct value second = value_int(0);
    enum status status = number_of(f->args[0], at, out);
    if (status == STATUS_OK)
        status = number_of(f->args[1], at, &second);
    if (status == STATUS_OK)
        status = by(out, &second, at);
    value_clear(&second);
    return status;
}

static enum status symbol(const struct formula *f, const struct point *at, struct value *out)
{
    const struct binding *const is = binding_find(at->bindings, f->text);
    struct value const zero = value_int(0);
    *out = zero;
    return is ? value_add(&is->value, &zero, out) : STATUS_UNKNOWN;
}

enum status number_of(const struct formula *f, const struct point *at, struct value *out)
{
    struct value const hundred = value_int(100);
    enum status status;
    *out = value_int(0);
    switch ((enum formula_kind)f->kind) {
    case FORMULA_NUMBER:
        return value_read(f->text, out);
    case FORMULA_SYMBOL:
        return symbol(f, at, out);
    case FORMULA_ADD:
        return number_fold(f, at, value_add, out);
    case FORMULA_MUL:
        return number_fold(f, at, value_mul, out);
    case FORMULA_DIV:
        return number_fold(f, at, value_div, out);
    case FORMULA_NEG:
        return negated(f->args[0], at, out);
    case FORMULA_POW:
        return two(f, at, out, power);
    case FORMULA_ROOT:
        return two(f, at, out, root);
    case FORMULA_PERCENT:
        status = number_of(f->args[0], at, out);
        return status == STATUS_OK ? value_step(value_div, out, &hundred) : status;
    default:
        return integer_of(f, at, out);
    }
}

const char *algebra_version(void)
{
    return flint_version;
}
