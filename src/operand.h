/* operand: what injectors ask about the numbers that a claim computes with. */
#ifndef MISSTEP_OPERAND_H
#define MISSTEP_OPERAND_H

#include "injector.h"
#include "trace.h"

/* Does the injector act on this operand of the derivation? */
typedef bool operand_filter(const struct subject *on, const struct derivation *d, const struct operand *o);

/* How likely each variant of a site is tried first; 0: not at all. */
enum { VARIANTS_MAX = 4 };

/* Adds a site for every variant of every number, written in digits, that a proved claim of its own (no part of a chain) computes
 * with and the filter takes. Returns the count. */
size_t operand_sites(const struct subject *on, operand_filter *filter, const uint32_t weights[VARIANTS_MAX], struct site *out,
                     size_t max);

/* The token and the value of an operand that stands in digits. */
const struct token *operand_token(const struct subject *on, const struct derivation *d, const struct operand *o);
const struct value *operand_value(const struct subject *on, const struct derivation *d, const struct operand *o);

/* Is the derivation proved, and its claim no part of a chain? */
bool operand_alone(const struct subject *on, const struct derivation *d);

/* Could the operand be a constant of the world, by a word of the problem or of its step? */
bool operand_constant(const struct subject *on, const struct derivation *d, const struct operand *o);

/* Does the problem, or the step, have one of these words? */
bool operand_cue(const struct subject *on, uint32_t step, struct text words);

/* The proposal to put another number in the operand's place; false if it cannot be written alike. */
bool operand_propose(const struct subject *on, const struct site *at, const struct value *now, const struct tools *with,
                     struct proposal *out);

/* Two numbers with a sign between them. */
struct operand_pair {
    uint32_t first, last; /* tokens of the numbers */
    uint32_t sign;
};

/* The proposal to exchange the two numbers, their currency signs with them: 7 + 12 -> 12 - 7, `sign` between them. False where
 * anything else stands there, or only one of them is money. */
bool operand_exchange(const struct subject *on, const struct derivation *d, const struct operand_pair *pair, struct text sign,
                      struct arena *arena, struct proposal *out);

/* The only mention of this value in the problem, as it stands there; NULL if there is none, or more than one. */
const struct mention *operand_mention(const struct subject *on, const struct value *value);

/* Is the value an operand of the derivation? */
bool operand_occurs(const struct subject *on, const struct derivation *d, const struct value *value);

/* What an earlier result was before it changed: the 20 of 20 - 4 = 16. NULL: it is no sum or difference, or begins with none. */
const struct value *operand_before(const struct subject *on, const struct operand *o);

/* Does the derivation compute with a number that the mention yields, in any of its forms? */
bool operand_yields(const struct subject *on, const struct derivation *d, const struct mention *mention);

/* Does b lie within a fifth and five times of a? */
bool operand_like_size(const struct value *a, const struct value *b);

/* May a value be taken for another, as far as numbers say: of the same kind and size, another one, and not 1? */
bool operand_replaces(const struct value *was, const struct value *now);

/* Is one of the words in the text? */
bool operand_has_word(struct text text, const struct tokens *tokens, struct text words);

/* The word behind the number at `token`: what it counts. Empty if something else stands there. */
struct text operand_unit(struct text text, const struct tokens *tokens, uint32_t token);

/* Money stays money, percent percent; where a unit follows the operand, the problem must name the other number with it. */
bool operand_like_kind(const struct subject *on, const struct mention *was, const struct mention *now, struct text unit);

/* Is what the derivation yields of the operand's kind: money, percent, a unit that converts, the word behind it? */
bool operand_like_result(const struct subject *on, const struct derivation *d, const struct operand *o,
                         const struct derivation *now);

/* Would the wrong value of the claim show at a glance? A sum below one of its terms, a part above its whole. Looks at the last
 * operation. */
bool operand_absurd(const struct subject *on, const struct claim *c, const struct value *now);

/* Another number, from three fifths to seven fifths of this one (> 0), as round as it is, of which alone depends what is proposed; false
 * where the draw has failed, or came to nothing before. */
bool operand_another(int64_t number, const struct tools *with, struct value *out);

/* Ends an explanation with a claim as the source writes it: "; right is 4*3 = 12." `what`: "right" or "what is missing". */
struct text operand_end(struct buffer *out, const char *what, const struct subject *on, uint32_t claim, struct arena *arena);

/* "The step takes 5 for 4; right is 4*3 = 12." Of edits that put one number for another. */
struct text operand_explain(const struct subject *on, const struct site *at, const struct proposal *proposal,
                            struct arena *arena);

#endif
