/* operand: what injectors ask about the numbers that a claim computes with. */
#ifndef MISSTEP_OPERAND_H
#define MISSTEP_OPERAND_H

#include "injector.h"
#include "trace.h"

/* The only mention of this value in the problem, as it stands there; NULL if there is none, or more than one. */
const struct mention *operand_mention(const struct subject *on, const struct value *value);

/* Is the value an operand of the derivation? */
bool operand_occurs(const struct subject *on, const struct derivation *d, const struct value *value);

/* Does b lie within a fifth and five times of a? */
bool operand_like_size(const struct value *a, const struct value *b);

/* The word behind the number at `token`: what it counts. Empty if something else stands there. */
struct text operand_unit(struct text text, const struct tokens *tokens, uint32_t token);

/* Money stays money, percent percent; where a unit follows the operand, the problem must name the other number with it. */
bool operand_like_kind(const struct subject *on, const struct mention *was, const struct mention *now, struct text unit);

/* "The step takes 5 for 4; right is 4*3 = 12." Of edits that put one number for another. */
struct text operand_explain(const struct subject *on, const struct site *at, const struct proposal *proposal,
                            struct arena *arena);

#endif
