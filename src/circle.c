#include "circle.h"

enum { SUMS_MAX = 4 /* formulas of addition that are put beside the lines, two equations each */ };

/* What is known of one angle. */
struct angle {
    const struct formula *is;
    bool slanted; /* a function but the tangent stands: then the tangent is s/c */
};

struct circle {
    struct arena *arena;
    struct angle angles[CIRCLE_ANGLES_MAX];
    size_t count;
    bool full;
};

static bool is_circular(const struct formula *f)
{
    return f->kind == FORMULA_CALL && f->count == 1 && f->sub >= FUNCTION_SIN && f->sub <= FUNCTION_CSC;
}

static bool is_open(const struct formula *f)
{
    struct text name;
    return is_circular(f) && formula_symbols(f, &name, 1) > 0;
}

bool circle_in(const struct formula *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (circle_in(f->args[i]))
            return true;
    return is_open(f);
}

static size_t find(const struct circle *c, const struct formula *angle)
{
    size_t i = 0;
    while (i < c->count && !formula_same(c->angles[i].is, angle))
        i++;
    return i;
}

static void note(struct circle *c, const struct formula *f)
{
    if (is_open(f)) {
        size_t const at = find(c, f->args[0]);
        if (at == c->count && at < CIRCLE_ANGLES_MAX)
            c->angles[c->count++] = (struct angle){.is = f->args[0]};
        c->full |= at == CIRCLE_ANGLES_MAX;
        if (at < CIRCLE_ANGLES_MAX)
            c->angles[at].slanted |= f->sub != FUNCTION_TAN && f->sub != FUNCTION_COT;
    }
    for (size_t i = 0; i < f->count && !c->full; i++)
        note(c, f->args[i]);
}

/* No text holds such names. */
static const struct formula *coordinate(const struct circle *c, char which, size_t angle)
{
    char *name = arena_alloc(c->arena, 2);
    name[0] = which;
    name[1] = (char)('1' + (char)angle);
    return formula_symbol(c->arena, (struct text){name, 2});
}

enum { COSINE = '\x01', SINE = '\x02', TANGENT = '\x03' };

static const struct formula *quotient(const struct circle *c, const struct formula *above, const struct formula *below)
{
    return formula_binary(c->arena, FORMULA_DIV, above ? above : formula_number(c->arena, 1), below);
}

/* The function of an angle that was noted. */
static const struct formula *in_coordinates(const struct circle *c, uint8_t function, size_t at)
{
    const struct formula *x = coordinate(c, COSINE, at), *y = coordinate(c, SINE, at), *t = coordinate(c, TANGENT, at);
    bool const slanted = c->angles[at].slanted;
    switch (function) {
    case FUNCTION_SIN:
        return y;
    case FUNCTION_COS:
        return x;
    case FUNCTION_TAN:
        return slanted ? quotient(c, y, x) : t;
    case FUNCTION_COT:
        return slanted ? quotient(c, x, y) : quotient(c, NULL, t);
    case FUNCTION_SEC:
        return quotient(c, NULL, x);
    default:
        return quotient(c, NULL, y);
    }
}

/* Functions of 30°, 45° and their kin as roots. */
static const struct formula *known(const struct circle *c, const struct formula *f)
{
    static const struct {
        int above, root, below;
    } values[] = {{0, 1, 1}, {1, 1, 2}, {1, 2, 2}, {1, 3, 2}, {1, 1, 1}, {1, 3, 1}, {1, 3, 3}};
    for (size_t i = 0; i < COUNT(values) * 2; i++) {
        int const sign = i % 2 ? -values[i / 2].above : values[i / 2].above;
        const struct formula *root =
            formula_binary(c->arena, FORMULA_ROOT, formula_number(c->arena, values[i / 2].root), formula_number(c->arena, 2));
        const struct formula *value = formula_binary(
            c->arena, FORMULA_DIV,
            formula_binary(c->arena, FORMULA_MUL, formula_number(c->arena, sign), values[i / 2].root > 1 ? root : root->args[0]),
            formula_number(c->arena, values[i / 2].below));
        if (algebra_same(f, value, 0, c->arena))
            return value;
    }
    return f;
}

static const struct formula *put(const struct circle *c, const struct formula *f)
{
    if (is_open(f))
        return in_coordinates(c, f->sub, find(c, f->args[0]));
    if (is_circular(f))
        return known(c, f);
    if (f->count == 0)
        return f;
    const struct formula **args = ARENA_ARRAY(c->arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = put(c, f->args[i]);
    return formula_with(c->arena, f, args);
}

static const struct formula *equation(const struct circle *c, const struct formula *left, const struct formula *right)
{
    return formula_relation(c->arena, left, '=', right, NULL);
}

static const struct formula *squared(const struct circle *c, const struct formula *f)
{
    return formula_binary(c->arena, FORMULA_POW, f, formula_number(c->arena, 2));
}

/* c² + s² = 1 */
static size_t add_circles(const struct circle *c, const struct formula **lines, size_t count, size_t most)
{
    for (size_t i = 0; i < c->count && count < most; i++)
        if (c->angles[i].slanted)
            lines[count++] = equation(
                c,
                formula_binary(c->arena, FORMULA_ADD, squared(c, coordinate(c, COSINE, i)), squared(c, coordinate(c, SINE, i))),
                formula_number(c->arena, 1));
    return count;
}

static bool add_to(const struct circle *c, const struct formula *const *angles, size_t count, const struct formula *whole)
{
    const struct formula *total = formula_new(c->arena, FORMULA_ADD, 0, TEXT(""), angles, count, NULL);
    return algebra_same(total, whole, 0, c->arena);
}

/* The whole has the sine of a + b, and its cosine, or the opposite one if the whole is 180° − (a + b). */
static size_t add_sum(const struct circle *c, size_t whole, size_t a, size_t b, bool opposite, const struct formula **lines)
{
    const struct formula *ca = coordinate(c, COSINE, a), *cb = coordinate(c, COSINE, b), *sa = coordinate(c, SINE, a),
                         *sb = coordinate(c, SINE, b);
    const struct formula *cc = formula_binary(c->arena, FORMULA_MUL, ca, cb), *ss = formula_binary(c->arena, FORMULA_MUL, sa, sb),
                         *sc = formula_binary(c->arena, FORMULA_MUL, sa, cb), *cs = formula_binary(c->arena, FORMULA_MUL, ca, sb);
    const struct formula *cosine = formula_binary(c->arena, FORMULA_ADD, cc, formula_unary(c->arena, FORMULA_NEG, ss));
    lines[0] = equation(c, coordinate(c, COSINE, whole), opposite ? formula_unary(c->arena, FORMULA_NEG, cosine) : cosine);
    lines[1] = equation(c, coordinate(c, SINE, whole), formula_binary(c->arena, FORMULA_ADD, sc, cs));
    return 2;
}

/* a + b is 90° or 180°. */
static size_t add_pair(const struct circle *c, size_t a, size_t b, bool right, const struct formula **lines)
{
    const struct formula *ca = coordinate(c, COSINE, a), *cb = coordinate(c, COSINE, b), *sa = coordinate(c, SINE, a),
                         *sb = coordinate(c, SINE, b);
    lines[0] = equation(c, ca, right ? sb : formula_unary(c->arena, FORMULA_NEG, cb));
    lines[1] = equation(c, sa, right ? cb : sb);
    return 2;
}

static bool is_turn(const struct circle *c, const struct formula *const *angles, size_t count, int64_t degrees)
{
    return add_to(c, angles, count, formula_unary(c->arena, FORMULA_DEGREES, formula_number(c->arena, degrees)));
}

/* Whatever three angles have to do with each other. */
static size_t add_triple(const struct circle *c, const size_t at[3], const struct formula **lines)
{
    const struct formula *all[3];
    for (size_t i = 0; i < 3; i++)
        all[i] = c->angles[at[i]].is;
    for (size_t i = 0; i < 3; i++) {
        const struct formula *const parts[] = {all[(i + 1) % 3], all[(i + 2) % 3]};
        if (add_to(c, parts, 2, all[i]))
            return add_sum(c, at[i], at[(i + 1) % 3], at[(i + 2) % 3], false, lines);
    }
    return is_turn(c, all, 3, 180) ? add_sum(c, at[0], at[1], at[2], true, lines) : 0;
}

static size_t add_double(const struct circle *c, size_t a, size_t b, const struct formula **lines)
{
    const struct formula *const x = c->angles[a].is, *const y = c->angles[b].is, *const both[] = {x, y};
    const struct formula *const twice[][2] = {{x, x}, {y, y}};
    if (add_to(c, twice[0], 2, y))
        return add_sum(c, b, a, a, false, lines);
    if (add_to(c, twice[1], 2, x))
        return add_sum(c, a, b, b, false, lines);
    bool const right = is_turn(c, both, 2, 90);
    return right || is_turn(c, both, 2, 180) ? add_pair(c, a, b, right, lines) : 0;
}

static size_t add_sums(const struct circle *c, const struct formula **lines, size_t count, size_t most)
{
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = i + 1; k < c->count; k++) {
            count += count + 2 <= most ? add_double(c, i, k, lines + count) : 0;
            for (size_t m = k + 1; m < c->count && count + 2 <= most; m++)
                count += add_triple(c, (size_t[]){i, k, m}, lines + count);
        }
    return count;
}

/* The lines of the circle itself, then the others in coordinates. */
static bool implies(struct circle *c, const struct formula *const *lines, size_t count, const struct formula *line, bool sums,
                    unsigned options)
{
    enum { OWN_MAX = CIRCLE_ANGLES_MAX + SUMS_MAX * 2 };
    const struct formula *all[CIRCLE_LINES_MAX + OWN_MAX];
    for (size_t i = 0; i < c->count && sums; i++)
        c->angles[i].slanted = true;
    size_t const circles = add_circles(c, all, 0, OWN_MAX), own = sums ? add_sums(c, all, circles, OWN_MAX) : circles;
    if (sums && own == circles)
        return false;
    for (size_t i = 0; i < count; i++)
        all[own + i] = put(c, lines[i]);
    return algebra_in_ideal(all, own + count, put(c, line), options, c->arena) == FACT_TRUE;
}

bool circle_implies(const struct formula *const *lines, size_t count, const struct formula *line, unsigned options,
                    struct arena *arena)
{
    struct circle c = {.arena = arena};
    count = MIN(count, (size_t)CIRCLE_LINES_MAX);
    note(&c, line);
    for (size_t i = 0; i < count; i++)
        note(&c, lines[i]);
    return !c.full && c.count && !formula_holds(line, FORMULA_DOTS) &&
           (implies(&c, lines, count, line, false, options) || implies(&c, lines, count, line, true, options));
}
