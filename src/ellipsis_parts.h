/* ellipsis_parts: what the parts of ellipsis share. Only ellipsis*.c include it.
 *
 *   ellipsis_term    terms -> the general term
 *   ellipsis_total   the general term -> what all come to
 *   ellipsis         where dots stand
 */
#ifndef MISSTEP_ELLIPSIS_PARTS_H
#define MISSTEP_ELLIPSIS_PARTS_H

#include "algebra.h"

enum {
    TERMS_MAX = 12,  /* that are written */
    COUNT_MAX = 400, /* that are meant, if they are put down one by one … */
    SHORT_MAX = 40,  /* … with symbols in them */
    ASKED_MAX = 200, /* parts of terms that are laid one over the other */
};

typedef const struct formula *terms[TERMS_MAX];

/* What is known of the terms while they are laid one over the other. */
struct pattern {
    struct arena *arena;
    size_t count, before; /* terms that are written; those before the dots */
    bool endless, geometric;
    size_t asked;                 /* so often */
    const struct formula **ratio; /* see ellipsis_filled() */
    const struct formula *last;   /* the number of the last one, the first being 0; NULL while nothing tells it */
};

static const struct text number_of_term = {.at = "number of the term", .size = 18}; /* the symbol k */

/* The term of number k; NULL if there is no telling. */
const struct formula *ellipsis_general(struct pattern *p, const terms at);

/* What terms 0 to p->last, or all, come to, added up (FORMULA_ADD) or multiplied (FORMULA_MUL); NULL if that is not known. */
const struct formula *ellipsis_total(const struct pattern *p, enum formula_kind kind, const struct formula *term);

static inline const struct formula *two(const struct pattern *p, enum formula_kind kind, const struct formula *a,
                                        const struct formula *b)
{
    return formula_binary(p->arena, kind, a, b);
}

static inline const struct formula *less(const struct pattern *p, const struct formula *a, const struct formula *b)
{
    return two(p, FORMULA_ADD, a, formula_unary(p->arena, FORMULA_NEG, b));
}

static inline const struct formula *number(const struct pattern *p, int64_t n)
{
    return formula_number(p->arena, n);
}

static inline const struct formula *index_of(const struct pattern *p)
{
    return formula_symbol(p->arena, number_of_term);
}

static inline bool same(const struct pattern *p, const struct formula *a, const struct formula *b)
{
    return formula_same(a, b) || algebra_same(a, b, 0, p->arena);
}

/* Is it surely another number? */
static inline bool is_never(const struct pattern *p, const struct formula *f, int64_t n)
{
    struct text witness;
    return algebra_equal(f, number(p, n), 0, p->arena, &witness) == FACT_FALSE;
}

static inline bool is_closed(const struct formula *f)
{
    struct text names[1];
    return formula_symbols(f, names, 1) == 0;
}

/* A small whole number? */
static inline bool whole(const struct formula *f, int64_t *out)
{
    struct value v;
    if (!is_closed(f) || algebra_value(f, &v) != STATUS_OK)
        return false;
    bool const small = value_is_small(&v) && v.den == 1;
    *out = small ? v.num : 0;
    value_clear(&v);
    return small;
}

#endif
