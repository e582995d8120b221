/* comparison_parts: what the parts of comparison share. Only comparison*.c include it.
 *
 *   comparison_read  what the problem and the step say, and what is computed by it
 *   comparison_base  what a relation is taken of
 *   comparison_each  what there is in each, and in all
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

/* Does the derivation compute by a relation that the problem states? All but `only` is set. */
bool comparison_stated(const struct subject *on, const struct derivation *d, struct comparison *out);

/* Does the problem state one of every number like this? "3 times as many", no other 3, and nothing "every 3 days". */
bool comparison_only(const struct subject *on, const struct value *value, uint8_t kind);

/* The word behind the operand, in its step or where alone the problem mentions it: what it counts. */
struct text comparison_unit(const struct subject *on, const struct derivation *d, const struct operand *o);

/* May this value, of which so much is counted, stand in the place of the operand? */
bool comparison_suits(const struct subject *on, const struct derivation *d, const struct operand *o, const struct value *now,
                      struct text unit);

/* Is it the number, or what its fraction divides by? */
bool comparison_is_of(const struct mention *m, const struct value *value);

/* Does a number of this value stand at the token, in digits or as a word? */
bool comparison_is_number(const struct step *step, uint32_t at, const struct value *value);

/* How many words of the step say which way its claim goes? */
unsigned comparison_directions(const struct step *step, const struct comparison *c);

#endif
