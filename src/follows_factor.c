#include "follows_parts.h"

static bool is_tame(const struct question *q, const fmpz_mpoly_t p)
{
    int occurs[ALGEBRA_SYMBOLS_MAX] = {0}, unknowns = 0;
    slong const bits = fmpz_mpoly_max_bits(p);
    fmpz_mpoly_used_vars(occurs, p, q->ring.context);
    for (size_t i = 0; i < ALGEBRA_SYMBOLS_MAX; i++)
        unknowns += occurs[i];
    return fmpz_mpoly_length(p, q->ring.context) <= FOLLOWS_TERMS_MAX && (bits < 0 ? -bits : bits) <= FOLLOWS_BITS_MAX &&
           poly_degree(&q->ring, p) <= (unknowns > 1 ? FOLLOWS_DEGREE_MAX : FOLLOWS_POWER_MAX);
}

static struct factored *factored_new(struct question *q, size_t count)
{
    struct factored *const f = arena_zero(q->arena, sizeof *f);
    *f = (struct factored){count, ARENA_ARRAY(q->arena, size_t, count), ARENA_ARRAY(q->arena, size_t, count)};
    return f;
}

static bool put_factor(struct question *q, struct factored *f, size_t i, fmpz_mpoly_t p, ulong exponent)
{
    int64_t const kept = poly_keep(q, p);
    f->factors[i] = (size_t)kept;
    f->exponents[i] = exponent;
    return kept >= 0;
}

/* Of a polynomial of degree one: itself, or its negative. */
static struct factored *factor_linear(struct question *q, size_t poly)
{
    struct factored *const f = factored_new(q, 1);
    fmpz_mpoly_t p;
    fmpz_mpoly_init(p, q->ring.context);
    if (fmpz_sgn(poly_at(q, poly)->coeffs) < 0)
        fmpz_mpoly_neg(p, poly_at(q, poly), q->ring.context);
    else
        fmpz_mpoly_set(p, poly_at(q, poly), q->ring.context);
    bool const good = put_factor(q, f, 0, p, 1);
    fmpz_mpoly_clear(p, q->ring.context);
    return good ? f : NULL;
}

static struct factored *factor_in_one(struct question *q, size_t poly, slong unknown)
{
    fmpz_poly_t plain;
    fmpz_poly_factor_t found;
    fmpz_mpoly_t p;
    fmpz_poly_init(plain);
    fmpz_poly_factor_init(found);
    fmpz_mpoly_init(p, q->ring.context);
    fmpz_mpoly_get_fmpz_poly(plain, poly_at(q, poly), unknown, q->ring.context);
    fmpz_poly_factor(found, plain);
    struct factored *f = factored_new(q, (size_t)found->num);
    for (slong i = 0; f && i < found->num; i++) {
        fmpz_mpoly_set_fmpz_poly(p, found->p + i, unknown, q->ring.context);
        if (!put_factor(q, f, (size_t)i, p, (ulong)found->exp[i]))
            f = NULL;
    }
    fmpz_mpoly_clear(p, q->ring.context);
    fmpz_poly_factor_clear(found);
    fmpz_poly_clear(plain);
    return f;
}

static struct factored *factor_in_several(struct question *q, size_t poly)
{
    struct factored *f = NULL;
    fmpz_mpoly_factor_t found;
    fmpz_mpoly_factor_init(found, q->ring.context);
    if (poly_factor_all(&q->ring, found, poly_at(q, poly))) {
        f = factored_new(q, (size_t)found->num);
        for (slong i = 0; f && i < found->num; i++)
            if (!put_factor(q, f, (size_t)i, &found->poly[i], fmpz_get_ui(&found->exp[i])))
                f = NULL;
    }
    fmpz_mpoly_factor_clear(found, q->ring.context);
    return f;
}

static struct factored *factor(struct question *q, size_t poly)
{
    slong unknown = -1;
    const fmpz_mpoly_struct *const p = poly_at(q, poly);
    if (poly_degree(&q->ring, p) == 1)
        return factor_linear(q, poly);
    for (slong g = 0; g < (slong)q->ring.count; g++)
        if (fmpz_mpoly_degree_si(p, g, q->ring.context) > 0) {
            if (unknown >= 0)
                return factor_in_several(q, poly);
            unknown = g;
        }
    return factor_in_one(q, poly, MAX(unknown, 0));
}

const struct factored *poly_factors(struct question *q, size_t poly)
{
    if (!kept_at(q, poly)->factored && is_tame(q, poly_at(q, poly)))
        kept_at(q, poly)->factored = factor(q, poly);
    return kept_at(q, poly)->factored;
}
