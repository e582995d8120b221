/* critique: in words what is right and what is wrong in a solution, as far as it is known: the claims of right steps, and of the
 * first error what its record proves. Several phrasings, drawn by the hash of the pair's id, so that a model learns to judge and
 * not a formula. Nothing is said behind the first error. */
#ifndef MISSTEP_CRITIQUE_H
#define MISSTEP_CRITIQUE_H

#include "pair.h"
#include "random.h"

/* The choices for one row of a format. */
struct random critique_chance(const struct pair *pair, bool clean, struct text format);

/* One sentence or two on a right step: its claims are quoted if it is proved. */
void critique_right(struct text step, bool proved, struct random *random, struct arena *arena, struct buffer *out);

/* The same on the first error: what is wrong, why, and what is right. `pair` has its place. */
void critique_wrong(const struct pair *pair, struct random *random, struct arena *arena, struct buffer *out);

/* How somebody breaks off who notices the error in the step just written; the same content. */
void critique_notice(const struct pair *pair, struct random *random, struct buffer *out);

#endif
