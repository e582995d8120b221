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

bool parse_operand_at(struct text text, const struct tokens *tokens, uint32_t at, uint32_t end)
{
    struct parser const p = {.text = text, .tokens = tokens, .end = end};
    if (token_is_sign(token_at(&p, at), '-'))
        at++;
    if (token_at(&p, at)->kind == TOKEN_CURRENCY)
        at++;
    const struct token *t = token_at(&p, at);
    return t->kind == TOKEN_NUMBER || t->kind == TOKEN_OPEN || (t->kind == TOKEN_WORD && phrase_number_word_at(tokens, at));
}

/* Behind the words that may stand at `at` in this reading. */
static uint32_t pass_words(struct parser *p, uint32_t at)
{
    at = phrase_units(p->tokens, at, p->end);
    for (unsigned n = 0; (p->readings & READ_ASIDES) && n < ASIDES_MAX && at < p->end; n++) {
        uint32_t const behind = phrase_is_aside(p->text, p->tokens, at) ? at + 1 : phrase_bracket(p->tokens, at);
        if (behind == at)
            break;
        p->out->aside |= token_at(p, at)->kind == TOKEN_OPEN && token_is_tight(token_at(p, at)); /* 2(trucks) may be a product */
        while (at < behind)
            p->out->aside |= phrase_may_count(p->text, p->tokens, at++);
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

static bool spaced_fraction(const struct parser *p, uint32_t at)
{
    return token_at(p, at)->kind == TOKEN_NUMBER && token_is_sign(token_at(p, at + 1), '/') &&
           token_at(p, at + 2)->kind == TOKEN_NUMBER;
}

bool parse_fraction_at(const struct tokens *tokens, uint32_t at, uint32_t end, bool proper)
{
    struct parser const p = {.tokens = tokens, .end = end};
    const struct token *b = token_at(&p, at + 2);
    if (!spaced_fraction(&p, at) || !token_is_tight(token_at(&p, at + 1)) || !token_is_tight(b))
        return false;
    const struct token *a = token_at(&p, at);
    const struct value *x = &tokens->numbers[a->number], *y = &tokens->numbers[b->number];
    return a->places == 0 && b->places == 0 && (!proper || value_cmp(x, y) < 0);
}

static bool tight_fraction(const struct parser *p, uint32_t at, bool proper)
{
    return parse_fraction_at(p->tokens, at, p->end, proper);
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
    uint32_t const skip = token_is(token_at(p, p->at), WORD_AND) ? 1 : 0;
    if (!tight_fraction(p, p->at + skip, true) || token_is_tight(token_at(p, p->at + skip)))
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
    if (token_at(p, p->at)->kind == TOKEN_CURRENCY && token_is_tight(token_at(p, p->at)))
        p->at++;
    if (token_at(p, p->at)->kind == TOKEN_DOTS && token_is_tight(token_at(p, p->at))) {
        p->at++;
        p->out->dots = true;
    }
    if (token_at(p, p->at)->kind == TOKEN_PERCENT) {
        p->at++;
        p->out->percent = true;
        node = add_node(p, NODE_PERCENT, node, 0);
    }
    if (token_is(token_at(p, p->at), WORD_SCALE)) {
        p->out->scaled = true;
        p->out->large |= token_at(p, p->at)->word.num != 12;
        if (scales(p, token_at(p, p->at)))
            node = add_node(p, NODE_MUL, node, add_node(p, NODE_WORD, p->at, 0));
        p->at++;
    }
    return node;
}

/* "3 x 4", but not "3x - 4" */
static bool times_at(const struct parser *p, uint32_t at)
{
    return phrase_is_x(p->text, token_at(p, at)) && token_at(p, at + 1)->kind != TOKEN_SIGN &&
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
        if (!times_at(p, p->at + 1) && (letter || (token_is(next, WORD_CLOCK) && !(p->readings & READ_SHORT))))
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
    bool const dash = token_is_sign(token_at(p, p->at), '-') && token_is_tight(token_at(p, p->at));
    const struct token *next = token_at(p, p->at + dash);
    if (token_is(next, WORD_FRACTION)) {
        p->at += dash;
        return add_node(p, NODE_MUL, node, add_node(p, NODE_WORD, p->at++, 0));
    }
    if (dash && token_is(next, WORD_CARDINAL) && t->word.num >= 20 && next->word.num < 10) {
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
    p->at = pass_words(p, p->at);
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
    if (token_is_sign(t, '-')) {
        p->at++;
        node = add_node(p, NODE_NEGATE, parse_binary(p, 4), 0); /* -3^2 is -(3^2) */
    } else {
        if (t->kind == TOKEN_CURRENCY) {
            p->out->currency = p->out->currency ? p->out->currency : p->text.at[t->start];
            t = token_at(p, ++p->at);
        }
        if (t->kind == TOKEN_NUMBER)
            node = parse_number(p);
        else if (t->kind == TOKEN_OPEN)
            node = parse_bracket(p);
        else if (t->kind == TOKEN_WORD && phrase_number_word_at(p->tokens, p->at))
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
    if (n->kind == NODE_NUMBER) { /* ½ of 60 */
        const struct token *t = &p->tokens->items[n->a];
        return !t->places && p->tokens->numbers[t->number].den != 1;
    }
    if (n->kind == NODE_MUL) /* two thirds */
        n = &p->out->nodes[n->b];
    return n->kind == NODE_WORD && p->tokens->items[n->a].word.role == WORD_FRACTION;
}

static struct infix infix_of_word(const struct parser *p, const struct token *t, uint32_t at, uint32_t left)
{
    bool const by = token_is(token_at(p, at + 1), WORD_BY);
    if (phrase_is_x(p->text, t))
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

/* "5(3 + 1)", "(5)3": a product without a sign */
static bool next_to_bracket(const struct parser *p, uint32_t at)
{
    if (token_at(p, at)->kind == TOKEN_OPEN)
        return parse_operand_at(p->text, p->tokens, at + 1, p->end);
    return token_at(p, at)->kind == TOKEN_NUMBER && token_at(p, at - 1)->kind == TOKEN_CLOSE;
}

/* "May 2013 - June 2011": a name that is nobody's ("Ann's 5") */
static bool is_date(const struct parser *p, uint32_t at)
{
    const struct token *t = token_at(p, at);
    return t->end - t->start > 1 && to_lower(p->text.at[t->start]) != p->text.at[t->start] &&
           token_at(p, at + 1)->kind == TOKEN_NUMBER && is_letter(p->text.at[t->end - 2]);
}

static struct infix infix_at(struct parser *p, uint32_t left)
{
    static const enum node_kind kinds[128] = {
        ['+'] = NODE_ADD, ['-'] = NODE_SUB, ['*'] = NODE_MUL, ['/'] = NODE_DIV, ['^'] = NODE_POW};
    uint32_t const at = pass_words(p, p->at);
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
    else if (token_is_tight(t) && at == p->at && next_to_bracket(p, at))
        infix = (struct infix){NODE_MUL, 2, at};
    bool const brief = (p->readings & READ_SHORT) && token_at(p, infix.operand)->kind == TOKEN_WORD; /* "= 11 - one more" */
    if (brief)
        infix.precedence = 0;
    if ((p->readings & READ_ASIDES) && infix.precedence) {
        uint32_t const written = infix.operand;
        infix.operand = pass_words(p, written);
        p->out->aside |= infix.operand > written && is_date(p, written);
    }
    if (infix.precedence && !parse_operand_at(p->text, p->tokens, infix.operand, p->end))
        infix.precedence = 0;
    return infix;
}

/* A percentage other than 100 %. */
static bool is_share_of(const struct parser *p, uint32_t node)
{
    const struct node *n = &p->out->nodes[node];
    if (p->failed || n->kind != NODE_PERCENT || p->out->nodes[n->a].kind != NODE_NUMBER)
        return false;
    struct value const hundred = value_int(100);
    return !value_equal(&p->tokens->numbers[p->tokens->items[p->out->nodes[n->a].a].number], &hundred);
}

/* Precedence climbing (Richards, Whitby-Strevens: BCPL, 1979); "^" takes its right operand first. */
static uint32_t parse_binary(struct parser *p, int least)
{
    uint32_t left = parse_unary(p);
    while (!p->failed) {
        struct infix const infix = infix_at(p, left);
        if (infix.precedence < least || infix.precedence == 0)
            break;
        p->out->implicit |= infix.operand == p->at;
        p->at = infix.operand;
        bool const nested = infix.kind == NODE_DIV && spaced_fraction(p, p->at);
        p->out->nested_slash |= nested;
        bool const fraction = nested && (p->readings & READ_NEST);
        uint32_t const right = fraction ? parse_fraction(p) : parse_binary(p, infix.kind == NODE_POW ? 4 : infix.precedence + 1);
        p->out->factor |= (infix.kind == NODE_MUL || infix.kind == NODE_DIV) && (is_share_of(p, left) || is_share_of(p, right));
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
    return (readings & READ_SHORT) ? p.at : pass_words(&p, p.at);
}
