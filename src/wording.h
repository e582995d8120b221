/* wording: answers in words: "no real solutions", "all real numbers", "Yes", "3:30 p.m.". LaTeX's \text{…} is looked through. */
#ifndef MISSTEP_WORDING_H
#define MISSTEP_WORDING_H

#include "formula.h"

/* The same letters in either case, nothing but letters: no digits, no signs of mathematics. */
bool wording_same(struct text a, struct text b);

/* Is it one word of English rather than letters side by side: "yes", "Monday"? */
bool wording_is_word(struct text text);

/* "no solution", "all real numbers", "infinitely many solutions" as the empty set, the real numbers, words; NULL if it is none
 * of these. Memory is the arena's. */
const struct formula *wording_formula(struct text text, struct arena *arena);

/* Are two times of day the same? WORDING_NO_TIMES if one is none; WORDING_EITHER_HALF if only one says which half of the day is meant. */
enum wording_time { WORDING_NO_TIMES, WORDING_SAME_TIME, WORDING_OTHER_TIME, WORDING_EITHER_HALF };
enum wording_time wording_times(struct text a, struct text b);

#endif
