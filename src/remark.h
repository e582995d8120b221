/* remark: what a step says of formulas in words: "$\frac{192}{80}$ simplifies to $\frac{12}{5}$", "let $p$ be the price", "so there are
 * $\boxed{12}$". Each is put as an equation, a link that no relation sign writes. Words say much that is not read here, so such a link
 * counts only where a verifier proves it.
 */
#ifndef MISSTEP_REMARK_H
#define MISSTEP_REMARK_H

#include "link.h"

/* What the step may say of its i-th statement: how it is worded is in *out (link->said). Words may be meant in several ways: *way
 * begins as 0, and is behind the way that was found; false if there is no further one. Memory is the arena's.
 *   LINK_WORDED     the expression before it and this one, with nothing but words of equality between them
 *   LINK_EXTREME    the only one but for names, a value, is called the smallest or largest, the minimum or maximum: words, or REMARK_EXTREME of a letter that is named
 *   LINK_EQUALITY   the last of all: "equality occurs when", all equations together, and the bound if it is named, else words
 *   LINK_CONCLUDED  this one, or what its name is equal to, is boxed, or all that a sentence with "so", "thus", … names beside names
 *                   and numbers of the problem
 */
bool remark_of(struct text step, struct text problem, const struct statement *statements, size_t count, size_t i, unsigned *way,
               uint32_t index, struct arena *arena, struct link *out);

/* The step is one sentence that names something and says no more, "Let $p$ be the price of a pen.", "Draw the altitude to $H$.":
 * LINK_DEFINED, the first new name and the words. Its numbers must be the problem's. */
bool remark_defines(const struct scene *scene, const struct statement *statements, size_t count, uint32_t index,
                    struct arena *arena, struct link *out);

/* Does the statement only give a name that is new, "if we let $u = x^2$"? Then it is nothing supposed. */
bool remark_gives_name(const struct scene *scene, const struct statement *statement);

/* Likewise of a step without formulas: "Let x be the price of a pen." is LINK_DEFINED, "#### 12" LINK_CONCLUDED. */
bool remark_in_words(const struct scene *scene, uint32_t index, struct arena *arena, struct link *out);

/* Are all words of the text, commands apart, of the list? */
bool remark_has_only(struct text text, const char *list);

#define REMARK_EXTREME "the extreme of" /* a call; of the letter that a LINK_EXTREME names */

enum remark_extreme { REMARK_NO_EXTREME, REMARK_SMALLEST, REMARK_LARGEST };

/* Does the step name the smallest, or the largest, of something; not where something else is smallest? */
enum remark_extreme remark_extreme_of(struct text step);

/* Does the step name the minimum, or the maximum, of something? */
enum remark_extreme remark_bound_of(struct text step);

/* Does the step say that the sides of an inequality are equal somewhere, "equality occurs when …", or was it said `before`, and the step denies and
 * takes back nothing? */
bool remark_reaches(struct text step, bool before);

/* Does the sentence around bytes [start, end) of the step, an equation, begin with "let" or its kin, and say nothing behind it, or, if
 * it may be `called` something, "be …"? */
bool remark_lets(struct text step, size_t start, size_t end, bool called);

/* Do bytes [start, end) stand behind "for", "when", "setting" and their kin: a condition, which nobody asserts? */
bool remark_is_condition(struct text step, size_t start, size_t end);

/* Do they give a name its value in a list of such choices, none of which is claimed: "setting $x = 1$, $y = 4$ and $z = -2$, we get", "substitute
 * $x = 3$ into"? The sentence must go on behind it. */
bool remark_is_chosen(struct text step, size_t start, size_t end);

/* Is what bytes [start, end) say given up again by the words around: "for …", "… is not a solution", "… is extraneous"? It is no fact
 * for the steps behind. */
bool remark_is_passing(struct text step, size_t start, size_t end);

/* The words of the sentence around bytes [start, end), which is said to hold for all of something: "for all real numbers $x$", to the end of the
 * sentence, or from its beginning. Empty if there are none, or if it is denied. */
struct text remark_general(struct text text, size_t start, size_t end);

/* Do these words say more than of what kind the values are: "for all even $n$", "for all $x$ and $y$ with $x < y$"? */
bool remark_is_conditional(struct text words);

/* Do these words mean the number, too: not 0 in "for all positive integers $n$", not 1 in "for all $n \\ge 2$"? What is no number may be
 * meant, and without words everything is; where they hold a word that is not read, nothing is. */
bool remark_covers(struct text words, const struct formula *number);

/* Does "or" stand on either side? It may part two cases, or mean "that is". */
bool remark_is_alternative(struct text step, size_t start, size_t end);

/* Is it a function that is said only under a condition: "When $n$ is even, $f(n) = 3n$", "$f(x) = 2x$ for $x > 3$"? */
bool remark_is_limited(struct text text, const struct statement *statement);

#endif
