/* figure_parts: what the parts of figure share. Only figure*.c include it.
 *
 *   figure_name    names; what is stated is kept
 *   figure_text    text -> words, names of points, signs
 *   figure_match   which of them state something
 *   figure_state   what they state, as premises
 *   figure_lines   what follows from that
 */
#ifndef MISSTEP_FIGURE_PARTS_H
#define MISSTEP_FIGURE_PARTS_H

#include "figure.h"

enum {
    FIGURE_ITEMS_MAX = 400, /* of a text; what stands behind is not read */
    FIGURE_CAPTURES_MAX = 3,
    FIGURE_LIST_MAX = 6, /* names in a row: "D, E, and F" */
};

enum figure_item_kind {
    ITEM_WORD,   /* text: in small letters as a list of words asks for it */
    ITEM_POINTS, /* AB, ABC */
    ITEM_ANGLE,  /* \angle B, "angle ABC" */
    ITEM_NUMBER, /* text: its digits */
    ITEM_SIGN,   /* sign: , = and ~ (similar) c (congruent) p (perpendicular) | (parallel); ? is any other */
    ITEM_STOP,   /* the end of a sentence */
};

struct figure_item {
    uint8_t kind; /* enum figure_item_kind */
    char sign;
    bool solid;    /* points: called a segment, side, diagonal, … */
    bool triangle; /* points: called a triangle */
    bool because;  /* "since" stands before, and no comma between */
    uint32_t start, end;
    struct text text;
    struct figure_points points;
};

/* What a pattern states of the names it has caught. */
enum figure_sense {
    SENSE_MIDPOINT,  /* points, segments */
    SENSE_ON,        /* points, segments */
    SENSE_STRAIGHT,  /* three points, the second between the others */
    SENSE_ORDER,     /* points on a line, in order */
    SENSE_CROSSING,  /* two segments, a point on both */
    SENSE_CROSSES,   /* a segment, another one, a point on both */
    SENSE_MEETS,     /* from a point, a segment, its foot there */
    SENSE_FOOT,      /* feet, a point, segments */
    SENSE_ALTITUDE,  /* a segment, the one it stands on: up to here of points on segments, from here on of right angles */
    SENSE_ALTITUDES, /* segments, a triangle, or the only one */
    SENSE_MEDIANS,   /* likewise */
    SENSE_BISECTORS, /* likewise, of its angles */
    SENSE_PERPENDICULAR,
    SENSE_RIGHT,      /* angles */
    SENSE_NINETY,     /* angles, a number */
    SENSE_RIGHT_AT,   /* a triangle, a vertex or angle */
    SENSE_HYPOTENUSE, /* a triangle, a segment */
    SENSE_OF_RIGHT,   /* the same, turned round: the last of right angles */
    SENSE_EQUILATERAL,
    SENSE_QUADRILATERAL,
    SENSE_PARALLELOGRAM,
    SENSE_RHOMBUS,
    SENSE_RECTANGLE,
    SENSE_SQUARE,
    SENSE_SIMILAR,
    SENSE_CONGRUENT,
    SENSE_EQUAL_SIDES,
    SENSE_EQUAL_ANGLES,
    SENSE_BISECTS,  /* a segment, an angle */
    SENSE_BISECTOR, /* of an angle, a segment, the point on both */
    SENSE_PARALLEL,
    SENSE_SUPPLEMENTARY,
    SENSE_COMPLEMENTARY,
    SENSE_LENGTH, /* a segment, a number */
    SENSE_SIZE,   /* an angle, a number */
    SENSE_SIDES,  /* a polygon, a number */
};

struct figure_capture {
    const struct figure_item *items[FIGURE_LIST_MAX];
    size_t count;
};

struct figure_found {
    struct figure_capture captures[FIGURE_CAPTURES_MAX];
    size_t count;
    size_t end; /* the item behind it */
    struct text unit;
};

/* The items of a text, without the articles and words that say nothing ("point", "side"). */
size_t figure_items(struct text text, struct figure_item out[FIGURE_ITEMS_MAX]);

/* Keeps what the items state. */
void figure_match(struct figure_stated *figure, const struct figure_item *items, size_t count, uint32_t step,
                  struct arena *arena);

/* Keeps what the pattern states; `said` is where, and why. */
void figure_state(struct figure_stated *figure, enum figure_sense sense, const struct figure_found *found, struct premise said,
                  struct arena *arena);

/* The three points of an angle: of one letter, those of the only polygon that has an angle there; false if there is no such one. */
bool figure_angle(const struct figure_stated *figure, const struct figure_points *name, struct figure_points *out);

/* The only triangle that is told with one of the two points, but not the other, as a vertex; false if there is no such one. */
bool figure_triangle(const struct figure_stated *figure, const struct figure_points *segment, struct figure_points *out);

/* Keeps a premise, unless a point stands twice in what should be different ones. */
void figure_keep(struct figure_stated *figure, const struct premise *premise, struct arena *arena);

#endif
