/* sign: is what a formula stands for surely not negative, or negative, as the text has it? Lengths (AB), names of measures (magnitude.h), what the step or the
 * problem calls positive, what an earlier line bounds; roots, bars and even powers; sums, products and quotients of such.
 */
#ifndef MISSTEP_SIGN_H
#define MISSTEP_SIGN_H

#include "link.h"

enum sign {
    SIGN_UNKNOWN,
    SIGN_NOT_NEGATIVE,
    SIGN_NEGATIVE,
};

/* Does a sentence of the problem that names the symbol call what it speaks of positive, or is it the name of a measure? */
bool sign_is_given(const struct scene *scene, struct text name);

enum sign sign_of(const struct formula *f, const struct scene *scene, struct arena *arena);

#endif
