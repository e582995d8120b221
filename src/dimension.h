/* dimension: units in formulas, "\frac{60\text{ miles}}{2\text{ h}}". They are counted along as symbols are: multiplied, divided, raised;
 * sums need the same unit in every part. Units of one kind convert by the table of unit_of() (exact ones only).
 */
#ifndef MISSTEP_DIMENSION_H
#define MISSTEP_DIMENSION_H

#include "formula.h"

enum { DIMENSION_UNITS_MAX = 12, DIMENSION_POWER_MAX = 9 };

/* Takes the units out of both sides. True if those of the sides are the same, or convert and are converted, or only the left has units,
 * which leave nothing to convert: then the equation is true if *left = *right is. *right is the right side, without its units. */
bool dimension_cancel(const struct formula *left_side, const struct formula *right_side, struct arena *arena,
                      const struct formula **left, const struct formula **right);

#endif
