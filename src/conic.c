#include "conic.h"

enum { VALUES_MAX = 2 };

/* ---- writing formulas ---- */

static const struct formula *number(struct arena *arena, int64_t n)
{
    return formula_number(arena, n);
}

static const struct formula *add(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return formula_binary(arena, FORMULA_ADD, a, b);
}

static const struct formula *times(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return formula_binary(arena, FORMULA_MUL, a, b);
}

static const struct formula *over(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return formula_binary(arena, FORMULA_DIV, a, b);
}

static const struct formula *negative(struct arena *arena, const struct formula *a)
{
    return formula_unary(arena, FORMULA_NEG, a);
}

static const struct formula *squared(struct arena *arena, const struct formula *a)
{
    return formula_binary(arena, FORMULA_POW, a, number(arena, 2));
}

/* Of constants. */
static bool relates(struct arena *arena, const struct formula *a, char relation, const struct formula *b)
{
    struct text none;
    return formula_symbols(a, NULL, 0) == 0 && formula_symbols(b, NULL, 0) == 0 &&
           algebra_relates(a, relation, b, 0, arena, &none) == FACT_TRUE;
}

static bool is_zero(struct arena *arena, const struct formula *f)
{
    return algebra_same(f, number(arena, 0), 0, arena);
}

static bool is_not_zero(struct arena *arena, const struct formula *f)
{
    return relates(arena, f, '#', number(arena, 0));
}

static bool is_positive(struct arena *arena, const struct formula *f)
{
    return relates(arena, f, '>', number(arena, 0));
}

/* v is not negative, and its square is that: v = √of. */
static bool is_root(struct arena *arena, const struct formula *v, const struct formula *of)
{
    return relates(arena, v, ']', number(arena, 0)) && algebra_same(squared(arena, v), of, 0, arena);
}

/* ---- the curve of an equation ---- */

static const struct formula *at(struct arena *arena, const struct formula *f, int64_t x, int64_t y)
{
    const struct text names[] = {TEXT("x"), TEXT("y")};
    const struct formula *const are[] = {number(arena, x), number(arena, y)};
    return formula_put_all(arena, f, names, are, 2);
}

static const struct formula *written(struct arena *arena, const struct conic *q)
{
    const struct formula *x = formula_symbol(arena, TEXT("x")), *y = formula_symbol(arena, TEXT("y"));
    const struct formula *terms[] = {times(arena, q->a, squared(arena, x)), times(arena, q->b, squared(arena, y)),
                                     times(arena, q->c, x), times(arena, q->d, y), q->e};
    return formula_new(arena, FORMULA_ADD, 0, TEXT(""), terms, COUNT(terms), NULL);
}

/* From the values at (0, 0), (±1, 0), (0, ±1), then proved to be the same. */
static bool interpolate(struct arena *arena, const struct formula *f, struct conic *out)
{
    const struct formula *zero = at(arena, f, 0, 0), *right = at(arena, f, 1, 0), *left = at(arena, f, -1, 0),
                         *up = at(arena, f, 0, 1), *down = at(arena, f, 0, -1), *two = number(arena, 2);
    if (!zero || !right || !left || !up || !down)
        return false;
    out->a = settle_gap(arena, over(arena, add(arena, right, left), two), zero);
    out->b = settle_gap(arena, over(arena, add(arena, up, down), two), zero);
    out->c = over(arena, settle_gap(arena, right, left), two);
    out->d = over(arena, settle_gap(arena, up, down), two);
    out->e = zero;
    const struct formula **parts[] = {&out->a, &out->b, &out->c, &out->d, &out->e};
    for (size_t i = 0; i < COUNT(parts); i++)
        *parts[i] = settle_constant(arena, *parts[i]);
    return algebra_same(f, written(arena, out), 0, arena);
}

/* The squares of the half axes along x and y, negative ones of a hyperbola included: a·(x − h)² + b·(y − k)² = K, divided by K. */
static const struct formula *half_axis(const struct conic *q, bool y, struct arena *arena)
{
    const struct formula *four = number(arena, 4);
    const struct formula *k = settle_gap(arena,
                                         add(arena, over(arena, squared(arena, q->c), times(arena, four, q->a)),
                                             over(arena, squared(arena, q->d), times(arena, four, q->b))),
                                         q->e);
    return over(arena, k, y ? q->b : q->a);
}

static bool name_kind(struct conic *q, struct arena *arena)
{
    bool const no_a = is_zero(arena, q->a), no_b = is_zero(arena, q->b);
    if (no_a && no_b) {
        q->kind = CONIC_LINE;
        return is_not_zero(arena, q->c) || is_not_zero(arena, q->d);
    }
    if (no_a || no_b) {
        q->kind = CONIC_PARABOLA;
        return is_not_zero(arena, no_a ? q->b : q->a) && is_not_zero(arena, no_a ? q->c : q->d);
    }
    if (!is_not_zero(arena, q->a) || !is_not_zero(arena, q->b))
        return false;
    const struct formula *p = half_axis(q, false, arena), *r = half_axis(q, true, arena);
    bool const across = is_positive(arena, p), up = is_positive(arena, r);
    if (across && up)
        q->kind = algebra_same(q->a, q->b, 0, arena) ? CONIC_CIRCLE : CONIC_ELLIPSE;
    else if (across || up)
        q->kind = CONIC_HYPERBOLA;
    else
        return false;
    return across || is_positive(arena, negative(arena, p));
}

/* Is it divided by what may be 0 somewhere: y = (x² − 1)/(x − 1), which is no line? */
static bool has_holes(const struct formula *f)
{
    bool found = f->kind == FORMULA_DIV && formula_symbols(f->args[1], NULL, 0) > 0;
    for (size_t i = 0; i < f->count && !found; i++)
        found = has_holes(f->args[i]);
    return found;
}

bool conic_of(const struct formula *equation, struct arena *arena, struct conic *out)
{
    if (!formula_is_equation(equation) || !(formula_mentions(equation, TEXT("x")) || formula_mentions(equation, TEXT("y"))) ||
        formula_size(equation, CONIC_NODES_MAX) > CONIC_NODES_MAX || formula_holds(equation, FORMULA_MATRIX) ||
        formula_holds(equation, FORMULA_TUPLE) || formula_holds(equation, FORMULA_UNIT) || has_holes(equation))
        return false;
    return interpolate(arena, settle_gap(arena, equation->args[0], equation->args[1]), out) && name_kind(out, arena);
}

/* ---- its parts ---- */

/* The same curve mirrored at x = y. */
static struct conic turned(const struct conic *q)
{
    return (struct conic){q->kind, q->b, q->a, q->d, q->c, q->e};
}

/* The coordinate of the centre, or of the vertex of a parabola, along x. */
static const struct formula *middle(const struct conic *q, struct arena *arena)
{
    return negative(arena, over(arena, q->c, times(arena, number(arena, 2), q->a)));
}

static bool is_point(const struct formula *f)
{
    return f->kind == FORMULA_TUPLE && f->count == 2;
}

static const struct formula *across(const struct formula *point, bool turn)
{
    return point->args[turn];
}

/* Along y, of a parabola y = f(x), or the mirrored one. */
static const struct formula *depth(const struct conic *q, struct arena *arena)
{
    const struct formula *low = over(arena, squared(arena, q->c), times(arena, number(arena, 4), q->a));
    return over(arena, settle_gap(arena, low, q->e), q->d);
}

/* From the vertex to the focus: y − k = α(x − h)², 1/(4α) = −d/(4a). */
static const struct formula *focal_height(const struct conic *q, struct arena *arena)
{
    return negative(arena, over(arena, q->d, times(arena, number(arena, 4), q->a)));
}

static bool is_lying(const struct conic *q, struct arena *arena)
{
    return is_zero(arena, q->a);
}

/* x = value, or y = value */
static bool is_level(const struct formula *line, bool y, const struct formula *value, struct arena *arena)
{
    return formula_is_equation(line) && line->args[0]->kind == FORMULA_SYMBOL &&
           text_equal(line->args[0]->text, y ? TEXT("y") : TEXT("x")) && algebra_same(line->args[1], value, 0, arena);
}

static bool has_of_parabola(const struct conic *conic, enum conic_part part, const struct formula *v, struct arena *arena)
{
    bool const turn = is_lying(conic, arena);
    struct conic const q = turn ? turned(conic) : *conic;
    const struct formula *h = middle(&q, arena), *k = depth(&q, arena), *p = focal_height(&q, arena);
    switch (part) {
    case CONIC_VERTEX:
        return is_point(v) && algebra_same(across(v, turn), h, 0, arena) && algebra_same(across(v, !turn), k, 0, arena);
    case CONIC_FOCUS:
        return is_point(v) && algebra_same(across(v, turn), h, 0, arena) &&
               algebra_same(across(v, !turn), add(arena, k, p), 0, arena);
    case CONIC_DIRECTRIX:
        return is_level(v, !turn, settle_gap(arena, k, p), arena);
    case CONIC_SYMMETRY:
        return is_level(v, turn, h, arena);
    default:
        return false;
    }
}

/* Of ellipses, hyperbolas and circles: with the longer axis, or the one with the foci, along x. */
struct axes {
    struct conic q;
    bool turn;
    const struct formula *h, *k, *major, *minor; /* the squares of the halves */
};

static bool axes_of(const struct conic *conic, struct arena *arena, struct axes *out)
{
    const struct formula *p = half_axis(conic, false, arena), *r = half_axis(conic, true, arena);
    out->turn = relates(arena, p, '<', r);
    if (!out->turn && !relates(arena, p, ']', r))
        return false;
    out->q = out->turn ? turned(conic) : *conic;
    struct conic const other = turned(&out->q);
    out->h = middle(&out->q, arena);
    out->k = middle(&other, arena);
    out->major = out->turn ? r : p;
    out->minor = out->turn ? p : r;
    return true;
}

/* On the axis with the foci, so far from the centre? */
static bool is_on_axis(const struct axes *a, const struct formula *v, const struct formula *distance_squared, struct arena *arena)
{
    return is_point(v) && algebra_same(across(v, !a->turn), a->k, 0, arena) &&
           algebra_same(squared(arena, settle_gap(arena, across(v, a->turn), a->h)), distance_squared, 0, arena);
}

static bool are_two_on_axis(const struct axes *a, const struct formula *const *v, const struct formula *distance_squared,
                            struct arena *arena)
{
    return is_on_axis(a, v[0], distance_squared, arena) && is_on_axis(a, v[1], distance_squared, arena) &&
           relates(arena, across(v[0], a->turn), '#', across(v[1], a->turn));
}

/* y = m·x + t with a·(x − h)² + b·(m·x + t − k)² = 0 for all x */
static bool is_asymptote(const struct conic *q, const struct formula *v, struct arena *arena)
{
    if (!formula_is_equation(v) || v->args[0]->kind != FORMULA_SYMBOL || !text_equal(v->args[0]->text, TEXT("y")) ||
        formula_mentions(v->args[1], TEXT("y")))
        return false;
    struct conic const other = turned(q);
    const struct formula *x = formula_symbol(arena, TEXT("x"));
    const struct formula *left = times(arena, q->a, squared(arena, settle_gap(arena, x, middle(q, arena)))),
                         *right = times(arena, q->b, squared(arena, settle_gap(arena, v->args[1], middle(&other, arena))));
    return is_zero(arena, add(arena, left, right));
}

static bool has_two(const struct conic *conic, const struct axes *a, enum conic_part part, const struct formula *const *v,
                    struct arena *arena)
{
    switch (part) {
    case CONIC_FOCUS:
        return are_two_on_axis(a, v, settle_gap(arena, a->major, a->minor), arena);
    case CONIC_VERTEX:
        return are_two_on_axis(a, v, a->major, arena);
    case CONIC_ASYMPTOTES:
        return conic->kind == CONIC_HYPERBOLA && is_asymptote(conic, v[0], arena) && is_asymptote(conic, v[1], arena) &&
               !algebra_same(v[0]->args[1], v[1]->args[1], 0, arena);
    default:
        return false;
    }
}

static const struct formula *half(struct arena *arena, const struct formula *v)
{
    return over(arena, v, number(arena, 2));
}

static bool has_length(const struct conic *conic, const struct axes *a, enum conic_part part, const struct formula *v,
                       struct arena *arena)
{
    bool const ellipse = conic->kind == CONIC_ELLIPSE;
    switch (part) {
    case CONIC_SEMI_MAJOR:
        return ellipse && is_root(arena, v, a->major);
    case CONIC_SEMI_MINOR:
        return ellipse && is_root(arena, v, a->minor);
    case CONIC_MAJOR:
        return ellipse && is_root(arena, half(arena, v), a->major);
    case CONIC_MINOR:
        return ellipse && is_root(arena, half(arena, v), a->minor);
    default:
        return false;
    }
}

static bool has_of_circle(const struct axes *a, enum conic_part part, const struct formula *v, struct arena *arena)
{
    const struct formula *pi = formula_new(arena, FORMULA_CONSTANT, CONSTANT_PI, TEXT(""), NULL, 0, NULL);
    switch (part) {
    case CONIC_RADIUS:
        return is_root(arena, v, a->major);
    case CONIC_RADIUS_SQUARED:
        return algebra_same(v, a->major, 0, arena);
    case CONIC_DIAMETER:
        return is_root(arena, half(arena, v), a->major);
    case CONIC_CIRCUMFERENCE:
        return is_root(arena, half(arena, over(arena, v, pi)), a->major);
    case CONIC_AREA:
        return algebra_same(over(arena, v, pi), a->major, 0, arena);
    default:
        return false;
    }
}

static bool is_center(const struct axes *a, const struct formula *v, struct arena *arena)
{
    return is_point(v) && algebra_same(across(v, a->turn), a->h, 0, arena) && algebra_same(across(v, !a->turn), a->k, 0, arena);
}

/* A number, or the point with it. */
static bool is_intercept(const struct conic *q, const struct formula *v, bool y, struct arena *arena)
{
    const struct formula *slope = y ? q->d : q->c, *where = is_point(v) ? v->args[y] : v;
    bool const beside = is_point(v) && !is_zero(arena, v->args[!y]);
    return !beside && (v->kind != FORMULA_TUPLE || is_point(v)) && is_not_zero(arena, slope) &&
           is_zero(arena, add(arena, times(arena, slope, where), q->e));
}

static bool has_of_line(const struct conic *q, enum conic_part part, const struct formula *v, struct arena *arena)
{
    switch (part) {
    case CONIC_SLOPE:
        return is_not_zero(arena, q->d) && is_zero(arena, add(arena, q->c, times(arena, q->d, v)));
    case CONIC_X_INTERCEPT:
    case CONIC_Y_INTERCEPT:
        return is_intercept(q, v, part == CONIC_Y_INTERCEPT, arena);
    default:
        return false;
    }
}

static bool passes(const struct conic *q, const struct formula *point, struct arena *arena)
{
    const struct text names[] = {TEXT("x"), TEXT("y")};
    const struct formula *is = is_point(point) ? formula_put_all(arena, written(arena, q), names, point->args, 2) : NULL;
    return is && is_zero(arena, is);
}

/* Through points, of which two are not the same. */
static bool passes_all(const struct conic *q, const struct formula *const *v, size_t count, struct arena *arena)
{
    for (size_t i = 0; i < count; i++)
        if (!passes(q, v[i], arena))
            return false;
    return count == 1 || relates(arena, v[0]->args[0], '#', v[1]->args[0]) || relates(arena, v[0]->args[1], '#', v[1]->args[1]);
}

/* Of several values that are one formula with ±, both. */
static size_t spread(const struct formula *const *values, size_t count, struct arena *arena,
                     const struct formula *out[VALUES_MAX])
{
    bool const both = count == 1 && (formula_holds(values[0], FORMULA_PM) || formula_holds(values[0], FORMULA_MP));
    for (size_t i = 0; i < (both ? 2 : count) && i < VALUES_MAX; i++)
        out[i] = both ? settle_branch(arena, values[0], i == 1) : values[i];
    return both ? 2 : count;
}

bool conic_has(const struct conic *conic, enum conic_part part, const struct formula *const *values, size_t count,
               struct arena *arena)
{
    const struct formula *v[VALUES_MAX];
    struct axes a;
    count = spread(values, count, arena, v);
    if (count == 0 || count > VALUES_MAX)
        return false;
    if (part == CONIC_POINTS)
        return passes_all(conic, v, count, arena);
    if (part == CONIC_Y_INTERCEPT && conic->kind == CONIC_PARABOLA && count == 1 && !is_lying(conic, arena))
        return is_intercept(conic, v[0], true, arena);
    if (conic->kind == CONIC_LINE)
        return count == 1 && has_of_line(conic, part, v[0], arena);
    if (conic->kind == CONIC_PARABOLA)
        return count == 1 && has_of_parabola(conic, part, v[0], arena);
    if (!axes_of(conic, arena, &a))
        return false;
    if (count == 2)
        return conic->kind != CONIC_CIRCLE && has_two(conic, &a, part, v, arena);
    if (part == CONIC_CENTER)
        return is_center(&a, v[0], arena);
    return conic->kind == CONIC_CIRCLE ? has_of_circle(&a, part, v[0], arena) : has_length(conic, &a, part, v[0], arena);
}

static bool is_or_unknown(const struct formula *said, const struct formula *is, struct arena *arena)
{
    return !said || algebra_same(said, is, 0, arena);
}

bool conic_has_squares(const struct conic *conic, const struct formula *a, const struct formula *b, const struct formula *c,
                       struct arena *arena)
{
    struct axes of;
    bool const ellipse = conic->kind == CONIC_ELLIPSE;
    return (ellipse || conic->kind == CONIC_HYPERBOLA) && axes_of(conic, arena, &of) && is_or_unknown(a, of.major, arena) &&
           is_or_unknown(b, ellipse ? of.minor : formula_unary(arena, FORMULA_NEG, of.minor), arena) &&
           is_or_unknown(c, settle_gap(arena, of.major, of.minor), arena);
}
