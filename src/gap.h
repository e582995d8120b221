/* gap: a step is left out, and a later one computes with another number in the place of its result. */
#ifndef MISSTEP_GAP_H
#define MISSTEP_GAP_H

#include "operand.h"

/* Results of steps that hold nothing else, where a later claim computes with them: the site's operand. */
size_t gap_sites(const struct subject *on, struct site *out, size_t max);

/* The derivation of the step that would be left out. */
const struct derivation *gap_missing(const struct subject *on, const struct site *at);

/* The proposal to leave it out and to compute with `now`; false if that cannot be written alike. */
bool gap_propose(const struct subject *on, const struct site *at, const struct value *now, const struct tools *with,
                 struct proposal *out);

#endif
