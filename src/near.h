/* near: which of many texts are nearly the same as an earlier one, in time that grows as their number and in bounded memory.
 *
 * Each set of shingles gets a MinHash signature, cut into bands; two sets that agree in a band are compared exactly. Broder, On
 * the resemblance and containment of documents, 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3. With
 * these bands, sets that have 85 % in common meet with a chance of 99.99 %, 70 % with 92 %, 50 % with 27 %. Nothing is drawn:
 * the same sets in the same order give the same answers. */
#ifndef MISSTEP_NEAR_H
#define MISSTEP_NEAR_H

#include "shingle.h"

enum {
    NEAR_BANDS = 20,
    NEAR_ROWS = 6,        /* of a band */
    NEAR_WIDTH = 3,       /* words of a shingle */
    NEAR_SHINGLES = 4096, /* of one text; of a longer one a sample is compared */
    NEAR_LOOKS = 256,     /* earlier sets of one band that are looked at, the latest first */
    NEAR_CHECKS = 64,     /* of these, sets of other groups that are compared exactly, over all bands */
};

#define NEAR_NONE UINT32_MAX

struct near;

/* `percent`: from which Jaccard index on two sets are nearly the same; 1 to 100. `bytes`: what all sets together may take; later ones
 * are compared with those that are kept, but not kept themselves. */
struct near *near_new(unsigned percent, uint64_t bytes) MUST_USE;
void near_free(struct near *near); /* NULL is allowed */

/* A kept set of another group that is nearly the same as that of these words, or NEAR_NONE. No words are like no others. */
uint32_t near_find(struct near *near, const struct shingles *words, uint64_t group);

/* Keeps the set that was asked for last. Its number: from 0, one after the other; NEAR_NONE when there is no more room. */
uint32_t near_keep(struct near *near);

/* How many were not kept for want of room. */
uint64_t near_forgotten(const struct near *near);

#endif
