/* series: sums and products with dots in them, 1 + 2 + … + 100, 3·6·9⋯30, 1 + 1/2 + 1/4 + …, filled in (ellipsis.h). Only ever proves. */
#include "ellipsis.h"
#include "follows.h"
#include "verifier.h"

enum {
    NODES_MAX = 400, /* of a link with what was said before put in */
    NAMES_MAX = 6,   /* of a link */
    LINES_MAX = 6,   /* about a ratio */
};

/* A side with dots may go on in two ways. */
static size_t ways(const struct formula *f, const struct formula **ratio, struct arena *arena, const struct formula *out[2])
{
    size_t count = 0;
    for (int geometric = 0; geometric < 2; geometric++) {
        const struct formula *filled = ellipsis_filled(f, geometric, ratio, arena);
        if (filled && (count == 0 || !formula_same(out[0], filled)))
            out[count++] = filled;
    }
    return count;
}

/* May a sum without end with such a ratio come to something, by what was said of its symbols? */
static bool may_come(const struct formula *ratio, const struct scene *scene, struct arena *arena)
{
    const struct formula *lines[LINES_MAX + 1], *one = formula_number(arena, 1),
                                                *is = ratio ? context_expand(scene->context, ratio) : NULL;
    struct text witness;
    if (!ratio)
        return true;
    if (!is || text_has_word(scene->step, TEXT("all any every each arbitrary")))
        return false;
    is = settle_constant(arena, is);
    const struct formula *small = formula_relation(arena, formula_unary(arena, FORMULA_ABS, is), '<', one, NULL);
    if (formula_symbols(is, NULL, 0) == 0)
        return algebra_relates(small->args[0], '<', one, 0, arena, &witness) == FACT_TRUE;
    size_t const count = context_lines_about(scene->context, small, false, lines + 1, LINES_MAX);
    for (size_t i = 1; i <= count; i++) {
        lines[0] = small;
        lines[1] = lines[i];
        if (follows_surely(lines, 2, formula_false(arena), arena))
            return false;
    }
    return true;
}

static bool holds(const struct formula *f, const struct scene *scene, struct arena *arena)
{
    struct text witness;
    const struct formula *left[2], *right[2], *ratio = NULL;
    size_t const lefts = ways(f->args[0], &ratio, arena, left), rights = lefts ? ways(f->args[1], &ratio, arena, right) : 0;
    for (size_t i = 0; i < lefts; i++)
        for (size_t k = 0; k < rights; k++)
            if (algebra_equal(left[i], right[k], 0, arena, &witness) == FACT_TRUE && may_come(ratio, scene, arena))
                return true;
    return ellipsis_same(f->args[0], f->args[1], arena);
}

/* The sum with dots that the name was given last; NULL if there is none. */
static const struct formula *given(const struct context *c, struct text name)
{
    for (size_t i = c->lines_count; i-- > 0;) {
        const struct formula *line = c->lines[i].formula;
        if (c->lines[i].past || line->kind != FORMULA_CHAIN || line->args[0]->kind != FORMULA_SYMBOL ||
            !text_equal(line->args[0]->text, name))
            continue;
        for (size_t k = 0; k < line->text.size && line->text.at[k] == '='; k++)
            if (ellipsis_in(line->args[k + 1]))
                return line->args[k + 1];
    }
    return NULL;
}

/* S - xS = … with the sums that were called so; the formula itself if there are none; NULL if that grows too large. */
static const struct formula *with_given(const struct formula *f, const struct context *c, struct arena *arena)
{
    struct text names[NAMES_MAX];
    size_t const count = formula_symbols(f, names, COUNT(names));
    for (size_t i = 0; f && i < MIN(count, COUNT(names)); i++) {
        const struct formula *is = given(c, names[i]);
        f = is ? formula_put(arena, f, names[i], is) : f;
    }
    return f;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    (void)witness;
    if (f->text.at[0] != '=' || !ellipsis_in(f))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "equal, the dots filled in"};
    if (holds(f, scene, arena))
        return true;
    const struct formula *put = link->closed ? f : with_given(f, scene->context, arena);
    put = put == f ? context_expand(scene->context, f) : put;
    out->why = "equal, what was said before put in and the dots filled in";
    return put && put != f && formula_size(put, NODES_MAX) <= NODES_MAX && holds(put, scene, arena);
}

const struct verifier verifier_series = {
    .name = "series",
    .says = "sums and products with dots, in steps of a difference or a ratio; only ever proves",
    .settle = settle,
};
