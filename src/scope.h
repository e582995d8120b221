/* scope: how far what is only supposed reaches. "If A, then B." "So C.": what the first step supposes is still supposed in the second. */
#ifndef MISSTEP_SCOPE_H
#define MISSTEP_SCOPE_H

#include "text.h"

/* May what the step supposes hold in the next one? Not what it denies or takes back. */
bool scope_lasts(struct text step);

/* Does it suppose something in so many words ("If", "Suppose")? What is concluded from that holds no longer than it. */
bool scope_supposes(struct text step);

/* "Without loss of generality, assume that": what it supposes holds to the end. */
bool scope_is_general(struct text step);

/* "Case 1: $x > 3$." Is byte `start` of the step what a case supposes? */
bool scope_is_case(struct text step, size_t start);

/* "Let $u = x + 1$", byte `start` being that of u */
bool scope_lets(struct text step, size_t start);

/* Does a sentence begin with "Suppose" or "Assume"? What it supposes is the ground for what follows. */
bool scope_assumes(struct text step);

/* Does what is supposed reach this step? So it does if it is the ground, or the step goes on, or begins with "By" and its kin; but not where another
 * case is opened, something is denied or summed up. */
bool scope_stays(struct text step, bool ground);

/* Does the step begin as one that goes on with the step before it ("So", "Then", "Rearranging"), and open no case of its own? */
bool scope_goes_on(struct text step);

/* Does what stands behind the statement, from start to end, say that it holds only sometimes? "$f(x) = 3x$ if $x > 0$", "… for even $x$", "… or $y = 2$" */
bool scope_limits(struct text text, size_t start, size_t end);

/* Does what stands before byte `start` say so? "When $n$ is even, $f(n) = 3n$", "For $x > 3$, $f(x) = 2x$" */
bool scope_limits_before(struct text text, size_t start);

/* Is the statement from start to end asked or denied, so that nothing is said by it? "We ask whether $x = 3$", "Is $x = 3$?", "It is not
 * true that $x = 3$" */
bool scope_questions(struct text text, size_t start, size_t end);

/* Is the statement of the problem, from start to end, none that it says is so? What it questions, and "Show that $x = 3$",
 * "(A) $x = 3$", "$x = 3$ or $y = 2$". */
bool scope_asks(struct text problem, size_t start, size_t end);

#endif
