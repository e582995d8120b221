/* mention: the numbers that a text names, in digits or words, with the forms in which they may come back.
 *
 * "3/4" may return as 3, 4, 0.75, 75 or 1/4; "20%" as 20, 0.2, 80, 0.8, 1.2; "75 cents" as 0.75; "two dozen" as 2 or 24.
 */
#ifndef MISSTEP_MENTION_H
#define MISSTEP_MENTION_H

#include "token.h"

enum { MENTIONS_MAX = 512, MENTION_FORMS_MAX = 10 }; /* per text; of one mention */

enum mention_kind {
    MENTION_NUMBER,
    MENTION_PERCENT,
    MENTION_FRACTION, /* value.num / value.den as written, not in lowest terms */
    MENTION_MULTIPLE, /* twice, double, both, dozen: a word that is also a number */
};

struct mention {
    uint8_t kind; /* enum mention_kind */
    bool word;    /* in words, not digits */
    bool cents;   /* "75 cents" */
    bool currency;
    uint32_t token;      /* its first token */
    uint32_t end;        /* behind its last token */
    struct value value;  /* small; of a percentage the points, of a fraction the ratio */
    int64_t top, bottom; /* of a fraction as written */
};

/* Memory is the arena's. */
size_t mentions_read(struct text text, const struct tokens *tokens, struct arena *arena, struct mention **out);

/* Does the mention yield this value just as it stands? */
bool mention_is(const struct mention *mention, const struct value *value);

/* … or in one of its other forms? */
bool mention_yields(const struct mention *mention, const struct value *value);

/* Its value and all other forms; returns how many. */
size_t mention_forms(const struct mention *mention, struct value out[MENTION_FORMS_MAX]);

#endif
