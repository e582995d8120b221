#include "answer.h"

#include "judge.h"

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[] = {"proved", "refuted", "unknown"};
    return names[verdict];
}

static struct answer at_span(struct text step, struct text span, uint32_t index, bool anchored, bool stated)
{
    uint32_t const start = (uint32_t)(span.at - step.at);
    return (struct answer){span.size > 0, anchored, stated, index, start, start + (uint32_t)span.size};
}

/* "So the final" before "answer is": nothing that says more. */
static bool opens_line(struct text before)
{
    struct text const words = TEXT("so therefore thus hence the our my final and a");
    for (size_t i = 0; i < before.size; i++) {
        size_t const start = i;
        while (i < before.size && is_letter(before.at[i]))
            i++;
        char lower[16];
        if (i - start >= sizeof lower || (i < before.size && is_digit(before.at[i])))
            return false;
        for (size_t k = start; k < i; k++)
            lower[k - start] = to_lower(before.at[k]);
        if (i > start && !text_is_among((struct text){lower, i - start}, words))
            return false;
    }
    return true;
}

/* "The answer is $" before a box, without what announces it and opens mathematics. */
static struct text words_of_box(struct text before)
{
    before = text_trim(before);
    static const struct text ends[] = {{"$", 1},  {"\\(", 2}, {"\\[", 2},    {":", 1},
                                       {"**", 2}, {"is", 2},  {"answer", 6}, {"Answer", 6}};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (text_ends(before, ends[i])) {
            before = text_trim(text_part(before, 0, before.size - ends[i].size));
            i = (size_t)-1;
        }
    return before;
}

/* Nothing behind the box but marks and stops. */
static bool ends_line(struct text behind)
{
    for (size_t i = 0; i < behind.size; i++)
        if (is_letter(behind.at[i]) || is_digit(behind.at[i]))
            return false;
    return true;
}

static struct text line_before(struct text step, size_t at)
{
    size_t start = at;
    while (start > 0 && step.at[start - 1] != '\n')
        start--;
    return text_part(step, start, at);
}

struct answer answer_in(struct text step, uint32_t index)
{
    struct anchor const a = anchor_find(step);
    struct text const before = line_before(step, a.at), span = a.count > 1 ? a.all : a.count ? a.parts[0] : TEXT("");
    bool const words = a.kind == ANCHOR_WORDS && opens_line(before);
    struct value value;
    if (a.kind == ANCHOR_BOX) {
        size_t const end = (size_t)(span.at - step.at) + span.size;
        return at_span(step, span, index, true, opens_line(words_of_box(before)) && ends_line(text_part(step, end, step.size)));
    }
    if (!words && a.kind != ANCHOR_HASHES)
        return at_span(step, anchor_number(step, true), index, false, false);
    if (a.count != 1 || answer_value(span, &value) != STATUS_OK)
        return at_span(step, span, index, true, true);
    value_clear(&value);
    return at_span(step, anchor_number(span, false), index, true, true);
}

/* What LaTeX puts around a number, and what it is without: spaces, separators, degrees. */
static const struct {
    struct text mark;
    const char *plain;
} marks[] = {{{"{,}", 3}, ","},    {{"\\!", 2}, ""},       {{"\\,", 2}, " "}, {{"\\ ", 2}, " "},
             {{"^\\circ", 6}, ""}, {{"^{\\circ}", 8}, ""}, {{"\\%", 2}, "%"}};

/* The digits of one argument of \\frac at `at`, braces around them or a single one; returns the byte behind, 0 if there are none. */
static size_t argument(struct text text, size_t at, struct buffer *out)
{
    bool const brace = at < text.size && text.at[at] == '{';
    size_t i = at + brace, from = i;
    while (i < text.size && is_digit(text.at[i]) && (brace || i == from))
        buffer_char(out, text.at[i++]);
    if (i == from || (brace && (i == text.size || text.at[i] != '}')))
        return 0;
    return i + brace;
}

/* \\frac{3}{4} as "3/4" and \\text{ cm} as nothing; the byte behind, or 0. */
static size_t plain_command(struct text text, size_t at, struct buffer *out)
{
    static const char *const fractions[] = {"\\frac", "\\dfrac", "\\tfrac"};
    struct text const rest = text_part(text, at, text.size);
    size_t const close = text_find(rest, TEXT("}"), 0);
    for (size_t i = 0; i < COUNT(marks); i++)
        if (text_starts(rest, marks[i].mark)) {
            buffer_string(out, marks[i].plain);
            return at + marks[i].mark.size;
        }
    for (size_t i = 0; i < COUNT(fractions); i++)
        if (text_starts(rest, text_of(fractions[i]))) {
            size_t const middle = argument(text, at + strlen(fractions[i]), out);
            buffer_char(out, '/');
            return middle ? argument(text, middle, out) : 0;
        }
    return (text_starts(rest, TEXT("\\text{")) || text_starts(rest, TEXT("\\mbox{"))) && close < rest.size ? at + close + 1 : 0;
}

/* False where LaTeX remains. */
static bool make_plain(struct text text, struct buffer *out)
{
    for (size_t i = 0; i < text.size;) {
        bool const odd = text.at[i] == '\\' || text.at[i] == '{' || text.at[i] == '^';
        size_t const end = !odd || text_starts(text_part(text, i, text.size), TEXT("\\$")) ? 0 : plain_command(text, i, out);
        if (odd && end == 0 && !text_starts(text_part(text, i, text.size), TEXT("\\$")))
            return false;
        if (end == 0)
            buffer_char(out, text.at[i]);
        i = end ? end : i + 1;
    }
    return true;
}

static enum status plain_value(struct text answer, struct value *out)
{
    struct text rest;
    enum status const status = compare_number(answer, out, &rest);
    for (size_t i = 0; i < rest.size && status == STATUS_OK; i++) /* units may follow, nothing that computes */
        if (is_digit(rest.at[i]) || memchr("+*/^=\\{}(,", rest.at[i], 10)) {
            value_clear(out);
            *out = value_int(0);
            return STATUS_UNKNOWN;
        }
    return status;
}

enum status answer_value(struct text answer, struct value *out)
{
    struct buffer plain = {0};
    *out = value_int(0);
    if (!memchr(answer.at, '\\', answer.size) && !memchr(answer.at, '{', answer.size))
        return plain_value(answer, out);
    bool const good = answer.size <= ANSWER_BYTES_MAX && make_plain(answer, &plain);
    enum status const status = good ? plain_value(buffer_text(&plain), out) : STATUS_UNKNOWN;
    buffer_free(&plain);
    return status;
}

enum verdict answer_same(struct text a, struct text b, struct arena *arena)
{
    static const enum verdict verdicts[] = {VERDICT_REFUTED, VERDICT_PROVED, VERDICT_UNKNOWN}; /* by enum fact */
    struct equivalence_options const usual = {0};
    return verdicts[compare_texts(a, b, NOTATION_GUESSED, &usual, arena).same];
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
    return places >= 0 && value_rounds_to(a, b, places);
}

bool answer_near(const struct value *a, const struct value *b)
{
    return value_equal(a, b) || times(a, 100, b) || times(b, 100, a) || times(a, -1, b) || rounding_of(a, b) || rounding_of(b, a);
}
