/* figures: numbers that a solution takes from nowhere.
 *
 * A number of the new solution is accounted for if the problem or the old solution has it, in words, digits or a form of it (20 % as
 * 0.2); if it is a constant of the world with its cue word; if FIGURES_OPERATIONS operation with such numbers and those
 * before it gives it; if it is the final answer, and proved to be right; or if it is derived: it stands in a claim that is not false, one side of which is made of numbers accounted for, or
 * within a formula that nobody could refute.
 * Not looked at: 0, 1 and 2, which stand everywhere; numbers in words up to ten; numbers of steps and of lists. Where there are more than
 * FIGURES_MAX numbers on either side, more different ones than can be searched, or more than FIGURES_SEARCHED to search for, nothing is
 * said of the rest. */
#ifndef MISSTEP_FIGURES_H
#define MISSTEP_FIGURES_H

#include "trace.h"

enum { FIGURES_OPERATIONS = 1, FIGURES_MAX = 1000, FIGURES_SEARCHED = 100, FIGURES_SHOWN = 8 };

/* The first numbers that nothing accounts for, as they are written; each place once. Both have been verified, of the same problem. */
size_t figures_invented(const struct subject *before, const struct subject *after, struct arena *arena,
                        struct text out[FIGURES_SHOWN]);

#endif
