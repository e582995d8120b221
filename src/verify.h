/* verify: all verifiers over a solution -> truth of each claim, verdict of each step, the final answer, source_proof. */
#ifndef MISSTEP_VERIFY_H
#define MISSTEP_VERIFY_H

#include "reason.h"
#include "trace.h"

/* Reads and judges a solution. `steps` are as they are to be judged (calculator marks stripped); `reference` may be empty.
 * False only if two verifiers contradict each other. Everything in *out lives in the arena. */
bool verify_solution(const struct verifiers *verifiers, struct text problem, const struct text *steps, size_t count,
                     struct text reference, struct arena *arena, struct subject *out, struct error *err);

/* The same for other steps of the same problem. What stands in `like` as well, in the same bytes, is taken over from it: the
 * problem, steps, and up to the first step that differs all that was said. */
bool verify_again(const struct verifiers *verifiers, const struct subject *like, const struct text *steps, size_t count,
                  struct arena *arena, struct subject *out, struct error *err);

/* Both sides of a pair, against the right answer, which may be empty; of one without steps nothing is said. What they share is judged once. */
struct verify_side {
    const struct text *steps;
    size_t count;
};
bool verify_sides(const struct verifiers *verifiers, struct text problem, const struct verify_side sides[2],
                  struct text reference, struct arena *arena, struct subject out[2], struct error *err);

/* "none", "no_refutation", "derived_answer", "all_steps", by enum source_proof; all but "none" are what --min-proof takes. */
enum { VERIFY_PROOFS = PROOF_ALL_STEPS + 1 };
extern const char *const verify_proof_names[VERIFY_PROOFS];
const char *verify_proof_name(enum source_proof proof);

#endif
