/* restate: what controls ask that add a sentence to a step which says again what has been said. */
#ifndef MISSTEP_RESTATE_H
#define MISSTEP_RESTATE_H

#include "injector.h"

/* A claim of running text, nothing but numbers and signs around one "=", that may be said again. */
bool restate_claim(const struct subject *on, const struct claim *claim);

/* May a sentence follow in this step? It ends in a full stop, holds no formulas, and does not state the answer. */
bool restate_step(const struct subject *on, uint32_t step);

/* The proposal to add `words` behind the step. */
struct proposal restate_proposal(const struct subject *on, uint32_t step, struct text words, struct arena *arena);

#endif
