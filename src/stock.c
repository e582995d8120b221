#include "stock.h"

void stock_empty(struct stock *stock)
{
    stock->count = 0;
    memset(stock->slots, 0, sizeof stock->slots);
}

/* The slot in which the value stands, or would stand, of 2^bits; a slot holds 1 + the place in `at`, or 0. */
static size_t slot_of(const struct value *at, const uint16_t *slots, unsigned bits, const struct value *value)
{
    uint64_t const hash = ((uint64_t)value->num + (uint64_t)value->den * 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
    size_t slot = hash >> (64 - bits);
    while (slots[slot] && !value_equal(&at[slots[slot] - 1], value))
        slot = (slot + 1) & (((size_t)1 << bits) - 1);
    return slot;
}

bool stock_has(const struct stock *stock, const struct value *value)
{
    return value_is_small(value) && stock->slots[slot_of(stock->at, stock->slots, STOCK_SLOT_BITS, value)];
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
    size_t const slot = slot_of(stock->at, stock->slots, STOCK_SLOT_BITS, value);
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

enum { RESULTS = 6 };

static size_t add_small(enum status status, struct value *v, struct value *out, size_t count)
{
    if (status == STATUS_OK && value_is_small(v))
        out[count++] = *v;
    value_clear(v);
    return count;
}

static struct value quotient(int64_t a, int64_t b)
{
    return b < 0 ? (struct value){-a, -b, NULL} : (struct value){a, b, NULL};
}

/* results_of() two whole numbers, with the sum and the product below 2^62. */
static size_t whole_results(int64_t a, int64_t b, struct value out[RESULTS])
{
    int64_t const common = value_gcd(a, b);
    size_t count = 0;
    out[count++] = value_int(a + b);
    out[count++] = value_int(a * b);
    out[count++] = value_int(a - b);
    out[count++] = value_int(b - a);
    if (b)
        out[count++] = quotient(a / common, b / common);
    if (a)
        out[count++] = quotient(b / common, a / common);
    return count;
}

static bool is_short(const struct value *v)
{
    return value_is_small(v) && v->den == 1 && v->num > INT32_MIN && v->num <= INT32_MAX;
}

/* a + b, a - b, b - a, a * b, a / b, b / a: what is small of these. They are also all x with a = x + b, x - b, b - x, x * b, x / b or
 * b / x. */
static size_t results_of(const struct value *a, const struct value *b, struct value out[RESULTS])
{
    if (is_short(a) && is_short(b)) /* nearly always */
        return whole_results(a->num, b->num, out);
    struct value v;
    size_t count = add_small(value_add(a, b, &v), &v, out, 0);
    count = add_small(value_mul(a, b, &v), &v, out, count);
    count = add_small(value_sub(a, b, &v), &v, out, count);
    count = add_small(value_sub(b, a, &v), &v, out, count);
    count = add_small(value_div(a, b, &v), &v, out, count);
    return add_small(value_div(b, a, &v), &v, out, count);
}

static void put_targets(struct stock *targets, const struct stock *values, const struct value *wanted)
{
    struct value results[RESULTS];
    stock_put(targets, wanted);
    for (size_t i = 0; i < values->count; i++) {
        size_t const count = value_sign(&values->at[i]) ? results_of(wanted, &values->at[i], results) : 0;
        for (size_t k = 0; k < count; k++)
            put(targets, STATUS_OK, &results[k]);
    }
}

static bool meet(const struct stock *targets, const struct value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (stock_has(targets, &values[i]))
            return true;
    return false;
}

/* Does one operation with two of the values hit a target? */
static bool reaches(const struct stock *values, const struct stock *targets)
{
    struct value results[RESULTS];
    for (size_t i = 0; i < values->count; i++)
        for (size_t k = i; k < values->count; k++)
            if (meet(targets, results, results_of(&values->at[i], &values->at[k], results)))
                return true;
    return false;
}

bool stock_yields(const struct stock *values, const struct value *wanted, unsigned operations)
{
    struct stock targets;
    stock_empty(&targets);
    put_targets(&targets, values, wanted);
    return meet(&targets, values->at, values->count) || (operations == STOCK_OPERATIONS_MAX && reaches(values, &targets));
}

static void take(struct stock_results *results, const struct value *value)
{
    size_t const slot = slot_of(results->at, results->slots, STOCK_RESULTS_BITS, value);
    if (results->slots[slot])
        return;
    results->all &= results->count < STOCK_RESULTS_MAX;
    if (!results->all)
        return;
    results->at[results->count++] = *value;
    results->slots[slot] = (uint16_t)results->count;
}

void stock_combine(const struct stock *values, struct stock_results *out)
{
    struct value results[RESULTS];
    out->all = true;
    out->count = 0;
    memset(out->slots, 0, sizeof out->slots);
    for (size_t i = 0; i < values->count; i++)
        take(out, &values->at[i]);
    for (size_t i = 0; i < values->count && out->all; i++)
        for (size_t k = i; k < values->count; k++) {
            size_t const count = results_of(&values->at[i], &values->at[k], results);
            for (size_t n = 0; n < count; n++)
                take(out, &results[n]);
        }
}

static bool has(const struct stock_results *results, const struct value *value)
{
    return results->slots[slot_of(results->at, results->slots, STOCK_RESULTS_BITS, value)];
}

bool stock_reaches(const struct stock *values, const struct stock_results *results, const struct value *wanted)
{
    struct value targets[RESULTS];
    if (!results->all)
        return stock_yields(values, wanted, STOCK_OPERATIONS_MAX);
    bool found = value_is_small(wanted) && has(results, wanted);
    for (size_t i = 0; i < values->count && !found; i++) {
        size_t const count = value_sign(&values->at[i]) ? results_of(wanted, &values->at[i], targets) : 0;
        for (size_t k = 0; k < count && !found; k++)
            found = has(results, &targets[k]);
    }
    return found;
}
