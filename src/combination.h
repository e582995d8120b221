/* combination: is an equation a combination of others, of as many symbols as there are? Only ever proves. */
#ifndef MISSTEP_COMBINATION_H
#define MISSTEP_COMBINATION_H

#include "algebra.h"
#include "link.h"

enum { COMBINATION_LINES_MAX = 14 };

/* Does the equation follow from the lines (at most COMBINATION_LINES_MAX; put in another order) together, and what the problem calls
 * positive? Each of its symbols must occur in one of those that fit. */
bool combination_proves(const struct scene *scene, const struct formula **lines, size_t count, const struct formula *link,
                        struct arena *arena);

/* "AB² = 25, so AB = 5": do the squares of its sides, and have both sides one sign? */
bool combination_proves_root(const struct scene *scene, const struct formula *const *lines, size_t count,
                             const struct formula *link, struct arena *arena);

#endif
