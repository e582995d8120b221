/* incidence: "the parabola $y = x^2 + bx + c$ passes through $(2,3)$, so $3 = 4 + 2b + c$": the coordinates of points that the problem says to be on a curve
 * satisfy its equation; they are also what x and y become where a step plugs the point in. Only ever proves.
 */
#include "algebra.h"
#include "combination.h"
#include "remark.h"
#include "verifier.h"

enum {
    POINTS_MAX = 4,
    LINES = 8,         /* earlier ones that are asked about together with them */
    SAID_WITHIN = 4,   /* steps, this one counted, that may say that a point is on the curve */
    PROBLEM_MAX = 2000 /* bytes of one that is read again */
};

struct point {
    const struct formula *curve, *at; /* an equation, a pair */
};

struct points {
    struct point item[POINTS_MAX];
    size_t count;
};

static bool is_pair(const struct formula *f)
{
    return f->kind == FORMULA_TUPLE && f->count == 2 && !formula_mentions(f, TEXT("x")) && !formula_mentions(f, TEXT("y"));
}

/* y in terms of x, x in terms of y, an equation of both; f(x) in terms of x */
static bool is_curve(const struct formula *f)
{
    if (f->kind != FORMULA_CHAIN || f->count != 2 || f->text.at[0] != '=' || !formula_mentions(f, TEXT("x")))
        return false;
    const struct formula *left = f->args[0];
    bool const function = left->kind == FORMULA_CALL && left->sub == FUNCTION_UNKNOWN && left->count == 1 &&
                          left->args[0]->kind == FORMULA_SYMBOL && text_equal(left->args[0]->text, TEXT("x"));
    return function != formula_mentions(f, TEXT("y"));
}

static bool ends_sentence(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (strchr(".?!;:", text.at[i]))
            return true;
    return false;
}

/* Is the curve itself meant, not one that is perpendicular to it, and is nothing asked but for a value? `before`: in the problem, from `start` on without
 * formulas */
static bool is_named(struct text before, size_t start)
{
    static const char words[] = "if suppose given that let a an the we have line parabola hyperbola curve graph of "
                                "function quadratic cubic certain equation with described represented defined given by";
    size_t from = before.size;
    while (from > 0 && !strchr(".?!", before.at[from - 1]))
        from--;
    struct text const lead = text_part(before, MAX(start, from), before.size);
    size_t const does = text_find(lead, TEXT(" does "), 0);
    if (does == lead.size)
        return remark_has_only(lead, words);
    return text_has_word(text_part(before, from, before.size), TEXT("what")) &&
           remark_has_only(text_part(lead, does + strlen(" does "), lead.size), words);
}

/* Is nothing further said of the point, as that it is reflected? */
static bool is_all(struct text behind)
{
    size_t end = 0;
    while (end < behind.size && !strchr(".,?!;", behind.at[end]))
        end++;
    return remark_has_only(text_part(behind, 0, end), "and both which that passes goes through contains the point points has");
}

/* "passes through the points", "is a parabola with vertex", behind a curve or one of its points */
static bool is_said_on(struct text gap, bool further)
{
    static const char words[] =
        "passes pass passing goes go going through contains contain containing the point points both and which that "
        "whose graph is a parabola with vertex";
    if (ends_sentence(gap) || !remark_has_only(gap, words) ||
        (text_has_word(gap, TEXT("parabola")) && text_find(gap, TEXT("is a parabola"), 0) == gap.size))
        return false;
    return text_has_word(gap, TEXT("through contains contain containing vertex")) || (further && remark_has_only(gap, "and"));
}

/* The points of curves that the problem names. */
static void read_points(struct text problem, struct arena *arena, struct points *out)
{
    struct statement *items;
    struct tokens const tokens = tokens_read(problem, arena);
    size_t const count = maths_statements(problem, &tokens, arena, &items);
    const struct formula *curve = NULL;
    size_t start = 0;
    bool further = false;
    out->count = 0;
    for (size_t i = 0; i < count && out->count < POINTS_MAX; i++) {
        const struct formula *f = items[i].formula;
        size_t const from = start;
        struct text const gap = text_part(problem, start, items[i].start);
        bool const ended = start > 0 && ends_sentence(text_part(problem, start - 1, start));
        start = items[i].end;
        struct text const behind = text_part(problem, start, i + 1 < count ? items[i + 1].start : problem.size);
        further = curve && !ended && is_pair(f) && is_said_on(gap, further) && is_all(behind);
        if (further)
            out->item[out->count++] = (struct point){curve, f};
        else
            curve = is_curve(f) && is_named(text_part(problem, 0, items[i].start), from) ? f : NULL;
    }
}

/* What the point makes of the equation; of f(x) = …, with the other coordinate on the left. */
static const struct formula *put(const struct point *p, struct arena *arena)
{
    static const char *const xy[] = {"x", "y"};
    struct text const names[] = {text_of(xy[0]), text_of(xy[1])};
    const struct formula *f = p->curve;
    if (f->args[0]->kind == FORMULA_CALL)
        f = formula_relation(arena, p->at->args[1], '=', f->args[1], NULL);
    return formula_put_all(arena, f, names, p->at->args, COUNT(names));
}

/* f(2) = 3 */
static bool is_value(const struct point *p, const struct formula *link, struct arena *arena)
{
    const struct formula *call = p->curve->args[0], *said = link->args[0];
    return call->kind == FORMULA_CALL && said->kind == FORMULA_CALL && said->count == 1 && text_equal(call->text, said->text) &&
           formula_same(said->args[0], p->at->args[0]) && algebra_same(link->args[1], p->at->args[1], 0, arena);
}

/* "we plug $x = 4$ and $y = -3$ into the equation": of the only point there is */
static bool is_plugged(const struct points *points, const struct scene *scene, const struct formula *link)
{
    const struct formula *name = link->args[0];
    if (points->count != 1 || name->kind != FORMULA_SYMBOL ||
        !text_has_word(scene->step, TEXT("plug plugging substitute substituting")) ||
        text_has_word(scene->step, TEXT("not never if")))
        return false;
    return formula_same(link->args[1], points->item[0].at->args[text_equal(name->text, TEXT("y"))]) &&
           (text_equal(name->text, TEXT("x")) || text_equal(name->text, TEXT("y")));
}

/* ---- a point that a step plugs in ---- */

/* The only closed pair of the text; NULL if there is none, or several. */
static const struct formula *only_pair(struct text text, struct arena *arena)
{
    struct statement *items;
    struct tokens const tokens = tokens_read(text, arena);
    size_t const count = text.size <= PROBLEM_MAX ? maths_statements(text, &tokens, arena, &items) : 0;
    const struct formula *found = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct formula *f = items[i].formula;
        if (f->kind != FORMULA_TUPLE)
            continue;
        if (f->count != 2 || !link_is_closed(formula_relation(arena, f, '=', f, NULL)) || (found && !formula_same(f, found)))
            return NULL;
        found = f;
    }
    return found;
}

static struct text sentence_around(struct text text, size_t start, size_t end)
{
    while (start > 0 && !text_stops(text, start - 1))
        start--;
    while (end < text.size && !text_stops(text, end))
        end++;
    return text_part(text, start, end);
}

/* "contains the point $(1,0)$", and nothing of another curve? In a problem, `given`, more may be said. */
static bool puts_on_curve(struct text text, const struct formula *point, bool given, struct arena *arena)
{
    static const char others[] =
        "not never neither tangent perpendicular parallel normal reflection reflected image inverse directrix "
        "chord segment diameter asymptote",
                      plainly[] =
                          "the a this our parabola line circle ellipse hyperbola graph curve quadratic function it passes goes "
                          "through contains point we are also told that know given since so then and see can";
    struct statement *items;
    struct tokens const tokens = tokens_read(text, arena);
    size_t const count = text.size <= PROBLEM_MAX ? maths_statements(text, &tokens, arena, &items) : 0;
    for (size_t i = 0; i < count; i++) {
        if (!formula_same(items[i].formula, point))
            continue;
        struct text const said = sentence_around(text, items[i].start, items[i].end);
        if (text_has_word(said, TEXT("through contains contain containing")) &&
            (given ? !text_has_word(said, text_of(others)) : remark_has_only(said, plainly)))
            return true;
    }
    return false;
}

/* Is there but one kind of curve, and one of it? */
static bool is_one_curve(const struct scene *scene)
{
    static const char *const kinds[] = {"line", "circle", "parabola", "ellipse", "hyperbola"};
    size_t found = 0;
    for (size_t i = 0; i < COUNT(kinds); i++)
        found += text_has_word(scene->problem, text_of(kinds[i]));
    return found < 2 &&
           !text_has_word(scene->problem, TEXT("lines circles parabolas ellipses hyperbolas curves graphs functions two"));
}

/* "Plugging the point $(1,0)$ into this equation", "substituting these values": what that makes of the line in x and y that was said last; NULL if the point
 * was not said to be on it. */
static const struct formula *put_in(const struct scene *scene, struct arena *arena)
{
    static const struct text xy[] = {{"x", 1}, {"y", 1}};
    const struct context *c = scene->context;
    if (!text_has_word(scene->step, TEXT("plug plugging substitute substituting")) ||
        text_has_word(scene->step, TEXT("not never if suppose")) || !scene->latest || !is_one_curve(scene))
        return NULL;
    const struct formula *point = only_pair(scene->step, arena);
    if (!point && text_has_word(scene->step, TEXT("these this")))
        point = only_pair(scene->latest[1], arena);
    bool on = point && puts_on_curve(scene->problem, point, true, arena);
    for (size_t i = 1; point && i < SAID_WITHIN && !on; i++)
        on = puts_on_curve(scene->latest[i], point, false, arena);
    for (size_t i = c->lines_count; on && i-- > 0;) {
        const struct formula *line = c->lines[i].formula;
        if (!c->lines[i].past && formula_is_equation(line) && formula_mentions(line, xy[0]) && formula_mentions(line, xy[1]))
            return formula_put_all(arena, line, xy, point->args, COUNT(xy));
    }
    return NULL;
}

static bool is_put_in(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *line = put_in(scene, arena), *lines[LINES + 1] = {line};
    if (!line || link_is_closed(line))
        return false;
    size_t const count = 1 + context_lines_around(scene->context, link->formula, lines + 1, LINES);
    return algebra_in_ideal(lines, 1, link->formula, 0, arena) == FACT_TRUE ||
           combination_proves(scene, lines, count, link->formula, arena);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    struct points points;
    const struct formula *lines[LINES + POINTS_MAX];
    (void)witness;
    if (link->closed || link->formula->text.at[0] != '=' || link->said != LINK_WRITTEN || scene->problem.size > PROBLEM_MAX)
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "a point that is on the curve"};
    if (is_put_in(link, scene, arena))
        return true;
    if (!text_has_word(scene->problem, TEXT("through contains contain containing")))
        return false;
    read_points(scene->problem, arena, &points);
    size_t count = 0;
    for (size_t i = 0; i < points.count; i++) {
        if (is_value(&points.item[i], link->formula, arena))
            return true;
        const struct formula *line = put(&points.item[i], arena);
        if (line && !link_is_closed(line))
            lines[count++] = line;
    }
    if (is_plugged(&points, scene, link->formula))
        return true;
    if (count == 0)
        return false;
    count += context_lines_around(scene->context, link->formula, lines + count, LINES);
    return combination_proves(scene, lines, count, link->formula, arena);
}

const struct verifier verifier_incidence = {
    .name = "incidence",
    .says = "what points that the problem puts on a curve make of its equation; only ever proves",
    .settle = settle,
};
