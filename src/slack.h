/* slack: could decimals that were rounded before explain why two sides differ (".33 * 60 = 20")? Each decimal may be off by one
 * unit in its last place; both sides are evaluated as intervals, over all corners that matter.
 */
#ifndef MISSTEP_SLACK_H
#define MISSTEP_SLACK_H

#include "claim.h"

/* True if the intervals meet, or cannot be told; false where no side has decimals, or one has a percent sign. */
bool slack_explains(const struct tokens *tokens, const struct value *numbers, const struct claim *claim);

#endif
