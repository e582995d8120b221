/* Claims: operands, results, members of chains. */
#include "follow_parts.h"

enum { MEMBER_NODES_MAX = 60 }; /* of a member of a chain that is worked out again */

static struct value leaf_value(const struct carrier *c, uint32_t at, const struct value *numbers)
{
    const struct token *t = follow_token(c, at);
    return t->kind == TOKEN_NUMBER ? numbers[t->number] : (struct value){t->word.num, t->word.den, NULL};
}

/* The value of a part of an expression, if it is small. */
static bool part_value(const struct carrier *c, const struct expr *e, uint32_t node, const struct value *numbers,
                       struct value *out)
{
    struct expr part = *e;
    part.root = node;
    if (expr_eval(&part, &follow_step(c)->tokens, numbers, false, out) != STATUS_OK)
        return false;
    bool const small = value_is_small(out);
    if (!small)
        value_clear(out);
    return small;
}

static bool carry_leaf(struct carrier *c, uint32_t at)
{
    struct value const was = leaf_value(c, at, follow_step(c)->tokens.numbers);
    struct value now = was;
    bool const word = follow_token(c, at)->kind != TOKEN_NUMBER;
    if (c->seen[at]) { /* the member before it in a chain */
        now = leaf_value(c, at, c->numbers);
        return !value_equal(&now, &was);
    }
    enum bound const bound = follow_bind(c, &was, at, false, &now);
    c->seen[at] = true;
    if (bound == AMBIGUOUS || (word && bound == CHANGED))
        return follow_refuse_site(c, "a number could be a changed one or another");
    if (bound == UNCHANGED)
        return false;
    c->numbers[follow_token(c, at)->number] = now;
    follow_rewrite(c, at, &now);
    return true;
}

/* Is the node one number of several tokens: -5, \frac{2}{3}? */
static bool is_composed(const struct carrier *c, const struct expr *e, uint32_t node)
{
    const struct node *n = &e->nodes[node];
    return e->formula &&
           (expr_is_fraction(e, &follow_step(c)->tokens, node) || (n->kind == NODE_NEGATE && e->nodes[n->a].kind == NODE_NUMBER));
}

static uint32_t first_leaf(const struct expr *e, uint32_t node)
{
    while (e->nodes[node].kind > NODE_WORD)
        node = e->nodes[node].a;
    return e->nodes[node].a;
}

/* Binds the operands of an expression from the node down; returns whether any changed. */
static bool carry_operands(struct carrier *c, const struct expr *e, uint32_t node)
{
    const struct node *n = &e->nodes[node];
    struct value was, now;
    if (c->refusal)
        return false;
    if (n->kind <= NODE_WORD)
        return carry_leaf(c, n->a);
    if (is_composed(c, e, node) && !c->seen[first_leaf(e, node)] &&
        part_value(c, e, node, follow_step(c)->tokens.numbers, &was)) {
        enum bound const bound = follow_bind(c, &was, first_leaf(e, node), false, &now);
        if (bound == AMBIGUOUS)
            return follow_refuse_site(c, "a number could be a changed one or another");
        if (bound == CHANGED)
            return follow_rewrite_written(c, e, node, &now);
    }
    bool const left = carry_operands(c, e, n->a);
    return (n->kind > NODE_PERCENT && carry_operands(c, e, n->b)) || left;
}

static int32_t derivation_of(const struct carrier *c, size_t claim)
{
    for (size_t i = 0; i < c->on->derivations_count; i++)
        if (c->on->derivations[i].claim == claim)
            return (int32_t)i;
    return -1;
}

static bool recompute(struct carrier *c, const struct claim *claim, const struct expr *from, bool points,
                      const struct expr *result, struct value *out)
{
    const struct tokens *tokens = &follow_step(c)->tokens;
    struct value exact, old, written;
    if (expr_eval(result, tokens, tokens->numbers, result->percent, &written) != STATUS_OK)
        return false;
    bool done = false;
    if (expr_eval(from, tokens, c->numbers, points, &exact) == STATUS_OK) {
        if (expr_eval(from, tokens, tokens->numbers, points, &old) == STATUS_OK) {
            done = rework_result(claim, follow_token(c, expr_written_token(result)), &old, &written, &exact, out);
            value_clear(&old);
        }
        value_clear(&exact);
    }
    value_clear(&written);
    return done;
}

/* Is the claim still proved with the numbers as they have become? */
static bool still_holds(struct carrier *c, const struct claim *claim)
{
    const struct step *step = follow_step(c);
    return judge_claim(step->text, &step->tokens, c->numbers, claim, c->arena).supports;
}

static bool carry_order(struct carrier *c, const struct claim *claim)
{
    bool const left = carry_operands(c, &claim->left, claim->left.root),
               right = !c->refusal && carry_operands(c, &claim->right, claim->right.root);
    if (c->refusal)
        return false;
    return (left || right) && !still_holds(c, claim) ? follow_refuse(c, "a comparison would become false") : true;
}

/* How many values have the parts of the member before that had this one? 0: there are none; *now is what it has become, of one. */
static unsigned restated(const struct carrier *c, const struct expr *before, const struct value *value, struct value *now)
{
    bool any = false;
    for (uint32_t i = 0; i < before->count; i++) {
        struct value was, is;
        if (!part_value(c, before, i, follow_step(c)->tokens.numbers, &was) || !value_equal(&was, value))
            continue;
        if (!part_value(c, before, i, c->numbers, &is) || (any && !value_equal(&is, now)))
            return 2;
        *now = is;
        any = true;
    }
    return any;
}

/* A member of a chain behind a changed one: its numbers restate parts of that, 4*5 + 3 = 20 + 3. */
static bool restate(struct carrier *c, const struct expr *before, const struct expr *e, uint32_t node)
{
    const struct node *n = &e->nodes[node];
    struct value was, now;
    if (c->refusal)
        return false;
    bool const composed = is_composed(c, e, node);
    if (n->kind <= NODE_WORD || composed) {
        if (c->seen[first_leaf(e, node)] || !part_value(c, e, node, follow_step(c)->tokens.numbers, &was))
            return true;
        unsigned const values = restated(c, before, &was, &now);
        if (values > 1)
            return follow_refuse(c, "a member of a chain could restate several parts of the one before");
        if (values == 1 && n->kind != NODE_WORD)
            return follow_rewrite_written(c, e, node, &now);
        if (!composed)
            return carry_leaf(c, n->a) || !c->refusal;
    }
    return restate(c, before, e, n->a) && (n->kind <= NODE_PERCENT || restate(c, before, e, n->b));
}

static bool carry_member(struct carrier *c, const struct claim *claim, bool changed)
{
    const struct expr *right = &claim->right;
    if (changed && claim->left.count <= MEMBER_NODES_MAX) {
        if (!restate(c, &claim->left, right, right->root))
            return false;
    } else {
        changed = carry_operands(c, right, right->root) || changed;
        if (c->refusal)
            return false;
    }
    return changed && !still_holds(c, claim) ? follow_refuse(c, "a link of a chain cannot be recomputed") : true;
}

static bool set_result(struct carrier *c, size_t claim, const struct expr *result, const struct value *now)
{
    int32_t const d = derivation_of(c, claim);
    if (d >= 0)
        c->out->results[d] = (struct change){.changed = true, .now = *now};
    return follow_rewrite_written(c, result, result->root, now);
}

/* Exactly one of the two sides is a written number: the other one yields it. */
bool follow_claim(struct carrier *c, size_t index)
{
    const struct claim *claim = &c->on->claims[index];
    const struct tokens *tokens = &follow_step(c)->tokens;
    const struct expr *right = &claim->right;
    if (claim->other_right.count && !claim->supports)
        return follow_refuse_site(c, "a claim with two readings");
    if (relation_is_order(claim->sign))
        return carry_order(c, claim);
    bool const from_right = expr_is_written(&claim->left, tokens) && !claim->chained && !expr_is_written(right, tokens);
    const struct expr *from = from_right ? right : &claim->left;
    bool const changed = carry_operands(c, from, from->root);
    if (c->refusal)
        return false;
    const struct expr *result = from_right                                         ? &claim->left
                                : claim->other_right.count && !expr_is_bare(right) ? &claim->other_right
                                                                                   : right;
    if (!expr_is_written(result, tokens))
        return carry_member(c, claim, changed);
    uint32_t const at = expr_written_token(result);
    for (uint32_t i = 0; i < result->count; i++)
        if (result->nodes[i].kind <= NODE_WORD)
            c->seen[result->nodes[i].a] = true;
    if (!changed)
        return true;
    if (follow_token(c, at)->kind != TOKEN_NUMBER || !claim->supports)
        return follow_refuse_site(c, "a consequence depends on a claim that is not proved");
    struct value now;
    if (!recompute(c, claim, from, from_right ? claim->points_right : claim->points_left, result, &now))
        return follow_refuse(c, "a consequence cannot be computed");
    return set_result(c, index, result, &now);
}
