/* fresh: a number that stands nowhere before in place of an operand, as large and as round as that. */
#ifndef MISSTEP_FRESH_H
#define MISSTEP_FRESH_H

#include "operand.h"

/* Operands of proved claims whose sources are a subset of `sources` (enum source) and hold `must`: whole numbers above 2. */
size_t fresh_sites(const struct subject *on, unsigned sources, enum source must, struct site *out, size_t max);

/* The operand alone changes: "after 7 years it is 150 * 7" would be true. */
bool fresh_propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out);

#endif
