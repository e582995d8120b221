#include "follows_parts.h"

static const struct condition *read(struct question *q, const struct formula *f)
{
    return q->complex ? condition_of_complex(q, f) : condition_of(q, f);
}

/* Is it known where the formula is defined? Not of n!, tan x, x^y: what would solve them need not be allowed. */
static bool has_known_domain(const struct formula *f)
{
    static const enum formula_kind others[] = {FORMULA_FACTORIAL, FORMULA_BINOMIAL, FORMULA_SUM_OVER, FORMULA_PRODUCT_OVER,
                                               FORMULA_OPAQUE,    FORMULA_WORDS,    FORMULA_DOTS,     FORMULA_BASED};
    static const enum formula_function functions[] = {FUNCTION_LN,  FUNCTION_LOG, FUNCTION_EXP, FUNCTION_SIN,
                                                      FUNCTION_COS, FUNCTION_MIN, FUNCTION_MAX};
    struct text names[1];
    bool known = f->kind != FORMULA_CALL;
    if (formula_symbols(f, names, 1) == 0)
        return true;
    for (size_t i = 0; i < COUNT(functions); i++)
        known = known || f->sub == functions[i];
    for (size_t i = 0; i < COUNT(others); i++)
        known = known && f->kind != others[i];
    if (f->kind == FORMULA_POW && formula_symbols(f->args[1], names, 1) && formula_symbols(f->args[0], names, 1))
        return false;
    for (size_t i = 0; known && i < f->count; i++)
        known = has_known_domain(f->args[i]);
    return known;
}

/* All that stands before and is understood; *whole: is that all of it? */
static const struct condition *read_before(struct question *q, const struct asked *a, bool *whole)
{
    const struct condition *given = condition_always(q, true);
    *whole = true;
    for (size_t i = 0; i < a->count; i++) {
        const struct condition *const c = read(q, a->before[i]);
        *whole = *whole && c;
        given = c ? condition_both(q, CONDITION_AND, given, c) : given;
    }
    return given;
}

static bool is_equation(const struct condition *c)
{
    return c->kind == CONDITION_SIGN && c->signs == SIGN_ZERO;
}

/* The same factors, with other exponents? */
static bool has_same_roots(struct question *q, const struct condition *a, const struct condition *b)
{
    bool other = false;
    if (!is_equation(a) || !is_equation(b))
        return false;
    const struct factored *const of_a = poly_factors(q, a->poly), *const of_b = poly_factors(q, b->poly);
    if (!of_a || !of_b || of_a->count != of_b->count)
        return false;
    for (size_t i = 0; i < of_a->count; i++) {
        size_t k = 0;
        while (k < of_b->count && !fmpz_mpoly_equal(poly_at(q, of_a->factors[i]), poly_at(q, of_b->factors[k]), q->ring.context))
            k++;
        if (k == of_b->count)
            return false;
        other = other || of_a->exponents[i] != of_b->exponents[k];
    }
    return other;
}

/* What is asked of one reading of the unknowns as real or complex. */
static struct decided decide_in(struct question *q, const struct asked *a)
{
    struct decided d = {FACT_UNKNOWN, FACT_UNKNOWN, .witness = TEXT("")};
    bool whole;
    const struct condition *const before = read_before(q, a, &whole), *const line = read(q, a->line);
    const struct condition *const facts = condition_of_generators(q);
    const struct condition *const never = condition_always(q, false);
    if (!before || !line || !facts)
        return d;
    const struct condition *const given = condition_both(q, CONDITION_AND, condition_holds(q, before), facts);
    const struct condition *const lines = condition_both(q, CONDITION_AND, condition_holds(q, line), facts);
    d.always = whole && entails(q, facts, before) == FACT_TRUE;
    d.never = entails(q, given, never) == FACT_TRUE;
    d.back = whole ? entails(q, lines, before) : FACT_UNKNOWN;
    d.holds = entails(q, facts, line) == FACT_TRUE;
    d.nowhere = entails(q, lines, never) == FACT_TRUE;
    if (d.never) {
        d.follows = whole && d.nowhere ? FACT_TRUE : FACT_UNKNOWN;
        return d;
    }
    question_forget(q, 0);
    d.follows = entails(q, given, line);
    for (size_t i = 0; i < a->count; i++)
        whole = whole && has_known_domain(a->before[i]);
    if (d.follows == FACT_FALSE && !whole)
        d.follows = FACT_UNKNOWN;
    if (d.follows == FACT_FALSE) {
        d.witness = witness_text(q, a);
        d.broken = witness_is_broken(q);
    }
    d.same_roots = d.follows == FACT_TRUE && d.back == FACT_TRUE && has_same_roots(q, before, line);
    return d;
}

/* How unknowns are taken: PLAIN is real, with sin x and its kin as unknowns of their own. */
enum taken { REAL, COMPLEX, PLAIN };

static struct decided decide_as(const struct asked *a, const struct formula *const *formulas, enum taken as)
{
    struct question q;
    question_init(&q, a->options, a->arena, formulas, a->count + 1);
    q.complex = q.ring.has_i || a->options & ALGEBRA_COMPLEX || as == COMPLEX;
    q.ring.plain = as == PLAIN;
    struct decided d = decide_in(&q, a);
    d.complex = q.complex;
    for (size_t g = 0; g < q.ring.count; g++)
        d.wild = d.wild || generator_is_wild(&q, g);
    question_clear(&q);
    return d;
}

struct decided decide(const struct asked *a)
{
    const struct formula *formulas[FOLLOWS_MEMBERS_MAX + 1];
    struct decided d = {FACT_UNKNOWN, FACT_UNKNOWN, .witness = TEXT("")};
    if (a->count > FOLLOWS_MEMBERS_MAX)
        return d;
    for (size_t i = 0; i < a->count; i++)
        formulas[i] = a->before[i];
    formulas[a->count] = a->line;
    d = decide_as(a, formulas, REAL);
    if (d.follows != FACT_UNKNOWN || d.complex)
        return d;
    if (d.wild)
        return decide_as(a, formulas, PLAIN);
    if (d.never) { /* no real solutions; what of the complex ones? */
        struct decided const other = decide_as(a, formulas, COMPLEX);
        d.follows = other.never ? FACT_UNKNOWN : other.follows;
    }
    return d;
}
