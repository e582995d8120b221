/* trace: where each number comes from.
 *
 * Candidates are a set: a value may stand in the problem, be a form of something in it, be an earlier result, or be a constant
 * of the world that has its cue word. Nothing is guessed here; whoever needs one origin refuses where there are several.
 */
#ifndef MISSTEP_TRACE_H
#define MISSTEP_TRACE_H

#include "subject.h"

enum { DERIVATIONS_MAX = 400, OPERANDS_MAX = 4000 }; /* per solution; what comes later is not traced */
enum { CONSTANTS_MAX = 64 };

/* Fills derivations, operands and answer_from of a subject whose claims have been judged. */
void trace_read(struct subject *subject, struct arena *arena);

/* Is the value one that the problem, in words or digits, names or yields in another form? */
uint8_t trace_givens(const struct subject *subject, const struct value *value);

/* Is it a constant whose cue word stands in the problem or in this step? */
bool trace_constant(const struct subject *subject, const struct step *step, const struct value *value);

/* The same, but where it converts one unit into another both must be named somewhere in the problem or the solution: nothing is a
 * number of months where nobody speaks of years. */
bool trace_converts(const struct subject *subject, const struct step *step, const struct value *value);

/* All constants whose cue word stands in the problem or in this step; returns how many. */
size_t trace_constants(const struct subject *subject, const struct step *step, struct value out[CONSTANTS_MAX]);

/* Does its value stand nowhere before its result, whatever it may mean there? In formulas small numbers stand everywhere. */
bool trace_is_new(const struct subject *subject, const struct derivation *derivation);

const char *trace_source_name(uint8_t sources); /* the strongest of a set, for people */

#endif
