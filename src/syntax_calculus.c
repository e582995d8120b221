/* \int, \lim and d/dx, read only where SYNTAX_CALCULUS asks for them: calls of "int", "lim", "diff" with the body first. */
#include "syntax_parts.h"

static bool is_letter_d(const struct lexeme *t)
{
    return (t->kind == LEXEME_LETTERS || t->kind == LEXEME_WORDS) && text_equal(t->text, TEXT("d")); /* \mathrm{d} is words */
}

static bool is_variable(const struct lexeme *t)
{
    return t->kind == LEXEME_LETTERS || (t->kind == LEXEME_NAME && t->sub != LEXEME_CALLED);
}

/* The place of the d of "dx" that belongs to what begins here: outside of brackets. p->last if there is none. */
static size_t differential(const struct syntax_parser *p)
{
    size_t depth = 0;
    for (size_t i = p->at; i + 1 < p->last; i++) {
        const struct lexeme *t = &p->items[i];
        if (depth == 0 && (t->kind == LEXEME_CLOSE || t->kind == LEXEME_RELATION))
            break;
        if (depth == 0 && is_letter_d(t) && is_variable(t + 1) && !t[1].spaced)
            return i;
        depth += t->kind == LEXEME_OPEN && t->sign != '|';
        depth -= t->kind == LEXEME_CLOSE && t->sign != '|';
    }
    return p->last;
}

static const struct formula *variable(struct syntax_parser *p)
{
    const struct lexeme *t = syntax_peek(p, 0);
    size_t const first = p->at++;
    return is_variable(t) ? syntax_leaf(p, FORMULA_SYMBOL, 0, t->text, first) : syntax_fail(p);
}

/* Everything before lexeme `end`. */
static const struct formula *up_to(struct syntax_parser *p, size_t end)
{
    struct lexeme *const stop = (struct lexeme *)(uintptr_t)&p->items[end]; /* ours: made for this parse */
    struct lexeme const kept = *stop;
    size_t const last = p->last;
    stop->kind = LEXEME_END;
    p->last = end;
    const struct formula *f = syntax_sum(p);
    *stop = kept;
    p->last = last;
    return p->failed || p->at != end ? syntax_fail(p) : f;
}

/* \frac{dx}{x}: what stands below, if that is how it goes on */
static const struct formula *over_differential(struct syntax_parser *p, const struct formula **x)
{
    bool const fits = syntax_command(p, COMMAND_FRAC) && syntax_is_open(syntax_peek(p, 1), '{') &&
                      is_letter_d(syntax_peek(p, 2)) && is_variable(syntax_peek(p, 3)) && syntax_peek(p, 4)->kind == LEXEME_CLOSE;
    if (!fits)
        return NULL;
    p->at += 3;
    *x = variable(p);
    p->at++;
    size_t const first = p->at;
    const struct formula *below = syntax_latex_argument(p);
    return p->failed ? NULL : syntax_binary(p, FORMULA_DIV, formula_number(p->arena, 1), below, first);
}

static const struct formula *integral(struct syntax_parser *p, size_t first)
{
    const struct formula *low = NULL, *high = NULL, *x = NULL;
    struct gathered args = {0};
    for (int i = 0; i < 2 && !p->failed && (syntax_sign(p, 0, '_') || syntax_sign(p, 0, '^')); i++) {
        bool const below = syntax_sign(p, 0, '_');
        p->at++;
        *(below ? &low : &high) = syntax_argument(p);
    }
    if (p->failed || !low != !high)
        return syntax_fail(p);
    const struct formula *body = over_differential(p, &x);
    if (!body && !p->failed) {
        size_t const end = differential(p);
        bool const opens = end == p->at;
        body = end == p->last ? syntax_fail(p) : opens ? formula_number(p->arena, 1) : up_to(p, end);
        p->at++;
        x = p->failed ? NULL : variable(p);
        if (opens && !p->failed && syntax_begins(p)) /* \int dx f(x) */
            body = syntax_product(p, false);
    }
    syntax_gather(p, &args, body);
    syntax_gather(p, &args, x);
    if (low) {
        syntax_gather(p, &args, low);
        syntax_gather(p, &args, high);
    }
    return syntax_node(p, FORMULA_CALL, FUNCTION_UNKNOWN, TEXT("int"), &args, first);
}

/* \lim_{x \to 0} f */
static const struct formula *limit(struct syntax_parser *p, size_t first)
{
    struct gathered args = {0};
    if (!syntax_sign(p, 0, '_') || !syntax_is_open(syntax_peek(p, 1), '{'))
        return syntax_fail(p);
    p->at += 2;
    const struct formula *x = variable(p);
    if (p->failed || syntax_peek(p, 0)->kind != LEXEME_LOGIC || syntax_peek(p, 0)->sign != '>')
        return syntax_fail(p);
    p->at++;
    const struct formula *target = syntax_sum(p);
    if (p->failed || syntax_peek(p, 0)->kind != LEXEME_CLOSE)
        return syntax_fail(p);
    p->at++;
    syntax_gather(p, &args, syntax_product(p, false));
    syntax_gather(p, &args, x);
    syntax_gather(p, &args, target);
    return syntax_node(p, FORMULA_CALL, FUNCTION_UNKNOWN, TEXT("lim"), &args, first);
}

const struct formula *syntax_calculus(struct syntax_parser *p, enum command command, size_t first)
{
    return command == COMMAND_LIMIT ? limit(p, first) : integral(p, first);
}

const struct formula *syntax_derivative(struct syntax_parser *p, const struct formula *above, const struct formula *below,
                                        size_t first)
{
    struct gathered args = {0};
    bool const single = above->kind == FORMULA_SYMBOL && below->kind == FORMULA_MUL && below->count == 2 &&
                        below->args[1]->kind == FORMULA_SYMBOL;
    if (!(p->readings & SYNTAX_CALCULUS) || !single)
        return syntax_fail(p);
    const struct formula *body = syntax_product(p, false);
    syntax_gather(p, &args, body);
    syntax_gather(p, &args, below->args[1]);
    bool const explicit = !p->failed && formula_mentions(body, below->args[1]->text);
    return syntax_node(p, FORMULA_CALL, FUNCTION_UNKNOWN, explicit ? TEXT("diff") : TEXT("derivative of"), &args, first);
}
