/* restatement: "so there are $12$", where 12 was proved to be a result just before. Only ever proves: another number may be another thing.
 */
#include "verifier.h"

static bool same(const struct formula *a, const struct formula *b, struct arena *arena)
{
    struct text witness;
    a = settle_without(arena, a, SETTLE_UNITS);
    b = settle_without(arena, b, SETTLE_UNITS);
    return formula_same(a, b) || algebra_equal(a, b, 0, arena, &witness) == FACT_TRUE;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct context *c = scene->context;
    (void)witness;
    for (size_t i = c->results_count; link->said == LINK_CONCLUDED && i-- > 0;)
        if (same(link->formula->args[1], c->results[i].value, arena)) {
            *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "a result found before"};
            return true;
        }
    return false;
}

const struct verifier verifier_restatement = {
    .name = "restatement",
    .says = "a result proved just before is named again; only ever proves",
    .settle = settle,
};
