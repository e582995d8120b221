#include "fact.h"

#include "algebra.h"
#include "fact_parts.h"

enum {
    PRIME_MAX = 1000000, /* largest base of a factorization */
    DIGITS_MAX = 100,    /* of a number whose digits are added */
    PERIOD_MAX = 10000   /* of a decimal */
};

static const struct formula *call(struct arena *arena, enum formula_function function, const struct formula *const *args,
                                  size_t count)
{
    return formula_new(arena, FORMULA_CALL, (uint8_t)function, TEXT(""), args, count, NULL);
}

/* Is it a number that is not whole, or that may have a sign where none is wanted? */
static bool is_not_whole(const struct formula *f, bool natural)
{
    struct value v;
    if (algebra_value(f, &v) != STATUS_OK)
        return natural && formula_holds(f, FORMULA_NEG);
    bool const fits = value_places(&v) == 0 && (value_sign(&v) >= 0 || !natural);
    value_clear(&v);
    return !fits;
}

/* NULL where numbers are not whole, or the divisor may be negative. */
static const struct formula *remainder_of(struct arena *arena, const struct formula *a, const struct formula *n)
{
    const struct formula *const args[] = {a, n};
    return is_not_whole(a, false) || is_not_whole(n, true) ? NULL : call(arena, FUNCTION_MOD, args, 2);
}

/* The number that the last digits of another one are; NULL if that may have a sign. */
static const struct formula *last_digits(struct arena *arena, const struct formula *f, int64_t power)
{
    bool const decimal = !formula_holds(f, FORMULA_BASED);
    return is_not_whole(f, true) || !decimal ? NULL : remainder_of(arena, f, formula_number(arena, power));
}

static const struct formula *tens_digit(struct arena *arena, const struct formula *f)
{
    const struct formula *last = last_digits(arena, f, 100);
    return last ? formula_unary(arena, FORMULA_FLOOR, formula_binary(arena, FORMULA_DIV, last, formula_number(arena, 10))) : NULL;
}

static bool is_small_prime(const struct formula *f)
{
    int64_t n, trials = 0;
    return f->kind == FORMULA_NUMBER && whole_number(f, &n) && n <= PRIME_MAX && whole_is_prime(n, &trials);
}

/* A positive whole number in digits? */
static bool is_positive(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && !is_not_whole(f, true) && !text_equal(f->text, TEXT("0"));
}

/* 2^2·3^2·5: primes and powers of them */
static bool is_factored(const struct formula *f)
{
    if (f->kind != FORMULA_MUL)
        return is_small_prime(f->kind == FORMULA_POW ? f->args[0] : f) && (f->kind != FORMULA_POW || is_positive(f->args[1]));
    for (size_t i = 0; i < f->count; i++)
        if (f->args[i]->kind == FORMULA_MUL || !is_factored(f->args[i]))
            return false;
    return true;
}

/* 1 + 2 + 3 of 123 */
static const struct formula *digits_added(struct arena *arena, const struct formula *f)
{
    const struct formula *digits[DIGITS_MAX];
    bool fine = f->kind == FORMULA_NUMBER && f->text.size <= DIGITS_MAX;
    for (size_t i = 0; fine && i < f->text.size; i++) {
        fine = is_digit(f->text.at[i]);
        digits[i] = formula_number(arena, f->text.at[i] - '0');
    }
    return fine ? formula_new(arena, FORMULA_ADD, 0, TEXT(""), digits, f->text.size, NULL) : NULL;
}

static bool is_below(const struct formula *a, const struct formula *b)
{
    struct value x, y;
    if (algebra_value(a, &x) != STATUS_OK)
        return false;
    bool const known = algebra_value(b, &y) == STATUS_OK;
    bool const below =
        known && value_is_small(&x) && value_is_small(&y) && x.den == 1 && y.den == 1 && x.num >= 0 && x.num < y.num;
    value_clear(&x);
    if (known)
        value_clear(&y);
    return below;
}

static bool has_dots(const struct formula *const *v, size_t count)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = v[i]->kind == FORMULA_DOTS;
    return found;
}

/* Of several values before the last one. */
static const struct formula *combined(struct arena *arena, enum sense sense, const struct match *m)
{
    const struct formula *const *v = m->values[0];
    size_t const n = m->counts[0];
    switch (sense) {
    case SENSE_GCD:
    case SENSE_LCM:
        return call(arena, sense == SENSE_GCD ? FUNCTION_GCD : FUNCTION_LCM, v, n);
    case SENSE_SUM:
    case SENSE_PRODUCT:
        return formula_new(arena, sense == SENSE_SUM ? FORMULA_ADD : FORMULA_MUL, 0, TEXT(""), v, n, NULL);
    case SENSE_MEAN:
        return has_dots(v, n) ? NULL
                              : formula_binary(arena, FORMULA_DIV, formula_new(arena, FORMULA_ADD, 0, TEXT(""), v, n, NULL),
                                               formula_number(arena, (int64_t)n));
    case SENSE_DIFFERENCE:
        return n == 2 ? formula_unary(arena, FORMULA_ABS,
                                      formula_binary(arena, FORMULA_ADD, v[0], formula_unary(arena, FORMULA_NEG, v[1])))
                      : NULL;
    default:
        return NULL;
    }
}

static const struct formula *of_one(struct arena *arena, enum sense sense, const struct formula *v)
{
    const struct formula *two = formula_number(arena, 2), *three = formula_number(arena, 3);
    switch (sense) {
    case SENSE_LAST_DIGIT:
        return last_digits(arena, v, 10);
    case SENSE_LAST_TWO_DIGITS:
        return last_digits(arena, v, 100);
    case SENSE_LAST_THREE_DIGITS:
        return last_digits(arena, v, 1000);
    case SENSE_TENS_DIGIT:
        return tens_digit(arena, v);
    case SENSE_DIGIT_SUM:
        return digits_added(arena, v);
    case SENSE_SQUARE_ROOT:
        return formula_binary(arena, FORMULA_ROOT, v, two);
    case SENSE_CUBE_ROOT:
        return formula_binary(arena, FORMULA_ROOT, v, three);
    case SENSE_SQUARE:
        return formula_binary(arena, FORMULA_POW, v, two);
    case SENSE_CUBE:
        return formula_binary(arena, FORMULA_POW, v, three);
    case SENSE_RECIPROCAL:
        return formula_binary(arena, FORMULA_DIV, formula_number(arena, 1), v);
    case SENSE_FLOOR:
        return formula_unary(arena, FORMULA_FLOOR, v);
    case SENSE_CEIL:
        return formula_unary(arena, FORMULA_CEIL, v);
    case SENSE_BELOW:
        return formula_binary(arena, FORMULA_ADD, formula_unary(arena, FORMULA_CEIL, v), formula_number(arena, -1));
    case SENSE_ABOVE:
        return formula_binary(arena, FORMULA_ADD, formula_unary(arena, FORMULA_FLOOR, v), formula_number(arena, 1));
    case SENSE_HALF:
        return formula_binary(arena, FORMULA_DIV, v, two);
    case SENSE_TWICE:
        return formula_binary(arena, FORMULA_MUL, two, v);
    default:
        return NULL;
    }
}

/* Of two points; NULL if they are none. */
static const struct formula *distance(struct arena *arena, const struct formula *a, const struct formula *b)
{
    const struct formula *sum = formula_number(arena, 0), *two = formula_number(arena, 2);
    if (a->kind != FORMULA_TUPLE || b->kind != FORMULA_TUPLE || a->count != b->count)
        return NULL;
    for (size_t i = 0; i < a->count; i++) {
        const struct formula *gap = formula_binary(arena, FORMULA_ADD, a->args[i], formula_unary(arena, FORMULA_NEG, b->args[i]));
        sum = formula_binary(arena, FORMULA_ADD, sum, formula_binary(arena, FORMULA_POW, gap, two));
    }
    return formula_binary(arena, FORMULA_ROOT, sum, two);
}

/* Between two points of a plane: their midpoint, or the slope of the line through them; NULL if they are none. */
static const struct formula *between(struct arena *arena, enum sense sense, const struct formula *a, const struct formula *b)
{
    const struct formula *parts[2];
    if (a->kind != FORMULA_TUPLE || b->kind != FORMULA_TUPLE || a->count != 2 || b->count != 2)
        return NULL;
    for (size_t i = 0; i < 2; i++) {
        const struct formula *other = b->args[i];
        other = sense == SENSE_SLOPE ? formula_unary(arena, FORMULA_NEG, other) : other;
        parts[i] = formula_binary(arena, FORMULA_ADD, a->args[i], other);
        if (sense == SENSE_MIDPOINT)
            parts[i] = formula_binary(arena, FORMULA_DIV, parts[i], formula_number(arena, 2));
    }
    return sense == SENSE_SLOPE ? formula_binary(arena, FORMULA_DIV, parts[1], parts[0])
                                : formula_new(arena, FORMULA_TUPLE, 0, TEXT(""), parts, 2, NULL);
}

/* How many digits repeat in the decimal; NULL if it ends, or that is not found. */
static const struct formula *period_of(struct arena *arena, const struct formula *f)
{
    struct value v;
    if (algebra_value(f, &v) != STATUS_OK)
        return NULL;
    int64_t den = value_is_small(&v) ? v.den : 1, power = 10, period = 1;
    value_clear(&v);
    for (int64_t prime = 2; prime <= 5; prime += 3)
        while (den % prime == 0)
            den /= prime;
    for (power = den > 1 ? power % den : 1; power != 1 && period < PERIOD_MAX && den < PRIME_MAX; period++)
        power = power * 10 % den;
    return den > 1 && power == 1 ? formula_number(arena, period) : NULL;
}

static const struct formula *pair_of(struct arena *arena, const struct formula *a, const struct formula *b)
{
    const struct formula *const both[] = {a, b};
    return a && b ? formula_new(arena, FORMULA_TUPLE, 0, TEXT(""), both, 2, NULL) : NULL;
}

/* Of decimals without end; those that end have denominators of 2 and 5 alone, the primes of 10. */
static bool says_decimal(struct arena *arena, enum sense sense, const struct match *m, struct saying *out)
{
    const struct formula *const *v[] = {m->values[0], m->values[1], m->values[2]};
    if (sense == SENSE_REPEATS)
        *out = (struct saying){pair_of(arena, v[0][0], period_of(arena, v[0][0])), pair_of(arena, v[1][0], v[2][0]), '='};
    else if (sense == SENSE_PERIOD)
        *out = (struct saying){period_of(arena, v[0][0]), v[1][0], '='};
    else if (sense == SENSE_TERMINATES && is_small_prime(v[0][0]) && is_small_prime(v[1][0]))
        *out = (struct saying){formula_number(arena, 10), formula_binary(arena, FORMULA_MUL, v[0][0], v[1][0]), '='};
    else
        return false;
    return out->left != NULL;
}

/* Statements about divisibility and kinds of numbers. */
static bool says_kind(struct arena *arena, enum sense sense, const struct match *m, struct saying *out)
{
    const struct formula *a = m->values[0][0], *b = m->captures > 1 ? m->values[1][0] : NULL;
    const struct formula *zero = formula_number(arena, 0), *two = formula_number(arena, 2), *const both[] = {a, b},
                         *const last[] = {b, m->captures > 2 ? m->values[2][0] : NULL};
    switch (sense) {
    case SENSE_DIVISIBLE: /* by one or by two */
        b = m->captures > 2 ? call(arena, FUNCTION_LCM, last, 2) : b;
        *out = (struct saying){remainder_of(arena, a, b), zero, '='};
        return out->left != NULL;
    case SENSE_BOTH_DIVISIBLE:
        *out = (struct saying){remainder_of(arena, call(arena, FUNCTION_GCD, both, 2), last[1]), zero, '='};
        return out->left != NULL;
    case SENSE_COPRIME:
        *out = (struct saying){call(arena, FUNCTION_GCD, both, 2), formula_number(arena, 1), '='};
        return out->left != NULL;
    case SENSE_LESS:
    case SENSE_MORE:
        *out = (struct saying){a, b, sense == SENSE_LESS ? '<' : '>'};
        return out->left != NULL;
    case SENSE_INDIVISIBLE:
        *out = (struct saying){remainder_of(arena, a, b), zero, '#'};
        return out->left != NULL;
    case SENSE_FACTOR:
        *out = (struct saying){remainder_of(arena, b, a), zero, '='};
        return out->left != NULL;
    case SENSE_EVEN:
    case SENSE_ODD:
        *out = (struct saying){remainder_of(arena, a, two), sense == SENSE_EVEN ? zero : formula_number(arena, 1), '='};
        return out->left != NULL;
    default:
        return false;
    }
}

static bool catches_statement(const struct match *m)
{
    for (size_t i = 0; i < m->captures; i++)
        for (size_t k = 0; k < m->counts[i]; k++)
            if (formula_is_statement(m->values[i][k]))
                return true;
    return false;
}

/* "20% more than 50" is another thing than a sum. Of a part, what it is taken of may be some. */
static bool mixes_percentages(enum sense sense, const struct match *m)
{
    bool some = false, all = true;
    for (size_t i = sense == SENSE_PART; i < m->captures; i++)
        for (size_t k = 0; k < m->counts[i]; k++) {
            bool const here = formula_holds(m->values[i][k], FORMULA_PERCENT);
            some |= here;
            all &= here;
        }
    return some && !all;
}

/* Of what comes first, or of what was said last. Several values, or one with ±. */
static bool says_solutions(struct arena *arena, const struct match *m, struct saying *out)
{
    size_t const last = m->captures - 1;
    const struct formula *of = last ? m->values[0][0] : formula_words(arena, TEXT(FACT_LAST));
    for (size_t k = 0; k < m->counts[last]; k++)
        if (formula_is_statement(m->values[last][k]) || formula_symbols(m->values[last][k], NULL, 0) > 0)
            return false;
    *out = (struct saying){fact_named(arena, FACT_SOLUTIONS, &of, 1),
                           formula_new(arena, FORMULA_LIST, 0, TEXT(""), m->values[last], m->counts[last], NULL), '='};
    return m->counts[last] > 1 || formula_holds(m->values[last][0], FORMULA_PM);
}

/* A sum where a sum is spoken of; NULL if it is none. */
static const struct formula *written_as(const struct formula *f, enum sense sense)
{
    enum formula_kind const kind = sense == SENSE_VALUE_OF_SUM       ? FORMULA_ADD
                                   : sense == SENSE_VALUE_OF_PRODUCT ? FORMULA_MUL
                                                                     : FORMULA_DIV;
    return sense == SENSE_VALUE || f->kind == kind ? f : NULL;
}

/* To so many decimals, halves up; of a number that is written without a sign. */
static const struct formula *rounded(struct arena *arena, const struct formula *f, int decimals)
{
    int64_t places = 1;
    for (int i = 0; i < decimals; i++)
        places *= 10;
    const struct formula *half = formula_binary(arena, FORMULA_DIV, formula_number(arena, 1), formula_number(arena, 2)),
                         *scale = formula_number(arena, places);
    const struct formula *sum = formula_binary(arena, FORMULA_ADD, formula_binary(arena, FORMULA_MUL, f, scale), half);
    return f->kind == FORMULA_NUMBER ? formula_binary(arena, FORMULA_DIV, formula_unary(arena, FORMULA_FLOOR, sum), scale) : NULL;
}

/* 1/5 of 20%, and of 1/5; "$5$ of $12$" are so many things. */
static const struct formula *share(struct arena *arena, const struct formula *f)
{
    if (f->kind == FORMULA_PERCENT)
        return formula_binary(arena, FORMULA_DIV, f->args[0], formula_number(arena, 100));
    return f->kind == FORMULA_DIV && !formula_holds(f, FORMULA_PERCENT) ? f : NULL;
}

/* What is to be computed of one or two values before the last one; NULL if that is not the sense. */
static const struct formula *computed(struct arena *arena, enum sense sense, const struct formula *a, const struct formula *b)
{
    switch (sense) {
    case SENSE_VALUE:
    case SENSE_VALUE_OF_SUM:
    case SENSE_VALUE_OF_PRODUCT:
    case SENSE_VALUE_OF_QUOTIENT:
        return written_as(a, sense);
    case SENSE_PRODUCT_IS:
        return a->kind == FORMULA_NUMBER && (b->kind == FORMULA_MUL || b->kind == FORMULA_POW) ? a : NULL;
    case SENSE_ADDED:
        return formula_binary(arena, FORMULA_ADD, a, b);
    case SENSE_SUBTRACTED:
        return formula_binary(arena, FORMULA_ADD, b, formula_unary(arena, FORMULA_NEG, a));
    case SENSE_MULTIPLIED:
        return formula_binary(arena, FORMULA_MUL, a, b);
    case SENSE_MINUS:
        return formula_binary(arena, FORMULA_ADD, a, formula_unary(arena, FORMULA_NEG, b));
    case SENSE_DIVIDED:
        return formula_binary(arena, FORMULA_DIV, a, b);
    case SENSE_ROUNDED:
    case SENSE_ROUNDED_TENTH:
    case SENSE_ROUNDED_HUNDREDTH:
    case SENSE_ROUNDED_THOUSANDTH:
        return rounded(arena, a, (int)sense - SENSE_ROUNDED);
    case SENSE_PART:
        return share(arena, a) ? formula_binary(arena, FORMULA_MUL, share(arena, a), b) : NULL;
    default:
        return NULL;
    }
}

bool fact_says(struct arena *arena, enum sense sense, const struct match *m, struct saying *out)
{
    const struct formula *a = m->values[0][0], *b = m->captures > 1 ? m->values[1][0] : NULL,
                         *c = m->captures > 2 ? m->values[2][0] : NULL;
    if (sense == SENSE_SOLUTIONS)
        return says_solutions(arena, m, out);
    if (fact_of_polynomials(arena, sense, m, out))
        return true;
    if (catches_statement(m) || sense >= SENSE_QUOTIENT || mixes_percentages(sense, m))
        return false;
    if (sense >= SENSE_REPEATS && sense <= SENSE_TERMINATES)
        return says_decimal(arena, sense, m, out);
    if (says_kind(arena, sense, m, out))
        return true;
    out->relation = '=';
    out->right = b;
    switch (sense) {
    case SENSE_REMAINDER:
        *out = (struct saying){remainder_of(arena, a, b), c, '='};
        return out->left != NULL;
    case SENSE_SAME_REMAINDER:
        *out =
            (struct saying){remainder_of(arena, formula_binary(arena, FORMULA_ADD, a, formula_unary(arena, FORMULA_NEG, b)), c),
                            formula_number(arena, 0), '='};
        return out->left && !is_not_whole(a, false) && !is_not_whole(b, false);
    case SENSE_DIVISION:
        if (m->captures == 3) /* a leaves b when divided by c */
            *out = (struct saying){remainder_of(arena, a, c), b, '='};
        else
            *out = (struct saying){
                a, formula_binary(arena, FORMULA_ADD, formula_binary(arena, FORMULA_MUL, b, c), m->values[3][0]), '='};
        return m->captures == 3 ? out->left != NULL : is_below(m->values[3][0], b);
    case SENSE_RATIO:
        *out = (struct saying){formula_binary(arena, FORMULA_DIV, a, b), c, '='};
        return true;
    case SENSE_FACTORIZATION:
        out->left = a;
        return is_factored(b);
    case SENSE_MIDPOINT:
    case SENSE_SLOPE:
        *out = (struct saying){between(arena, sense, a, b), c, '='};
        return out->left != NULL;
    case SENSE_DISTANCE:
        *out = (struct saying){distance(arena, a, b), c, '='};
        return out->left != NULL;
    default:
        out->right = m->values[m->captures - 1][0];
        out->left = combined(arena, sense, m);
        out->left = out->left ? out->left : computed(arena, sense, a, b);
        out->left = out->left ? out->left : of_one(arena, sense, a);
        return out->left != NULL;
    }
}
