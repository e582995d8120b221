/* rework: what a claim yields once its numbers, or its text, have become others. */
#ifndef MISSTEP_REWORK_H
#define MISSTEP_REWORK_H

#include "injector.h"

/* A claim wrote `written` (at token `shown`) for the exact value `old`; what would it write for `exact`? In proportion, where it
 * holds, which covers percent points and units; rounded by the same rule where it rounds. False if that cannot be told, or is not
 * small. */
bool rework_result(const struct claim *claim, const struct token *shown, const struct value *old, const struct value *written,
                   const struct value *exact, struct value *out);

/* The new result of a derivation whose step is edited (`edits` sorted, all in that step, none touches the result): the step is read
 * again from its bytes. NULL, or the reason why not (static). */
const char *rework_derivation(const struct subject *on, const struct derivation *d, const struct edit *edits, size_t count,
                              struct arena *arena, struct value *out);

/* The same where the edited step has been read already: `is` is what the derivation's claim has become, among `tokens`. */
const char *rework_claim(const struct subject *on, const struct derivation *d, const struct tokens *tokens,
                         const struct claim *is, struct value *out);

#endif
