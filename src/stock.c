#include "stock.h"

void stock_empty(struct stock *stock)
{
    stock->count = 0;
    memset(stock->slots, 0, sizeof stock->slots);
}

/* The slot in which the value stands, or would stand. */
static size_t slot_of(const struct stock *stock, const struct value *value)
{
    uint64_t const hash = ((uint64_t)value->num + (uint64_t)value->den * 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
    size_t slot = hash >> (64 - STOCK_SLOT_BITS);
    while (stock->slots[slot] && !value_equal(&stock->at[stock->slots[slot] - 1], value))
        slot = (slot + 1) % COUNT(stock->slots);
    return slot;
}

bool stock_has(const struct stock *stock, const struct value *value)
{
    return value_is_small(value) && stock->slots[slot_of(stock, value)];
}

/* Takes what is small; nothing beyond 64 bits is asserted. */
static void put(struct stock *stock, enum status status, struct value *value)
{
    if (status != STATUS_OK)
        return;
    if (!value_is_small(value)) {
        value_clear(value);
        return;
    }
    size_t const slot = slot_of(stock, value);
    if (stock->slots[slot] || stock->count == STOCK_MAX)
        return;
    stock->at[stock->count++] = *value;
    stock->slots[slot] = (uint16_t)stock->count;
}

void stock_put(struct stock *stock, const struct value *value)
{
    struct value copy = *value;
    put(stock, value_is_small(value) ? STATUS_OK : STATUS_UNKNOWN, &copy);
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

void stock_put_read(struct stock *stock, struct text text, const struct tokens *tokens, const struct mention *mentions,
                    size_t count)
{
    struct value forms[MENTION_FORMS_MAX];
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        if (t->kind == TOKEN_NUMBER && (t->flags & TOKEN_MALFORMED))
            put_parts(stock, text_part(text, t->start, t->end));
        else if (t->kind == TOKEN_NUMBER)
            stock_put(stock, &tokens->numbers[t->number]);
    }
    for (size_t i = 0; i < count; i++) {
        size_t const n = mention_forms(&mentions[i], forms);
        for (size_t k = 0; k < n; k++)
            stock_put(stock, &forms[k]);
    }
}

void stock_put_text(struct stock *stock, struct text text, const struct tokens *tokens, struct arena *arena)
{
    struct mention *mentions;
    size_t const count = mentions_read(text, tokens, arena, &mentions);
    stock_put_read(stock, text, tokens, mentions, count);
}

/* All x with wanted = x + b, x - b, b - x, x * b, x / b or b / x for a value b; and wanted itself. */
static void put_targets(struct stock *targets, const struct stock *values, const struct value *wanted)
{
    struct value v = *wanted;
    put(targets, STATUS_OK, &v);
    for (size_t i = 0; i < values->count; i++) {
        const struct value *b = &values->at[i];
        if (value_sign(b) == 0)
            continue;
        put(targets, value_sub(wanted, b, &v), &v);
        put(targets, value_add(wanted, b, &v), &v);
        put(targets, value_sub(b, wanted, &v), &v);
        put(targets, value_div(wanted, b, &v), &v);
        put(targets, value_mul(wanted, b, &v), &v);
        put(targets, value_div(b, wanted, &v), &v);
    }
}

static bool hits(const struct stock *targets, enum status status, struct value *value)
{
    if (status != STATUS_OK)
        return false;
    bool const hit = stock_has(targets, value);
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

static bool meet(const struct stock *values, const struct stock *targets)
{
    for (size_t i = 0; i < values->count; i++)
        if (stock_has(targets, &values->at[i]))
            return true;
    return false;
}

bool stock_yields(const struct stock *values, const struct value *wanted, unsigned operations)
{
    struct stock targets;
    stock_empty(&targets);
    put_targets(&targets, values, wanted);
    return meet(values, &targets) || (operations == STOCK_OPERATIONS_MAX && reaches(values, &targets));
}
