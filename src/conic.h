/* conic: a line, circle, parabola, ellipse or hyperbola with axes along those of x and y, as its equation says: where its centre, vertex and foci are, how
 * long its axes, where its asymptotes and its directrix; slope and intercepts of a line. Only ever says what is proved; normal forms as in any textbook of analytic
 * geometry.
 */
#ifndef MISSTEP_CONIC_H
#define MISSTEP_CONIC_H

#include "settle.h"

enum { CONIC_NODES_MAX = 80 }; /* of an equation */

enum conic_kind { CONIC_LINE, CONIC_CIRCLE, CONIC_PARABOLA, CONIC_ELLIPSE, CONIC_HYPERBOLA };

/* What one has; in brackets how many values, points or equations it takes. */
enum conic_part {
    CONIC_CENTER, /* (1) */
    CONIC_RADIUS,
    CONIC_RADIUS_SQUARED,
    CONIC_DIAMETER,
    CONIC_CIRCUMFERENCE,
    CONIC_AREA,       /* of a circle (1) */
    CONIC_VERTEX,     /* of a parabola (1), of others both that are on the axis with the foci (2) */
    CONIC_FOCUS,      /* of a parabola (1), of others (2) */
    CONIC_DIRECTRIX,  /* (1) */
    CONIC_SYMMETRY,   /* the axis of a parabola (1) */
    CONIC_ASYMPTOTES, /* (2) */
    CONIC_SEMI_MAJOR, /* a length (1) */
    CONIC_SEMI_MINOR,
    CONIC_MAJOR,
    CONIC_MINOR,
    CONIC_SLOPE,
    CONIC_X_INTERCEPT, /* a number or a point (1) */
    CONIC_Y_INTERCEPT,
    CONIC_POINTS, /* any that are on it (1 or 2 different ones) */
};

/* a·x² + b·y² + c·x + d·y + e = 0; nothing with x·y but of circles, parabolas, lines there is none anyway. */
struct conic {
    enum conic_kind kind;
    const struct formula *a, *b, *c, *d, *e;
};

/* The curve of an equation (a chain of two members) in x and y; false if it is none of them, or that cannot be told. Memory is the arena's. */
bool conic_of(const struct formula *equation, struct arena *arena, struct conic *out);

/* Is that part of the curve just these: points (TUPLE), numbers, equations (CHAIN)? One with ± is two. */
bool conic_has(const struct conic *conic, enum conic_part part, const struct formula *const *values, size_t count,
               struct arena *arena);

/* Of an ellipse or a hyperbola: are a² and b² the squares of its semi-axes, that with the foci first, and c² that of the distance of the foci from the
 * centre? NULL: that one is not asked about. */
bool conic_has_squares(const struct conic *conic, const struct formula *a, const struct formula *b, const struct formula *c,
                       struct arena *arena);

#endif
