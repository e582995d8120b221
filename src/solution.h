/* solution: a worked solution as steps, and the gaps between them, so that the bytes can be restored.
 *
 * Rules of splitting, in order: a solution given as a list is taken as it is; text with line breaks is split at them; text
 * without is split at sentence ends. Never inside mathematics (\[…\], \(…\), $$…$$, environments; $…$ for sentences). A final
 * "#### N" is a step of its own.
 */
#ifndef MISSTEP_SOLUTION_H
#define MISSTEP_SOLUTION_H

#include "text.h"

enum { STEPS_MAX = 400 }; /* per solution; the rest of the text stays in the last step */

struct solution {
    struct text *steps;
    struct text *gaps; /* count + 1 of them: before, between and behind the steps */
    size_t count;
};

/* Splits a text. gaps[0] steps[0] gaps[1] … gaps[count] is the text again. Steps borrow from `text`. */
struct solution solution_split(struct text text, struct arena *arena);

/* Takes a list as it is; the gaps between are one line break each. */
struct solution solution_listed(const struct text *steps, size_t count, struct arena *arena);

/* Calculator marks of GSM8K, <<48/2=24>>: how many there are, and how many agree with the number written behind them. */
struct marks {
    uint32_t seen, agree;
};

/* The text without its calculator marks; the text itself if it has none. */
struct text solution_strip_marks(struct text text, struct arena *arena, struct marks *marks);

#endif
