/* coordinates: "Convert the point $(1,\sqrt{3},4)$ in rectangular coordinates to spherical coordinates": then x, y, z, r, ρ, θ and φ have their usual
 * meaning. r and ρ are not negative; in spherical coordinates φ is the angle with the z-axis (as American textbooks have it).
 */
#ifndef MISSTEP_COORDINATES_H
#define MISSTEP_COORDINATES_H

#include "context.h"

enum { COORDINATES_NAMES_MAX = 8 };

/* What the point makes of the names: x = 1, ρ = √(1² + …). */
struct coordinates {
    struct text names[COORDINATES_NAMES_MAX];
    const struct formula *is[COORDINATES_NAMES_MAX];
    size_t count;
};

/* Keeps the point of numbers that the problem gives in the statement, if words beside it name its coordinates. */
void coordinates_take(struct context *context, struct text problem, const struct statement *statement);

/* The names that the point gives a value to. False if there is no point. Memory is the arena's. */
bool coordinates_read(const struct context *context, struct arena *arena, struct coordinates *out);

/* With the values put in; NULL if that grows too large. */
const struct formula *coordinates_put(const struct coordinates *c, const struct formula *f, struct arena *arena);

/* The equations of the point that hold what it gives no value to, -5 = 5·cos θ, with the values put in; at most `max`. */
size_t coordinates_equations(const struct context *context, const struct coordinates *c, struct arena *arena,
                             const struct formula **out, size_t max);

#endif
