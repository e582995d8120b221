/* numerals: the numbers in a text as a reader sees them who does no mathematics: digits with commas between and a point, no
 * sign, no unit. `\d[\d,]*\.?\d*|\.\d+` */
#ifndef MISSTEP_NUMERALS_H
#define MISSTEP_NUMERALS_H

#include "text.h"

/* The next one at or after *at, which moves behind it; false at the end of the text. */
bool numerals_next(struct text text, size_t *at, struct text *out);

/* The numbers met so far, without their commas, zeros in front and a point at the end; by their 64-bit hashes. It grows in the
 * arena. `{0}` is empty. */
struct numerals {
    uint64_t *at;
    size_t count, room;
};

void numerals_add(struct numerals *known, struct text text, struct arena *arena);

/* How many different numbers before the step's last `=` are not known; 1, 2 and 100 are known to everybody. */
size_t numerals_novel(const struct numerals *known, struct text step, struct arena *arena);

#endif
