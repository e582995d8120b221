#include "follows_parts.h"

static bool occurs(const struct question *q, size_t g, const struct quotient *in)
{
    return fmpz_mpoly_degree_si(in->num, (slong)g, q->ring.context) > 0 ||
           fmpz_mpoly_degree_si(in->den, (slong)g, q->ring.context) > 0;
}

/* Does the generator stand in the arguments of another one? */
static bool stands_in(const struct question *q, size_t g, const struct generator *other)
{
    for (size_t i = 0; i < other->count; i++)
        if (occurs(q, g, &other->args[i]))
            return true;
    return false;
}

/* Arguments are made of earlier generators. */
static void judge(struct question *q)
{
    for (; q->judged < q->ring.count; q->judged++) {
        const struct generator *const g = &q->ring.generators[q->judged];
        bool wild = g->kind == GENERATOR_I || g->kind == GENERATOR_BASE;
        for (size_t i = 0; i < q->judged && !wild; i++)
            wild = q->wild[i] && stands_in(q, i, g);
        q->wild[q->judged] = wild;
    }
}

bool poly_is_real(struct question *q, const fmpz_mpoly_t p)
{
    int used[FOLLOWS_VALUES_MAX] = {0};
    judge(q);
    fmpz_mpoly_used_vars(used, p, q->ring.context);
    for (size_t g = 0; g < q->ring.count; g++)
        if (used[g] && q->wild[g])
            return false;
    return true;
}

bool generator_is_wild(struct question *q, size_t g)
{
    judge(q);
    return g < q->ring.count && q->wild[g];
}

/* x^y is made of ln x, and 0 for x = 0. */
static bool may_vanish(const struct question *q, const struct generator *power)
{
    for (size_t i = 0; i < q->ring.count; i++) {
        const struct generator *const g = &q->ring.generators[i];
        if ((g->kind == GENERATOR_BASE || (g->kind == GENERATOR_LN && g->varies)) && stands_in(q, i, power))
            return true;
    }
    return false;
}

unsigned generator_signs(struct question *q, size_t g)
{
    const struct generator *const generator = &q->ring.generators[g];
    bool const positive =
        generator->kind == GENERATOR_CONSTANT || (generator->kind == GENERATOR_SYMBOL && q->ring.options & ALGEBRA_POSITIVE);
    if (generator->kind != GENERATOR_EXP)
        return positive ? SIGN_ABOVE : SIGN_OTHER | SIGN_ZERO;
    unsigned const signs = generator_is_wild(q, g) ? SIGN_OTHER : SIGN_ABOVE;
    return may_vanish(q, generator) ? signs | SIGN_ZERO : signs;
}

static bool depends(const struct question *q, size_t g, size_t symbol)
{
    const struct generator *const generator = &q->ring.generators[g];
    if (g == symbol || generator->kind == GENERATOR_OPAQUE)
        return true;
    for (size_t i = 0; i < g; i++)
        if (stands_in(q, i, generator) && depends(q, i, symbol))
            return true;
    return false;
}

bool is_solved(struct question *q, slong unknown, const fmpz_mpoly_t above, const fmpz_mpoly_t below)
{
    int in_above[FOLLOWS_VALUES_MAX] = {0}, in_below[FOLLOWS_VALUES_MAX] = {0};
    if (q->ring.generators[unknown].kind != GENERATOR_SYMBOL) /* f(x) = 3, and not every x will do */
        return false;
    fmpz_mpoly_used_vars(in_above, above, q->ring.context);
    fmpz_mpoly_used_vars(in_below, below, q->ring.context);
    for (size_t g = 0; g < q->ring.count; g++)
        if ((in_above[g] || in_below[g]) && depends(q, g, (size_t)unknown))
            return false;
    return true;
}
