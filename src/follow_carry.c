/* The cause, step by step; the answer. */
#include "follow_parts.h"

/* Numbers that the cause changes are as it says; other tokens it covers are dealt with, too. */
static bool take_edits(struct carrier *c)
{
    const struct tokens *tokens = &follow_step(c)->tokens;
    for (size_t i = 0; i < c->cause->count; i++) {
        const struct edit *e = &c->cause->edits[i];
        for (uint32_t at = 0; at < tokens->count; at++) {
            const struct token *t = &tokens->items[at];
            if (t->start < e->start || t->end > e->end)
                continue;
            c->seen[at] = true;
            struct value now;
            bool const number = t->kind == TOKEN_NUMBER && t->start == e->start && t->end == e->end;
            if (!number || value_read(e->becomes, &now) != STATUS_OK)
                continue;
            bool const agree = follow_agrees(c, at, &tokens->numbers[t->number], &now, e->becomes);
            value_clear(&now);
            if (!agree)
                return follow_refuse(c, "one and many, a and an would not agree");
        }
    }
    return true;
}

/* Does the cause change the result itself? Then its numbers are those. */
static bool writes_result(struct carrier *c, const struct expr *result)
{
    bool any = false;
    for (size_t i = 0; i < c->cause->count; i++)
        for (uint32_t k = 0; k < result->count; k++) {
            const struct edit *e = &c->cause->edits[i];
            const struct token *t = follow_token(c, result->nodes[k].kind == NODE_NUMBER ? result->nodes[k].a : 0);
            struct value now;
            if (result->nodes[k].kind != NODE_NUMBER || t->start < e->start || t->end > e->end)
                continue;
            any = true;
            if (value_read(e->becomes, &now) == STATUS_OK && value_is_small(&now))
                c->numbers[t->number] = now;
        }
    return any;
}

/* The step of the root: what stands before its claim is as it was, its result becomes the new one. */
static bool carry_root(struct carrier *c)
{
    const struct derivation *root = &c->on->derivations[c->cause->derivation];
    const struct step *step = follow_step(c);
    for (size_t i = step->first_claim; i <= root->claim; i++)
        for (uint32_t k = c->on->claims[i].left.first; k < c->on->claims[i].right.last; k++)
            c->seen[k] = true;
    c->out->results[c->cause->derivation] = (struct change){.changed = true, .now = c->cause->value};
    return writes_result(c, root->result) || follow_rewrite_written(c, root->result, root->result->root, &c->cause->value);
}

/* Where the changes begin: for what the problem says otherwise, at the beginning. */
static uint32_t root_step(const struct carrier *c)
{
    return c->cause->count ? c->cause->edits[0].step : 0;
}

static bool carry_claims(struct carrier *c)
{
    const struct step *step = follow_step(c);
    bool const root = c->step == root_step(c) && c->cause->derivation >= 0;
    if (root && !carry_root(c))
        return false;
    size_t const from = root ? c->on->derivations[c->cause->derivation].claim + 1 : step->first_claim;
    for (size_t i = from; i < step->first_claim + step->claims; i++)
        if (!follow_claim(c, i))
            return false;
    return true;
}

static bool carry_step(struct carrier *c, uint32_t index)
{
    const struct step *step = &c->on->steps[index];
    c->step = index;
    c->numbers = ARENA_ARRAY(c->arena, struct value, step->tokens.numbers_count + 1);
    memcpy(c->numbers, step->tokens.numbers, step->tokens.numbers_count * sizeof *c->numbers);
    c->seen = ARENA_ZEROS(c->arena, bool, step->tokens.count + 1);
    if ((index == root_step(c) && !take_edits(c)) || !carry_claims(c))
        return false;
    return follow_prose(c, index > root_step(c));
}

static void leave_out(struct carrier *c)
{
    for (size_t i = 0; i < c->on->derivations_count; i++)
        if ((int32_t)c->on->derivations[i].step == c->cause->left_out)
            c->out->results[i] = (struct change){.changed = true, .gone = true};
}

static void note_answer(struct carrier *c)
{
    const struct answer *given = &c->on->given;
    const struct change *from = c->on->answer_from >= 0 ? &c->out->results[c->on->answer_from] : NULL;
    bool const alone = c->cause->derivation < 0 && c->cause->count;
    if (!given->found || !(from || alone))
        return;
    c->out->answer_changed = alone || (from->changed && !from->gone);
    c->out->answer = alone ? c->cause->value : from->now;
}

const char *follow_carry(const struct subject *on, const struct cause *cause, bool separated, struct arena *arena,
                         struct consequences *out)
{
    *out = (struct consequences){.edits = ARENA_ARRAY(arena, struct edit, EDITS_MAX),
                                 .results = ARENA_ZEROS(arena, struct change, on->derivations_count + 1)};
    struct carrier c = {.on = on, .cause = cause, .separated = separated, .arena = arena, .out = out, .room = EDITS_MAX};
    leave_out(&c);
    size_t const end = cause->alone ? root_step(&c) + 1 : on->steps_count;
    for (uint32_t k = cause->left_out >= 0 ? (uint32_t)cause->left_out + 1 : root_step(&c); k < end; k++)
        if (!carry_step(&c, k))
            return c.refusal;
    edits_sort(out->edits, out->count);
    note_answer(&c);
    return NULL;
}
