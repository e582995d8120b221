#include "syntax_parts.h"

const struct formula *syntax_group(struct syntax_parser *p)
{
    size_t const first = p->at++;
    unsigned const bars = p->bars;
    p->bars = 0;
    if (syntax_peek(p, 0)->kind == LEXEME_CLOSE)
        return syntax_fail(p);
    const struct formula *f = syntax_everything(p);
    while (!p->failed && (syntax_command(p, COMMAND_CHOOSE) || syntax_command(p, COMMAND_OVER))) {
        bool const choose = syntax_command(p, COMMAND_CHOOSE);
        p->at++;
        f = syntax_binary(p, choose ? FORMULA_BINOMIAL : FORMULA_DIV, f, syntax_everything(p), first);
    }
    p->bars = bars;
    if (p->failed || syntax_peek(p, 0)->kind != LEXEME_CLOSE)
        return syntax_fail(p);
    p->at++;
    return f;
}

const struct formula *syntax_bracketed(struct syntax_parser *p, const struct formula *f, size_t first)
{
    if (p->failed)
        return NULL;
    struct formula *copy = ARENA_ARRAY(p->arena, struct formula, 1);
    *copy = *f;
    copy->bracketed = true;
    copy->start = p->items[first].start;
    copy->end = p->items[p->at - 1].end;
    return copy;
}

/* ( … ), [ … ], \{ … \}, { … }: by what they hold and how they close */
static const struct formula *brackets(struct syntax_parser *p)
{
    size_t const first = p->at;
    char const open = syntax_peek(p, 0)->sign;
    bool const empty = syntax_peek(p, 1)->kind == LEXEME_CLOSE;
    if (empty && open == 's') {
        p->at += 2;
        return syntax_leaf(p, FORMULA_CONSTANT, CONSTANT_EMPTY, TEXT(""), first);
    }
    const struct formula *f = syntax_group(p);
    if (p->failed)
        return NULL;
    char const close = p->items[p->at - 1].sign;
    bool const list = f->kind == FORMULA_LIST;
    struct gathered args = {0};
    syntax_spread(p, f, &args);
    if (open == 's' || (open == '{' && list))
        return syntax_node(p, close == 's' || close == '}' ? FORMULA_SET : FORMULA_OPAQUE, 0, TEXT(""), &args, first);
    if (open == '{')
        return syntax_bracketed(p, f, first);
    bool const round = open == '(' && close == ')';
    if (list && args.count == 2 && !round && p->syntax != SYNTAX_MAXIMA && strchr("([", open) && strchr(")]", close))
        return syntax_node(p, FORMULA_INTERVAL,
                           (uint8_t)((open == '(' ? INTERVAL_OPEN_LOW : 0) | (close == ')' ? INTERVAL_OPEN_HIGH : 0)), TEXT(""),
                           &args, first);
    if (open == '[' && f->kind == FORMULA_SYMBOL && f->text.size >= 3) /* [ABC]: an area */
        return syntax_leaf(p, FORMULA_SYMBOL, 0, syntax_join(p, TEXT("["), f->text, TEXT("]")), first);
    if (list || (p->syntax == SYNTAX_MAXIMA && open == '['))
        return syntax_node(p, FORMULA_TUPLE, 0, TEXT(""), &args, first);
    return (open == '(') == (close == ')') ? syntax_bracketed(p, f, first) : syntax_fail(p);
}

static const struct formula *bars(struct syntax_parser *p)
{
    size_t const first = p->at++;
    p->bars++;
    const struct formula *f = ++p->depth > FORMULA_DEPTH_MAX ? syntax_fail(p) : syntax_sum(p);
    p->depth--;
    const struct lexeme *t = syntax_peek(p, 0);
    p->bars--;
    if (p->failed || t->sign != '|' || (t->kind != LEXEME_OPEN && t->kind != LEXEME_CLOSE))
        return syntax_fail(p);
    p->at++;
    return syntax_unary(p, FORMULA_ABS, f, first);
}

static const struct formula *rounded(struct syntax_parser *p, char sign)
{
    size_t const first = p->at;
    const struct formula *f = syntax_group(p);
    if (p->failed || p->items[p->at - 1].sign != sign)
        return syntax_fail(p);
    return syntax_unary(p, sign == 'f' ? FORMULA_FLOOR : FORMULA_CEIL, f, first);
}

/* \begin{pmatrix} a & b \\ c & d \end{pmatrix}; \begin{cases} … \end{cases} of statements */
const struct formula *syntax_environment(struct syntax_parser *p)
{
    size_t const first = p->at;
    struct text const name = syntax_peek(p, 0)->text;
    struct gathered cells = {0};
    size_t columns = 0, row = 0;
    bool const statements = text_is_among(name, TEXT("cases aligned align align* gathered split alignat*"));
    p->at++;
    while (!p->failed && syntax_peek(p, 0)->kind != LEXEME_FINISH) {
        syntax_gather(p, &cells, syntax_everything(p));
        row++;
        bool const ends = syntax_sign(p, 0, 'n') || syntax_peek(p, 0)->kind == LEXEME_FINISH;
        if (ends && ((columns && columns != row) || row > 255))
            return syntax_fail(p);
        if (ends) {
            columns = row;
            row = 0;
        }
        if (syntax_sign(p, 0, 'n') || syntax_sign(p, 0, '&'))
            p->at++;
        else if (!ends)
            return syntax_fail(p);
    }
    if (p->failed || cells.count == 0)
        return syntax_fail(p);
    p->at++;
    for (size_t i = 0; i < cells.count && statements; i++)
        if (columns != 1 || !formula_is_statement(cells.items[i]))
            return syntax_fail(p);
    if (statements)
        return cells.count == 1 ? cells.items[0] : syntax_node(p, FORMULA_AND, 0, TEXT(""), &cells, first);
    const struct formula *matrix = syntax_node(p, FORMULA_MATRIX, (uint8_t)columns, TEXT(""), &cells, first);
    return text_equal(name, TEXT("vmatrix")) && !p->failed
               ? syntax_node(p, FORMULA_CALL, FUNCTION_DET, TEXT(""), &(struct gathered){&matrix, 1, 1}, first)
               : matrix;
}

const struct formula *syntax_bracket(struct syntax_parser *p)
{
    switch (syntax_peek(p, 0)->sign) {
    case '|':
        return bars(p);
    case 'f':
    case 'c':
        return rounded(p, syntax_peek(p, 0)->sign);
    default:
        return brackets(p);
    }
}

bool syntax_function_in_bracket(const struct syntax_parser *p)
{
    size_t depth = 0, i = p->at;
    if (!syntax_is_open(&p->items[i], '(') && !syntax_is_open(&p->items[i], '['))
        return false;
    do {
        depth += p->items[i].kind == LEXEME_OPEN;
        depth -= p->items[i].kind == LEXEME_CLOSE;
        i++;
    } while (depth && i < p->last && p->items[i].kind != LEXEME_FUNCTION);
    return depth && i < p->last;
}
