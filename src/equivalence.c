#include "equivalence.h"

#include "equivalence_parts.h"

static bool may_ask(struct comparison *c)
{
    return c->questions++ < EQUIVALENCE_QUESTIONS_MAX;
}

static void note(struct comparison *c, enum fact fact, struct text witness)
{
    if (fact == FACT_FALSE)
        c->witness = witness;
}

enum fact equivalence_equal(struct comparison *c, const struct formula *a, const struct formula *b)
{
    struct text witness = TEXT("");
    if (formula_same(a, b))
        return FACT_TRUE;
    enum fact const fact = may_ask(c) ? algebra_equal(a, b, 0, c->arena, &witness) : FACT_UNKNOWN;
    note(c, fact, witness);
    return fact;
}

enum fact equivalence_relates(struct comparison *c, const struct formula *a, char relation, const struct formula *b)
{
    struct text witness;
    return may_ask(c) ? algebra_relates(a, relation, b, 0, c->arena, &witness) : FACT_UNKNOWN;
}

enum fact equivalence_follows(struct comparison *c, const struct formula *before, const struct formula *line)
{
    if (!may_ask(c))
        return FACT_UNKNOWN;
    struct following const f = follows(&before, 1, line, 0, c->arena);
    note(c, f.follows, f.witness);
    return f.follows;
}

enum fact equivalence_truth(struct comparison *c, const struct formula *f)
{
    struct text witness;
    if (is_constant(f, CONSTANT_TRUE))
        return FACT_TRUE;
    if (is_constant(f, CONSTANT_FALSE))
        return FACT_FALSE;
    return may_ask(c) ? follows_truth(f, 0, c->arena, &witness) : FACT_UNKNOWN;
}

bool equivalence_holds(const struct formula *f, enum formula_kind kind)
{
    if (f->kind == kind)
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (equivalence_holds(f->args[i], kind))
            return true;
    return false;
}

bool equivalence_is_claim(const struct formula *f)
{
    bool joined = f->kind == FORMULA_AND || f->kind == FORMULA_OR;
    for (size_t i = 0; joined && i < f->count; i++)
        joined = !formula_is_statement(f->args[i]) && f->args[i]->kind != FORMULA_SYMBOL && f->args[i]->kind != FORMULA_CONSTANT;
    return formula_is_statement(f) && !joined;
}

bool equivalence_has_symbols(const struct formula *f)
{
    return formula_symbols(f, NULL, 0) > 0;
}

bool equivalence_has_infinity(const struct formula *f)
{
    if (is_constant(f, CONSTANT_INFINITY))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (equivalence_has_infinity(f->args[i]))
            return true;
    return false;
}

static const struct formula *with_sign(struct comparison *c, const struct formula *f, bool upper)
{
    const struct formula **args = ARENA_ARRAY(c->arena, const struct formula *, f->count + 1);
    for (size_t i = 0; i < f->count; i++)
        args[i] = with_sign(c, f->args[i], upper);
    if (f->kind == FORMULA_PM || f->kind == FORMULA_MP)
        return (f->kind == FORMULA_PM) == upper ? args[0] : formula_unary(c->arena, FORMULA_NEG, args[0]);
    return formula_with(c->arena, f, args);
}

bool equivalence_both_signs(struct comparison *c, const struct formula *f, const struct formula *out[2])
{
    if (!equivalence_holds(f, FORMULA_PM) && !equivalence_holds(f, FORMULA_MP))
        return false;
    out[0] = with_sign(c, f, true);
    out[1] = with_sign(c, f, false);
    return true;
}

/* A decimal as written, perhaps with a sign and a power of ten: its digits before and behind the point. */
struct decimal {
    struct text digits;
    int significant, places;
    bool point;
};

static bool decimal_read(const struct formula *f, struct decimal *out)
{
    if (f->kind == FORMULA_NEG)
        f = f->args[0];
    if (f->kind != FORMULA_NUMBER)
        return false;
    *out = (struct decimal){.digits = f->text};
    for (size_t i = 0; i < f->text.size; i++) {
        char const digit = f->text.at[i];
        if (digit == '.')
            out->point = true;
        else if (!is_digit(digit))
            return false;
        else {
            out->places += out->point;
            out->significant += out->significant || digit != '0';
        }
    }
    return out->point;
}

static bool finite_decimal(const struct formula *f)
{
    struct value v;
    enum status const status = algebra_value(f, &v);
    bool const finite = status == STATUS_OK && value_places(&v) >= 0;
    value_clear(&v);
    return finite;
}

/* The sign and digits of "-2.6667" as algebra_digits writes them. */
static bool same_digits(struct comparison *c, const struct formula *decimal, struct text digits)
{
    struct buffer written = {0};
    formula_write(decimal, &written);
    struct text const own = buffer_keep(&written, c->arena);
    size_t const zero = own.size && own.at[0] == '.' ? 1 : 0; /* ".5" is "0.5" */
    return text_equal(own, digits) ||
           (zero && digits.size && digits.at[0] == '0' && text_equal(own, text_part(digits, 1, digits.size)));
}

/* `decimal` is what stands for a number without finite decimals. */
static enum fact rounding(struct comparison *c, const struct formula *decimal, const struct formula *exact)
{
    struct decimal d;
    struct text nearest, down;
    if (!decimal_read(decimal, &d) || equivalence_has_symbols(exact) || finite_decimal(exact) || d.places > VALUE_PLACES_MAX ||
        !may_ask(c) || !algebra_digits(exact, d.places, c->arena, &nearest, &down))
        return FACT_FALSE;
    bool const cut = same_digits(c, decimal, down);
    if (!same_digits(c, decimal, nearest))
        return cut ? FACT_UNKNOWN : FACT_FALSE;
    return d.significant >= EQUIVALENCE_DIGITS_MIN && !c->options->exact ? FACT_TRUE : FACT_UNKNOWN;
}

static bool holds_point(const struct formula *f)
{
    if (f->kind == FORMULA_NUMBER && memchr(f->text.at, '.', f->text.size))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (holds_point(f->args[i]))
            return true;
    return false;
}

/* Different numbers that agree in nine digits and more, one of them a decimal: what a machine printed, more often than not. */
static bool only_noise(const struct formula *a, const struct formula *b)
{
    struct value x, y, gap = value_int(0), ratio = value_int(0);
    struct value const least = value_ratio(1, 1000000000), most = value_ratio(-1, 1000000000);
    bool noise = false;
    if (!holds_point(a) && !holds_point(b))
        return false;
    if (algebra_value(a, &x) == STATUS_OK) {
        noise = algebra_value(b, &y) == STATUS_OK && value_sub(&x, &y, &gap) == STATUS_OK &&
                value_div(&gap, &x, &ratio) == STATUS_OK && value_cmp(&ratio, &least) < 0 && value_cmp(&ratio, &most) > 0;
        value_clear(&y);
    }
    value_clear(&x);
    value_clear(&gap);
    value_clear(&ratio);
    return noise;
}

/* What a root with an even degree takes the root of, or NULL. */
static const struct formula *radicand(const struct formula *f)
{
    const struct formula *degree = f->kind == FORMULA_ROOT ? f->args[1] : NULL;
    if (f->kind == FORMULA_POW && f->args[1]->kind == FORMULA_DIV)
        degree = f->args[1]->args[1];
    bool const even =
        formula_is(degree, FORMULA_NUMBER) && degree->text.size && (degree->text.at[degree->text.size - 1] - '0') % 2 == 0;
    return even && equivalence_has_symbols(f->args[0]) ? f->args[0] : NULL;
}

static bool has_root(const struct formula *f)
{
    if (radicand(f))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_root(f->args[i]))
            return true;
    return false;
}

/* Is a root of it taken of a negative number at sample point k? */
static bool undefined_at(struct comparison *c, const struct formula *f, const struct text *names, size_t count, size_t k)
{
    static const int samples[] = {0, 4, -1, 2, -7, 9, 1, -3};
    const struct formula *under = radicand(f);
    for (size_t i = 0; under && i < count; i++)
        under = formula_put(c->arena, under, names[i], formula_number(c->arena, samples[(k * (i + 1) + i) % COUNT(samples)]));
    if (under && equivalence_relates(c, under, '<', formula_number(c->arena, 0)) == FACT_TRUE)
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (undefined_at(c, f->args[i], names, count, k))
            return true;
    return false;
}

/* √(x−3)·√(x−5) and √((x−3)(x−5)) agree where both are real, yet are not real for the same x. */
static bool same_domain(struct comparison *c, const struct formula *a, const struct formula *b)
{
    enum { SYMBOLS = 4, SAMPLES = 8 };
    struct text names[SYMBOLS];
    if (!has_root(a) || !has_root(b))
        return true;
    size_t const count = MIN(formula_symbols(a, names, SYMBOLS), (size_t)SYMBOLS);
    for (size_t k = 0; k < SAMPLES; k++)
        if (undefined_at(c, a, names, count, k) != undefined_at(c, b, names, count, k))
            return false;
    return true;
}

static bool unreduced(const struct formula *f)
{
    const struct formula *inside = is_negated(f) ? f->args[0] : f;
    if (inside->kind != FORMULA_DIV || inside->args[0]->kind != FORMULA_NUMBER || inside->args[1]->kind != FORMULA_NUMBER)
        return false;
    struct value v, bottom;
    bool reduced = false;
    if (algebra_value(inside, &v) == STATUS_OK) {
        reduced = algebra_value(inside->args[1], &bottom) == STATUS_OK && value_is_small(&v) && value_is_small(&bottom) &&
                  v.den == bottom.num;
        value_clear(&bottom);
    }
    value_clear(&v);
    return !reduced;
}

static bool is_endless(const struct formula *f)
{
    return is_constant(is_negated(f) ? f->args[0] : f, CONSTANT_INFINITY);
}

/* A decimal that only a machine prints. */
static bool has_long_decimal(const struct formula *f)
{
    enum { LONG = 12 };
    struct decimal d;
    if (decimal_read(f, &d) && d.significant >= LONG)
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_long_decimal(f->args[i]))
            return true;
    return false;
}

/* gcd(x, y) is 1 of polynomials, and any number of numbers. */
static bool has_common(const struct formula *f)
{
    if (f->kind == FORMULA_CALL && (f->sub == FUNCTION_GCD || f->sub == FUNCTION_LCM) && equivalence_has_symbols(f))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_common(f->args[i]))
            return true;
    return false;
}

/* The same operation on equal operands, where algebra knows nothing of the operation. */
static bool alike(struct comparison *c, const struct formula *a, const struct formula *b)
{
    bool same = a->kind == b->kind && a->sub == b->sub && a->count == b->count && a->count > 0 && text_equal(a->text, b->text);
    for (size_t i = 0; i < a->count && same; i++)
        same = equivalence_compare(c, a->args[i], b->args[i]) == FACT_TRUE;
    return same;
}

/* (a^b)^c, which is a^(bc) for positive a only */
static bool stacked_power(const struct formula *f)
{
    if (f->kind == FORMULA_POW && f->args[0]->kind == FORMULA_POW && equivalence_has_symbols(f->args[0]->args[0]) &&
        equivalence_has_symbols(f->args[0]->args[1]))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (stacked_power(f->args[i]))
            return true;
    return false;
}

enum fact equivalence_expressions(struct comparison *c, const struct formula *a, const struct formula *b)
{
    if (is_endless(a) && is_endless(b))
        return equivalence_says(c, is_negated(a) == is_negated(b) ? FACT_TRUE : FACT_FALSE, "infinite");
    if (equivalence_has_infinity(a) || equivalence_has_infinity(b) || equivalence_holds(a, FORMULA_DOTS) ||
        equivalence_holds(b, FORMULA_DOTS))
        return equivalence_says(c, FACT_UNKNOWN, "no finite values");
    enum fact fact;
    if (equivalence_amounts(c, a, b, &fact))
        return fact;
    fact = equivalence_equal(c, a, b);
    if (fact == FACT_UNKNOWN && alike(c, a, b))
        return equivalence_says(c, FACT_TRUE, "equal part by part");
    if (fact == FACT_TRUE && c->options->reduced && (unreduced(a) || unreduced(b)))
        return equivalence_says(c, FACT_FALSE, "a fraction is not in lowest terms");
    if (fact == FACT_TRUE && stacked_power(a) != stacked_power(b))
        return equivalence_says(c, FACT_UNKNOWN, "equal, if what is raised is positive");
    if (fact == FACT_TRUE)
        return same_domain(c, a, b) ? equivalence_says(c, fact, "equal")
                                    : equivalence_says(c, FACT_UNKNOWN, "equal, yet not real for the same values");
    enum fact const rounds = fact_or(rounding(c, a, b), rounding(c, b, a));
    if (rounds != FACT_FALSE)
        return equivalence_says(c, rounds, "equal to the digits shown");
    if (fact == FACT_FALSE && (only_noise(a, b) || has_long_decimal(a) || has_long_decimal(b)))
        return equivalence_says(c, FACT_UNKNOWN, "equal but for digits that a machine may have rounded");
    bool const common_a = has_common(a), common_b = has_common(b);
    if (fact != FACT_TRUE && common_a != common_b &&
        equivalence_equal(c, equivalence_polynomial(c, a), equivalence_polynomial(c, b)) == FACT_TRUE)
        return equivalence_says(c, FACT_TRUE, "equal as polynomials");
    if (fact == FACT_FALSE && (common_a || common_b))
        return equivalence_says(c, FACT_UNKNOWN, "a common divisor of numbers, or of polynomials");
    return equivalence_says(c, fact, fact == FACT_FALSE ? "not equal" : "equality could not be decided");
}

static enum fact kinds(struct comparison *c, const struct formula *a, const struct formula *b)
{
    if (formula_same(a, b))
        return equivalence_says(c, FACT_TRUE, "the same");
    bool const truths = is_constant(a, CONSTANT_TRUE) || is_constant(a, CONSTANT_FALSE) || is_constant(b, CONSTANT_TRUE) ||
                        is_constant(b, CONSTANT_FALSE);
    if (truths || equivalence_is_claim(a) || equivalence_is_claim(b))
        return equivalence_statements(c, a, b);
    if (equivalence_is_region(a) || equivalence_is_region(b))
        return equivalence_regions(c, a, b);
    if (equivalence_is_parts(a) || equivalence_is_parts(b))
        return equivalence_parts(c, a, b);
    return equivalence_values(c, a, b);
}

enum fact equivalence_compare(struct comparison *c, const struct formula *a, const struct formula *b)
{
    if (c->depth == EQUIVALENCE_DEPTH_MAX)
        return equivalence_says(c, FACT_UNKNOWN, "too deep");
    c->depth++;
    enum fact const fact = kinds(c, a, b);
    c->depth--;
    return fact;
}

struct equivalence equivalence_of(const struct formula *a, const struct formula *b, const struct equivalence_options *options,
                                  struct arena *arena)
{
    struct comparison c = {.options = options, .arena = arena, .why = "", .witness = TEXT("")};
    const struct formula *x = equivalence_canonical(&c, a), *y = equivalence_canonical(&c, b);
    enum fact same = equivalence_compare(&c, x, y);
    if (same == FACT_FALSE && (equivalence_is_display(a) || equivalence_is_display(b)))
        same = equivalence_says(&c, FACT_UNKNOWN, "a number to the digits displayed");
    struct equivalence const first = {same, c.why, same == FACT_FALSE ? c.witness : TEXT("")};
    const struct formula *of_x = equivalence_natural(&c, x), *of_y = equivalence_natural(&c, y);
    if (same == FACT_TRUE || (of_x == x && of_y == y))
        return first;
    same = equivalence_compare(&c, of_x, of_y);
    if (same == FACT_TRUE)
        return (struct equivalence){same, "equal, log being the natural one", TEXT("")};
    return same == FACT_FALSE ? first : (struct equivalence){FACT_UNKNOWN, c.why, TEXT("")};
}
