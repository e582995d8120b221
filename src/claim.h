/* claim: "this relates to that", found in the text of a step.
 *
 * Relations are those of relation.h; "is" and its kin stand behind an expression with an operator. A chain a = b = c makes the
 * claims a = b and b = c. Finding judges nothing; judge.h decides. Only the neighbourhood of a relation is parsed.
 */
#ifndef MISSTEP_CLAIM_H
#define MISSTEP_CLAIM_H

#include "relation.h"

enum { CLAIMS_MAX = 64 }; /* per step; further relations are not read */

enum truth {
    TRUTH_HOLDS,
    TRUTH_ROUNDS, /* right to the places shown, or cut off there */
    TRUTH_FAILS,  /* under every plausible reading */
    TRUTH_UNKNOWN,
};

struct claim {
    uint32_t step;
    uint32_t relation;   /* token, the last one of a phrase */
    char sign;           /* as in struct relation */
    bool phrase;         /* RELATION_PHRASE */
    uint32_t start, end; /* bytes in the step's text: from the left side to the right side's last number */
    bool approximate;    /* "≈", or words announce a rounding */
    bool chained;        /* its left side is the right side of the claim before it */
    bool continued;      /* its right side is the left side of the next relation */
    struct expr left, right;
    bool formula;            /* read as a formula (numeric.h): nothing in the running text around it matters */
    struct expr other_right; /* the shorter or longer reading of the right side; count 0 if there is none */

    /* filled in by verifying (verify.h) */
    uint8_t truth;  /* enum truth */
    bool supports;  /* good enough to count as proved: it holds, or its rounding is acceptable (design, section 6) */
    bool preferred; /* true as it groups itself, under no unusual reading */
    bool equal;     /* both sides have the same value under the percent reading that was chosen */
    bool points_left, points_right; /* the percent reading that was chosen */
    const char *why;                /* one phrase, static */
};

/* Finds the claims of one step, in order of their relations. Memory is the arena's. */
size_t claims_find(struct text text, const struct tokens *tokens, uint32_t step, struct arena *arena, struct claim **out);

/* The values of both sides, of the right one's readings the one that the verdict rests on, as far as the values tell; those that are known
 * need value_clear(). */
void claim_values(const struct claim *claim, const struct tokens *tokens, struct value out[2], bool known[2]);

const char *truth_name(enum truth truth); /* "holds", "rounds", "fails", "unknown" */

#endif
