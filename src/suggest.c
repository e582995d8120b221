#include "suggest.h"

#include <inttypes.h>

/* Optimal string alignment: Levenshtein with swapped neighbours (Damerau), no letter edited twice. */
static size_t distance(const char *a, size_t const n, const char *b, size_t const m)
{
    size_t rows[3][SUGGEST_WORD_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *const oldest = before;
        before = above, above = row, row = oldest;
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            char const x = to_lower(a[i - 1]), y = to_lower(b[j - 1]);
            row[j] = MIN(MIN(above[j], row[j - 1]) + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == to_lower(b[j - 2]) && y == to_lower(a[i - 2]))
                row[j] = MIN(row[j], before[j - 2] + 1);
        }
    }
    return row[m];
}

const char *suggest(const char *typed, const char *const *known, size_t count)
{
    const char *nearest = NULL;
    size_t const size = strlen(typed);
    size_t limit = MAX(size / 3, (size_t)1) + 1;
    for (size_t i = 0; i < count && size <= SUGGEST_WORD_MAX; i++) {
        size_t const length = strlen(known[i]);
        if (length > SUGGEST_WORD_MAX || length >= size + limit || size >= length + limit)
            continue;
        size_t const far = distance(typed, size, known[i], length);
        if (far >= limit || far >= MAX(size, length))
            continue;
        nearest = known[i];
        limit = far;
    }
    return nearest;
}

static bool decimal(struct text typed, int64_t *out)
{
    bool const minus = typed.size && typed.at[0] == '-';
    struct text const digits = text_part(typed, minus, typed.size);
    if (digits.size == 0 || (digits.at[0] == '0' && typed.size > 1))
        return false;
    int64_t number = 0; /* kept negative: there is one more of those */
    for (size_t i = 0; i < digits.size; i++) {
        int const digit = digits.at[i] - '0';
        if (!is_digit(digits.at[i]) || number < (INT64_MIN + digit) / 10)
            return false;
        number = number * 10 - digit;
    }
    if (!minus && number == INT64_MIN)
        return false;
    *out = minus ? number : -number;
    return true;
}

bool typed_choice(const char *what, const char *typed, const char *const *known, size_t count, size_t *out, struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(typed, known[i]) == 0) {
            *out = i;
            return true;
        }
    const char *near = suggest(typed, known, count);
    struct buffer all = {0};
    for (size_t i = 0; i < count; i++)
        buffer_format(&all, "%s%s", i ? ", " : "", known[i]);
    struct shown const shown = typed_shown(text_of(typed));
    fail(err, EXIT_USAGE, "%s: unknown word '%s'%s%s%s %s", what, shown.at, near ? "; did you mean " : "", near ? near : "",
         near ? "? There are" : "; there are", all.at);
    buffer_free(&all);
    return false;
}

bool typed_int(const char *what, struct text typed, int64_t min, int64_t max, int64_t *out, int code, struct error *err)
{
    if (min == 0 && max == 0)
        min = INT64_MIN, max = INT64_MAX;
    int64_t number;
    if (decimal(typed, &number) && number >= min && number <= max) {
        *out = number;
        return true;
    }
    return fail(err, code, "%s must be a whole number from %" PRId64 " to %" PRId64 ", not '%s'", what, min, max,
                typed_shown(typed).at);
}

struct shown typed_shown(struct text typed)
{
    struct shown shown;
    size_t size = typed.size, bad;
    if (size > TYPED_SHOWN)
        for (size = TYPED_SHOWN; size && ((unsigned char)typed.at[size] & 0xC0) == 0x80;)
            size--;
    bool const utf8 = text_is_utf8(text_part(typed, 0, size), &bad);
    for (size_t i = 0; i < size; i++) {
        unsigned char const c = (unsigned char)typed.at[i];
        bool const control = c < 0x20 || c == 0x7F || (c >= 0x80 && !utf8);
        bool const high_control = i > 0 && c >= 0x80 && c < 0xA0 && (unsigned char)typed.at[i - 1] == 0xC2;
        shown.at[i] = control ? '?' : (char)c;
        if (high_control)
            shown.at[i - 1] = shown.at[i] = '?';
    }
    memcpy(shown.at + size, "...", sizeof "...");
    shown.at[typed.size > size ? size + 3 : size] = '\0';
    return shown;
}

bool typed_unknown(const char *what, struct text typed, const char *const *known, size_t count, struct error *err)
{
    struct shown const shown = typed_shown(typed);
    const char *near = suggest(shown.at, known, count);
    return near ? fail(err, EXIT_USAGE, "unknown %s '%s'; did you mean '%s'?", what, shown.at, near)
                : fail(err, EXIT_USAGE, "unknown %s '%s'", what, shown.at);
}
