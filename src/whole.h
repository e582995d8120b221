/* whole: sets of whole numbers as words describe them, and their members. A set is written as a formula, a call of WHOLE_SET; what is said of
 * one is a call of one of the names before it (fact.h reads them, verifiers/integers.c decides them). Work is counted.
 */
#ifndef MISSTEP_WHOLE_H
#define MISSTEP_WHOLE_H

#include "formula.h"

/* What is said of a set. */
#define WHOLE_MEMBERS  "members" /* a list: all there are */
#define WHOLE_FIRST    "first"   /* a list: so many, from the smallest on */
#define WHOLE_ALL_IN   "all in"  /* a list: all of these are members */
#define WHOLE_NONE_IN  "none in" /* a list: none of these is */
#define WHOLE_COUNT    "count"
#define WHOLE_SMALLEST "smallest"
#define WHOLE_LARGEST  "largest"
#define WHOLE_SUM      "sum"
#define WHOLE_WITHIN   "within" /* a set: all are members of this one, too */
#define WHOLE_SAME     "same"   /* … and the other way round */

/* A set is a call of this name; its arguments are conditions, calls of the names in whole_properties[], or of WHOLE_NOT of such a call. Sets are
 * of positive numbers, unless a condition says otherwise, or a bound. */
#define WHOLE_SET "whole numbers"
#define WHOLE_NOT "not"

enum whole_property {
    WHOLE_PRIME,
    WHOLE_COMPOSITE,
    WHOLE_EVEN,
    WHOLE_ODD,
    WHOLE_SQUARE,
    WHOLE_CUBE,
    WHOLE_PALINDROME,
    WHOLE_FROM_ZERO, /* 0 is one */
    WHOLE_POSITIVE,  /* in so many words */
    WHOLE_SIGNED,    /* "integers", which may be negative */
    WHOLE_NONZERO,
    WHOLE_DIGIT,    /* 0 to 9 */
    WHOLE_DISTINCT, /* each counts once: said of prime factors, or they are called numbers */
    WHOLE_PROPER,   /* of divisors: but for the number itself */
    WHOLE_DIGITS,   /* so many; those below have arguments, too */
    WHOLE_MULTIPLE,
    WHOLE_DIVISOR,
    WHOLE_POWER,
    WHOLE_COPRIME,
    WHOLE_DIVISORS, /* it has so many */
    WHOLE_DIGIT_SUM,
    WHOLE_LAST_DIGIT, /* one of its arguments */
    WHOLE_REMAINDER,  /* this is left by that */
    WHOLE_DIGIT_SUM_MULTIPLE,
    WHOLE_LAST_DIGITS_MULTIPLE, /* so many of them, as a number, of this */
    WHOLE_ABOVE,
    WHOLE_AT_LEAST,
    WHOLE_BELOW,
    WHOLE_AT_MOST,
    WHOLE_BETWEEN, /* two bounds, which may be meant with or without them */
    WHOLE_PROPERTIES
};
extern const char *const whole_properties[WHOLE_PROPERTIES];

enum {
    WHOLE_LISTED_MAX = 100,
    WHOLE_CONDITIONS_MAX = 12,
    WHOLE_TRIALS_MAX = 100000 /* numbers and divisors tried, of one fact */
};

/* What words leave open: whether "between" takes in its ends, whether 1 is a power, whether 0 is a multiple. */
enum whole_reading { WHOLE_WITH_ENDS = 1, WHOLE_WITHOUT_ONE = 2, WHOLE_WITH_ZERO = 4, WHOLE_READINGS = 8 };

struct whole_condition {
    enum whole_property is;
    bool not ;
    int64_t number, other; /* its arguments */
};

struct whole_set {
    struct whole_condition conditions[WHOLE_CONDITIONS_MAX];
    size_t count;
    int64_t low, high;
    bool low_said, bounded; /* bounded: above */
    int64_t *trials;        /* counted here */
};

struct whole_list {
    int64_t at[WHOLE_LISTED_MAX]; /* in order */
    size_t count;
};

/* What the members of a set are together. */
struct whole_tally {
    int64_t count, first, last, sum;
    bool listed; /* they are those of the list, as far as it goes */
};

/* A whole number of moderate size; false if the formula is none. */
bool whole_number(const struct formula *f, int64_t *out);

/* Exact unless the trials reach WHOLE_TRIALS_MAX. */
bool whole_is_prime(int64_t n, int64_t *trials);

/* False if the set cannot be read, or its members are beyond the limits. */
bool whole_read(const struct formula *f, unsigned reading, struct arena *arena, int64_t *trials, struct whole_set *s);

/* Has the set this condition? */
bool whole_needs(const struct whole_set *s, enum whole_property is);

/* May it have negative members that nobody looks at? */
bool whole_is_open(const struct whole_set *s);

bool whole_has(struct whole_set *s, int64_t n, unsigned reading);

/* Of all members, or of the first `most`, if that is not 0; false if they are not found within the limits. */
bool whole_tally(struct whole_set *s, unsigned reading, int64_t most, const struct whole_list *list, struct whole_tally *out);

#endif
