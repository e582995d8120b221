/* review: other people's labelled and preference data, judged: their labels against exact verdicts, what was changed without saying so,
 * what gives the faulty side away. Counts are kept in counters, so that the sums of threads are right; findings are lines of JSON. */
#ifndef MISSTEP_REVIEW_H
#define MISSTEP_REVIEW_H

#include "bars.h"
#include "pair.h"
#include "pipeline.h"
#include "position.h"
#include "sieve.h"

enum review_counter {
    REVIEW_RIGHT = COUNTER_OWN, /* solutions that are right, by label or preference */
    REVIEW_FAULTY,
    REVIEW_UNLABELLED,    /* nothing is said of them: looked at no further */
    REVIEW_PAIRS,         /* whose sides were judged */
    REVIEW_JUDGED_RIGHT,  /* right solutions that were judged … */
    REVIEW_RIGHT_REFUTED, /* … with a false step */
    REVIEW_GOOD,          /* steps labelled right: of labelled right solutions, and before the first error */
    REVIEW_GOOD_PROVED,
    REVIEW_GOOD_REFUTED,
    REVIEW_ERROR, /* first errors whose place is labelled */
    REVIEW_ERROR_REFUTED,
    REVIEW_ERROR_HOLDS, /* all that they claim is true */
    REVIEW_EARLIER,     /* faulty solutions with a false step before the labelled one */
    REVIEW_PLACED_BOTH, /* faulty solutions whose right original is known, and the place of the error */
    REVIEW_CHANGED,     /* of these, with other words or signs in a step before the labelled first error */
    REVIEW_CHANGED_STEPS,
    REVIEW_RESTYLED,  /* and others, with a step before it that has the same words and signs, written otherwise */
    REVIEW_UNCHANGED, /* with the labelled step as it was */
    REVIEW_BOTH,      /* pairs of which both sides are known */
    REVIEW_SAME,      /* both sides are the same */
    REVIEW_LEAK,      /* the faulty side uses words that give it away, the right one does not */
    REVIEW_LONGER,    /* the faulty side has more characters */
    REVIEW_SHORTER,
    REVIEW_DELTA,   /* sum of the differences in characters, faulty less right */
    REVIEW_SQUARES, /* and of their squares; lengths count up to REVIEW_LENGTH_MAX */
    REVIEW_PLACES,  /* + place of the first error: POSITION_PLACES of them */
    REVIEW_END = REVIEW_PLACES + POSITION_PLACES,
};

enum { REVIEW_LENGTH_MAX = 20000 };

/* Adds what exact verdicts say of the labels of a pair to the counters, findings to `out`: {"file", "id", "finding", "step", "text", "detail"};
 * nowhere, where that is NULL. `right` and `faulty` are its sides as verified, NULL for one that is not known. `file` is the name of the corpus. */
void review_judge(struct text file, const struct pair *pair, const struct subject *right, const struct subject *faulty,
                  int64_t *counters, struct buffer *out);

/* The same of what its texts tell alone, which is cheap. */
void review_texts(struct text file, const struct pair *pair, int64_t *counters, struct buffer *out);

/* Counts a record as it stands: what is proved of its steps, it says itself. There are no findings: whoever doubts a record has it
 * audited. */
void review_record(const struct pair *pair, int64_t *counters);

/* Cohen's d of the paired differences in length (Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, 2.3.5), in
 * ten-thousandths; above 0: the faulty side is longer. */
int64_t review_length_effect(const int64_t *counters);

/* What else was found. */
struct review_more {
    bool sampled; /* not all pairs of others were judged: REVIEW_PAIRS of them */
    struct shortcuts_report shortcuts;
    const struct bars *bars;
    uint64_t pairs, sieved[SIEVED];
};

/* What a careful buyer would object to comes first, one line each; then the figures. True if there is any. */
bool review_table(const int64_t *counters, const struct review_more *more, struct buffer *out);

/* The same as one line of JSON. */
void review_json(const int64_t *counters, const struct review_more *more, struct buffer *out);

#endif
