/* golden: solutions whose labels people vouch for, to calibrate verifiers, judges and new versions on. The rows are ProcessBench's
 * (`misstep score PREDICTIONS --against golden.jsonl` measures, two files of predictions are compared: drift; `misstep review` holds
 * the exact verdicts against them), with the version of the rubric and the number of people beside. */
#ifndef MISSTEP_GOLDEN_H
#define MISSTEP_GOLDEN_H

#include "ballot.h"

enum { GOLDEN_PEOPLE = 2 }; /* at least so many say the same, and nobody anything else */

/* A line for each solution of SURVEY_STEPS on which people agree, whatever the key says: {"id", "generator", "problem", "steps",
 * "label", "rubric", "annotators"}; the ids are those of `misstep export --format processbench`. Returns how many. */
size_t golden_rows(const struct ballots *ballots, struct text rubric, struct buffer *out);

#endif
