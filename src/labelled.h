/* labelled: a row of labelled or preference data as a pair, so that whatever is made of records can be made of it.
 *
 * Labels are taken as given, and so is the place of the first error: the first step that is labelled wrong, if every step before it
 * has a label (else FIRST_UNKNOWN). Behind it, right steps count as independent and proved, wrong ones as inherited and refuted, the rest as unchecked:
 * AFTER_VERIFIED gives them back. A solution of which all steps are right is the right side; one that is preferred or turned down as
 * a whole has no place (FIRST_UNKNOWN). Nothing is proved: source_proof is PROOF_NO_REFUTATION, prefix_proved false. */
#ifndef MISSTEP_LABELLED_H
#define MISSTEP_LABELLED_H

#include "input.h"
#include "pair.h"

/* Where nothing is said of any row. */
#define LABELLED_NONE "no row has labels or preferences; `misstep list presets` names what has"

enum neutral { NEUTRAL_RIGHT, NEUTRAL_WRONG }; /* what a neutral label counts as */

/* False if nothing is said of the solution: some step has no label, and none before it is wrong; then *out has it in place of the faulty
 * side, first_error FIRST_UNSAID. Texts are the input's or the arena's;
 * `source` is the name of the corpus; problem_id and group_id stay empty. */
bool labelled_pair(const struct input_settings *settings, const struct input *input, struct text source, enum neutral neutral,
                   struct arena *arena, struct pair *out);

#endif
