/* ordering: numbers compared: < ≤ > ≥ ≠, exactly. */
#include "verifier.h"

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    if (!link->closed || link->statement->bare || !strchr("<[>]#", link->formula->text.at[0]))
        return false;
    *out = settle_link(link, scene, arena, witness);
    return true;
}

const struct verifier verifier_ordering = {
    .name = "ordering",
    .says = "numbers compared: < <= > >= and not equal, irrational ones too",
    .settle = settle,
};
