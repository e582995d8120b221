/* outcomes: the values that a solution has found for its letters, in all of its cases: "x = 3", "y = 2 or y = 5", "z = 1 ± i". What is only supposed
 * ("if t = 1") is not found; values found under a supposition stay known here when it ends. */
#ifndef MISSTEP_OUTCOMES_H
#define MISSTEP_OUTCOMES_H

#include "formula.h"

enum {
    OUTCOMES_MAX = 32,      /* the latest are kept */
    OUTCOMES_POINTS_MAX = 6 /* likewise */
};

/* A point or a vector written with letters: (x, y), (1 + 3t, 2 - 4t). */
struct outcomes_point {
    struct text name; /* of P = (1 + 3t, 2 - 4t); empty if it has none */
    const struct formula *is;
};

struct outcomes {
    struct text names[OUTCOMES_MAX]; /* in order; of several values of one letter each stands here */
    const struct formula *values[OUTCOMES_MAX];
    size_t count;
    struct outcomes_point points[OUTCOMES_POINTS_MAX]; /* in order */
    size_t points_count;
};

/* Keeps the points and vectors (columns) with letters in a statement or an expression. */
void outcomes_keep_points(struct outcomes *outcomes, const struct formula *f);

/* Takes in what a statement says: equations of a letter and a value, one behind another or as tuples, each of several. */
void outcomes_take(struct outcomes *outcomes, const struct formula *statement);

/* The values of the letter, at most `max`, in order. A value may hold ±. */
size_t outcomes_of(const struct outcomes *outcomes, struct text name, const struct formula **out, size_t max);

#endif
