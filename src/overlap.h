/* overlap: does a problem stand in an evaluation set? Exactly, as whoever passes over case, white space and punctuation reads it; or
 * so many words of it in a row. Brown et al., Language models are few-shot learners, 2020, appendix C, looks for 13 words; 8 find more,
 * and more by chance. */
#ifndef MISSTEP_OVERLAP_H
#define MISSTEP_OVERLAP_H

#include "shingle.h"

enum {
    OVERLAP_WORDS = 13, /* in a row, unless said otherwise */
    OVERLAP_WORDS_LEAST = 5,
    OVERLAP_WORDS_MOST = 100,
    OVERLAP_RUNS_MAX = 1 << 24, /* runs of words of all items together: 512 MiB */
};

struct overlap_hit {
    uint32_t item; /* number of the item, as it was added, from 0 */
    bool exact;
    size_t word; /* not exact: the run begins at this word of the problem asked about, from 0 */
};

struct overlap;
struct overlap *overlap_new(size_t words) MUST_USE; /* in a row */
void overlap_free(struct overlap *overlap);         /* NULL is allowed */

/* Adds an item; a text without a word is never found. EXIT_DATA beyond OVERLAP_RUNS_MAX. */
bool overlap_add(struct overlap *overlap, struct text problem, struct error *err) MUST_USE;

/* The first item that the problem equals, else the one of the first run that it shares. */
bool overlap_find(struct overlap *overlap, struct text problem, struct overlap_hit *hit);

#endif
