/* rank: the area under the ROC curve, by exact arithmetic on ranks (Mann and Whitney; ties count half). */
#ifndef MISSTEP_RANK_H
#define MISSTEP_RANK_H

#include "base.h"

enum {
    RANK_ONE = 10000,          /* the area as ten-thousandths */
    RANK_HALF = RANK_ONE / 2,  /* a coin */
    RANK_ITEMS_MAX = 20000000, /* beyond, the sum of ranks would not fit */
};

struct ranked {
    int64_t score;
    bool positive;
};

/* The chance that a positive item scores higher than one that is not, rounded; RANK_HALF where one sort is missing. Sorts the
 * items. At most RANK_ITEMS_MAX. */
int32_t rank_area(struct ranked *items, size_t count);

#endif
