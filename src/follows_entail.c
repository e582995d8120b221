#include "follows_parts.h"

static bool is_equation(const struct condition *c)
{
    return c->kind == CONDITION_SIGN && c->signs == SIGN_ZERO;
}

/* The parts of a conjunction. */
struct parts {
    const struct condition *const *at;
    size_t count;
};

static struct parts parts_of(const struct condition *const *whole)
{
    const struct condition *const c = *whole;
    return c->kind == CONDITION_AND ? (struct parts){c->args, c->count} : (struct parts){whole, 1};
}

/* The conjunction with another part instead of part `k`. */
static const struct condition *instead(struct question *q, struct parts parts, size_t k, const struct condition *part)
{
    const struct condition **args = ARENA_ARRAY(q->arena, const struct condition *, parts.count);
    for (size_t i = 0; i < parts.count; i++)
        args[i] = i == k ? part : parts.at[i];
    return condition_join(q, CONDITION_AND, args, parts.count);
}

/* TRUE if all are, FALSE if one is. */
static enum fact worse(enum fact a, enum fact b)
{
    return a == FACT_FALSE || b == FACT_FALSE ? FACT_FALSE : a == FACT_TRUE ? b : FACT_UNKNOWN;
}

/* ---- cases ---- */

/* Is it worth to look at further cases? */
static bool is_open(const struct question *q, enum fact fact)
{
    return q->briefly ? fact == FACT_TRUE : fact != FACT_FALSE;
}

static enum fact each_case(struct question *q, struct parts parts, size_t k, const struct condition *then)
{
    enum fact fact = FACT_TRUE;
    const struct condition *const choice = parts.at[k];
    for (size_t i = 0; is_open(q, fact) && i < choice->count; i++)
        fact = worse(fact, entails(q, instead(q, parts, k, choice->args[i]), then));
    return fact;
}

static enum fact each_factor(struct question *q, struct parts parts, size_t k, const struct condition *then,
                             const struct factored *factors)
{
    enum fact fact = FACT_TRUE;
    for (size_t i = 0; is_open(q, fact) && i < factors->count; i++)
        fact = worse(fact, entails(q, instead(q, parts, k, condition_sign(q, factors->factors[i], SIGN_ZERO)), then));
    return fact;
}

/* ---- elimination of an unknown that stands in the first power ---- */

struct solved {
    size_t part;
    slong unknown;
    bool constant; /* is what it is divided by a number? */
    fmpz_mpoly_t above, below;
};

/* The best equation to solve: one whose unknown has a number before it, else any with an unknown in the first power. */
static bool find_linear(struct question *q, struct parts parts, struct solved *best)
{
    fmpz_mpoly_t above, rest;
    bool found = false;
    fmpz_mpoly_init(above, q->ring.context);
    fmpz_mpoly_init(rest, q->ring.context);
    for (size_t i = 0; i < parts.count && !(found && best->constant); i++)
        for (slong g = 0; is_equation(parts.at[i]) && g < (slong)q->ring.count && !(found && best->constant); g++) {
            if (!poly_linear(q, poly_at(q, parts.at[i]->poly), g, above, rest))
                continue;
            bool const constant = fmpz_mpoly_is_fmpz(above, q->ring.context) != 0;
            if (found && !constant)
                continue;
            found = true;
            best->part = i;
            best->unknown = g;
            best->constant = constant;
            fmpz_mpoly_set(best->below, above, q->ring.context);
            fmpz_mpoly_neg(best->above, rest, q->ring.context);
        }
    fmpz_mpoly_clear(rest, q->ring.context);
    fmpz_mpoly_clear(above, q->ring.context);
    return found;
}

static int64_t keep_copy(struct question *q, const fmpz_mpoly_t p)
{
    fmpz_mpoly_t copy;
    fmpz_mpoly_init(copy, q->ring.context);
    fmpz_mpoly_set(copy, p, q->ring.context);
    int64_t const kept = poly_keep(q, copy);
    fmpz_mpoly_clear(copy, q->ring.context);
    return kept;
}

static enum fact with_solved(struct question *q, struct parts parts, const struct solved *s, const struct condition *then)
{
    if (q->eliminated_count == FOLLOWS_VALUES_MAX)
        return FACT_UNKNOWN;
    size_t const before = q->eliminated_count;
    struct eliminated *const e = &q->eliminated[before];
    fmpz_mpoly_init(e->above, q->ring.context);
    fmpz_mpoly_init(e->below, q->ring.context);
    fmpz_mpoly_set(e->above, s->above, q->ring.context);
    fmpz_mpoly_set(e->below, s->below, q->ring.context);
    e->unknown = s->unknown;
    q->eliminated_count++;
    const struct condition *const rest = instead(q, parts, s->part, condition_always(q, true));
    const struct condition *const given = rest ? condition_put(q, rest, s->unknown, s->above, s->below) : NULL;
    enum fact fact = entails(q, given, condition_put(q, then, s->unknown, s->above, s->below));
    if (fact == FACT_FALSE && !is_solved(q, s->unknown, s->above, s->below))
        fact = FACT_UNKNOWN;
    if (fact != FACT_FALSE) /* else the witness needs it */
        question_forget(q, before);
    return fact;
}

/* Where what stands before the unknown is 0, the rest of the equation must be 0, too; elsewhere it can be solved. */
static enum fact eliminate(struct question *q, struct parts parts, const struct solved *s, const struct condition *then)
{
    if (s->constant)
        return with_solved(q, parts, s, then);
    int64_t const below = keep_copy(q, s->below), above = keep_copy(q, s->above);
    if (below < 0 || above < 0)
        return FACT_UNKNOWN;
    const struct condition *const vanishing = condition_both(q, CONDITION_AND, condition_sign(q, (size_t)below, SIGN_ZERO),
                                                             condition_sign(q, (size_t)above, SIGN_ZERO));
    enum fact const fact = entails(q, instead(q, parts, s->part, vanishing), then);
    if (!is_open(q, fact))
        return fact;
    const struct condition **args = ARENA_ARRAY(q->arena, const struct condition *, parts.count + 1);
    memcpy(args, parts.at, parts.count * sizeof *args);
    args[parts.count] = condition_sign(q, (size_t)below, SIGN_OTHER);
    return worse(fact, with_solved(q, (struct parts){args, parts.count + 1}, s, then));
}

/* ---- trials: every unknown but one is given a small number ---- */

/* *free: all are plain symbols, so that a point may be chosen at will. */
static size_t unknowns_of(const struct question *q, const struct condition *given, const struct condition *then,
                          slong unknowns[FOLLOWS_VALUES_MAX], bool *free)
{
    bool used[FOLLOWS_VALUES_MAX] = {false};
    size_t count = 0;
    *free = true;
    condition_unknowns(q, given, used);
    condition_unknowns(q, then, used);
    for (size_t i = 0; i < FOLLOWS_VALUES_MAX; i++)
        if (used[i]) {
            unknowns[count++] = (slong)i;
            *free = *free && q->ring.generators[i].kind == GENERATOR_SYMBOL;
        }
    return count;
}

static enum fact try_values(struct question *q, const struct condition *given, const struct condition *then,
                            const slong *unknowns, size_t count, size_t trial)
{
    static const slong values[] = {2, 3, -1, 5, 1, 7, -3, 4, 0, -2, 11};
    size_t const kept = trial % count;
    fmpz_mpoly_t number, one;
    fmpz_mpoly_init(number, q->ring.context);
    fmpz_mpoly_init(one, q->ring.context);
    fmpz_mpoly_one(one, q->ring.context);
    for (size_t i = 0; given && then && i < count; i++) {
        if (i == kept)
            continue;
        slong const value = values[(trial / count * (i + 1) + i) % COUNT(values)];
        fmpz_mpoly_set_si(number, value, q->ring.context);
        given = condition_put(q, given, unknowns[i], number, one);
        then = given ? condition_put(q, then, unknowns[i], number, one) : NULL;
        q->witness.given[unknowns[i]] = true;
        fmpq_set_si(q->witness.values[unknowns[i]], value, 1);
    }
    fmpz_mpoly_clear(one, q->ring.context);
    fmpz_mpoly_clear(number, q->ring.context);
    return given && then ? survey(q, given, then) : FACT_UNKNOWN;
}

static enum fact try_points(struct question *q, const struct condition *given, const struct condition *then,
                            const slong *unknowns, size_t count)
{
    for (size_t trial = 0; trial < FOLLOWS_TRIALS_MAX; trial++)
        if (try_values(q, given, then, unknowns, count, trial) == FACT_FALSE)
            return FACT_FALSE;
    question_forget(q, q->eliminated_count);
    return FACT_UNKNOWN;
}

enum fact entails(struct question *q, const struct condition *given, const struct condition *then)
{
    slong unknowns[FOLLOWS_VALUES_MAX];
    bool free;
    if (!given || !then || ++q->cases > FOLLOWS_CASES_MAX)
        return FACT_UNKNOWN;
    if (condition_is(given, false) || condition_is(then, true))
        return FACT_TRUE;
    size_t const count = unknowns_of(q, given, then, unknowns, &free);
    enum fact fact = survey(q, given, then);
    if (fact == FACT_FALSE && !free)
        fact = FACT_UNKNOWN;
    if (fact != FACT_UNKNOWN || count <= 1)
        return fact;
    struct parts const parts = parts_of(&given);
    for (size_t i = 0; i < parts.count; i++)
        if (parts.at[i]->kind == CONDITION_OR)
            return each_case(q, parts, i, then);
    for (size_t i = 0; i < parts.count; i++) {
        const struct factored *const factors = is_equation(parts.at[i]) ? poly_factors(q, parts.at[i]->poly) : NULL;
        if (factors && (factors->count > 1 || factors->exponents[0] > 1))
            return each_factor(q, parts, i, then, factors);
    }
    struct solved s;
    fmpz_mpoly_init(s.above, q->ring.context);
    fmpz_mpoly_init(s.below, q->ring.context);
    if (find_linear(q, parts, &s))
        fact = eliminate(q, parts, &s, then);
    else if (!condition_is(then, false) && adds_up(q, given, then))
        fact = FACT_TRUE;
    else if (free && !q->briefly)
        fact = try_points(q, given, then, unknowns, count);
    fmpz_mpoly_clear(s.below, q->ring.context);
    fmpz_mpoly_clear(s.above, q->ring.context);
    return fact;
}
