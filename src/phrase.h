/* phrase: the words that stand between numbers and operators: units ("20 feet", "$5/shirt"), number words, and asides, which say
 * what is counted and compute nothing ("21 in the first row", "Ann's 15").
 */
#ifndef MISSTEP_PHRASE_H
#define MISSTEP_PHRASE_H

#include "expr.h"

enum {
    UNIT_WORDS_MAX = 9, /* between a number and its operator */
    ASIDES_MAX = 14,    /* … where the words need not be a unit */
};

/* True for the letter x (either case), which multiplies between operands. */
bool phrase_is_x(struct text text, const struct token *token);

/* True for a number word that may be an operand. "Third" and its kin are ordinals or coins unless "of" or a numerator says
 * otherwise. */
bool phrase_number_word_at(const struct tokens *tokens, uint32_t at);

/* True for a word that may be (part of) a unit. */
bool phrase_is_unit(const struct token *token);

/* The index behind the unit words that start at token `at`, at most `end`. */
uint32_t phrase_units(const struct tokens *tokens, uint32_t at, uint32_t end);

/* True for a token that may be (part of) an aside: also "sq. ft.", "M&Ms", "times" where nothing is multiplied. Letters that may
 * be variables, number words, and words that state something or operate are none. */
bool phrase_is_aside(struct text text, const struct tokens *tokens, uint32_t at);

/* The index behind a bracket that opens at `at` and begins with words, "(from 3 miles)"; `at` if there is none. */
uint32_t phrase_bracket(const struct tokens *tokens, uint32_t at);

/* Could this token of an aside change what is counted ("half", "pair", "than", a number)? */
bool phrase_may_count(struct text text, const struct tokens *tokens, uint32_t at);

#endif
