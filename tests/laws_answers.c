/* Laws of answers: the same whichever stands first, the same as itself however it is written, never the same with a digit changed. */
#include "laws.h"

#include "answer.h"

enum { DEPTH = 3 };

static struct text kept(struct chance *c, struct buffer *buffer)
{
    struct text const text = text_copy(c->arena, buffer_text(buffer));
    buffer_free(buffer);
    return text;
}

static void add_number(struct chance *c, struct buffer *out)
{
    enum { FORMS = 8 };
    int const number = 1 + (int)draw(c, 40);
    switch (draw(c, FORMS)) {
    case 0:
        buffer_format(out, "\\frac{%d}{7}", number);
        return;
    case 1:
        buffer_format(out, "%d.25", number);
        return;
    case 2:
        buffer_format(out, "\\sqrt{%d}", number);
        return;
    case 3:
        buffer_format(out, "%d\\frac{1}{3}", number);
        return;
    case 4:
        buffer_format(out, "%d\\pi", number);
        return;
    case 5:
        buffer_format(out, "-%d", number);
        return;
    default:
        buffer_format(out, "%d", number);
    }
}

static void add_expression(struct chance *c, size_t depth, struct buffer *out)
{
    static const char *const between[] = {" + ", " - ", " \\cdot "};
    static const char *const letters[] = {"x", "y", "n"};
    if (depth == 0) {
        if (draw(c, 2))
            add_number(c, out);
        else
            buffer_string(out, DRAW_FROM(c, letters));
        return;
    }
    buffer_string(out, "(");
    add_expression(c, draw(c, depth), out);
    buffer_string(out, DRAW_FROM(c, between));
    add_expression(c, draw(c, depth), out);
    buffer_string(out, ")");
}

/* An answer of any kind. */
static struct text any(struct chance *c)
{
    static const char *const frames[][3] = {
        {"(", ", ", ")"}, {"\\{", ", ", "\\}"}, {"[", ", ", ")"}, {"", ", ", ""},
        {"", " = ", ""},  {"", " < ", ""},      {"", ":", ""},    {"x = ", " \\text{ or } x = ", ""}};
    struct buffer out = {0};
    if (draw(c, 2)) {
        add_expression(c, draw(c, DEPTH), &out);
    } else {
        size_t const kind = draw(c, COUNT(frames));
        buffer_string(&out, frames[kind][0]);
        add_expression(c, draw(c, 2), &out);
        buffer_string(&out, frames[kind][1]);
        add_expression(c, draw(c, 2), &out);
        buffer_string(&out, frames[kind][2]);
    }
    return kept(c, &out);
}

static enum verdict compared(struct chance *c, struct text a, struct text b)
{
    c->says.size = 0;
    buffer_add(&c->says, a);
    buffer_string(&c->says, "   against   ");
    buffer_add(&c->says, b);
    return answer_same(a, b, c->arena);
}

static enum outcome symmetric(struct chance *c)
{
    struct text const a = any(c), b = any(c);
    return held(compared(c, a, b) == compared(c, b, a));
}

static struct text framed(struct chance *c, const char *before, struct text inside, const char *behind)
{
    struct buffer out = {0};
    buffer_string(&out, before);
    buffer_add(&out, inside);
    buffer_string(&out, behind);
    return kept(c, &out);
}

/* Announcements, boxes and dollars change nothing. */
static enum outcome dressed(struct chance *c)
{
    static const char *const frames[][2] = {{"$", "$"},
                                            {"\\(", "\\)"},
                                            {"So it is $\\boxed{", "}$."},
                                            {"The answer is $", "$. I hope it is correct."},
                                            {"Final Answer: $", "$"},
                                            {"We find that\n#### ", ""},
                                            {"<think>It is 5. Or \\boxed{6}?</think>\nIt is \\boxed{", "}"}};
    struct text const a = any(c);
    size_t const kind = draw(c, COUNT(frames));
    if (compared(c, a, framed(c, " ", a, " ")) != VERDICT_PROVED)
        return BROKEN;
    enum verdict const verdict = compared(c, a, framed(c, frames[kind][0], a, frames[kind][1]));
    return held(verdict != VERDICT_REFUTED &&
                (verdict == VERDICT_PROVED || memchr(a.at, ':', a.size) || memchr(a.at, '=', a.size)));
}

/* One number more: whatever it stands in, this is another answer, or nobody can tell. */
static enum outcome changed(struct chance *c)
{
    struct text const a = any(c);
    size_t digits = 0, at = 0;
    for (size_t i = 0; i < a.size; i++) {
        bool const single = is_digit(a.at[i]) && a.at[i] != '9' && (i == 0 || !is_digit(a.at[i - 1]));
        if (single && draw(c, ++digits) == 0)
            at = i;
    }
    if (!digits)
        return EMPTY;
    struct text const b = text_copy(c->arena, a);
    ((char *)(uintptr_t)b.at)[at]++;
    enum verdict const verdict = compared(c, a, b);
    bool const absent = memchr(a.at, 'x', a.size) || memchr(a.at, 'y', a.size) || memchr(a.at, 'n', a.size) ||
                        memchr(a.at, '<', a.size) || memchr(a.at, '=', a.size) || memchr(a.at, '-', a.size) ||
                        text_find(a, TEXT("\\{"), 0) < a.size;
    return verdict == VERDICT_PROVED && absent ? EMPTY : held(verdict != VERDICT_PROVED);
}

const struct law laws_of_answers[] = {
    {"compare(a, b) is compare(b, a)", symmetric},
    {"boxes and announcements change no answer", dressed},
    {"another digit is another answer", changed},
    {NULL, NULL},
};
