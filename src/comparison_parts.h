/* comparison_parts: what the parts of comparison share. Only comparison*.c include it.
 *
 *   comparison_read  what the problem and the step say, and what is computed by it
 *   comparison_turn  words and claims turned round
 */
#ifndef MISSTEP_COMPARISON_PARTS_H
#define MISSTEP_COMPARISON_PARTS_H

#include "comparison.h"

enum { COMPARISON_NEAR = 4 }; /* words between a number and what is said of it, "7 red apples more" */

/* The word at the token; empty if it is none. */
struct text comparison_word(struct text text, const struct tokens *tokens, uint32_t at);
bool comparison_among(struct text text, const struct tokens *tokens, uint32_t at, struct text list);

/* Which of the words with an opposite it is, or -1; and that opposite: "more", "less". */
int comparison_opposite(struct text text, const struct tokens *tokens, uint32_t at);
struct text comparison_other(int which);

/* "7 more … than", "7 years older than", "5 years ago", said of the number before token `at`. */
bool comparison_says_sum(struct text text, const struct tokens *tokens, uint32_t at);

/* "half the number", "a third of his age", "half that amount": of another's, and not a part of it, as "half the cost" may be. `at`: the
 * token behind the share. */
bool comparison_says_measure(struct text text, const struct tokens *tokens, uint32_t at);

/* Does the problem state a relation of this number by which a node of such a kind computes? */
bool comparison_states(const struct subject *on, const struct mention *m, uint8_t kind);

/* Is it the number, or what its fraction divides by? */
bool comparison_is_of(const struct mention *m, const struct value *value);

/* Does a number of this value stand at the token, in digits or as a word? */
bool comparison_is_number(const struct step *step, uint32_t at, const struct value *value);

/* How many words of the step say which way its claim goes? */
unsigned comparison_directions(const struct step *step, const struct comparison *c);

#endif
