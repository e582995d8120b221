/* inverses: f^{-1} takes back what f does: f(f^{-1}(x)) = x; f(3) = 7 says the same as f^{-1}(7) = 3, f(g(x)) = 2x as g(x) = f^{-1}(2x); the inverse of
 * f(x) = 3x − 2 is f^{-1}(x) = (x + 2)/3. A function whose formula is known must be seen to have an inverse everywhere: its variable
 * occurs once, or it is a quotient of linear forms; and the problem restricts nothing. Only ever proves.
 */
#include "verifier.h"

enum {
    NODES_MAX = 120, /* of the claim, of a line */
    LINES_MAX = 10,  /* earlier ones */
    ROUNDS_MAX = 4,  /* of taking a function to the other side */
    DEPTH_MAX = 8    /* of the place of the variable in a formula */
};

struct question {
    const struct scene *scene;
    const struct formula *lines[LINES_MAX];
    size_t lines_count;
    bool restricted; /* formulas may not hold everywhere */
    struct arena *arena;
};

static const struct formula *unary_call(const struct formula *f)
{
    return f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count == 1 ? f : NULL;
}

/* f of f^(-1), f^(-1) of f */
static struct text inverse_name(struct arena *arena, struct text name)
{
    struct text const mark = TEXT("^(-1)");
    if (text_ends(name, mark))
        return text_part(name, 0, name.size - mark.size);
    struct buffer out = {0};
    buffer_add(&out, name);
    buffer_add(&out, mark);
    return buffer_keep(&out, arena);
}

static const struct context_binding *formula_of(const struct question *q, struct text name)
{
    const struct context *c = q->scene->context;
    for (size_t i = 0; i < c->bindings_count; i++)
        if (c->bindings[i].call && c->bindings[i].is && text_equal(c->bindings[i].name, name))
            return &c->bindings[i];
    return NULL;
}

/* ---- the inverse of a formula ---- */

static size_t occurrences(const struct formula *f, struct text name)
{
    size_t count = f->kind == FORMULA_SYMBOL && text_equal(f->text, name);
    for (size_t i = 0; i < f->count; i++)
        count += occurrences(f->args[i], name);
    return count;
}

static bool is_odd_number(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && !memchr(f->text.at, '.', f->text.size) && (f->text.at[f->text.size - 1] - '0') % 2 == 1;
}

/* What stands beside args[at] in a sum or a product. */
static const struct formula *rest_of(struct arena *arena, const struct formula *f, size_t at)
{
    const struct formula *rest = NULL;
    for (size_t i = 0; i < f->count; i++)
        if (i != at)
            rest = rest ? formula_binary(arena, (enum formula_kind)f->kind, rest, f->args[i]) : f->args[i];
    return rest;
}

/* f, in which the variable occurs once, is y: so the variable is …; NULL if not every step can be taken back. */
static const struct formula *undone(struct arena *arena, const struct formula *f, struct text name, const struct formula *y,
                                    unsigned left)
{
    size_t at = 0;
    if (f->kind == FORMULA_SYMBOL)
        return y;
    while (at < f->count && occurrences(f->args[at], name) == 0)
        at++;
    if (at == f->count || left == 0)
        return NULL;
    struct text none;
    if ((f->kind == FORMULA_MUL || (f->kind == FORMULA_DIV && at == 1)) &&
        algebra_equal(f->kind == FORMULA_MUL ? rest_of(arena, f, at) : f->args[0], formula_number(arena, 0), 0, arena, &none) !=
            FACT_FALSE)
        return NULL;
    bool const odd = at == 0 && (f->kind == FORMULA_POW || f->kind == FORMULA_ROOT) && is_odd_number(f->args[1]);
    if (f->kind == FORMULA_ADD)
        y = settle_gap(arena, y, rest_of(arena, f, at));
    else if (f->kind == FORMULA_NEG)
        y = formula_unary(arena, FORMULA_NEG, y);
    else if (f->kind == FORMULA_MUL)
        y = formula_binary(arena, FORMULA_DIV, y, rest_of(arena, f, at));
    else if (f->kind == FORMULA_DIV)
        y = at == 0 ? formula_binary(arena, FORMULA_MUL, y, f->args[1]) : formula_binary(arena, FORMULA_DIV, f->args[0], y);
    else if (odd)
        y = formula_binary(arena, f->kind == FORMULA_POW ? FORMULA_ROOT : FORMULA_POW, y, f->args[1]);
    else
        return NULL;
    return undone(arena, f->args[at], name, y, left - 1);
}

/* (ax + b)/(cx + d) is y: so x is (b − dy)/(cy − a), which is put in both ways to see. */
static const struct formula *quotient_undone(struct arena *arena, const struct formula *f, struct text name,
                                             const struct formula *y)
{
    const struct formula *at[4], *numbers[] = {formula_number(arena, 0), formula_number(arena, 1)};
    if (f->kind != FORMULA_DIV)
        return NULL;
    for (size_t i = 0; i < 4; i++)
        if (!(at[i] = formula_put(arena, f->args[i / 2], name, numbers[i % 2])))
            return NULL;
    const struct formula *a = settle_gap(arena, at[1], at[0]), *c = settle_gap(arena, at[3], at[2]);
    const struct formula *above = settle_gap(arena, at[0], formula_binary(arena, FORMULA_MUL, at[2], y)),
                         *below = settle_gap(arena, formula_binary(arena, FORMULA_MUL, c, y), a),
                         *x = formula_binary(arena, FORMULA_DIV, above, below), *there = formula_put(arena, f, name, x),
                         *back = formula_put(arena, x, y->text, f), *variable = formula_symbol(arena, name);
    return algebra_same(there, y, 0, arena) && algebra_same(back, variable, 0, arena) ? x : NULL;
}

/* The inverse of a function with a formula, of an argument; NULL if it is not seen to have one. */
static const struct formula *inverse_of(const struct question *q, const struct context_binding *b, const struct formula *argument)
{
    const struct formula *y = formula_symbol(q->arena, TEXT("value of"));
    if (q->restricted || b->supposed || b->call->count != 1)
        return NULL;
    struct text const name = b->call->args[0]->text;
    const struct formula *is = context_expand(q->scene->context, b->is);
    if (!is || formula_size(is, NODES_MAX) > NODES_MAX)
        return NULL;
    const struct formula *x =
        occurrences(is, name) == 1 ? undone(q->arena, is, name, y, DEPTH_MAX) : quotient_undone(q->arena, is, name, y);
    return x ? formula_put(q->arena, x, y->text, argument) : NULL;
}

/* "$f(x) = x^2$ for $x > 0$": one that holds only sometimes is not known. */
static bool has_formula(struct text problem, struct text name)
{
    for (size_t at = text_find(problem, name, 0); at < problem.size; at = text_find(problem, name, at + 1)) {
        struct text const head = text_part(problem, at + name.size, problem.size);
        if (head.size > 3 && head.at[0] == '(' && is_letter(head.at[1]) && head.at[2] == ')' &&
            text_starts(text_trim(text_part(head, 3, head.size)), TEXT("=")))
            return true;
    }
    return false;
}

/* May f be taken for a function with an inverse? What has no formula is one where the text writes its inverse. */
static bool inverts(const struct question *q, struct text name)
{
    const struct context_binding *b = formula_of(q, name);
    return b ? inverse_of(q, b, formula_number(q->arena, 2)) != NULL : !has_formula(q->scene->problem, name);
}

/* ---- what follows ---- */

/* With f^{-1}(f(x)) = x, and the inverses of formulas put in. */
static const struct formula *unfolded(const struct question *q, const struct formula *f)
{
    if (f->count == 0)
        return f;
    const struct formula **args = ARENA_ARRAY(q->arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = unfolded(q, f->args[i]);
    f = formula_with(q->arena, f, args);
    if (!unary_call(f))
        return f;
    struct text const inverse = inverse_name(q->arena, f->text);
    if (unary_call(args[0]) && text_equal(args[0]->text, inverse) && inverts(q, f->text) && inverts(q, inverse))
        return args[0]->args[0];
    const struct context_binding *b = formula_of(q, inverse);
    const struct formula *is = b ? inverse_of(q, b, args[0]) : NULL;
    return is ? is : f;
}

static bool same(const struct question *q, const struct formula *a, const struct formula *b)
{
    return formula_same(a, b) || algebra_same(a, b, q->scene->options, q->arena);
}

static bool is_known(const struct question *q, const struct formula *a, const struct formula *b)
{
    const struct formula *left = context_expand(q->scene->context, unfolded(q, a)),
                         *right = context_expand(q->scene->context, unfolded(q, b));
    if (left && right && same(q, left, right))
        return true;
    for (size_t i = 0; i < q->lines_count; i++) {
        const struct formula *f = q->lines[i];
        for (size_t k = 0; f->kind == FORMULA_CHAIN && k < f->text.size; k++)
            if (f->text.at[k] == '=' && ((same(q, f->args[k], a) && same(q, f->args[k + 1], b)) ||
                                         (same(q, f->args[k], b) && same(q, f->args[k + 1], a))))
                return true;
    }
    return false;
}

/* a = b, because it is known; because f(a) = f(b) says no more; or because a = f(c), and f^{-1}(b) = c is. */
static bool proves(const struct question *q, const struct formula *a, const struct formula *b, unsigned left)
{
    if (left == 0 || formula_size(a, NODES_MAX) > NODES_MAX || formula_size(b, NODES_MAX) > NODES_MAX)
        return false;
    if (is_known(q, a, b))
        return true;
    const struct formula *sides[] = {a, b};
    if (unary_call(a) && unary_call(b) && text_equal(a->text, b->text))
        return proves(q, a->args[0], b->args[0], left - 1);
    for (size_t i = 0; i < 2; i++) {
        const struct formula *call = unary_call(sides[i]), *other = sides[1 - i];
        struct text const inverse = call ? inverse_name(q->arena, call->text) : TEXT("");
        if (call && inverts(q, call->text) && inverts(q, inverse) &&
            proves(q, call->args[0], formula_new(q->arena, FORMULA_CALL, FUNCTION_UNKNOWN, inverse, &other, 1, other), left - 1))
            return true;
    }
    return false;
}

/* Is what a function is called with, a number, none that its formula, or that of its inverse, has no value for? */
static bool has_values(const struct question *q, const struct formula *f)
{
    bool has = true;
    for (size_t i = 0; i < f->count && has; i++)
        has = has_values(q, f->args[i]);
    if (!has || !unary_call(f))
        return has;
    const struct formula *argument = unfolded(q, f->args[0]);
    const struct context_binding *b = formula_of(q, f->text), *of = formula_of(q, inverse_name(q->arena, f->text));
    const struct formula *is = b && b->call->count == 1 ? formula_put(q->arena, b->is, b->call->args[0]->text, argument)
                               : of                     ? inverse_of(q, of, argument)
                                                        : NULL;
    struct value v;
    enum status const status = is && formula_symbols(is, NULL, 0) == 0 ? algebra_value(is, &v) : STATUS_UNKNOWN;
    if (status == STATUS_OK)
        value_clear(&v);
    return status != STATUS_UNDEFINED;
}

/* Does the text deny that there are inverses? */
static bool denies(struct text text)
{
    static const char *const ways[] = {"no inverse", "not have an inverse", "not invertible", "not one-to-one", "not injective"};
    return text_holds_any(text, ways, COUNT(ways));
}

/* Does the problem say for what its formulas hold? */
static bool restricts(const struct scene *scene)
{
    static const char *const parts[] = {"\\ge", "\\le", "<", ">", "domain", "\\in", "cases", "\\text{", "positive", "negative"};
    return (scene->options & ALGEBRA_COMPLEX) || text_holds_any(scene->problem, parts, COUNT(parts)) ||
           text_has_word(scene->problem, TEXT("complex integer integers whole natural least most between from"));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    struct question q = {.scene = scene, .arena = arena};
    (void)witness;
    if (link->closed || f->text.at[0] != '=' || f->count != 2 ||
        (!text_holds(scene->problem, "^{-1}") && !text_holds(scene->step, "^{-1}")) || !formula_holds(f, FORMULA_CALL) ||
        formula_size(f, NODES_MAX) > NODES_MAX)
        return false;
    q.restricted = restricts(scene);
    q.lines_count = context_lines_about(scene->context, f, false, q.lines, LINES_MAX);
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "what a function does, its inverse takes back"};
    return !denies(scene->problem) && !denies(scene->step) && has_values(&q, f) && proves(&q, f->args[0], f->args[1], ROUNDS_MAX);
}

const struct verifier verifier_inverses = {
    .name = "inverses",
    .says = "values of inverse functions, and equations with a function taken to the other side; only ever proves",
    .settle = settle,
};
