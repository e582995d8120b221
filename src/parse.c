#include "parse.h"

struct parser {
    struct text text;
    const struct tokens *tokens;
    uint32_t at, end;
    unsigned readings;
    unsigned depth;
    bool failed;
    struct expr *out;
};

static const struct token *token_at(const struct parser *p, uint32_t at)
{
    static const struct token none = {.kind = TOKEN_STOP};
    return at < p->end ? &p->tokens->items[at] : &none;
}

static bool is_role(const struct token *t, enum word_role role)
{
    return t->kind == TOKEN_WORD && t->word.role == role;
}

static bool is_sign(const struct token *t, char sign)
{
    return t->kind == TOKEN_SIGN && t->sign == sign;
}

static bool is_tight(const struct token *t)
{
    return !(t->flags & TOKEN_SPACED);
}

bool parse_is_x(struct text text, const struct token *token)
{
    return token->kind == TOKEN_WORD && token->end - token->start == 1 && to_lower(text.at[token->start]) == 'x';
}

/* A number word that may be an operand. "Third" and its kin are ordinals or coins unless "of" or a numerator says otherwise. */
static bool number_word_at(const struct tokens *tokens, uint32_t at)
{
    const struct token *t = &tokens->items[at];
    if (t->kind != TOKEN_WORD || t->word.role != WORD_FRACTION)
        return is_role(t, WORD_CARDINAL) || is_role(t, WORD_MULTIPLE);
    uint32_t const dash = at > 1 && is_sign(t - 1, '-') && is_tight(t) ? 1 : 0;
    return (at + 1 < tokens->count && is_role(t + 1, WORD_OF)) || (at > dash && is_role(t - 1 - dash, WORD_CARDINAL));
}

bool parse_operand_at(struct text text, const struct tokens *tokens, uint32_t at, uint32_t end)
{
    struct parser const p = {.text = text, .tokens = tokens, .end = end};
    if (is_sign(token_at(&p, at), '-'))
        at++;
    if (token_at(&p, at)->kind == TOKEN_CURRENCY)
        at++;
    const struct token *t = token_at(&p, at);
    return t->kind == TOKEN_NUMBER || t->kind == TOKEN_OPEN || (t->kind == TOKEN_WORD && number_word_at(tokens, at));
}

static bool is_unit_word(const struct token *t)
{
    if (t->kind != TOKEN_WORD)
        return t->kind == TOKEN_QUOTE;
    return t->word.role == WORD_PLAIN || t->word.role == WORD_PER || t->word.role == WORD_SCALE;
}

/* "(apples)", "(per box)" */
static uint32_t bracketed_unit(const struct parser *p, uint32_t at)
{
    uint32_t i = at + 1;
    while (i < p->end && i - at <= UNIT_WORDS_MAX && is_unit_word(token_at(p, i)))
        i++;
    return i > at + 1 && token_at(p, i)->kind == TOKEN_CLOSE ? i + 1 : at;
}

uint32_t parse_units(struct text text, const struct tokens *tokens, uint32_t at, uint32_t end)
{
    struct parser const p = {.text = text, .tokens = tokens, .end = end};
    for (unsigned words = 0; words < UNIT_WORDS_MAX && at < end; words++) {
        const struct token *t = token_at(&p, at), *next = token_at(&p, at + 1);
        if (is_unit_word(t))
            at++;
        else if ((is_sign(t, '/') || is_sign(t, '-') || is_role(t, WORD_OF)) && is_unit_word(next) &&
                 (!is_sign(t, '-') || (is_tight(t) && is_tight(next))))
            at += 2;
        else if (t->kind == TOKEN_OPEN && !is_tight(t) && bracketed_unit(&p, at) > at)
            at = bracketed_unit(&p, at);
        else
            break;
    }
    return at;
}

static uint32_t add_node(struct parser *p, enum node_kind kind, uint32_t a, uint32_t b)
{
    if (p->out->count == EXPR_NODES_MAX) {
        p->failed = true;
        return 0;
    }
    p->out->nodes[p->out->count] = (struct node){(uint8_t)kind, a, b};
    return p->out->count++;
}

static uint32_t parse_binary(struct parser *p, int least);

static uint32_t fail_here(struct parser *p)
{
    p->failed = true;
    return 0;
}

/* NUMBER "/" NUMBER without spaces, numerator below denominator if `proper` */
static bool spaced_fraction(const struct parser *p, uint32_t at)
{
    return token_at(p, at)->kind == TOKEN_NUMBER && is_sign(token_at(p, at + 1), '/') &&
           token_at(p, at + 2)->kind == TOKEN_NUMBER;
}

static bool tight_fraction(const struct parser *p, uint32_t at, bool proper)
{
    const struct token *a = token_at(p, at), *slash = token_at(p, at + 1), *b = token_at(p, at + 2);
    if (a->kind != TOKEN_NUMBER || !is_sign(slash, '/') || b->kind != TOKEN_NUMBER || !is_tight(slash) || !is_tight(b))
        return false;
    const struct value *x = &p->tokens->numbers[a->number], *y = &p->tokens->numbers[b->number];
    return a->places == 0 && b->places == 0 && (!proper || value_cmp(x, y) < 0);
}

static uint32_t parse_fraction(struct parser *p)
{
    uint32_t const a = add_node(p, NODE_NUMBER, p->at, 0), b = add_node(p, NODE_NUMBER, p->at + 2, 0);
    p->at += 3;
    return add_node(p, NODE_DIV, a, b);
}

/* "1 1/2" and "1 and 1/2" behind an integer */
static uint32_t parse_mixed(struct parser *p, uint32_t whole)
{
    uint32_t const skip = is_role(token_at(p, p->at), WORD_AND) ? 1 : 0;
    if (!tight_fraction(p, p->at + skip, true) || is_tight(token_at(p, p->at + skip)))
        return whole;
    p->at += skip;
    return add_node(p, NODE_ADD, whole, parse_fraction(p));
}

static bool scales(const struct parser *p, const struct token *word)
{
    bool const big = word->word.num != 12;
    return big != ((p->readings & READ_SCALE) != 0);
}

/* what may follow a number or a closing bracket: currency, percent, dozen/thousand */
static uint32_t parse_suffixes(struct parser *p, uint32_t node)
{
    if (token_at(p, p->at)->kind == TOKEN_CURRENCY && is_tight(token_at(p, p->at)))
        p->at++;
    if (token_at(p, p->at)->kind == TOKEN_DOTS && is_tight(token_at(p, p->at))) {
        p->at++;
        p->out->dots = true;
    }
    if (token_at(p, p->at)->kind == TOKEN_PERCENT) {
        p->at++;
        p->out->percent = true;
        node = add_node(p, NODE_PERCENT, node, 0);
    }
    if (is_role(token_at(p, p->at), WORD_SCALE)) {
        p->out->scaled = true;
        if (scales(p, token_at(p, p->at)))
            node = add_node(p, NODE_MUL, node, add_node(p, NODE_WORD, p->at, 0));
        p->at++;
    }
    return node;
}

/* "3 x 4", but not "3x - 4" */
static bool times_at(const struct parser *p, uint32_t at)
{
    return parse_is_x(p->text, token_at(p, at)) && token_at(p, at + 1)->kind != TOKEN_SIGN &&
           parse_operand_at(p->text, p->tokens, at + 1, p->end);
}

static uint32_t parse_number(struct parser *p)
{
    const struct token *t = token_at(p, p->at);
    if (t->flags & TOKEN_MALFORMED)
        return fail_here(p);
    if (t->flags & TOKEN_GLUED_LETTER) {
        const struct token *next = token_at(p, p->at + 1);
        bool const letter = next->kind == TOKEN_WORD && (next->end - next->start == 1 || p->tokens->latex);
        if (!times_at(p, p->at + 1) && (letter || is_role(next, WORD_ORDINAL) || is_role(next, WORD_CLOCK)))
            return fail_here(p);
    }
    if (tight_fraction(p, p->at, false) && (p->readings & READ_TIGHT))
        return parse_suffixes(p, parse_fraction(p));
    bool const integer = t->places == 0;
    uint32_t const node = add_node(p, NODE_NUMBER, p->at++, 0);
    return parse_suffixes(p, integer ? parse_mixed(p, node) : node);
}

/* "three", "twenty-five", "two thirds", "half", "twice 5" */
static uint32_t parse_word(struct parser *p)
{
    const struct token *t = token_at(p, p->at);
    uint32_t node = add_node(p, NODE_WORD, p->at++, 0);
    if (t->word.role == WORD_MULTIPLE)
        return parse_operand_at(p->text, p->tokens, p->at, p->end) ? add_node(p, NODE_MUL, node, parse_binary(p, 3))
                                                                   : fail_here(p);
    if (t->word.role != WORD_CARDINAL)
        return node;
    bool const dash = is_sign(token_at(p, p->at), '-') && is_tight(token_at(p, p->at));
    const struct token *next = token_at(p, p->at + dash);
    if (is_role(next, WORD_FRACTION)) {
        p->at += dash;
        return add_node(p, NODE_MUL, node, add_node(p, NODE_WORD, p->at++, 0));
    }
    if (dash && is_role(next, WORD_CARDINAL) && t->word.num >= 20 && next->word.num < 10) {
        p->at++;
        node = add_node(p, NODE_ADD, node, add_node(p, NODE_WORD, p->at++, 0));
    }
    return parse_suffixes(p, node);
}

static uint32_t parse_bracket(struct parser *p)
{
    p->at++;
    unsigned const readings = p->readings;
    p->readings &= ~(unsigned)READ_SHORT;
    uint32_t const node = parse_binary(p, 1);
    p->readings = readings;
    p->at = parse_units(p->text, p->tokens, p->at, p->end);
    if (p->failed || token_at(p, p->at)->kind != TOKEN_CLOSE)
        return fail_here(p);
    p->at++;
    return parse_suffixes(p, node);
}

static uint32_t parse_unary(struct parser *p)
{
    if (p->failed || ++p->depth > EXPR_DEPTH_MAX)
        return fail_here(p);
    const struct token *t = token_at(p, p->at);
    uint32_t node = 0;
    if (is_sign(t, '-')) {
        p->at++;
        node = add_node(p, NODE_NEGATE, parse_unary(p), 0);
    } else {
        if (t->kind == TOKEN_CURRENCY)
            t = token_at(p, ++p->at);
        if (t->kind == TOKEN_NUMBER)
            node = parse_number(p);
        else if (t->kind == TOKEN_OPEN)
            node = parse_bracket(p);
        else if (t->kind == TOKEN_WORD && number_word_at(p->tokens, p->at))
            node = parse_word(p);
        else
            node = fail_here(p);
    }
    p->depth--;
    return node;
}

struct infix {
    enum node_kind kind;
    int precedence;   /* 0: there is none */
    uint32_t operand; /* where its right operand starts */
};

static bool may_be_shared(const struct parser *p, uint32_t node)
{
    const struct node *n = &p->out->nodes[node];
    if (n->kind == NODE_PERCENT || n->kind == NODE_DIV)
        return true;
    if (n->kind == NODE_MUL) /* two thirds */
        n = &p->out->nodes[n->b];
    return n->kind == NODE_WORD && p->tokens->items[n->a].word.role == WORD_FRACTION;
}

static struct infix infix_of_word(const struct parser *p, const struct token *t, uint32_t at, uint32_t left)
{
    bool const by = is_role(token_at(p, at + 1), WORD_BY);
    if (parse_is_x(p->text, t))
        return (struct infix){NODE_MUL, times_at(p, at) ? 2 : 0, at + 1};
    if (p->readings & READ_SHORT)
        return (struct infix){0};
    switch (t->word.role) {
    case WORD_TIMES:
        return (struct infix){NODE_MUL, 2, at + 1 + by};
    case WORD_DIVIDED:
        return (struct infix){NODE_DIV, by ? 2 : 0, at + 2};
    case WORD_PLUS:
        return (struct infix){NODE_ADD, 1, at + 1};
    case WORD_MINUS:
        return (struct infix){NODE_SUB, 1, at + 1};
    case WORD_OF:
        return (struct infix){NODE_MUL, at == p->at && may_be_shared(p, left) ? 2 : 0, at + 1};
    default:
        return (struct infix){0};
    }
}

static struct infix infix_at(const struct parser *p, uint32_t left)
{
    static const enum node_kind kinds[128] = {
        ['+'] = NODE_ADD, ['-'] = NODE_SUB, ['*'] = NODE_MUL, ['/'] = NODE_DIV, ['^'] = NODE_POW};
    uint32_t const at = parse_units(p->text, p->tokens, p->at, p->end);
    const struct token *t = token_at(p, at);
    struct infix infix = {0};
    if ((p->readings & READ_SHORT) && at != p->at)
        return infix;
    if (t->kind == TOKEN_SIGN)
        infix = (struct infix){kinds[(unsigned char)t->sign],
                               t->sign == '^'                     ? 4
                               : t->sign == '+' || t->sign == '-' ? 1
                                                                  : 2,
                               at + 1};
    else if (t->kind == TOKEN_WORD)
        infix = infix_of_word(p, t, at, left);
    else if (t->kind == TOKEN_OPEN && is_tight(t) && at == p->at && parse_operand_at(p->text, p->tokens, at + 1, p->end))
        infix = (struct infix){NODE_MUL, 2, at};
    else if (t->kind == TOKEN_NUMBER && token_at(p, at - 1)->kind == TOKEN_CLOSE && is_tight(t))
        infix = (struct infix){NODE_MUL, 2, at};
    if (infix.precedence && !parse_operand_at(p->text, p->tokens, infix.operand, p->end))
        infix.precedence = 0;
    return infix;
}

/* Precedence climbing (Richards, Whitby-Strevens: BCPL, 1979); "^" takes its right operand first. */
static uint32_t parse_binary(struct parser *p, int least)
{
    uint32_t left = parse_unary(p);
    while (!p->failed) {
        struct infix const infix = infix_at(p, left);
        if (infix.precedence < least || infix.precedence == 0)
            break;
        p->at = infix.operand;
        bool const nested = infix.kind == NODE_DIV && spaced_fraction(p, p->at);
        p->out->nested_slash |= nested;
        bool const fraction = nested && (p->readings & READ_NEST);
        uint32_t const right = fraction ? parse_fraction(p) : parse_binary(p, infix.kind == NODE_POW ? 4 : infix.precedence + 1);
        left = add_node(p, infix.kind, left, right);
    }
    return left;
}

uint32_t parse_expr(struct text text, const struct tokens *tokens, uint32_t first, uint32_t end, unsigned readings,
                    struct arena *arena, struct expr *out)
{
    struct node scratch[EXPR_NODES_MAX];
    *out = (struct expr){.nodes = scratch, .first = first};
    struct parser p = {.text = text, .tokens = tokens, .at = first, .end = end, .readings = readings, .out = out};
    if (!parse_operand_at(text, tokens, first, end))
        return first;
    out->root = parse_binary(&p, 1);
    if (p.failed) {
        *out = (struct expr){.first = first};
        return first;
    }
    out->last = p.at;
    out->nodes = ARENA_ARRAY(arena, struct node, out->count);
    memcpy(out->nodes, scratch, out->count * sizeof *scratch);
    return (readings & READ_SHORT) ? p.at : parse_units(text, tokens, p.at, end);
}

/* Looking left. Each function returns the index of the first token of what it found, or NOT_FOUND. */
#define NOT_FOUND UINT32_MAX

struct look {
    struct text text;
    const struct tokens *tokens;
    uint32_t least;
};

static const struct token *left_of(const struct look *l, uint32_t at)
{
    static const struct token none = {.kind = TOKEN_STOP};
    return at > l->least ? &l->tokens->items[at - 1] : &none;
}

static uint32_t opening(const struct look *l, uint32_t close)
{
    unsigned depth = 0;
    for (uint32_t i = close + 1; i > l->least && close + 1 - i < EXPR_NODES_MAX; i--) {
        const struct token *t = left_of(l, i);
        depth += t->kind == TOKEN_CLOSE;
        if (t->kind == TOKEN_OPEN && --depth == 0)
            return i - 1;
        if (t->kind == TOKEN_RELATION)
            return NOT_FOUND;
    }
    return NOT_FOUND;
}

static bool holds_number(const struct look *l, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (l->tokens->items[i].kind == TOKEN_NUMBER || number_word_at(l->tokens, i))
            return true;
    return false;
}

static bool is_multiplier_letter(const struct look *l, uint32_t at)
{
    return parse_is_x(l->text, &l->tokens->items[at]);
}

/* The end of the operand proper, units left aside: index behind its last token. */
static uint32_t without_units(const struct look *l, uint32_t end)
{
    for (unsigned words = 0; words < UNIT_WORDS_MAX && end > l->least; words++) {
        const struct token *t = left_of(l, end);
        if (t->kind == TOKEN_PERCENT || t->kind == TOKEN_NUMBER || number_word_at(l->tokens, end - 1))
            return end;
        if (t->kind == TOKEN_DOTS && is_tight(t)) {
            end--;
            continue;
        }
        if (t->kind == TOKEN_CLOSE) {
            uint32_t const open = opening(l, end - 1);
            if (open == NOT_FOUND || is_tight(&l->tokens->items[open]) || holds_number(l, open, end))
                return end;
            end = open;
        } else if (t->kind == TOKEN_CURRENCY && is_tight(t)) {
            end--;
        } else if (is_unit_word(t) && !is_multiplier_letter(l, end - 1)) {
            const struct token *before = left_of(l, end - 1);
            end -= is_sign(before, '/') || is_role(before, WORD_OF) || (is_sign(before, '-') && is_tight(before) && is_tight(t))
                       ? 2
                       : 1;
        } else {
            return NOT_FOUND;
        }
    }
    return end;
}

/* "1 1/2", "1 and 1/2" whose 1/2 starts at `at` */
static uint32_t mixed_start(const struct look *l, uint32_t at)
{
    struct parser const p = {.tokens = l->tokens, .end = (uint32_t)l->tokens->count};
    uint32_t const whole = at - (is_role(left_of(l, at), WORD_AND) ? 1 : 0);
    const struct token *t = left_of(l, whole);
    if (t->kind != TOKEN_NUMBER || t->places || !tight_fraction(&p, at, true) || is_tight(&l->tokens->items[at]))
        return at;
    return whole - 1;
}

static uint32_t operand_start(const struct look *l, uint32_t end)
{
    end = without_units(l, end);
    if (end == NOT_FOUND || end <= l->least)
        return NOT_FOUND;
    const struct token *t = left_of(l, end);
    if (t->kind == TOKEN_PERCENT && end - 1 > l->least)
        t = left_of(l, --end);
    if (t->kind == TOKEN_CURRENCY && end - 1 > l->least)
        t = left_of(l, --end);
    uint32_t start = end - 1;
    if (t->kind == TOKEN_CLOSE)
        start = opening(l, end - 1);
    else if (t->kind == TOKEN_NUMBER)
        start = mixed_start(l, end - 1);
    else if (!number_word_at(l->tokens, end - 1))
        return NOT_FOUND;
    if (start == NOT_FOUND)
        return NOT_FOUND;
    const struct token *before = left_of(l, start);
    bool const word = t->kind == TOKEN_WORD;
    if (word && is_role(before, WORD_CARDINAL))
        return start - 1;
    if (word && is_sign(before, '-') && is_tight(before) && is_tight(t) && is_role(left_of(l, start - 1), WORD_CARDINAL))
        return start - 2;
    return before->kind == TOKEN_CURRENCY ? start - 1 : start;
}

/* Where the left operand of the operator that ends right before `start` would have to end; NOT_FOUND if there is no operator. */
static uint32_t operator_before(const struct look *l, uint32_t start)
{
    const struct token *t = left_of(l, start);
    bool const bracket = l->tokens->items[start].kind == TOKEN_OPEN;
    if (t->kind == TOKEN_SIGN)
        return start - 1;
    if (t->kind != TOKEN_WORD)
        return is_tight(&l->tokens->items[start]) && (t->kind == TOKEN_CLOSE || (t->kind == TOKEN_NUMBER && bracket)) ? start
                                                                                                                      : NOT_FOUND;
    if (is_multiplier_letter(l, start - 1))
        return start - 1;
    if (t->word.role == WORD_BY) {
        const struct token *verb = left_of(l, start - 1);
        return is_role(verb, WORD_TIMES) || is_role(verb, WORD_DIVIDED) ? start - 2 : NOT_FOUND;
    }
    bool const operates = t->word.role == WORD_TIMES || t->word.role == WORD_PLUS || t->word.role == WORD_MINUS;
    return operates ? start - 1 : NOT_FOUND;
}

/* A minus sign that belongs to the number behind it: "= -5", "(-5". */
static uint32_t signed_start(const struct look *l, uint32_t start)
{
    const struct token *sign = left_of(l, start), *before = left_of(l, start - 1);
    bool const alone = is_sign(sign, '-') && is_tight(&l->tokens->items[start]);
    return alone && (before->kind == TOKEN_STOP || before->kind == TOKEN_RELATION || before->kind == TOKEN_OPEN) ? start - 1
                                                                                                                 : start;
}

uint32_t parse_start(struct text text, const struct tokens *tokens, uint32_t least, uint32_t end)
{
    struct look const l = {.text = text, .tokens = tokens, .least = least};
    uint32_t start = operand_start(&l, end);
    if (start == NOT_FOUND)
        return end;
    for (unsigned operands = 0; operands < EXPR_NODES_MAX; operands++) {
        uint32_t const infix = operator_before(&l, start);
        uint32_t const more = infix == NOT_FOUND ? NOT_FOUND : operand_start(&l, infix);
        if (more == NOT_FOUND) {
            const struct token *before = left_of(&l, start);
            bool const factor = is_role(before, WORD_MULTIPLE) && start > least;
            return factor ? start - 1 : signed_start(&l, start);
        }
        start = more;
    }
    return start;
}
