/* shingle: a text as runs of words, for whoever asks whether two texts are the same or nearly so.
 *
 * A word is a run of letters, ASCII ones in either case the same, or a run of digits; a character of a script that puts no blanks
 * between words (from U+2E80 on) is one by itself; all else parts words and is passed over. Broder, On the resemblance and
 * containment of documents, 1997. */
#ifndef MISSTEP_SHINGLE_H
#define MISSTEP_SHINGLE_H

#include "text.h"

enum shingle_view {
    SHINGLE_WORDS,
    SHINGLE_SIGNS,  /* each of + - * / ^ = < > % ! is a word, too */
    SHINGLE_MASKED, /* every number, with its commas and points, is the same word: what is left is the pattern of a problem */
};

/* Hashes of words, in the order of the text. `{0}` is empty; reuse it. */
struct shingles {
    uint64_t *at;
    size_t count, room;
};

/* Appends the words of a text. */
void shingle_words(struct text text, enum shingle_view view, struct shingles *out);

/* The text from its word number `from` on, from 0, over `count` words (SHINGLE_WORDS). */
struct text shingle_stretch(struct text text, size_t from, size_t count);

/* The hash of `count` words in their order; never 0. */
uint64_t shingle_hash(const uint64_t *words, size_t count);

/* In place of what `out` held: the set of all runs of `width` words, by 32-bit hashes in ascending order; of a text of fewer
 * words the one run that it is. At most `most` of them, the smallest: a fair sample, the same of equal texts. */
void shingle_set(const struct shingles *words, size_t width, size_t most, struct shingles *out);

/* What two such sets have in common, in percent of what either has (Jaccard), rounded down. Two empty sets: 0. */
unsigned shingle_percent(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);

void shingles_free(struct shingles *shingles);

#endif
