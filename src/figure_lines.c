#include "figure_parts.h"

enum { NAMES_MAX = 48 /* symbols that lines are asked about */ };

struct writer {
    const struct figure_stated *figure;
    const struct link *link;
    const struct context *context;
    struct arena *arena;
    struct text names[NAMES_MAX];
    size_t names_count;
    bool functions; /* sines, cosines, … are asked about */
    const struct formula **out;
    size_t count;
};

/* Was it said before the link, or as its reason? */
static bool is_said(const struct writer *w, const struct premise *p)
{
    return p->step <= w->link->step ||
           (p->step == w->link->step + 1 && (p->at <= w->link->start || (p->because && p->from >= w->link->end)));
}

/* ---- formulas ---- */

static const struct formula *number(const struct writer *w, int64_t n)
{
    return formula_number(w->arena, n);
}

static const struct formula *written(const struct writer *w, const struct premise *p)
{
    const struct formula *n = formula_new(w->arena, FORMULA_NUMBER, 0, p->number, NULL, 0, NULL);
    return p->unit.size ? formula_new(w->arena, FORMULA_UNIT, 0, p->unit, &n, 1, NULL) : n;
}

static const struct formula *add(const struct writer *w, const struct formula *a, const struct formula *b)
{
    return formula_binary(w->arena, FORMULA_ADD, a, b);
}

static const struct formula *times(const struct writer *w, const struct formula *a, const struct formula *b)
{
    return formula_binary(w->arena, FORMULA_MUL, a, b);
}

static const struct formula *squared(const struct writer *w, const struct formula *a)
{
    return formula_binary(w->arena, FORMULA_POW, a, number(w, 2));
}

static const struct formula *named(const struct writer *w, const char *before, const struct text *points, size_t count,
                                   const char *behind)
{
    struct buffer name = {0};
    buffer_string(&name, before);
    for (size_t i = 0; i < count; i++) {
        buffer_string(&name, before[0] == 'a' ? " " : "");
        buffer_add(&name, points[i]);
    }
    buffer_string(&name, behind);
    return figure_named(w->figure, w->arena, formula_symbol(w->arena, buffer_keep(&name, w->arena)));
}

static const struct formula *length(const struct writer *w, struct text a, struct text b)
{
    return named(w, "", (struct text[]){a, b}, 2, "");
}

static const struct formula *angle(const struct writer *w, struct text a, struct text b, struct text c)
{
    return named(w, "angle", (struct text[]){a, b, c}, 3, "");
}

/* "angle A B C" */
static bool angle_points(struct text name, struct figure_points *out)
{
    struct text const mark = TEXT("angle ");
    return text_starts(name, mark) && figure_points(text_part(name, mark.size, name.size), out) && out->count == 3;
}

static bool is_asked(const struct writer *w, const struct formula *f)
{
    for (size_t i = 0; f->kind == FORMULA_SYMBOL && i < w->names_count; i++)
        if (text_equal(f->text, w->names[i]))
            return true;
    for (size_t i = 0; i < f->count; i++)
        if (is_asked(w, f->args[i]))
            return true;
    return false;
}

static void say(struct writer *w, const struct formula *left, const struct formula *right)
{
    if (w->count < FIGURE_LINES_MAX && (is_asked(w, left) || is_asked(w, right)))
        w->out[w->count++] = formula_relation(w->arena, left, '=', right, NULL);
}

/* ---- what follows ---- */

/* Is the angle asked about, under its name or what it is said to be equal to? */
static bool is_meant(const struct writer *w, const struct formula *name)
{
    const struct formula *is = context_expand(w->context, name);
    return is_asked(w, name) || (is && is_asked(w, is));
}

static const struct formula *call(const struct writer *w, enum formula_function function, const struct formula *of)
{
    return formula_new(w->arena, FORMULA_CALL, (uint8_t)function, TEXT(""), &of, 1, NULL);
}

/* The sine of the angle at a is bc/ac, under each name of that angle. */
static void say_ratios(struct writer *w, struct text a, struct text b, struct text c)
{
    struct figure_points three;
    const struct formula *near = length(w, a, b), *far = length(w, b, c), *long_side = length(w, a, c);
    const struct formula *const names[] = {angle(w, c, a, b), named(w, "", &a, 1, "")};
    const struct formula *const above[] = {far, near, far}, *const below[] = {long_side, long_side, near};
    static const uint8_t functions[] = {FUNCTION_SIN, FUNCTION_COS, FUNCTION_TAN};
    bool const only = figure_angle(w->figure, &(struct figure_points){{a}, 1}, &three) &&
                      (text_equal(three.at[0], c) || text_equal(three.at[2], c));
    for (size_t i = 0; i < (only ? COUNT(names) : 1); i++)
        for (size_t k = 0; is_meant(w, names[i]) && k < COUNT(functions); k++)
            say(w, call(w, (enum formula_function)functions[k], names[i]),
                formula_binary(w->arena, FORMULA_DIV, above[k], below[k]));
}

/* Is the angle said to have so many degrees? */
static bool measures(const struct writer *w, const struct formula *angle, const char *degrees)
{
    const struct formula *value = context_expand(w->context, angle);
    while (value && (value->kind == FORMULA_DEGREES || value->kind == FORMULA_UNIT) && value->count == 1)
        value = value->args[0];
    return formula_is(value, FORMULA_NUMBER) && text_equal(value->text, text_of(degrees));
}

/* The right triangle abc, right at b, with a known angle at a. */
static void say_special(struct writer *w, struct text a, struct text b, struct text c)
{
    const struct formula *near = length(w, a, b), *far = length(w, b, c), *whole = length(w, a, c), *at = angle(w, b, a, c);
    const struct formula *two = number(w, 2), *three = number(w, 3);
    if (measures(w, at, "30") || measures(w, angle(w, b, c, a), "60")) {
        say(w, whole, times(w, two, far));
        say(w, near, times(w, far, formula_binary(w->arena, FORMULA_ROOT, three, two)));
    } else if (measures(w, at, "45")) {
        say(w, near, far);
        say(w, whole, times(w, near, formula_binary(w->arena, FORMULA_ROOT, two, two)));
    }
}

static bool is_side(const struct text *side, struct text a, struct text b)
{
    return (text_equal(side[0], a) && text_equal(side[1], b)) || (text_equal(side[0], b) && text_equal(side[1], a));
}

static void say_right_triangle(struct writer *w, struct text a, struct text b, struct text c)
{
    const struct formula *near = length(w, a, b), *far = length(w, b, c), *whole = length(w, a, c), *ninety = number(w, 90);
    say(w, add(w, squared(w, near), squared(w, far)), squared(w, whole));
    say(w, angle(w, a, b, c), ninety);
    say(w, add(w, angle(w, b, a, c), angle(w, b, c, a)), ninety);
    say(w, times(w, number(w, 2), named(w, "[", (struct text[]){a, b, c}, 3, "]")), times(w, near, far));
    say_ratios(w, a, b, c);
    say_ratios(w, c, b, a);
    say_special(w, a, b, c);
    say_special(w, c, b, a);
}

/* The right angle abc, and the same one between other points of its arms. */
static void say_right(struct writer *w, struct text a, struct text b, struct text c)
{
    say_right_triangle(w, a, b, c);
    for (const struct premise *q = w->figure->last; q; q = q->before) {
        const struct text *p = q->points.at;
        if (q->kind > PREMISE_MIDPOINT || !is_said(w, q))
            continue;
        if (is_side(p + 1, b, c))
            say_right_triangle(w, a, b, p[0]);
        if (is_side(p + 1, a, b))
            say_right_triangle(w, p[0], b, c);
        for (size_t i = 1; i < 3 && text_equal(p[0], b); i++) {
            if (text_equal(p[i], c))
                say_right_triangle(w, a, b, p[3 - i]);
            if (text_equal(p[i], a))
                say_right_triangle(w, p[3 - i], b, c);
        }
    }
}

/* The angles of a polygon add up. */
static void say_angles(struct writer *w, const struct figure_points *p)
{
    const struct formula *sum = NULL;
    for (size_t i = 0; i < p->count; i++) {
        const struct formula *one = angle(w, p->at[(i + p->count - 1) % p->count], p->at[i], p->at[(i + 1) % p->count]);
        sum = sum ? add(w, sum, one) : one;
    }
    say(w, sum, number(w, 180 * ((int64_t)p->count - 2)));
}

/* Of the triangle abc: its angles, and where functions are asked about, the laws of cosines and sines, and its area. */
static void say_triangle(struct writer *w, const struct figure_points *p)
{
    say_angles(w, p);
    for (size_t i = 0; i < 3 && w->functions; i++) {
        struct text const a = p->at[i], b = p->at[(i + 1) % 3], c = p->at[(i + 2) % 3];
        const struct formula *ab = length(w, a, b), *ac = length(w, a, c), *bc = length(w, b, c);
        const struct formula *const names[] = {angle(w, b, a, c), named(w, "", &a, 1, "")}, *const others[] = {
                                                                                                angle(w, a, b, c),
                                                                                                named(w, "", &b, 1, "")};
        struct figure_points only;
        bool const letter = figure_angle(w->figure, &(struct figure_points){{a}, 1}, &only);
        for (size_t k = 0; k < (letter ? 2 : 1); k++) {
            const struct formula *product = times(w, times(w, number(w, 2), times(w, ab, ac)), call(w, FUNCTION_COS, names[k])),
                                 *sine = call(w, FUNCTION_SIN, names[k]);
            if (!is_meant(w, names[k]))
                continue;
            say(w, add(w, squared(w, bc), product), add(w, squared(w, ab), squared(w, ac)));
            say(w, times(w, ac, sine), times(w, bc, call(w, FUNCTION_SIN, others[k])));
            say(w, times(w, number(w, 2), named(w, "[", p->at, 3, "]")), times(w, times(w, ab, ac), sine));
        }
    }
}

static void say_equilateral(struct writer *w, const struct text *p)
{
    for (size_t i = 0; i < 3; i++) {
        say(w, length(w, p[i], p[(i + 1) % 3]), length(w, p[(i + 1) % 3], p[(i + 2) % 3]));
        say(w, angle(w, p[i], p[(i + 1) % 3], p[(i + 2) % 3]), number(w, 60));
    }
    say(w, times(w, number(w, 4), named(w, "[", p, 3, "]")),
        times(w, squared(w, length(w, p[0], p[1])), formula_binary(w->arena, FORMULA_ROOT, number(w, 3), number(w, 2))));
}

static void say_quadrilateral(struct writer *w, enum premise_kind kind, const struct figure_points *p)
{
    const struct text *at = p->at;
    bool const even = kind == PREMISE_RHOMBUS || kind == PREMISE_SQUARE, right = kind >= PREMISE_RECTANGLE;
    if (kind != PREMISE_QUADRILATERAL || !w->figure->concave)
        say_angles(w, p);
    if (kind == PREMISE_QUADRILATERAL)
        return;
    for (size_t i = 0; i < 2; i++) {
        say(w, length(w, at[i], at[i + 1]), length(w, at[i + 2], at[(i + 3) % 4]));
        say(w, angle(w, at[(i + 3) % 4], at[i], at[i + 1]), angle(w, at[i + 1], at[i + 2], at[(i + 3) % 4]));
    }
    for (size_t i = 0; i < 4; i++) {
        const struct formula *side = length(w, at[i], at[(i + 1) % 4]), *next = length(w, at[(i + 1) % 4], at[(i + 2) % 4]);
        say(w, add(w, angle(w, at[(i + 3) % 4], at[i], at[(i + 1) % 4]), angle(w, at[i], at[(i + 1) % 4], at[(i + 2) % 4])),
            number(w, 180));
        if (even)
            say(w, side, next);
        if (right)
            say_right(w, at[i], at[(i + 1) % 4], at[(i + 2) % 4]);
    }
    if (right)
        say(w, length(w, at[0], at[2]), length(w, at[1], at[3]));
    if (right)
        say(w, named(w, "[", at, 4, "]"), times(w, length(w, at[0], at[1]), length(w, at[1], at[2])));
}

static void say_similar(struct writer *w, const struct text *p, bool congruent)
{
    for (size_t i = 0; i < 3; i++) {
        size_t const k = (i + 1) % 3, j = (i + 2) % 3;
        const struct formula *side = length(w, p[i], p[k]), *like = length(w, p[3 + i], p[3 + k]), *next = length(w, p[k], p[j]),
                             *next_like = length(w, p[3 + k], p[3 + j]);
        say(w, angle(w, p[i], p[k], p[j]), angle(w, p[3 + i], p[3 + k], p[3 + j]));
        if (congruent)
            say(w, side, like);
        else
            say(w, times(w, side, next_like), times(w, next, like));
    }
}

/* Parallel sides of a quadrilateral: the angles between them on either side add up to two right ones. */
static void say_parallel(struct writer *w, const struct text *p)
{
    for (const struct premise *q = w->figure->last; q; q = q->before)
        for (size_t i = 0; i < 2 && q->kind == PREMISE_QUADRILATERAL && is_said(w, q); i++) {
            const struct text *at = q->points.at;
            struct text const a = at[i], b = at[i + 1], c = at[i + 2], d = at[(i + 3) % 4];
            if ((is_side(p, a, b) && is_side(p + 2, c, d)) || (is_side(p, c, d) && is_side(p + 2, a, b))) {
                say(w, add(w, angle(w, d, a, b), angle(w, c, d, a)), number(w, 180));
                say(w, add(w, angle(w, a, b, c), angle(w, b, c, d)), number(w, 180));
            }
        }
}

/* Was the point stated to lie between the two? */
static bool is_on(const struct writer *w, struct text point, struct text a, struct text b)
{
    for (const struct premise *p = w->figure->last; p; p = p->before)
        if (p->kind <= PREMISE_MIDPOINT && is_said(w, p) && text_equal(p->points.at[0], point) && is_side(p->points.at + 1, a, b))
            return true;
    return false;
}

static void say_bisector(struct writer *w, const struct text *p)
{
    const struct formula *half = angle(w, p[0], p[1], p[3]);
    say(w, half, angle(w, p[3], p[1], p[2]));
    say(w, times(w, number(w, 2), half), angle(w, p[0], p[1], p[2]));
    if (is_on(w, p[3], p[0], p[2]))
        say(w, times(w, length(w, p[0], p[1]), length(w, p[3], p[2])), times(w, length(w, p[1], p[2]), length(w, p[0], p[3])));
}

/* Perpendicular segments have a right angle where an end of one is an end of the other, or lies on it. */
static void say_perpendicular(struct writer *w, const struct text *a, const struct text *b)
{
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 2; k++) {
            if (text_equal(a[i], b[k]))
                say_right(w, a[1 - i], a[i], b[1 - k]);
            if (is_on(w, a[i], b[0], b[1]))
                say_right(w, a[1 - i], a[i], b[k]);
            if (is_on(w, b[i], a[0], a[1]))
                say_right(w, b[1 - i], b[i], a[k]);
        }
}

/* d between b and c, seen from x */
static void say_seen(struct writer *w, struct text x, struct text d, struct text b, struct text c)
{
    if (text_equal(x, b) || text_equal(x, c) || text_equal(x, d))
        return;
    say(w, add(w, angle(w, b, x, d), angle(w, d, x, c)), angle(w, b, x, c));
    say(w, add(w, angle(w, b, d, x), angle(w, x, d, c)), number(w, 180));
    say(w, angle(w, x, b, d), angle(w, x, b, c));
    say(w, angle(w, x, c, d), angle(w, x, c, b));
}

/* d between b and c: parts of the length, and of the angles seen from the points of those that are asked about, and from corners of triangles. */
static void say_on(struct writer *w, struct text d, struct text b, struct text c)
{
    struct figure_points points;
    say(w, add(w, length(w, b, d), length(w, d, c)), length(w, b, c));
    for (size_t i = 0; i < w->names_count; i++)
        for (size_t k = 0; angle_points(w->names[i], &points) && k < 3; k++)
            say_seen(w, points.at[k], d, b, c);
    for (const struct premise *q = w->figure->last; q; q = q->before)
        for (size_t i = 0; q->kind == PREMISE_TRIANGLE && is_said(w, q) && i < 3; i++)
            if (is_side((struct text[]){q->points.at[(i + 1) % 3], q->points.at[(i + 2) % 3]}, b, c))
                say_seen(w, q->points.at[i], d, b, c);
}

/* Of points on segments, triangles and quadrilaterals. */
static void say_shape(struct writer *w, const struct premise *premise)
{
    const struct text *p = premise->points.at;
    switch ((enum premise_kind)premise->kind) {
    case PREMISE_MIDPOINT:
        say(w, length(w, p[1], p[0]), length(w, p[0], p[2]));
        say(w, times(w, number(w, 2), length(w, p[1], p[0])), length(w, p[1], p[2]));
        say_on(w, p[0], p[1], p[2]);
        return;
    case PREMISE_ON:
        say_on(w, p[0], p[1], p[2]);
        return;
    case PREMISE_TRIANGLE:
        say_triangle(w, &premise->points);
        return;
    case PREMISE_RIGHT:
        say_right(w, p[0], p[1], p[2]);
        return;
    case PREMISE_EQUILATERAL:
        say_equilateral(w, p);
        return;
    default:
        say_quadrilateral(w, (enum premise_kind)premise->kind, &premise->points);
    }
}

/* Of lengths and angles beside each other. */
static void say_relation(struct writer *w, const struct premise *premise)
{
    const struct text *p = premise->points.at;
    switch ((enum premise_kind)premise->kind) {
    case PREMISE_SIMILAR:
    case PREMISE_CONGRUENT:
        say_similar(w, p, premise->kind == PREMISE_CONGRUENT);
        return;
    case PREMISE_ISOSCELES:
        say(w, length(w, p[0], p[1]), length(w, p[0], p[2]));
        say(w, angle(w, p[0], p[1], p[2]), angle(w, p[0], p[2], p[1]));
        return;
    case PREMISE_BISECTOR:
        say_bisector(w, p);
        return;
    case PREMISE_PARALLEL:
        say_parallel(w, p);
        return;
    case PREMISE_PERPENDICULAR:
        say_perpendicular(w, p, p + 2);
        return;
    case PREMISE_LENGTHS:
        say(w, length(w, p[0], p[1]), length(w, p[2], p[3]));
        return;
    case PREMISE_EQUAL:
        say(w, angle(w, p[0], p[1], p[2]), angle(w, p[3], p[4], p[5]));
        return;
    default: /* supplementary, complementary */
        say(w, add(w, angle(w, p[0], p[1], p[2]), angle(w, p[3], p[4], p[5])),
            number(w, premise->kind == PREMISE_SUPPLEMENTARY ? 180 : 90));
    }
}

static void say_number(struct writer *w, const struct premise *premise)
{
    const struct figure_points *p = &premise->points;
    const struct formula *n = written(w, premise);
    if (premise->kind == PREMISE_LENGTH)
        say(w, length(w, p->at[0], p->at[1]), n);
    else if (premise->kind == PREMISE_SIZE)
        say(w, angle(w, p->at[0], p->at[1], p->at[2]), n);
    else
        for (size_t i = 0; i < p->count; i++)
            say(w, length(w, p->at[i], p->at[(i + 1) % p->count]), n);
}

static void say_all(struct writer *w, const struct premise *premise)
{
    if (premise->kind <= PREMISE_SQUARE)
        say_shape(w, premise);
    else if (premise->kind <= PREMISE_COMPLEMENTARY)
        say_relation(w, premise);
    else
        say_number(w, premise);
}

size_t figure_lines(const struct figure_stated *figure, const struct link *link, const struct context *context,
                    const struct formula *const *about, size_t count, struct arena *arena,
                    const struct formula *out[FIGURE_LINES_MAX])
{
    struct writer w = {.figure = figure, .link = link, .context = context, .arena = arena, .out = out};
    for (size_t i = 0; i < count && w.names_count < NAMES_MAX; i++) {
        size_t const room = NAMES_MAX - w.names_count;
        w.names_count += MIN(formula_symbols(about[i], w.names + w.names_count, room), room);
        w.functions |= formula_holds(about[i], FORMULA_CALL);
    }
    for (size_t i = 0, asked = w.names_count; i < asked; i++) { /* the sum of angles holds for any three points */
        struct figure_points points;
        if (angle_points(w.names[i], &points))
            say_triangle(&w, &points);
    }
    for (const struct premise *p = figure->last; p; p = p->before)
        if (is_said(&w, p))
            say_all(&w, p);
    return w.count;
}
