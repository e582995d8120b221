#include "follows_parts.h"

/* Two equations (or inequalities), one after the other. */
struct step {
    const struct formula *left, *right;         /* before */
    const struct formula *now_left, *now_right; /* in the line */
    unsigned options;
    struct arena *arena;
};

static bool same(const struct step *s, const struct formula *a, const struct formula *b)
{
    return algebra_same(a, b, s->options, s->arena);
}

static const struct formula *plus(const struct step *s, const struct formula *a, const struct formula *b)
{
    return formula_binary(s->arena, FORMULA_ADD, a, b);
}

static const struct formula *minus(const struct step *s, const struct formula *a, const struct formula *b)
{
    return plus(s, a, formula_unary(s->arena, FORMULA_NEG, b));
}

static const struct formula *times(const struct step *s, const struct formula *a, const struct formula *b)
{
    return formula_binary(s->arena, FORMULA_MUL, a, b);
}

static bool is_constant(const struct formula *f)
{
    struct text names[1];
    return formula_symbols(f, names, 1) == 0;
}

/* The value with `number` for all symbols. */
static const struct formula *at(const struct step *s, const struct formula *f, int64_t number)
{
    struct text names[FOLLOWS_VALUES_MAX];
    size_t const count = formula_symbols(f, names, COUNT(names));
    if (count > COUNT(names))
        return NULL;
    for (size_t i = 0; f && i < count; i++)
        f = formula_put(s->arena, f, names[i], formula_number(s->arena, number));
    return f;
}

/* The terms of a sum, or the one term that anything else is. */
static size_t terms(const struct formula *const *f, const struct formula *const **out)
{
    bool const sum = (*f)->kind == FORMULA_ADD;
    *out = sum ? (*f)->args : f;
    return sum ? (*f)->count : 1;
}

/* ---- one side has changed ---- */

/* 3 + 2x has become 5x: the constant went with the coefficient. */
static bool is_unlike(const struct step *s, const struct formula *was, const struct formula *now)
{
    struct text names[2];
    if (formula_symbols(was, names, 2) != 1 || was->kind != FORMULA_ADD)
        return false;
    const struct formula *const x = formula_symbol(s->arena, names[0]);
    const struct formula *const none = at(s, was, 0), *const one = at(s, was, 1);
    return none && one && !same(s, none, formula_number(s->arena, 0)) && same(s, now, times(s, one, x));
}

static bool has_turned_term(const struct step *s, const struct formula *was, const struct formula *now)
{
    const struct formula *const *each;
    size_t const count = terms(&was, &each);
    for (size_t i = 0; i < count; i++)
        if (same(s, now, minus(s, was, times(s, formula_number(s->arena, 2), each[i]))))
            return true;
    return false;
}

/* What was added to it, if that is a number. */
static const struct formula *added(const struct step *s, const struct formula *was, const struct formula *now)
{
    const struct formula *const difference = minus(s, now, was), *const number = at(s, difference, 0);
    return same(s, difference, number) ? number : NULL;
}

static const char *one_expression(const struct step *s, const struct formula *was, const struct formula *now)
{
    if (has_turned_term(s, was, now) || has_turned_term(s, now, was))
        return "wrong sign";
    if (!is_constant(was) && is_constant(now))
        return "variable dropped";
    if (is_constant(was) && is_constant(now))
        return "a number computed wrongly";
    return is_unlike(s, was, now) ? "unlike terms combined" : NULL;
}

static const char *one_side(const struct step *s, const struct formula *was, const struct formula *now)
{
    const char *const name = one_expression(s, was, now);
    return name || !added(s, was, now) ? name : "different amounts on the two sides";
}

/* ---- both sides have changed ---- */

/* A term has left one side, and stands on the other with the sign it had. */
static bool is_moved(const struct step *s, const struct formula *from, const struct formula *now_from, const struct formula *to,
                     const struct formula *now_to)
{
    const struct formula *const *each;
    size_t const count = terms(&from, &each);
    for (size_t i = 0; i < count; i++)
        if (same(s, now_from, minus(s, from, each[i])) && same(s, now_to, plus(s, to, each[i])))
            return true;
    return false;
}

/* What it was multiplied by, if that is a number. */
static const struct formula *factor(const struct step *s, const struct formula *was, const struct formula *now)
{
    static const int64_t points[] = {2, 7};
    for (size_t i = 0; i < COUNT(points); i++) {
        const struct formula *const above = at(s, now, points[i]), *const below = at(s, was, points[i]);
        if (!above || !below || same(s, below, formula_number(s->arena, 0)))
            continue;
        const struct formula *const number = formula_binary(s->arena, FORMULA_DIV, above, below);
        return same(s, now, times(s, number, was)) ? number : NULL;
    }
    return NULL;
}

/* Only one term was multiplied, or all but one. */
static bool is_partly_multiplied(const struct step *s, const struct formula *was, const struct formula *now,
                                 const struct formula *number)
{
    const struct formula *const *each;
    const struct formula *const more = minus(s, number, formula_number(s->arena, 1));
    size_t const count = terms(&was, &each);
    for (size_t i = 0; count > 1 && i < count; i++) {
        const struct formula *const change = times(s, more, each[i]);
        if (same(s, now, plus(s, was, change)) || same(s, now, minus(s, times(s, number, was), change)))
            return true;
    }
    return false;
}

static const char *both_sides(const struct step *s)
{
    if (is_moved(s, s->left, s->now_left, s->right, s->now_right) || is_moved(s, s->right, s->now_right, s->left, s->now_left))
        return "sign lost in moving a term";
    if (added(s, s->left, s->now_left) && added(s, s->right, s->now_right))
        return "different amounts on the two sides";
    const struct formula *const left = factor(s, s->left, s->now_left), *const right = factor(s, s->right, s->now_right);
    if (left && right)
        return same(s, left, formula_unary(s->arena, FORMULA_NEG, right)) ? "wrong sign when multiplying or dividing"
                                                                          : "a different operation on the two sides";
    if (left ? is_partly_multiplied(s, s->right, s->now_right, left)
             : right && is_partly_multiplied(s, s->left, s->now_left, right))
        return "term not multiplied";
    return NULL;
}

static bool is_link(const struct formula *f)
{
    return f->kind == FORMULA_CHAIN && f->text.size == 1 && f->count == 2 && !formula_is_statement(f->args[0]) &&
           f->args[0]->kind < FORMULA_LIST && f->args[1]->kind < FORMULA_LIST;
}

static bool is_not_turned(const struct step *s, const struct formula *before, const struct formula *line)
{
    static const char relations[] = "<>[]";
    const char *const relation = strchr(relations, line->text.at[0]);
    if (!relation || before->text.at[0] == '=')
        return false;
    size_t const turned = (size_t)(relation - relations) ^ 1;
    struct text const other = text_part(text_of(relations), turned, turned + 1);
    const struct formula *const right = formula_new(s->arena, FORMULA_CHAIN, 0, other, line->args, line->count, line);
    struct asked const a = {&before, 1, right, s->options, s->arena, false};
    return decide(&a).follows == FACT_TRUE;
}

const char *mistake_of(const struct formula *before, const struct formula *line, unsigned options, struct arena *arena)
{
    if (!formula_is_statement(before) && !formula_is_statement(line)) {
        struct step const s = {.options = options, .arena = arena};
        return one_expression(&s, before, line);
    }
    if (!is_link(before) || !is_link(line))
        return NULL;
    struct step const s = {before->args[0], before->args[1], line->args[0], line->args[1], options, arena};
    if (is_not_turned(&s, before, line))
        return "inequality not turned round";
    if (line->text.at[0] != '=' || before->text.at[0] != '=')
        return NULL;
    if (same(&s, s.left, s.now_left))
        return one_side(&s, s.right, s.now_right);
    if (same(&s, s.right, s.now_right))
        return one_side(&s, s.left, s.now_left);
    return both_sides(&s);
}
