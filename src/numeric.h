/* numeric: a link of numbers alone, as a claim over the tokens of its step. So \frac{2\cdot 3}{4} = \frac{3}{2} is traced, followed and
 * certified like 6 / 4 = 1.5 in running text.
 *
 * Read are numbers, + - * / ^, fractions, products without a sign, brackets, percentages of something, factorials, binomials, and square
 * roots that are rational; units and signs of degrees are passed over. Every number
 * must be a token of its own at the same bytes.
 */
#ifndef MISSTEP_NUMERIC_H
#define MISSTEP_NUMERIC_H

#include "link.h"

/* A link that has been settled, "=" between two closed sides, true or false. False if it is anything else, or if its exact value
 * speaks against what was settled. Memory is the arena's; chained and continued are left false (numeric_chain). */
bool numeric_claim(const struct link *link, struct text step, const struct tokens *tokens, struct arena *arena,
                   struct claim *out);

/* Puts claims in the order of their relations, and says of those with formulas which go on from which. */
void numeric_chain(struct claim *claims, size_t count);

#endif
