#include "follows_parts.h"

void question_init(struct question *q, unsigned options, bool wide, struct arena *arena, const struct formula *const *formulas,
                   size_t count)
{
    *q = (struct question){.arena = arena};
    ring_init(&q->ring, options, wide, arena, formulas, count);
    for (size_t i = 0; i < FOLLOWS_VALUES_MAX; i++)
        fmpq_init(q->witness.values[i]);
    q->witness.last = -1;
}

void question_forget(struct question *q, size_t eliminated)
{
    for (size_t i = 0; i < FOLLOWS_VALUES_MAX; i++) {
        fmpq_zero(q->witness.values[i]);
        q->witness.given[i] = false;
    }
    while (q->eliminated_count > eliminated) {
        struct eliminated *const last = &q->eliminated[--q->eliminated_count];
        fmpz_mpoly_clear(last->above, q->ring.context);
        fmpz_mpoly_clear(last->below, q->ring.context);
    }
}

void question_clear(struct question *q)
{
    question_forget(q, 0);
    for (size_t i = 0; i < FOLLOWS_VALUES_MAX; i++)
        fmpq_clear(q->witness.values[i]);
    for (size_t i = 0; i < q->poly_count; i++)
        fmpz_mpoly_clear(&kept_at(q, i)->poly, q->ring.context);
    ring_clear(&q->ring);
}

int64_t poly_keep(struct question *q, fmpz_mpoly_t p)
{
    if (q->poly_count == FOLLOWS_POLYS_MAX)
        return -1;
    poly_drop_content(&q->ring, p);
    if (q->poly_count % FOLLOWS_POLYS_PART == 0)
        q->polys[q->poly_count / FOLLOWS_POLYS_PART] = arena_zero(q->arena, FOLLOWS_POLYS_PART * sizeof **q->polys);
    fmpz_mpoly_struct *const kept = &kept_at(q, q->poly_count)->poly;
    fmpz_mpoly_init(kept, q->ring.context);
    fmpz_mpoly_swap(kept, p, q->ring.context);
    return (int64_t)q->poly_count++;
}

int poly_sign(const struct question *q, size_t poly)
{
    const fmpz_mpoly_struct *p = poly_at(q, poly);
    if (fmpz_mpoly_is_zero(p, q->ring.context))
        return 0;
    return fmpz_mpoly_is_fmpz(p, q->ring.context) ? fmpz_sgn(p->coeffs) : 2;
}

bool poly_linear(struct question *q, const fmpz_mpoly_t p, slong unknown, fmpz_mpoly_t above, fmpz_mpoly_t rest)
{
    const slong at[] = {unknown};
    const ulong one[] = {1}, none[] = {0};
    if (!fmpz_mpoly_degrees_fit_si(p, q->ring.context) || fmpz_mpoly_degree_si(p, unknown, q->ring.context) != 1)
        return false;
    fmpz_mpoly_get_coeff_vars_ui(above, p, at, one, 1, q->ring.context);
    fmpz_mpoly_get_coeff_vars_ui(rest, p, at, none, 1, q->ring.context);
    return true;
}

/* Horner's scheme from the highest exponent down; `below` fills the gaps. */
static bool put_terms(struct question *q, fmpz_mpoly_t sum, fmpz_mpoly_univar_t terms, slong even, const fmpz_mpoly_t above,
                      const fmpz_mpoly_t below)
{
    fmpz_mpoly_t term, power;
    fmpz_mpoly_init(term, q->ring.context);
    fmpz_mpoly_init(power, q->ring.context);
    bool good = true;
    for (slong i = 0; good && i < fmpz_mpoly_univar_length(terms, q->ring.context); i++) {
        slong const exponent = fmpz_mpoly_univar_get_term_exp_si(terms, i, q->ring.context);
        fmpz_mpoly_univar_get_term_coeff(term, terms, i, q->ring.context);
        good = poly_pow(&q->ring, power, above, (ulong)exponent) && poly_mul(&q->ring, term, term, power) &&
               poly_pow(&q->ring, power, below, (ulong)(even - exponent)) && poly_mul(&q->ring, term, term, power);
        fmpz_mpoly_add(sum, sum, term, q->ring.context);
    }
    fmpz_mpoly_clear(power, q->ring.context);
    fmpz_mpoly_clear(term, q->ring.context);
    return good;
}

static bool put_number(struct question *q, fmpz_mpoly_t out, const fmpz_mpoly_t p, slong unknown, slong degree,
                       const fmpz_mpoly_t number)
{
    fmpz_t value;
    fmpz_init(value);
    fmpz_mpoly_get_fmpz(value, number, q->ring.context);
    bool const small = fmpz_bits(value) <= ALGEBRA_BITS_MAX / (ulong)degree;
    bool const good = small && fmpz_mpoly_evaluate_one_fmpz(out, p, unknown, value, q->ring.context) != 0;
    fmpz_clear(value);
    return good;
}

bool poly_put(struct question *q, fmpz_mpoly_t out, const fmpz_mpoly_t p, slong unknown, const fmpz_mpoly_t above,
              const fmpz_mpoly_t below)
{
    if (!fmpz_mpoly_degrees_fit_si(p, q->ring.context))
        return false;
    slong const degree = fmpz_mpoly_degree_si(p, unknown, q->ring.context);
    if (degree <= 0) {
        fmpz_mpoly_set(out, p, q->ring.context);
        return true;
    }
    if (fmpz_mpoly_is_one(below, q->ring.context) && fmpz_mpoly_is_fmpz(above, q->ring.context))
        return put_number(q, out, p, unknown, degree, above);
    fmpz_mpoly_univar_t terms;
    fmpz_mpoly_t sum;
    fmpz_mpoly_univar_init(terms, q->ring.context);
    fmpz_mpoly_init(sum, q->ring.context);
    fmpz_mpoly_to_univar(terms, p, unknown, q->ring.context);
    bool const good = put_terms(q, sum, terms, degree + degree % 2, above, below);
    fmpz_mpoly_swap(out, sum, q->ring.context);
    fmpz_mpoly_clear(sum, q->ring.context);
    fmpz_mpoly_univar_clear(terms, q->ring.context);
    return good && fmpz_mpoly_length(out, q->ring.context) <= ALGEBRA_TERMS_MAX;
}

bool poly_value(const struct question *q, const fmpz_mpoly_t p, fmpq_t out)
{
    ulong exponents[ALGEBRA_SYMBOLS_MAX] = {0};
    fmpq_t term, power;
    fmpq_init(term);
    fmpq_init(power);
    fmpq_zero(out);
    bool good = true;
    for (slong i = 0; good && i < fmpz_mpoly_length(p, q->ring.context); i++) {
        fmpz_mpoly_get_term_exp_ui(exponents, p, i, q->ring.context);
        fmpz_mpoly_get_term_coeff_fmpz(fmpq_numref(term), p, i, q->ring.context);
        fmpz_one(fmpq_denref(term));
        for (size_t k = 0; good && k < ALGEBRA_SYMBOLS_MAX; k++) {
            good = exponents[k] == 0 || (q->witness.given[k] && exponents[k] <= FOLLOWS_POWER_MAX);
            if (!good || exponents[k] == 0)
                continue;
            fmpq_pow_si(power, q->witness.values[k], (slong)exponents[k]);
            fmpq_mul(term, term, power);
        }
        fmpq_add(out, out, term);
    }
    fmpq_clear(power);
    fmpq_clear(term);
    return good;
}
