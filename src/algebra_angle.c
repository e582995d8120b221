#include "algebra_parts.h"

/* f with k·180 for π and k·x for x°: a rational angle grows k-fold, whatever else it is made of does not. NULL: not such an angle. */
static const struct formula *in_degrees(const struct formula *f, int64_t k, struct arena *arena)
{
    if (f->kind == FORMULA_CONSTANT)
        return f->sub == CONSTANT_PI ? formula_number(arena, 180 * k) : NULL;
    if (f->kind == FORMULA_DEGREES)
        return formula_binary(arena, FORMULA_MUL, formula_number(arena, k), f->args[0]);
    if (f->kind != FORMULA_NUMBER && f->kind != FORMULA_ADD && f->kind != FORMULA_MUL && f->kind != FORMULA_DIV &&
        f->kind != FORMULA_NEG)
        return NULL;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count + 1u);
    for (size_t i = 0; i < f->count; i++)
        if (!(args[i] = in_degrees(f->args[i], k, arena)))
            return NULL;
    return formula_with(arena, f, args);
}

bool angle_degrees(const struct formula *angle, struct arena *arena, struct value *out)
{
    struct value at[3];
    for (int64_t k = 1; k <= 3; k++) {
        const struct formula *f = in_degrees(angle, k, arena);
        if (!f || algebra_value(f, &at[k - 1]) != STATUS_OK)
            return false;
        if (!value_is_small(&at[k - 1])) {
            value_clear(&at[k - 1]);
            return false;
        }
    }
    *out = at[0];
    return value_is_times(&at[0], 2, 1, &at[1]) && value_is_times(&at[0], 3, 1, &at[2]) && at[0].den < 1 << 20 &&
           at[0].num < INT64_C(1) << 40 && at[0].num > -(INT64_C(1) << 40);
}

/* A function of num/den degrees, with its sign. */
static const struct formula *of_degrees(enum formula_function function, int64_t num, int64_t den, bool minus, struct arena *arena)
{
    const struct formula *size = formula_binary(arena, FORMULA_DIV, formula_number(arena, num), formula_number(arena, den));
    const struct formula *angle = formula_unary(arena, FORMULA_DEGREES, den == 1 ? size->args[0] : size);
    const struct formula *call = formula_new(arena, FORMULA_CALL, (uint8_t)function, TEXT(""), &angle, 1, NULL);
    return minus ? formula_unary(arena, FORMULA_NEG, call) : call;
}

/* sin, cos and tan of a rational angle by those of one between 0° and 45° (tan: 90°). */
static const struct formula *reduced(const struct formula *call, struct arena *arena)
{
    struct value d;
    if (!angle_degrees(call->args[0], arena, &d))
        return call;
    enum formula_function function = (enum formula_function)call->sub;
    int64_t const den = d.den, half = 180 * den;
    int64_t num = d.num % (2 * half);
    num += num < 0 ? 2 * half : 0;
    bool minus = num >= half && function != FUNCTION_TAN;
    num -= num >= half ? half : 0;
    if (2 * num > half) {
        num = half - num;
        minus ^= function != FUNCTION_SIN;
    }
    if (4 * num > half && function != FUNCTION_TAN) {
        num = half / 2 - num;
        function = function == FUNCTION_SIN ? FUNCTION_COS : FUNCTION_SIN;
    }
    return of_degrees(function, num, den, minus, arena);
}

const struct formula *angle_reduced(const struct formula *f, struct arena *arena)
{
    if (f->count == 0)
        return f;
    if (f->kind == FORMULA_CALL && f->count == 1 && f->sub >= FUNCTION_SIN && f->sub <= FUNCTION_TAN)
        return reduced(f, arena);
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = angle_reduced(f->args[i], arena);
    return formula_with(arena, f, args);
}

bool angle_is_hard(const struct formula *f, struct arena *arena)
{
    struct value d;
    if (f->kind == FORMULA_CALL && f->count == 1 && f->sub >= FUNCTION_SIN && f->sub <= FUNCTION_CSC &&
        angle_degrees(f->args[0], arena, &d)) {
        struct value const turn = value_ratio(d.num, d.den * 360);
        return turn.den > ANGLE_ORDER_MAX;
    }
    for (size_t i = 0; i < f->count; i++)
        if (angle_is_hard(f->args[i], arena))
            return true;
    return false;
}
