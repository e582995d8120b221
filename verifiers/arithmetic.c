/* arithmetic: numeric equalities, comparisons and their chains, exactly, under every plausible reading (judge.h). */
#include "verifier.h"

static bool decide(const struct step *step, const struct claim *claim, struct arena *arena, struct judgement *out)
{
    *out = judge_claim(step->text, &step->tokens, step->tokens.numbers, claim, arena);
    return true;
}

const struct verifier verifier_arithmetic = {
    .name = "arithmetic",
    .says = "numeric equalities, comparisons, chains: + - * / ^ ( ), percent, fractions, units between numbers, rounding",
    .decide = decide,
};
