/* calibration: what a judge is worth: how far it agrees with labels, beyond chance; whether it prefers a place, the longer text, or what
 * it wrote itself. Counts and exact figures. */
#ifndef MISSTEP_CALIBRATION_H
#define MISSTEP_CALIBRATION_H

#include "judging.h"

/* Which side the judge wrote itself; of steps OWN_NONE or OWN_CHOSEN. */
enum own { OWN_NONE, OWN_CHOSEN, OWN_REJECTED, OWN_BOTH, OWNS };

/* Of a solution judged step by step. */
enum finding {
    FINDING_PASSED,    /* a right one called right */
    FINDING_FOUND,     /* the first error itself */
    FINDING_ELSEWHERE, /* a faulty one called wrong, but not there, or nobody knows where */
    FINDING_ALARM,     /* a right one called wrong */
    FINDING_MISSED,    /* a faulty one called right */
    FINDING_UNLABELLED,
    FINDING_UNUSABLE,
    FINDINGS,
};

struct calibration {
    enum survey_kind kind;                    /* the caller's; all else is 0 at the start */
    uint64_t items;                           /* pairs, or solutions */
    uint64_t opinions[OPINION_UNSURE + 1];    /* against the label; OPINION_NONE: inconsistent, unusable, without a label */
    uint64_t faults[JUDGING_FAULTS];          /* of answers */
    struct agreement table;                   /* label and judge: places of the first error; sides as shown, in both orders */
    uint64_t outcomes[OWNS][JUDGED_OUTCOMES]; /* of pairs */
    uint64_t shown[CHOICES];                  /* of usable answers about pairs: what was shown first, second, a tie */
    uint64_t kept[2];                         /* pairs of which both answers name the first place, or the second */
    uint64_t longer, shorter;                 /* consistent wins of the longer side, the shorter one */
    uint64_t alike, alike_agreed;      /* pairs of which the sides differ in length by a tenth at most; of these, as labelled */
    uint64_t findings[OWNS][FINDINGS]; /* of steps */
};

/* `said`: JUDGING_CALLS of a pair, one of a solution. */
void calibration_add(struct calibration *c, const struct judged_item *of, struct text judge, const struct judging_said *said);

/* A judge who keeps to one place more often than chance explains: one half is no plausible share (two-sided 95 %). */
bool calibration_biased(const struct calibration *c);

/* False if Cohen's kappa of the table is not above `least`, or not defined. EXIT_FINDINGS. */
bool calibration_gate(const struct calibration *c, int64_t least, struct error *err) MUST_USE;

/* Lines for people, and members of an object that is open. */
void calibration_table(const struct calibration *c, struct buffer *out);
void calibration_json(const struct calibration *c, struct json_writer *w);

#endif
