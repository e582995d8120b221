#include "syntax_parts.h"

static const struct formula *atom(struct syntax_parser *p);

bool syntax_begins(const struct syntax_parser *p)
{
    const struct lexeme *t = syntax_peek(p, 0);
    switch (t->kind) {
    case LEXEME_NUMBER:
    case LEXEME_LETTERS:
    case LEXEME_NAME:
    case LEXEME_FUNCTION:
    case LEXEME_CONSTANT:
    case LEXEME_WORDS:
    case LEXEME_BEGIN:
        return true;
    case LEXEME_OPEN:
        return (t->sign != '|' || p->bars == 0) &&
               !(t->sign == '(' && syntax_peek(p, 1)->kind == LEXEME_COMMAND && syntax_peek(p, 1)->sub == COMMAND_MOD);
    case LEXEME_SIGN:
        return t->sign == '.';
    case LEXEME_COMMAND:
        return t->sub != COMMAND_CHOOSE && t->sub != COMMAND_OVER && t->sub != COMMAND_MOD && t->sub != COMMAND_BMOD &&
               t->sub != COMMAND_DEGREES && t->sub != COMMAND_PRIME;
    default:
        return false;
    }
}

/* One digit of a number: \frac12 is a half. */
static const struct formula *single_digit(struct syntax_parser *p)
{
    struct lexeme *t = (struct lexeme *)(uintptr_t)&p->items[p->at]; /* ours: made for this parse */
    if (t->text.size == 1) {
        p->at++;
        return syntax_leaf(p, FORMULA_NUMBER, 0, t->text, p->at - 1);
    }
    struct gathered const none = {0};
    struct formula const span = {.start = t->start, .end = t->start + 1};
    const struct formula *f = formula_new(p->arena, FORMULA_NUMBER, 0, text_part(t->text, 0, 1), none.items, 0, &span);
    t->text = text_part(t->text, 1, t->text.size);
    t->start++;
    t->spaced = false;
    return f;
}

const struct formula *syntax_argument(struct syntax_parser *p)
{
    const struct lexeme *t = syntax_peek(p, 0);
    size_t const first = p->at;
    if (syntax_is_open(t, '{') || (syntax_is_open(t, 's') && p->syntax != SYNTAX_LATEX))
        return syntax_bracketed(p, syntax_group(p), first);
    if (t->kind == LEXEME_NUMBER) {
        p->at++;
        return syntax_leaf(p, FORMULA_NUMBER, 0, t->text, first);
    }
    return atom(p);
}

const struct formula *syntax_latex_argument(struct syntax_parser *p)
{
    return syntax_peek(p, 0)->kind == LEXEME_NUMBER ? single_digit(p) : syntax_argument(p);
}

/* Is the fraction one of plain integers, as in a mixed number? */
static bool is_plain_fraction(const struct formula *f)
{
    bool plain = f->kind == FORMULA_DIV;
    for (size_t i = 0; plain && i < 2; i++)
        plain = f->args[i]->kind == FORMULA_NUMBER && !memchr(f->args[i]->text.at, '.', f->args[i]->text.size);
    return plain && f->args[0]->text.size <= f->args[1]->text.size;
}

const struct formula *syntax_mixed(struct syntax_parser *p, const struct formula *whole, const struct formula *next, size_t first)
{
    if (p->failed)
        return NULL;
    bool const sign = next->kind == FORMULA_PERCENT || next->kind == FORMULA_DEGREES;
    const struct formula *part = sign ? next->args[0] : next;
    if (!is_plain_fraction(part) || syntax_reads(p, READING_MIXED_PRODUCT))
        return NULL;
    const struct formula *both = syntax_binary(p, FORMULA_ADD, whole, part, first);
    return sign && both ? syntax_unary(p, (enum formula_kind)next->kind, both, first) : both;
}

static bool all_digits(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!is_digit(text.at[i]))
            return false;
    return text.size > 0;
}

/* 0.1\overline{6} = (16 - 1)/90 */
static const struct formula *repeating(struct syntax_parser *p, struct text shown, size_t first)
{
    const struct formula *period = syntax_latex_argument(p);
    size_t const point = text_find(shown, TEXT("."), 0);
    if (p->failed || period->kind != FORMULA_NUMBER || !all_digits(period->text) || point == shown.size)
        return syntax_fail(p);
    struct text const fixed = text_part(shown, point + 1, shown.size), whole = text_part(shown, 0, point);
    char *nines = arena_alloc(p->arena, fixed.size + period->text.size + 1);
    memset(nines, '9', period->text.size);
    memset(nines + period->text.size, '0', fixed.size);
    const struct formula *all = syntax_leaf(p, FORMULA_NUMBER, 0, syntax_join(p, whole, fixed, period->text), first);
    const struct formula *part = syntax_leaf(p, FORMULA_NUMBER, 0, syntax_join(p, whole, fixed, TEXT("")), first);
    const struct formula *below = syntax_leaf(p, FORMULA_NUMBER, 0, (struct text){nines, fixed.size + period->text.size}, first);
    const struct formula *above = syntax_binary(p, FORMULA_ADD, all, syntax_unary(p, FORMULA_NEG, part, first), first);
    return syntax_binary(p, FORMULA_DIV, above, below, first);
}

/* 5.6E-5 */
static const struct formula *scientific(struct syntax_parser *p, struct text digits, size_t mark, size_t first)
{
    bool const minus = digits.at[mark + 1] == '-';
    size_t const from = mark + 1 + (minus || digits.at[mark + 1] == '+');
    const struct formula *power = syntax_leaf(p, FORMULA_NUMBER, 0, text_part(digits, from, digits.size), first);
    if (minus)
        power = syntax_unary(p, FORMULA_NEG, power, first);
    power = syntax_binary(p, FORMULA_POW, formula_number(p->arena, 10), power, first);
    return syntax_binary(p, FORMULA_MUL, syntax_leaf(p, FORMULA_NUMBER, 0, text_part(digits, 0, mark), first), power, first);
}

static const struct formula *number(struct syntax_parser *p)
{
    size_t const first = p->at;
    struct text digits = syntax_peek(p, 0)->text;
    p->at++;
    for (size_t i = 1; i + 1 < digits.size; i++)
        if (digits.at[i] == 'E' || digits.at[i] == 'e')
            return scientific(p, digits, i, first);
    const struct lexeme *t = syntax_peek(p, 0);
    if (syntax_command(p, COMMAND_OVERLINE) && !t->spaced && memchr(digits.at, '.', digits.size)) {
        p->at++;
        return repeating(p, digits, first);
    }
    if (syntax_sign(p, 0, '.') && memchr(digits.at, '.', digits.size)) { /* 0.333...: which number that is, nobody says */
        p->at++;
        return syntax_leaf(p, FORMULA_DOTS, 0, TEXT(""), first);
    }
    if (digits.at[digits.size - 1] == '.' && p->syntax == SYNTAX_LATEX)
        return syntax_fail(p);
    if (!syntax_sign(p, 0, '_'))
        return syntax_leaf(p, FORMULA_NUMBER, 0, digits, first);
    p->at++;
    const struct formula *base = syntax_argument(p);
    struct gathered args = {0};
    syntax_gather(p, &args, base);
    return syntax_node(p, FORMULA_BASED, 0, digits, &args, first);
}

static const struct formula *atom(struct syntax_parser *p)
{
    const struct lexeme *t = syntax_peek(p, 0);
    size_t const first = p->at;
    switch (t->kind) {
    case LEXEME_NUMBER:
        return number(p);
    case LEXEME_LETTERS:
        return syntax_letters(p);
    case LEXEME_FUNCTION:
        return syntax_function(p);
    case LEXEME_COMMAND:
        return syntax_any_command(p);
    case LEXEME_OPEN:
        return syntax_bracket(p);
    case LEXEME_BEGIN:
        return syntax_environment(p);
    case LEXEME_NAME:
        p->at++;
        return syntax_symbol(p, t->text, first);
    case LEXEME_CONSTANT:
        p->at++;
        return syntax_leaf(p, FORMULA_CONSTANT, t->sub, TEXT(""), first);
    case LEXEME_WORDS:
        p->at++;
        return syntax_leaf(p, FORMULA_WORDS, 0, t->text, first);
    case LEXEME_SIGN:
        p->at++;
        return t->sign == '.' ? syntax_leaf(p, FORMULA_DOTS, 0, TEXT(""), first) : syntax_fail(p);
    default:
        return syntax_fail(p);
    }
}

/* What stands behind "^": a group, or an operand with its sign; towers go up. */
const struct formula *syntax_exponent(struct syntax_parser *p)
{
    size_t const first = p->at;
    bool const minus = syntax_sign(p, 0, '-');
    p->at += minus || syntax_sign(p, 0, '+');
    const struct lexeme *t = syntax_peek(p, 0);
    bool const digits = p->syntax == SYNTAX_LATEX && t->kind == LEXEME_NUMBER && t->text.size > 1;
    bool const power = digits && syntax_sign(p, 1, '^'); /* 2^43^4: so it can only be meant */
    bool const single = digits && syntax_reads(p, READING_SINGLE_DIGIT) != power;
    const struct formula *f = single ? single_digit(p) : syntax_argument(p);
    return p->failed ? NULL : minus ? syntax_unary(p, FORMULA_NEG, f, first) : f;
}

/* 30^\circ, 30^{\circ} */
static bool degrees_at(struct syntax_parser *p)
{
    size_t const brace = syntax_is_open(syntax_peek(p, 1), '{') ? 1 : 0;
    const struct lexeme *t = syntax_peek(p, 1 + brace);
    if (!syntax_sign(p, 0, '^') || t->kind != LEXEME_COMMAND || t->sub != COMMAND_DEGREES ||
        (brace && syntax_peek(p, 3)->kind != LEXEME_CLOSE))
        return false;
    p->at += 2 + 2 * brace;
    return true;
}

static const struct formula *raised(struct syntax_parser *p, const struct formula *base, size_t first)
{
    p->at++;
    const struct formula *power = syntax_exponent(p);
    while (!p->failed && syntax_sign(p, 0, '^') && !degrees_at(p)) {
        bool const left = syntax_reads(p, READING_TOWER_LEFT);
        size_t const at = p->at++;
        const struct formula *next = syntax_exponent(p);
        if (left)
            base = syntax_binary(p, FORMULA_POW, base, power, first);
        power = left ? next : syntax_binary(p, FORMULA_POW, power, next, at);
    }
    return p->failed ? NULL : syntax_binary(p, FORMULA_POW, base, power, first);
}

static const struct formula *postfix(struct syntax_parser *p, const struct formula *f, size_t first)
{
    for (unsigned times = 0; !p->failed && times < FORMULA_DEPTH_MAX; times++) {
        if (degrees_at(p) || syntax_command(p, COMMAND_DEGREES)) {
            p->at += syntax_command(p, COMMAND_DEGREES);
            f = syntax_unary(p, FORMULA_DEGREES, f, first);
        } else if (syntax_sign(p, 0, '^')) {
            f = raised(p, f, first);
        } else if (syntax_sign(p, 0, '!')) {
            bool const twice = syntax_sign(p, 1, '!');
            p->at += twice ? 2 : 1;
            f = twice ? syntax_node(p, FORMULA_CALL, FUNCTION_DOUBLE_FACTORIAL, TEXT(""), &(struct gathered){&f, 1, 1}, first)
                      : syntax_unary(p, FORMULA_FACTORIAL, f, first);
        } else if (syntax_sign(p, 0, '%')) {
            p->at++;
            f = syntax_unary(p, FORMULA_PERCENT, f, first);
        } else {
            return f;
        }
    }
    return syntax_fail(p);
}

const struct formula *syntax_power(struct syntax_parser *p)
{
    size_t const first = p->at;
    bool const negates = p->negates;
    p->negates = false;
    if (p->failed || ++p->depth > FORMULA_DEPTH_MAX)
        return syntax_fail(p);
    const struct formula *f;
    if (syntax_sign(p, 0, '-') || syntax_sign(p, 0, '+')) { /* 3 * -4 */
        bool const minus = syntax_sign(p, 0, '-');
        p->at++;
        f = syntax_power(p);
        f = p->failed || !minus ? f : syntax_unary(p, FORMULA_NEG, f, first);
    } else {
        f = atom(p);
        if (negates && !p->failed)
            f = syntax_bracketed(p, syntax_unary(p, FORMULA_NEG, f, first), first);
        f = p->failed ? NULL : postfix(p, f, first);
    }
    p->depth--;
    return f;
}
