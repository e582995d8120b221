/* trap: what a faulty solution gets wrong where it goes wrong first: of what, and which value stands for which. Texts are empty where that
 * is not known. */
#ifndef MISSTEP_TRAP_H
#define MISSTEP_TRAP_H

#include "flip.h"

enum trap_role {
    TRAP_UNKNOWN,
    TRAP_RESULT,     /* what a calculation comes to */
    TRAP_OPERAND,    /* a number that goes into one */
    TRAP_OPERATOR,   /* what is done with the numbers */
    TRAP_EXPRESSION, /* several of these */
    TRAP_CLAIM,      /* a whole calculation */
    TRAP_STEP,       /* more than that */
    TRAP_ANSWER,     /* the line of the final answer */
    TRAP_ROLES,
};

extern const char *const trap_roles[TRAP_ROLES];

struct trap {
    int32_t step[2];       /* by enum side; -1 where it is not known */
    uint8_t role;          /* enum trap_role */
    struct text text[2];   /* what stands there on either side */
    struct text value[2];  /* the number there, else `result` */
    struct text result[2]; /* what the calculation of that step comes to */
    struct text entity;    /* what is counted or measured: nouns behind the result */
    struct text attribute; /* what the step says the result is: words before the calculation */
    struct text unit;      /* "$", "%", a unit of measurement */
};

/* Of a record by its root edit; of other pairs by what differs between the first wrong step and its counterpart; where nobody says which
 * that is, the first one that is refuted. */
struct trap trap_read(const struct flip_sides *sides, struct arena *arena);

#endif
