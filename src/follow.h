/* follow: carries a wrong value on through later steps, exactly.
 *
 * Where the cause changes what a claim computes, its result in the same step is the first consequence.
 * Every later number is bound: an operand or a restatement of a changed result changes with it, a result of changed operands is
 * recomputed (and rounded by the same rule), everything else stays. Where a number could be both a changed and an unchanged one,
 * nothing is guessed: the root is refused. New values keep what the old ones were: integer, positive, percent within 100.
 */
#ifndef MISSTEP_FOLLOW_H
#define MISSTEP_FOLLOW_H

#include "rework.h"

/* A number of the problem that becomes another one. */
struct given {
    uint32_t mention; /* in subject.givens */
    struct value now; /* small */
};

/* What is changed before anything follows from it. */
struct cause {
    const struct edit *edits; /* the root edit and the words that change with it: sorted, in one step, not overlapping */
    size_t count;
    int32_t derivation;         /* whose result changes; or -1: the edits change the line of the answer alone */
    struct value value;         /* its new result */
    int32_t left_out;           /* a step that is left out, before that of the edits; or -1 */
    enum parts parts;           /* of what whole amounts may become others */
    bool alone;                 /* carried on within its own step alone */
    const struct given *givens; /* what the problem says otherwise; then there are no edits, and all steps follow */
    size_t givens_count;
};

struct change {
    bool changed;
    bool gone;        /* its step is left out: nothing may mean it any more */
    struct value now; /* small */
};

struct consequences {
    struct edit *edits; /* the follow-up edits, sorted; those of the cause are not among them */
    size_t count;
    struct change *results; /* one per derivation of the subject */
    bool answer_changed;
    struct value answer; /* the new final answer */
    bool hopeless;       /* refused for what no other value would change: an ambiguity, a word */
};

/* Carries the new value to the end. On refusal returns the reason (static), else NULL. */
const char *follow_carry(const struct subject *on, const struct cause *cause, bool separated, struct arena *arena,
                         struct consequences *out);

#endif
