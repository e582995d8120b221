#include "coordinates.h"

enum { WORDS_BESIDE = 40, RANGE_WITHIN = 300, TUPLE_MAX = 3 };

static const struct {
    const char *word;
    enum context_coordinates system;
} systems[] = {{"rectangular coordinates", COORDINATES_RECTANGULAR},
               {"polar coordinates", COORDINATES_POLAR},
               {"cylindrical coordinates", COORDINATES_POLAR},
               {"spherical coordinates", COORDINATES_SPHERICAL}};

static const struct formula *tuple_of(const struct formula *f)
{
    struct text names[1];
    if (f->kind == FORMULA_CHAIN && f->text.size == 1 && f->text.at[0] == '=')
        f = f->args[1];
    return f->kind == FORMULA_TUPLE && (f->count == 2 || f->count == 3) && formula_symbols(f, names, 1) == 0 ? f : NULL;
}

/* "$(…)$ in polar coordinates", "has polar coordinates $(…)$" */
static enum context_coordinates named_beside(struct text problem, const struct statement *statement)
{
    struct text const behind = text_part(problem, statement->end, MIN(problem.size, statement->end + (size_t)WORDS_BESIDE)),
                      before =
                          text_part(problem, statement->start - MIN(statement->start, (uint32_t)WORDS_BESIDE), statement->start);
    for (size_t i = 0; i < COUNT(systems); i++) {
        struct text const word = text_of(systems[i].word);
        size_t const in = text_find(behind, TEXT(" in "), 0), at = text_find(before, word, 0);
        if ((in < 12 && text_starts(text_part(behind, in + 4, behind.size), word)) ||
            (at < before.size && at + word.size + 4 > before.size))
            return systems[i].system;
    }
    return COORDINATES_NONE;
}

/* Behind spaces. */
static bool takes(struct text text, size_t *at, struct text what)
{
    while (*at < text.size && text.at[*at] == ' ')
        ++*at;
    bool const there = text_starts(text_part(text, *at, text.size), what);
    *at += there ? what.size : 0;
    return there;
}

/* 0 ≤ θ < 2π */
static bool asks_for_turn(struct text text)
{
    for (size_t from = text_find(text, TEXT("\\le"), 0); from < text.size; from = text_find(text, TEXT("\\le"), from + 1)) {
        size_t at = from + 3;
        takes(text, &at, TEXT("q"));
        if (from > 1 && text_ends(text_part(text, 0, from - (text.at[from - 1] == ' ')), TEXT("0")) &&
            takes(text, &at, TEXT("\\theta")) && takes(text, &at, TEXT("<")) && takes(text, &at, TEXT("2")) &&
            takes(text, &at, TEXT("\\pi")))
            return true;
    }
    return false;
}

void coordinates_take(struct context *context, struct text problem, const struct statement *statement)
{
    const struct formula *tuple = context->point ? NULL : tuple_of(statement->formula);
    enum context_coordinates const system = tuple ? named_beside(problem, statement) : COORDINATES_NONE;
    if (system == COORDINATES_NONE || (system == COORDINATES_SPHERICAL && tuple->count != 3))
        return;
    struct text const rest = text_part(problem, statement->end, MIN(problem.size, statement->end + (size_t)RANGE_WITHIN));
    context->point = tuple;
    context->coordinates = system;
    context->turns = asks_for_turn(rest);
}

static void name(struct coordinates *c, const char *name, const struct formula *is)
{
    c->names[c->count] = text_of(name);
    c->is[c->count++] = is;
}

const struct formula *coordinates_put(const struct coordinates *c, const struct formula *f, struct arena *arena)
{
    for (size_t i = 0; i < c->count && f; i++)
        f = formula_put(arena, f, c->names[i], c->is[i]);
    return f;
}

/* A name that the names before it give a value to. */
static void name_by(struct coordinates *c, const char *as, const char *written, struct arena *arena)
{
    const struct formula *f = syntax_read(text_of(written), SYNTAX_LATEX, 0, arena, NULL);
    const struct formula *is = f ? coordinates_put(c, f, arena) : NULL;
    if (is)
        name(c, as, is);
}

bool coordinates_read(const struct context *context, struct arena *arena, struct coordinates *out)
{
    static const char *const first[][TUPLE_MAX] = {[COORDINATES_RECTANGULAR] = {"x", "y", "z"},
                                                   [COORDINATES_POLAR] = {"r", "theta", "z"},
                                                   [COORDINATES_SPHERICAL] = {"rho", "theta", "phi"}};
    const struct formula *point = context->point;
    bool const spherical = context->coordinates == COORDINATES_SPHERICAL;
    out->count = 0;
    if (!point)
        return false;
    for (size_t i = 0; i < point->count; i++)
        name(out, first[context->coordinates][i], point->args[i]);
    if (context->coordinates == COORDINATES_RECTANGULAR) {
        name_by(out, "r", "\\sqrt{x^2+y^2}", arena);
        name_by(out, "rho", point->count == 3 ? "\\sqrt{x^2+y^2+z^2}" : "\\sqrt{x^2+y^2}", arena);
    } else {
        name_by(out, "x", spherical ? "\\rho\\sin\\phi\\cos\\theta" : "r\\cos\\theta", arena);
        name_by(out, "y", spherical ? "\\rho\\sin\\phi\\sin\\theta" : "r\\sin\\theta", arena);
    }
    if (spherical)
        name_by(out, "z", "\\rho\\cos\\phi", arena);
    return true;
}

size_t coordinates_equations(const struct context *context, const struct coordinates *c, struct arena *arena,
                             const struct formula **out, size_t max)
{
    static const char *const written[] = {"x=r\\cos\\theta", "y=r\\sin\\theta", "x=\\rho\\sin\\phi\\cos\\theta",
                                          "y=\\rho\\sin\\phi\\sin\\theta", "z=\\rho\\cos\\phi"};
    size_t count = 0;
    size_t const known = context->coordinates != COORDINATES_RECTANGULAR ? 0 : context->point->count == 3 ? COUNT(written) : 2;
    for (size_t i = 0; i < known && count < max; i++) {
        const struct formula *f = syntax_read(text_of(written[i]), SYNTAX_LATEX, 0, arena, NULL);
        f = f ? coordinates_put(c, f, arena) : NULL;
        if (f)
            out[count++] = f;
    }
    return count;
}
