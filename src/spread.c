#include "spread.h"

enum { EXACT = 256, PARTS = 16, NUMBER_MAX = (1 << 21) - 1 };

void spread_add(int64_t counters[SPREAD_COUNTERS], size_t number)
{
    size_t low = EXACT, at = EXACT;
    number = MIN(number, (size_t)NUMBER_MAX);
    for (; number >= 2 * low; low *= 2)
        at += PARTS;
    counters[number < EXACT ? number : at + (number - low) / (low / PARTS)]++;
}

static size_t number_at(size_t at)
{
    if (at < EXACT)
        return at;
    size_t const low = (size_t)EXACT << (at - EXACT) / PARTS;
    return low + (at - EXACT) % PARTS * (low / PARTS);
}

struct spread spread_of(const int64_t counters[SPREAD_COUNTERS])
{
    struct spread out = {0};
    int64_t seen = 0;
    for (size_t i = 0; i < SPREAD_COUNTERS; i++)
        out.count += counters[i];
    for (size_t i = 0; i < SPREAD_COUNTERS; i++) {
        if (!counters[i])
            continue;
        out.least = seen == 0 ? number_at(i) : out.least;
        out.median = seen * 2 < out.count ? number_at(i) : out.median; /* the lower one of two */
        out.most = number_at(i);
        seen += counters[i];
    }
    return out;
}
