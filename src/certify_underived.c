/* A value is asserted that nothing before it yields: it is no number of the problem, in any form, no number of a step before, no
 * constant that a word calls for, and no result of up to DERIVE_OPERATIONS operations with these. */
#include "certify_parts.h"

enum {
    DERIVE_OPERATIONS = 2,
    DERIVE_VALUES_MAX = 96, /* different ones that are combined; with more nothing is certified */
    STOCK_MAX = 6 * DERIVE_VALUES_MAX + 1,
    SLOT_BITS = 11, /* of these less than a third is taken */
};

/* Different small values, found by their hash. */
struct stock {
    size_t count;
    struct value at[STOCK_MAX];
    uint16_t slots[1 << SLOT_BITS]; /* 1 + place in `at`; 0: free */
};

static void empty(struct stock *stock)
{
    stock->count = 0;
    memset(stock->slots, 0, sizeof stock->slots);
}

/* The slot in which the value stands, or would stand. */
static size_t slot_of(const struct stock *stock, const struct value *value)
{
    uint64_t const hash = ((uint64_t)value->num + (uint64_t)value->den * 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
    size_t slot = hash >> (64 - SLOT_BITS);
    while (stock->slots[slot] && !value_equal(&stock->at[stock->slots[slot] - 1], value))
        slot = (slot + 1) % COUNT(stock->slots);
    return slot;
}

static bool has(const struct stock *stock, const struct value *value)
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
static void put_before(struct stock *stock, const struct subject *bad, uint32_t until, size_t tokens, const struct value *wanted,
                       struct arena *arena)
{
    struct value constants[CONSTANTS_MAX];
    const struct step *here = &bad->steps[until];
    put_text(stock, bad->problem, &bad->problem_tokens, arena);
    for (uint32_t k = 0; k < until; k++)
        put_text(stock, bad->steps[k].text, &bad->steps[k].tokens, arena);
    for (size_t i = 0; i < tokens; i++) {
        const struct token *t = &here->tokens.items[i];
        if (t->kind == TOKEN_NUMBER && !value_equal(&here->tokens.numbers[t->number], wanted))
            put(stock, STATUS_OK, &here->tokens.numbers[t->number]);
    }
    size_t const count = trace_constants(bad, here, constants);
    for (size_t i = 0; i < count; i++)
        put(stock, STATUS_OK, &constants[i]);
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
    struct stock values, targets;
    empty(&values);
    put_before(&values, &c->bad, step, tokens, wanted, with->arena);
    if (values.count > DERIVE_VALUES_MAX)
        return "too many values stand before to search them";
    empty(&targets);
    put_targets(&targets, &values, wanted);
    if (has(&values, wanted) || reaches(&values, &targets))
        return "what is asserted can be derived";
    struct buffer at = {0};
    value_write(wanted, &at);
    buffer_format(&at, ": %d operations", DERIVE_OPERATIONS);
    c->at = buffer_keep(&at, with->arena);
    return NULL;
}
