/* follows: does a line of algebra follow from what stands before it? Reasoning by equivalence, in the vocabulary of STACK
 * (Sangwin, "Computer Aided Assessment of Mathematics", 2013; the tool's documentation, "Equivalence reasoning").
 *
 * Lines are equations, inequalities, disjunctions ("x = 1 or x = 2", x = ±3), conjunctions and lists ("x = 1, y = 2": a system), or plain
 * expressions (then following means being equal; after an equation they continue its right side). Real solutions count, unless
 * i stands there or ALGEBRA_COMPLEX is set.
 *
 * UNKNOWN on purpose: a line that holds by itself after a condition (a remark, or the unknown was lost: then `mistake` says so);
 * a line about a symbol of which nothing was said (a definition); x = 5 after X = 5; what may have been rounded; anything but
 * another impossible line after an impossible one; a line that is undefined for a solution; what could be refuted only by a
 * solution that n!, tan x or x^y may not allow. Exact for one unknown in polynomials, fractions, roots and absolute values.
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

/* Is .follows TRUE? Cheaper, for those who need to know no more. */
bool follows_surely(const struct formula *const *before, size_t count, const struct formula *line, struct arena *arena);

/* Does the line hold wherever all that stands before does, and does that hold anywhere? Other than before also of a line that holds by
 * itself. */
bool follows_wherever(const struct formula *const *before, size_t count, const struct formula *line, struct arena *arena);

/* Can it be told at once that it does not follow, or says nothing of what stands before? For equations with small numbers. */
bool follows_clearly_not(const struct formula *const *before, size_t count, const struct formula *line, struct arena *arena);

/* Is a statement without context true by itself, for all values of its symbols ("2/3 < 1/3", "(x+1)^2 = x^2+2x+1")? */
enum fact follows_truth(const struct formula *statement, unsigned options, struct arena *arena, struct text *witness);

#endif
