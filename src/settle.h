/* settle: is a closed link (no symbols) true? Every plausible reading is tried; `fails` means that all of them are false.
 *
 * Readings: those of syntax.h; degrees with and without their sign; a percentage as points; units left out where only one side or
 * both have the same; "log" as the natural logarithm; rounding to the places that are printed.
 */
#ifndef MISSTEP_SETTLE_H
#define MISSTEP_SETTLE_H

#include "algebra.h"
#include "link.h"

/* `f` is a chain of two closed members. `why` of what holds says how. */
struct judgement settle_closed(const struct formula *f, struct arena *arena, struct text *witness);

/* The same under all readings of the link, with the doubts of the scene against calling it false. */
struct judgement settle_link(const struct link *link, const struct scene *scene, struct arena *arena, struct text *witness);

/* Without units, degree signs and percent signs, as `drop` says. */
enum { SETTLE_UNITS = 1, SETTLE_DEGREES = 2, SETTLE_PERCENT = 4, SETTLE_NATURAL = 8 };
const struct formula *settle_without(struct arena *arena, const struct formula *f, unsigned drop);

/* The value of f with 2, 3, 5, … for its symbols. STATUS_UNKNOWN with more than a few; else as algebra_value(). */
enum status settle_sample(const struct formula *f, struct arena *arena, struct value *out) MUST_USE;

/* A value as a formula; NULL if it is big. */
const struct formula *settle_number(struct arena *arena, const struct value *v);

/* The formula with the upper signs of all its ± and ∓, or with the lower ones. */
const struct formula *settle_branch(struct arena *arena, const struct formula *f, bool lower);

/* Is the value no solution of something that was said of the letter alone, but for its values? */
bool settle_denies(const struct context *context, struct text letter, const struct formula *value, struct arena *arena);

/* a - b */
const struct formula *settle_gap(struct arena *arena, const struct formula *a, const struct formula *b);

/* Without letters, if it does not depend on them: m·(0 − 1) + m is 0, ab/a with b = 2 is 2. */
const struct formula *settle_constant(struct arena *arena, const struct formula *f);

#endif
