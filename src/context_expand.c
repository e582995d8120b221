#include "context.h"

struct expansion {
    const struct context *context;
    unsigned left;     /* of CONTEXT_EXPANSIONS_MAX */
    struct text bound; /* the name that a sum around runs over; empty outside */
};

static const struct formula *expand(struct expansion *e, const struct formula *f, unsigned depth);

/* What a name stands for, if it has one value or is a function. */
static const struct context_binding *meaning(struct expansion *e, struct text name, bool function, unsigned depth)
{
    for (size_t i = 0; depth && e->left && i < e->context->bindings_count; i++) {
        const struct context_binding *b = &e->context->bindings[i];
        bool const caught = e->bound.size && (text_equal(name, e->bound) || (b->is && formula_mentions(b->is, e->bound)));
        if (b->is && (b->call != NULL) == function && text_equal(b->name, name) && !caught) {
            e->left--;
            return b;
        }
    }
    return NULL;
}

/* The body with the arguments of the call for the parameters, all at once: f(y, x) */
static const struct formula *applied(struct arena *arena, const struct context_binding *b, const struct formula *call)
{
    struct text names[CONTEXT_PARAMETERS_MAX];
    for (size_t i = 0; i < call->count; i++)
        names[i] = b->call->args[i]->text;
    return formula_put_all(arena, b->is, names, call->args, call->count);
}

static const struct formula *expand_call(struct expansion *e, const struct formula *f, unsigned depth)
{
    const struct context_binding *b = meaning(e, f->text, true, depth);
    if (!b || b->call->count != f->count)
        return f;
    const struct formula *body = applied(e->context->arena, b, f);
    return body ? expand(e, body, depth - 1) : NULL;
}

static const struct formula *expand(struct expansion *e, const struct formula *f, unsigned depth)
{
    if (f->kind == FORMULA_SYMBOL || f->kind == FORMULA_WORDS) {
        const struct context_binding *b = meaning(e, f->text, false, depth);
        return b ? expand(e, b->is, depth - 1) : f;
    }
    const struct formula **args = NULL;
    struct text const outer = e->bound;
    e->bound = f->kind == FORMULA_SUM_OVER || f->kind == FORMULA_PRODUCT_OVER ? f->args[0]->text : outer;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *changed = expand(e, f->args[i], depth);
        if (!changed)
            return NULL;
        if (changed != f->args[i] && !args) {
            args = ARENA_ARRAY(e->context->arena, const struct formula *, f->count);
            memcpy(args, f->args, f->count * sizeof *args);
        }
        if (args)
            args[i] = changed;
    }
    e->bound = outer;
    if (args)
        f = formula_with(e->context->arena, f, args);
    return f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN ? expand_call(e, f, depth) : f;
}

const struct formula *context_expand(const struct context *context, const struct formula *formula)
{
    struct expansion e = {context, CONTEXT_EXPANSIONS_MAX, TEXT("")};
    const struct formula *f = context->bindings_count ? expand(&e, formula, CONTEXT_NESTED_MAX) : formula;
    return f && formula_size(f, CONTEXT_NODES_MAX) <= CONTEXT_NODES_MAX ? f : NULL;
}
