/* spread: the least, the median and the greatest of many numbers, kept in counters, so that the sums of threads and of resumed runs
 * are right. Numbers below 256 are kept exactly, others to within 1/16 (rounded down), as are those from 2^21 on: as 2^21 - 1. */
#ifndef MISSTEP_SPREAD_H
#define MISSTEP_SPREAD_H

#include "base.h"

enum { SPREAD_COUNTERS = 256 + 13 * 16 };

struct spread {
    int64_t count;
    size_t least, median, most; /* 0 where there is no number */
};

void spread_add(int64_t counters[SPREAD_COUNTERS], size_t number);
struct spread spread_of(const int64_t counters[SPREAD_COUNTERS]);

#endif
