/* plaintext: LaTeX as people read it, for pages that show nothing but text: plainmath's HTML with its powers and indices as Unicode's
 * where all of it has such characters (x², a₁), else as ^(…) and _(…); fractions as a/b, with brackets where they are needed. */
#ifndef MISSTEP_PLAINTEXT_H
#define MISSTEP_PLAINTEXT_H

#include "plainmath.h"

/* In the arena. */
struct text plaintext(struct text latex, struct arena *arena) MUST_USE;

#endif
