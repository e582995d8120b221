/* laws_style: random formulas as people write them, in LaTeX or in running text. */
#ifndef MISSTEP_LAWS_STYLE_H
#define MISSTEP_LAWS_STYLE_H

#include "laws.h"

#include "formula.h"

/* How a solution is written. */
struct style {
    bool latex, stacked; /* \frac{a}{b} */
    const char *times, *divided, *thousands;
    size_t brackets; /* one part in so many gets brackets it could do without; 0: none */
};

/* What a formula binds at least as tight as, to stand without brackets. */
enum strength { STRENGTH_SUM, STRENGTH_PRODUCT, STRENGTH_POWER, STRENGTH_ATOM };

struct style style_draw(struct chance *c, bool latex);

/* Numbers that are whole and not negative, symbols, sums and products of two, quotients, powers, signs. */
void style_write(struct chance *c, const struct style *s, const struct formula *f, enum strength least, struct buffer *out);

#endif
