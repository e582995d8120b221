/* branches: equalities with ± and ∓: both branches hold, the upper signs on both sides, then the lower ones; or crosswise. Only ever proves.
 */
#include "verifier.h"

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *left = link->formula->args[0], *right = link->formula->args[1];
    (void)scene;
    (void)witness;
    bool const two_left = formula_holds(left, FORMULA_PM) || formula_holds(left, FORMULA_MP),
               two_right = formula_holds(right, FORMULA_PM) || formula_holds(right, FORMULA_MP);
    if (link->formula->text.at[0] != '=' || !two_left || !two_right)
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "equal with either sign"};
    const struct formula *upper = settle_branch(arena, left, false), *lower = settle_branch(arena, left, true),
                         *other_upper = settle_branch(arena, right, false), *other_lower = settle_branch(arena, right, true);
    return (algebra_same(upper, other_upper, 0, arena) && algebra_same(lower, other_lower, 0, arena)) ||
           (algebra_same(upper, other_lower, 0, arena) && algebra_same(lower, other_upper, 0, arena));
}

const struct verifier verifier_branches = {
    .name = "branches",
    .says = "equalities with a plus or minus sign on both sides; only ever proves",
    .settle = settle,
};
