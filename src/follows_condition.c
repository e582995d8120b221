#include "follows_parts.h"

static const struct condition *condition_new(struct question *q, enum condition_kind kind, const struct condition *const *args,
                                             size_t count)
{
    struct condition *c = arena_zero(q->arena, sizeof *c);
    *c = (struct condition){.kind = kind, .count = count, .args = args};
    return c;
}

const struct condition *condition_always(struct question *q, bool holds)
{
    return condition_new(q, holds ? CONDITION_AND : CONDITION_OR, NULL, 0);
}

/* Does it ask on which side of zero something is? */
static bool tells_side(unsigned signs)
{
    return (signs & SIGN_OTHER) == SIGN_BELOW || (signs & SIGN_OTHER) == SIGN_ABOVE;
}

const struct condition *condition_sign(struct question *q, size_t poly, unsigned signs)
{
    int const sign = poly_sign(q, poly);
    unsigned const has = sign < 0 ? SIGN_BELOW : sign == 0 ? SIGN_ZERO : SIGN_ABOVE;
    if (sign != 2)
        return condition_always(q, (signs & has) != 0);
    if (tells_side(signs) && !poly_is_real(q, poly_at(q, poly)))
        return NULL;
    struct condition *c = arena_zero(q->arena, sizeof *c);
    *c = (struct condition){.kind = CONDITION_SIGN, .signs = signs, .poly = poly};
    return c;
}

/* Arguments of the same kind are taken in as their members; what decides the whole is the whole. */
const struct condition *condition_join(struct question *q, enum condition_kind kind, const struct condition *const *args,
                                       size_t count)
{
    bool const neutral = kind == CONDITION_AND;
    size_t most = 0, kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!args[i])
            return NULL;
        if (condition_is(args[i], !neutral))
            return args[i];
        most += args[i]->kind == kind ? args[i]->count : 1;
    }
    if (most > FOLLOWS_CONDITIONS_MAX)
        return NULL;
    const struct condition **all = ARENA_ARRAY(q->arena, const struct condition *, most + 1);
    for (size_t i = 0; i < count; i++) {
        bool const same = args[i]->kind == kind;
        for (size_t k = 0; k < (same ? args[i]->count : 1); k++)
            all[kept++] = same ? args[i]->args[k] : args[i];
    }
    return kept == 1 ? all[0] : condition_new(q, kind, all, kept);
}

const struct condition *condition_both(struct question *q, enum condition_kind kind, const struct condition *a,
                                       const struct condition *b)
{
    const struct condition *const args[] = {a, b};
    return condition_join(q, kind, args, 2);
}

const struct condition *condition_not(struct question *q, const struct condition *a)
{
    if (!a)
        return NULL;
    if (a->kind == CONDITION_SIGN)
        return condition_sign(q, a->poly, ~a->signs & (SIGN_OTHER | SIGN_ZERO));
    if (a->kind != CONDITION_WHERE && a->count == 0)
        return condition_always(q, a->kind == CONDITION_OR);
    const struct condition **args = ARENA_ARRAY(q->arena, const struct condition *, 1);
    args[0] = a;
    return condition_new(q, CONDITION_NOT, args, 1);
}

const struct condition *condition_where(struct question *q, const struct condition *domain, const struct condition *a)
{
    if (!domain || !a || condition_is(domain, true))
        return domain ? a : NULL;
    const struct condition **args = ARENA_ARRAY(q->arena, const struct condition *, 2);
    args[0] = domain;
    args[1] = a;
    return condition_new(q, CONDITION_WHERE, args, 2);
}

static const struct condition *settled(struct question *q, const struct condition *c, bool holds);

static const struct condition *settled_all(struct question *q, const struct condition *c, bool holds)
{
    const struct condition **args = ARENA_ARRAY(q->arena, const struct condition *, c->count + 1);
    for (size_t i = 0; i < c->count; i++)
        args[i] = settled(q, c->args[i], holds);
    return condition_join(q, (c->kind == CONDITION_AND) == holds ? CONDITION_AND : CONDITION_OR, args, c->count);
}

/* Where is it defined, and true or (not `holds`) false? */
static const struct condition *settled(struct question *q, const struct condition *c, bool holds)
{
    switch (c->kind) {
    case CONDITION_SIGN:
        return holds ? c : condition_not(q, c);
    case CONDITION_NOT:
        return settled(q, c->args[0], !holds);
    case CONDITION_WHERE:
        return condition_both(q, CONDITION_AND, settled(q, c->args[0], true), settled(q, c->args[1], holds));
    default:
        return settled_all(q, c, holds);
    }
}

const struct condition *condition_holds(struct question *q, const struct condition *c)
{
    return c ? settled(q, c, true) : NULL;
}

static const struct condition *put_sign(struct question *q, const struct condition *c, slong unknown, const fmpz_mpoly_t above,
                                        const fmpz_mpoly_t below)
{
    fmpz_mpoly_t p;
    if (tells_side(c->signs) && !(poly_is_real(q, above) && poly_is_real(q, below)))
        return NULL; /* squares are no more positive */
    fmpz_mpoly_init(p, q->ring.context);
    int64_t const poly = poly_put(q, p, poly_at(q, c->poly), unknown, above, below) ? poly_keep(q, p) : -1;
    fmpz_mpoly_clear(p, q->ring.context);
    return poly < 0 ? NULL : condition_sign(q, (size_t)poly, c->signs);
}

const struct condition *condition_put(struct question *q, const struct condition *c, slong unknown, const fmpz_mpoly_t above,
                                      const fmpz_mpoly_t below)
{
    if (c->kind == CONDITION_SIGN)
        return put_sign(q, c, unknown, above, below);
    const struct condition **args = ARENA_ARRAY(q->arena, const struct condition *, c->count + 1);
    for (size_t i = 0; i < c->count; i++)
        args[i] = condition_put(q, c->args[i], unknown, above, below);
    if (c->kind == CONDITION_NOT)
        return condition_not(q, args[0]);
    return c->kind == CONDITION_WHERE ? condition_where(q, args[0], args[1]) : condition_join(q, c->kind, args, c->count);
}

void condition_unknowns(const struct question *q, const struct condition *c, bool used[FOLLOWS_VALUES_MAX])
{
    if (c->kind == CONDITION_SIGN) {
        int occurs[FOLLOWS_VALUES_MAX] = {0};
        fmpz_mpoly_used_vars(occurs, poly_at(q, c->poly), q->ring.context);
        for (size_t i = 0; i < FOLLOWS_VALUES_MAX; i++)
            used[i] |= occurs[i] != 0;
    }
    for (size_t i = 0; i < c->count; i++)
        condition_unknowns(q, c->args[i], used);
}
