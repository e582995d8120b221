/* verdicts: a verified solution -> one line of JSON, and the sums over a corpus. */
#ifndef MISSTEP_VERDICTS_H
#define MISSTEP_VERDICTS_H

#include "pipeline.h"
#include "verify.h"

/* Counters of verifying, in worker->counters. */
enum {
    VERDICT_STEPS_PROVED = COUNTER_OWN,
    VERDICT_STEPS_REFUTED,
    VERDICT_STEPS_UNKNOWN,
    VERDICT_CLAIMS_HOLD, /* + enum truth */
    VERDICT_SOLUTIONS_REFUTED = VERDICT_CLAIMS_HOLD + 4,
    VERDICT_ANSWERS_PROVED,                          /* + enum verdict */
    VERDICT_PROOF_NONE = VERDICT_ANSWERS_PROVED + 3, /* + enum source_proof */
    VERDICT_MARKS_SEEN = VERDICT_PROOF_NONE + 4,
    VERDICT_MARKS_AGREE,
    VERDICT_COUNTERS_END,
};

/* {"id","first_error","source_proof","steps":[…],"answer":{…},"coverage"} and a line break. Where thoughts were split off, each
 * step says whether it belongs to one ("thought"). */
void verdicts_write(struct text id, const struct subject *subject, const struct solution *solution, struct buffer *out);

void verdicts_count(const struct subject *subject, const struct marks *marks, int64_t *counters);

/* The sums as a table for people, and as one JSON object. */
void verdicts_table(const int64_t *counters, struct buffer *out);
void verdicts_json(const int64_t *counters, struct buffer *out);

#endif
