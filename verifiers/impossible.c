/* impossible: an equality with symbols that no value of them makes true, because its sides differ by a constant: x + 3 = x + 5. Asked
 * last: what follows from an impossible line before is no new slip; and nothing is refuted where the text says that this is meant. */
#include "verifier.h"

enum { COLLECTED_MAX = 12 }; /* terms of a sum */

static const char *const denies[] = {"no solution", "contradiction", "no real", "impossible",
                                     "never",       "no value",      "either",  "inconsistent"};

static bool says_so(struct text text)
{
    return text_holds_any(text, denies, COUNT(denies));
}

/* Do the sides differ by a constant other than 0? */
static bool never_equal(const struct formula *link, struct arena *arena)
{
    const struct formula *gap = settle_gap(arena, link->args[0], link->args[1]);
    struct text names[1];
    struct value v;
    if (formula_symbols(link->args[0], names, 1) == 0 || formula_symbols(link->args[1], names, 1) == 0 ||
        settle_sample(gap, arena, &v) != STATUS_OK)
        return false;
    const struct formula *constant = value_sign(&v) ? settle_number(arena, &v) : NULL;
    value_clear(&v);
    return algebra_same(gap, constant, 0, arena);
}

static bool is_power(const struct formula *f)
{
    return f->kind == FORMULA_SYMBOL ||
           (f->kind == FORMULA_POW && f->args[0]->kind == FORMULA_SYMBOL && f->args[1]->kind == FORMULA_NUMBER);
}

/* 3x², -x/2 or 5: nothing to be worked out */
static bool is_term(const struct formula *f)
{
    if (f->kind == FORMULA_NEG || (f->kind == FORMULA_DIV && f->args[1]->kind == FORMULA_NUMBER))
        return is_term(f->args[0]);
    bool const multiple = f->kind == FORMULA_MUL && f->count == 2 && f->args[0]->kind == FORMULA_NUMBER;
    return f->kind == FORMULA_NUMBER || is_power(multiple ? f->args[1] : f);
}

/* Its symbol and power; NULL for numbers */
static const struct formula *power_of(const struct formula *f)
{
    while (f->kind == FORMULA_NEG || f->kind == FORMULA_DIV || f->kind == FORMULA_MUL)
        f = f->args[f->kind == FORMULA_MUL];
    return f->kind == FORMULA_NUMBER ? NULL : f;
}

/* A sum of terms that cannot be collected any more: x² + 1, 2x. */
static bool is_collected(const struct formula *f)
{
    size_t const count = f->kind == FORMULA_ADD ? f->count : 1;
    const struct formula *const *terms = f->kind == FORMULA_ADD ? f->args : &f;
    for (size_t i = 0; i < count; i++) {
        if (!is_term(terms[i]) || count > COLLECTED_MAX)
            return false;
        const struct formula *const power = power_of(terms[i]);
        for (size_t k = 0; k < i; k++) {
            const struct formula *const other = power_of(terms[k]);
            if (!power || !other ? power == other : formula_same(power, other))
                return false;
        }
    }
    return true;
}

static bool never_equal_at_all(const struct link *link, struct arena *arena)
{
    bool last = link->statement->met == 0;
    if (!never_equal(link->formula, arena))
        return false;
    for (size_t i = 1; !last; i++) {
        const struct formula *f = link_reading(link, i, arena, &last);
        if (f && !never_equal(f, arena))
            return false;
    }
    return true;
}

/* In a chain of rewritings, a link whose sides are different multiples of one symbol: "… = 8x/5 = x". As an equation it would say that the
 * symbol is 0. */
static bool is_no_rewriting(const struct link *link, struct arena *arena)
{
    const struct formula *f = link->formula;
    struct text names[2];
    struct value v;
    if (link->k == 0 || formula_symbols(f, names, 2) != 1 || link->statement->met || !formula_mentions(f->args[0], names[0]) ||
        !formula_mentions(f->args[1], names[0]))
        return false;
    const struct formula *before = formula_link(arena, link->statement->formula, link->k - 1);
    if (before->text.at[0] != '=' || !algebra_same(before->args[0], before->args[1], 0, arena))
        return false;
    const struct formula *gap = settle_gap(arena, f->args[0], f->args[1]);
    const struct formula *at_one = formula_put(arena, gap, names[0], formula_number(arena, 1));
    if (!at_one || algebra_value(at_one, &v) != STATUS_OK)
        return false;
    const struct formula *factor = value_sign(&v) ? settle_number(arena, &v) : NULL;
    value_clear(&v);
    const struct formula *symbol = formula_symbol(arena, names[0]);
    return factor && algebra_same(gap, formula_binary(arena, FORMULA_MUL, factor, symbol), 0, arena);
}

/* x² + 1 = x² + 3 says what is to be examined; 3(x + 2) = 3x + 2 how one side becomes the other. */
static bool is_examined(const struct link *link)
{
    return link->k == 0 && link->statement->before.size == 0 && is_collected(link->formula->args[0]) &&
           is_collected(link->formula->args[1]);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    if (link->closed || f->text.at[0] != '=' || scene->doubt || says_so(scene->step))
        return false;
    bool const rewriting = is_no_rewriting(link, arena);
    if (algebra_equal(f->args[0], f->args[1], 0, arena, witness) != FACT_FALSE ||
        (!rewriting && (is_examined(link) || !never_equal_at_all(link, arena))))
        return false;
    *out = (struct judgement){.truth = TRUTH_FAILS,
                              .why = rewriting ? "rewritten to another multiple"
                                               : "no value of the symbols makes the two sides equal"};
    return true;
}

const struct verifier verifier_impossible = {
    .name = "impossible",
    .says = "equalities with symbols whose sides differ by a constant: no value makes them true",
    .settle = settle,
};
