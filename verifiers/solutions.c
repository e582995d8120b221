/* solutions: "the roots of $x^2 - 5x + 6$ are 2 and 3", "so the possible values of $k$ are $4$ and $-1$": all of them and no others solve the equation that is named
 * or was said last, or are what was found for the letter. Only ever proves.
 */
#include "fact.h"
#include "polynomial.h"
#include "solve.h"
#include "verifier.h"

enum {
    VALUES_MAX = 12,
    RECENT = 2, /* of the lines with one letter said last one must be meant where none is named */
};

static bool is_same(const struct formula *a, const struct formula *b, struct arena *arena)
{
    return formula_same(a, b) || algebra_same(a, b, ALGEBRA_COMPLEX, arena);
}

/* Each once, of ± both. False if there are too many. */
static bool collect(const struct formula *const *from, size_t count, struct arena *arena, struct solve_values *out)
{
    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        bool const both = formula_holds(from[i], FORMULA_PM);
        for (size_t k = 0; k < (both ? 2 : 1); k++) {
            const struct formula *value = both ? settle_branch(arena, from[i], k == 1) : from[i];
            if (out->count > VALUES_MAX)
                return false;
            if (!solve_has(out, value, arena))
                out->items[out->count++] = value;
        }
    }
    return out->count > 0;
}

/* ---- of an equation ---- */

static bool solves(const struct formula *equation, struct text name, const struct formula *value, struct arena *arena)
{
    const struct formula *f = formula_put(arena, equation, name, value);
    return f && is_same(f->args[0], f->args[1], arena);
}

/* Are the values all solutions of the equation, which has one letter? Complex ones count, if not `real`. */
static bool are_solutions(const struct formula *equation, const struct solve_values *v, bool real, struct arena *arena)
{
    struct text names[1];
    const struct formula *either[VALUES_MAX + 1];
    struct polynomial p;
    if (!formula_is_equation(equation) || formula_symbols(equation, names, 1) != 1)
        return false;
    const struct formula *letter = formula_symbol(arena, names[0]);
    for (size_t i = 0; i < v->count; i++) {
        either[i] = formula_relation(arena, letter, '=', v->items[i], NULL);
        if (!solves(equation, names[0], v->items[i], arena))
            return false;
    }
    if (polynomial_of(equation, names[0], arena, &p) && p.degree == v->count)
        return true;
    const struct formula *all = v->count == 1 ? either[0] : formula_new(arena, FORMULA_OR, 0, TEXT(""), either, v->count, NULL);
    return follows_surely(&equation, 1, all, arena) && (real || !polynomial_of(equation, names[0], arena, &p) ||
                                                        follows(&equation, 1, all, ALGEBRA_COMPLEX, arena).follows == FACT_TRUE);
}

/* Is any of them no solution of something that was said of the letter alone? */
static bool are_denied(const struct context *c, struct text name, const struct solve_values *v, struct arena *arena)
{
    for (size_t i = 0; i < v->count; i++)
        if (settle_denies(c, name, v->items[i], arena))
            return true;
    return false;
}

/* Is it of the kind of which the problem's word speaks? */
static bool is_of_kind(const struct formula *value, const char *signs, struct arena *arena)
{
    struct text witness;
    int64_t number;
    if (*signs == '\0')
        return algebra_whole(value, INT64_MAX, &number);
    for (; *signs; signs++)
        if (algebra_relates(value, *signs, formula_number(arena, 0), 0, arena, &witness) == FACT_TRUE)
            return true;
    return false;
}

/* The problem may ask for some of the solutions alone: is any value none of those? */
static bool are_left_out(struct text problem, const struct solve_values *v, struct arena *arena)
{
    static const struct {
        const char *words, *signs; /* what they are compared with zero; empty: whole numbers */
    } kinds[] = {{"positive natural", ">"}, {"negative", "<"},    {"nonnegative", "]"},
                 {"nonzero", "<>"},         {"real reals", "<]"}, {"integer integers integral whole", ""}};
    for (size_t k = 0; k < COUNT(kinds); k++)
        for (size_t i = 0; i < v->count && text_has_word(problem, text_of(kinds[k].words)); i++)
            if (!is_of_kind(v->items[i], kinds[k].signs, arena))
                return true;
    return false;
}

/* A step may have taken some of them back, or only tried them; the problem may ask for those within some bounds. */
static bool are_doubtful(const struct scene *scene, const struct solve_values *v, struct arena *arena)
{
    static const char doubts[] =
        "wrong incorrect mistake reject rejected discard extraneous neither nor impossible test try even odd prime";
    static const char *const within[] = {"on $[", "on $(", "\\in ", "\\in[", "between $", "between 0", "between 1", "between -"};
    bool doubtful = are_left_out(scene->problem, v, arena) || text_has_word(scene->problem, TEXT("interval modulo mod")) ||
                    text_holds_any(scene->problem, within, COUNT(within));
    for (size_t i = 0; scene->latest && i < LINK_LATEST_MAX && !doubtful; i++)
        doubtful = text_has_word(scene->latest[i], text_of(doubts));
    return doubtful;
}

/* Of what was said last of the letter, or of any if it has no name. */
static bool were_said(const struct context *c, struct text name, const struct solve_values *v, bool real, struct arena *arena)
{
    const struct formula *found[OUTCOMES_MAX];
    struct text names[1];
    struct solve_values all;
    size_t looked = 0;
    struct text const letter = name.size || c->outcomes.count == 0 ? name : c->outcomes.names[c->outcomes.count - 1];
    size_t const count = outcomes_of(&c->outcomes, letter, found, COUNT(found));
    if (count > 1 && collect(found, count, arena, &all) && solve_are_same(&all, v, arena))
        return !are_denied(c, letter, v, arena);
    for (size_t i = c->lines_count; i-- > 0 && looked < RECENT;) {
        const struct formula *line = c->lines[i].formula;
        if (formula_symbols(line, names, 1) != 1 || (name.size && !text_equal(names[0], name)))
            continue;
        looked++;
        if (are_solutions(line, v, real, arena))
            return !are_denied(c, names[0], v, arena);
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *call = link->formula->args[0], *list = link->formula->args[1];
    struct solve_values v;
    (void)witness;
    if (link->said != LINK_WORDED || call->kind != FORMULA_CALL || !text_equal(call->text, TEXT(FACT_SOLUTIONS)))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "all of them, and no others"};
    if (list->kind == FORMULA_LIST ? !collect(list->args, list->count, arena, &v) : !collect(&list, 1, arena, &v))
        return false;
    const struct formula *of = call->args[0];
    bool const real =
        text_has_word(scene->step, TEXT("real")) || text_has_word(scene->problem, TEXT("real reals integer integers"));
    if (of->kind == FORMULA_WORDS || of->kind == FORMULA_SYMBOL)
        return !are_doubtful(scene, &v, arena) &&
               were_said(scene->context, of->kind == FORMULA_SYMBOL ? of->text : TEXT(""), &v, real, arena);
    return are_solutions(formula_is_equation(of) ? of : formula_relation(arena, of, '=', formula_number(arena, 0), NULL), &v,
                         real, arena);
}

const struct verifier verifier_solutions = {
    .name = "solutions",
    .says = "all solutions of an equation, or all values found for a letter, as a step lists them in words; only ever proves",
    .settle = settle,
};
