/* flip: which steps of the two sides of a pair answer each other, and what of them says something else, or is true here and false
 * there. */
#ifndef MISSTEP_FLIP_H
#define MISSTEP_FLIP_H

#include "constraint.h"
#include "render.h"
#include "verify.h"

enum flip_kind {
    FLIP_VERDICT, /* a claim that is true on one side and false or undecided on the other */
    FLIP_VALUE,   /* it says something else, as true or false as before */
    FLIP_GONE,    /* it stands on the right side alone */
    FLIP_NEW,     /* on the faulty side alone */
    FLIP_USE,     /* a constraint that only one side uses */
    FLIP_KINDS,
};

extern const char *const flip_names[FLIP_KINDS];

struct flip {
    uint8_t kind;
    int32_t constraint; /* of FLIP_USE; else -1 */
    int32_t step[2];    /* by enum side; -1: there is none */
    struct text text[2];
    const char *says[2]; /* truth_name(); of FLIP_USE "used", "unused"; "" where there is none */
};

struct flip_sides {
    const struct pair *pair;
    const struct subject *on; /* two, by enum side */
    int32_t *counterpart[2];  /* of each step of a side the step of the other one, or -1 */
    size_t end; /* the right side is compared up to here: a faulty side that ends with its error says nothing of the rest */
};

/* Of a record by its "origin"; of other pairs steps in the same place where both sides have as many, else the equal ones at both ends. */
struct flip_sides flip_align(const struct pair *pair, const struct subject on[2], struct arena *arena);

/* In the order of the right side's steps; what is new behind all others, then the constraints. Of pairs that are no records claims are
 * compared in steps with a counterpart only. A constraint flips if one side surely uses it and the other surely does not. */
size_t flips_read(const struct flip_sides *sides, const struct constraint *all, size_t count,
                  const struct constraint_use *const uses[2], const size_t uses_count[2], struct arena *arena, struct flip **out);

#endif
