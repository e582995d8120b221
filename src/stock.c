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

enum { PRIME_BITS = 61 };
#define PRIME ((UINT64_C(1) << PRIME_BITS) - 1)

typedef unsigned __int128 wide;

static uint64_t times(uint64_t a, uint64_t b)
{
    wide const product = (wide)a * b;
    uint64_t const sum = (uint64_t)(product & PRIME) + (uint64_t)(product >> PRIME_BITS);
    return sum >= PRIME ? sum - PRIME : sum;
}

static uint64_t plus(uint64_t a, uint64_t b)
{
    return a + b >= PRIME ? a + b - PRIME : a + b;
}

static uint64_t minus(uint64_t a, uint64_t b)
{
    return a >= b ? a - b : a + PRIME - b;
}

static uint64_t residue(int64_t number)
{
    uint64_t const size = (number < 0 ? 0 - (uint64_t)number : (uint64_t)number) % PRIME;
    return number < 0 ? minus(0, size) : size;
}

/* By Euclid's algorithm, 0 < a: y * a is the rest modulo the prime. */
static uint64_t inverse(uint64_t a)
{
    int64_t x = 0, y = 1;
    for (uint64_t m = PRIME; a > 1;) {
        int64_t const next = x - (int64_t)(m / a) * y;
        uint64_t const rest = m % a;
        x = y;
        y = next;
        m = a;
        a = rest;
    }
    return y < 0 ? minus(0, (uint64_t)-y) : (uint64_t)y;
}

/* False if it is not small, or the prime divides what it should not. */
static bool residue_of(const struct value *v, struct residue_of *out)
{
    uint64_t const top = residue(v->num), bottom = residue(v->den);
    if (!value_is_small(v) || !bottom || (!top && v->num))
        return false;
    uint64_t const both = top ? inverse(times(top, bottom)) : 0;
    out->value = times(times(top, top), both);
    out->inverse = times(times(bottom, bottom), both);
    return true;
}

/* As results_of(): quotients by 0 are 0. */
static void residues_of(const struct residue_of *a, const struct residue_of *b, uint64_t out[RESULTS])
{
    out[0] = plus(a->value, b->value);
    out[1] = minus(a->value, b->value);
    out[2] = minus(b->value, a->value);
    out[3] = times(a->value, b->value);
    out[4] = times(a->value, b->inverse);
    out[5] = times(b->value, a->inverse);
}

static size_t slot_for(const struct stock_results *results, uint64_t wanted)
{
    size_t slot = wanted * UINT64_C(0xBF58476D1CE4E5B9) >> (64 - STOCK_RESULTS_BITS);
    while (results->slots[slot] && results->at[results->slots[slot] - 1] != wanted)
        slot = (slot + 1) & ((1u << STOCK_RESULTS_BITS) - 1);
    return slot;
}

static void take(struct stock_results *results, uint64_t residue, size_t from)
{
    size_t const slot = slot_for(results, residue);
    if (results->slots[slot])
        return;
    results->all &= results->count < STOCK_RESULTS_MAX;
    if (!results->all)
        return;
    results->from[results->count] = (uint16_t)from;
    results->at[results->count++] = residue;
    results->slots[slot] = (uint16_t)results->count;
}

void stock_combine(const struct stock *values, struct stock_results *out)
{
    uint64_t results[RESULTS];
    out->all = values->count <= STOCK_VALUES_MAX;
    out->count = 0;
    memset(out->slots, 0, sizeof out->slots);
    for (size_t i = 0; i < values->count && out->all; i++) {
        out->all = residue_of(&values->at[i], &out->values[i]);
        take(out, out->values[i].value, i * STOCK_VALUES_MAX + i);
    }
    for (size_t i = 0; i < values->count && out->all; i++)
        for (size_t k = i; k < values->count; k++) {
            residues_of(&out->values[i], &out->values[k], results);
            for (size_t n = 0; n < RESULTS; n++)
                take(out, results[n], i * STOCK_VALUES_MAX + k);
        }
}

/* Is one of the targets really the value, or the result, of this residue? */
static bool is_hit(const struct stock *values, const struct stock_results *results, size_t slot, const struct value *targets,
                   size_t count)
{
    size_t const from = results->from[results->slots[slot] - 1];
    const struct value *a = &values->at[from / STOCK_VALUES_MAX], *b = &values->at[from % STOCK_VALUES_MAX];
    struct value made[RESULTS + 1] = {*a};
    size_t const all = 1 + results_of(a, b, made + 1);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < all; k++)
            if (value_equal(&targets[i], &made[k]))
                return true;
    return false;
}

bool stock_reaches(const struct stock *values, const struct stock_results *results, const struct value *wanted)
{
    struct residue_of own;
    if (!results->all || !residue_of(wanted, &own))
        return stock_yields(values, wanted, STOCK_OPERATIONS_MAX);
    size_t slot = slot_for(results, own.value);
    bool hit = results->slots[slot];
    if (hit && is_hit(values, results, slot, wanted, 1))
        return true;
    for (size_t i = 0; i < values->count; i++) {
        uint64_t residues[RESULTS];
        struct value targets[RESULTS];
        residues_of(&own, &results->values[i], residues);
        for (size_t k = 0; k < RESULTS && value_sign(&values->at[i]); k++) {
            slot = slot_for(results, residues[k]);
            if (!results->slots[slot])
                continue;
            hit = true;
            if (is_hit(values, results, slot, targets, results_of(wanted, &values->at[i], targets)))
                return true;
        }
    }
    return hit && stock_yields(values, wanted, STOCK_OPERATIONS_MAX); /* results too large to be small, or chance */
}
