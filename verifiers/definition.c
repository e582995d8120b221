/* definition: a name that nothing said before uses gets a meaning: "let y = x - 2", "let p be the price". That cannot be false. Only ever
 * proves: a name that is in use already may mean something else.
 */
#include "remark.h"
#include "verifier.h"

/* y, f(x): what may be named by something that does not hold it */
static bool is_name(const struct formula *f, const struct formula *is)
{
    bool const call =
        f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count == 1 && f->args[0]->kind == FORMULA_SYMBOL;
    bool const segment = f->text.size == 2 && f->text.at[1] >= 'A' && f->text.at[1] <= 'Z'; /* AB is there already */
    return (f->kind == FORMULA_SYMBOL || call) && !segment && !formula_mentions(is, f->text);
}

/* y = x - 2, x - 2 = y: is there a new name on one side? */
static bool names(const struct formula *f, const struct context *context)
{
    const struct formula *left = f->args[0], *right = f->args[1];
    return f->text.at[0] == '=' &&
           ((is_name(left, right) && context_is_new(context, left->text)) ||
            (is_name(right, left) && right->kind == FORMULA_SYMBOL && context_is_new(context, right->text)));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    (void)arena;
    (void)witness;
    bool const lets = link->said == LINK_DEFINED ||
                      (link->said == LINK_WRITTEN && link->statement->formula->text.size == 1 && !link->statement->before.size &&
                       !link->statement->hypothetical && remark_lets(scene->step, link->start, link->end));
    if (!lets || !names(link->formula, scene->context))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "a new name gets its meaning"};
    return true;
}

const struct verifier verifier_definition = {
    .name = "definition",
    .says = "a new name gets its meaning; only ever proves",
    .vectors = true,
    .settle = settle,
};
