/* missing_step: a step is left out; the step that used its result takes one of its inputs in place of it. */
#include "gap.h"

/* May the number at this token stand for the product below `node`? A divisor may not. */
static bool is_factor_of(const struct expr *e, uint32_t node, uint32_t token)
{
    const struct node *n = &e->nodes[node];
    if (n->kind == NODE_NUMBER)
        return n->a == token;
    return (n->kind == NODE_MUL && (is_factor_of(e, n->a, token) || is_factor_of(e, n->b, token))) ||
           (n->kind == NODE_DIV && is_factor_of(e, n->a, token));
}

/* … for the whole? What is subtracted may not, and of a sum only one of two terms. */
static bool may_stand_for(const struct expr *e, uint32_t token)
{
    const struct node *root = &e->nodes[e->root];
    const struct node *a = &e->nodes[root->a], *b = &e->nodes[root->b];
    bool const two = (root->kind == NODE_ADD || root->kind == NODE_SUB) && e->count == 3;
    if (two)
        return (a->kind == NODE_NUMBER && a->a == token) || (root->kind == NODE_ADD && b->kind == NODE_NUMBER && b->a == token);
    return is_factor_of(e, e->root, token);
}

static bool is_money(const struct step *step, uint32_t token)
{
    return token > 0 && step->tokens.items[token - 1].kind == TOKEN_CURRENCY;
}

/* The result and its input, as the steps write them: money for money, and where a unit follows, the same one. */
static bool same_kind(const struct subject *on, const struct derivation *user, const struct operand *used,
                      const struct derivation *missing, const struct operand *input, const struct value *value)
{
    const struct step *here = &on->steps[user->step], *there = &on->steps[missing->step];
    const struct mention *given = operand_mention(on, value);
    struct text const wanted = operand_unit(here->text, &here->tokens, used->token);
    struct text unit = operand_unit(there->text, &there->tokens, input->token);
    if (!unit.size && given)
        unit = operand_unit(on->problem, &on->problem_tokens, given->end - 1);
    bool const money = is_money(there, input->token) || (given && given->currency);
    if ((is_money(here, used->token) || is_money(there, missing->result_token)) && !money)
        return false;
    return !wanted.size || text_equal_nocase(wanted, unit);
}

/* "twice", "3 times", "20%": a factor, no quantity of its own. */
static bool is_factor(const struct subject *on, const struct value *value)
{
    for (size_t i = 0; i < on->givens_count; i++)
        if (mention_is(&on->givens[i], value) &&
            (on->givens[i].kind != MENTION_NUMBER || token_is(tokens_at(&on->problem_tokens, on->givens[i].end), WORD_TIMES)))
            return true;
    return false;
}

/* What is added to or taken from other numbers should be as large as they are. */
static bool like_size(const struct derivation *user, const struct value *was, const struct value *now)
{
    uint8_t const kind = user->from->nodes[user->from->root].kind;
    return (kind != NODE_ADD && kind != NODE_SUB) || operand_like_size(was, now);
}

static bool suits(const struct subject *on, const struct site *at, const struct derivation *missing, size_t which,
                  struct value *out)
{
    const struct derivation *user = &on->derivations[at->derivation];
    const struct operand *input = &on->operands[missing->first_operand + which];
    const struct step *step = &on->steps[missing->step];
    const struct token *t = &step->tokens.items[input->token];
    struct value const one = value_int(1);
    if (t->kind != TOKEN_NUMBER || !may_stand_for(missing->from, input->token) ||
        (input->sources != SOURCE_PROBLEM && input->sources != SOURCE_RESULT))
        return false;
    *out = step->tokens.numbers[t->number];
    return value_cmp(out, &one) > 0 && !is_factor(on, out) && like_size(user, &missing->value, out) &&
           !value_equal(out, &missing->value) && !operand_occurs(on, user, out) &&
           same_kind(on, user, &on->operands[at->operand], missing, input, out);
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *missing = gap_missing(on, at);
    struct value value;
    size_t pick;
    return tools_pick(with, missing->operands, &pick) && suits(on, at, missing, pick, &value) &&
           gap_propose(on, at, &value, with, out);
}

/* One step before it is gone. */
static uint32_t place(const struct subject *on, const struct site *at)
{
    return on->claims[at->claim].step - 1;
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    const struct step *step = &on->steps[proposal->edit.step];
    struct buffer out = {0};
    buffer_string(&out, "The step takes ");
    buffer_add(&out, proposal->edit.becomes);
    buffer_string(&out, " for ");
    buffer_add(&out, text_part(step->text, proposal->edit.start, proposal->edit.end));
    return operand_end(&out, "what is missing", on, gap_missing(on, at)->claim, arena);
}

const struct injector injector_missing_step = {
    .name = "missing_step",
    .says = "a step is left out, and what used its result takes one of its inputs",
    .cls = STRUCTURAL,
    .kind = CERTIFICATE_IGNORED,
    .sites = gap_sites,
    .propose = propose,
    .place = place,
    .explain = explain,
};
