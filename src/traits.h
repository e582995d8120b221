/* traits: what a reader sees of a text who does no mathematics, as hashes.
 *
 *   style    words, pairs of neighbouring words and stretches of three characters, every digit as 0
 *   digits   of each number its last digit, zeros at its end, length and decimals; and how many numbers there are
 */
#ifndef MISSTEP_TRAITS_H
#define MISSTEP_TRAITS_H

#include "text.h"

enum trait_view { TRAITS_STYLE, TRAITS_DIGITS };

struct traits {
    uint64_t *at;
    size_t count, room;
};

/* In place of what `out` held, one for each occurrence. The text is UTF-8. */
void traits_read(struct text text, enum trait_view view, struct traits *out);

void traits_free(struct traits *traits);

#endif
