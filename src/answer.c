#include "answer.h"

#include "judge.h"

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[] = {"proved", "refuted", "unknown"};
    return names[verdict];
}

static struct text without_wrapping(struct text t)
{
    struct text before;
    do {
        before = t;
        t = text_trim(t);
        while (t.size && (t.at[t.size - 1] == '.' || t.at[t.size - 1] == '*' || t.at[t.size - 1] == ':'))
            t.size--;
        while (t.size && (t.at[0] == '*' || t.at[0] == ':' || t.at[0] == '>'))
            t = text_part(t, 1, t.size);
        bool const dollars = t.size > 1 && t.at[0] == '$' && t.at[t.size - 1] == '$';
        bool const round = text_starts(t, TEXT("\\(")) && text_ends(t, TEXT("\\)"));
        bool const square = text_starts(t, TEXT("\\[")) && text_ends(t, TEXT("\\]"));
        size_t const cut = round || square ? 2 : dollars ? 1 : 0;
        t = text_part(t, cut, t.size - cut);
    } while (t.size != before.size);
    return t;
}

/* The inside of the last \boxed{…} of the text, or an empty text. */
static struct text boxed(struct text t, size_t *start)
{
    struct text const box = TEXT("\\boxed{");
    size_t at = text_find(t, box, 0), last = t.size;
    for (; at < t.size; at = text_find(t, box, at + 1))
        last = at;
    *start = last;
    if (last == t.size)
        return (struct text){t.at, 0};
    size_t const from = last + box.size;
    int depth = 1;
    for (size_t i = from; i < t.size; i++) {
        depth += t.at[i] == '{' ? 1 : t.at[i] == '}' ? -1 : 0;
        if (depth == 0)
            return text_part(t, from, i);
    }
    return (struct text){t.at, 0};
}

static bool starts_nocase(struct text t, struct text with)
{
    return t.size >= with.size && text_equal_nocase(text_part(t, 0, with.size), with);
}

/* Length of the words that announce an answer at the start of a line, 0 if there are none. */
static size_t announcement(struct text t)
{
    static const char *const words[] = {
        "####",
        "the final answer is:",
        "the final answer is",
        "the answer is:",
        "the answer is",
        "final answer:",
        "final answer is",
        "answer:",
        "a:",
        "therefore, the answer is",
        "so the answer is",
        "thus, the answer is",
        "so, the answer is",
        "hence, the answer is",
    };
    size_t best = 0;
    for (size_t i = 0; i < COUNT(words); i++)
        if (t.size && to_lower(t.at[0]) == words[i][0] && starts_nocase(t, text_of(words[i])) && strlen(words[i]) > best)
            best = strlen(words[i]);
    return best;
}

static struct answer at_span(struct text step, struct text span, uint32_t index, bool anchored, bool stated)
{
    uint32_t const start = (uint32_t)(span.at - step.at);
    return (struct answer){span.size > 0, anchored, stated, index, start, start + (uint32_t)span.size};
}

/* digits with separators and decimals, a sign and a currency before them, or a/b */
static struct text number_in(struct text t, bool last)
{
    struct text found = {t.at, 0};
    for (size_t i = 0; i < t.size;) {
        if (!is_digit(t.at[i]) && !(t.at[i] == '.' && i + 1 < t.size && is_digit(t.at[i + 1]))) {
            i++;
            continue;
        }
        size_t const start = i;
        while (i < t.size && (is_digit(t.at[i]) ||
                              ((t.at[i] == ',' || t.at[i] == '.' || t.at[i] == '/') && i + 1 < t.size && is_digit(t.at[i + 1]))))
            i++;
        bool const minus = start > 0 && t.at[start - 1] == '-' && (start == 1 || !is_digit(t.at[start - 2]));
        found = text_part(t, start - minus, i);
        if (!last)
            break;
    }
    return found;
}

struct answer answer_in(struct text step, uint32_t index)
{
    struct text const line = without_wrapping(step);
    size_t const words = announcement(line);
    struct text rest = without_wrapping(text_part(line, words, line.size));
    size_t box;
    struct text const inside = boxed(rest, &box);
    if (inside.size)
        return at_span(step, inside, index, true, box == 0 && inside.at + inside.size + 1 == rest.at + rest.size);
    if (!words)
        return at_span(step, number_in(step, true), index, false, false);
    struct value value;
    bool const numeric = answer_value(rest, &value) == STATUS_OK;
    if (!numeric)
        return at_span(step, rest, index, true, true);
    value_clear(&value);
    return at_span(step, number_in(rest, false), index, true, true);
}

enum status answer_value(struct text answer, struct value *out)
{
    *out = value_int(0);
    struct text t = text_trim(answer);
    bool const minus = t.size && t.at[0] == '-';
    t = text_trim(text_part(t, minus, t.size));
    t = text_part(t, text_starts(t, TEXT("\\")), t.size);
    t = text_part(t, text_starts(t, TEXT("$")), t.size);
    struct text const number = number_in(t, false);
    if (!number.size || number.at != t.at || number.size > 200)
        return STATUS_UNKNOWN;
    for (size_t i = number.size; i < t.size; i++) /* units may follow, nothing that computes */
        if (is_digit(t.at[i]) || memchr("+*/^=\\{}(,", t.at[i], 10))
            return STATUS_UNKNOWN;
    const char *slash = memchr(number.at, '/', number.size);
    size_t const split = slash ? (size_t)(slash - number.at) : number.size;
    struct value top, bottom = value_int(1), sign = value_int(minus ? -1 : 1);
    enum status status = value_read(text_part(number, 0, split), &top);
    if (status == STATUS_OK && slash)
        status = value_read(text_part(number, split + 1, number.size), &bottom);
    struct value ratio = value_int(0);
    if (status == STATUS_OK)
        status = value_div(&top, &bottom, &ratio);
    if (status == STATUS_OK)
        status = value_mul(&ratio, &sign, out);
    value_clear(&ratio);
    value_clear(&bottom);
    value_clear(&top);
    return status;
}

enum verdict answer_same(struct text a, struct text b)
{
    if (text_equal(text_trim(a), text_trim(b)))
        return VERDICT_PROVED;
    struct value x, y;
    if (answer_value(a, &x) != STATUS_OK)
        return VERDICT_UNKNOWN;
    enum verdict verdict = VERDICT_UNKNOWN;
    if (answer_value(b, &y) == STATUS_OK) {
        verdict = value_equal(&x, &y) ? VERDICT_PROVED : VERDICT_REFUTED;
        value_clear(&y);
    }
    value_clear(&x);
    return verdict;
}

static bool times(const struct value *a, int64_t factor, const struct value *b)
{
    struct value const f = value_int(factor);
    struct value product;
    if (value_mul(a, &f, &product) != STATUS_OK)
        return false;
    bool const same = value_equal(&product, b);
    value_clear(&product);
    return same;
}

/* b is a rounding of a at the places b needs */
static bool rounding_of(const struct value *a, const struct value *b)
{
    int const places = value_places(b);
    return places >= 0 && judge_rounds(a, b, places);
}

bool answer_near(const struct value *a, const struct value *b)
{
    return value_equal(a, b) || times(a, 100, b) || times(b, 100, a) || times(a, -1, b) || rounding_of(a, b) || rounding_of(b, a);
}
