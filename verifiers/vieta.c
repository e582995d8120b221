/* vieta: "the sum of the roots is 5", "the product of the roots of $ax^2 + bx + c$ is $\\frac{c}{a}$", by the coefficients of the polynomial that is named or
 * was said last. Only ever proves.
 */
#include "fact.h"
#include "polynomial.h"
#include "verifier.h"

enum {
    NODES_MAX = 80, /* of a polynomial with letters as coefficients */
    LETTERS_MAX = 5 /* of it */
};

/* Is it a polynomial equation in one letter only, or, of `several`, in one of them of degree 2 or more and in no other? Not y = x², a curve. */
static bool is_polynomial(const struct formula *line, bool several, struct arena *arena, struct polynomial *out)
{
    struct text names[LETTERS_MAX];
    struct polynomial p;
    size_t const count = formula_symbols(line, names, COUNT(names));
    size_t found = 0;
    bool const curve =
        line->kind == FORMULA_CHAIN && (line->args[0]->kind == FORMULA_SYMBOL || line->args[1]->kind == FORMULA_SYMBOL);
    if (count == 0 || count > (several ? COUNT(names) : 1) || (count > 1 && (curve || formula_size(line, NODES_MAX) > NODES_MAX)))
        return false;
    for (size_t i = 0; i < count; i++)
        if (polynomial_of(line, names[i], arena, &p) && p.degree > 1 && found++ == 0)
            *out = p;
    return found == 1;
}

/* The step before may speak of another equation, which it does not write. */
static bool is_changed(const struct scene *scene)
{
    return scene->latest && LINK_LATEST_MAX > 1 &&
           text_has_word(scene->latest[1], TEXT("new replace replaced replacing another other doubled whose instead substitute"));
}

/* "The sum of the roots is": of the polynomial given, or the equation said last. */
static bool is_meant(const struct scene *scene, const struct formula *call, struct arena *arena, struct polynomial *out)
{
    const struct context *c = scene->context;
    bool found = false;
    if (call->args[0]->kind != FORMULA_WORDS) {
        const struct formula *f = call->args[0];
        return is_polynomial(formula_is_statement(f) ? f : formula_relation(arena, f, '=', formula_number(arena, 0), NULL), true,
                             arena, out);
    }
    for (size_t several = 0; several < 2 && !found && !is_changed(scene); several++)
        for (size_t i = c->lines_count; !found && i-- > 0;)
            found = !c->lines[i].past && is_polynomial(c->lines[i].formula, several, arena, out);
    return found;
}

static bool in_words(const struct scene *scene, const struct formula *call, const struct formula *value, struct arena *arena)
{
    struct polynomial p;
    if (!is_meant(scene, call, arena, &p))
        return false;
    if (text_equal(call->text, TEXT(FACT_ROOT_BOTH)))
        return value->kind == FORMULA_LIST && value->count == 2 && polynomial_is_vieta(&p, 1, value->args[0], arena) &&
               polynomial_is_vieta(&p, p.degree, value->args[1], arena);
    return polynomial_is_vieta(&p, text_equal(call->text, TEXT(FACT_ROOT_SUM)) ? 1 : p.degree, value, arena);
}

static bool is_named(const struct formula *call, const char *name)
{
    return formula_is_call(call, FUNCTION_UNKNOWN) && text_equal(call->text, text_of(name)) && call->count == 1;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *call = link->formula->args[0];
    (void)witness;
    if ((link->said != LINK_WORDED && link->said != LINK_CONCLUDED) ||
        (!is_named(call, FACT_ROOT_SUM) && !is_named(call, FACT_ROOT_PRODUCT) && !is_named(call, FACT_ROOT_BOTH)))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "by Vieta's formulas"};
    return in_words(scene, call, link->formula->args[1], arena);
}

const struct verifier verifier_vieta = {
    .name = "vieta",
    .says = "sums and products of roots in words, by the coefficients; only ever proves",
    .settle = settle,
};
