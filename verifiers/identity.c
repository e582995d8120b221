/* identity: equalities with symbols that hold whatever the symbols are: expanding, factoring, collecting, cancelling.
 * Only ever proves: what is no identity may be an equation.
 */
#include "verifier.h"

/* Other readings that say the same of the same things: (sin x)(1 + y) and not sin(x(1 + y)), 3m/(3n) and not (3m/3)n. */
static const unsigned harmless = READING_NARROW_FUNCTION | READING_SLASH_TAKES_ALL;

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    if (link->closed || f->text.at[0] != '=')
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "an identity"};
    bool last = false;
    for (size_t i = 0; i < LINK_READINGS_MAX && !last; i++) {
        f = link_subset(link, i) & ~harmless ? NULL : link_reading(link, i, arena, &last);
        if (f && algebra_equal(f->args[0], f->args[1], scene->options, arena, witness) == FACT_TRUE)
            return true;
    }
    return false;
}

const struct verifier verifier_identity = {
    .name = "identity",
    .says = "identities with symbols: polynomials, quotients, roots, trigonometry; only ever proves",
    .settle = settle,
};
