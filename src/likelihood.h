/* likelihood: how probable a model finds the faulty step of a record, and the step that stands in its place in the right solution, both
 * behind the same text. The log-probability of a step is the sum of those of its tokens, exact as the server wrote them.
 *
 * The odds of an edit are logp_bad - logp_good: 0 where the model would as soon write the slip as the step, far below where it never
 * would. Of several edits of one solution, which may stand in different steps, the one with the highest odds is the hardest. Where both
 * steps are the same text but for the edit, what they share cancels out; a step that the edit makes shorter is the more probable for that
 * alone, which the difference of the means of a token is free of. */
#ifndef MISSTEP_LIKELIHOOD_H
#define MISSTEP_LIKELIHOOD_H

#include "pair.h"
#include "teacher.h"
#include "value.h"

enum {
    LIKELIHOOD_NUMBER_MAX = 64,    /* bytes of a log-probability as written */
    LIKELIHOOD_EXPONENT_MAX = 400, /* of ten, on either side: more than any float has */
    LIKELIHOOD_KEPT_MAX = 1000     /* records of a solution that may be asked for */
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

/* logp_bad - logp_good, or the same of the means. False beyond the limits of value.h. *out must not need clearing. */
bool likelihood_odds(const struct value *good, size_t good_tokens, const struct value *bad, size_t bad_tokens, bool per_token,
                     struct value *out) MUST_USE;

/* Which records stay: of each solution those with the highest odds, of equals the first. Some 40 bytes a record. `{0}` at the start. */
struct ranking {
    struct ranked_odds {
        uint64_t source; /* the solution */
        size_t number;   /* of the record, counted by the caller */
        struct value odds;
    } * items;
    size_t count, room;
};

/* *odds becomes the structure's. */
void ranking_add(struct ranking *ranking, uint64_t source, size_t number, struct value *odds);

/* Marks the best `most` of each solution in `kept`, which has room for all numbers and is all false; begins anew. */
void ranking_keep(struct ranking *ranking, size_t most, bool *kept);

void ranking_free(struct ranking *ranking);

#endif
