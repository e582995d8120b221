/* fact: what a step without claims in formulas says of numbers in words: "the remainder when $38$ is divided by $7$ is $3$", "91 is not
 * prime", "the primes between 10 and 20 are $11,$ $13,$ $17,$ and $19$". Each is put as a link, decided like any other; what algebra has no
 * function for is a call of one of the names below (verifiers/integers.c).
 *
 * Words say much that is not read here. So a fact begins and ends where a thought does, nothing in its sentence supposes or asks, and the
 * step has facts only if it names no other number as a result.
 */
#ifndef MISSTEP_FACT_H
#define MISSTEP_FACT_H

#include "link.h"

enum { FACTS_MAX = 12 }; /* per step */

/* Names of calls. */
#define FACT_ROOT_SUM     "root sum" /* of a polynomial, or of words: that of the line said last (verifiers/roots.c) */
#define FACT_ROOT_PRODUCT "root product"
#define FACT_SOLUTIONS    "solutions" /* of an equation, an expression, a letter; of words: said last (verifiers/solutions.c) */

/* Of a set of whole numbers: */
#define FACT_MEMBERS  "members" /* a list: all there are */
#define FACT_FIRST    "first"   /* a list: so many, from the smallest on */
#define FACT_ALL_IN   "all in"  /* a list: all of these are members */
#define FACT_NONE_IN  "none in" /* a list: none of these is */
#define FACT_COUNT    "count"
#define FACT_SMALLEST "smallest"
#define FACT_LARGEST  "largest"
#define FACT_SUM      "sum"

/* A set is a call of this name; its arguments are conditions, calls of the names in fact_conditions[], or of FACT_NOT of such a call. Sets are
 * of positive numbers, unless a condition says otherwise, or a bound. */
#define FACT_SET "whole numbers"
#define FACT_NOT "not"

enum fact_condition {
    FACT_PRIME,
    FACT_COMPOSITE,
    FACT_EVEN,
    FACT_ODD,
    FACT_SQUARE,
    FACT_CUBE,
    FACT_PALINDROME,
    FACT_WHOLE,    /* 0 is one */
    FACT_POSITIVE, /* in so many words */
    FACT_SIGNED,   /* "integers", which may be negative */
    FACT_NONZERO,
    FACT_DIGIT,    /* 0 to 9 */
    FACT_DISTINCT, /* each counts once: said of prime factors, or they are called numbers */
    FACT_PROPER,   /* of divisors: but for the number itself */
    FACT_DIGITS,   /* so many; those below have arguments, too */
    FACT_MULTIPLE,
    FACT_DIVISOR,
    FACT_POWER,
    FACT_COPRIME,
    FACT_ABOVE,
    FACT_AT_LEAST,
    FACT_BELOW,
    FACT_AT_MOST,
    FACT_BETWEEN, /* two bounds, which may be meant with or without them */
    FACT_CONDITIONS
};
extern const char *const fact_conditions[FACT_CONDITIONS];

/* A step as it was read: its words and its statements. */
struct fact_step {
    struct text text;
    struct tokens tokens;
    const struct statement *statements;
    size_t count;
};

/* The facts that the step says, in order, as links (LINK_WORDED); 0 if it says more that is not read. "These" may be values that the step `before`
 * has listed; its text is empty if there is none. */
size_t facts_of(const struct fact_step *step, const struct fact_step *before, uint32_t index, struct arena *arena,
                struct link out[FACTS_MAX]);

/* The problem is one question that numbers alone decide, "What is the units digit of $3^{10}$?", and the step boxes an answer to it: that
 * this answers it, as a link (LINK_CONCLUDED). False if the problem says anything that is not read, but for the form of the answer. */
bool fact_answers(struct text problem, const struct fact_step *step, uint32_t index, struct arena *arena, struct link *out);

#endif
