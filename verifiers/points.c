/* points: "so the solution is $(2,5)$", "hence $P = (2,5,1)$": a point or vector that was written with letters, with the values found for them. Of
 * points without a name x, y and z are meant, or what words call polar, cylindrical, spherical. Only ever proves.
 */
#include "remark.h"
#include "verifier.h"

enum { ENTRIES_MAX = 4 };

static bool is_point(const struct formula *f)
{
    struct text names[1];
    return (f->kind == FORMULA_TUPLE || (f->kind == FORMULA_MATRIX && f->sub == 1)) && f->count > 1 && f->count <= ENTRIES_MAX &&
           formula_symbols(f, names, 1) == 0 && !formula_holds(f, FORMULA_PM) && !formula_holds(f, FORMULA_WORDS);
}

/* With the only values that were found for its letters; NULL if one has none, or several. */
static const struct formula *put(const struct outcomes *o, const struct formula *f, struct arena *arena)
{
    struct text names[ENTRIES_MAX];
    const struct formula *values[2];
    size_t const count = formula_symbols(f, names, ENTRIES_MAX);
    for (size_t i = 0; i < MIN(count, (size_t)ENTRIES_MAX) && f; i++)
        f = outcomes_of(o, names[i], values, 2) == 1 ? formula_put(arena, f, names[i], values[0]) : NULL;
    return count <= ENTRIES_MAX ? f : NULL;
}

static bool is_at(const struct outcomes *o, const struct formula *form, const struct formula *point, struct arena *arena)
{
    const struct formula *at = form->count == point->count ? put(o, form, arena) : NULL;
    for (size_t i = 0; at && i < at->count; i++)
        if (!formula_same(at->args[i], point->args[i]) && !algebra_same(at->args[i], point->args[i], 0, arena))
            return false;
    return at != NULL;
}

/* The letters that coordinates have where the step names no others. */
static const struct formula *usual(struct text step, size_t count, struct arena *arena)
{
    static const char *const names[][3] = {{"x", "y", "z"}, {"r", "theta", "z"}, {"rho", "theta", "phi"}};
    const struct formula *letters[3];
    bool const spherical = text_has_word(step, TEXT("spherical")), polar = text_has_word(step, TEXT("polar cylindrical"));
    for (size_t i = 0; i < count && count <= 3; i++)
        letters[i] = formula_symbol(arena, text_of(names[spherical ? 2 : polar][i]));
    return count <= 3 && (count == 3 || !spherical) ? formula_new(arena, FORMULA_TUPLE, 0, TEXT(""), letters, count, NULL) : NULL;
}

/* Are the entries letters? */
static bool is_letters(const struct formula *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->args[i]->kind != FORMULA_SYMBOL)
            return false;
    return true;
}

static bool shares(const struct formula *a, const struct formula *b)
{
    for (size_t i = 0; i < b->count; i++)
        if (formula_mentions(a, b->args[i]->text))
            return true;
    return false;
}

/* Were some of its letters, (x, y), written in another order or with others? */
static bool is_ambiguous(const struct outcomes *o, const struct formula *letters)
{
    for (size_t i = 0; i < o->points_count && is_letters(letters); i++)
        if (is_letters(o->points[i].is) && !formula_same(o->points[i].is, letters) && shares(o->points[i].is, letters))
            return true;
    return false;
}

/* Is a point meant, or whatever the problem asks for? */
static bool is_place(const struct outcomes *o, struct text step)
{
    for (size_t i = 0; i < o->points_count; i++)
        if (is_letters(o->points[i].is))
            return text_has_word(step,
                                 TEXT("rectangular polar spherical cylindrical point intersection intersect center vertex"));
    return true;
}

/* Are these words about nothing but the point? */
static bool only_names(struct text words)
{
    static const char known[] =
        "so thus hence therefore then the our this that answer solution is are ordered pair triple triplet point points of "
        "intersection "
        "intersect at coordinates center circle vertex rectangular polar spherical cylindrical standard to system desired final "
        "gives we "
        "get have obtain find a line lines parabola hyperbola ellipse for value as can must be";
    for (size_t i = 0; i < words.size; i++)
        if (is_digit(words.at[i]))
            return false;
    return remark_has_only(words, known);
}

/* "Therefore, the center of the circle is $(2,5)$." and no more; a drawing may follow. */
static bool is_conclusion(const struct link *link, struct text step)
{
    struct text const said = text_part(step, 0, text_find(step, TEXT("[asy]"), 0));
    return link->said == LINK_CONCLUDED && link->end <= said.size && only_names(text_part(said, 0, link->start)) &&
           only_names(text_part(said, link->end, said.size));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct outcomes *o = &scene->context->outcomes;
    const struct formula *name = link->formula->args[0], *point = link->formula->args[1];
    bool const called = link->said == LINK_WRITTEN && link->k == 0 && name->kind == FORMULA_SYMBOL;
    (void)witness;
    if (link->formula->text.at[0] != '=' || !is_point(point) || !(called || is_conclusion(link, scene->step)))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the values found for its letters"};
    for (size_t i = o->points_count; i-- > 0;)
        if ((o->points[i].name.size == 0 || (called && text_equal(o->points[i].name, name->text))) &&
            !is_ambiguous(o, o->points[i].is) && is_at(o, o->points[i].is, point, arena))
            return true;
    const struct formula *letters = called || !is_place(o, scene->step) ? NULL : usual(scene->step, point->count, arena);
    return letters && !is_ambiguous(o, letters) && is_at(o, letters, point, arena);
}

const struct verifier verifier_points = {
    .name = "points",
    .says = "a point or vector written with letters, with the values found for them put in; only ever proves",
    .vectors = true,
    .settle = settle,
};
