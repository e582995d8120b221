#include "numeric.h"

#include <stdlib.h>

struct maker {
    const struct statement *statement;
    struct text step;
    const struct tokens *tokens;
    struct expr *out;
    unsigned depth;
    bool failed;
};

static uint32_t give_up(struct maker *m)
{
    m->failed = true;
    return 0;
}

/* The first token that ends behind the byte. */
static uint32_t token_at_byte(const struct tokens *tokens, uint32_t byte)
{
    uint32_t low = 0, high = (uint32_t)tokens->count;
    while (low < high) {
        uint32_t const middle = low + (high - low) / 2;
        if (tokens->items[middle].end > byte)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static uint32_t add_node(struct maker *m, enum node_kind kind, uint32_t a, uint32_t b)
{
    if (m->out->count == EXPR_NODES_MAX)
        return give_up(m);
    m->out->nodes[m->out->count] = (struct node){(uint8_t)kind, a, b};
    return m->out->count++;
}

static uint32_t make(struct maker *m, const struct formula *f);

/* The only number between its bytes: brackets and boxes around it count as its own. */
static uint32_t make_number(struct maker *m, const struct formula *f)
{
    uint32_t const start = maths_place(m->statement, f->start), end = maths_place(m->statement, f->end);
    uint32_t found = 0, at = 0;
    for (uint32_t i = token_at_byte(m->tokens, start); i < m->tokens->count && m->tokens->items[i].start < end; i++)
        if (m->tokens->items[i].kind == TOKEN_NUMBER) {
            at = i;
            found++;
        }
    const struct token *t = tokens_at(m->tokens, at);
    struct value value;
    if (found != 1 || (t->flags & TOKEN_MALFORMED) || t->start < start || t->end > end ||
        value_read(f->text, &value) != STATUS_OK)
        return give_up(m);
    bool const same = value_equal(&value, &m->tokens->numbers[t->number]);
    value_clear(&value);
    return same ? add_node(m, NODE_NUMBER, at, 0) : give_up(m);
}

/* a + -b: both signs are written */
static bool has_plus(const struct maker *m, const struct formula *a, const struct formula *b)
{
    uint32_t const from = maths_place(m->statement, a->end), to = maths_place(m->statement, b->args[0]->start);
    return from < to && to <= m->step.size && memchr(m->step.at + from, '+', to - from);
}

/* a + b - c, a * b * c */
static uint32_t make_row(struct maker *m, const struct formula *f)
{
    uint32_t left = make(m, f->args[0]);
    for (size_t i = 1; i < f->count && !m->failed; i++) {
        const struct formula *next = f->args[i];
        bool const minus =
            f->kind == FORMULA_ADD && next->kind == FORMULA_NEG && !next->bracketed && !has_plus(m, f->args[i - 1], next);
        uint32_t const right = make(m, minus ? next->args[0] : next);
        left = add_node(m, f->kind == FORMULA_MUL ? NODE_MUL : minus ? NODE_SUB : NODE_ADD, left, right);
    }
    return left;
}

static uint32_t make_binary(struct maker *m, const struct formula *f)
{
    uint32_t const a = make(m, f->args[0]), b = m->failed ? 0 : make(m, f->args[1]);
    return add_node(m, f->kind == FORMULA_DIV ? NODE_DIV : f->kind == FORMULA_BINOMIAL ? NODE_CHOOSE : NODE_POW, a, b);
}

static uint32_t make_unary(struct maker *m, const struct formula *f, enum node_kind kind)
{
    m->out->percent = m->out->percent || kind == NODE_PERCENT;
    return add_node(m, kind, make(m, f->args[0]), 0);
}

/* A degree is written, and would be a number of its own. */
static bool is_square_root(const struct formula *f)
{
    return f->kind == FORMULA_ROOT &&
           (f->count == 1 || (f->args[1]->kind == FORMULA_NUMBER && text_equal(f->args[1]->text, TEXT("2"))));
}

static uint32_t make(struct maker *m, const struct formula *f)
{
    uint32_t node = 0;
    if (m->failed || ++m->depth > EXPR_DEPTH_MAX)
        return give_up(m);
    if (f->kind == FORMULA_NUMBER)
        node = make_number(m, f);
    else if (f->kind == FORMULA_ADD || f->kind == FORMULA_MUL)
        node = make_row(m, f);
    else if (f->kind == FORMULA_DIV || f->kind == FORMULA_POW || f->kind == FORMULA_BINOMIAL)
        node = make_binary(m, f);
    else if (f->kind == FORMULA_NEG || f->kind == FORMULA_FACTORIAL || f->kind == FORMULA_PERCENT)
        node = make_unary(m, f,
                          f->kind == FORMULA_NEG         ? NODE_NEGATE
                          : f->kind == FORMULA_FACTORIAL ? NODE_FACTORIAL
                                                         : NODE_PERCENT);
    else if (is_square_root(f))
        node = make_unary(m, f, NODE_ROOT);
    else if ((f->kind == FORMULA_UNIT && f->count == 1) || f->kind == FORMULA_DEGREES)
        node = make(m, f->args[0]);
    else
        node = give_up(m);
    m->depth--;
    return node;
}

/* Is every number between its ends one of its leaves? */
static bool all_read(const struct tokens *tokens, const struct expr *e)
{
    uint32_t leaves = 0, numbers = 0;
    for (uint32_t i = 0; i < e->count; i++)
        leaves += e->nodes[i].kind == NODE_NUMBER;
    for (uint32_t i = e->first; i < e->last && i < tokens->count; i++)
        numbers += tokens->items[i].kind == TOKEN_NUMBER;
    return leaves == numbers;
}

static bool make_side(struct maker *m, const struct formula *f, struct arena *arena, struct expr *out)
{
    struct node scratch[EXPR_NODES_MAX];
    uint32_t const start = maths_place(m->statement, f->start), end = maths_place(m->statement, f->end - 1);
    *out = (struct expr){.nodes = scratch, .formula = true};
    m->out = out;
    out->root = make(m, f);
    bool const share = !m->failed && out->nodes[out->root].kind == NODE_PERCENT; /* points, perhaps */
    if (m->failed || share || f->end == f->start || end < start || end >= m->step.size)
        return false;
    out->first = token_at_byte(m->tokens, start);
    out->last = token_at_byte(m->tokens, end) + 1;
    if (!all_read(m->tokens, out))
        return false;
    out->nodes = ARENA_ARRAY(arena, struct node, out->count);
    memcpy(out->nodes, scratch, out->count * sizeof *scratch);
    return out->last <= m->tokens->count;
}

static bool equal_sides(const struct claim *claim, const struct tokens *tokens, bool *equal)
{
    struct value left, right;
    if (expr_eval(&claim->left, tokens, tokens->numbers, false, &left) != STATUS_OK)
        return false;
    bool const good = expr_eval(&claim->right, tokens, tokens->numbers, false, &right) == STATUS_OK;
    if (good) {
        *equal = value_equal(&left, &right);
        value_clear(&right);
    }
    value_clear(&left);
    return good;
}

static bool find_relation(const struct tokens *tokens, struct claim *claim)
{
    uint32_t found = 0;
    for (uint32_t i = claim->left.last; i < claim->right.first; i++)
        if (tokens->items[i].kind == TOKEN_RELATION && tokens->items[i].sign == '=') {
            claim->relation = i;
            found++;
        }
    return found == 1;
}

bool numeric_claim(const struct link *link, struct text step, const struct tokens *tokens, struct arena *arena, struct claim *out)
{
    const struct formula *f = link->formula;
    struct maker m = {.statement = link->statement, .step = step, .tokens = tokens};
    struct claim claim = {.step = link->step, .sign = '=', .formula = true, .truth = link->truth, .supports = link->supports};
    bool equal = false;
    if (link->said != LINK_WRITTEN || !link->closed || link->truth == TRUTH_UNKNOWN || f->text.at[0] != '=' || f->count != 2 ||
        !make_side(&m, f->args[0], arena, &claim.left) || !make_side(&m, f->args[1], arena, &claim.right) ||
        claim.right.first < claim.left.last || !find_relation(tokens, &claim) || !equal_sides(&claim, tokens, &equal) ||
        equal != (link->truth == TRUTH_HOLDS) ||
        (expr_is_written(&claim.left, tokens) && expr_is_written(&claim.right, tokens) && claim.left.count == claim.right.count))
        return false;
    claim.start = maths_place(m.statement, f->args[0]->start);
    claim.end = maths_place(m.statement, f->args[1]->end - 1) + 1;
    claim.equal = claim.preferred = equal;
    claim.why = link->why;
    *out = claim;
    return true;
}

static int by_relation(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;
    return x->relation < y->relation ? -1 : x->relation > y->relation;
}

void numeric_chain(struct claim *claims, size_t count)
{
    qsort(claims, count, sizeof *claims, by_relation);
    for (size_t i = 0; i < count; i++) {
        const struct claim *before = i ? &claims[i - 1] : NULL;
        bool const linked = before && before->right.first == claims[i].left.first && before->right.last == claims[i].left.last;
        if (claims[i].formula)
            claims[i].chained = linked && (before->chained || !expr_is_bare(&before->left));
        else
            claims[i].chained = claims[i].chained && linked;
        if (linked && (claims[i].formula || before->formula))
            claims[i - 1].continued = true;
    }
}
