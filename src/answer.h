/* answer: where a step of a solution states the final answer, and whether two answers are the same.
 *
 * anchor.h says what announces an answer; words do so at the start of their line only. Without announcement it is the last number
 * of the last step.
 */
#ifndef MISSTEP_ANSWER_H
#define MISSTEP_ANSWER_H

#include "claim.h"
#include "compare.h"
#include "solution.h"

enum verdict { VERDICT_PROVED, VERDICT_REFUTED, VERDICT_UNKNOWN };

const char *verdict_name(enum verdict verdict); /* "proved", "refuted", "unknown" */

struct answer {
    bool found;
    bool anchored; /* a box or words announce it; else it is the last number of its step */
    bool stated;   /* its step says nothing else: the line of the answer */
    uint32_t step;
    uint32_t start, end; /* bytes of the answer in that step: "72", "\$1,600", "1/2" */
};

/* Looks into one step. */
struct answer answer_in(struct text step, uint32_t index);

enum { ANSWER_BYTES_MAX = 200 }; /* of an answer in LaTeX that is a number */

/* The value of a plain numeric answer: sign, currency, thousands separators, decimals, a/b, \\frac{a}{b}; units, degrees and a percent
 * sign may follow.
 * STATUS_UNKNOWN if it is anything else. *out may need value_clear(). */
enum status answer_value(struct text answer, struct value *out) MUST_USE;

/* compare.h with its usual options, as a verdict. Symmetric. */
enum verdict answer_same(struct text a, struct text b, struct arena *arena);

/* Could a tolerant grader take the two values for each other: percent against fraction, cents against dollars, rounding to the
 * places of either? */
bool answer_near(const struct value *a, const struct value *b);

#endif
