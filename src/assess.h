/* assess: what people answered, against each other and against the key. */
#ifndef MISSTEP_ASSESS_H
#define MISSTEP_ASSESS_H

#include "agreement.h"
#include "ballot.h"

/* What is compared: what was chosen, of each kind; and the place of the first error, none included. */
enum measure { MEASURE_PAIRS, MEASURE_STEPS, MEASURE_PREFERENCE, MEASURE_FIRST_ERROR, MEASURES };
extern const char *const measure_names[MEASURES];
enum survey_kind measure_kind(enum measure measure);

enum { ASSESS_ALL = BALLOT_ANNOTATORS }; /* in place of an annotator: all of them together */

/* Both said something of so many items: the table of what. Answers of the place of an error: 0 none, then 1 + place, cut at the last. */
void assess_between(const struct ballots *ballots, enum measure measure, size_t a, size_t b, struct agreement *out);
void assess_key(const struct ballots *ballots, enum measure measure, size_t who, struct agreement *out); /* rows: the key */

/* Of a table of places: the share that is the same or one step off. */
int64_t assess_near(const struct agreement *table);

/* Over all pairs of annotators with a kappa: its mean, AGREEMENT_NONE if there is none. */
int64_t assess_mean(const struct ballots *ballots, enum measure measure, size_t *pairs);

/* Over the items with as many answers as most have, where that is more than two: their number in *items, 0 where there are none. */
int64_t assess_fleiss(const struct ballots *ballots, enum measure measure, size_t *items, uint32_t *raters);

/* Does a person say what the key says? */
enum opinion {
    OPINION_NONE, /* did not answer */
    OPINION_YES,
    OPINION_NO,
    OPINION_UNSURE, /* a tie where one side is right; cannot tell */
};
enum opinion assess_opinion(const struct survey_item *item, const struct ballot *ballot);

struct consent {
    uint64_t items;              /* with an answer */
    uint64_t unconfirmed;        /* of these, without more yes than no */
    uint64_t disputed, answers;  /* items of which not all say the same */
    uint64_t natural, unnatural; /* answers of faulty pairs */
};
void assess_consent(const struct ballots *ballots, enum survey_kind kind, struct consent *out);

/* Is the item answered by two people who do not say the same? */
bool assess_disputed(const struct ballots *ballots, size_t item);

/* How many of the items for attention a person answered as the key does. */
void assess_gold(const struct ballots *ballots, size_t who, uint64_t *right, uint64_t *answered);

/* The kappa that a kind of question is judged by: the mean between annotators, or with the key where no two of them have one. AGREEMENT_NONE:
 * neither is defined. */
int64_t assess_kappa(const struct ballots *ballots, enum measure measure, bool *with_key);

/* False, and why, if a kind of question was answered with less agreement than `least`, or with one that is not defined. EXIT_FINDINGS. */
bool assess_gate(const struct ballots *ballots, int64_t least, struct error *err) MUST_USE;

/* For people, and as one line of JSON. */
void assess_table(const struct ballots *ballots, struct buffer *out);
void assess_json(const struct ballots *ballots, struct buffer *out);

/* A line for each answer: {"pair_id", "item", "bundle", "kappa", "injector", "class", "control", "gold", "annotator", "choice", "expected", "first_error",
 * "expected_first_error", "agrees", …}; "kappa" is that of the kind of question, or null; "choice" of two sides: "right", "faulty", … as the key says. */
void assess_verdicts(const struct ballots *ballots, struct buffer *out);

#endif
