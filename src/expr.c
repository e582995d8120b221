#include "expr.h"

bool expr_is_share(const struct expr *e, const struct tokens *tokens)
{
    if (e->count != 3)
        return e->count == 1 && e->nodes[0].kind == NODE_WORD && tokens->items[e->nodes[0].a].word.role == WORD_FRACTION;
    const struct node *root = &e->nodes[e->root], *a = &e->nodes[root->a], *b = &e->nodes[root->b];
    const struct token *over = &tokens->items[b->a];
    if (root->kind == NODE_MUL)
        return b->kind == NODE_WORD && over->word.role == WORD_FRACTION;
    if (root->kind != NODE_DIV || a->kind != NODE_NUMBER || b->kind != NODE_NUMBER || (over->flags & TOKEN_SPACED))
        return false;
    return value_cmp(&tokens->numbers[tokens->items[a->a].number], &tokens->numbers[over->number]) < 0;
}

static bool whole_leaf(const struct expr *e, const struct tokens *tokens, uint32_t node, int64_t *out)
{
    const struct node *n = &e->nodes[node];
    if (n->kind != NODE_NUMBER || tokens->items[n->a].kind != TOKEN_NUMBER || tokens->items[n->a].places)
        return false;
    *out = tokens->numbers[tokens->items[n->a].number].num;
    return tokens->numbers[tokens->items[n->a].number].den == 1;
}

bool expr_is_fraction(const struct expr *e, const struct tokens *tokens, uint32_t node)
{
    const struct node *n = &e->nodes[node];
    int64_t top, bottom;
    return n->kind == NODE_DIV && whole_leaf(e, tokens, n->a, &top) && whole_leaf(e, tokens, n->b, &bottom) && bottom > 1 &&
           bottom < INT64_C(1) << 62 && top < INT64_C(1) << 62 && value_ratio(top, bottom).den == bottom;
}

bool expr_is_written(const struct expr *e, const struct tokens *tokens)
{
    if (!e->formula || e->count == 0)
        return expr_is_bare(e);
    uint32_t at = e->root;
    while (e->nodes[at].kind == NODE_NEGATE)
        at = e->nodes[at].a;
    return e->nodes[at].kind <= NODE_WORD || expr_is_fraction(e, tokens, at);
}

uint32_t expr_written_token(const struct expr *e)
{
    uint32_t at = e->root;
    while (e->nodes[at].kind > NODE_WORD)
        at = e->nodes[at].a;
    return e->nodes[at].a;
}

struct evaluation {
    const struct expr *e;
    const struct tokens *tokens;
    const struct value *numbers;
    bool points;
};

static struct value leaf(const struct evaluation *ev, const struct node *node)
{
    const struct token *token = &ev->tokens->items[node->a];
    return node->kind == NODE_NUMBER ? ev->numbers[token->number] : (struct value){token->word.num, token->word.den, NULL};
}

static bool is_count(const struct value *v)
{
    return value_is_small(v) && v->den == 1 && v->num >= 0 && v->num <= EXPR_COUNT_MAX;
}

/* Where it fails the value is cleared. */
static enum status multiply(struct value *so_far, const struct value *by)
{
    struct value product;
    enum status const status = value_mul(so_far, by, &product);
    value_clear(so_far);
    if (status == STATUS_OK)
        *so_far = product;
    return status;
}

/* (n - k + 1) … n over 1 … k */
static enum status choose(const struct value *n, const struct value *k, struct value *out)
{
    *out = value_int(0);
    if (!is_count(n) || !is_count(k) || k->num > n->num)
        return STATUS_UNKNOWN;
    struct value so_far = value_int(1);
    for (int64_t i = 1; i <= k->num; i++) {
        struct value const next = value_ratio(n->num - k->num + i, i);
        enum status const status = multiply(&so_far, &next);
        if (status != STATUS_OK)
            return status;
    }
    *out = so_far;
    return STATUS_OK;
}

static enum status factorial(const struct value *n, struct value *out)
{
    *out = value_int(0);
    if (!is_count(n))
        return STATUS_UNKNOWN;
    struct value so_far = value_int(1);
    for (int64_t i = 2; i <= n->num; i++) {
        struct value const next = value_int(i);
        enum status const status = multiply(&so_far, &next);
        if (status != STATUS_OK)
            return status;
    }
    *out = so_far;
    return STATUS_OK;
}

/* The number whose square it is, or -1. */
static int64_t whole_root(int64_t square)
{
    int64_t root = 0;
    for (int64_t bit = INT64_C(1) << 31; bit; bit >>= 1)
        if (root + bit <= INT64_C(3037000499) && (root + bit) * (root + bit) <= square)
            root += bit;
    return root * root == square ? root : -1;
}

static enum status square_root(const struct value *v, struct value *out)
{
    int64_t const above = value_is_small(v) ? whole_root(v->num) : -1, below = above < 0 ? -1 : whole_root(v->den);
    *out = below < 0 ? value_int(0) : value_ratio(above, below);
    return below < 0 ? STATUS_UNKNOWN : STATUS_OK;
}

static enum status operate(uint8_t kind, const struct value *a, const struct value *b, struct value *out)
{
    switch (kind) {
    case NODE_ADD:
        return value_add(a, b, out);
    case NODE_SUB:
        return value_sub(a, b, out);
    case NODE_MUL:
        return value_mul(a, b, out);
    case NODE_DIV:
        return value_div(a, b, out);
    case NODE_CHOOSE:
        return choose(a, b, out);
    default:
        return value_pow(a, b, out);
    }
}

static enum status eval_operation(const struct evaluation *ev, const struct node *node, struct value *out);

static inline enum status eval_node(const struct evaluation *ev, uint32_t at, struct value *out)
{
    const struct node *node = &ev->e->nodes[at];
    if (node->kind > NODE_WORD)
        return eval_operation(ev, node, out);
    *out = leaf(ev, node);
    return STATUS_OK;
}

static enum status eval_unary(const struct evaluation *ev, const struct node *node, struct value *out)
{
    struct value const factor = node->kind == NODE_NEGATE ? value_int(-1) : (struct value){1, 100, NULL};
    if (node->kind == NODE_PERCENT && ev->points)
        return eval_node(ev, node->a, out);
    struct value inner;
    enum status status = eval_node(ev, node->a, &inner);
    if (status == STATUS_OK) {
        status = node->kind == NODE_ROOT        ? square_root(&inner, out)
                 : node->kind == NODE_FACTORIAL ? factorial(&inner, out)
                                                : value_mul(&inner, &factor, out);
        value_clear(&inner);
    }
    return status;
}

static enum status eval_binary(const struct evaluation *ev, const struct node *node, struct value *out)
{
    struct value a, b;
    enum status status = eval_node(ev, node->a, &a);
    if (status != STATUS_OK)
        return status;
    status = eval_node(ev, node->b, &b);
    if (status == STATUS_OK) {
        status = operate(node->kind, &a, &b, out);
        value_clear(&b);
    }
    value_clear(&a);
    return status;
}

static enum status eval_operation(const struct evaluation *ev, const struct node *node, struct value *out)
{
    *out = value_int(0);
    return node->kind <= NODE_PERCENT ? eval_unary(ev, node, out) : eval_binary(ev, node, out);
}

enum status expr_eval(const struct expr *e, const struct tokens *tokens, const struct value *numbers, bool points,
                      struct value *out)
{
    struct evaluation const ev = {e, tokens, numbers, points};
    *out = value_int(0);
    return e->count ? eval_node(&ev, e->root, out) : STATUS_UNKNOWN;
}

static int precedence(uint8_t kind)
{
    return kind <= NODE_WORD || kind == NODE_ROOT || kind == NODE_CHOOSE ? 9
           : kind == NODE_FACTORIAL                                      ? 5
           : kind == NODE_POW                                            ? 4
           : kind == NODE_NEGATE                                         ? 3
           : kind >= NODE_MUL || kind == NODE_PERCENT                    ? 2
                                                                         : 1;
}

static void write_node(const struct evaluation *ev, uint32_t at, int least, struct buffer *out);

static void write_leaf(const struct evaluation *ev, const struct node *node, struct buffer *out)
{
    struct value const v = leaf(ev, node);
    bool const ratio = value_places(&v) < 0;
    if (ratio)
        buffer_char(out, '(');
    value_write(&v, out);
    if (ratio)
        buffer_char(out, ')');
}

/* sqrt(9), C(5,2) */
static void write_call(const struct evaluation *ev, const struct node *node, struct buffer *out)
{
    buffer_string(out, node->kind == NODE_ROOT ? "sqrt(" : "C(");
    write_node(ev, node->a, 0, out);
    if (node->kind == NODE_CHOOSE) {
        buffer_char(out, ',');
        write_node(ev, node->b, 0, out);
    }
    buffer_char(out, ')');
}

static void write_node(const struct evaluation *ev, uint32_t at, int least, struct buffer *out)
{
    static const char signs[] = {[NODE_ADD] = '+', [NODE_SUB] = '-', [NODE_MUL] = '*', [NODE_DIV] = '/', [NODE_POW] = '^'};
    const struct node *node = &ev->e->nodes[at];
    if (node->kind == NODE_PERCENT && ev->points) {
        write_node(ev, node->a, least, out);
        return;
    }
    int const mine = precedence(node->kind);
    bool const brackets = mine < least || (node->kind == NODE_NEGATE && least > 1); /* 8-(-4) */
    if (brackets)
        buffer_char(out, '(');
    if (node->kind <= NODE_WORD) {
        write_leaf(ev, node, out);
    } else if (node->kind == NODE_ROOT || node->kind == NODE_CHOOSE) {
        write_call(ev, node, out);
    } else if (node->kind == NODE_FACTORIAL) {
        write_node(ev, node->a, 9, out);
        buffer_char(out, '!');
    } else if (node->kind == NODE_NEGATE) {
        buffer_char(out, '-');
        write_node(ev, node->a, mine + 1, out);
    } else if (node->kind == NODE_PERCENT) {
        write_node(ev, node->a, mine, out);
        buffer_string(out, "/100");
    } else {
        write_node(ev, node->a, mine + (node->kind == NODE_POW), out);
        buffer_char(out, signs[node->kind]);
        write_node(ev, node->b, mine + (node->kind != NODE_POW), out);
    }
    if (brackets)
        buffer_char(out, ')');
}

void expr_write(const struct expr *e, const struct tokens *tokens, const struct value *numbers, bool points, struct buffer *out)
{
    struct evaluation const ev = {e, tokens, numbers, points};
    if (e->count)
        write_node(&ev, e->root, 0, out);
}
