/* contrast: a pair as what can be told apart in it: a right solution, a faulty one, where the first error stands.
 *
 * Of preference data, which does not say where, it is the first step that differs. */
#ifndef MISSTEP_CONTRAST_H
#define MISSTEP_CONTRAST_H

#include "pair.h"

struct contrast {
    struct text source_id; /* what the line says, or empty */
    struct text group_id;
    struct text problem;
    struct text kind;                  /* injector, classification, type of error: whatever it is called; or empty */
    struct text class;                 /* of a record; else empty */
    const struct text *right, *faulty; /* steps */
    size_t right_count, faulty_count;  /* 0: no such solution is known; never both */
    int32_t first_error;               /* -1 if no step is faulty: a control (both solutions), or a right solution alone */
    int32_t counterpart;               /* the right step that stands in the first error's place; -1: none */
};

/* False with the reason: both sides are the same, nobody says where the one solution goes wrong, or the origins do not fit. Texts and lists
 * are the pair's. */
bool contrast_of(const struct pair *pair, struct arena *arena, struct contrast *out, struct error *err) MUST_USE;

#endif
