/* quantity: write another number in the style of one that stands in the text: decimals, thousands separators, words. */
#ifndef MISSTEP_QUANTITY_H
#define MISSTEP_QUANTITY_H

#include "token.h"

/* Writes `value` the way the number token `like` is written. Integers stay integers; decimals need no more places than shown
 * (up to two where one is shown); trailing zeros and ".5" without a leading zero are kept as a style. False, with nothing
 * appended, where the value cannot be written that way (negative, zero, too many places). `separated`: the text uses thousands
 * separators elsewhere, so a number that grows to four digits gets one. */
bool quantity_write(struct text text, const struct token *like, const struct value *value, bool separated, struct buffer *out);

/* An amount of money where whole ones have no decimals: with two of them if it is not whole and they are `cents`, behind a "$", else
 * with as many as it needs. False as above, or where two decimals will not do. */
bool quantity_write_money(struct text text, const struct token *like, const struct value *value, bool cents, bool separated,
                          struct buffer *out);

/* The same as quantity_write() into the arena. */
bool quantity_text(struct text text, const struct token *like, const struct value *value, bool separated, struct arena *arena,
                   struct text *out);

/* The same for a number word (one … ninety-nine); a capital letter at the start is kept. */
bool quantity_write_word(struct text like, int64_t value, struct buffer *out);

/* Does an article before the number at token `at`, if there is one, fit what is to be written there? 8, 11, 18, 80 … take "an". */
bool quantity_fits_article(struct text text, const struct tokens *tokens, size_t at, struct text written);

#endif
