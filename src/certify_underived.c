/* A value is asserted that nothing before it yields: it is no number of the problem, in any form, no number of a step before, no
 * constant that a word calls for, and no result of up to DERIVE_OPERATIONS operations with these. */
#include "certify_parts.h"

#include <stdlib.h>

enum {
    DERIVE_OPERATIONS = 2,
    DERIVE_VALUES_MAX = 96, /* different ones that are combined; with more nothing is certified */
};

struct stock {
    struct value *at; /* small */
    size_t count, room;
};

/* Takes what is small; nothing beyond 64 bits is asserted. */
static void put(struct stock *stock, enum status status, struct value *value)
{
    if (status == STATUS_OK && value_is_small(value) && stock->count < stock->room)
        stock->at[stock->count++] = *value;
    else if (status == STATUS_OK && !value_is_small(value))
        value_clear(value);
}

static int by_value(const void *a, const void *b)
{
    return value_cmp(a, b);
}

static void sort_out(struct stock *stock)
{
    size_t kept = 0;
    qsort(stock->at, stock->count, sizeof *stock->at, by_value);
    for (size_t i = 0; i < stock->count; i++)
        if (!kept || !value_equal(&stock->at[kept - 1], &stock->at[i]))
            stock->at[kept++] = stock->at[i];
    stock->count = kept;
}

static bool has(const struct stock *stock, const struct value *value)
{
    return stock->count && bsearch(value, stock->at, stock->count, sizeof *stock->at, by_value);
}

/* "4:11", "5:30": each run of digits. */
static void put_parts(struct stock *stock, struct text parts)
{
    struct text digits;
    while (text_take_digits(&parts, &digits)) {
        struct value part;
        put(stock, value_read(digits, &part), &part);
    }
}

/* Numbers as they stand, and in their forms. */
static void put_text(struct stock *stock, struct text text, const struct tokens *tokens, struct arena *arena)
{
    struct mention *mentions;
    struct value forms[MENTION_FORMS_MAX];
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        if (t->kind == TOKEN_NUMBER && (t->flags & TOKEN_MALFORMED))
            put_parts(stock, text_part(text, t->start, t->end));
        else if (t->kind == TOKEN_NUMBER)
            put(stock, STATUS_OK, &tokens->numbers[t->number]);
    }
    size_t const count = mentions_read(text, tokens, arena, &mentions);
    for (size_t i = 0; i < count; i++) {
        size_t const n = mention_forms(&mentions[i], forms);
        for (size_t k = 0; k < n; k++)
            put(stock, STATUS_OK, &forms[k]);
    }
}

/* All that stands before step `until` of the edited solution, and beside the wanted value in its first tokens. */
static struct stock values_before(const struct certifier *with, const struct certified *c, uint32_t until, size_t tokens,
                                  const struct value *wanted)
{
    enum { ROOM = 4000 };
    const struct subject *bad = &c->bad;
    struct stock stock = {.at = ARENA_ARRAY(with->arena, struct value, ROOM), .room = ROOM};
    put_text(&stock, bad->problem, &bad->problem_tokens, with->arena);
    for (uint32_t k = 0; k < until; k++)
        put_text(&stock, bad->steps[k].text, &bad->steps[k].tokens, with->arena);
    const struct tokens *here = &bad->steps[until].tokens;
    for (size_t i = 0; i < tokens; i++)
        if (here->items[i].kind == TOKEN_NUMBER && !value_equal(&here->numbers[here->items[i].number], wanted))
            put(&stock, STATUS_OK, &here->numbers[here->items[i].number]);
    stock.count += trace_constants(bad, &bad->steps[until], stock.at + stock.count, stock.room - stock.count);
    if (stock.count < stock.room)
        sort_out(&stock);
    return stock;
}

/* All x with wanted = x + b, x - b, b - x, x * b, x / b or b / x for a value b; and wanted itself. */
static struct stock targets_of(const struct stock *values, const struct value *wanted, struct arena *arena)
{
    size_t const room = values->count * 6 + 1;
    struct stock out = {.at = ARENA_ARRAY(arena, struct value, room), .room = room};
    struct value v = *wanted;
    put(&out, STATUS_OK, &v);
    for (size_t i = 0; i < values->count; i++) {
        const struct value *b = &values->at[i];
        if (value_sign(b) == 0)
            continue;
        put(&out, value_sub(wanted, b, &v), &v);
        put(&out, value_add(wanted, b, &v), &v);
        put(&out, value_sub(b, wanted, &v), &v);
        put(&out, value_div(wanted, b, &v), &v);
        put(&out, value_mul(wanted, b, &v), &v);
        put(&out, value_div(b, wanted, &v), &v);
    }
    sort_out(&out);
    return out;
}

static bool hits(const struct stock *targets, enum status status, struct value *value)
{
    if (status != STATUS_OK)
        return false;
    bool const hit = has(targets, value);
    value_clear(value);
    return hit;
}

/* Does one operation with two of the values hit a target? */
static bool reaches(const struct stock *values, const struct stock *targets)
{
    for (size_t i = 0; i < values->count; i++)
        for (size_t k = i; k < values->count; k++) {
            const struct value *a = &values->at[i], *b = &values->at[k];
            struct value v;
            if (hits(targets, value_add(a, b, &v), &v) || hits(targets, value_mul(a, b, &v), &v) ||
                hits(targets, value_sub(a, b, &v), &v) || hits(targets, value_sub(b, a, &v), &v) ||
                hits(targets, value_div(a, b, &v), &v) || hits(targets, value_div(b, a, &v), &v))
                return true;
        }
    return false;
}

const char *certify_underived(const struct certifier *with, uint32_t step, size_t tokens, struct certified *c)
{
    struct tokens const written = tokens_read(c->proposal.edit.becomes, with->arena);
    if (written.numbers_count != 1)
        return "the edit does not write one number";
    const struct value *wanted = &written.numbers[0];
    struct stock const values = values_before(with, c, step, tokens, wanted);
    if (values.count > DERIVE_VALUES_MAX)
        return "too many values stand before to search them";
    struct stock const targets = targets_of(&values, wanted, with->arena);
    if (has(&values, wanted) || reaches(&values, &targets))
        return "what is asserted can be derived";
    struct buffer at = {0};
    value_write(wanted, &at);
    buffer_format(&at, ": %d operations", DERIVE_OPERATIONS);
    c->at = buffer_keep(&at, with->arena);
    return NULL;
}
