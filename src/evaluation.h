/* evaluation: known evaluation sets. Whoever trains on them can no longer measure with them. */
#ifndef MISSTEP_EVALUATION_H
#define MISSTEP_EVALUATION_H

#include "json.h"

/* The set that a row belongs to by its fields, or NULL: MATH-500, ProcessBench, PRMBench, MR-GSM8K, GSM8K Platinum, AIME and AMC,
 * OlympiadBench, Omni-MATH. Only fields that no training set has are looked at. */
const char *evaluation_of(const struct json_object *object, struct arena *arena);

/* The set that a problem belongs to by its words, or NULL. Of GSM8K's test problems sixteen are known, spread over the file, so that
 * one with a good part of it is recognised. */
const char *evaluation_of_problem(struct text problem);

#endif
