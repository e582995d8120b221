#include "follows_parts.h"

/* p = A + B·u with u the n-th root of N/D (u ≥ 0 for even n), and C with the sign of A^n − (−B)^n·N/D. */
struct rooted {
    fmpz_mpoly_t a, b, c, ab;
};

static void rooted_init(struct question *q, struct rooted *r)
{
    fmpz_mpoly_init(r->a, q->ring.context);
    fmpz_mpoly_init(r->b, q->ring.context);
    fmpz_mpoly_init(r->c, q->ring.context);
    fmpz_mpoly_init(r->ab, q->ring.context);
}

static void rooted_clear(struct question *q, struct rooted *r)
{
    fmpz_mpoly_clear(r->ab, q->ring.context);
    fmpz_mpoly_clear(r->c, q->ring.context);
    fmpz_mpoly_clear(r->b, q->ring.context);
    fmpz_mpoly_clear(r->a, q->ring.context);
}

/* Sorts the terms of p by the exponent of root g modulo its degree: only remainders 0 and 1 are understood. */
static bool split(struct question *q, const fmpz_mpoly_t p, slong g, struct rooted *r)
{
    const struct generator *const root = &q->ring.generators[g];
    fmpz_mpoly_univar_t terms;
    fmpz_mpoly_t term, power;
    fmpz_mpoly_univar_init(terms, q->ring.context);
    fmpz_mpoly_init(term, q->ring.context);
    fmpz_mpoly_init(power, q->ring.context);
    fmpz_mpoly_to_univar(terms, p, g, q->ring.context);
    ulong const most = (ulong)fmpz_mpoly_univar_get_term_exp_si(terms, 0, q->ring.context) / root->degree;
    ulong const even = most + most % 2;
    bool good = true;
    for (slong i = 0; good && i < fmpz_mpoly_univar_length(terms, q->ring.context); i++) {
        ulong const exponent = (ulong)fmpz_mpoly_univar_get_term_exp_si(terms, i, q->ring.context), k = exponent / root->degree;
        fmpz_mpoly_univar_get_term_coeff(term, terms, i, q->ring.context);
        good = exponent % root->degree <= 1 && poly_pow(&q->ring, power, root->relation.num, k) &&
               poly_mul(&q->ring, term, term, power) && poly_pow(&q->ring, power, root->relation.den, even - k) &&
               poly_mul(&q->ring, term, term, power);
        fmpz_mpoly_struct *const into = exponent % root->degree ? r->b : r->a;
        fmpz_mpoly_add(into, into, term, q->ring.context);
    }
    fmpz_mpoly_clear(power, q->ring.context);
    fmpz_mpoly_clear(term, q->ring.context);
    fmpz_mpoly_univar_clear(terms, q->ring.context);
    return good;
}

static bool compare_powers(struct question *q, slong g, struct rooted *r)
{
    const struct generator *const root = &q->ring.generators[g];
    const struct quotient *const radicand = &root->relation;
    fmpz_mpoly_t right;
    fmpz_mpoly_init(right, q->ring.context);
    bool const good = poly_pow(&q->ring, r->c, r->a, root->degree) && poly_mul(&q->ring, r->c, r->c, radicand->den) &&
                      poly_pow(&q->ring, right, r->b, root->degree) && poly_mul(&q->ring, right, right, radicand->num);
    if (root->degree % 2)
        fmpz_mpoly_add(r->c, r->c, right, q->ring.context);
    else
        fmpz_mpoly_sub(r->c, r->c, right, q->ring.context);
    fmpz_mpoly_clear(right, q->ring.context);
    return good && poly_mul(&q->ring, r->c, r->c, radicand->den) && poly_mul(&q->ring, r->ab, r->a, r->b);
}

static const struct condition *on_copy(struct question *q, const fmpz_mpoly_t p, unsigned signs)
{
    fmpz_mpoly_t copy;
    fmpz_mpoly_init(copy, q->ring.context);
    fmpz_mpoly_set(copy, p, q->ring.context);
    const struct condition *c = condition_on(q, copy, signs);
    fmpz_mpoly_clear(copy, q->ring.context);
    return c;
}

/* A + B·u on the side of zero that `side` names, u ≥ 0: A is there and B does not lead away or is outweighed, or B leads there. */
static const struct condition *on_side(struct question *q, const struct rooted *r, unsigned side)
{
    unsigned const away = SIGN_OTHER & ~side;
    const struct condition *const stays =
        condition_both(q, CONDITION_OR, on_copy(q, r->b, side | SIGN_ZERO), on_copy(q, r->c, SIGN_ABOVE));
    const struct condition *const led[] = {on_copy(q, r->a, away | SIGN_ZERO), on_copy(q, r->b, side),
                                           on_copy(q, r->c, SIGN_BELOW)};
    return condition_both(q, CONDITION_OR, condition_both(q, CONDITION_AND, on_copy(q, r->a, side), stays),
                          condition_join(q, CONDITION_AND, led, COUNT(led)));
}

static const struct condition *on_even_root(struct question *q, const struct rooted *r, unsigned signs)
{
    unsigned const others = ~signs & (SIGN_OTHER | SIGN_ZERO);
    if (signs == SIGN_ZERO)
        return condition_both(q, CONDITION_AND, on_copy(q, r->c, SIGN_ZERO), on_copy(q, r->ab, SIGN_BELOW | SIGN_ZERO));
    if (signs == SIGN_BELOW || signs == SIGN_ABOVE)
        return on_side(q, r, signs);
    return condition_not(q, on_even_root(q, r, others));
}

static slong last_root(const struct question *q, const fmpz_mpoly_t p)
{
    int occurs[ALGEBRA_SYMBOLS_MAX] = {0};
    fmpz_mpoly_used_vars(occurs, p, q->ring.context);
    for (size_t g = q->ring.count; g-- > 0;)
        if (occurs[g] && q->ring.generators[g].kind == GENERATOR_ROOT)
            return (slong)g;
    return -1;
}

static const struct condition *on_plain(struct question *q, fmpz_mpoly_t p, unsigned signs)
{
    int64_t const poly = poly_keep(q, p);
    return poly < 0 ? NULL : condition_sign(q, (size_t)poly, signs);
}

const struct condition *condition_on(struct question *q, fmpz_mpoly_t p, unsigned signs)
{
    slong const g = last_root(q, p);
    if (g < 0)
        return on_plain(q, p, signs);
    if (!fmpz_mpoly_degrees_fit_si(p, q->ring.context) || q->ring.has_i || !poly_is_real(q, p))
        return NULL;
    struct rooted r;
    rooted_init(q, &r);
    const struct condition *c = NULL;
    if (split(q, p, g, &r) && compare_powers(q, g, &r))
        c = q->ring.generators[g].degree % 2 ? condition_on(q, r.c, signs) : on_even_root(q, &r, signs);
    rooted_clear(q, &r);
    return c;
}
