#include "follows_parts.h"

/* A number in the line that may be rounded or cut off: the formula it is, and how far off it may be (a formula). */
struct literal {
    const struct formula *number, *unit;
};

struct literals {
    const struct asked *asked;
    struct literal at[FOLLOWS_MEMBERS_MAX];
    size_t count;
};

static bool has_number(const struct formula *f, struct text digits)
{
    if (f->kind == FORMULA_NUMBER && text_equal(f->text, digits))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_number(f->args[i], digits))
            return true;
    return false;
}

static bool stood_before(const struct asked *a, struct text digits)
{
    for (size_t i = 0; i < a->count; i++)
        if (has_number(a->before[i], digits))
            return true;
    return false;
}

static void add_literal(struct literals *all, const struct formula *f, size_t places)
{
    if (all->count == FOLLOWS_MEMBERS_MAX)
        return;
    struct arena *const arena = all->asked->arena;
    const struct formula *const unit = places ? formula_binary(arena, FORMULA_DIV, formula_number(arena, 1),
                                                               formula_binary(arena, FORMULA_POW, formula_number(arena, 10),
                                                                              formula_number(arena, (int64_t)places)))
                                              : formula_number(arena, 1);
    all->at[all->count++] = (struct literal){f, unit};
}

/* Decimals that are new in the line. */
static void find_decimals(struct literals *all, const struct formula *f)
{
    if (f->kind == FORMULA_NUMBER) {
        size_t const point = text_find(f->text, TEXT("."), 0);
        if (point + 1 < f->text.size && !stood_before(all->asked, f->text))
            add_literal(all, f, f->text.size - point - 1);
    }
    for (size_t i = 0; i < f->count; i++)
        find_decimals(all, f->args[i]);
}

static const struct formula *with_one_more(struct arena *arena, const struct formula *f, const struct formula *number)
{
    if (f == number)
        return formula_binary(arena, FORMULA_ADD, f, formula_number(arena, 1));
    if (!f->count)
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = with_one_more(arena, f->args[i], number);
    return formula_with(arena, f, args);
}

static const struct formula *minus(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return formula_binary(arena, FORMULA_ADD, a, formula_unary(arena, FORMULA_NEG, b));
}

static const struct formula *square(struct arena *arena, const struct formula *a)
{
    return formula_binary(arena, FORMULA_POW, a, formula_number(arena, 2));
}

/* The line with room for its roundings: f = 0 to first order in each number, (f)² ≤ n·Σ (∂f·unit)². */
static const struct formula *loosened(const struct literals *all, const struct formula *left, const struct formula *right,
                                      bool whole)
{
    struct arena *const arena = all->asked->arena;
    const struct formula *const f = minus(arena, left, right);
    const struct formula *sum = formula_number(arena, 0);
    for (size_t i = 0; i < all->count; i++) {
        const struct formula *const change = minus(arena, with_one_more(arena, f, all->at[i].number), f);
        sum = formula_binary(arena, FORMULA_ADD, sum, square(arena, formula_binary(arena, FORMULA_MUL, change, all->at[i].unit)));
    }
    sum = formula_binary(arena, FORMULA_MUL, formula_number(arena, (int64_t)all->count), sum);
    return formula_relation(arena, square(arena, f), whole ? '<' : '[', sum, all->asked->line);
}

static const struct formula *whole_number(const struct formula *f)
{
    const struct formula *const inner = f->kind == FORMULA_NEG ? f->args[0] : f;
    return inner->kind == FORMULA_NUMBER && text_find(inner->text, TEXT("."), 0) == inner->text.size ? inner : NULL;
}

/* The whole number that a line "x = 5" (or a line "5") consists of. */
static const struct formula *claimed_whole(const struct formula *left, const struct formula *right)
{
    if (left->kind == FORMULA_SYMBOL)
        return whole_number(right);
    return right->kind == FORMULA_SYMBOL ? whole_number(left) : NULL;
}

bool may_round(const struct asked *a, const struct formula *left, const struct formula *right, bool broken)
{
    struct literals *const all = arena_zero(a->arena, sizeof *all);
    all->asked = a;
    find_decimals(all, left);
    find_decimals(all, right);
    const struct formula *const whole = broken && !all->count ? claimed_whole(left, right) : NULL;
    if (whole)
        add_literal(all, whole, 0);
    if (!all->count)
        return false;
    struct asked loose = *a;
    loose.line = loosened(all, left, right, whole != NULL);
    return decide(&loose).follows != FACT_FALSE;
}
