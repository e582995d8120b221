/* sines: equations in which functions of angles stand, from what is known of such functions: values of sines and cosines put in, the square
 * of one from the other, double angles, sums, complements, the angles of a triangle. Only ever proves.
 */
#include "circle.h"
#include "measure.h"
#include "verifier.h"

enum { NODES_MAX = 300 }; /* of the equation and what it follows from */

static const struct formula *angle(struct arena *arena, const char *letter)
{
    return formula_symbol(arena, text_copy(arena, (struct text){letter, 1}));
}

/* The formula with 180° − A − B for the angle at C, and one name for each corner's angle, inside of functions of angles. */
static const struct formula *with_corners(struct arena *arena, const struct formula *f, const char corners[3], bool inside)
{
    for (size_t i = 0; i < 2 && inside; i++)
        if (measure_is_corner(f, corners[i]))
            return angle(arena, &corners[i]);
    if (inside && measure_is_corner(f, corners[2])) {
        const struct formula *const parts[] = {
            formula_unary(arena, FORMULA_DEGREES, formula_number(arena, 180)),
            formula_unary(arena, FORMULA_NEG, angle(arena, &corners[0])),
            formula_unary(arena, FORMULA_NEG, angle(arena, &corners[1])),
        };
        return formula_new(arena, FORMULA_ADD, 0, TEXT(""), parts, COUNT(parts), f);
    }
    if (f->count == 0)
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = with_corners(arena, f->args[i], corners, inside || f->kind == FORMULA_CALL);
    return formula_with(arena, f, args);
}

/* Are names of corners coordinates or numbers somewhere: A = (1, 2), A = 3? Then they are no angles. */
static bool binds_corner(const struct context *context, const char corners[3])
{
    for (size_t i = 0; i < context->bindings_count; i++)
        if (context->bindings[i].name.size == 1 && memchr(corners, context->bindings[i].name.at[0], 3))
            return true;
    return false;
}

/* Does a function of an angle stand in the equation or the lines, and are they small? */
static bool is_circular(const struct formula *line, const struct formula *const *lines, size_t count)
{
    bool circular = circle_in(line);
    size_t nodes = formula_size(line, NODES_MAX);
    for (size_t i = 0; i < count; i++) {
        circular = circular || circle_in(lines[i]);
        nodes += formula_size(lines[i], NODES_MAX);
    }
    return circular && nodes <= NODES_MAX;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *lines[CIRCLE_LINES_MAX], *line = link->formula;
    char corners[3];
    (void)witness;
    if (link->closed || line->text.at[0] != '=')
        return false;
    bool const triangle = circle_in(line) && measure_triangle(scene, corners) && !binds_corner(scene->context, corners);
    line = triangle ? with_corners(arena, line, corners, false) : line;
    size_t const count = context_lines_around(scene->context, line, lines, CIRCLE_LINES_MAX);
    for (size_t i = 0; i < count && triangle; i++)
        lines[i] = with_corners(arena, lines[i], corners, false);
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "from known functions of angles"};
    return is_circular(line, lines, count) && circle_implies(lines, count, line, scene->options, arena);
}

const struct verifier verifier_sines = {
    .name = "sines",
    .says = "equations between functions of angles, from known ones and the formulas of addition; only ever proves",
    .settle = settle,
};
