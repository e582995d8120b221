/* shortcuts: can a reader who does no mathematics tell the faulty step from the right one? Areas under ROC curves (rank.h), so
 * RANK_HALF means no. Rows are given one by one; of each kind of error the first ones with a counterpart are kept and measured.
 *
 *   style, digits   the classifier of bayes.h on the faulty step against the right step in its place
 *   length          characters
 *   novelty         how many numbers left of an `=` stand neither in the problem nor in a step before
 *   problem hidden  the classifier on whole solutions; solution hidden: on the problems
 *
 * A row that holds one solution alone is compared with the latest right one before it, of the same problem, or, once, of another. */
#ifndef MISSTEP_SHORTCUTS_H
#define MISSTEP_SHORTCUTS_H

#include "contrast.h"
#include "position.h"
#include "traits.h"

enum {
    SHORTCUTS_KINDS_MAX = 64,                /* the last one takes in all further kinds */
    SHORTCUTS_WHOLE = 3000,                  /* whole solutions compared */
    SHORTCUTS_BYTES_MAX = 256 * 1024 * 1024, /* of text kept; what comes later is only counted */
    SHORTCUTS_SAMPLE_MAX = 1000000,          /* rows of a kind kept */
};

enum figure { FIGURE_STYLE, FIGURE_DIGITS, FIGURE_LENGTH, FIGURE_NOVELTY, FIGURES };

struct shortcuts_kind {
    struct text name, class; /* `class` is that of its first row */
    uint64_t rows;
    size_t measured;
    int32_t figures[FIGURES];
};

/* By enum trait_view. */
struct shortcuts_blind {
    size_t measured;
    int32_t problem_hidden[2], solution_hidden[2];
};

struct shortcuts_report {
    uint64_t rows;
    uint64_t controls;   /* edited, but right */
    uint64_t right;      /* right solutions alone */
    uint64_t unlabelled; /* solutions of which it is not said: for whoever read them to fill in */
    uint64_t alone;      /* faulty ones with nothing to compare the first error with */
    struct shortcuts_kind all, kinds[SHORTCUTS_KINDS_MAX]; /* by name */
    size_t kinds_count;
    struct shortcuts_blind whole, twins; /* twins: groups (group_id) of more than one problem */
    struct positions positions;
};

struct shortcuts;
struct shortcuts *shortcuts_new(size_t sample) MUST_USE; /* rows of a kind, at most SHORTCUTS_SAMPLE_MAX */
void shortcuts_free(struct shortcuts *s);                /* NULL is allowed */

/* `arena` is for what is not kept. */
void shortcuts_add(struct shortcuts *s, const struct contrast *row, struct arena *arena);

/* Names in it are good until shortcuts_free(). */
void shortcuts_measure(struct shortcuts *s, struct shortcuts_report *out);

/* Novelty of the steps with an `=` in solutions up to the first error that people marked. */
enum { NATURAL_MOST = 64 };

struct natural {
    uint64_t steps[2][NATURAL_MOST]; /* right, wrong: how many with so many novel numbers */
};

void natural_add(struct natural *natural, const struct contrast *row, struct arena *arena);
int32_t natural_area(const struct natural *natural);

#endif
