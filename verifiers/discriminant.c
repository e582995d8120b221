/* discriminant: "the discriminant is $b^2 - 4ac = 36 - 8k$"; "it must be nonnegative: $36 - 8k \ge 0$", where the problem says how many real roots there
 * are. Of the quadratic that was said last, else of the only one that
 * the problem names; of that alone where the sign is asked about. Only ever proves.
 */
#include "fact.h"
#include "polynomial.h"
#include "remark.h"
#include "verifier.h"

enum { NODES_MAX = 80, NAMES_MAX = 4, PROBLEM_MAX = 2000 /* bytes of one that is read again */ };

static const struct formula *discriminant(struct arena *arena, const struct formula *a, const struct formula *b,
                                          const struct formula *c)
{
    const struct formula *ac = formula_binary(arena, FORMULA_MUL, a, c);
    return settle_gap(arena, formula_binary(arena, FORMULA_MUL, b, b),
                      formula_binary(arena, FORMULA_MUL, formula_number(arena, 4), ac));
}

/* The only expression of the problem that is a polynomial. */
static bool only_quadratic(const struct scene *scene, const struct formula *link, struct arena *arena, struct polynomial *out)
{
    struct statement *items;
    bool found = false;
    if (scene->problem.size > PROBLEM_MAX)
        return false;
    struct tokens const tokens = tokens_read(scene->problem, arena);
    size_t const count = maths_statements(scene->problem, &tokens, arena, &items);
    for (size_t i = 0; i < count; i++) {
        struct polynomial p;
        if (!polynomial_meant(scene->context, items[i].formula, link, arena, &p))
            continue;
        if (found || p.degree != 2)
            return false;
        *out = p;
        found = true;
    }
    return found;
}

static const struct formula *of(struct arena *arena, const struct polynomial *p)
{
    return discriminant(arena, p->coefficients[2], p->coefficients[1], p->coefficients[0]);
}

static bool last_quadratic(const struct scene *scene, const struct formula *link, struct arena *arena, struct polynomial *out)
{
    const struct context *c = scene->context;
    bool found = false;
    for (size_t i = c->lines_count; !found && i-- > 0;)
        found = !c->lines[i].past && polynomial_meant(c, c->lines[i].formula, link, arena, out);
    return found ? out->degree == 2 : only_quadratic(scene, link, arena, out);
}

/* Do the words say all: not "exactly one solution greater than 3"? Only the letter may be named, "for $x$". */
static bool tells(struct text problem, const char *words)
{
    size_t end = text_find(problem, text_of(words), 0);
    if (end == problem.size)
        return false;
    size_t const from = end += strlen(words);
    while (end < problem.size && !strchr(".,;?!$", problem.at[end]))
        end++;
    struct text const rest = text_part(problem, end, problem.size);
    bool const letter =
        rest.size < 4 || rest.at[0] != '$' || (is_letter(rest.at[1]) && rest.at[2] == '$' && strchr(".,;?!", rest.at[3]));
    return letter && remark_has_only(text_part(problem, from, end), "s for and");
}

/* What the discriminant is compared with 0 by, as the problem tells; 0 if it does not, or tells several. */
static char sign_told(struct text problem)
{
    static const struct {
        const char *words;
        char sign;
    } told[] = {
        {"exactly one solution", '='},
        {"exactly one root", '='},
        {"exactly one real root", '='},
        {"exactly one real solution", '='},
        {"only one solution", '='},
        {"only one root", '='},
        {"only one real root", '='},
        {"only one real solution", '='},
        {"has one solution", '='},
        {"has one real root", '='},
        {"double root", '='},
        {"no real roots", '<'},
        {"no real solution", '<'},
        {"non-real roots", '<'},
        {"nonreal roots", '<'},
        {"two distinct real roots", '>'},
        {"two distinct real solutions", '>'},
        {"at least one real root", ']'},
        {"at least one real solution", ']'},
    };
    char sign = 0;
    if (text_has_word(problem, TEXT("not never cannot neither unless")))
        return 0;
    for (size_t i = 0; i < COUNT(told); i++)
        if (tells(problem, told[i].words)) {
            if (sign && sign != told[i].sign)
                return 0;
            sign = told[i].sign;
        }
    return sign;
}

static bool is_zero(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && text_equal(f->text, TEXT("0"));
}

static bool is_constant(const struct formula *f, struct arena *arena)
{
    struct text names[NAMES_MAX];
    size_t const count = formula_symbols(f, names, NAMES_MAX);
    const struct formula *at = f;
    for (size_t i = 0; i < MIN(count, (size_t)NAMES_MAX) && at; i++)
        at = formula_put(arena, at, names[i], formula_number(arena, 0));
    return count <= NAMES_MAX && at && algebra_same(f, at, 0, arena);
}

/* What a step says of it in words: the sign of a number, or what it is. */
static bool is_said(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *f = link->formula, *of_what = f->args[0]->args[0], *is = f->args[1];
    char const sign = f->text.at[0];
    struct polynomial p;
    struct text none;
    bool const known = of_what->kind == FORMULA_WORDS ? last_quadratic(scene, is, arena, &p)
                                                      : polynomial_meant(scene->context, of_what, is, arena, &p) && p.degree == 2;
    if (!known || sign == '=')
        return known && algebra_same(is, of(arena, &p), 0, arena);
    return algebra_relates(of(arena, &p), sign, is, 0, arena, &none) == FACT_TRUE;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula, *left = f->args[0], *right = f->args[1];
    struct polynomial p;
    char sign = f->text.at[0];
    (void)witness;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the discriminant of the quadratic"};
    if (link->said == LINK_WORDED && left->kind == FORMULA_CALL && text_equal(left->text, TEXT(FACT_DISCRIMINANT)))
        return is_said(link, scene, arena);
    if (link->closed || link->said != LINK_WRITTEN || !strchr("=<>[]", sign) || formula_size(f, NODES_MAX) > NODES_MAX ||
        (!text_has_word(scene->step, TEXT("discriminant")) && !text_holds(scene->step, "4ac")))
        return false;
    const struct formula *const any =
        discriminant(arena, formula_symbol(arena, TEXT("a")), formula_symbol(arena, TEXT("b")), formula_symbol(arena, TEXT("c")));
    if (sign == '=' && !is_zero(right) && algebra_same(left, any, 0, arena))
        return last_quadratic(scene, f, arena, &p) && algebra_same(right, of(arena, &p), 0, arena);
    if (is_zero(left)) {
        left = right;
        right = f->args[0];
        sign = relation_mirrored(sign);
    }
    out->why = "the sign of the discriminant, by how many real roots there are";
    return is_zero(right) && !text_holds(scene->problem, "integer") && sign_told(scene->problem) == sign &&
           only_quadratic(scene, f, arena, &p) &&
           (text_holds(scene->problem, "quadratic") || is_constant(p.coefficients[2], arena)) &&
           algebra_same(left, of(arena, &p), 0, arena);
}

const struct verifier verifier_discriminant = {
    .name = "discriminant",
    .says = "discriminants of quadratics, and their signs where the problem says how many real roots there are; only ever proves",
    .settle = settle,
};
