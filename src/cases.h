/* cases: "$x = 2$ or $x = 3$", "$s = -1,$ 0, or $1$": several values of one symbol that a step lists. Together they claim that one of them
 * is the case; each by itself would claim too much.
 */
#ifndef MISSTEP_CASES_H
#define MISSTEP_CASES_H

#include "link.h"

enum { CASES_MAX = 6 };

/* The disjunction that the i-th statement of the step is part of (FORMULA_OR); NULL if there is none. *last: no further statement is part
 * of it. Memory is the arena's. */
const struct formula *cases_of(struct text step, const struct statement *statements, size_t count, size_t i, struct arena *arena,
                               bool *last);

#endif
