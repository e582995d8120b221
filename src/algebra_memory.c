#include "algebra_parts.h"

enum {
    KEPT_MAX = 300,  /* conversions of a row */
    TERMS_MAX = 300, /* of a polynomial */
};

struct kept_poly {
    slong count, width; /* terms; words of each number */
    ulong *numbers;
    uint32_t *exponents; /* of each term, those of the generators that were asked for */
};

struct kept_quotient {
    struct kept_poly num, den;
};

struct kept_generator {
    enum generator_kind kind;
    struct formula like;           /* lends kind, sub and text */
    const struct formula *formula; /* of GENERATOR_OPAQUE */
    size_t count;
    struct kept_quotient args[GENERATOR_ARGS_MAX]; /* of generators before this one */
    ulong degree;
};

/* One of the arena's notes. */
struct kept {
    const struct formula *formula;
    uint32_t hash;    /* of the formula */
    unsigned options; /* what it depends on beside the formula */
    slong period;
    bool plain, has_i;
    size_t positive_count; /* and what is known to be positive, where that was asked */
    const struct formula **positive;
    bool signs;
    enum status status;
    struct spent spent;
    size_t count;
    struct kept_generator *generators; /* in the order in which they were asked for */
    struct kept_quotient quotient;     /* on STATUS_OK */
    size_t number;                     /* of this note, from 1 */
    const struct kept *before;
};

static uint32_t hash_of(const struct formula *f)
{
    uint32_t hash = f->kind * 31u + f->sub;
    for (size_t i = 0; i < f->text.size; i++)
        hash = hash * 31 + (unsigned char)f->text.at[i];
    for (size_t i = 0; i < f->count; i++)
        hash = (hash ^ hash_of(f->args[i])) * 16777619u;
    return hash;
}

/* ---- keeping ---- */

/* Where each generator of the ring stands among those that were asked for; -1: it was not. */
struct places {
    struct arena *arena;
    slong at[ALGEBRA_SYMBOLS_MAX];
    size_t count;
};

static bool keep_poly(const struct ring *ring, const struct places *places, const fmpz_mpoly_t p, struct kept_poly *out)
{
    slong const bits = fmpz_mpoly_max_bits(p);
    ulong exponents[ALGEBRA_SYMBOLS_MAX];
    out->count = fmpz_mpoly_length(p, ring->context);
    if (out->count > TERMS_MAX)
        return false;
    out->width = (bits < 0 ? -bits : bits) / FLINT_BITS + 1;
    out->numbers = ARENA_ARRAY(places->arena, ulong, out->count * out->width + 1);
    out->exponents = ARENA_ZEROS(places->arena, uint32_t, (size_t)out->count * places->count + 1);
    for (slong i = 0; i < out->count; i++) {
        fmpz_get_signed_ui_array(out->numbers + i * out->width, out->width, p->coeffs + i);
        fmpz_mpoly_get_term_exp_ui(exponents, p, i, ring->context);
        for (size_t g = 0; g < ring->count; g++) {
            if (exponents[g] && (places->at[g] < 0 || exponents[g] > UINT32_MAX))
                return false;
            if (exponents[g])
                out->exponents[(size_t)i * places->count + (size_t)places->at[g]] = (uint32_t)exponents[g];
        }
    }
    return true;
}

static bool keep_quotient(const struct ring *ring, const struct places *places, const struct quotient *q,
                          struct kept_quotient *out)
{
    return keep_poly(ring, places, q->num, &out->num) && keep_poly(ring, places, q->den, &out->den);
}

static bool keep_generator(const struct ring *ring, const struct places *places, const struct generator *g,
                           struct kept_generator *out)
{
    *out = (struct kept_generator){.kind = g->kind, .formula = g->formula, .count = g->count, .degree = g->degree};
    out->like = (struct formula){.kind = g->formula_kind, .sub = g->sub, .text = g->text};
    for (size_t i = 0; i < g->count; i++)
        if (!keep_quotient(ring, places, &g->args[i], &out->args[i]))
            return false;
    return true;
}

/* Would it have gone the same way in any other ring? Not where this one was full, or nothing was left to spend: then other ways were
 * tried, one of which may have led somewhere. */
static bool is_final(const struct ring *ring)
{
    return !ring->full && ring->work > 0 && ring->steps > 0 && ring->visits < ALGEBRA_VISITS_MAX;
}

struct spent memory_begin(struct ring *ring)
{
    ring->asked_count = 0;
    ring->signs = false;
    return (struct spent){ring->work, ring->steps, ring->visits};
}

static struct kept kept_in(const struct ring *ring, const struct formula *f)
{
    const struct kept *const last = ring->arena->notes;
    return (struct kept){.formula = f,
                         .hash = hash_of(f),
                         .options = ring->options,
                         .period = ring->period,
                         .plain = ring->plain,
                         .has_i = ring->has_i,
                         .signs = ring->signs,
                         .positive_count = ring->signs ? ring->known_count : 0,
                         .count = ring->asked_count,
                         .number = last ? last->number + 1 : 1,
                         .before = last};
}

void memory_keep(struct ring *ring, const struct formula *f, const struct spent *before, const struct quotient *q,
                 enum status status)
{
    const struct kept *const last = ring->arena->notes;
    struct places places = {.arena = ring->arena, .count = ring->asked_count};
    if ((last && last->number == KEPT_MAX) || !is_final(ring))
        return;
    struct kept *const kept = ARENA_ARRAY(ring->arena, struct kept, 1);
    *kept = kept_in(ring, f);
    kept->status = status;
    kept->positive = ARENA_ARRAY(ring->arena, const struct formula *, kept->positive_count + 1);
    memcpy(kept->positive, ring->positive, kept->positive_count * sizeof *kept->positive);
    kept->spent = (struct spent){before->work - ring->work, before->steps - ring->steps, ring->visits - before->visits};
    kept->generators = ARENA_ARRAY(ring->arena, struct kept_generator, kept->count + 1);
    memset(places.at, -1, sizeof places.at);
    for (size_t k = 0; k < kept->count; k++) {
        if (!keep_generator(ring, &places, &ring->generators[ring->asked[k]], &kept->generators[k]))
            return;
        places.at[ring->asked[k]] = (slong)k;
    }
    if (status == STATUS_OK && !keep_quotient(ring, &places, q, &kept->quotient))
        return;
    ring->arena->notes = kept;
}

/* ---- recalling ---- */

static void recall_poly(const struct ring *ring, const slong *generators, size_t count, const struct kept_poly *p,
                        fmpz_mpoly_t out)
{
    fmpz_t number;
    fmpz_init(number);
    fmpz_mpoly_zero(out, ring->context);
    for (slong i = 0; i < p->count; i++) {
        ulong exponents[ALGEBRA_SYMBOLS_MAX] = {0};
        for (size_t k = 0; k < count; k++)
            if (p->exponents[(size_t)i * count + k])
                exponents[generators[k]] = p->exponents[(size_t)i * count + k];
        fmpz_set_signed_ui_array(number, p->numbers + i * p->width, p->width);
        fmpz_mpoly_push_term_fmpz_ui(out, number, exponents, ring->context);
    }
    fmpz_mpoly_sort_terms(out, ring->context);
    fmpz_clear(number);
}

/* The leading coefficient of the denominator is positive, whatever the order of the generators is. */
static void recall_quotient(const struct ring *ring, const slong *generators, size_t count, const struct kept_quotient *q,
                            struct quotient *out)
{
    recall_poly(ring, generators, count, &q->num, out->num);
    recall_poly(ring, generators, count, &q->den, out->den);
    if (fmpz_sgn(out->den->coeffs) < 0) {
        fmpz_mpoly_neg(out->num, out->num, ring->context);
        fmpz_mpoly_neg(out->den, out->den, ring->context);
    }
}

static bool lends(enum generator_kind kind)
{
    return kind == GENERATOR_SYMBOL || kind == GENERATOR_CONSTANT || kind == GENERATOR_CALL;
}

/* Has its leading term another sign in this ring? */
static bool is_turned(const struct kept_poly *kept, const fmpz_mpoly_t now)
{
    return kept->count && ((slong)kept->numbers[kept->width - 1] < 0) != (fmpz_sgn(now->coeffs) < 0);
}

/* -1 also where the argument has another leading term here: the ring would rather have it with the other sign. */
static slong recall_generator(struct ring *ring, const slong *generators, size_t count, const struct kept_generator *g)
{
    struct quotient args[GENERATOR_ARGS_MAX];
    bool turned = false;
    for (size_t i = 0; i < g->count; i++) {
        quotient_init(ring, &args[i]);
        recall_quotient(ring, generators, count, &g->args[i], &args[i]);
        turned |= is_turned(&g->args[i].num, args[i].num);
    }
    slong const found =
        turned ? -1 : ring_generator(ring, g->kind, lends(g->kind) ? &g->like : g->formula, args, g->count, g->degree);
    for (size_t i = 0; i < g->count; i++)
        quotient_clear(ring, &args[i]);
    return found;
}

static bool knows_the_same(const struct kept *kept, const struct ring *ring)
{
    bool same = !kept->signs || kept->positive_count == ring->known_count;
    for (size_t i = 0; i < kept->positive_count && same; i++)
        same = formula_same(kept->positive[i], ring->positive[i]);
    return same;
}

static bool fits(const struct kept *kept, const struct ring *ring, uint32_t hash, const struct formula *f)
{
    return kept->hash == hash && kept->options == ring->options && kept->period == ring->period && kept->plain == ring->plain &&
           kept->has_i == ring->has_i && kept->spent.work < ring->work && kept->spent.steps < ring->steps &&
           kept->spent.visits < ALGEBRA_VISITS_MAX - ring->visits && formula_same(kept->formula, f) && knows_the_same(kept, ring);
}

bool memory_recall(struct ring *ring, const struct formula *f, struct quotient *out, enum status *status)
{
    slong generators[ALGEBRA_SYMBOLS_MAX];
    const struct kept *kept = ring->arena->notes;
    uint32_t const hash = kept ? hash_of(f) : 0;
    while (kept && !fits(kept, ring, hash, f))
        kept = kept->before;
    if (!kept)
        return false;
    for (size_t k = 0; k < kept->count; k++)
        if ((generators[k] = recall_generator(ring, generators, kept->count, &kept->generators[k])) < 0)
            return false;
    ring->work -= kept->spent.work;
    ring->steps -= kept->spent.steps;
    ring->visits += kept->spent.visits;
    *status = kept->status;
    if (kept->status == STATUS_OK)
        recall_quotient(ring, generators, kept->count, &kept->quotient, out);
    return true;
}
