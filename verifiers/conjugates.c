/* conjugates: conjugates and magnitudes of complex numbers whose parts have names: of z = a + bi, a and b being real, the conjugate is a − bi
 * and the square of |z| is the product of both. Only ever proves.
 */
#include "verifier.h"

enum { SYMBOLS_MAX = 6, NODES_MAX = 200 };

static bool is_i(const struct formula *f)
{
    return f->kind == FORMULA_CONSTANT && f->sub == CONSTANT_I;
}

static bool holds_i(const struct formula *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (holds_i(f->args[i]))
            return true;
    return is_i(f);
}

/* a + bi: is the name one of the parts? */
static bool is_part(const struct formula *f, struct text name)
{
    if (f->kind != FORMULA_ADD || f->count != 2 || f->args[0]->kind != FORMULA_SYMBOL)
        return false;
    const struct formula *b = f->args[1]->kind == FORMULA_NEG ? f->args[1]->args[0] : f->args[1];
    if (b->kind != FORMULA_MUL || b->count != 2 || is_i(b->args[0]) == is_i(b->args[1]))
        return false;
    const struct formula *y = b->args[is_i(b->args[0])];
    return y->kind == FORMULA_SYMBOL && (text_equal(name, f->args[0]->text) || text_equal(name, y->text));
}

/* Was the name said to be a part of something: z = a + bi? */
static bool is_real(const struct context *context, struct text name)
{
    for (size_t i = 0; i < context->lines_count; i++) {
        const struct formula *line = context->lines[i].formula;
        for (size_t k = 1; line->kind == FORMULA_CHAIN && k < line->count; k++)
            if (line->text.at[k - 1] == '=' && line->args[k - 1]->kind == FORMULA_SYMBOL && is_part(line->args[k], name))
                return true;
    }
    return false;
}

static bool are_real(const struct formula *f, const struct context *context)
{
    struct text names[SYMBOLS_MAX];
    size_t const count = formula_symbols(f, names, SYMBOLS_MAX);
    for (size_t i = 0; i < MIN(count, (size_t)SYMBOLS_MAX); i++)
        if (!is_real(context, names[i]))
            return false;
    return count > 0 && count <= SYMBOLS_MAX;
}

/* The formula with −i for i; NULL if that may not be its conjugate. */
static const struct formula *conjugate(struct arena *arena, const struct formula *f)
{
    static const uint8_t kinds[] = {FORMULA_NUMBER, FORMULA_SYMBOL, FORMULA_CONSTANT, FORMULA_ADD,
                                    FORMULA_MUL,    FORMULA_NEG,    FORMULA_DIV,      FORMULA_POW};
    if (is_i(f))
        return formula_unary(arena, FORMULA_NEG, f);
    if (!memchr(kinds, f->kind, sizeof kinds) || (f->kind == FORMULA_POW && f->args[1]->kind != FORMULA_NUMBER))
        return NULL;
    if (f->count == 0)
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        if (!(args[i] = conjugate(arena, f->args[i])))
            return NULL;
    return formula_with(arena, f, args);
}

/* Without conjugates, and without magnitudes of what holds i; NULL if one is not understood. */
static const struct formula *worked_out(struct arena *arena, const struct formula *f)
{
    if (f->count == 0)
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        if (!(args[i] = worked_out(arena, f->args[i])))
            return NULL;
    if (formula_is_call(f, FUNCTION_CONJ) && f->count == 1)
        return conjugate(arena, args[0]);
    if (f->kind != FORMULA_ABS || !holds_i(args[0]))
        return formula_with(arena, f, args);
    const struct formula *other = conjugate(arena, args[0]);
    return other
               ? formula_binary(arena, FORMULA_ROOT, formula_binary(arena, FORMULA_MUL, args[0], other), formula_number(arena, 2))
               : NULL;
}

static bool holds_conjugate(const struct formula *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (holds_conjugate(f->args[i]))
            return true;
    return formula_is_call(f, FUNCTION_CONJ) || (f->kind == FORMULA_ABS && holds_i(f));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    if (link->closed || link->formula->text.at[0] != '=')
        return false;
    const struct formula *f = context_expand(scene->context, link->formula);
    if (!f || formula_size(f, NODES_MAX) > NODES_MAX || !holds_conjugate(f) || !are_real(f, scene->context))
        return false;
    const struct formula *left = worked_out(arena, f->args[0]), *right = worked_out(arena, f->args[1]);
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "by the real and the imaginary part"};
    return left && right && algebra_equal(left, right, 0, arena, witness) == FACT_TRUE;
}

const struct verifier verifier_conjugates = {
    .name = "conjugates",
    .says = "conjugates and magnitudes of complex numbers whose parts have names; only ever proves",
    .settle = settle,
};
