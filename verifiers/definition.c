/* definition: a name that nothing said before uses gets a meaning: "let y = x - 2", "let p be the price". That cannot be false. Only ever
 * proves: a name that is in use already may mean something else.
 */
#include "remark.h"
#include "verifier.h"

/* y = x - 2, f(x) = x + 1: what is named, if it is not said by means of itself */
static bool names(const struct formula *f, struct text *name)
{
    const struct formula *left = f->args[0];
    bool const call =
        left->kind == FORMULA_CALL && left->sub == FUNCTION_UNKNOWN && left->count == 1 && left->args[0]->kind == FORMULA_SYMBOL;
    if (f->text.at[0] != '=' || (left->kind != FORMULA_SYMBOL && !call) || formula_mentions(f->args[1], left->text))
        return false;
    *name = left->text;
    return true;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    struct text name;
    (void)arena;
    (void)witness;
    bool const lets = link->said == LINK_DEFINED ||
                      (link->said == LINK_WRITTEN && link->statement->formula->text.size == 1 && !link->statement->before.size &&
                       !link->statement->hypothetical && remark_lets(scene->step, link->start, link->end));
    if (!lets || !names(link->formula, &name) || !context_is_new(scene->context, name))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "a new name gets its meaning"};
    return true;
}

const struct verifier verifier_definition = {
    .name = "definition",
    .says = "a new name gets its meaning; only ever proves",
    .settle = settle,
};
