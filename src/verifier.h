/* verifier: the contract of the files in verifiers/. One file decides one kind of claim, exactly.
 *
 * Claims are arithmetic in running text (claim.h); links are relations between formulas (link.h). A file decides either or both.
 *
 * To add one: write verifiers/NAME.c with static functions that ends in `const struct verifier verifier_NAME = {…};`, add NAME to
 * verifiers/meson.build and a case file tests/cases/verifiers/NAME.case. It may include any room above this header. It must not
 * use floating point, keep state, or look at a clock; it answers false for whatever is not its kind. `fails` means false under
 * every plausible reading; when in doubt, TRUTH_UNKNOWN. They are asked in their order until one proves the claim; one that
 * proves what another refuted stops the run: that is a bug.
 */
#ifndef MISSTEP_VERIFIER_H
#define MISSTEP_VERIFIER_H

#include "settle.h"
#include "subject.h"

struct verifier {
    const char *name;
    const char *says; /* one line, for `misstep list` */

    /* Decides a claim of running text; NULL: none of them is its business. */
    bool (*decide)(const struct step *step, const struct claim *claim, struct arena *arena, struct judgement *out);

    bool vectors; /* it may be asked about products of vectors and matrices that have names: vectors.h */
    bool sought;  /* it is asked about links of FACT_SOUGHT (fact.h), and no other ones: to others these are calls of nothing */

    /* Decides a link between formulas; NULL likewise. *witness: the counterexample of one that fails. */
    bool (*settle)(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness);
};

/* The verifiers to ask, in this order. */
struct verifiers {
    const struct verifier *const *items;
    size_t count;
};

#endif
