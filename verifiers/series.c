/* series: sums and products with dots in them, 1 + 2 + … + 100, 3·6·9⋯30, 1 + 2 + 4 + … + 64: if the terms before the dots step by a difference
 * or a ratio that leads to the last one, the series is what that says. Only ever proves.
 */
#include "verifier.h"

enum {
    TERMS_MAX = 12,   /* that are written */
    FACTORS_MAX = 60, /* of a product with dots */
    POWERS_MAX = 200  /* of a ratio */
};

struct terms {
    const struct formula *at[TERMS_MAX];
    size_t count, before; /* so many before the dots */
};

static const struct formula *two(struct arena *arena, enum formula_kind kind, const struct formula *a, const struct formula *b)
{
    return formula_binary(arena, kind, a, b);
}

static const struct formula *less(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return two(arena, FORMULA_ADD, a, formula_unary(arena, FORMULA_NEG, b));
}

/* At least two terms, dots once, at least one term. */
static bool find_terms(const struct formula *f, struct terms *out)
{
    *out = (struct terms){.count = 0};
    for (size_t i = 0; i < f->count; i++) {
        if (f->args[i]->kind == FORMULA_DOTS) {
            if (out->before)
                return false;
            out->before = out->count;
        } else if (formula_holds(f->args[i], FORMULA_DOTS) || out->count == TERMS_MAX) {
            return false;
        } else {
            out->at[out->count++] = f->args[i];
        }
    }
    return out->before >= 2 && out->before < out->count;
}

static bool same(struct arena *arena, const struct formula *a, const struct formula *b)
{
    struct text witness;
    return algebra_equal(a, b, 0, arena, &witness) == FACT_TRUE;
}

/* Do all neighbours differ by (are in the ratio of) `step`? */
static bool steps(struct arena *arena, const struct terms *t, enum formula_kind kind, const struct formula *step)
{
    for (size_t i = 1; i < t->count; i++)
        if (i != t->before && !same(arena, t->at[i], two(arena, kind, t->at[i - 1], step)))
            return false;
    return true;
}

/* How many terms there are, from the first to the last, as a number; 0 if they do not lead there, or it has symbols. */
static int64_t length(struct arena *arena, const struct terms *t, const struct formula *difference)
{
    struct value n;
    const struct formula *gap = two(arena, FORMULA_DIV, less(arena, t->at[t->count - 1], t->at[0]), difference);
    if (algebra_value(gap, &n) != STATUS_OK)
        return 0;
    int64_t const out = value_is_small(&n) && n.den == 1 && n.num >= (int64_t)t->count - 1 && n.num < INT64_MAX ? n.num + 1 : 0;
    value_clear(&n);
    return out;
}

static bool has_symbols(const struct terms *t)
{
    struct text names[1];
    for (size_t i = 0; i < t->count; i++)
        if (formula_symbols(t->at[i], names, 1) > 0)
            return true;
    return false;
}

/* (first + last)·((last − first)/d + 1)/2 */
static const struct formula *arithmetic_sum(struct arena *arena, const struct terms *t)
{
    struct text witness;
    const struct formula *first = t->at[0], *last = t->at[t->count - 1], *d = less(arena, t->at[1], first);
    struct text names[1];
    if (formula_symbols(d, names, 1) > 0 || algebra_equal(d, formula_number(arena, 0), 0, arena, &witness) != FACT_FALSE ||
        !steps(arena, t, FORMULA_ADD, d) || (length(arena, t, d) == 0 && !has_symbols(t)))
        return NULL;
    const struct formula *count =
        two(arena, FORMULA_ADD, two(arena, FORMULA_DIV, less(arena, last, first), d), formula_number(arena, 1));
    const struct formula *ends = two(arena, FORMULA_ADD, first, last);
    return two(arena, FORMULA_DIV, two(arena, FORMULA_MUL, ends, count), formula_number(arena, 2));
}

/* (last·r − first)/(r − 1) */
static const struct formula *geometric_sum(struct arena *arena, const struct terms *t)
{
    const struct formula *first = t->at[0], *last = t->at[t->count - 1], *r = two(arena, FORMULA_DIV, t->at[1], first),
                         *term = t->at[1];
    bool found = false;
    if (has_symbols(t) || same(arena, r, formula_number(arena, 1)) || !steps(arena, t, FORMULA_MUL, r))
        return NULL;
    for (size_t i = 2; i < POWERS_MAX && !found; i++)
        found = same(arena, last,
                     term = two(arena, FORMULA_MUL, first, two(arena, FORMULA_POW, r, formula_number(arena, (int64_t)i))));
    return found ? two(arena, FORMULA_DIV, less(arena, two(arena, FORMULA_MUL, last, r), first),
                       less(arena, r, formula_number(arena, 1)))
                 : NULL;
}

static const struct formula *whole_product(struct arena *arena, const struct terms *t)
{
    const struct formula *d = less(arena, t->at[1], t->at[0]), *all[FACTORS_MAX];
    int64_t const count = same(arena, d, formula_number(arena, 0)) ? 0 : length(arena, t, d);
    if (count == 0 || count > FACTORS_MAX || !steps(arena, t, FORMULA_ADD, d))
        return NULL;
    for (int64_t i = 0; i < count; i++)
        all[i] = two(arena, FORMULA_ADD, t->at[0], two(arena, FORMULA_MUL, formula_number(arena, i), d));
    return formula_new(arena, FORMULA_MUL, 0, TEXT(""), all, (size_t)count, NULL);
}

/* The formula without dots; NULL if they cannot be filled in. */
static const struct formula *filled(struct arena *arena, const struct formula *f, bool geometric)
{
    struct terms t;
    if (!formula_holds(f, FORMULA_DOTS))
        return f;
    if ((f->kind == FORMULA_ADD || f->kind == FORMULA_MUL) && find_terms(f, &t))
        return f->kind == FORMULA_MUL ? whole_product(arena, &t)
               : geometric            ? geometric_sum(arena, &t)
                                      : arithmetic_sum(arena, &t);
    if (f->kind == FORMULA_DOTS)
        return NULL;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        if (!(args[i] = filled(arena, f->args[i], geometric)))
            return NULL;
    return formula_new(arena, (enum formula_kind)f->kind, f->sub, f->text, args, f->count, f);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    (void)scene;
    (void)witness;
    if (f->text.at[0] != '=' || !formula_holds(f, FORMULA_DOTS))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "equal, the dots filled in"};
    for (int way = 0; way < 4; way++) {
        const struct formula *left = filled(arena, f->args[0], way & 1), *right = filled(arena, f->args[1], way & 2);
        if (left && right && same(arena, left, right))
            return true;
    }
    return false;
}

const struct verifier verifier_series = {
    .name = "series",
    .says = "sums and products with dots, in steps of a difference or a ratio; only ever proves",
    .settle = settle,
};
