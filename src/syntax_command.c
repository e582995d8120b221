#include "syntax_parts.h"

/* d/dx, dy/dx: no quotients of numbers */
static bool is_derivative(const struct formula *above, const struct formula *below)
{
    const struct formula *a = above->kind == FORMULA_MUL || above->kind == FORMULA_POW ? above->args[0] : above;
    const struct formula *b = below->kind == FORMULA_MUL ? below->args[0] : NULL;
    return b && a->kind == FORMULA_SYMBOL && b->kind == FORMULA_SYMBOL && text_equal(a->text, TEXT("d")) &&
           text_equal(b->text, a->text);
}

static const struct formula *fraction(struct syntax_parser *p, size_t first)
{
    const struct formula *above = syntax_latex_argument(p);
    const struct formula *below = p->failed ? NULL : syntax_latex_argument(p);
    if (p->failed)
        return NULL;
    if (is_derivative(above, below))
        return syntax_derivative(p, above, below, first);
    return syntax_binary(p, FORMULA_DIV, above, below, first);
}

static const struct formula *root(struct syntax_parser *p, size_t first, bool cube)
{
    const struct formula *degree = formula_number(p->arena, cube ? 3 : 2);
    if (!cube && syntax_is_open(syntax_peek(p, 0), '[') && p->syntax == SYNTAX_LATEX)
        degree = syntax_group(p);
    const struct formula *radicand = p->failed ? NULL : syntax_argument(p);
    return p->failed ? NULL : syntax_binary(p, FORMULA_ROOT, radicand, degree, first);
}

static bool is_minus_one(const struct formula *f)
{
    return f->kind == FORMULA_NEG && f->args[0]->kind == FORMULA_NUMBER && text_equal(f->args[0]->text, TEXT("1"));
}

/* sin^{-1} is the inverse */
static bool inverted(uint8_t function, uint8_t *inverse)
{
    bool const circular = function >= FUNCTION_SIN && function <= FUNCTION_CSC;
    bool const hyperbolic = function >= FUNCTION_SINH && function <= FUNCTION_CSCH;
    *inverse = (uint8_t)(function + 6);
    return circular || hyperbolic;
}

/* gcd, max, … : several arguments */
static bool takes_many(uint8_t function)
{
    return function == FUNCTION_GCD || function == FUNCTION_LCM || function == FUNCTION_MIN || function == FUNCTION_MAX;
}

/* cis x: cos x + i sin x */
static const struct formula *cis(struct syntax_parser *p, const struct gathered *args, size_t first)
{
    const struct formula *cosine = syntax_node(p, FORMULA_CALL, FUNCTION_COS, TEXT(""), args, first);
    const struct formula *sine = syntax_node(p, FORMULA_CALL, FUNCTION_SIN, TEXT(""), args, first);
    const struct formula *unit = syntax_leaf(p, FORMULA_CONSTANT, CONSTANT_I, TEXT(""), first);
    return p->failed ? NULL : syntax_binary(p, FORMULA_ADD, cosine, syntax_binary(p, FORMULA_MUL, unit, sine, first), first);
}

static const struct formula *function_argument(struct syntax_parser *p, uint8_t function, const struct formula *base,
                                               size_t first)
{
    struct gathered args = {0};
    const struct lexeme *t = syntax_peek(p, 0);
    if (syntax_is_open(t, '(') || syntax_is_open(t, '[') || (takes_many(function) && syntax_is_open(t, 's')) ||
        syntax_is_open(t, '{')) {
        syntax_spread(p, syntax_group(p), &args);
    } else {
        bool const minus = syntax_sign(p, 0, '-');
        p->at += minus;
        const struct formula *a = syntax_product(p, true);
        syntax_gather(p, &args, minus && !p->failed ? syntax_unary(p, FORMULA_NEG, a, p->at - 1) : a);
    }
    if (base)
        syntax_gather(p, &args, base);
    else if (function == FUNCTION_LOG && args.count == 1 &&
             (p->syntax != SYNTAX_MAXIMA || text_equal(p->items[first].text, TEXT("lg"))))
        syntax_gather(p, &args, formula_number(p->arena, 10));
    if (function == FUNCTION_CIS)
        return p->failed || args.count != 1 ? syntax_fail(p) : cis(p, &args, first);
    bool const natural = function == FUNCTION_LOG && args.count == 1;
    return syntax_node(p, FORMULA_CALL, natural ? FUNCTION_LN : function, TEXT(""), &args, first);
}

/* \sin^2 x, \log_2 8, \gcd(a, b), \sin^{-1} x */
const struct formula *syntax_function(struct syntax_parser *p)
{
    size_t const first = p->at;
    uint8_t which = syntax_peek(p, 0)->sub, inverse;
    const struct formula *base = NULL, *power = NULL;
    p->at++;
    for (int i = 0; i < 2 && !p->failed; i++) {
        if (syntax_sign(p, 0, '_')) {
            p->at++;
            base = syntax_argument(p);
        } else if (syntax_sign(p, 0, '^')) {
            p->at++;
            power = syntax_exponent(p);
        }
    }
    if (p->failed)
        return NULL;
    if (power && is_minus_one(power)) {
        if (!inverted(which, &inverse))
            return syntax_fail(p);
        which = inverse;
        power = NULL;
    }
    if (base && which != FUNCTION_LOG)
        return syntax_fail(p);
    const struct formula *f = function_argument(p, which, base, first);
    return p->failed || !power ? f : syntax_binary(p, FORMULA_POW, f, power, first);
}

static const struct formula *bounded(struct syntax_parser *p, enum formula_kind kind, size_t first)
{
    const struct formula *low = NULL, *high = NULL;
    struct text const outer = p->index;
    struct gathered args = {0};
    unsigned const readings = p->readings;
    p->readings |= READING_I_SYMBOL; /* of an index i */
    for (int i = 0; i < 2 && !p->failed; i++) {
        if (!syntax_sign(p, 0, '_') && !syntax_sign(p, 0, '^'))
            break;
        bool const below = syntax_sign(p, 0, '_');
        p->at++;
        *(below ? &low : &high) = syntax_argument(p);
    }
    p->readings = readings;
    bool const explicit = low && high && formula_is_equation(low) && low->args[0]->kind == FORMULA_SYMBOL;
    if (p->failed || !explicit)
        return syntax_fail(p);
    p->index = low->args[0]->text;
    const struct formula *body = syntax_product(p, false);
    p->index = outer;
    syntax_gather(p, &args, low->args[0]);
    syntax_gather(p, &args, low->args[1]);
    syntax_gather(p, &args, high);
    syntax_gather(p, &args, body);
    return syntax_node(p, kind, 0, TEXT(""), &args, first);
}

static const struct formula *modulo(struct syntax_parser *p, size_t first)
{
    struct gathered args = {0};
    syntax_spread(p, syntax_group(p), &args);
    return p->failed || args.count != 2 ? syntax_fail(p) : syntax_node(p, FORMULA_CALL, FUNCTION_MOD, TEXT(""), &args, first);
}

/* \overline{AB}, \angle ABC, \hat x: names */
static const struct formula *marked(struct syntax_parser *p, enum command command, size_t first)
{
    size_t const from = p->at;
    const struct lexeme *mark = &p->items[first];
    struct text name = command == COMMAND_OVERLINE ? TEXT("") : text_part(mark->text, mark->text.at[0] == '\\', mark->text.size);
    if (command == COMMAND_ANGLE && syntax_points(p, &name))
        return syntax_symbol(p, name, first);
    const struct formula *inside = syntax_argument(p);
    if (p->failed)
        return NULL;
    bool const symbol = command == COMMAND_OVERLINE && inside->kind == FORMULA_SYMBOL, sum = inside->kind == FORMULA_ADD;
    if ((symbol && inside->text.size == 1 && !syntax_is_upper(inside->text.at[0])) ||
        (command == COMMAND_OVERLINE && sum && formula_holds(inside, FORMULA_CONSTANT))) { /* \overline{3 + 4i} */
        struct gathered args = {0};
        syntax_gather(p, &args, inside);
        return syntax_node(p, FORMULA_CALL, FUNCTION_CONJ, TEXT(""), &args, first);
    }
    for (size_t i = from; i < p->at; i++)
        if (p->items[i].kind != LEXEME_OPEN && p->items[i].kind != LEXEME_CLOSE)
            name = syntax_join(p, name, name.size ? TEXT(" ") : TEXT(""), p->items[i].text);
    if (command == COMMAND_OVERLINE && inside->kind != FORMULA_SYMBOL)
        name = syntax_join(p, TEXT("overline "), name, TEXT(""));
    return syntax_symbol(p, name, first);
}

const struct formula *syntax_any_command(struct syntax_parser *p)
{
    size_t const first = p->at;
    enum command const which = (enum command)syntax_peek(p, 0)->sub;
    const struct formula *a;
    p->at++;
    switch (which) {
    case COMMAND_FRAC:
        return fraction(p, first);
    case COMMAND_SQRT:
    case COMMAND_CBRT:
        return root(p, first, which == COMMAND_CBRT);
    case COMMAND_BINOM:
        a = syntax_latex_argument(p);
        return p->failed ? NULL : syntax_binary(p, FORMULA_BINOMIAL, a, syntax_latex_argument(p), first);
    case COMMAND_BRACE:
        a = syntax_argument(p);
        syntax_subscript(p);
        return a;
    case COMMAND_STACK:
        syntax_argument(p);
        return p->failed ? NULL : syntax_argument(p);
    case COMMAND_SUM:
        return bounded(p, FORMULA_SUM_OVER, first);
    case COMMAND_PRODUCT:
        return bounded(p, FORMULA_PRODUCT_OVER, first);
    case COMMAND_OVERLINE:
    case COMMAND_ANGLE:
    case COMMAND_MARK:
        return marked(p, which, first);
    case COMMAND_INTEGRAL:
    case COMMAND_LIMIT:
        return syntax_calculus(p, which, first);
    case COMMAND_MOD: /* mod(17, 5) */
        return syntax_is_open(syntax_peek(p, 0), '(') ? modulo(p, first) : syntax_fail(p);
    case COMMAND_STACKEQ:
        return syntax_is_open(syntax_peek(p, 0), '(') ? syntax_group(p) : syntax_fail(p);
    default:
        return syntax_fail(p);
    }
}
