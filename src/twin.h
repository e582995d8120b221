/* twin: crossed twins (design, section 8). The problem says another number, and the solution is recomputed: two problems and two
 * solutions, each right with its own and wrong with the other's. Whoever looks at one side only cannot tell which is which. Or it
 * compares the other way round.
 */
#ifndef MISSTEP_TWIN_H
#define MISSTEP_TWIN_H

#include "inject.h"

enum twin_kind {
    TWIN_SWAP,     /* two or three numbers of the problem change places: not even unfamiliar numbers tell */
    TWIN_FRESH,    /* a number becomes one that the problem and its solution do not have */
    TWIN_RELATION, /* what the problem compares is turned round: "7 more than" and "7 fewer than" */
};

struct twin {
    struct text problem;    /* the other problem */
    struct subject subject; /* its solution, verified */
    struct certified forth; /* the problem with the other solution */
    struct certified back;  /* the other problem with the solution */
};

/* Tries up to TWIN_ATTEMPTS changes, drawn from the seed and the id. NULL: *out is certified both ways; else the reason of the last
 * refusal. *sane as of inject_either(). */
enum { TWIN_ATTEMPTS = 200 };
const char *twin_make(const struct certifier *with, enum twin_kind kind, int64_t seed, struct text source_id, struct twin *out,
                      bool *sane, struct error *err);

/* "swap", "fresh", "relation"; false if it is none of them. */
bool twin_kind_of(const char *name, enum twin_kind *out);

/* How records and lists name it: "twin_swap", … It has no sites of its own. */
const struct injector *twin_injector(enum twin_kind kind);

#endif
