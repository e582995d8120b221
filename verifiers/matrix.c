/* matrix: equalities between vectors and matrices with their entries written out (matrix.h), entry by entry. Only ever proves. */
#include "matrix.h"
#include "vectors.h"
#include "verifier.h"

enum { LINES_MAX = 20, NUMBERS_MAX = 10 }; /* from which an entry may follow, and those among them that hold no matrix */

/* The column that leads to the point A, if it was said that A = (1, 2, 3); else NULL. */
static const struct formula *to_point(const struct context *context, const struct formula *f)
{
    struct text const name = text_part(f->text, MIN(strlen("vec "), f->text.size), f->text.size);
    const struct formula *point = formula_symbol(context->arena, name);
    point = text_starts(f->text, TEXT("vec ")) ? context_expand(context, point) : NULL;
    return point && point->kind == FORMULA_TUPLE && point->count <= MATRIX_SIDE_MAX
               ? formula_new(context->arena, FORMULA_MATRIX, 1, TEXT(""), point->args, point->count, NULL)
               : NULL;
}

/* Points for their columns. */
static const struct formula *with_points(const struct context *context, const struct formula *f)
{
    const struct formula *point = f->kind == FORMULA_SYMBOL ? to_point(context, f) : NULL;
    if (point || f->count == 0 || !vectors_in(f))
        return point ? point : f;
    const struct formula **args = ARENA_ARRAY(context->arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = with_points(context, f->args[i]);
    return formula_with(context->arena, f, args);
}

/* Is it a combination of earlier lines between numbers? */
static bool entry_follows(const struct formula *entry, const struct scene *scene, struct arena *arena)
{
    const struct formula *lines[LINES_MAX];
    size_t const known = context_lines_around(scene->context, entry, lines, LINES_MAX);
    size_t kept = 0;
    for (size_t i = 0; i < known && kept < NUMBERS_MAX; i++)
        if (!formula_holds(lines[i], FORMULA_MATRIX))
            lines[kept++] = lines[i];
    return kept && algebra_in_ideal(lines, kept, entry, scene->options, arena) == FACT_TRUE;
}

/* Each entry by itself, or from earlier lines. */
static bool entries_hold(const struct formula *const *entries, size_t count, const struct scene *scene, struct arena *arena,
                         bool *follows)
{
    for (size_t i = 0; i < count; i++) {
        if (algebra_same(entries[i]->args[0], entries[i]->args[1], 0, arena))
            continue;
        *follows = true;
        if (!entry_follows(entries[i], scene, arena))
            return false;
    }
    return count > 0;
}

static bool holds(const struct formula *f, const struct scene *scene, struct arena *arena, bool *follows)
{
    static const enum matrix_columns ways[] = {MATRIX_DOT, MATRIX_CROSS};
    const struct formula *entries[MATRIX_ENTRIES_MAX];
    *follows = false;
    if (!formula_holds(f, FORMULA_MATRIX))
        return false;
    for (size_t i = 0; i < COUNT(ways); i++) {
        size_t const count = matrix_equations(f->args[0], f->args[1], ways[i], arena, entries);
        if (entries_hold(entries, count, scene, arena, follows))
            return true;
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    bool follows;
    (void)witness;
    if (link->formula->text.at[0] != '=')
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "equal, entry by entry"};
    const struct formula *const forms[] = {link->formula, vectors_unfold(link->formula, arena)};
    bool held = holds(link->formula, scene, arena, &follows);
    for (size_t i = 0; i < COUNT(forms) && !link->closed && !held; i++) {
        const struct formula *f = context_expand(scene->context, with_points(scene->context, forms[i]));
        out->why = "equal, entry by entry, with what was said before put in";
        held = f && f != link->formula && holds(f, scene, arena, &follows);
    }
    if (held && follows)
        out->why = "entry by entry from what was said before";
    return held;
}

const struct verifier verifier_matrix = {
    .name = "matrix",
    .says = "vectors and matrices with their entries: sums, products, inverses, determinants; only ever proves",
    .vectors = true,
    .settle = settle,
};
