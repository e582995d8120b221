/* vertex: the parabola whose vertex the problem names, (3, 2), is y = a(x - 3)² + 2: where the problem calls it y = ax² + bx + c, or says that its axis is
 * vertical, for a new a. Only ever proves.
 */
#include "polynomial.h"
#include "syntax.h"
#include "verifier.h"

enum { NODES_MAX = 60 };

static bool has_one_parabola(struct text problem)
{
    struct text const word = TEXT("parabola");
    size_t const at = text_find(problem, word, 0);
    return text_has_word(problem, word) && text_find(problem, word, at + 1) == problem.size;
}

/* "vertex $(3,2)$", "the vertex of the parabola is $(3,2)$": the only one of the problem; NULL if it is not told. */
static const struct formula *vertex_of(struct text problem, struct arena *arena)
{
    static const char *const owners[] = {" with ", " has ", " its ", " whose "};
    static const char *const ways[] = {
        " of the parabola is $(", " of the parabola is at $(", " $(", " at $(", " is $(", " is at $("};
    struct text const word = TEXT("vertex");
    static const char others[] =
        "not parabolas hyperbola ellipse triangle square rectangle angle polygon reflected reflection shifted translated rotated "
        "congruent another other second would";
    size_t const at = text_find(problem, word, 0);
    struct text const behind = text_part(problem, MIN(at + word.size, problem.size), problem.size);
    bool owned = false;
    for (size_t i = 0; i < COUNT(owners); i++)
        owned |= text_ends(text_part(problem, 0, at), text_of(owners[i]));
    if (text_find(behind, word, 0) < behind.size || !has_one_parabola(problem) || text_has_word(problem, text_of(others)))
        return NULL;
    for (size_t i = 0; i < (owned ? COUNT(ways) : 2); i++)
        if (text_starts(behind, text_of(ways[i]))) {
            size_t const from = strlen(ways[i]) - 1, to = text_find(behind, TEXT("$"), from);
            const struct formula *f = syntax_read(text_part(behind, from, to), SYNTAX_LATEX, 0, arena, NULL);
            return formula_is(f, FORMULA_TUPLE) && f->count == 2 ? f : NULL;
        }
    return NULL;
}

/* y = ax² + bx + c of the problem: its a; NULL if it has none. */
static const struct formula *leading_of(const struct context *c, struct text y, struct text x, struct arena *arena)
{
    struct polynomial p;
    for (size_t i = 0; i < c->lines_count; i++) {
        const struct formula *line = c->lines[i].formula;
        if (line->kind == FORMULA_CHAIN && line->count == 2 && line->args[0]->kind == FORMULA_SYMBOL &&
            text_equal(line->args[0]->text, y) && formula_mentions(line->args[1], x) && polynomial_of(line, x, arena, &p) &&
            p.degree == 2)
            return formula_unary(arena, FORMULA_NEG, p.coefficients[2]); /* of y - ax² - bx - c */
    }
    return NULL;
}

/* The first factor of a(x - 3)² + 2, a name */
static const struct formula *name_of(const struct formula *f)
{
    const struct formula *term = f->kind == FORMULA_ADD ? f->args[0] : f;
    return term->kind == FORMULA_MUL && term->args[0]->kind == FORMULA_SYMBOL ? term->args[0] : NULL;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *y = link->formula->args[0], *f = link->formula->args[1], *a = name_of(f);
    bool const upright = y->kind == FORMULA_SYMBOL && text_equal(y->text, TEXT("y"));
    struct text const x = upright ? TEXT("x") : TEXT("y");
    (void)witness;
    if (link->said != LINK_WRITTEN || link->formula->text.at[0] != '=' || !a || y->kind != FORMULA_SYMBOL ||
        !strchr("xy", y->text.at[0]) || y->text.size > 1 || text_equal(a->text, x) || formula_size(f, NODES_MAX) > NODES_MAX)
        return false;
    const struct formula *vertex = vertex_of(scene->problem, arena);
    const struct formula *leading = vertex ? leading_of(scene->context, y->text, x, arena) : NULL;
    bool const fits = leading ? algebra_same(leading, a, 0, arena)
                              : vertex && upright && context_is_new(scene->context, a->text) &&
                                    text_find(scene->problem, TEXT("vertical axis"), 0) < scene->problem.size;
    if (!fits)
        return false;
    const struct formula *root = formula_binary(arena, FORMULA_ADD, formula_symbol(arena, x),
                                                formula_unary(arena, FORMULA_NEG, vertex->args[!upright])),
                         *square = formula_binary(arena, FORMULA_POW, root, formula_number(arena, 2)),
                         *form = formula_binary(arena, FORMULA_ADD, formula_binary(arena, FORMULA_MUL, a, square),
                                                vertex->args[upright]);
    *out =
        (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the parabola with the vertex that the problem names"};
    return algebra_same(f, form, 0, arena);
}

const struct verifier verifier_vertex = {
    .name = "vertex",
    .says = "the equation of a parabola whose vertex the problem names; only ever proves",
    .settle = settle,
};
