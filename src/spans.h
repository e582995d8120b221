/* spans: where the two sides of a preference differ, for losses that look there only. */
#ifndef MISSTEP_SPANS_H
#define MISSTEP_SPANS_H

#include "render.h"

/* Code points [start, end). */
struct span {
    size_t start, end;
};

struct spans {
    struct span *at; /* in `chosen` or `rejected`; none empty, in their order, none over another */
    size_t count;
};

/* What `text` has between the ends that it shares with `other`; may be empty. */
struct span spans_difference(struct text text, struct text other);

/* What stands on one side and not on the other. Of a record: what its edits replace and what they put there, and whole steps
 * whose other half is not shown; of all else: what is left between the common beginning and the common end of a text. Lists
 * live in the arena. */
void spans_of(const struct pair *pair, const struct preference *shown, const struct render *how, struct arena *arena,
              struct spans *chosen, struct spans *rejected);

#endif
