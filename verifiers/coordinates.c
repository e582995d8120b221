/* coordinates: what the names of rectangular, polar, cylindrical and spherical coordinates mean where the problem gives a point of numbers in one
 * of them (coordinates.h): r = √(…), x = ρ·sin φ·cos θ, -5 = 5·cos θ, and θ = π where that is the only angle from 0 to a full turn. Only
 * ever proves.
 */
#include "coordinates.h"
#include "verifier.h"

enum { EQUATIONS_MAX = 5 };

/* Is no name used that the solution itself says something else of? */
static bool means_it(const struct context *context, const struct coordinates *c, const struct formula *link, struct arena *arena)
{
    struct text names[COORDINATES_NAMES_MAX];
    size_t const count = formula_symbols(link, names, COUNT(names));
    for (size_t i = 0; i < count && i < COUNT(names); i++) {
        const struct formula *symbol = formula_symbol(arena, names[i]);
        const struct formula *said = context_expand(context, symbol), *is = coordinates_put(c, symbol, arena);
        if (said != symbol && is != symbol && !algebra_same(said, is, 0, arena))
            return false;
    }
    return count <= COUNT(names);
}

/* An equation of the point, as it stands or the other way round, with what was found before. */
static bool is_equation(const struct context *context, const struct coordinates *c, const struct formula *left,
                        const struct formula *right, struct arena *arena)
{
    const struct formula *equations[EQUATIONS_MAX];
    size_t const count = coordinates_equations(context, c, arena, equations, EQUATIONS_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct formula *is = context_expand(context, equations[i]);
        if (is && ((algebra_same(left, is->args[0], 0, arena) && algebra_same(right, is->args[1], 0, arena)) ||
                   (algebra_same(right, is->args[0], 0, arena) && algebra_same(left, is->args[1], 0, arena))))
            return true;
    }
    return false;
}

static bool within(const struct formula *angle, bool turn, struct arena *arena)
{
    struct text none;
    const struct formula *pi = formula_new(arena, FORMULA_CONSTANT, CONSTANT_PI, TEXT(""), NULL, 0, NULL);
    const struct formula *most = turn ? formula_binary(arena, FORMULA_MUL, formula_number(arena, 2), pi) : pi;
    return algebra_relates(angle, ']', formula_number(arena, 0), 0, arena, &none) == FACT_TRUE &&
           algebra_relates(angle, turn ? '<' : '[', most, 0, arena, &none) == FACT_TRUE;
}

/* θ with x = √(x²+y²)·cos θ and y = √(x²+y²)·sin θ, or φ with z = ρ·cos φ: there is one only, but for the origin (and θ on the z-axis). */
static bool is_angle(const struct context *context, const struct coordinates *c, const struct formula *link, struct arena *arena)
{
    static const char *const flat[] = {"x=\\sqrt{x^2+y^2}\\cos\\theta", "y=\\sqrt{x^2+y^2}\\sin\\theta"},
                             *const up[] = {"z=\\rho\\cos\\phi"};
    struct text none, names[1];
    bool const theta = text_equal(link->args[0]->text, TEXT("theta"));
    const struct formula *distance =
        coordinates_put(c, syntax_read(theta ? TEXT("x^2+y^2") : TEXT("x^2+y^2+z^2"), SYNTAX_LATEX, 0, arena, NULL), arena);
    if (context->coordinates != COORDINATES_RECTANGULAR || link->args[0]->kind != FORMULA_SYMBOL ||
        formula_symbols(link->args[1], names, 1) > 0 || !within(link->args[1], theta, arena) || !distance ||
        algebra_relates(distance, '>', formula_number(arena, 0), 0, arena, &none) != FACT_TRUE ||
        (theta ? !context->turns : context->point->count != 3 || !text_equal(link->args[0]->text, TEXT("phi"))))
        return false;
    for (size_t i = 0; i < (theta ? COUNT(flat) : COUNT(up)); i++) {
        const struct formula *f = syntax_read(text_of(theta ? flat[i] : up[i]), SYNTAX_LATEX, 0, arena, NULL);
        f = coordinates_put(c, formula_put(arena, f, link->args[0]->text, link->args[1]), arena);
        if (!f || !algebra_same(f->args[0], f->args[1], 0, arena))
            return false;
    }
    return true;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct context *context = scene->context;
    struct coordinates c;
    const struct formula *f = link->formula;
    if (!context->point || link->said != LINK_WRITTEN || link->closed || f->text.at[0] != '=' ||
        !coordinates_read(context, arena, &c) || !means_it(context, &c, f, arena))
        return false;
    const struct formula *left = coordinates_put(&c, f->args[0], arena), *right = coordinates_put(&c, f->args[1], arena);
    if (!left || !right ||
        (!algebra_same(left, right, 0, arena) && !is_equation(context, &c, left, right, arena) &&
         !is_angle(context, &c, f, arena)))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "by the meaning of the coordinates"};
    *witness = TEXT("");
    return true;
}

const struct verifier verifier_coordinates = {
    .name = "coordinates",
    .says = "polar, cylindrical, spherical and rectangular coordinates of a point that the problem gives; only ever proves",
    .settle = settle,
};
