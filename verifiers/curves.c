/* curves: "the center of the circle is $(3,-1)$", "this is the equation of a line with slope 2", "the foci are at $(\pm 3,0)$": what a line, a circle, a
 * parabola, an ellipse or a hyperbola has by its equation, the one that is named, or every one of its kind that was said before, where
 * nothing speaks of others. Only ever proves.
 */
#include "conic.h"
#include "fact.h"
#include "settle.h"
#include "verifier.h"

static const struct {
    const char *name;
    enum conic_kind kind;
} kinds[] = {
    {"line", CONIC_LINE},       {"circle", CONIC_CIRCLE},       {"parabola", CONIC_PARABOLA},
    {"ellipse", CONIC_ELLIPSE}, {"hyperbola", CONIC_HYPERBOLA},
};

static const struct {
    const char *name;
    enum conic_part part;
} parts[] = {
    {FACT_CENTER, CONIC_CENTER},
    {FACT_RADIUS, CONIC_RADIUS},
    {FACT_RADIUS_SQUARED, CONIC_RADIUS_SQUARED},
    {FACT_DIAMETER, CONIC_DIAMETER},
    {FACT_CIRCUMFERENCE, CONIC_CIRCUMFERENCE},
    {FACT_AREA, CONIC_AREA},
    {FACT_VERTEX, CONIC_VERTEX},
    {FACT_FOCUS, CONIC_FOCUS},
    {FACT_DIRECTRIX, CONIC_DIRECTRIX},
    {FACT_SYMMETRY, CONIC_SYMMETRY},
    {FACT_ASYMPTOTES, CONIC_ASYMPTOTES},
    {FACT_SEMI_MAJOR, CONIC_SEMI_MAJOR},
    {FACT_SEMI_MINOR, CONIC_SEMI_MINOR},
    {FACT_MAJOR, CONIC_MAJOR},
    {FACT_MINOR, CONIC_MINOR},
    {FACT_SLOPE, CONIC_SLOPE},
    {FACT_X_INTERCEPT, CONIC_X_INTERCEPT},
    {FACT_Y_INTERCEPT, CONIC_Y_INTERCEPT},
    {FACT_THROUGH, CONIC_POINTS},
};

static bool has_part(const struct conic *q, struct text name, const struct formula *is, struct arena *arena)
{
    for (size_t i = 0; i < COUNT(parts); i++)
        if (text_equal(name, text_of(parts[i].name)))
            return is->kind == FORMULA_SET ? conic_has(q, parts[i].part, is->args, is->count, arena)
                                           : conic_has(q, parts[i].part, &is, 1, arena);
    return false;
}

static bool has_all(const struct conic *q, const struct formula *call, const struct formula *list, struct arena *arena)
{
    bool all = call->count == list->count + 2 && list->count > 0;
    for (size_t i = 0; i < list->count && all; i++)
        all = has_part(q, call->args[2 + i]->text, list->args[i], arena);
    return all;
}

static bool is_of_kind(const struct conic *q, struct text name)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (kinds[i].kind == q->kind)
            return name.size == 0 || text_equal(name, text_of(kinds[i].name));
    return false;
}

static bool is_so(const struct formula *equation, const struct formula *call, const struct formula *list, struct arena *arena)
{
    struct conic q;
    return conic_of(equation, arena, &q) && is_of_kind(&q, call->args[1]->text) && has_all(&q, call, list, arena);
}

/* May a curve be meant that has no equation here, or a part of one? */
static bool speaks_of_others(const struct scene *scene)
{
    static const char others[] =
        "perpendicular normal tangent shifted shift moved reflected reflection rotated rotation rotating translated translation "
        "scaled stretched stretching stretch dilation dilated image new other another smaller larger sphere half inside outside "
        "above below between inscribed circumscribed circles lines parabolas ellipses hyperbolas curves graphs";
    const struct context *c = scene->context;
    bool bounded = false;
    for (size_t i = 0; i < c->lines_count && !bounded; i++)
        bounded = c->lines[i].formula->kind == FORMULA_CHAIN &&
                  strcspn(c->lines[i].formula->text.at, "<>[]") < c->lines[i].formula->text.size;
    return bounded || text_has_word(scene->problem, text_of(others)) || text_has_word(scene->step, text_of(others));
}

/* The line in x and y that was said last is so. */
static bool was_said(const struct context *c, const struct formula *call, const struct formula *list, struct arena *arena)
{
    size_t i = c->lines_count;
    while (i > 0 &&
           !(formula_mentions(c->lines[i - 1].formula, TEXT("x")) && formula_mentions(c->lines[i - 1].formula, TEXT("y"))))
        i--;
    return i > 0 && is_so(c->lines[i - 1].formula, call, list, arena);
}

/* Some line in x and y was said, and all of the kind are so. */
static bool were_said(const struct context *c, const struct formula *call, const struct formula *list, struct arena *arena)
{
    bool found = false;
    for (size_t i = c->lines_count; i-- > 0;) {
        struct conic q;
        const struct formula *line = c->lines[i].formula;
        if (!formula_mentions(line, TEXT("x")) || !formula_mentions(line, TEXT("y")) || !conic_of(line, arena, &q) ||
            !is_of_kind(&q, call->args[1]->text))
            continue;
        found = true;
        if (!has_all(&q, call, list, arena))
            return false;
    }
    return found;
}

/* ---- the axes of ellipses and hyperbolas ---- */

/* Was an ellipse named, or a hyperbola? False if none was, or both. */
static bool is_named(const struct scene *scene, bool *ellipse)
{
    bool hyperbola = *ellipse = false;
    for (size_t i = 0; i <= LINK_LATEST_MAX; i++) {
        struct text const said = i == LINK_LATEST_MAX ? scene->problem : scene->latest ? scene->latest[i] : TEXT("");
        *ellipse = *ellipse || text_has_word(said, TEXT("ellipse"));
        hyperbola = hyperbola || text_has_word(said, TEXT("hyperbola"));
    }
    return *ellipse != hyperbola;
}

/* Of an ellipse a² is b² + c², of a hyperbola c² is a² + b²: the square of the letter. */
static const struct formula *usual_square(bool ellipse, char letter, struct arena *arena)
{
    char const whole = ellipse ? 'a' : 'c', legs[2] = {ellipse ? 'b' : 'a', ellipse ? 'c' : 'b'};
    const struct formula *squares[3], *two = formula_number(arena, 2);
    for (size_t i = 0; i < COUNT(squares); i++) {
        const char *name = i == 0 ? &whole : &legs[i - 1];
        squares[i] = formula_binary(arena, FORMULA_POW, formula_symbol(arena, text_copy(arena, (struct text){name, 1})), two);
    }
    if (letter == whole)
        return formula_binary(arena, FORMULA_ADD, squares[1], squares[2]);
    return settle_gap(arena, squares[0], squares[letter == legs[0] ? 2 : 1]);
}

/* With the values that were said of its letters, or of their squares */
static const struct formula *with_values(const struct scene *scene, const struct formula *f, struct arena *arena)
{
    const struct context *c = scene->context;
    struct text names[1];
    if (f->kind == FORMULA_POW)
        for (size_t i = c->lines_count; i-- > 0;) {
            const struct formula *line = c->lines[i].formula;
            if (!c->lines[i].past && line->kind == FORMULA_CHAIN && line->text.at[0] == '=' && formula_same(line->args[0], f) &&
                formula_symbols(line->args[line->text.size], names, 1) == 0)
                return line->args[line->text.size];
        }
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count + 1u);
    for (size_t i = 0; i < f->count; i++)
        args[i] = with_values(scene, f->args[i], arena);
    const struct formula *out = formula_with(arena, f, args);
    return f->kind == FORMULA_POW ? context_expand(c, out) : out;
}

/* The value of the letter squared; NULL if it has none. */
static const struct formula *known_square(const struct scene *scene, char letter, struct arena *arena)
{
    struct text names[1];
    const struct formula *name = formula_symbol(arena, text_copy(arena, (struct text){&letter, 1}));
    const struct formula *f = with_values(scene, formula_binary(arena, FORMULA_POW, name, formula_number(arena, 2)), arena);
    return f && formula_symbols(f, names, 1) == 0 ? f : NULL;
}

/* Are semi-axes spoken of, and do the letters stand for nothing else in the problem? */
static bool has_semi_axes(const struct scene *scene)
{
    bool found = text_find(scene->problem, TEXT("semi"), 0) < scene->problem.size;
    for (size_t i = 0; scene->latest && i < LINK_LATEST_MAX && !found; i++)
        found = text_find(scene->latest[i], TEXT("semi"), 0) < scene->latest[i].size;
    return found && !text_has_name(scene->problem, TEXT("b")) && !text_has_name(scene->problem, TEXT("c"));
}

/* Does the equation of the curve, if there is one, say so of its letters? If there is none, their values were for earlier steps to find. */
static bool is_confirmed(const struct scene *scene, bool ellipse, struct arena *arena)
{
    const struct context *c = scene->context;
    const struct formula *squares[] = {known_square(scene, 'a', arena), known_square(scene, 'b', arena),
                                       known_square(scene, 'c', arena)};
    bool found = false;
    for (size_t i = 0; i < c->lines_count; i++) {
        struct conic q;
        const struct formula *line = c->lines[i].formula;
        if (c->lines[i].past || !formula_mentions(line, TEXT("x")) || !formula_mentions(line, TEXT("y")) ||
            !conic_of(line, arena, &q) || q.kind != (ellipse ? CONIC_ELLIPSE : CONIC_HYPERBOLA))
            continue;
        found = true;
        if (!conic_has_squares(&q, squares[0], squares[1], squares[2], arena))
            return false;
    }
    return found || (scene->first && has_semi_axes(scene));
}

/* "the semi-axes are $a = 5$ and $b = 3$, so $c = \\sqrt{a^2 - b^2}$", $c^2 = a^2 - b^2$: the values are known, and the square is positive. */
static bool is_usual(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *left = link->formula->args[0], *right = link->formula->args[1];
    bool const squared = left->kind == FORMULA_POW && left->args[0]->kind == FORMULA_SYMBOL;
    const struct formula *name = squared ? left->args[0] : left, *two = formula_number(arena, 2);
    if (name->kind != FORMULA_SYMBOL || name->text.size != 1 || !strchr("abc", name->text.at[0]) ||
        formula_mentions(right, name->text) ||
        (squared ? !formula_same(left->args[1], two) : right->kind != FORMULA_ROOT || !formula_same(right->args[1], two)))
        return false;
    bool ellipse;
    const struct formula *said = squared ? right : right->args[0];
    if (!is_named(scene, &ellipse) || !algebra_same(usual_square(ellipse, name->text.at[0], arena), said, 0, arena) ||
        !is_confirmed(scene, ellipse, arena))
        return false;
    struct text names[1], witness;
    const struct formula *value = with_values(scene, said, arena);
    return value && formula_symbols(value, names, 1) == 0 &&
           settle_closed(formula_relation(arena, value, '>', formula_number(arena, 0), NULL), arena, &witness).truth ==
               TRUTH_HOLDS;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *call = link->formula->args[0], *list = link->formula->args[1];
    (void)witness;
    if (link->said == LINK_WRITTEN && !link->closed && link->formula->text.at[0] == '=') {
        *out = (struct judgement){
            .truth = TRUTH_HOLDS, .supports = true, .why = "between the semi-axes and the distance to a focus"};
        return is_usual(link, scene, arena);
    }
    if (link->said != LINK_WORDED || call->kind != FORMULA_CALL || !text_equal(call->text, TEXT(FACT_CURVE)) || call->count < 3)
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "as the equation of the curve says"};
    if (call->args[0]->kind != FORMULA_WORDS)
        return is_so(call->args[0], call, list, arena);
    if (speaks_of_others(scene))
        return false;
    return text_equal(call->args[0]->text, TEXT(FACT_LAST)) ? was_said(scene->context, call, list, arena)
                                                            : were_said(scene->context, call, list, arena);
}

const struct verifier verifier_curves = {
    .name = "curves",
    .says =
        "centers, radii, vertices, foci, axes, slopes, intercepts of curves by their equations, named in words; only ever proves",
    .settle = settle,
};
