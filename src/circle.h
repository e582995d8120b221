/* circle: equations in which sines and cosines of unknown angles stand, as equations of numbers. The functions of an angle are the coordinates
 * of a point of the unit circle: symbols c and s with c² + s² = 1; where only tangents of an angle stand, t. How angles hang together (2φ and
 * φ, α + β and its parts, 90° − x and x) is said by the formulas of addition. So what is known of sines and
 * cosines can be put in, however it became known.
 */
#ifndef MISSTEP_CIRCLE_H
#define MISSTEP_CIRCLE_H

#include "algebra.h"

enum {
    CIRCLE_ANGLES_MAX = 6, /* different ones in a question */
    CIRCLE_LINES_MAX = 6   /* that it follows from */
};

/* Is `line`, an equation, a combination of `lines` (as many as there is room for), functions of angles being taken so?
 * Only worth asking where functions of angles stand. options: enum algebra_option. */
bool circle_implies(const struct formula *const *lines, size_t count, const struct formula *line, unsigned options,
                    struct arena *arena);

/* Does a function of an angle occur in which there is a symbol? */
bool circle_in(const struct formula *f);

#endif
