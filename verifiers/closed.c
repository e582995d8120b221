/* closed: equalities and approximations between numbers in formulas: fractions, powers, radicals, trigonometry, logarithms, complex
 * numbers, factorials, binomials, bases, finite sums; exactly, under every plausible reading (settle.h). */
#include "verifier.h"

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    char const relation = link->formula->text.at[0];
    if (!link->closed || link->statement->bare || (relation != '=' && relation != '~'))
        return false;
    *out = settle_link(link, scene, arena, witness);
    return true;
}

const struct verifier verifier_closed = {
    .name = "closed",
    .says = "equalities of numbers in formulas: fractions, radicals, trigonometry, logarithms, factorials, bases, finite sums",
    .settle = settle,
};
