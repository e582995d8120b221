/* roots: what the coefficients of an equation say of its roots: by Vieta's formulas, r + s = −b/a and rs = c/a where the text calls r and s the
 * roots; by the quadratic formula, x = (−b ± √(b² − 4ac))/(2a), however it is written. Only ever proves.
 */
#include "fact.h"
#include "polynomial.h"
#include "verifier.h"

enum { LINES_MAX = 12, ROOTS_MAX = POLYNOMIAL_DEGREE_MAX, NODES_MAX = 80 };

static const struct formula *times(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return formula_binary(arena, FORMULA_MUL, a, b);
}

static const struct formula *negative(struct arena *arena, const struct formula *f)
{
    return formula_unary(arena, FORMULA_NEG, f);
}

/* ---- Vieta ---- */

static bool stands_alone(struct text text, struct text name)
{
    for (size_t at = text_find(text, name, 0); at < text.size; at = text_find(text, name, at + 1))
        if ((at == 0 || !is_letter(text.at[at - 1])) && (at + name.size == text.size || !is_letter(text.at[at + name.size])))
            return true;
    return false;
}

/* Does a sentence of the text call all of them roots? */
static bool are_called_roots(struct text text, const struct text *names, size_t count)
{
    static const char *const calls[] = {"roots", "zeros", "zeroes", "solutions"};
    for (size_t from = 0; from < text.size;) {
        size_t end = from;
        while (end < text.size && !(strchr(".?!", text.at[end]) && (end + 1 == text.size || is_space(text.at[end + 1]))))
            end++;
        struct text const sentence = text_part(text, from, end);
        bool all = false;
        for (size_t i = 0; i < COUNT(calls) && !all; i++)
            all = text_find(sentence, text_of(calls[i]), 0) < sentence.size;
        for (size_t i = 0; i < count && all; i++)
            all = stands_alone(sentence, names[i]);
        if (all)
            return true;
        from = end + 1;
    }
    return false;
}

/* The sum of all products of k of the names. */
static const struct formula *symmetric(struct arena *arena, const struct text *names, size_t count, size_t k)
{
    if (k == 0)
        return formula_number(arena, 1);
    if (k > count)
        return formula_number(arena, 0);
    const struct formula *first = formula_symbol(arena, names[0]);
    return formula_binary(arena, FORMULA_ADD, times(arena, first, symmetric(arena, names + 1, count - 1, k - 1)),
                          symmetric(arena, names + 1, count - 1, k));
}

/* lead·value = (−1)^k·(coefficient k below the leading one)? */
static bool is_vieta(struct arena *arena, const struct polynomial *p, size_t k, const struct formula *value)
{
    const struct formula *c = p->coefficients[p->degree - k];
    return algebra_same(times(arena, p->coefficients[p->degree], value), k % 2 ? negative(arena, c) : c, 0, arena);
}

/* An unknown that a line is a polynomial in, and that the claim is not about. */
static bool read_line(const struct formula *line, const struct formula *link, size_t degree, struct arena *arena,
                      struct polynomial *out)
{
    struct text names[ROOTS_MAX];
    size_t const count = MIN(formula_symbols(line, names, ROOTS_MAX), (size_t)ROOTS_MAX);
    for (size_t i = 0; i < count; i++)
        if (!formula_mentions(link, names[i]) && polynomial_of(line, names[i], arena, out) && out->degree == degree)
            return true;
    return false;
}

static bool by_vieta(const struct scene *scene, const struct formula *link, const struct formula *left,
                     const struct formula *right, struct arena *arena)
{
    struct text names[ROOTS_MAX + 1];
    size_t const count = formula_symbols(left, names, COUNT(names));
    if (count < 2 || count > ROOTS_MAX ||
        (!are_called_roots(scene->problem, names, count) && !are_called_roots(scene->step, names, count)))
        return false;
    size_t k = 1;
    bool minus = false;
    for (; k <= count; k++) {
        const struct formula *e = symmetric(arena, names, count, k);
        minus = algebra_same(left, negative(arena, e), 0, arena);
        if (minus || algebra_same(left, e, 0, arena))
            break;
    }
    const struct context *c = scene->context;
    for (size_t i = c->lines_count; k <= count && i-- > 0;) {
        struct polynomial p;
        if (!c->lines[i].past && read_line(c->lines[i].formula, link, count, arena, &p) &&
            is_vieta(arena, &p, k, minus ? negative(arena, right) : right))
            return true;
    }
    return false;
}

/* "The sum of the roots is": of the only unknown of a line, the polynomial given, or the equation said last. */
static bool is_polynomial(const struct formula *line, struct arena *arena, struct polynomial *out)
{
    struct text names[1];
    return formula_symbols(line, names, 1) == 1 && polynomial_of(line, names[0], arena, out) && out->degree > 1;
}

static bool in_words(const struct scene *scene, const struct formula *call, const struct formula *value, struct arena *arena)
{
    const struct context *c = scene->context;
    const struct formula *const line = formula_relation(arena, call->args[0], '=', formula_number(arena, 0), NULL);
    bool const given = call->args[0]->kind != FORMULA_WORDS;
    struct polynomial p;
    bool found = given && is_polynomial(line, arena, &p);
    for (size_t i = c->lines_count; !given && !found && i-- > 0;)
        found = !c->lines[i].past && is_polynomial(c->lines[i].formula, arena, &p);
    return found && is_vieta(arena, &p, text_equal(call->text, TEXT(FACT_ROOT_SUM)) ? 1 : p.degree, value);
}

static bool is_in_words(const struct link *link)
{
    const struct formula *call = link->formula->args[0];
    return link->said == LINK_WORDED && call->kind == FORMULA_CALL && call->sub == FUNCTION_UNKNOWN &&
           (text_equal(call->text, TEXT(FACT_ROOT_SUM)) || text_equal(call->text, TEXT(FACT_ROOT_PRODUCT)));
}

/* ---- the quadratic formula ---- */

/* Are both values the two roots: is their sum −b/a, and their product c/a? */
static bool by_formula(const struct scene *scene, const struct formula *left, const struct formula *right, struct arena *arena)
{
    const struct context *c = scene->context;
    if (left->kind != FORMULA_SYMBOL || !formula_holds(right, FORMULA_PM) || formula_holds(right, FORMULA_MP) ||
        formula_mentions(right, left->text))
        return false;
    const struct formula *upper = settle_branch(arena, right, false), *lower = settle_branch(arena, right, true);
    for (size_t i = c->lines_count; i-- > 0;) {
        struct polynomial p;
        if (!c->lines[i].past && formula_mentions(c->lines[i].formula, left->text) &&
            polynomial_of(c->lines[i].formula, left->text, arena, &p) && p.degree == 2 &&
            is_vieta(arena, &p, 1, formula_binary(arena, FORMULA_ADD, upper, lower)) &&
            is_vieta(arena, &p, 2, times(arena, upper, lower)))
            return true;
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    (void)witness;
    if (link->closed || f->text.at[0] != '=' || formula_size(f, NODES_MAX) > NODES_MAX)
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "both roots, by the coefficients"};
    if (by_formula(scene, f->args[0], f->args[1], arena))
        return true;
    out->why = "by Vieta's formulas";
    if (is_in_words(link))
        return in_words(scene, f->args[0], f->args[1], arena);
    return by_vieta(scene, f, f->args[0], f->args[1], arena) || by_vieta(scene, f, f->args[1], f->args[0], arena);
}

const struct verifier verifier_roots = {
    .name = "roots",
    .says = "sums and products of roots (Vieta), the quadratic formula; only ever proves",
    .settle = settle,
};
