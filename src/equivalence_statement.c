#include "equivalence_parts.h"

bool equivalence_is_ratio(const struct formula *f)
{
    bool all = f->kind == FORMULA_CHAIN && f->text.size > 0 && f->count == f->text.size + 1;
    for (size_t i = 0; all && i < f->text.size; i++)
        all = f->text.at[i] == ':';
    return all;
}

static bool is_name(const struct formula *f)
{
    bool const call = formula_is_call(f, FUNCTION_UNKNOWN);
    if (f->kind == FORMULA_SYMBOL || f->kind == FORMULA_WORDS || call)
        return true;
    bool all =
        f->count > 0 && (f->kind == FORMULA_MUL || f->kind == FORMULA_ABS || f->kind == FORMULA_TUPLE || equivalence_is_ratio(f));
    for (size_t i = 0; all && i < f->count; i++)
        all = is_name(f->args[i]) && !formula_is_call(f->args[i], FUNCTION_UNKNOWN);
    return all;
}

static bool mentions_any(const struct formula *value, const struct formula *name)
{
    if (name->kind == FORMULA_SYMBOL || formula_is_call(name, FUNCTION_UNKNOWN))
        return formula_mentions(value, name->text);
    for (size_t i = 0; i < name->count; i++)
        if (mentions_any(value, name->args[i]))
            return true;
    return false;
}

/* The value that members [from, count) of a chain agree in, those behind ≈ left out if there are others; else NULL. */
static const struct formula *agreed(struct comparison *c, const struct formula *f, size_t from)
{
    const struct formula *value = NULL, *about = NULL;
    for (size_t i = from; i < f->count; i++) {
        char const sign = i == 0 ? '=' : f->text.at[i - 1];
        if (sign != '=' && sign != '~')
            return NULL;
        if (sign == '~') {
            about = about ? about : f->args[i];
            continue;
        }
        if (value && equivalence_compare(c, value, f->args[i]) != FACT_TRUE)
            return NULL;
        value = f->args[i];
    }
    return value ? value : about;
}

const struct formula *equivalence_name(struct comparison *c, const struct formula *f, const struct formula **value)
{
    if (f->kind != FORMULA_CHAIN || f->text.size == 0 || f->count != f->text.size + 1)
        return NULL;
    if (is_name(f->args[0])) {
        const struct formula *behind = agreed(c, f, 1);
        if (behind && (!formula_is_statement(behind) || equivalence_is_ratio(behind)) && !mentions_any(behind, f->args[0])) {
            *value = behind;
            return f->args[0];
        }
        return NULL;
    }
    bool const back = f->count == 2 && f->text.at[0] == '=' && is_name(f->args[1]) && !equivalence_has_symbols(f->args[0]);
    if (back)
        *value = f->args[0];
    return back ? f->args[1] : NULL;
}

/* 2 + 3 = 5 as an answer is 5. */
static const struct formula *constant_chain(struct comparison *c, const struct formula *f)
{
    if (f->kind != FORMULA_CHAIN || f->count != f->text.size + 1 || equivalence_has_symbols(f))
        return NULL;
    return agreed(c, f, 0);
}

static enum fact ratios(struct comparison *c, const struct formula *a, const struct formula *b)
{
    if (a->count != b->count)
        return equivalence_says(c, FACT_FALSE, "ratios of other length");
    enum fact fact = FACT_TRUE;
    for (size_t i = 1; i < a->count; i++) {
        const struct formula *x = formula_binary(c->arena, FORMULA_MUL, a->args[0], b->args[i]);
        const struct formula *y = formula_binary(c->arena, FORMULA_MUL, b->args[0], a->args[i]);
        fact = fact_and(fact, equivalence_equal(c, x, y));
    }
    return equivalence_says(c, fact,
                            fact == FACT_TRUE    ? "the same ratio"
                            : fact == FACT_FALSE ? "another ratio"
                                                 : "ratios could not be decided");
}

static const struct formula *ratio_as_quotient(struct comparison *c, const struct formula *f)
{
    return f->count == 2 ? formula_binary(c->arena, FORMULA_DIV, f->args[0], f->args[1]) : f;
}

static const struct formula *minus(struct comparison *c, const struct formula *a, const struct formula *b)
{
    return formula_binary(c->arena, FORMULA_ADD, a, formula_unary(c->arena, FORMULA_NEG, b));
}

/* l = r as l − r, "a = 0 or b = 0" as ab, x = ±1 as both; NULL for what is no equation. */
static const struct formula *zero_of(struct comparison *c, const struct formula *f)
{
    const struct formula *signs[2];
    if (formula_is_equation(f)) {
        if (equivalence_both_signs(c, f, signs))
            return formula_binary(c->arena, FORMULA_MUL, minus(c, signs[0]->args[0], signs[0]->args[1]),
                                  minus(c, signs[1]->args[0], signs[1]->args[1]));
        if (f->args[0]->kind == FORMULA_ABS && f->args[1]->kind == FORMULA_ABS) {
            const struct formula *l = f->args[0]->args[0], *r = f->args[1]->args[0];
            return formula_binary(c->arena, FORMULA_MUL, minus(c, l, r), formula_binary(c->arena, FORMULA_ADD, l, r));
        }
        bool const plain = f->args[0]->kind < FORMULA_LIST && f->args[1]->kind < FORMULA_LIST;
        return plain ? minus(c, f->args[0], f->args[1]) : NULL;
    }
    if (f->kind != FORMULA_OR)
        return NULL;
    const struct formula **factors = ARENA_ARRAY(c->arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        if (!(factors[i] = zero_of(c, f->args[i])))
            return NULL;
    return formula_new(c->arena, FORMULA_MUL, 0, TEXT(""), factors, f->count, f);
}

/* Both at one point where neither is zero, if there is one among a few. */
static bool sample(struct comparison *c, const struct formula *a, const struct formula *b, const struct formula *at[2])
{
    enum { SYMBOLS = 12, SAMPLES = 4 };
    static const int points[SAMPLES][3] = {{2, 5, 3}, {3, 7, 11}, {-2, 13, 6}, {17, 4, 9}};
    struct text names[SYMBOLS];
    const struct formula *both = formula_binary(c->arena, FORMULA_ADD, a, b);
    size_t const count = formula_symbols(both, names, SYMBOLS);
    const struct formula *zero = formula_number(c->arena, 0);
    for (size_t k = 0; k < SAMPLES && count <= SYMBOLS; k++) {
        at[0] = a;
        at[1] = b;
        for (size_t i = 0; i < count && at[0] && at[1]; i++) {
            const struct formula *number = formula_number(c->arena, points[k][i % 3] + (int)i);
            at[0] = formula_put(c->arena, at[0], names[i], number);
            at[1] = at[1] ? formula_put(c->arena, at[1], names[i], number) : NULL;
        }
        if (at[0] && at[1] && equivalence_equal(c, at[0], zero) == FACT_FALSE && equivalence_equal(c, at[1], zero) == FACT_FALSE)
            return true;
    }
    return false;
}

/* Is b a constant times a? The factor is read off at a point and need not be rational; *sign is told if `signs`. */
static enum fact proportional(struct comparison *c, const struct formula *a, const struct formula *b, bool same_sign)
{
    const struct formula *at[2];
    const struct formula *zero = formula_number(c->arena, 0);
    if (!sample(c, a, b, at))
        return FACT_UNKNOWN;
    if (same_sign) {
        const struct formula *product = formula_binary(c->arena, FORMULA_MUL, at[0], at[1]);
        enum fact const positive = equivalence_relates(c, product, '>', zero);
        if (positive != FACT_TRUE)
            return positive;
    }
    return equivalence_equal(c, formula_binary(c->arena, FORMULA_MUL, a, at[1]), formula_binary(c->arena, FORMULA_MUL, b, at[0]));
}

static enum fact each_way(struct comparison *c, const struct formula *a, const struct formula *b)
{
    struct text names[8];
    if (equivalence_has_infinity(a) || equivalence_has_infinity(b))
        return FACT_UNKNOWN;
    size_t const of_a = formula_symbols(a, names, COUNT(names)), of_b = formula_symbols(b, NULL, 0);
    bool shared = of_a == 0 || of_b == 0;
    for (size_t i = 0; i < MIN(of_a, COUNT(names)); i++)
        shared = shared || formula_mentions(b, names[i]);
    if (!shared) /* the unknown may have been renamed */
        return equivalence_truth(c, a) == FACT_TRUE && equivalence_truth(c, b) == FACT_TRUE ? FACT_TRUE : FACT_UNKNOWN;
    enum fact const there = equivalence_follows(c, a, b);
    enum fact const both = there == FACT_FALSE ? there : fact_and(there, equivalence_follows(c, b, a));
    bool const beyond = equivalence_holds(a, FORMULA_CALL) || equivalence_holds(b, FORMULA_CALL);
    return both == FACT_TRUE && beyond ? FACT_UNKNOWN : both; /* of sines and logarithms follows.h forgives roundings */
}

static enum fact equations(struct comparison *c, const struct formula *a, const struct formula *b)
{
    const struct formula *x = zero_of(c, a), *y = zero_of(c, b);
    bool const alike =
        equivalence_equal(c, x, y) == FACT_TRUE || equivalence_equal(c, x, formula_unary(c->arena, FORMULA_NEG, y)) == FACT_TRUE;
    enum fact const multiple = alike ? FACT_TRUE : proportional(c, x, y, false);
    if (multiple == FACT_TRUE)
        return equivalence_says(c, FACT_TRUE, "the same equation up to a factor");
    enum fact const each = each_way(c, a, b);
    if (each == FACT_TRUE && equivalence_truth(c, a) == FACT_TRUE)
        return equivalence_says(c, FACT_TRUE, "both true always");
    if (each == FACT_FALSE)
        return equivalence_says(c, FACT_FALSE, "the equations have other solutions");
    c->witness = TEXT("");
    return equivalence_says(c, FACT_UNKNOWN, "not one equation times a constant");
}

static char upright(char relation, bool *turned)
{
    *turned = relation == '<' || relation == '[';
    return relation == '<' ? '>' : relation == '[' ? ']' : relation;
}

/* Inequalities of two sides, up to a factor of the right sign. */
static enum fact inequalities(struct comparison *c, const struct formula *a, const struct formula *b)
{
    bool turn_a, turn_b;
    if (a->kind != FORMULA_CHAIN || b->kind != FORMULA_CHAIN || a->count != 2 || b->count != 2 || !strchr("<[>]#", a->text.at[0]))
        return FACT_UNKNOWN;
    if (upright(a->text.at[0], &turn_a) != upright(b->text.at[0], &turn_b))
        return FACT_UNKNOWN;
    const struct formula *x = minus(c, a->args[turn_a], a->args[!turn_a]), *y = minus(c, b->args[turn_b], b->args[!turn_b]);
    return proportional(c, x, y, a->text.at[0] != '#') == FACT_TRUE ? FACT_TRUE : FACT_UNKNOWN;
}

/* f(x) = x² is f(y) = y². */
static const struct formula *renamed(struct comparison *c, const struct formula *from, const struct formula *value,
                                     const struct formula *to)
{
    if (!formula_is_call(from, FUNCTION_UNKNOWN) || !formula_is_call(to, FUNCTION_UNKNOWN) || from->count != to->count ||
        !text_equal(from->text, to->text))
        return NULL;
    for (size_t i = 0; i < from->count && value; i++) {
        if (from->args[i]->kind != FORMULA_SYMBOL || to->args[i]->kind != FORMULA_SYMBOL)
            return NULL;
        value = formula_put(c->arena, value, from->args[i]->text, to->args[i]);
    }
    return value;
}

/* y = … against y = …, by what y is. UNKNOWN if they are not of that kind. */
static enum fact same_name(struct comparison *c, const struct formula *a, const struct formula *b)
{
    const struct formula *x, *y;
    const struct formula *of_a = equivalence_name(c, a, &x), *of_b = equivalence_name(c, b, &y);
    if (!of_a || !of_b)
        return FACT_UNKNOWN;
    if (!formula_same(of_a, of_b) && !(x = renamed(c, of_a, x, of_b)))
        return FACT_UNKNOWN;
    return equivalence_compare(c, x, y);
}

static enum fact truths(struct comparison *c, const struct formula *a, const struct formula *b)
{
    enum fact const x = equivalence_truth(c, a), y = x == FACT_UNKNOWN ? x : equivalence_truth(c, b);
    if (x == FACT_UNKNOWN || y == FACT_UNKNOWN)
        return equivalence_says(c, FACT_UNKNOWN, "the truth of a statement could not be decided");
    return equivalence_says(c, x == y ? FACT_TRUE : FACT_FALSE, x == y ? "both true or both false" : "one true, one false");
}

static bool is_truth(const struct formula *f)
{
    return is_constant(f, CONSTANT_TRUE) || is_constant(f, CONSTANT_FALSE);
}

/* Computer algebra writes its systems in square brackets. */
static const struct formula *as_list(struct comparison *c, const struct formula *f)
{
    if (f->kind != FORMULA_TUPLE)
        return f;
    return f->count == 1 ? f->args[0] : formula_new(c->arena, FORMULA_LIST, 0, TEXT(""), f->args, f->count, f);
}

/* Lists of statements: systems. */
enum fact equivalence_systems(struct comparison *c, const struct formula *a, const struct formula *b)
{
    bool const one_a = a->kind == FORMULA_TUPLE && a->count == 1, one_b = b->kind == FORMULA_TUPLE && b->count == 1;
    if (one_a && one_b)
        return equivalence_compare(c, a->args[0], b->args[0]);
    enum fact const fact = each_way(c, as_list(c, a), as_list(c, b));
    return equivalence_says(c, fact,
                            fact == FACT_TRUE    ? "each follows from the other"
                            : fact == FACT_FALSE ? "other solutions"
                                                 : "no proof that each follows from the other");
}

/* x = 2 + 3 = 7: what it says of x depends on where one stops. */
static bool is_torn(struct comparison *c, const struct formula *f)
{
    const struct formula *value;
    return f->kind == FORMULA_CHAIN && f->count > 2 && is_name(f->args[0]) && f->text.at[0] == '=' &&
           !equivalence_name(c, f, &value);
}

/* x ≡ 3 and x ≡ 10 (mod 7): the same side by side, but for multiples of the modulus. UNKNOWN if they are not of that kind. */
static enum fact congruences(struct comparison *c, const struct formula *a, const struct formula *b)
{
    bool const both = a->kind == FORMULA_CHAIN && b->kind == FORMULA_CHAIN && a->count == 3 && b->count == 3 &&
                      text_equal(a->text, TEXT("%")) && text_equal(b->text, TEXT("%"));
    if (!both || !formula_same(a->args[2], b->args[2]) || a->args[2]->kind != FORMULA_NUMBER)
        return FACT_UNKNOWN;
    const struct formula *gap = minus(c, minus(c, a->args[0], a->args[1]), minus(c, b->args[0], b->args[1]));
    const struct formula *quotient = formula_binary(c->arena, FORMULA_DIV, gap, a->args[2]);
    struct text names[2];
    const struct formula *at = quotient;
    for (size_t i = 0; i < MIN(formula_symbols(quotient, names, 2), (size_t)2) && at; i++)
        at = formula_put(c->arena, at, names[i], formula_number(c->arena, 1));
    const struct formula *floor = at ? formula_unary(c->arena, FORMULA_FLOOR, at) : NULL;
    if (!floor || equivalence_equal(c, quotient, at) != FACT_TRUE) /* no constant */
        return FACT_UNKNOWN;
    enum fact const whole = equivalence_equal(c, at, floor);
    return equivalence_says(c, whole, whole == FACT_TRUE ? "the same residues" : "other residues");
}

static enum fact two_statements(struct comparison *c, const struct formula *a, const struct formula *b)
{
    bool const bare = !equivalence_has_symbols(a) && !equivalence_has_symbols(b);
    enum fact fact = is_truth(a) || is_truth(b) || bare ? truths(c, a, b) : FACT_UNKNOWN;
    if (fact != FACT_UNKNOWN || is_truth(a) || is_truth(b))
        return fact;
    fact = same_name(c, a, b);
    if (fact != FACT_UNKNOWN)
        return fact;
    fact = congruences(c, a, b);
    if (fact != FACT_UNKNOWN)
        return fact;
    if (is_torn(c, a) || is_torn(c, b))
        return equivalence_says(c, FACT_UNKNOWN, "a chain whose members are not proved equal");
    if (zero_of(c, a) && zero_of(c, b))
        return equations(c, a, b);
    fact = equivalence_regions(c, a, b);
    if (fact != FACT_UNKNOWN)
        return fact;
    if (inequalities(c, a, b) == FACT_TRUE)
        return equivalence_says(c, FACT_TRUE, "the same inequality up to a factor");
    fact = equivalence_logic(c, a, b);
    if (fact != FACT_UNKNOWN)
        return fact;
    return equivalence_systems(c, a, b);
}

static enum fact ratio_against(struct comparison *c, const struct formula *ratio, const struct formula *value)
{
    enum fact const fact = equivalence_equal(c, ratio_as_quotient(c, ratio), value);
    return equivalence_says(c, fact == FACT_TRUE ? FACT_UNKNOWN : fact, "a ratio against a number");
}

static enum fact against_value(struct comparison *c, const struct formula *statement, const struct formula *value)
{
    const struct formula *is = constant_chain(c, statement);
    bool const joined = statement->kind == FORMULA_OR || statement->kind == FORMULA_AND;
    if (equivalence_is_ratio(statement))
        return ratio_against(c, statement, value);
    if (is && !formula_is_statement(is))
        return equivalence_compare(c, is, value);
    if (statement->kind == FORMULA_CHAIN && statement->count == 2 && statement->text.at[0] == 'e')
        return equivalence_compare(c, statement->args[1], value);
    if (equivalence_name(c, statement, &is))
        return c->options->strict_names ? equivalence_says(c, FACT_UNKNOWN, "a named value against a bare one")
                                        : equivalence_compare(c, is, value);
    enum fact const region = equivalence_regions(c, statement, value);
    if (region != FACT_UNKNOWN)
        return region;
    return joined || value->kind == FORMULA_LIST ? equivalence_parts(c, statement, value)
                                                 : equivalence_says(c, FACT_UNKNOWN, "a statement against a value");
}

enum fact equivalence_statements(struct comparison *c, const struct formula *a, const struct formula *b)
{
    const struct formula *x = a, *y = b;
    bool const claim_a = equivalence_is_claim(a) || is_truth(a), claim_b = equivalence_is_claim(b) || is_truth(b);
    if (equivalence_is_ratio(a) || equivalence_is_ratio(b)) {
        equivalence_name(c, a, &x);
        equivalence_name(c, b, &y);
        return equivalence_is_ratio(x) && equivalence_is_ratio(y) ? ratios(c, x, y)
               : equivalence_is_ratio(x)                          ? ratio_against(c, x, y)
                                                                  : ratio_against(c, y, x);
    }
    if (claim_a && claim_b)
        return two_statements(c, a, b);
    return claim_a ? against_value(c, a, b) : against_value(c, b, a);
}
