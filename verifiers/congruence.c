/* congruence: a ≡ b (mod m) and m | a for integers, powers as large as they like. */
#include "verifier.h"

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    if (!link->closed || link->statement->bare || !strchr("%|", link->formula->text.at[0]))
        return false;
    *out = settle_link(link, scene, arena, witness);
    return true;
}

const struct verifier verifier_congruence = {
    .name = "congruence",
    .says = "congruences and divisibility of integers",
    .settle = settle,
};
