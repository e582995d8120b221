/* solve: which values solve a condition in one letter, an equation, an inequality or several (FORMULA_AND). Only ever sure of what is proved. */
#ifndef MISSTEP_SOLVE_H
#define MISSTEP_SOLVE_H

#include "follows.h"

enum {
    SOLVE_VALUES_MAX = 128,
    SOLVE_NODES_MAX = 80, /* of a condition that is looked at */
    SOLVE_WHOLE_MAX = 60, /* size of whole numbers that are tried one by one */
};

struct solve_values {
    const struct formula *items[SOLVE_VALUES_MAX];
    size_t count;
};

/* Is the value one of them? */
bool solve_has(const struct solve_values *values, const struct formula *value, struct arena *arena);

/* Are these the same, each of `b` once? */
bool solve_are_same(const struct solve_values *a, const struct solve_values *b, struct arena *arena);

/* Does it hold at the value, which has no symbols? */
bool solve_holds_at(const struct formula *condition, struct text letter, const struct formula *value, struct arena *arena);

/* Does it hold at the value, and nowhere beyond it; if `whole`, at no whole number beyond it? */
bool solve_is_extreme(const struct formula *condition, struct text letter, const struct formula *value, bool lowest, bool whole,
                      struct arena *arena);

/* Are these, each once, all that solve it? Of real numbers, or with ALGEBRA_COMPLEX of complex ones. */
bool solve_are_all(const struct formula *condition, struct text letter, const struct solve_values *values, unsigned options,
                   struct arena *arena);

/* All whole numbers that solve it; false if that cannot be told. */
bool solve_whole(const struct formula *condition, struct text letter, struct arena *arena, struct solve_values *out);

#endif
