/* stop: a solution that stops before its last step: the step that works out the answer is left out, and the line of the answer
 * states a number that this step starts from. */
#ifndef MISSTEP_STOP_H
#define MISSTEP_STOP_H

#include "operand.h"

/* What the last step does to the stated number: */
enum stop_short {
    STOP_CONDITION, /* it applies numbers of the problem to it: "for 2 weeks" */
    STOP_TARGET,    /* it combines it with other results: the stated one is not what is asked for */
};

/* The derivation of the last step, which works out the answer and does nothing else; the line of the answer follows. NULL: there is no
 * such step. */
const struct derivation *stop_last(const struct subject *on);

/* The proposal to leave that step out and to state this value; false if that cannot be written alike. */
bool stop_state(const struct subject *on, const struct value *value, const struct tools *with, struct proposal *out);

/* The sites; the operand is one that is ignored. */
size_t stop_sites(const struct subject *on, enum stop_short how, struct site *out, size_t max);

bool stop_propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out);

/* "The answer should be 96, not 48; what is missing is 48 * 2 = 96." */
struct text stop_explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena);

#endif
