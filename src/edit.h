/* edit: a change to the text of a solution: a stretch of one step, and what it becomes. */
#ifndef MISSTEP_EDIT_H
#define MISSTEP_EDIT_H

#include "text.h"

enum { EDITS_MAX = 200 }; /* per record */

struct edit {
    uint32_t step;
    uint32_t start, end; /* bytes in the source's step */
    struct text becomes;
};

static inline bool edit_equal(const struct edit *a, const struct edit *b)
{
    return a->step == b->step && a->start == b->start && a->end == b->end && text_equal(a->becomes, b->becomes);
}

/* Sorts by place. */
void edits_sort(struct edit *edits, size_t count);

/* The steps with all edits made; steps without edits are borrowed. `edits` are sorted and do not overlap. */
struct text *edits_apply(const struct text *steps, size_t count, const struct edit *edits, size_t edits_count,
                         struct arena *arena);

#endif
