/* substitution: links that hold once the values and definitions said before are put in. Only ever proves: which value a text means
 * is for it to say. */
#include "verifier.h"

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->closed ? link->formula : context_expand(scene->context, link->formula);
    struct text names[1];
    if (!f || f == link->formula)
        return false;
    if (formula_symbols(f, names, 1) == 0) {
        *out = settle_closed(f, arena, witness);
        out->why = out->truth == TRUTH_HOLDS ? "true for the values found before" : out->why;
        return out->supports;
    }
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "an identity with what was said before put in"};
    return f->text.at[0] == '=' && algebra_equal(f->args[0], f->args[1], 0, arena, witness) == FACT_TRUE;
}

const struct verifier verifier_substitution = {
    .name = "substitution",
    .says = "values and definitions said before are put in; only ever proves",
    .settle = settle,
};
