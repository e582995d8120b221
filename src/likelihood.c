#include "likelihood.h"

#include <stdlib.h>

enum { ROOM_LEAST = 64 };

/* Where the sides part. */
static size_t place(const struct pair *pair)
{
    size_t const both = MIN(pair->steps_count, pair->bad_count);
    size_t at = 0;
    while (at < both && text_equal(pair->steps[at], pair->bad_steps[at]))
        at++;
    return at;
}

const char *likelihood_forks(const struct pair *pair, struct arena *arena, struct forks *out)
{
    size_t const at = place(pair);
    struct buffer before = {0};
    if (pair->first_error >= 0 && at != (size_t)pair->first_error)
        return "the sides part before the error";
    if (at == pair->steps_count || at == pair->bad_count)
        return "one side ends where the other one errs";
    if (!text_trim(pair->steps[at]).size || !text_trim(pair->bad_steps[at]).size)
        return "a step is empty";
    for (size_t i = 0; i < at; i++) {
        buffer_add(&before, pair->steps[i]);
        buffer_char(&before, '\n');
    }
    *out = (struct forks){.before = buffer_keep(&before, arena), .good = pair->steps[at], .bad = pair->bad_steps[at]};
    return NULL;
}

/* The digits of a number without sign, and its exponent; false beyond the limits. */
static bool parts_of(struct text number, struct text *digits, int64_t *exponent)
{
    size_t at = 0;
    while (at < number.size && (is_digit(number.at[at]) || number.at[at] == '.'))
        at++;
    *digits = text_part(number, 0, at);
    *exponent = 0;
    if (at == number.size)
        return at > 0 && is_digit(number.at[0]);
    struct text rest = text_part(number, at + 1, number.size);
    if (rest.size && rest.at[0] == '+')
        rest = text_part(rest, 1, rest.size);
    return at > 0 && to_lower(number.at[at]) == 'e' && json_int(rest, exponent) && *exponent >= -LIKELIHOOD_EXPONENT_MAX &&
           *exponent <= LIKELIHOOD_EXPONENT_MAX;
}

/* Digits with a point, as if multiplied by ten to this power: zeros are added where there are too few. */
static void shift(struct text digits, int64_t exponent, struct buffer *out)
{
    size_t const point = text_find(digits, TEXT("."), 0);
    int64_t left = (int64_t)point + exponent; /* so many digits stand before the point */
    for (int64_t i = left; i < 1; i++)
        buffer_string(out, i == left ? "0." : "0");
    for (size_t i = 0; i < digits.size; i++) {
        if (i == point)
            continue;
        buffer_char(out, digits.at[i]);
        if (--left == 0)
            buffer_char(out, '.');
    }
    for (; left > 0; left--)
        buffer_char(out, '0');
}

static bool read_places(struct text digits, bool negative, struct value *out)
{
    struct value exact = value_int(0), rounded = value_int(0), none = value_int(0);
    if (value_read(digits, &exact) != STATUS_OK)
        return false;
    bool const fine = value_places(&exact) >= 0;
    bool good = fine || value_round(&exact, VALUE_PLACES_MAX, ROUND_HALF_UP, &rounded) == STATUS_OK;
    good = good && (negative ? value_sub : value_add)(&none, fine ? &exact : &rounded, out) == STATUS_OK;
    value_clear(&exact);
    value_clear(&rounded);
    return good;
}

bool likelihood_number(struct text json, struct value *out)
{
    bool const negative = json.size && json.at[0] == '-';
    struct text digits, number = text_part(json, negative, json.size);
    struct buffer shifted = {0};
    int64_t exponent;
    *out = value_int(0);
    if (json.size > LIKELIHOOD_NUMBER_MAX || !parts_of(number, &digits, &exponent))
        return false;
    shift(digits, exponent, &shifted);
    bool const good = read_places(buffer_text(&shifted), negative, out);
    buffer_free(&shifted);
    return good;
}

bool likelihood_sum(const struct echoed *tokens, size_t count, struct value *out)
{
    bool good = true;
    *out = value_int(0);
    for (size_t i = 0; good && i < count; i++) {
        struct value one, sum = value_int(0);
        good = likelihood_number(tokens[i].log, &one) && value_add(out, &one, &sum) == STATUS_OK;
        value_clear(&one);
        value_clear(out);
        *out = sum;
    }
    return good;
}

bool likelihood_odds(const struct value *good, size_t good_tokens, const struct value *bad, size_t bad_tokens, bool per_token,
                     struct value *out)
{
    struct value const lengths[] = {value_int(per_token ? (int64_t)good_tokens : 1),
                                    value_int(per_token ? (int64_t)bad_tokens : 1)};
    struct value right, wrong = value_int(0);
    bool fine = value_div(good, &lengths[0], &right) == STATUS_OK && value_div(bad, &lengths[1], &wrong) == STATUS_OK;
    *out = value_int(0);
    fine = fine && value_sub(&wrong, &right, out) == STATUS_OK;
    value_clear(&right);
    value_clear(&wrong);
    return fine;
}

void ranking_add(struct ranking *r, uint64_t source, size_t number, struct value *odds)
{
    if (r->count == r->room) {
        r->room = 2 * r->room + ROOM_LEAST;
        r->items = memory_grow(r->items, r->room * sizeof *r->items);
    }
    r->items[r->count++] = (struct ranked_odds){source, number, *odds};
    *odds = value_int(0);
}

static int by_odds(const void *a, const void *b)
{
    const struct ranked_odds *x = a, *y = b;
    int const order = x->source != y->source ? (x->source < y->source ? -1 : 1) : value_cmp(&y->odds, &x->odds);
    return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

void ranking_keep(struct ranking *r, size_t most, bool *kept)
{
    size_t place = 0;
    if (r->count)
        qsort(r->items, r->count, sizeof *r->items, by_odds);
    for (size_t i = 0; i < r->count; i++) {
        place = i && r->items[i].source == r->items[i - 1].source ? place + 1 : 0;
        kept[r->items[i].number] = place < most;
    }
    ranking_free(r);
}

void ranking_free(struct ranking *r)
{
    for (size_t i = 0; i < r->count; i++)
        value_clear(&r->items[i].odds);
    free(r->items);
    *r = (struct ranking){0};
}
