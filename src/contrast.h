/* contrast: a line of anybody's dataset as what can be told apart in it: a right solution, a faulty one, where the first error
 * stands. Lines are told by their keys, each for itself:
 *
 *   records        problem, steps, bad_steps, first_error, origin, injector, class
 *   PRMBench       original_process, modified_process, error_steps (from 1); or original_steps, steps, first_error
 *   EIC            original_solution, transformed_solution, wrong_step (from 1), wrong_type
 *   preference     chosen, rejected: texts or messages, behind initial_reason_steps if there are any (Step-DPO); the first error is
 *                  the first step that differs
 *   stepwise       completions, labels (true: right)
 *   ProcessBench   steps, label or first_error: one solution, right (-1) or faulty
 */
#ifndef MISSTEP_CONTRAST_H
#define MISSTEP_CONTRAST_H

#include "json.h"
#include "solution.h"

struct contrast {
    struct text source_id; /* what the line says, or empty */
    struct text group_id;  /* of a record; else empty */
    struct text problem;
    struct text kind;                  /* injector, classification, type of error: whatever it is called; or empty */
    struct text class;                 /* of a record; else empty */
    const struct text *right, *faulty; /* steps; in the arena or in the line */
    size_t right_count, faulty_count;  /* 0: the line holds no such solution; both 0: it does not say what is right */
    int32_t first_error;               /* -1 if no step is faulty: a control (both solutions), or a right solution alone */
    int32_t counterpart;               /* the right step that stands in the first error's place; -1: none */
};

/* False with the reason if the line is no JSON object, or of none of these kinds, or does not fit together. */
bool contrast_read(struct text line, struct splitting how, struct arena *arena, struct contrast *out, struct error *err) MUST_USE;

#endif
