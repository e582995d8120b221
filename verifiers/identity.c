/* identity: equalities with symbols that hold whatever the symbols are: expanding, factoring, collecting, cancelling.
 * Only ever proves: what is no identity may be an equation.
 */
#include "verifier.h"

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    if (link->closed || f->text.at[0] != '=')
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "an identity"};
    return algebra_equal(f->args[0], f->args[1], scene->options, arena, witness) == FACT_TRUE;
}

const struct verifier verifier_identity = {
    .name = "identity",
    .says = "identities with symbols: polynomials, quotients, roots, trigonometry; only ever proves",
    .settle = settle,
};
