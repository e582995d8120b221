#include "slack.h"

struct slack {
    const struct tokens *tokens;
    const struct value *numbers;
};

struct interval {
    struct value low, high;
};

static void interval_clear(struct interval *i)
{
    value_clear(&i->low);
    value_clear(&i->high);
}

static bool interval_of(const struct slack *s, const struct expr *e, uint32_t node, struct interval *out);

static bool leaf_interval(const struct slack *s, const struct node *n, struct interval *out)
{
    const struct token *t = &s->tokens->items[n->a];
    struct value const v = n->kind == NODE_NUMBER ? s->numbers[t->number] : (struct value){t->word.num, t->word.den, NULL};
    int64_t unit = 1;
    for (unsigned i = 0; i < t->places; i++)
        unit *= 10;
    struct value const slack = n->kind == NODE_NUMBER && t->places ? (struct value){1, unit, NULL} : value_int(0);
    if (value_sub(&v, &slack, &out->low) != STATUS_OK)
        return false;
    if (value_add(&v, &slack, &out->high) == STATUS_OK)
        return true;
    value_clear(&out->low);
    return false;
}

static enum status corner(uint8_t kind, const struct value *a, const struct value *b, struct value *out)
{
    switch (kind) {
    case NODE_ADD:
        return value_add(a, b, out);
    case NODE_SUB:
        return value_sub(a, b, out);
    case NODE_DIV:
        return value_div(a, b, out);
    case NODE_MUL:
    case NODE_PERCENT:
    case NODE_NEGATE:
        return value_mul(a, b, out);
    default:
        return STATUS_UNKNOWN;
    }
}

/* Smallest and largest of the four corners; enough for + - * and for / by what keeps its sign. */
static bool combine(uint8_t kind, const struct interval *a, const struct interval *b, struct interval *out)
{
    if (kind == NODE_DIV && value_sign(&b->low) != value_sign(&b->high))
        return false;
    for (int i = 0; i < 4; i++) {
        struct value v;
        if (corner(kind, i & 1 ? &a->high : &a->low, i & 2 ? &b->high : &b->low, &v) != STATUS_OK) {
            if (i)
                interval_clear(out);
            return false;
        }
        struct value *replaced = i == 0                          ? NULL
                                 : value_cmp(&v, &out->low) < 0  ? &out->low
                                 : value_cmp(&v, &out->high) > 0 ? &out->high
                                                                 : &v;
        if (i == 0) {
            struct value const zero = value_int(0);
            out->low = v;
            if (value_add(&v, &zero, &out->high) != STATUS_OK)
                out->high = value_int(0);
            continue;
        }
        value_clear(replaced);
        if (replaced != &v)
            *replaced = v;
    }
    return true;
}

static bool interval_of(const struct slack *s, const struct expr *e, uint32_t node, struct interval *out)
{
    const struct node *n = &e->nodes[node];
    if (n->kind <= NODE_WORD)
        return leaf_interval(s, n, out);
    struct interval a, b;
    if (n->kind == NODE_ROOT || n->kind == NODE_FACTORIAL || !interval_of(s, e, n->a, &a))
        return false;
    bool done = false;
    if (n->kind <= NODE_PERCENT) {
        struct value const factor = n->kind == NODE_NEGATE ? value_int(-1) : (struct value){1, 100, NULL};
        done = combine(n->kind, &a, &(struct interval){factor, factor}, out);
    } else if (interval_of(s, e, n->b, &b)) {
        done = combine(n->kind, &a, &b, out);
        interval_clear(&b);
    }
    interval_clear(&a);
    return done;
}

static bool has_decimals(const struct slack *s, const struct expr *e)
{
    for (uint32_t i = 0; i < e->count; i++)
        if (e->nodes[i].kind == NODE_NUMBER && s->tokens->items[e->nodes[i].a].places)
            return true;
    return false;
}

bool slack_explains(const struct tokens *tokens, const struct value *numbers, const struct claim *c)
{
    struct slack const all = {tokens, numbers}, *s = &all;
    struct interval l, r;
    if ((!has_decimals(s, &c->left) && !has_decimals(s, &c->right)) || c->left.percent || c->right.percent)
        return false;
    if (!interval_of(s, &c->left, c->left.root, &l))
        return true;
    bool overlap = true;
    if (interval_of(s, &c->right, c->right.root, &r)) {
        overlap = value_cmp(&l.low, &r.high) <= 0 && value_cmp(&r.low, &l.high) <= 0;
        interval_clear(&r);
    }
    interval_clear(&l);
    return overlap;
}
