/* judge: is a numeric claim true? Every plausible reading is tried; `fails` means that all of them are false.
 *
 * Readings: a percent sign as a hundredth or as points, on either side; how nested fractions group; dozen and thousand as
 * factors or as units; the right side with and without what follows its unit words. A comparison is judged as it stands, and is
 * neither true nor false where anything speaks against reading it so.
 * A false claim is only reported as such where nothing nearby could make it true or make it no claim at all: see judge_doubt().
 */
#ifndef MISSTEP_JUDGE_H
#define MISSTEP_JUDGE_H

#include "claim.h"

struct judgement {
    enum truth truth;
    bool supports;  /* holds, or rounds acceptably */
    bool preferred; /* as the text groups itself: no other reading of brackets, scale words or slashes was needed */
    bool equal;     /* both sides, as grouped, have the same value */
    bool points_left, points_right;
    const char *why;
};

/* Judges `claim` with the numbers as given (tokens->numbers, or others in their place). */
struct judgement judge_claim(struct text text, const struct tokens *tokens, const struct value *numbers,
                             const struct claim *claim, struct arena *arena);

enum doubt_kind {                   /* a set */
                  DOUBT_WORDS = 1,  /* whatever the numbers are */
                  DOUBT_AROUND = 2, /* … for what stands around the claim */
                  DOUBT_VALUES = 4, /* because of the numbers */
                  DOUBT_ALL = 7,
};

/* What speaks against calling a claim false, or NULL: units that convert, a loose edge, a range, a clock, a remainder, scale words,
 * a retraction, decimals that may be rounded. Nothing of the kind against a formula, whose readings are settle.h's. One phrase, static. `kinds`: which doubts to ask, a set of enum doubt_kind. */
const char *judge_doubt(struct text text, const struct tokens *tokens, const struct value *numbers, const struct claim *claim,
                        unsigned kinds);

#endif
