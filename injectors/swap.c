/* swap: the two numbers of a subtraction or a division change places, and what comes out stays plausible. */
#include "operand.h"

/* The step says the pair, or a number of it, once more: its words would contradict the exchange. */
static bool stands_elsewhere(const struct step *step, const struct operand_pair *pair)
{
    const struct tokens *tokens = &step->tokens;
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        bool const inside = i >= pair->first && i <= pair->last;
        if (!inside && t->kind == TOKEN_NUMBER &&
            (value_equal(&tokens->numbers[t->number], &tokens->numbers[tokens->items[pair->first].number]) ||
             value_equal(&tokens->numbers[t->number], &tokens->numbers[tokens->items[pair->last].number])))
            return true;
    }
    return false;
}

/* Is the node a number over, or less, another one, that may be exchanged? A fraction of the problem may not. */
static bool read_pair(const struct subject *on, const struct derivation *d, uint32_t node, struct operand_pair *out)
{
    const struct expr *e = d->from;
    const struct step *step = &on->steps[d->step];
    const struct node *n = &e->nodes[node];
    if ((n->kind != NODE_SUB && n->kind != NODE_DIV) || e->nodes[n->a].kind != NODE_NUMBER || e->nodes[n->b].kind != NODE_NUMBER)
        return false;
    *out = (struct operand_pair){.first = e->nodes[n->a].a, .last = e->nodes[n->b].a, .sign = e->nodes[n->a].a + 1};
    if (step->tokens.items[out->sign].kind != TOKEN_SIGN)
        return false;
    const struct value *top = &step->tokens.numbers[step->tokens.items[out->first].number];
    const struct value *bottom = &step->tokens.numbers[step->tokens.items[out->last].number];
    for (size_t i = 0; i < on->givens_count; i++)
        if (on->givens[i].kind == MENTION_FRACTION && value_is_ratio(top, on->givens[i].top, 1) &&
            value_is_ratio(bottom, on->givens[i].bottom, 1))
            return false;
    if (n->kind == NODE_DIV && node != e->root && value_cmp(top, bottom) < 0)
        return false; /* a share of something would become more than all of it */
    struct value const hundred = value_int(100), one = value_int(1);
    return !value_equal(top, bottom) && !value_equal(bottom, &hundred) && !value_equal(top, &one) && !value_equal(bottom, &one) &&
           !stands_elsewhere(step, out);
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    struct operand_pair pair;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        for (uint32_t n = 0; operand_alone(on, d) && n < d->from->count && count < max; n++)
            if (read_pair(on, d, n, &pair))
                out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .variant = n, .weight = 1};
    }
    return count;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    struct operand_pair pair;
    if (with->attempt || !read_pair(on, d, at->variant, &pair))
        return false;
    const struct token *sign = &step->tokens.items[pair.sign];
    return operand_exchange(on, d, &pair, text_part(step->text, sign->start, sign->end), with->arena, out);
}

const struct injector injector_swap = {
    .name = "swap",
    .says = "the numbers of a subtraction or a division change places",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
