/* relation: the signs and phrases that relate two expressions: "=", "≈", "<", "equals", "is", "is more than", ", which is", "or",
 * "for a total of". Whether expressions stand beside them is for claim.h.
 */
#ifndef MISSTEP_RELATION_H
#define MISSTEP_RELATION_H

#include "parse.h"

enum relation_kind {
    RELATION_NONE,
    RELATION_SIGN,
    RELATION_EQUALS, /* "equals", "equal" */
    RELATION_IS,     /* relates only an operation to a number */
    RELATION_PHRASE, /* "12 + 5, or 17": as RELATION_IS, and a claim only where it holds */
};

struct relation {
    uint8_t kind;      /* enum relation_kind */
    char sign;         /* = ~ < > and [ ] for ≤ ≥ */
    uint32_t from, at; /* its first and last token: the left side ends at `from`, the right side begins behind `at` */
};

static inline bool relation_is_order(char sign)
{
    return sign == '<' || sign == '>' || sign == '[' || sign == ']';
}

/* The relation read from the right: a < b is b > a. */
static inline char relation_mirrored(char sign)
{
    return sign == '<' ? '>' : sign == '>' ? '<' : sign == '[' ? ']' : sign == ']' ? '[' : sign;
}

/* The relation whose sign or key word is token `i`. In LaTeX only signs relate. */
struct relation relation_at(struct text text, const struct tokens *tokens, uint32_t i);

#endif
