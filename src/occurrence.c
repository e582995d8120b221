#include "occurrence.h"

static bool is_token(const struct tokens *tokens, uint32_t at, int64_t num, int64_t den)
{
    const struct token *t = tokens_at(tokens, at);
    return t->kind == TOKEN_NUMBER && !(t->flags & TOKEN_MALFORMED) &&
           (value_is_ratio(&tokens->numbers[t->number], num, den) || value_is_ratio(&tokens->numbers[t->number], -num, den));
}

/* "}{", "/", nothing at all: what stands between the two numbers of a fraction. */
static bool is_bar(struct text between)
{
    struct text const t = text_trim(between);
    return t.size == 0 ? between.size == 0
                       : text_equal(t, TEXT("}{")) || text_equal(t, TEXT("/")) || text_equal(t, TEXT("} {")) ||
                             text_equal(t, TEXT("{")) || text_equal(t, TEXT("}"));
}

/* "13,15,17": a run of digits in a number that cannot be read one way. */
static bool in_parts(struct text parts, const struct value *value)
{
    struct text digits;
    while (text_take_digits(&parts, &digits)) {
        struct value part;
        if (value_read(digits, &part) != STATUS_OK)
            continue;
        bool const same = value_is_times(value, 1, 1, &part) || value_is_times(value, -1, 1, &part);
        value_clear(&part);
        if (same)
            return true;
    }
    return false;
}

bool occurrence_at(struct text text, const struct tokens *tokens, uint32_t at, const struct value *value, uint32_t *behind)
{
    const struct token *t = tokens_at(tokens, at);
    *behind = at + 1;
    if (t->kind == TOKEN_NUMBER && t->flags & TOKEN_MALFORMED)
        return in_parts(text_part(text, t->start, t->end), value);
    if (!value_is_small(value) || is_token(tokens, at, value->num, value->den))
        return value_is_small(value);
    if (value->den == 1 || !is_token(tokens, at, value->num, 1))
        return false;
    for (uint32_t i = at + 1; i < tokens->count && i < at + 4; i++)
        if (tokens->items[i].kind == TOKEN_NUMBER) {
            *behind = i + 1;
            return is_token(tokens, i, value->den, 1) && is_bar(text_part(text, tokens->items[at].end, tokens->items[i].start));
        }
    return false;
}

uint32_t occurrence_next(struct text text, const struct tokens *tokens, uint32_t from, const struct value *value,
                         uint32_t *behind)
{
    while (from < tokens->count && !occurrence_at(text, tokens, from, value, behind))
        from++;
    return from;
}
