/* score: predicted first errors against labels: ProcessBench's F1 (Zheng et al., ProcessBench, 2024: the harmonic mean of the shares
 * of faulty and of right solutions that are answered right), and where it is won and lost.
 *
 * All labelled solutions are added first, then the predictions, which are found by id. Shares are ten-thousandths, from exact counts. */
#ifndef MISSTEP_SCORE_H
#define MISSTEP_SCORE_H

#include "pair.h"

enum {
    SCORE_ONE = 10000,
    SCORE_NONE = -1,              /* a share of nothing */
    SCORE_ITEMS_MAX = 10000000,   /* labelled solutions */
    SCORE_SLICES_MAX = 64,        /* injectors or classes told apart; the last one takes in all further ones */
    SCORE_FILES = 2,              /* predictions: one file, and one to compare it with */
    SCORE_PLACES = 10,            /* first errors at 0, 1, …; the last: there or later */
    SCORE_LENGTHS = 6,            /* 1-2, 3-4, 5-6, 7-9, 10-14, 15 steps and more */
    SCORE_UNIT = 1000000,         /* step scores are kept in millionths */
    SCORE_THRESHOLD_UNKNOWN = -1, /* choose it on the development part */
};

/* A labelled solution. Texts are copied. */
struct score_item {
    struct text id;
    struct text group;    /* of twins and variants: drawn together, and in one part together; empty: the solution stands alone */
    struct text injector; /* or whatever the dataset calls the kind of error; empty where there is none */
    struct text class;
    int32_t first_error; /* 0-based, or FIRST_NONE */
    size_t steps;
};

/* Answers to some solutions. */
struct score_sum {
    uint64_t faulty, found, near, flagged; /* the first error itself; it or a neighbour; any error at all */
    uint64_t clean, passed;                /* no error found */
};

int32_t score_share(uint64_t part, uint64_t whole);  /* rounded; SCORE_NONE of nothing */
int32_t score_f1(const struct score_sum *sum);       /* SCORE_NONE if there is no faulty or no right solution */
int32_t score_accuracy(const struct score_sum *sum); /* of both sorts together */

struct score_slice {
    struct text name;
    struct score_sum sum;
};

struct score_file {
    struct score_sum all;
    struct score_slice injectors[SCORE_SLICES_MAX], classes[SCORE_SLICES_MAX]; /* by name; faulty solutions only */
    size_t injectors_count, classes_count;
    struct score_sum places[SCORE_PLACES], lengths[SCORE_LENGTHS]; /* of places: faulty solutions only */
    uint64_t twins, twins_right;                                   /* crossed twins, and those with all four solutions right */
    uint64_t missing;                                              /* labelled solutions without a prediction: counted as wrong */
    uint64_t unknown;                                              /* predictions for ids that are not labelled */
    int32_t threshold;                                             /* in use, in millionths; SCORE_NONE where none was needed */
};

struct score_report {
    uint64_t solutions;   /* scored */
    uint64_t development; /* set apart to choose the threshold, not scored */
    uint64_t unplaced;    /* faulty, but nobody says where: not scored */
    struct score_file files[SCORE_FILES];
    size_t files_count;
    int32_t low[SCORE_FILES], high[SCORE_FILES]; /* of F1: 95 % of the resampled groups lie between */
    int32_t difference_low, difference_high;     /* of F1, first file less second, paired */
    int32_t not_better;                          /* share of resamplings in which the first is not above the second */
};

extern const char *const score_lengths[SCORE_LENGTHS]; /* "1-2", … */

struct score;
struct score *score_new(void) MUST_USE;
void score_free(struct score *score); /* NULL is allowed */

/* EXIT_DATA: the id stands twice, is empty, or there are too many. */
bool score_add(struct score *score, const struct score_item *item, struct error *err) MUST_USE;

/* One line of predictions of file 0 or 1: {"id", "first_error"} (null: no answer) or {"id", "scores"}, one number from 0 to 1 for each
 * step: how likely it is right. EXIT_DATA: neither, or the id stood before, or there are not as many scores as steps. */
bool score_predict(struct score *score, size_t file, struct text line, struct arena *arena, struct error *err) MUST_USE;

struct score_how {
    int64_t threshold;   /* millionths: the first step that scores less is the first error; or SCORE_THRESHOLD_UNKNOWN */
    int64_t development; /* percentage of the groups to choose it on, by their hash */
    int64_t rounds;      /* resamplings of the groups (Efron's bootstrap); 0: none */
    uint64_t seed;
};

/* EXIT_DATA if nothing is left to score. Names in the report are good until score_free(). */
bool score_measure(struct score *score, const struct score_how *how, struct score_report *out, struct error *err) MUST_USE;

/* As a table, and as one line of JSON. `names` of the files; `resampled`: rounds were asked for. */
void score_table(const struct score_report *report, const char *const *names, bool resampled, struct buffer *out);
void score_json(const struct score_report *report, const char *const *names, bool resampled, struct buffer *out);

#endif
