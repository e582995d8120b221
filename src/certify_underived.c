/* A value is asserted that nothing before it yields: it is no number of the problem, in any form, no number of a step before, no
 * constant that a word calls for, and no result of up to STOCK_OPERATIONS_MAX operations with these. */
#include "certify_parts.h"
#include "stock.h"

/* All that stands before step `until` of the edited solution, and beside the wanted value in its first tokens. */
static void put_before(struct stock *stock, const struct subject *bad, uint32_t until, size_t tokens, const struct value *wanted,
                       struct arena *arena)
{
    struct value constants[CONSTANTS_MAX];
    const struct step *here = &bad->steps[until];
    stock_put_read(stock, bad->problem, &bad->problem_tokens, bad->givens, bad->givens_count);
    for (uint32_t k = 0; k < until; k++)
        stock_put_text(stock, bad->steps[k].text, &bad->steps[k].tokens, arena);
    for (size_t i = 0; i < tokens; i++) {
        const struct token *t = &here->tokens.items[i];
        if (t->kind == TOKEN_NUMBER && !value_equal(&here->tokens.numbers[t->number], wanted))
            stock_put(stock, &here->tokens.numbers[t->number]);
    }
    size_t const count = trace_constants(bad, here, constants);
    for (size_t i = 0; i < count; i++)
        stock_put(stock, &constants[i]);
}

const char *certify_underived(const struct certifier *with, uint32_t step, size_t tokens, struct certified *c)
{
    struct tokens const written = tokens_read(c->proposal.edit.becomes, with->arena);
    if (written.numbers_count != 1)
        return "the edit does not write one number";
    const struct value *wanted = &written.numbers[0];
    struct stock values;
    stock_empty(&values);
    put_before(&values, &c->bad, step, tokens, wanted, with->arena);
    if (values.count > STOCK_VALUES_MAX)
        return "too many values stand before to search them";
    if (stock_yields(&values, wanted, STOCK_OPERATIONS_MAX))
        return "what is asserted can be derived";
    struct buffer at = {0};
    value_write(wanted, &at);
    buffer_format(&at, ": %d operations", STOCK_OPERATIONS_MAX);
    c->at = buffer_keep(&at, with->arena);
    return NULL;
}
