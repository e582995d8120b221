/* angles: "cos C = 1/2, so C = 60°": of the angles from 0 to 180 degrees only one has that cosine, or that tangent. Only ever proves.
 */
#include "measure.h"
#include "verifier.h"

enum { NODES_MAX = 60 }; /* of the angle, of the value */

static bool is_closed(const struct formula *f)
{
    struct text names[1];
    return formula_symbols(f, names, 1) == 0 && !formula_is_statement(f) && formula_size(f, NODES_MAX) <= NODES_MAX;
}

/* Is it above 0 and below 180 degrees, or one of them where that is allowed? A number without a sign of degrees counts in radians. */
static bool is_within(const struct formula *angle, bool ends, struct arena *arena)
{
    bool const degrees = formula_holds(angle, FORMULA_DEGREES);
    const struct formula *zero = formula_number(arena, 0), *straight = formula_number(arena, 180);
    struct text witness;
    zero = degrees ? formula_unary(arena, FORMULA_DEGREES, zero) : zero;
    straight = degrees ? formula_unary(arena, FORMULA_DEGREES, straight)
                       : formula_new(arena, FORMULA_CONSTANT, CONSTANT_PI, TEXT(""), NULL, 0, NULL);
    return algebra_relates(angle, ends ? ']' : '>', zero, 0, arena, &witness) == FACT_TRUE &&
           algebra_relates(angle, ends ? '[' : '<', straight, 0, arena, &witness) == FACT_TRUE;
}

/* cos C, or tan C, in an equation with a number; *value is that number. NULL if the line says nothing of the kind. */
static const struct formula *call_of(const struct formula *line, const struct formula *name, const struct formula **value)
{
    const struct formula *call = NULL;
    bool equal = line->kind == FORMULA_CHAIN && line->count == line->text.size + 1;
    *value = NULL;
    for (size_t i = 0; i < line->count && equal; i++) {
        const struct formula *f = line->args[i];
        equal = i == 0 || line->text.at[i - 1] == '=';
        if ((formula_is_call(f, FUNCTION_COS) || formula_is_call(f, FUNCTION_TAN)) && formula_same(f->args[0], name))
            call = f;
        else if (!*value && is_closed(f))
            *value = f;
    }
    return equal && *value ? call : NULL;
}

/* What was said last of such a function of the name is true of the angle. */
static bool follows_from_last(const struct context *c, const struct formula *name, const struct formula *angle,
                              struct arena *arena)
{
    const struct formula *call = NULL, *value = NULL;
    for (size_t i = c->lines_count; i-- > 0 && !call;)
        call = c->lines[i].past ? NULL : call_of(c->lines[i].formula, name, &value);
    return call && is_within(angle, call->sub == FUNCTION_COS, arena) &&
           algebra_same(formula_new(arena, FORMULA_CALL, call->sub, call->text, &angle, 1, call), value, 0, arena);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *name = link->formula->args[0], *angle = link->formula->args[1];
    (void)witness;
    if (link->said != LINK_WRITTEN || link->k > 0 || link->formula->text.at[0] != '=' || name->kind != FORMULA_SYMBOL ||
        !is_closed(angle) || scene->cases)
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the only angle with that cosine or tangent"};
    return follows_from_last(scene->context, name, angle, arena) && measure_is_angle(scene, name);
}

const struct verifier verifier_angles = {
    .name = "angles",
    .says = "angles of triangles and between vectors from their cosine or tangent; only ever proves",
    .settle = settle,
};
