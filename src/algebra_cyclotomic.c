#include "algebra_parts.h"

enum {
    ORDER_MAX = 720,    /* of the root of unity: every half degree */
    TERMS_MAX = 360,    /* of a sum over an index */
    PRODUCTS_MAX = 600, /* of two polynomials */
    BITS_MAX = 1024,    /* of a coefficient */
    POWER_MAX = 1 << 20
};

/* Numbers of the field of a root of unity: polynomials in it, modulo its minimal polynomial. */
struct field {
    slong order; /* a multiple of 4 */
    fmpz_poly_t minimal;
    unsigned options, products;
    struct arena *arena;
};

struct element {
    fmpz_poly_t num, den; /* den is not 0 */
};

static void element_init(struct element *a)
{
    fmpz_poly_init(a->num);
    fmpz_poly_init(a->den);
    fmpz_poly_set_si(a->den, 1);
}

static void element_clear(struct element *a)
{
    fmpz_poly_clear(a->den);
    fmpz_poly_clear(a->num);
}

static bool times(struct field *field, fmpz_poly_t out, const fmpz_poly_t a, const fmpz_poly_t b)
{
    field->products += fmpz_poly_degree(a) > 0 && fmpz_poly_degree(b) > 0;
    if (field->products > PRODUCTS_MAX)
        return false;
    fmpz_poly_mul(out, a, b);
    fmpz_poly_rem(out, out, field->minimal);
    slong const bits = fmpz_poly_max_bits(out);
    return bits <= BITS_MAX && bits >= -BITS_MAX;
}

/* Takes out the number that numerator and denominator have in common. */
static void drop_content(struct element *a)
{
    fmpz_t above, below;
    fmpz_init(above);
    fmpz_init(below);
    fmpz_poly_content(above, a->num);
    fmpz_poly_content(below, a->den);
    fmpz_gcd(above, above, below);
    if (!fmpz_is_zero(above) && !fmpz_is_one(above)) {
        fmpz_poly_scalar_divexact_fmpz(a->num, a->num, above);
        fmpz_poly_scalar_divexact_fmpz(a->den, a->den, above);
    }
    fmpz_clear(below);
    fmpz_clear(above);
}

static bool multiply(struct field *field, struct element *a, const struct element *b)
{
    bool const fine = times(field, a->num, a->num, b->num) && times(field, a->den, a->den, b->den);
    drop_content(a);
    return fine;
}

static bool invert(struct element *a)
{
    fmpz_poly_swap(a->num, a->den);
    return !fmpz_poly_is_zero(a->den);
}

static bool add(struct field *field, struct element *a, const struct element *b)
{
    bool fine = true;
    if (fmpz_poly_equal(a->den, b->den)) {
        fmpz_poly_add(a->num, a->num, b->num);
    } else {
        fmpz_poly_t other;
        fmpz_poly_init(other);
        fine =
            times(field, other, b->num, a->den) && times(field, a->num, a->num, b->den) && times(field, a->den, a->den, b->den);
        fmpz_poly_add(a->num, a->num, other);
        fmpz_poly_clear(other);
    }
    drop_content(a);
    return fine;
}

/* ± the root's power */
static void add_root(const struct field *field, fmpz_poly_t p, slong exponent, slong sign)
{
    slong const at = ((exponent % field->order) + field->order) % field->order;
    fmpz_poly_set_coeff_si(p, at, fmpz_poly_get_coeff_si(p, at) + sign);
}

/* cos of `turn`/order of a full turn */
static void cosine(const struct field *field, slong turn, struct element *out)
{
    fmpz_poly_zero(out->num);
    add_root(field, out->num, turn, 1);
    add_root(field, out->num, -turn, 1);
    fmpz_poly_rem(out->num, out->num, field->minimal);
    fmpz_poly_set_si(out->den, 2);
    drop_content(out);
}

/* The angle in parts of a turn. */
static bool turn_of(const struct field *field, const struct formula *call, slong *out)
{
    struct formula degrees;
    struct value d;
    if (!angle_degrees(angle_of(call, field->options, &degrees), field->arena, &d) || (field->order * d.num) % (360 * d.den))
        return false;
    *out = field->order * d.num / (360 * d.den);
    return true;
}

static bool read(struct field *field, const struct formula *f, struct element *out);

static bool call(struct field *field, const struct formula *f, struct element *out)
{
    slong turn;
    if (f->count != 1 || f->sub < FUNCTION_SIN || f->sub > FUNCTION_CSC || !turn_of(field, f, &turn))
        return false;
    slong const quarter = field->order / 4;
    bool const inverted = f->sub == FUNCTION_SEC || f->sub == FUNCTION_CSC;
    bool const sine = f->sub == FUNCTION_SIN || f->sub == FUNCTION_TAN || f->sub == FUNCTION_CSC;
    cosine(field, sine ? quarter - turn : turn, out);
    if (f->sub != FUNCTION_TAN && f->sub != FUNCTION_COT)
        return !inverted || invert(out);
    struct element below;
    element_init(&below);
    cosine(field, sine ? turn : quarter - turn, &below);
    bool const fine = invert(&below) && multiply(field, out, &below);
    element_clear(&below);
    return fine;
}

/* √2, √3, √5 in cosines: 2 cos 45°, 2 cos 30°, 4 cos 36° − 1 */
static bool root_of_prime(struct field *field, int64_t prime, struct element *out)
{
    slong const parts = prime == 2 ? 8 : prime == 3 ? 12 : 10;
    if (field->order % parts)
        return false;
    cosine(field, field->order / parts, out);
    fmpz_poly_scalar_mul_si(out->num, out->num, prime == 5 ? 4 : 2);
    struct element one;
    element_init(&one);
    fmpz_poly_set_si(one.num, prime == 5 ? -1 : 0);
    bool const fine = add(field, out, &one);
    element_clear(&one);
    return fine;
}

/* The primes 2, 3 and 5 that stand once in the number whose root is taken, and what comes out of the root. */
static bool split_root(int64_t number, int64_t *outside, bool once[6])
{
    static const int64_t primes[] = {2, 3, 5, 7, 11, 13};
    *outside = 1;
    for (size_t i = 0; i < COUNT(primes); i++) {
        for (; number % (primes[i] * primes[i]) == 0; number /= primes[i] * primes[i])
            *outside *= primes[i];
        once[i] = i < 3 && number % primes[i] == 0;
        number /= once[i] ? primes[i] : 1;
    }
    return number == 1;
}

/* The number under a square root of a rational number, made whole: √(a/b) is √(ab)/b. False if it is none, or not small. */
static bool under_root(const struct formula *f, int64_t *number, int64_t *below)
{
    struct value v, degree;
    bool fine = algebra_value(f->args[1], &degree) == STATUS_OK && value_is_small(&degree) && degree.num == 2 && degree.den == 1;
    value_clear(&degree);
    fine = fine && algebra_value(f->args[0], &v) == STATUS_OK;
    if (!fine)
        return false;
    fine = value_is_small(&v) && v.num > 0 && v.num < INT32_MAX && v.den < INT32_MAX;
    *number = fine ? v.num * v.den : 0;
    *below = fine ? v.den : 1;
    value_clear(&v);
    return fine;
}

static bool root(struct field *field, const struct formula *f, struct element *out)
{
    static const int64_t primes[] = {2, 3, 5};
    int64_t number, below, outside;
    bool once[6];
    if (!under_root(f, &number, &below) || !split_root(number, &outside, once))
        return false;
    fmpz_poly_set_si(out->num, outside);
    fmpz_poly_set_si(out->den, below);
    bool fine = true;
    for (size_t i = 0; i < COUNT(primes) && fine; i++) {
        struct element factor;
        element_init(&factor);
        fine = !once[i] || (root_of_prime(field, primes[i], &factor) && multiply(field, out, &factor));
        element_clear(&factor);
    }
    return fine;
}

static bool power(struct field *field, const struct formula *f, struct element *out)
{
    int64_t exponent;
    if (!algebra_whole(f->args[1], POWER_MAX, &exponent))
        return false;
    struct element base;
    element_init(&base);
    bool fine = read(field, f->args[0], &base) && (exponent >= 0 || invert(&base));
    fmpz_poly_set_si(out->num, 1);
    for (int64_t left = exponent < 0 ? -exponent : exponent; fine && left; left /= 2) {
        fine = left % 2 == 0 || multiply(field, out, &base);
        fine = fine && (left == 1 || multiply(field, &base, &base));
    }
    element_clear(&base);
    return fine;
}

static bool fold(struct field *field, const struct formula *f, struct element *out)
{
    bool fine = read(field, f->args[0], out);
    for (size_t i = 1; i < f->count && fine; i++) {
        struct element next;
        element_init(&next);
        fine = read(field, f->args[i], &next) && (f->kind != FORMULA_DIV || invert(&next)) &&
               (f->kind == FORMULA_ADD ? add(field, out, &next) : multiply(field, out, &next));
        element_clear(&next);
    }
    return fine;
}

/* A sum or product over an index. */
static bool over(struct field *field, const struct formula *f, struct element *out)
{
    int64_t work = ALGEBRA_STEPS_MAX, from, to;
    struct point const at = {.work = &work};
    if (range_of(f, &at, &from, &to) != STATUS_OK || to - from >= TERMS_MAX)
        return false;
    bool fine = true;
    fmpz_poly_set_si(out->num, f->kind == FORMULA_PRODUCT_OVER);
    for (int64_t k = from; k <= to && fine; k++) {
        struct element next;
        element_init(&next);
        const struct formula *body = formula_put(field->arena, f->args[3], f->args[0]->text, formula_number(field->arena, k));
        fine = body && read(field, body, &next) &&
               (f->kind == FORMULA_SUM_OVER ? add(field, out, &next) : multiply(field, out, &next));
        element_clear(&next);
    }
    return fine;
}

static bool rational(const struct formula *f, struct element *out)
{
    struct value v;
    if (algebra_value(f, &v) != STATUS_OK)
        return false;
    bool const fine = value_is_small(&v);
    if (fine) {
        fmpz_poly_set_si(out->num, v.num);
        fmpz_poly_set_si(out->den, v.den);
    }
    value_clear(&v);
    return fine;
}

static bool read(struct field *field, const struct formula *f, struct element *out)
{
    switch (f->kind) {
    case FORMULA_ADD:
    case FORMULA_MUL:
    case FORMULA_DIV:
        return fold(field, f, out);
    case FORMULA_NEG:
        if (!read(field, f->args[0], out))
            return false;
        fmpz_poly_neg(out->num, out->num);
        return true;
    case FORMULA_POW:
        return power(field, f, out);
    case FORMULA_ROOT:
        return root(field, f, out);
    case FORMULA_CALL:
        return call(field, f, out);
    case FORMULA_SUM_OVER:
    case FORMULA_PRODUCT_OVER:
        return over(field, f, out);
    case FORMULA_CONSTANT:
        if (f->sub != CONSTANT_I)
            return false;
        add_root(field, out->num, field->order / 4, 1);
        fmpz_poly_rem(out->num, out->num, field->minimal);
        return true;
    default:
        return rational(f, out);
    }
}

static slong common_order(slong order, slong other)
{
    slong const least = other <= ORDER_MAX ? order / (slong)n_gcd((ulong)order, (ulong)other) * other : 0;
    return least <= ORDER_MAX ? least : 0;
}

/* The least multiple of `order` that the angles and roots of the formula need; 0: too large, or no such formula. Of an index the first
 * angle tells. */
static slong order_of(const struct field *field, const struct formula *f, slong order)
{
    struct formula degrees;
    struct value d;
    if (f->kind == FORMULA_ROOT)
        return common_order(order, 120);
    if (f->kind == FORMULA_CALL) {
        const struct formula *angle = f->count == 1 ? angle_of(f, field->options, &degrees) : NULL;
        return angle && angle_degrees(angle, field->arena, &d) ? common_order(order, value_ratio(d.num, d.den * 360).den) : 0;
    }
    if (f->kind == FORMULA_SUM_OVER || f->kind == FORMULA_PRODUCT_OVER) {
        const struct formula *body = formula_put(field->arena, f->args[3], f->args[0]->text, formula_number(field->arena, 1));
        return body ? order_of(field, body, order) : 0;
    }
    for (size_t i = 0; i < f->count && order; i++)
        order = order_of(field, f->args[i], order);
    return order;
}

enum fact cyclotomic_equal(const struct formula *a, const struct formula *b, unsigned options, struct arena *arena)
{
    struct field field = {.options = options, .arena = arena};
    slong const order = order_of(&field, a, 4);
    field.order = order ? order_of(&field, b, order) : 0;
    if (field.order <= 4)
        return FACT_UNKNOWN;
    struct element left, right;
    fmpz_poly_init(field.minimal);
    fmpz_poly_cyclotomic(field.minimal, (ulong)field.order);
    element_init(&left);
    element_init(&right);
    bool same = read(&field, a, &left) && read(&field, b, &right);
    fmpz_poly_neg(right.num, right.num);
    same = same && add(&field, &left, &right) && fmpz_poly_is_zero(left.num);
    element_clear(&right);
    element_clear(&left);
    fmpz_poly_clear(field.minimal);
    return same ? FACT_TRUE : FACT_UNKNOWN;
}
