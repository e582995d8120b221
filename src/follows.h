/* follows: does a line of algebra follow from what stands before it? Reasoning by equivalence, in the vocabulary of STACK
 * (Sangwin, "Computer Aided Assessment of Mathematics", 2013; the tool's documentation, "Equivalence reasoning").
 *
 * Lines are equations, inequalities, disjunctions ("x = 1 or x = 2", x = ±3), conjunctions and lists ("x = 1, y = 2": a system), or plain
 * expressions (then following means being equal). Real solutions count, unless ALGEBRA_COMPLEX.
 */
#ifndef MISSTEP_FOLLOWS_H
#define MISSTEP_FOLLOWS_H

#include "algebra.h"

enum follow_kind {
    FOLLOW_UNKNOWN,
    FOLLOW_EQUAL,      /* expressions: equal */
    FOLLOW_EQUIVALENT, /* same solutions */
    FOLLOW_SAME_ROOTS, /* same solutions, other multiplicities */
    FOLLOW_IMPLIES,    /* holds for every solution of what stands before, and for more: extraneous roots may have come in */
    FOLLOW_FAULTY,     /* a solution of what stands before does not satisfy it (a lost root, a slip), or the expressions differ */
};

struct following {
    enum fact follows; /* TRUE: every solution of `before` satisfies `line`; FALSE: a witness does not */
    enum follow_kind kind;
    const char *mistake; /* where a slip has a name: "sign lost in moving a term", … ; static, or NULL */
    struct text witness; /* on FALSE: "x = 3 solves the line before, and here 4 is not 5"; else empty */
};

/* Does `line` follow from all of `before` together (one or more lines)? options: enum algebra_option. */
struct following follows(const struct formula *const *before, size_t count, const struct formula *line, unsigned options,
                         struct arena *arena);

/* Is a statement without context true by itself ("2/3 < 1/3", "(x+1)^2 = x^2+2x+1")? */
enum fact follows_truth(const struct formula *statement, unsigned options, struct arena *arena, struct text *witness);

#endif
