/* fact: what a step without claims in formulas says of numbers in words: "the remainder when $38$ is divided by $7$ is $3$", "91 is not
 * prime", "the primes between 10 and 20 are $11,$ $13,$ $17,$ and $19$". Each is put as a link, decided like any other; what algebra has no
 * function for is a call of one of the names below, or of a set of whole numbers (whole.h).
 *
 * Words say much that is not read here. So a fact begins and ends where a thought does, nothing in its sentence supposes or asks, and the
 * step has facts only if it names no other number as a result.
 */
#ifndef MISSTEP_FACT_H
#define MISSTEP_FACT_H

#include "link.h"

enum { FACTS_MAX = 12 }; /* per step */

/* Names of calls. */
#define FACT_ROOT_SUM     "root sum" /* of a polynomial, or of words: that of the line said last (verifiers/vieta.c) */
#define FACT_ROOT_PRODUCT "root product"
#define FACT_ROOT_BOTH    "root sum and product" /* a list of two */
#define FACT_SOLUTIONS    "solutions" /* of an equation, an expression, a letter; of words: said last (verifiers/solutions.c) */

/* Of a curve in x and y: what parts it has. Arguments: its equation, or words, FACT_LAST for the one said last, else those of its kind said before; its kind, words, empty if none is named; the parts,
 * words of the names below. It is equal to the list of what they are, points, numbers, equations, a SET of two (verifiers/curves.c). */
#define FACT_CURVE          "curve"
#define FACT_LAST           "said last"
#define FACT_CENTER         "center"
#define FACT_RADIUS         "radius"
#define FACT_RADIUS_SQUARED "radius squared"
#define FACT_DIAMETER       "diameter"
#define FACT_CIRCUMFERENCE  "circumference"
#define FACT_AREA           "area"
#define FACT_VERTEX         "vertex"
#define FACT_FOCUS          "focus"
#define FACT_DIRECTRIX      "directrix"
#define FACT_SYMMETRY       "axis of symmetry"
#define FACT_ASYMPTOTES     "asymptotes"
#define FACT_SEMI_MAJOR     "semi-major axis"
#define FACT_SEMI_MINOR     "semi-minor axis"
#define FACT_MAJOR          "major axis"
#define FACT_MINOR          "minor axis"
#define FACT_SLOPE          "slope"
#define FACT_X_INTERCEPT    "x-intercept"
#define FACT_Y_INTERCEPT    "y-intercept"
#define FACT_THROUGH        "through" /* points of it */

/* Of polynomials in one letter (verifiers/polynomials.c): */
#define FACT_QUOTIENT    "quotient"  /* dividend, divisor */
#define FACT_REMAINDER   "remainder" /* likewise */
#define FACT_DEGREE      "degree"
#define FACT_LEADING     "leading coefficient"
#define FACT_COEFFICIENT "coefficient" /* of a power, in a polynomial */
#define FACT_ROOTS       "roots"       /* a list: of one letter, it is one of them; of more, they are all */
#define FACT_REAL_ROOTS  "real roots"  /* the empty set. Of an equation, a polynomial; of words: said last */

#define FACT_DISCRIMINANT "discriminant" /* of an equation, a polynomial; of words: said last (verifiers/discriminant.c) */

/* What is sought of all that solves a condition (verifiers/sought.c). Arguments: one of the words below; the condition, of which numbers may be several, as
 * FORMULA_AND; its letter; words, of which numbers it is asked: FACT_INTEGERS, FACT_REAL, FACT_COMPLEX, or none; a list of those that
 * the step says they are, or the empty one; words, FACT_SIMPLE if a double root may count twice, so that there must be none. */
#define FACT_SOUGHT   "sought"
#define FACT_ALL      "all" /* a list, an interval, a union of such */
#define FACT_NUMBER   "number"
#define FACT_SUM      "sum"
#define FACT_PRODUCT  "product"
#define FACT_MEAN     "mean"
#define FACT_SMALLEST "smallest"
#define FACT_LARGEST  "largest"
#define FACT_DOMAIN   "domain"  /* of an expression, in place of the condition */
#define FACT_MINIMUM  "minimum" /* likewise */
#define FACT_MAXIMUM  "maximum"

/* Not a function of that name that a text has. */
static inline bool fact_is_sought(const struct formula *link)
{
    const struct formula *call = link->args[0];
    return formula_is_call(call, FUNCTION_UNKNOWN) && text_equal(call->text, TEXT(FACT_SOUGHT)) && call->count == 6 &&
           call->args[5]->kind == FORMULA_WORDS && call->args[4]->kind == FORMULA_LIST && call->args[3]->kind == FORMULA_WORDS &&
           call->args[2]->kind == FORMULA_SYMBOL && call->args[0]->kind == FORMULA_WORDS;
}

#define FACT_INTEGERS "integers"
#define FACT_REAL     "real numbers"
#define FACT_COMPLEX  "complex numbers"
#define FACT_SIMPLE   "simple roots"

/* Whole numbers that satisfy an inequality (verifiers/satisfying.c): of which kind, words; their letter, or words; the inequality, or several as
 * FORMULA_AND. Equal to the list of all; or to how many they are. */
#define FACT_SATISFYING       "satisfying"
#define FACT_SATISFYING_COUNT "number satisfying"
#define FACT_WHOLE            "whole"
#define FACT_POSITIVE         "positive"
#define FACT_NONNEGATIVE      "nonnegative"

/* Of an expression, and conditions under which it is so: equal to "positive", "negative", "nonnegative", "nonpositive", "nonzero" (verifiers/signs.c). */
#define FACT_SIGN "sign of"

/* A step as it was read: its words and its statements. */
struct fact_step {
    struct text text;
    struct tokens tokens;
    const struct statement *statements;
    size_t count;
};

/* The facts that the step says, in order, as links (LINK_WORDED); 0 if it says more that is not read. "These" may be values that the step `before`
 * has listed; its text is empty if there is none. */
size_t facts_of(const struct fact_step *step, const struct fact_step *before, uint32_t index, struct arena *arena,
                struct link out[FACTS_MAX]);

/* "The area of a circle with radius $3$ is $9\\pi$" does not say that 3 is 9π: is each link open, and but a part of what a fact says? */
bool facts_hold(const struct link *facts, size_t found, const struct link *links, size_t count);

/* Does the step box what is no answer to the problem, which asks for some kind of numbers, one of the words, that the step does not speak of: even
 * ones? */
bool fact_boxes_other(struct text problem, struct text step, const char *const *kinds, size_t count);

/* The problem is one question that numbers alone decide, "What is the units digit of $3^{10}$?", and the step boxes an answer to it, and says
 * nothing else but facts: these as links (LINK_WORDED), the last one that this answers it (LINK_CONCLUDED). 0 if the problem says anything that
 * is not read, but for the form of the answer, or the step. */
size_t fact_answers(struct text problem, const struct fact_step *step, const struct fact_step *before, uint32_t index,
                    struct arena *arena, struct link out[FACTS_MAX + 1]);

#endif
