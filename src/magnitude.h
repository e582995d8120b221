/* magnitude: names that a text gives to lengths, areas and volumes, which are positive: "radius $r$", "let $s$ be the side length of …",
 * "legs $a$ and $b$"; and of which it wants the positive value. Words that are not read make a name no magnitude.
 */
#ifndef MISSTEP_MAGNITUDE_H
#define MISSTEP_MAGNITUDE_H

#include "text.h"

enum { MAGNITUDES_MAX = 16 };

struct magnitudes {
    struct text names[MAGNITUDES_MAX];
    size_t count;
};

/* Adds those of a text: a letter between dollar signs, or one with an index. */
void magnitudes_read(struct magnitudes *magnitudes, struct text text);

bool magnitudes_have(const struct magnitudes *magnitudes, struct text name);

#endif
