/* ellipsis: sums and products with dots as what they mean: 1/(1·2) + 1/(2·3) + … + 1/(99·100) is the sum of 1/((1 + k)(2 + k)) for k = 0, …, 98.
 *
 * The terms are laid one over the other: where they differ, a number must go on with a difference, with a ratio, or (three of them) with a constant
 * second difference, and the terms behind the dots must be reached, everywhere after the same number of terms. x is x^1 and 1 is x^0 beside x^2, and
 * 1/1 beside 1/2. Sums without end are worked out if the terms are a polynomial times a power of a ratio; of a ratio that is a number, only if it is
 * below 1 in magnitude. \sum to infinity is such a sum, too.
 */
#ifndef MISSTEP_ELLIPSIS_H
#define MISSTEP_ELLIPSIS_H

#include "algebra.h"

/* Is there anything to fill in? */
bool ellipsis_in(const struct formula *f);

/* The formula without dots; NULL if one of them cannot be told. `geometric`: what two terms leave open goes on with a ratio, else with a difference.
 * *ratio, NULL before: what must be below 1 in magnitude for the sums without end to come to anything, if that has symbols; of several
 * different ones there is no telling. Memory is the arena's. */
const struct formula *ellipsis_filled(const struct formula *f, bool geometric, const struct formula **ratio, struct arena *arena);

/* Are both sums without end, with the same terms? What they come to is not asked, nor whether they come to anything. */
bool ellipsis_same(const struct formula *a, const struct formula *b, struct arena *arena);

#endif
