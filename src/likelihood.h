/* likelihood: how probable a model finds the faulty step of a record, and the step that stands in its place in the right solution, both
 * behind the same text. The log-probability of a step is the sum of those of its tokens, exact as the server wrote them; nothing is
 * divided by the length: both sides are the same text but for the edit, so what they share cancels out in the difference.
 *
 * The odds of an edit are logp_bad - logp_good: 0 where the model would as soon write the slip as the step, far below where it never
 * would. Of several edits of one solution, which may stand in different steps, the one with the highest odds is the hardest. */
#ifndef MISSTEP_LIKELIHOOD_H
#define MISSTEP_LIKELIHOOD_H

#include "pair.h"
#include "teacher.h"
#include "value.h"

enum {
    LIKELIHOOD_NUMBER_MAX = 64,   /* bytes of a log-probability as written */
    LIKELIHOOD_EXPONENT_MAX = 400 /* of ten, on either side: more than any float has */
};

/* Two ways to go on. */
struct forks {
    struct text
        before; /* the steps that both sides share, each with a line break behind it; empty where the first one is the faulty one */
    struct text good, bad; /* the steps */
};

/* Of a record. NULL, or why there are no two steps to be compared (static). */
const char *likelihood_forks(const struct pair *pair, struct arena *arena, struct forks *out);

/* A number of JSON, exact; what needs more than VALUE_PLACES_MAX decimals is rounded to them. False if it is none, or beyond the limits
 * above. *out must not need clearing. */
bool likelihood_number(struct text json, struct value *out) MUST_USE;

/* The sum over tokens; false if one of them has no log-probability. *out must not need clearing. */
bool likelihood_sum(const struct echoed *tokens, size_t count, struct value *out) MUST_USE;

/* The records of one solution: those with the highest odds stay, of equals the first. Lines are kept as they are. `{0}` at the start. */
enum { LIKELIHOOD_KEPT_MAX = 64 };
struct hardest {
    struct kept {
        struct value odds;
        uint64_t number; /* its place among all that were offered */
        struct buffer line;
    } at[LIKELIHOOD_KEPT_MAX];
    size_t count;
    uint64_t offered;
};

/* `most` is 1 to LIKELIHOOD_KEPT_MAX, and the same for all of a solution. *odds becomes the structure's, or is cleared. */
void likelihood_offer(struct hardest *hardest, size_t most, struct value *odds, struct text line);

/* Appends the lines that stayed, in the order in which they came, and begins anew. */
void likelihood_take(struct hardest *hardest, struct buffer *out);

#endif
