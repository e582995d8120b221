#include "ellipsis.h"

#include "ellipsis_parts.h"

enum {
    NODES_MAX = 60,  /* of a term */
    OUTSIDE_MAX = 2, /* terms before the first that follows the rule … */
    ENOUGH = 3,      /* … and terms that follow it before the dots */
};

static const struct formula *without_sign(const struct formula *f, bool *minus)
{
    *minus = f->kind == FORMULA_NEG;
    return *minus ? f->args[0] : f;
}

/* At least two terms and the dots, once. */
static bool find_terms(const struct formula *f, struct pattern *p, terms out, bool minus[TERMS_MAX])
{
    bool found = false;
    for (size_t i = 0; i < f->count; i++) {
        bool sign;
        const struct formula *term = without_sign(f->args[i], &sign);
        if (term->kind == FORMULA_DOTS) {
            if (found)
                return false;
            found = true;
            p->before = p->count;
        } else if (p->count == TERMS_MAX || formula_holds(term, FORMULA_DOTS) || formula_size(term, NODES_MAX) > NODES_MAX) {
            return false;
        } else {
            minus[p->count] = sign;
            out[p->count++] = term;
        }
    }
    p->endless = p->before == p->count;
    return found && p->before >= 2 + (size_t)p->endless;
}

/* The sign of the term of number k: one for all, or each other than the one before; NULL if it is neither. */
static const struct formula *signed_term(const struct pattern *p, const struct formula *term, const bool minus[TERMS_MAX])
{
    bool const turns = minus[0] != minus[1];
    int64_t last = 0;
    if (turns && !p->endless && (!p->last || !whole(p->last, &last)))
        return NULL;
    for (size_t i = 0; i < p->count; i++) {
        size_t const k = i < p->before ? i : (size_t)last - (p->count - 1 - i);
        if (minus[i] != (turns ? minus[0] ^ (k % 2 == 1) : minus[0]))
            return NULL;
    }
    if (turns)
        term = two(p, FORMULA_MUL, term, two(p, FORMULA_POW, number(p, -1), index_of(p)));
    return minus[0] ? formula_unary(p->arena, FORMULA_NEG, term) : term;
}

/* What the terms from one on are in general, without the ones before it; NULL if there is no telling. */
static const struct formula *general_from(struct pattern *p, size_t from, const terms all, const bool minus[TERMS_MAX])
{
    terms at = {NULL};
    p->before -= from;
    p->count -= from;
    memcpy(at, all + from, p->count * sizeof *at);
    const struct formula *term = ellipsis_general(p, at);
    term = term ? signed_term(p, term, minus + from) : NULL;
    return term && formula_mentions(term, number_of_term) ? term : NULL;
}

/* 2 + 1 + 1/2 + 1/4 + …, 7 + 1 + 2 + 3 + … + 9: the first terms may stand outside, if there are enough others. */
static const struct formula *series(const struct formula *f, bool geometric, const struct formula **ratio, struct arena *arena)
{
    struct pattern read = {.arena = arena, .geometric = geometric, .ratio = ratio};
    bool minus[TERMS_MAX];
    terms all;
    if (!find_terms(f, &read, all, minus))
        return NULL;
    for (size_t from = 0; from <= OUTSIDE_MAX && (from == 0 || read.before >= from + ENOUGH); from++) {
        struct pattern p = read;
        const struct formula *term = general_from(&p, from, all, minus), *sum = term ? ellipsis_total(&p, f->kind, term) : NULL;
        for (size_t i = 0; sum && i < from; i++)
            sum = two(&p, (enum formula_kind)f->kind, sum, minus[i] ? formula_unary(arena, FORMULA_NEG, all[i]) : all[i]);
        if (sum)
            return sum;
    }
    return NULL;
}

static bool is_endless(const struct formula *f)
{
    return f->kind == FORMULA_SUM_OVER && f->count == 4 && f->args[2]->kind == FORMULA_CONSTANT &&
           f->args[2]->sub == CONSTANT_INFINITY;
}

/* Of \sum_{k = a}^\infty */
static const struct formula *infinite_term(const struct pattern *p, const struct formula *f)
{
    return formula_size(f->args[3], NODES_MAX) > NODES_MAX
               ? NULL
               : formula_put(p->arena, f->args[3], f->args[0]->text, two(p, FORMULA_ADD, index_of(p), f->args[1]));
}

static const struct formula *infinite(const struct formula *f, const struct formula **ratio, struct arena *arena)
{
    struct pattern const p = {.arena = arena, .endless = true, .ratio = ratio};
    const struct formula *term = infinite_term(&p, f);
    return term ? ellipsis_total(&p, FORMULA_ADD, term) : NULL;
}

/* The general term of a sum without end; NULL if it is none. */
static const struct formula *endless_term(const struct formula *f, struct arena *arena)
{
    struct pattern p = {.arena = arena, .endless = true};
    bool minus[TERMS_MAX];
    terms all;
    if (is_endless(f))
        return infinite_term(&p, f);
    return f->kind == FORMULA_ADD && find_terms(f, &p, all, minus) && p.endless ? general_from(&p, 0, all, minus) : NULL;
}

bool ellipsis_same(const struct formula *a, const struct formula *b, struct arena *arena)
{
    struct pattern const p = {.arena = arena};
    const struct formula *x = endless_term(a, arena), *y = x ? endless_term(b, arena) : NULL;
    return y && same(&p, x, y);
}

bool ellipsis_in(const struct formula *f)
{
    bool found = f->kind == FORMULA_DOTS || is_endless(f);
    for (size_t i = 0; i < f->count && !found; i++)
        found = ellipsis_in(f->args[i]);
    return found;
}

const struct formula *ellipsis_filled(const struct formula *f, bool geometric, const struct formula **ratio, struct arena *arena)
{
    if (!ellipsis_in(f))
        return f;
    if (is_endless(f))
        return infinite(f, ratio, arena);
    for (size_t i = 0; i < f->count; i++) {
        bool minus;
        if (without_sign(f->args[i], &minus)->kind == FORMULA_DOTS)
            return f->kind == FORMULA_ADD || f->kind == FORMULA_MUL ? series(f, geometric, ratio, arena) : NULL;
    }
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count + 1u);
    for (size_t i = 0; i < f->count; i++)
        if ((args[i] = ellipsis_filled(f->args[i], geometric, ratio, arena)) == NULL)
            return NULL;
    return f->kind == FORMULA_DOTS ? NULL : formula_with(arena, f, args);
}
