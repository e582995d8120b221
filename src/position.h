/* position: where the first error stands: shares of the places 0, 1, 2, … to compare with, the last one for all places from there on. */
#ifndef MISSTEP_POSITION_H
#define MISSTEP_POSITION_H

#include "text.h"

enum { POSITION_PLACES = 10 };

/* Where first errors stand in a corpus. */
struct positions {
    uint64_t at[POSITION_PLACES];   /* how many; the last place: there or later */
    uint64_t even[POSITION_PLACES]; /* how many there would be if each step were as likely, in units of 2^-POSITION_BITS */
    uint64_t count;
};

enum { POSITION_BITS = 20 };

void positions_count(struct positions *positions, size_t first_error, size_t steps);

/* Shares in ten-thousandths. */
struct target {
    uint32_t shares[POSITION_PLACES];
    size_t places;
    bool uniform; /* each step of a solution as likely: the shares follow from the solutions' lengths */
};

#define TARGET_SAYS                                                                                                              \
    "uniform, processbench-gsm8k, processbench-math, or percentages of places 0, 1, …: 30,40,20,10 (the last: there and later)"

/* A name or a list of whole percentages with the sum 100. EXIT_USAGE */
bool target_read(const char *text, struct target *out, struct error *err);

/* The largest difference of a share from its target, in ten-thousandths; *place is where. */
uint32_t target_distance(const struct target *target, const struct positions *positions, size_t *place);

#endif
