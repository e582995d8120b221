/* figure: what a text says of a plane figure in words and signs: which points lie on which segments, what is a midpoint, a right angle, a
 * rectangle, which triangles are similar; and what school geometry concludes from that for lengths (AB) and angles (angle A B C), as equations.
 *
 * Only what names its points is read, and only where it is stated: nothing is taken from a drawing. A polygon is named by its
 * vertices in order, similar triangles by vertices that correspond.
 */
#ifndef MISSTEP_FIGURE_H
#define MISSTEP_FIGURE_H

#include "link.h"

enum {
    FIGURE_POINTS_MAX = 6,    /* of a premise */
    FIGURE_PREMISES_MAX = 96, /* of a solution; later ones are not read */
    FIGURE_LINES_MAX = 200,   /* that are concluded for one question */
};

/* What is stated of points a, b, c, … */
enum premise_kind {
    PREMISE_ON,            /* a lies on the segment bc */
    PREMISE_MIDPOINT,      /* and in its middle */
    PREMISE_TRIANGLE,      /* abc is one */
    PREMISE_RIGHT,         /* the angle abc is right */
    PREMISE_EQUILATERAL,   /* triangle abc */
    PREMISE_QUADRILATERAL, /* abcd, in order */
    PREMISE_PARALLELOGRAM,
    PREMISE_RHOMBUS,
    PREMISE_RECTANGLE,
    PREMISE_SQUARE,    /* the last shape */
    PREMISE_SIMILAR,   /* abc to def */
    PREMISE_CONGRUENT, /* likewise */
    PREMISE_ISOSCELES, /* ab = ac, or the angles at b and c are equal */
    PREMISE_BISECTOR,  /* d is on the bisector of the angle abc, inside it */
    PREMISE_PARALLEL,  /* ab to cd */
    PREMISE_PERPENDICULAR,
    PREMISE_LENGTHS, /* ab and cd are equal */
    PREMISE_EQUAL,   /* the angles abc and def */
    PREMISE_SUPPLEMENTARY,
    PREMISE_COMPLEMENTARY, /* the last relation */
    PREMISE_LENGTH,        /* of ab */
    PREMISE_SIZE,          /* of the angle abc */
    PREMISE_SIDES,         /* of a polygon, all of one length */
};

struct figure_points {
    struct text at[FIGURE_POINTS_MAX];
    size_t count;
};

struct premise {
    const struct premise *before; /* the one that was stated before it, or NULL */
    uint8_t kind;                 /* enum premise_kind */
    bool because;                 /* a reason: "since …" */
    uint32_t step, from, at;      /* where it stands: 0 is the problem, 1 the first step; its bytes there */
    struct text number, unit;     /* of the last three; the unit may be empty */
    struct figure_points points;
};

struct figure_stated {
    bool plane;   /* there is one: the problem speaks of triangles, circles, … */
    bool concave; /* an angle of a polygon may be beyond 180 degrees */
    size_t count;
    const struct premise *last; /* a copy goes on with its own, and shares those before */
};

/* Does the problem speak of a figure whose points have names? */
bool figure_is_told(struct text problem);

/* The points of "ABC", "A B C", "AB'", "A_1 B"; false if the text is no such name. */
bool figure_points(struct text name, struct figure_points *out);

/* The formula with each segment, angle and area under one of its names: BA is AB, the angle CBA is the angle ABC, and so is the angle B if
 * the only polygon with a vertex B has its neighbours A and C. */
const struct formula *figure_named(const struct figure_stated *figure, struct arena *arena, const struct formula *f);

/* Takes in what the text states; number of the step: 0 is the problem. */
void figure_read(struct figure_stated *figure, struct text text, uint32_t step, struct arena *arena);

/* Does the equation relate two lengths, angles or areas, or more, of which the points are told? Then it says something of the figure. */
bool figure_knows(const struct figure_stated *figure, const struct formula *link);

/* Equations that follow from what was stated before the link, of those the ones that share a symbol with one of the formulas. */
size_t figure_lines(const struct figure_stated *figure, const struct link *link, const struct context *context,
                    const struct formula *const *about, size_t count, struct arena *arena,
                    const struct formula *out[FIGURE_LINES_MAX]);

#endif
