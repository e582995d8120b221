#include "context.h"

static bool is_function(const struct context *c, struct text name)
{
    for (size_t i = 0; i < c->functions_count; i++)
        if (text_equal(c->functions[i], name))
            return true;
    return false;
}

static void note(struct context *c, struct text name)
{
    if (c->functions_count < CONTEXT_FUNCTIONS_MAX && !is_function(c, name))
        c->functions[c->functions_count++] = name;
}

static void note_functions(struct context *c, const struct formula *f)
{
    if (f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN)
        note(c, f->text);
    for (size_t i = 0; i < f->count; i++)
        note_functions(c, f->args[i]);
}

/* (x), (x, y), and (t(x)) of a function t: with nothing but names that `is` holds */
static bool is_parameters(const struct context *c, const struct formula *f, const struct formula *is)
{
    bool const row = f->kind == FORMULA_TUPLE || f->kind == FORMULA_LIST,
               call = f->kind == FORMULA_MUL && f->count == 2 && is_function(c, f->args[0]->text) && f->args[1]->bracketed;
    for (size_t i = 0; row && i < f->count; i++)
        if (f->args[i]->kind != FORMULA_SYMBOL || !formula_mentions(is, f->args[i]->text))
            return false;
    return row || (f->bracketed && f->kind == FORMULA_SYMBOL && formula_mentions(is, f->text)) ||
           (f->bracketed && call && is_parameters(c, f->args[1], is));
}

/* "k(x) = 3x − 2", "E(a, b) = a·b^2" define functions, whatever their names. */
static void note_defined(struct context *c, const struct formula *f)
{
    const struct formula *head = f->kind == FORMULA_CHAIN && f->text.at[0] == '=' ? f->args[0] : NULL;
    if (formula_is(head, FORMULA_MUL) && head->count == 2 && head->args[0]->kind == FORMULA_SYMBOL && !head->args[0]->bracketed &&
        !formula_mentions(f->args[1], head->args[0]->text) && is_parameters(c, head->args[1], f->args[1]))
        note(c, head->args[0]->text);
}

/* f^{-1}, f being what functions are called as a rule */
static bool is_inverse(const struct formula *f)
{
    const struct formula *power = f->args[1];
    return f->args[0]->text.size == 1 && strchr("fghFGH", f->args[0]->text.at[0]) && power->kind == FORMULA_NEG &&
           text_equal(power->args[0]->text, TEXT("1"));
}

/* The name under which a factor is called: f, and "f^" for a power of f, which may be its inverse. Empty if it is no function. */
static struct text called(const struct context *c, const struct formula *f)
{
    if (f->kind == FORMULA_SYMBOL && is_function(c, f->text))
        return f->text;
    if (f->kind != FORMULA_POW || f->args[0]->kind != FORMULA_SYMBOL || (!is_function(c, f->args[0]->text) && !is_inverse(f)))
        return TEXT("");
    struct buffer name = {0};
    formula_write(f, &name);
    return buffer_keep(&name, c->arena);
}

static const struct formula *call_of(const struct context *c, struct text name, uint32_t start, const struct formula *bracket)
{
    bool const many = bracket->kind == FORMULA_TUPLE || bracket->kind == FORMULA_LIST;
    struct formula const span = {.start = start, .end = bracket->end};
    return formula_new(c->arena, FORMULA_CALL, FUNCTION_UNKNOWN, name, many ? bracket->args : &bracket, many ? bracket->count : 1,
                       &span);
}

/* f(2) of the factors f and (2), f(2)^3 of f and (2)^3; NULL if the second is no bracket. */
static const struct formula *joined(const struct context *c, struct text name, uint32_t start, const struct formula *was,
                                    const struct formula *is)
{
    if (was->bracketed || was->kind == FORMULA_TUPLE)
        return call_of(c, name, start, is);
    return was->kind == FORMULA_POW && was->args[0]->bracketed && is->kind == FORMULA_POW
               ? formula_binary(c->arena, FORMULA_POW, call_of(c, name, start, is->args[0]), is->args[1])
               : NULL;
}

static const struct formula *with_calls(const struct context *c, const struct formula *f)
{
    const struct formula **args = f->count ? ARENA_ARRAY(c->arena, const struct formula *, f->count) : NULL;
    size_t count = 0;
    bool changed = false;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *arg = with_calls(c, f->args[i]), *call = NULL;
        struct text const name = f->kind == FORMULA_MUL && i + 1 < f->count ? called(c, f->args[i]) : TEXT("");
        if (name.size)
            call = joined(c, name, f->args[i]->start, f->args[i + 1], with_calls(c, f->args[i + 1]));
        i += call != NULL;
        changed |= call || arg != f->args[i];
        args[count++] = call ? call : arg;
    }
    if (!changed)
        return f;
    return count == 1 && f->kind == FORMULA_MUL
               ? args[0]
               : formula_new(c->arena, (enum formula_kind)f->kind, f->sub, f->text, args, count, f);
}

const struct formula *context_calls(struct context *context, const struct formula *formula)
{
    size_t const known = context->functions_count;
    note_functions(context, formula);
    note_defined(context, formula);
    for (size_t i = 0; context->functions_count > known && i < context->lines_count; i++)
        context->lines[i].formula = with_calls(context, context->lines[i].formula);
    return with_calls(context, formula);
}
