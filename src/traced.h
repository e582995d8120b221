/* traced: one side of a pair as JSON: its steps, the claims found in them with their verdicts and values, where the numbers come from, and
 * the figures of the whole. The same keys and types in each row; what is not known is "" or -1. */
#ifndef MISSTEP_TRACED_H
#define MISSTEP_TRACED_H

#include "flip.h"
#include "json_write.h"

/* The type of the object, as in column.h. */
extern const char traced_type[];

/* key: the object. `flat`: the whole text as it is shown. */
void traced_put(struct json_writer *w, const char *key, const struct flip_sides *sides, enum side side, struct text flat,
                struct arena *arena);

/* How much is in a side. */
struct traced_figures {
    size_t steps[3]; /* by enum verdict */
    size_t claims, truths[4];
    size_t derivations, known, depth, characters;
};

struct traced_figures traced_count(const struct subject *side);

/* Milliseconds as they are shown: -1 for 0, which is not known. */
int64_t traced_time(int64_t milliseconds);

/* Of each byte of a text, and of its end, the number of code points before it. */
uint32_t *traced_points(struct text text, struct arena *arena);

#endif
