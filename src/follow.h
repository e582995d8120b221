/* follow: carries a wrong value on through later steps, exactly.
 *
 * Every later number is bound: an operand or a restatement of a changed result changes with it, a result of changed operands is
 * recomputed (and rounded by the same rule), everything else stays. Where a number could be both a changed and an unchanged one,
 * nothing is guessed: the root is refused. New values keep what the old ones were: integer, positive, percent within 100.
 */
#ifndef MISSTEP_FOLLOW_H
#define MISSTEP_FOLLOW_H

#include "injector.h"

struct change {
    bool changed;
    struct value now; /* small */
};

struct consequences {
    struct edit *edits; /* the follow-up edits, sorted; the root edit is not among them */
    size_t count;
    struct change *results; /* one per derivation of the subject */
    bool answer_changed;
    struct value answer; /* the new final answer */
    bool hopeless;       /* refused for what no other value would change: an ambiguity, a word */
};

/* Carries the proposal's new value from the derivation `root` to the end. On refusal returns the reason (static), else NULL. */
const char *follow_carry(const struct subject *on, const struct proposal *proposal, int32_t root, bool separated,
                         struct arena *arena, struct consequences *out);

#endif
