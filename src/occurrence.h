/* occurrence: where a value stands written in a step: 12, 12.0, -5, 3/4, \frac{3}{4}. Signs are not looked at.
 * In a number that cannot be read one way, 13,15,17, every run of digits counts. */
#ifndef MISSTEP_OCCURRENCE_H
#define MISSTEP_OCCURRENCE_H

#include "token.h"

/* Does the value, or its negative, begin with the number token at `at`? Whole numbers and decimals as one token, other fractions as
 * two. *behind: behind its last token. */
bool occurrence_at(struct text text, const struct tokens *tokens, uint32_t at, const struct value *value, uint32_t *behind);

/* The first one from `from` on; tokens->count if there is none. */
uint32_t occurrence_next(struct text text, const struct tokens *tokens, uint32_t from, const struct value *value,
                         uint32_t *behind);

#endif
