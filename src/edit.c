#include "edit.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const struct edit *x = a, *y = b;
    if (x->step != y->step)
        return x->step < y->step ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

void edits_sort(struct edit *edits, size_t count)
{
    qsort(edits, count, sizeof *edits, by_place);
}

static struct text apply(struct text step, const struct edit *edits, size_t count, struct arena *arena)
{
    size_t size = step.size;
    for (size_t i = 0; i < count; i++)
        size = size - (edits[i].end - edits[i].start) + edits[i].becomes.size;
    char *out = arena_alloc(arena, size + 1);
    size_t at = 0, from = 0;
    for (size_t i = 0; i < count; i++) {
        memcpy(out + at, step.at + from, edits[i].start - from);
        at += edits[i].start - from;
        memcpy(out + at, edits[i].becomes.at, edits[i].becomes.size);
        at += edits[i].becomes.size;
        from = edits[i].end;
    }
    memcpy(out + at, step.at + from, step.size - from);
    return (struct text){out, size};
}

struct text *edits_apply(const struct text *steps, size_t count, const struct edit *edits, size_t edits_count,
                         struct arena *arena)
{
    struct text *out = ARENA_ARRAY(arena, struct text, count + 1);
    size_t done = 0;
    for (size_t k = 0; k < count; k++) {
        size_t mine = 0;
        while (done + mine < edits_count && edits[done + mine].step == k)
            mine++;
        out[k] = mine ? apply(steps[k], edits + done, mine, arena) : steps[k];
        done += mine;
    }
    return out;
}
