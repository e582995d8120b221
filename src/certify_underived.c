/* A value is asserted that nothing before it yields: it is no number of the problem, in any form, no number of a step before, no
 * constant that a word calls for, and no result of up to STOCK_OPERATIONS_MAX operations with these. */
#include "certify_parts.h"
#include "stock.h"

static const char derived[] = "what is asserted can be derived";

/* All that the problem says, and the steps before this one; a step is left out (-1: none). */
static void put_steps(struct stock *stock, const struct subject *s, uint32_t until, int32_t left_out, struct arena *arena)
{
    stock_put_read(stock, s->problem, &s->problem_tokens, s->givens, s->givens_count);
    for (uint32_t k = 0; k < until; k++)
        if ((int64_t)k != left_out)
            stock_put_text(stock, s->steps[k].text, &s->steps[k].tokens, arena);
}

static void put_constants(struct stock *stock, const struct subject *s, const struct step *here)
{
    struct value constants[CONSTANTS_MAX];
    size_t const count = trace_constants(s, here, constants);
    for (size_t i = 0; i < count; i++)
        stock_put(stock, &constants[i]);
}

/* What stands beside the wanted value in the first tokens of its step. */
static void put_beside(struct stock *stock, const struct step *here, size_t tokens, const struct value *wanted)
{
    for (size_t i = 0; i < tokens; i++) {
        const struct token *t = &here->tokens.items[i];
        if (t->kind == TOKEN_NUMBER && !value_equal(&here->tokens.numbers[t->number], wanted))
            stock_put(stock, &here->tokens.numbers[t->number]);
    }
}

/* The only number that the edit writes. */
static const struct value *asserted(const struct certified *c, struct arena *arena)
{
    struct tokens const written = tokens_read(c->proposal.edit.becomes, arena);
    return written.numbers_count == 1 ? &written.numbers[0] : NULL;
}

static const struct before *before(const struct certifier *with, uint32_t step, int32_t left_out)
{
    struct before *b = with->before;
    if (b->of == with->on && b->step == step && b->left_out == left_out)
        return b;
    b->of = with->on;
    b->step = step;
    b->left_out = left_out;
    stock_empty(&b->values);
    put_steps(&b->values, with->on, step, left_out, with->arena);
    put_constants(&b->values, with->on, &with->on->steps[step]);
    if (b->values.count <= STOCK_VALUES_MAX)
        stock_combine(&b->values, &b->results);
    return b;
}

const char *certify_derived(const struct certifier *with, const struct certified *c)
{
    const struct proposal *p = &c->proposal;
    const struct value *wanted = asserted(c, with->arena);
    const struct before *b = before(with, p->edit.step, p->leaves_out ? (int32_t)p->left_out : -1);
    bool const searched = wanted && b->values.count <= STOCK_VALUES_MAX;
    return searched && stock_reaches(&b->values, &b->results, wanted) ? derived : NULL;
}

static bool holds_all(const struct stock *stock, const struct stock *values)
{
    for (size_t i = 0; i < values->count; i++)
        if (!stock_has(stock, &values->at[i]))
            return false;
    return true;
}

/* What certify_derived() has searched is not searched again. */
const char *certify_underived(const struct certifier *with, uint32_t step, size_t tokens, struct certified *c)
{
    const struct value *wanted = asserted(c, with->arena);
    struct stock values;
    if (!wanted)
        return "the edit does not write one number";
    stock_empty(&values);
    put_steps(&values, &c->bad, step, -1, with->arena);
    put_beside(&values, &c->bad.steps[step], tokens, wanted);
    put_constants(&values, &c->bad, &c->bad.steps[step]);
    if (values.count > STOCK_VALUES_MAX)
        return "too many values stand before to search them";
    if (!holds_all(&with->before->values, &values) && stock_yields(&values, wanted, STOCK_OPERATIONS_MAX))
        return derived;
    struct buffer at = {0};
    value_write(wanted, &at);
    buffer_format(&at, ": %d operations", STOCK_OPERATIONS_MAX);
    c->at = buffer_keep(&at, with->arena);
    return NULL;
}
