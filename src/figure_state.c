#include "figure_parts.h"

struct stating {
    struct figure_stated *figure;
    struct premise said; /* where */
    struct arena *arena;
};

static bool same(struct text a, struct text b)
{
    return text_equal(a, b);
}

static bool holds(const struct figure_points *p, struct text point)
{
    for (size_t i = 0; i < p->count; i++)
        if (same(p->at[i], point))
            return true;
    return false;
}

static void put(struct premise *p, const struct figure_points *points)
{
    for (size_t i = 0; i < points->count && p->points.count < FIGURE_POINTS_MAX; i++)
        p->points.at[p->points.count++] = points->at[i];
}

/* The premise of these points, one group behind the other. */
static void keep(const struct stating *s, enum premise_kind kind, const struct figure_points *a, const struct figure_points *b)
{
    struct premise p = s->said;
    p.kind = (uint8_t)kind;
    put(&p, a);
    if (b)
        put(&p, b);
    figure_keep(s->figure, &p, s->arena);
}

static void keep_right(const struct stating *s, struct text a, struct text b, struct text c)
{
    keep(s, PREMISE_RIGHT, &(struct figure_points){{a, b, c}, 3}, NULL);
}

/* Points and segments, one by one; or all on the one that is named first, or the first of several behind one point. */
static void keep_pairs(const struct stating *s, enum premise_kind kind, const struct figure_capture *points,
                       const struct figure_capture *segments)
{
    if (points->count != segments->count && points->count > 1 && segments->count > 1)
        return;
    for (size_t i = 0; i < points->count; i++)
        keep(s, kind, &points->items[i]->points, &segments->items[segments->count == 1 ? 0 : i]->points);
}

/* Each point between those before it and those behind it */
static void keep_order(const struct stating *s, const struct figure_capture *points)
{
    for (size_t i = 0; i < points->count; i++)
        for (size_t k = i + 1; k < points->count; k++)
            for (size_t j = k + 1; j < points->count; j++)
                keep(s, PREMISE_ON, &points->items[k]->points,
                     &(struct figure_points){{points->items[i]->points.at[0], points->items[j]->points.at[0]}, 2});
}

/* Right angles at the foot, between `from` and the ends of the segment. */
static void keep_foot(const struct stating *s, struct text from, struct text foot, const struct figure_points *segment)
{
    for (size_t i = 0; i < 2; i++)
        keep_right(s, from, foot, segment->at[i]);
}

static void keep_feet(const struct stating *s, const struct figure_found *f)
{
    const struct figure_capture *feet = &f->captures[0], *segments = &f->captures[2];
    for (size_t i = 0; feet->count == segments->count && i < feet->count; i++)
        keep_foot(s, f->captures[1].items[0]->points.at[0], feet->items[i]->points.at[0], &segments->items[i]->points);
}

/* The polygon's vertices beside the one that is named. */
static bool beside(const struct figure_points *polygon, struct text vertex, struct text *a, struct text *b)
{
    for (size_t i = 0; i < polygon->count; i++)
        if (same(polygon->at[i], vertex)) {
            *a = polygon->at[(i + polygon->count - 1) % polygon->count];
            *b = polygon->at[(i + 1) % polygon->count];
            return true;
        }
    return false;
}

bool figure_angle(const struct figure_stated *figure, const struct figure_points *name, struct figure_points *out)
{
    size_t found = 0;
    *out = *name;
    for (const struct premise *p = figure->last; p && name->count == 1; p = p->before) {
        struct text a, b;
        bool const polygon = p->kind == PREMISE_TRIANGLE || (p->kind >= PREMISE_QUADRILATERAL && p->kind <= PREMISE_SQUARE);
        if (!polygon || !beside(&p->points, name->at[0], &a, &b))
            continue;
        bool const again =
            found && ((same(a, out->at[0]) && same(b, out->at[2])) || (same(a, out->at[2]) && same(b, out->at[0])));
        found += !again;
        *out = (struct figure_points){{a, name->at[0], b}, 3};
    }
    return name->count == 3 || found == 1;
}

bool figure_triangle(const struct figure_stated *figure, const struct figure_points *segment, struct figure_points *out)
{
    size_t found = 0;
    for (const struct premise *p = figure->last; p; p = p->before) {
        if (p->kind != PREMISE_TRIANGLE || holds(&p->points, segment->at[0]) == holds(&p->points, segment->at[1]))
            continue;
        bool const again = found && holds(out, p->points.at[0]) && holds(out, p->points.at[1]) && holds(out, p->points.at[2]);
        found += !again;
        *out = p->points;
    }
    return found == 1;
}

static void keep_right_angles(const struct stating *s, const struct figure_capture *angles)
{
    struct figure_points angle;
    for (size_t i = 0; i < angles->count; i++)
        if (figure_angle(s->figure, &angles->items[i]->points, &angle))
            keep(s, PREMISE_RIGHT, &angle, NULL);
}

/* The altitude, median or bisector AD of triangle ABC, or DA. */
static void keep_cevian(const struct stating *s, enum figure_sense sense, const struct figure_points *line,
                        const struct figure_points *triangle)
{
    size_t const from = holds(triangle, line->at[0]) ? 0 : 1;
    struct text const vertex = line->at[from], foot = line->at[1 - from];
    struct figure_points const end = {{foot}, 1};
    struct text a, b;
    if (holds(triangle, foot) || !beside(triangle, vertex, &a, &b))
        return;
    if (sense == SENSE_ALTITUDES) {
        keep_foot(s, vertex, foot, &(struct figure_points){{a, b}, 2});
        return;
    }
    keep(s, sense == SENSE_MEDIANS ? PREMISE_MIDPOINT : PREMISE_ON, &end, &(struct figure_points){{a, b}, 2});
    if (sense == SENSE_BISECTORS)
        keep(s, PREMISE_BISECTOR, &(struct figure_points){{a, vertex, b}, 3}, &end);
}

static void keep_cevians(const struct stating *s, enum figure_sense sense, const struct figure_found *f)
{
    for (size_t i = 0; i < f->captures[0].count; i++) {
        const struct figure_points *line = &f->captures[0].items[i]->points;
        struct figure_points only;
        if (f->count > 1)
            keep_cevian(s, sense, line, &f->captures[1].items[0]->points);
        else if (figure_triangle(s->figure, line, &only))
            keep_cevian(s, sense, line, &only);
    }
}

static void keep_right_at(const struct stating *s, const struct figure_points *triangle, const struct figure_points *at)
{
    struct text a, b;
    struct text const vertex = at->at[at->count == 3];
    if (beside(triangle, vertex, &a, &b))
        keep_right(s, a, vertex, b);
}

static void keep_hypotenuse(const struct stating *s, const struct figure_points *triangle, const struct figure_points *side)
{
    for (size_t i = 0; i < 3; i++)
        if (!holds(side, triangle->at[i]) && holds(triangle, side->at[0]) && holds(triangle, side->at[1]))
            keep_right(s, side->at[0], triangle->at[i], side->at[1]);
}

/* ab = ac */
static void keep_equal_sides(const struct stating *s, const struct figure_points *a, const struct figure_points *b)
{
    keep(s, PREMISE_LENGTHS, a, b);
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 2; k++)
            if (same(a->at[i], b->at[k]))
                keep(s, PREMISE_ISOSCELES, &(struct figure_points){{a->at[i], a->at[1 - i], b->at[1 - k]}, 3}, NULL);
}

/* The angles at b and c of triangle abc */
static void keep_equal_angles(const struct stating *s, const struct figure_points *one, const struct figure_points *other)
{
    struct figure_points a, b;
    if (!figure_angle(s->figure, one, &a) || !figure_angle(s->figure, other, &b))
        return;
    keep(s, PREMISE_EQUAL, &a, &b);
    for (size_t i = 0; i < 3; i += 2)
        if (holds(&a, b.at[0]) && holds(&a, b.at[1]) && holds(&a, b.at[2]) && same(a.at[i], b.at[1]))
            keep(s, PREMISE_ISOSCELES, &(struct figure_points){{a.at[2 - i], a.at[1], b.at[1]}, 3}, NULL);
}

/* BD bisects the angle ABC. */
static void keep_bisector(const struct stating *s, const struct figure_points *segment, const struct figure_points *name)
{
    struct figure_points angle;
    for (size_t i = 0; figure_angle(s->figure, name, &angle) && i < 2; i++)
        if (same(segment->at[i], angle.at[1]) && !holds(&angle, segment->at[1 - i]))
            keep(s, PREMISE_BISECTOR, &angle, &(struct figure_points){{segment->at[1 - i]}, 1});
}

static void keep_bisector_to(const struct stating *s, const struct figure_found *f)
{
    struct figure_points angle;
    if (!figure_angle(s->figure, &f->captures[0].items[0]->points, &angle))
        return;
    keep(s, PREMISE_BISECTOR, &angle, &f->captures[2].items[0]->points);
    if (holds(&angle, f->captures[1].items[0]->points.at[0]) && holds(&angle, f->captures[1].items[0]->points.at[1]))
        keep(s, PREMISE_ON, &f->captures[2].items[0]->points, &f->captures[1].items[0]->points);
}

static void keep_both(const struct stating *s, enum premise_kind kind, const struct figure_capture *angles)
{
    struct figure_points a, b;
    if (angles->count == 2 && figure_angle(s->figure, &angles->items[0]->points, &a) &&
        figure_angle(s->figure, &angles->items[1]->points, &b))
        keep(s, kind, &a, &b);
}

/* Segments, not lines, that cross. */
static void keep_crossing(const struct stating *s, const struct figure_item *a, const struct figure_item *b,
                          const struct figure_points *at)
{
    if (a->solid)
        keep(s, PREMISE_ON, at, &a->points);
    if (b->solid)
        keep(s, PREMISE_ON, at, &b->points);
}

static void keep_number(const struct stating *s, enum figure_sense sense, const struct figure_found *f)
{
    struct stating with = *s;
    struct figure_points angle = f->captures[0].items[0]->points;
    with.said.number = f->captures[1].items[0]->text;
    with.said.unit = sense == SENSE_SIZE ? TEXT("") : f->unit;
    if (sense != SENSE_SIZE || figure_angle(s->figure, &f->captures[0].items[0]->points, &angle))
        keep(&with, sense == SENSE_LENGTH ? PREMISE_LENGTH : sense == SENSE_SIZE ? PREMISE_SIZE : PREMISE_SIDES, &angle, NULL);
}

static enum premise_kind kind_of(enum figure_sense sense)
{
    switch (sense) {
    case SENSE_EQUILATERAL:
        return PREMISE_EQUILATERAL;
    case SENSE_PARALLELOGRAM:
        return PREMISE_PARALLELOGRAM;
    case SENSE_RHOMBUS:
        return PREMISE_RHOMBUS;
    case SENSE_RECTANGLE:
        return PREMISE_RECTANGLE;
    case SENSE_SQUARE:
        return PREMISE_SQUARE;
    case SENSE_SIMILAR:
        return PREMISE_SIMILAR;
    case SENSE_CONGRUENT:
        return PREMISE_CONGRUENT;
    case SENSE_PARALLEL:
        return PREMISE_PARALLEL;
    default:
        return PREMISE_QUADRILATERAL;
    }
}

/* What is stated of two things of a kind, or of one. */
static void state_kind(const struct stating *s, enum figure_sense sense, const struct figure_found *f)
{
    const struct figure_points *a = &f->captures[0].items[0]->points, *b = f->count > 1 ? &f->captures[1].items[0]->points : NULL;
    switch (sense) {
    case SENSE_EQUAL_SIDES:
        keep_equal_sides(s, a, b);
        break;
    case SENSE_EQUAL_ANGLES:
        keep_equal_angles(s, a, b);
        break;
    case SENSE_BISECTS:
        keep_bisector(s, a, b);
        break;
    case SENSE_BISECTOR:
        keep_bisector_to(s, f);
        break;
    case SENSE_SUPPLEMENTARY:
    case SENSE_COMPLEMENTARY:
        keep_both(s, sense == SENSE_SUPPLEMENTARY ? PREMISE_SUPPLEMENTARY : PREMISE_COMPLEMENTARY, &f->captures[0]);
        break;
    case SENSE_LENGTH:
    case SENSE_SIZE:
    case SENSE_SIDES:
        keep_number(s, sense, f);
        break;
    default:
        keep(s, kind_of(sense), a, b);
    }
}

/* Points on segments, and what crosses them. */
static void state_points(const struct stating *s, enum figure_sense sense, const struct figure_found *f)
{
    const struct figure_capture *c = f->captures;
    const struct figure_points *a = &c[0].items[0]->points, *b = f->count > 1 ? &c[1].items[0]->points : NULL;
    switch (sense) {
    case SENSE_MIDPOINT:
        keep_pairs(s, PREMISE_MIDPOINT, &c[0], &c[1]);
        break;
    case SENSE_ON:
        keep_pairs(s, PREMISE_ON, &c[0], &c[1]);
        break;
    case SENSE_STRAIGHT:
        keep(s, PREMISE_ON, &(struct figure_points){{a->at[1], a->at[0], a->at[2]}, 3}, NULL);
        break;
    case SENSE_ORDER:
        keep_order(s, &c[0]);
        break;
    case SENSE_CROSSING:
        if (c[0].count == 2)
            keep_crossing(s, c[0].items[0], c[0].items[1], b);
        break;
    case SENSE_CROSSES:
        keep_crossing(s, c[0].items[0], c[1].items[0], &c[2].items[0]->points);
        break;
    case SENSE_MEETS:
        keep_foot(s, a->at[0], c[2].items[0]->points.at[0], b);
        break;
    case SENSE_FOOT:
        keep_feet(s, f);
        break;
    default: /* an altitude */
        keep_foot(s, a->at[0], a->at[1], b);
    }
}

/* Right angles. */
static void state_right(const struct stating *s, enum figure_sense sense, const struct figure_found *f)
{
    const struct figure_capture *c = f->captures;
    const struct figure_points *a = &c[0].items[0]->points, *b = f->count > 1 ? &c[1].items[0]->points : NULL;
    switch (sense) {
    case SENSE_ALTITUDES:
    case SENSE_MEDIANS:
    case SENSE_BISECTORS:
        keep_cevians(s, sense, f);
        break;
    case SENSE_PERPENDICULAR:
        keep(s, PREMISE_PERPENDICULAR, a, b);
        break;
    case SENSE_NINETY:
        for (size_t i = 0; i + 1 < f->count && text_equal(c[f->count - 1].items[0]->text, TEXT("90")); i++)
            keep_right_angles(s, &c[i]);
        break;
    case SENSE_RIGHT:
        keep_right_angles(s, &c[0]);
        break;
    case SENSE_RIGHT_AT:
        keep_right_at(s, a, b);
        break;
    case SENSE_HYPOTENUSE:
        keep_hypotenuse(s, a, b);
        break;
    default: /* "hypotenuse of" */
        keep_hypotenuse(s, b, a);
    }
}

void figure_state(struct figure_stated *figure, enum figure_sense sense, const struct figure_found *found, struct premise said,
                  struct arena *arena)
{
    struct stating const s = {figure, said, arena};
    if (sense <= SENSE_ALTITUDE)
        state_points(&s, sense, found);
    else if (sense <= SENSE_OF_RIGHT)
        state_right(&s, sense, found);
    else
        state_kind(&s, sense, found);
}
