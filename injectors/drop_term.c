/* drop_term: of three or more numbers a term or factor is forgotten: another one is counted twice instead of it, or it is left out with
 * the words that belong to it. */
#include "operand.h"

enum { NUMBERS_MIN = 3 };
enum variant { TWICE, CUT };

static bool is_sum(uint8_t kind)
{
    return kind == NODE_ADD || kind == NODE_SUB;
}

/* A sum, or a product of numbers that no brackets part. */
static bool is_row(const struct expr *e)
{
    uint8_t const kind = e->nodes[e->root].kind;
    bool const sum = is_sum(kind);
    unsigned numbers = 0;
    if (e->percent || e->scaled)
        return false;
    for (uint32_t i = 0; i < e->count; i++) {
        numbers += e->nodes[i].kind == NODE_NUMBER;
        if (!sum && e->nodes[i].kind != NODE_NUMBER && e->nodes[i].kind != NODE_MUL)
            return false;
    }
    return numbers >= NUMBERS_MIN;
}

/* Is the number at this token one of the terms? They hang on the left spine of the tree. */
static bool is_term(const struct expr *e, uint32_t token)
{
    bool const sum = is_sum(e->nodes[e->root].kind);
    for (uint32_t node = e->root; sum ? is_sum(e->nodes[node].kind) : e->nodes[node].kind == NODE_MUL; node = e->nodes[node].a) {
        const struct node *last = &e->nodes[e->nodes[node].b];
        if (last->kind == NODE_NUMBER && last->a == token)
            return true;
        uint32_t const first = e->nodes[node].a;
        if (e->nodes[first].kind == NODE_NUMBER)
            return e->nodes[first].a == token;
    }
    return false;
}

/* A sign between two terms; a slash or a hyphen before a word is part of a unit. */
static bool operates(const struct step *step, uint32_t at)
{
    const struct token *t = tokens_at(&step->tokens, at), *next = tokens_at(&step->tokens, at + 1);
    bool const sign = (t->kind == TOKEN_SIGN && t->sign != '/') || token_is(t, WORD_PLUS) || phrase_is_x(step->text, t);
    return sign && (next->kind == TOKEN_NUMBER || next->kind == TOKEN_CURRENCY || next->kind == TOKEN_OPEN);
}

/* The bytes of the term: a later one goes with the sign before it, the first one with the sign behind it. */
static bool cut(const struct step *step, const struct claim *c, uint32_t token, struct edit *out)
{
    const struct token *items = step->tokens.items;
    uint32_t const first = token > c->left.first && items[token - 1].kind == TOKEN_CURRENCY ? token - 1 : token;
    uint32_t end = token + 1;
    while (end < c->relation && !operates(step, end) && items[end].kind != TOKEN_CLOSE && items[end].kind != TOKEN_OPEN)
        end++;
    bool const bounded = end == c->relation || operates(step, end);
    if (!bounded)
        return false;
    if (first == c->left.first) {
        if (end + 1 >= c->relation || token_is_sign(&items[end], '-'))
            return false;
        *out = (struct edit){c->step, items[first].start, items[end + 1].start, TEXT("")};
        return true;
    }
    if (first < c->left.first + 2 || !operates(step, first - 1))
        return false;
    *out = (struct edit){c->step, items[first - 2].end, items[end - 1].end, TEXT("")};
    return true;
}

static bool suits(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct claim *c = &on->claims[d->claim];
    return d->proved && d->head == d->claim && d->from == &c->left && !c->phrase && is_row(d->from) &&
           (o->sources & (SOURCE_PROBLEM | SOURCE_FORM | SOURCE_RESULT)) && is_term(d->from, o->token);
}

/* It is cut out only where no other one can be counted twice: a step that is shorter gives itself away. */
static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    struct edit edit;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++) {
            const struct operand *o = &on->operands[k];
            struct site const site = {.claim = d->claim, .derivation = (int32_t)i, .operand = (uint32_t)k, .weight = 1};
            if (!suits(on, d, o))
                continue;
            if (count < max)
                out[count++] = site;
            if (count < max && cut(&on->steps[d->step], &on->claims[d->claim], o->token, &edit)) {
                out[count] = site;
                out[count].variant = CUT;
                out[count++].spare = true;
            }
        }
    }
    return count;
}

static bool is_money(const struct step *step, uint32_t token)
{
    return token > 0 && step->tokens.items[token - 1].kind == TOKEN_CURRENCY;
}

/* Is the number at this token taken away? */
static bool is_taken_away(const struct step *step, uint32_t token)
{
    uint32_t const first = token - is_money(step, token);
    return first > 0 && token_is_sign(&step->tokens.items[first - 1], '-');
}

/* Does the derivation compute with the number once? Nobody counts one three times. */
static bool stands_once(const struct subject *on, const struct derivation *d, const struct value *value)
{
    size_t count = 0;
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++)
        count += operand_token(on, d, &on->operands[k])->kind == TOKEN_NUMBER &&
                 value_equal(operand_value(on, d, &on->operands[k]), value);
    return count == 1;
}

/* May `other` stand in the place of `gone`? A term like it, written like it, with the same words behind it. */
static bool may_stand(const struct subject *on, const struct derivation *d, const struct operand *gone,
                      const struct operand *other)
{
    const struct step *step = &on->steps[d->step];
    const struct token *a = operand_token(on, d, gone), *b = operand_token(on, d, other);
    return a != b && b->kind == TOKEN_NUMBER && is_term(d->from, other->token) && a->places == b->places &&
           is_money(step, gone->token) == is_money(step, other->token) &&
           is_taken_away(step, gone->token) == is_taken_away(step, other->token) &&
           text_equal(operand_unit(step->text, &step->tokens, gone->token),
                      operand_unit(step->text, &step->tokens, other->token)) &&
           !value_equal(operand_value(on, d, gone), operand_value(on, d, other)) &&
           stands_once(on, d, operand_value(on, d, other));
}

static bool count_twice(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *gone = &on->operands[at->operand];
    size_t pick;
    if (!tools_pick(with, d->operands, &pick))
        return false;
    const struct operand *other = &on->operands[d->first_operand + pick];
    return operand_token(on, d, gone)->kind == TOKEN_NUMBER && may_stand(on, d, gone, other) &&
           operand_propose(on, at, operand_value(on, d, other), with, out);
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    if (at->variant == TWICE)
        return count_twice(on, at, with, out);
    *out = (struct proposal){.computed = true};
    return with->attempt == 0 && cut(&on->steps[d->step], &on->claims[d->claim], on->operands[at->operand].token, &out->edit);
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    const struct token *t = &step->tokens.items[on->operands[at->operand].token];
    struct buffer out = {0};
    buffer_string(&out, "The step leaves out ");
    buffer_add(&out, text_part(step->text, t->start, t->end));
    if (at->variant == TWICE) {
        buffer_string(&out, " and counts ");
        buffer_add(&out, proposal->edit.becomes);
        buffer_string(&out, " twice");
    }
    return operand_end(&out, "right", on, d->claim, arena);
}

const struct injector injector_drop_term = {
    .name = "drop_term",
    .says = "of three or more numbers a term or factor is left out; another one is counted twice instead, where that may be",
    .cls = STRUCTURAL,
    .kind = CERTIFICATE_IGNORED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
