/* bare: a value in the place of the claim that works it out: "has 3 * 4 = 12 pens" -> "has 12 pens". */
#ifndef MISSTEP_BARE_H
#define MISSTEP_BARE_H

#include "operand.h"

/* Claims, each alone in its step, without which the sentence goes on. */
size_t bare_sites(const struct subject *on, struct site *out, size_t max);

/* The site's claim becomes this value, with the currency sign of its result. False if it cannot be written so. */
bool bare_propose(const struct subject *on, const struct site *at, const struct tools *with, const struct value *value,
                  struct proposal *out);

#endif
