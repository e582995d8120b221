/* stepwise: what readers and writers of labelled steps share: lists of steps, labels, and numbers before steps. */
#ifndef MISSTEP_STEPWISE_H
#define MISSTEP_STEPWISE_H

#include "dataset.h"

/* The steps of a row from a member that is a list of at least one text, DATASET_STEPS_MAX at most. EXIT_DATA */
bool stepwise_steps(const struct json_object *object, const char *key, struct arena *arena, struct row *row,
                    struct error *err) MUST_USE;

/* The labels of a row whose first wrong step is known (from 0): right before it, unlabelled behind it; -1: all right.
 * EXIT_DATA if it has no such step. */
bool stepwise_first_error(struct row *row, int64_t first, struct arena *arena, struct error *err) MUST_USE;

/* The labels of a row's steps from a member that is a list of as many: true, false, 1, 0, a share, or null where nobody said
 * anything. EXIT_DATA */
bool stepwise_labels(const struct json_object *object, const char *key, struct arena *arena, struct row *row,
                     struct error *err) MUST_USE;

/* A share of continuations that came out right, as a JSON number from 0 to 1: 0 is wrong, 1 right, between them neutral. False if
 * it is none. */
bool stepwise_share(struct text number, enum row_label *out) MUST_USE;

/* Where a solution begins behind its problem: at the last "Step 1:", or text.size. */
size_t stepwise_begin(struct text text);

/* For readers: a step without the number that the format puts before it, as "Step 3: " (before "Step ", behind ":") or "3. ", and
 * without white space at both ends; perhaps empty. The step itself, trimmed, if it has none or if the number is not `wanted` (0:
 * any). */
struct text stepwise_bare(struct text step, struct text before, struct text behind, size_t wanted);

/* For writers who put "Step 3:" before each: a step without the one that it brings along, unless it is nothing else. */
struct text stepwise_unnumbered(struct text step);

#endif
