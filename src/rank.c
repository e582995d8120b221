#include "rank.h"

#include <stdlib.h>

static int by_score(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    return (x->score > y->score) - (x->score < y->score);
}

int32_t rank_area(struct ranked *items, size_t count)
{
    uint64_t positives = 0, twice_ranks = 0;
    if (count > RANK_ITEMS_MAX)
        die("rank_area: %zu items", count);
    if (count)
        qsort(items, count, sizeof *items, by_score);
    for (size_t i = 0, end; i < count; i = end) {
        uint64_t here = 0;
        for (end = i; end < count && items[end].score == items[i].score; end++)
            here += items[end].positive;
        twice_ranks += (i + end + 1) * here; /* the middle of ranks i + 1 … end */
        positives += here;
    }
    uint64_t const pairs = positives * (count - positives);
    if (!pairs)
        return RANK_HALF;
    uint64_t const twice_wins = twice_ranks - positives * (positives + 1);
    return (int32_t)((twice_wins * (RANK_ONE / 2) + pairs / 2) / pairs);
}
