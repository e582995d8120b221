/* small: polynomials in at most two symbols, with numbers of 64 bits. What overflows, or is anything else, is refused: false, and the
 * output means nothing.
 */
#ifndef MISSTEP_SMALL_H
#define MISSTEP_SMALL_H

#include "formula.h"

enum {
    SMALL_DEGREE = 6, /* in each symbol */
    SMALL_POWER = 4,  /* an exponent as it is written */
};

/* What stands before s^i·t^j, over a common denominator, which is positive. */
struct small {
    int64_t at[SMALL_DEGREE + 1][SMALL_DEGREE + 1];
    int64_t below;
    int degree[2]; /* at most */
};

/* The two symbols; a third one is refused. */
struct small_names {
    struct text names[2];
    size_t count;
};

bool small_read(struct small_names *names, const struct formula *f, struct small *out) MUST_USE;

struct small small_number(int64_t number);
bool small_is_zero(const struct small *p);
bool small_is_number(const struct small *p); /* of one that is trimmed */

bool small_add(struct small *a, const struct small *b, int sign) MUST_USE; /* *a += sign · *b */
bool small_multiply(struct small *a, const struct small *b) MUST_USE;

/* Makes the degrees what they are. */
void small_trim(struct small *p);

/* Drops the denominator and the content; the sign stays. */
void small_shorten(struct small *p);

/* What stands before s^k, where s is symbol `s`. */
struct small small_coefficient(const struct small *p, int s, int k);

/* below^n · p(s = above/below), below > 0, shortened and trimmed: it has the sign of p. */
bool small_put(struct small *p, int s, const struct small *above, int64_t below) MUST_USE;

#endif
