/* fact_parts: what fact.c (words, and which pattern they fit) and fact_sense.c (what the pattern says) share. Nobody else includes it. */
#ifndef MISSTEP_FACT_PARTS_H
#define MISSTEP_FACT_PARTS_H

#include "link.h"

enum {
    FACT_ITEMS_MAX = 80, /* words, values and stops of a step that is looked at */
    CAPTURES_MAX = 4
};

enum sense {
    SENSE_REMAINDER,
    SENSE_DIVISION, /* quotient and remainder */
    SENSE_GCD,
    SENSE_LCM,
    SENSE_ROOT_SUM,
    SENSE_ROOT_PRODUCT,
    SENSE_SOLUTIONS,
    SENSE_SUM,
    SENSE_PRODUCT,
    SENSE_MEAN,
    SENSE_DIFFERENCE,
    SENSE_RATIO,
    SENSE_FACTORIZATION,
    SENSE_DIVISIBLE,
    SENSE_BOTH_DIVISIBLE,
    SENSE_INDIVISIBLE,
    SENSE_FACTOR,
    SENSE_EVEN,
    SENSE_ODD,
    SENSE_PRIME,
    SENSE_COMPOSITE,
    SENSE_LAST_DIGIT,
    SENSE_TENS_DIGIT,
    SENSE_DIGIT_SUM,
    SENSE_DIVISORS,
    SENSE_DIVISOR_COUNT,
    SENSE_PRIMES_BELOW,
    SENSE_MULTIPLES_BELOW,
    SENSE_SQUARE_ROOT,
    SENSE_CUBE_ROOT,
    SENSE_SQUARE,
    SENSE_CUBE,
    SENSE_RECIPROCAL,
    SENSE_HALF,
    SENSE_COPRIME,
    SENSE_FLOOR,
    SENSE_CEIL,
    SENSE_BELOW,
    SENSE_ABOVE,
    SENSE_DISTANCE,
    SENSE_LESS,
    SENSE_MORE,
};

/* The values that a pattern has caught, in its order. */
struct match {
    const struct formula *values[CAPTURES_MAX][FACT_ITEMS_MAX];
    size_t counts[CAPTURES_MAX], captures, end; /* item behind it */
};

struct saying {
    const struct formula *left, *right;
    char relation;
};

/* The relation that values in that sense are said to have; false if they cannot be meant so. */
bool fact_says(struct arena *arena, enum sense sense, const struct match *match, struct saying *out);

#endif
