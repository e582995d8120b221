/* reach: where an expression that ends at a relation begins. Looks left over operands, operators and units. */
#ifndef MISSTEP_REACH_H
#define MISSTEP_REACH_H

#include "parse.h"

/* The first token of the longest expression that ends right before token `end` (units included); `end` if there is none.
 * Does not look left of token `least`. With `asides` it passes over words that are no unit, as READ_ASIDES does. */
uint32_t reach_start(struct text text, const struct tokens *tokens, uint32_t least, uint32_t end, bool asides);

#endif
