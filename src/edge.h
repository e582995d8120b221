/* edge: does an expression really begin and end where it was read? */
#ifndef MISSTEP_EDGE_H
#define MISSTEP_EDGE_H

#include "claim.h"

/* Something touches the claim that arithmetic would have to take in: "√9 + 16 = 25", "A - 3 + 4 = 7", "3 + 4 = 7!", "= 7 000".
 * Such a claim is neither proved nor refuted. */
bool edge_is_cut(struct text text, const struct tokens *tokens, const struct claim *claim);

/* Something near the left (right) end could belong to it. Such a claim is not refuted. */
bool edge_is_loose_left(struct text text, const struct tokens *tokens, const struct claim *claim);
bool edge_is_loose_right(struct text text, const struct tokens *tokens, const struct claim *claim);

#endif
