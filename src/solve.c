#include "solve.h"

bool solve_has(const struct solve_values *values, const struct formula *value, struct arena *arena)
{
    for (size_t i = 0; i < values->count; i++)
        if (formula_same(values->items[i], value) || algebra_same(values->items[i], value, ALGEBRA_COMPLEX, arena))
            return true;
    return false;
}

bool solve_are_same(const struct solve_values *a, const struct solve_values *b, struct arena *arena)
{
    for (size_t i = 0; i < b->count; i++)
        if (!solve_has(a, b->items[i], arena))
            return false;
    return a->count == b->count;
}

/* Undefined is false. */
static enum fact holds(const struct formula *condition, struct text letter, const struct formula *value, struct arena *arena)
{
    struct text witness;
    enum fact fact = FACT_TRUE;
    if (condition->kind == FORMULA_AND) {
        for (size_t i = 0; i < condition->count && fact != FACT_FALSE; i++) {
            enum fact const part = holds(condition->args[i], letter, value, arena);
            fact = part == FACT_TRUE ? fact : part;
        }
        return fact;
    }
    const struct formula *f = formula_put(arena, condition, letter, value);
    fact = f ? follows_truth(f, 0, arena, &witness) : FACT_UNKNOWN;
    for (size_t i = 0; f && f->kind == FORMULA_CHAIN && i < f->count && fact == FACT_UNKNOWN; i++) {
        struct value v;
        enum status const status = algebra_value(f->args[i], &v);
        if (status == STATUS_OK)
            value_clear(&v);
        fact = status == STATUS_UNDEFINED ? FACT_FALSE : fact;
    }
    return fact;
}

bool solve_holds_at(const struct formula *condition, struct text letter, const struct formula *value, struct arena *arena)
{
    return holds(condition, letter, value, arena) == FACT_TRUE;
}

static bool is_whole(const struct formula *f)
{
    int64_t number;
    return algebra_whole(f, INT64_MAX, &number);
}

bool solve_is_extreme(const struct formula *condition, struct text letter, const struct formula *value, bool lowest, bool whole,
                      struct arena *arena)
{
    if (!solve_holds_at(condition, letter, value, arena))
        return false;
    const struct formula *name = formula_symbol(arena, letter);
    if (follows_surely(&condition, 1, formula_relation(arena, name, lowest ? ']' : '[', value, NULL), arena))
        return true;
    const struct formula *next = formula_binary(arena, FORMULA_ADD, value, formula_number(arena, lowest ? -1 : 1));
    return whole && is_whole(value) &&
           follows_surely(&condition, 1, formula_relation(arena, name, lowest ? '>' : '<', next, NULL), arena);
}

static bool are_different(const struct solve_values *v, struct arena *arena)
{
    struct text witness;
    for (size_t i = 0; i < v->count; i++)
        for (size_t k = 0; k < i; k++)
            if (algebra_equal(v->items[i], v->items[k], ALGEBRA_COMPLEX, arena, &witness) != FACT_FALSE)
                return false;
    return true;
}

bool solve_are_all(const struct formula *condition, struct text letter, const struct solve_values *values, unsigned options,
                   struct arena *arena)
{
    const struct formula **either = ARENA_ARRAY(arena, const struct formula *, values->count + 1);
    for (size_t i = 0; i < values->count; i++) {
        either[i] = formula_relation(arena, formula_symbol(arena, letter), '=', values->items[i], NULL);
        if (!solve_holds_at(condition, letter, values->items[i], arena))
            return false;
    }
    const struct formula *all =
        values->count == 1 ? either[0] : formula_new(arena, FORMULA_OR, 0, TEXT(""), either, values->count, NULL);
    return values->count && are_different(values, arena) && follows(&condition, 1, all, options, arena).follows == FACT_TRUE;
}

bool solve_whole(const struct formula *condition, struct text letter, struct arena *arena, struct solve_values *out)
{
    const struct formula *name = formula_symbol(arena, letter), *most = formula_number(arena, SOLVE_WHOLE_MAX);
    const struct formula *const within[] = {formula_relation(arena, name, ']', formula_unary(arena, FORMULA_NEG, most), NULL),
                                            formula_relation(arena, name, '[', most, NULL)};
    out->count = 0;
    for (size_t i = 0; i < COUNT(within); i++)
        if (!follows_surely(&condition, 1, within[i], arena))
            return false;
    for (int64_t n = -SOLVE_WHOLE_MAX; n <= SOLVE_WHOLE_MAX; n++) {
        const struct formula *number = formula_number(arena, n);
        enum fact const fact = holds(condition, letter, number, arena);
        if (fact == FACT_UNKNOWN && !follows_surely(&condition, 1, formula_relation(arena, name, '#', number, NULL), arena))
            return false;
        if (fact == FACT_TRUE)
            out->items[out->count++] = number;
    }
    return true;
}
