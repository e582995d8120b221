#include "follows_parts.h"

/* Takes an equation apart from outside: a side with symbols against one without. */
struct equation {
    const struct formula *side, *value;
    unsigned options;
    struct arena *arena;
};

static bool has_symbols(const struct formula *f)
{
    struct text names[1];
    return formula_symbols(f, names, 1) > 0;
}

static bool relates(const struct equation *e, const struct formula *a, char relation, int64_t number)
{
    struct text witness;
    return algebra_relates(a, relation, formula_number(e->arena, number), e->options, e->arena, &witness) == FACT_TRUE;
}

/* The only argument with symbols; count if there are none or several. */
static size_t only_argument(const struct formula *f)
{
    size_t found = f->count;
    for (size_t i = 0; i < f->count; i++)
        if (has_symbols(f->args[i])) {
            if (found < f->count)
                return f->count;
            found = i;
        }
    return found;
}

/* The other arguments of a sum or product, as one formula. */
static const struct formula *others(const struct equation *e, size_t k)
{
    const struct formula *const f = e->side;
    const struct formula **args = ARENA_ARRAY(e->arena, const struct formula *, f->count);
    size_t count = 0;
    for (size_t i = 0; i < f->count; i++)
        if (i != k)
            args[count++] = f->args[i];
    return count == 1 ? args[0] : formula_new(e->arena, (enum formula_kind)f->kind, 0, TEXT(""), args, count, f);
}

static const struct formula *call(const struct equation *e, enum formula_function function, const struct formula *const *args,
                                  size_t count)
{
    return formula_new(e->arena, FORMULA_CALL, (uint8_t)function, TEXT(""), args, count, e->side);
}

/* b^t = value, b > 0 and not 1, value > 0: t = log_b value. */
static bool undo_power(struct equation *e)
{
    const struct formula *const base = e->side->args[0], *const exponent = e->side->args[1];
    if (has_symbols(base) || !has_symbols(exponent) || !relates(e, base, '>', 0) || !relates(e, base, '#', 1) ||
        !relates(e, e->value, '>', 0))
        return false;
    const struct formula *const of[] = {e->value, base};
    e->value =
        base->kind == FORMULA_CONSTANT && base->sub == CONSTANT_E ? call(e, FUNCTION_LN, of, 1) : call(e, FUNCTION_LOG, of, 2);
    e->side = exponent;
    return true;
}

static bool undo_call(struct equation *e)
{
    const struct formula *const f = e->side;
    if (f->sub == FUNCTION_LN && f->count == 1) {
        e->value = call(e, FUNCTION_EXP, &e->value, 1);
    } else if (f->sub == FUNCTION_LOG && f->count <= 2 && (f->count == 1 || !has_symbols(f->args[1]))) {
        const struct formula *const base = f->count == 2 ? f->args[1] : formula_number(e->arena, 10);
        if (!relates(e, base, '>', 0) || !relates(e, base, '#', 1))
            return false;
        e->value = formula_binary(e->arena, FORMULA_POW, base, e->value);
    } else if (f->sub == FUNCTION_EXP && relates(e, e->value, '>', 0)) {
        e->value = call(e, FUNCTION_LN, &e->value, 1);
    } else {
        return false;
    }
    e->side = f->args[0];
    return true;
}

/* Undoes the outermost operation that a constant takes part in. */
static bool undo(struct equation *e)
{
    const struct formula *const f = e->side;
    size_t const k = only_argument(f);
    if (k == f->count)
        return false;
    if (f->kind == FORMULA_POW)
        return undo_power(e);
    if (f->kind == FORMULA_CALL)
        return undo_call(e);
    if (f->kind == FORMULA_NEG)
        e->value = formula_unary(e->arena, FORMULA_NEG, e->value);
    else if (f->kind == FORMULA_ADD)
        e->value = formula_binary(e->arena, FORMULA_ADD, e->value, formula_unary(e->arena, FORMULA_NEG, others(e, k)));
    else if (f->kind == FORMULA_MUL && relates(e, others(e, k), '#', 0))
        e->value = formula_binary(e->arena, FORMULA_DIV, e->value, others(e, k));
    else if (f->kind == FORMULA_DIV && k == 0 && relates(e, f->args[1], '#', 0))
        e->value = formula_binary(e->arena, FORMULA_MUL, e->value, f->args[1]);
    else
        return false;
    e->side = f->args[k];
    return true;
}

static bool is_transcendental(const struct formula *f)
{
    if (f->kind == FORMULA_CALL || (f->kind == FORMULA_POW && has_symbols(f->args[1])))
        return has_symbols(f);
    for (size_t i = 0; i < f->count; i++)
        if (is_transcendental(f->args[i]))
            return true;
    return false;
}

bool invert(const struct formula **a, const struct formula **b, unsigned options, struct arena *arena)
{
    bool const left = has_symbols(*a);
    struct equation e = {left ? *a : *b, left ? *b : *a, options, arena};
    if (has_symbols(e.value) || !is_transcendental(e.side))
        return false;
    while (is_transcendental(e.side))
        if (!undo(&e))
            return false;
    *a = e.side;
    *b = e.value;
    return true;
}
