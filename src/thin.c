#include "thin.h"

#include <stdlib.h>

enum { WAITING = 4 * THIN_MOST };

static int by_rank(const void *a, const void *b)
{
    const struct thin_row *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* The first of those that must go, in the order of rank; more than `most` wait. */
static struct thin_row bar(const struct thin *thin, size_t most)
{
    struct thin_row *sorted = memory_new(thin->count * sizeof *sorted);
    memcpy(sorted, thin->at, thin->count * sizeof *sorted);
    qsort(sorted, thin->count, sizeof *sorted, by_rank);
    struct thin_row const first = sorted[most];
    free(sorted);
    return first;
}

static void move(struct buffer *rows, size_t to, size_t from, size_t size)
{
    if (size)
        memmove(rows->at + to, rows->at + from, size);
}

static void cut_to(struct thin *thin, size_t most, struct buffer *rows, struct thin_row *cut)
{
    if (thin->count <= most)
        return;
    struct thin_row const limit = bar(thin, most);
    size_t to = thin->at[0].start, from = to, kept = 0;
    for (size_t i = 0; i < thin->count; i++) {
        struct thin_row row = thin->at[i];
        bool const goes = by_rank(&row, &limit) >= 0;
        move(rows, to, from, row.start - from); /* what lies before it */
        to += row.start - from;
        from = row.start;
        if (goes) {
            from += row.size;
            cut->rows += row.rows;
            cut->trusted += row.trusted;
            cut->right += row.right;
            cut->wrong += row.wrong;
            continue;
        }
        row.start = to;
        move(rows, to, from, row.size);
        to += row.size;
        from += row.size;
        thin->at[kept++] = row;
    }
    move(rows, to, from, rows->size - from);
    rows->size -= from - to;
    thin->count = kept;
}

void thin_add(struct thin *thin, struct thin_row row, size_t most, struct buffer *rows, struct thin_row *cut)
{
    if (!thin->at)
        thin->at = memory_new(WAITING * sizeof *thin->at);
    thin->at[thin->count++] = row;
    if (thin->count == WAITING)
        cut_to(thin, most, rows, cut);
}

void thin_end(struct thin *thin, size_t most, struct buffer *rows, struct thin_row *cut)
{
    cut_to(thin, most, rows, cut);
    thin->count = 0;
}

void thin_free(struct thin *thin)
{
    free(thin->at);
    *thin = (struct thin){0};
}
