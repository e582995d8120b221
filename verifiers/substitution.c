/* substitution: links that hold once the values and definitions said before are put in. Which value a text means is for it to say, so a
 * link is only refuted where all its values were worked out in chains before: "A = 3·4 - 2 = 12 - 2 = 10", … "A - B = 10 + 4".
 */
#include "verifier.h"

/* "A - B = 10 + 4": the values are put in, and they are firm? */
static bool puts_in(const struct link *link, const struct scene *scene)
{
    const struct formula *f = link->formula;
    struct text names[1];
    return link->said == LINK_WRITTEN && link->k == 0 && f->text.at[0] == '=' && f->args[0]->kind != FORMULA_SYMBOL &&
           !scene->doubt && link->statement->met == 0 && !link->statement->before.size &&
           formula_symbols(f->args[1], names, 1) == 0 && context_is_firm(scene->context, f->args[0]);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->closed ? link->formula : context_expand(scene->context, link->formula);
    struct text names[1];
    if (!f || f == link->formula)
        return false;
    if (formula_symbols(f, names, 1) == 0) {
        *out = settle_closed(f, arena, witness);
        bool const fails = out->truth == TRUTH_FAILS && puts_in(link, scene);
        out->why = out->truth == TRUTH_HOLDS ? "true for the values found before"
                   : fails                   ? "other values were found before"
                                             : out->why;
        return out->supports || fails;
    }
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "an identity with what was said before put in"};
    return f->text.at[0] == '=' && algebra_equal(f->args[0], f->args[1], scene->options, arena, witness) == FACT_TRUE;
}

const struct verifier verifier_substitution = {
    .name = "substitution",
    .says = "values and definitions said before are put in; refuted where they were worked out before",
    .settle = settle,
};
