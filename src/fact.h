/* fact: what a step without formulas of its own says of numbers in words: "the remainder when $38$ is divided by $7$ is $3$", "91 is not
 * prime", "the positive divisors of $10$ are $1,$ $2,$ $5,$ and $10$". Each is put as a link, decided like any other; what algebra has no
 * function for is a call of one of the names below (verifiers/integers.c).
 *
 * Words say much that is not read here. So a step has facts only if they are all that it says: no formula or number stands outside of them, and
 * few words, none of which restricts, denies or supposes anything.
 */
#ifndef MISSTEP_FACT_H
#define MISSTEP_FACT_H

#include "link.h"

enum { FACTS_MAX = 8 }; /* per step */

/* Names of calls: of one number where nothing else is said; the last one of a number and a bound. */
#define FACT_PRIME           "prime"    /* CONSTANT_TRUE or CONSTANT_FALSE */
#define FACT_DIVISORS        "divisors" /* a list */
#define FACT_DIVISOR_COUNT   "divisor count"
#define FACT_PRIMES_BELOW    "primes below" /* a list */
#define FACT_ROOT_SUM        "root sum"     /* of a polynomial, or of words: that of the line said last (verifiers/roots.c) */
#define FACT_ROOT_PRODUCT    "root product"
#define FACT_SOLUTIONS       "solutions" /* of an equation, an expression, a letter; of words: said last (verifiers/solutions.c) */
#define FACT_MULTIPLES_BELOW "multiples below" /* how many positive ones */

/* The facts that the step consists of, in order, as links (LINK_WORDED); 0 if it says anything else. `statements` are those of the step. */
size_t facts_of(struct text step, const struct tokens *tokens, const struct statement *statements, size_t count, uint32_t index,
                struct arena *arena, struct link out[FACTS_MAX]);

#endif
