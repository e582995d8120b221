/* equivalence: are two answers, read as formulas, the same answer?
 *
 * Typed: what may be compared depends on what the two are.
 *
 *   number, expression   equal (algebra.h); a decimal also as the correct rounding of what has no finite decimal, if it shows at
 *                        least EQUIVALENCE_DIGITS_MIN digits
 *   tuple, row, column   part by part, in order; angle brackets too
 *   set                  each part of one is in the other
 *   list without braces  in order; in any order where it lists the values of one unknown, or is joined by "and"/"or", or ±;
 *                        otherwise another order is no verdict
 *   interval, union      piece by piece, joined and sorted; an open interval may look like a pair; inequalities in one unknown
 *   equation             up to a factor that is not zero; y = …: by what y is; f(x) = …: whatever the argument is called
 *   inequality, system   each follows from the other
 *   ratio                up to a common factor
 *   matrix               entry by entry, sums and products worked out first
 *   base                 the same digits in the same base
 *   units                the same number in the same unit, or in units of one kind: 90 minutes is 1.5 hours
 *   integral, derivative worked out where that is plain (polynomials; sums, products, quotients, chains); else part by part
 *   words                the same letters and digits in either case
 *   x = 5 against 5      the same, unless strict_names
 *
 * Symmetric. FALSE only where the kinds fit and the difference is proved; what is not comparable is UNKNOWN.
 */
#ifndef MISSTEP_EQUIVALENCE_H
#define MISSTEP_EQUIVALENCE_H

#include "equivalence_options.h"

struct equivalence {
    enum fact same;
    const char *why;     /* one phrase, static */
    struct text witness; /* on FALSE, where there is one; the arena's */
};

/* What it needs lives in the arena. */
struct equivalence equivalence_of(const struct formula *a, const struct formula *b, const struct equivalence_options *options,
                                  struct arena *arena);

#endif
