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

/* What stands before and the line, as conditions on the unknowns; `given` and `lines` hold where they do. */
struct stated {
    const struct condition *before, *line, *facts, *given, *lines;
    bool whole;
};

static bool state(struct question *q, const struct asked *a, struct stated *s)
{
    s->before = read_before(q, a, &s->whole);
    s->line = read(q, a->line);
    s->facts = condition_of_generators(q);
    if (!s->before || !s->line || !s->facts)
        return false;
    s->given = condition_both(q, CONDITION_AND, condition_holds(q, s->before), s->facts);
    s->lines = condition_both(q, CONDITION_AND, condition_holds(q, s->line), s->facts);
    return true;
}

/* FALSE only if what stands before is understood, and known to be defined. */
static enum fact line_follows(struct question *q, const struct asked *a, const struct stated *s)
{
    question_forget(q, 0);
    enum fact const fact = entails(q, s->given, s->line);
    bool known = s->whole;
    for (size_t i = 0; fact == FACT_FALSE && i < a->count; i++)
        known = known && has_known_domain(a->before[i]);
    return fact == FACT_FALSE && !known ? FACT_UNKNOWN : fact;
}

static bool is_always(struct question *q, const struct stated *s)
{
    return s->whole && entails(q, s->facts, s->before) == FACT_TRUE;
}

static bool is_never(struct question *q, const struct condition *c)
{
    return entails(q, c, condition_always(q, false)) == FACT_TRUE;
}

static void decide_briefly(struct question *q, const struct asked *a, const struct stated *s, struct decided *d)
{
    d->follows = line_follows(q, a, s);
    if (d->follows == FACT_FALSE)
        return;
    d->never = is_never(q, s->given);
    if (d->never)
        d->follows = s->whole && is_never(q, s->lines) ? FACT_TRUE : FACT_UNKNOWN;
    if (d->follows != FACT_TRUE && !d->never) /* what is never true may follow over the complex numbers */
        return;
    d->holds = entails(q, s->facts, s->line) == FACT_TRUE;
    d->always = d->holds && is_always(q, s);
}

static void decide_all(struct question *q, const struct asked *a, const struct stated *s, struct decided *d)
{
    d->always = is_always(q, s);
    d->never = is_never(q, s->given);
    d->back = s->whole ? entails(q, s->lines, s->before) : FACT_UNKNOWN;
    d->holds = entails(q, s->facts, s->line) == FACT_TRUE;
    d->nowhere = is_never(q, s->lines);
    if (d->never) {
        d->follows = s->whole && d->nowhere ? FACT_TRUE : FACT_UNKNOWN;
        return;
    }
    d->follows = line_follows(q, a, s);
    if (d->follows == FACT_FALSE) {
        d->witness = witness_text(q, a);
        d->broken = witness_is_broken(q);
    }
    d->same_roots = d->follows == FACT_TRUE && d->back == FACT_TRUE && has_same_roots(q, s->before, s->line);
}

/* How unknowns are taken: PLAIN is real, with sin x and its kin as unknowns of their own. */
enum taken { REAL, COMPLEX, PLAIN };

/* *again: there was no room for all generators. */
static struct decided decide_in(const struct asked *a, const struct formula *const *formulas, enum taken as, bool wide,
                                bool *again)
{
    struct question q;
    question_init(&q, a->options, wide, a->arena, formulas, a->count + 1);
    q.complex = q.ring.has_i || a->options & ALGEBRA_COMPLEX || as == COMPLEX;
    q.ring.plain = as == PLAIN;
    q.briefly = a->briefly;
    struct decided d = {FACT_UNKNOWN, FACT_UNKNOWN, .witness = TEXT("")};
    struct stated s;
    if (state(&q, a, &s))
        (a->briefly ? decide_briefly : decide_all)(&q, a, &s, &d);
    d.complex = q.complex;
    for (size_t g = 0; g < q.ring.count; g++)
        d.wild = d.wild || generator_is_wild(&q, g);
    *again = ring_is_short(&q.ring);
    question_clear(&q);
    return d;
}

static struct decided decide_as(const struct asked *a, const struct formula *const *formulas, enum taken as)
{
    bool again;
    struct decided const d = decide_in(a, formulas, as, false, &again);
    return again ? decide_in(a, formulas, as, true, &again) : d;
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

/* What is written is meant where it is defined. */
static bool adds_up_where_defined(struct question *q, const struct stated *s)
{
    bool const where = s->line->kind == CONDITION_WHERE;
    const struct condition *const domain = where ? condition_holds(q, s->line->args[0]) : condition_always(q, true);
    const struct condition *const given = condition_both(q, CONDITION_AND, s->given, domain);
    return given && adds_up(q, given, where ? s->line->args[1] : s->line) && !adds_up(q, given, condition_always(q, false)) &&
           !is_never(q, given);
}

bool adds_up_at_once(const struct asked *a)
{
    const struct formula *formulas[FOLLOWS_MEMBERS_MAX + 1];
    struct question q;
    struct stated s;
    if (a->count > FOLLOWS_MEMBERS_MAX)
        return false;
    for (size_t i = 0; i < a->count; i++)
        formulas[i] = a->before[i];
    formulas[a->count] = a->line;
    question_init(&q, a->options, true, a->arena, formulas, a->count + 1);
    q.ring.plain = q.briefly = true;
    bool const adds = state(&q, a, &s) && adds_up_where_defined(&q, &s);
    question_clear(&q);
    return adds;
}
