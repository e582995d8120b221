/* reorder: a control. The two operands of a sum or product change places: 5+8 -> 8+5. Nothing becomes wrong. */
#include "injector.h"

/* [currency] number sign [currency] number, nothing between; the two numbers differ. */
static bool suits(const struct subject *on, const struct claim *c)
{
    const struct step *step = &on->steps[c->step];
    const struct expr *e = &c->left;
    if (c->truth != TRUTH_HOLDS || c->phrase || relation_is_order(c->sign) || e->count != 3 ||
        (e->nodes[e->root].kind != NODE_ADD && e->nodes[e->root].kind != NODE_MUL))
        return false;
    const struct node *a = &e->nodes[e->nodes[e->root].a], *b = &e->nodes[e->nodes[e->root].b];
    if (a->kind != NODE_NUMBER || b->kind != NODE_NUMBER)
        return false;
    const struct token *first = &step->tokens.items[e->first], *second = &step->tokens.items[a->a + 2];
    bool const money = first->kind == TOKEN_CURRENCY;
    return b->a == a->a + 2 + money && a->a == e->first + money && money == (second->kind == TOKEN_CURRENCY) &&
           b->a + 1 == c->relation &&
           !value_equal(&step->tokens.numbers[step->tokens.items[a->a].number],
                        &step->tokens.numbers[step->tokens.items[b->a].number]);
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->claims_count && count < max; i++)
        if (suits(on, &on->claims[i]))
            out[count++] = (struct site){.claim = (uint32_t)i, .derivation = -1, .weight = 1};
    return count;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct claim *c = &on->claims[at->claim];
    const struct step *step = &on->steps[c->step];
    const struct expr *e = &c->left;
    const struct token *items = step->tokens.items;
    uint32_t const a = e->nodes[e->nodes[e->root].a].a, b = e->nodes[e->nodes[e->root].b].a;
    struct text const first = text_part(step->text, items[a].start, items[a].end);
    struct text const between = text_part(step->text, items[a].end, items[b].start);
    struct text const second = text_part(step->text, items[b].start, items[b].end);
    struct buffer swapped = {0};
    buffer_add(&swapped, second);
    buffer_add(&swapped, between);
    buffer_add(&swapped, first);
    struct text const becomes = buffer_keep(&swapped, with->arena);
    *out = (struct proposal){.edit = {c->step, items[a].start, items[b].end, becomes}, .value = value_int(0)};
    return with->attempt == 0;
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    (void)on, (void)at, (void)proposal, (void)arena;
    return TEXT("Nothing is wrong: the order of the operands does not matter.");
}

const struct injector injector_reorder = {
    .name = "reorder",
    .says = "control: the operands of a sum or product change places; nothing becomes wrong",
    .cls = HARMLESS,
    .kind = CERTIFICATE_UNCHANGED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
