/* LaTeX arithmetic made plain: \frac{2\cdot 3}{4} is (2*3)/(4). */
#include "audit_number.h"

enum { NESTED_MAX = 20 }; /* fractions within fractions */

/* What a mark becomes; nothing, mostly. Longer ones before those they begin with. */
static const struct {
    const char *mark, *plain;
} marks[] = {{"^{\\circ}", ""}, {"^\\circ", ""}, {"\\cdot", "*"}, {"\\times", "*"}, {"\\div", "/"},
             {"\\ast", "*"},    {"\\left", ""},  {"\\right", ""}, {"\\boxed", ""},  {"\\displaystyle", ""},
             {"\\qquad", ""},   {"\\quad", ""},  {"\\bigg", ""},  {"\\big", ""},    {"\\Bigg", ""},
             {"\\Big", ""},     {"{,}", ""},     {",\\!", ""},    {"\\!", ""},      {"\\,", ""},
             {"\\;", ""},       {"\\:", ""},     {"\\ ", ""},     {"\\$", ""},      {"\\\\", ""},
             {"\\{", "("},      {"\\}", ")"},    {"{", "("},      {"}", ")"},       {"[", "("},
             {"]", ")"},        {"(", "("},      {")", ")"},      {"+", "+"},       {"-", "-"},
             {"*", "*"},        {"/", "/"},      {"^", "^"},      {"&", ""},        {"$", ""},
             {"~", ""},         {" ", ""},       {"\n", ""},      {"\t", ""},       {"!", "!"},
             {"×", "*"},        {"÷", "/"},      {"−", "-"}};

static const char *const fractions[] = {"\\frac", "\\dfrac", "\\tfrac", "\\cfrac"};

/* Behind the brace that opens at `at`; 0 if it does not close. */
static size_t group_end(struct text text, size_t at)
{
    int depth = 0;
    for (size_t i = at; i < text.size; i++) {
        depth += text.at[i] == '{' ? 1 : text.at[i] == '}' ? -1 : 0;
        if (depth == 0)
            return i + 1;
    }
    return 0;
}

struct level {
    unsigned depth;
    bool mixed;
};

static bool plain(struct text text, struct level level, struct buffer *out);

/* One argument of \frac at `at`: a group or a digit, in brackets. Returns the byte behind it, or 0. */
static size_t argument(struct text text, size_t at, struct level level, struct buffer *out)
{
    while (at < text.size && text.at[at] == ' ')
        at++;
    bool const group = at < text.size && text.at[at] == '{';
    size_t const end = group ? group_end(text, at) : at < text.size && is_digit(text.at[at]) ? at + 1 : 0;
    if (end == 0)
        return 0;
    buffer_char(out, '(');
    bool const good = plain(text_part(text, at + group, end - group), level, out);
    buffer_char(out, ')');
    return good ? end : 0;
}

static void multiply(struct buffer *out, size_t from)
{
    char const last = out->size > from ? out->at[out->size - 1] : '(';
    if (is_digit(last) || last == ')' || last == '!')
        buffer_char(out, '*');
}

static size_t fraction(struct text text, size_t at, struct level level, struct buffer *out)
{
    buffer_char(out, '(');
    size_t const middle = argument(text, at, level, out);
    buffer_char(out, '/');
    size_t const end = middle ? argument(text, middle, level, out) : 0;
    buffer_char(out, ')');
    return end;
}

static const struct {
    const char *mark, *plain;
    int arguments;
} calls[] = {{"\\sqrt", "sqrt", 1}, {"\\binom", "C", 2}, {"\\dbinom", "C", 2}, {"\\tbinom", "C", 2}};

/* sqrt((9)), C((5),(2)): what call number i at `at` becomes. Returns the byte behind it, or 0. */
static size_t call(struct text text, size_t at, size_t i, struct level level, struct buffer *out)
{
    size_t end = at + strlen(calls[i].mark);
    buffer_string(out, calls[i].plain);
    buffer_char(out, '(');
    for (int k = 0; k < calls[i].arguments && end; k++) {
        buffer_string(out, k ? "," : "");
        end = argument(text, end, level, out);
    }
    buffer_char(out, ')');
    return end;
}

/* \text{ cm}: units, if no digit is in them */
static size_t words_end(struct text text, size_t at)
{
    struct text const rest = text_part(text, at, text.size);
    size_t const open = text_starts(rest, TEXT("\\text{")) ? 5 : text_starts(rest, TEXT("\\mbox{")) ? 5 : 0;
    size_t const end = open ? group_end(text, at + open) : 0;
    for (size_t i = at; i < end; i++)
        if (is_digit(text.at[i]))
            return 0;
    return end;
}

/* {1}{33}, 12: nothing but digits. */
static bool begins_ratio(struct text text)
{
    size_t at = 0;
    for (int i = 0; i < 2; i++) {
        bool const group = at < text.size && text.at[at] == '{';
        size_t const from = at += group;
        while (at < text.size && is_digit(text.at[at]) && (group || at == from))
            at++;
        if (at == from || (group && (at == text.size || text.at[at] != '}')))
            return false;
        at += group;
    }
    return true;
}

bool audit_begin_mixed(struct text arguments, size_t from, struct buffer *out)
{
    size_t whole = out->size;
    while (whole > from && is_digit(out->at[whole - 1]))
        whole--;
    if (whole == out->size || (whole > from && strchr(".^", out->at[whole - 1])) || !begins_ratio(arguments))
        return false;
    buffer_char(out, '(');
    memmove(out->at + whole + 1, out->at + whole, out->size - whole - 1);
    out->at[whole] = '(';
    buffer_char(out, '+');
    return true;
}

static size_t mark_at(struct text text, size_t i, size_t from, struct buffer *out)
{
    struct text const rest = text_part(text, i, text.size);
    for (size_t m = 0; m < COUNT(marks); m++) {
        size_t const size = strlen(marks[m].mark);
        bool const command = is_letter(marks[m].mark[size - 1]);
        if (!text_starts(rest, text_of(marks[m].mark)) || (command && size < rest.size && is_letter(rest.at[size])))
            continue;
        bool const exponent = out->size > from && out->at[out->size - 1] == '^';
        if (marks[m].plain[0] == '(' && !exponent)
            multiply(out, from);
        buffer_string(out, marks[m].plain);
        return i + size;
    }
    return 0;
}

static size_t number_at(struct text text, size_t i, size_t from, struct buffer *out)
{
    size_t end = i;
    if (out->size > from && strchr(")!", out->at[out->size - 1]))
        buffer_char(out, '*');
    for (bool point = false; end < text.size; end++) {
        struct text const rest = text_part(text, end, text.size);
        bool const gap = text_starts(rest, TEXT("{,}")) || text_starts(rest, TEXT(",\\!"));
        bool const comma = text.at[end] == ',' && end + 1 < text.size && is_digit(text.at[end + 1]);
        if (gap || comma) {
            end += gap ? 2 : 0;
            continue;
        }
        if (!is_digit(text.at[end]) && (point || text.at[end] != '.' || rest.size < 2 || !is_digit(rest.at[1])))
            break;
        point |= text.at[end] == '.';
        buffer_char(out, text.at[end]);
    }
    return end;
}

static bool plain(struct text text, struct level level, struct buffer *out)
{
    size_t const from = out->size;
    bool apart = false; /* something that becomes nothing stands before */
    if (level.depth++ == NESTED_MAX)
        return false;
    for (size_t i = 0, end; i < text.size; i = end) {
        struct text const rest = text_part(text, i, text.size);
        size_t const before = out->size;
        end = words_end(text, i);
        for (size_t f = 0; f < COUNT(fractions) && !end; f++)
            if (text_starts(rest, text_of(fractions[f]))) {
                bool const mixed = level.mixed && audit_begin_mixed(text_part(rest, strlen(fractions[f]), rest.size), from, out);
                multiply(out, from);
                end = fraction(text, i + strlen(fractions[f]), level, out);
                buffer_string(out, mixed ? ")" : "");
                break;
            }
        for (size_t f = 0; f < COUNT(calls) && !end; f++)
            if (text_starts(rest, text_of(calls[f].mark))) {
                multiply(out, from);
                end = call(text, i, f, level, out);
                break;
            }
        bool const digit = is_digit(text.at[i]) || (text.at[i] == '.' && rest.size > 1 && is_digit(rest.at[1]));
        if (digit && apart && out->size > from && is_digit(out->at[out->size - 1]))
            return false;
        if (!end)
            end = digit ? number_at(text, i, from, out) : mark_at(text, i, from, out);
        if (!end)
            return false;
        apart = out->size == before;
    }
    return true;
}

bool audit_latex(struct text printed, bool mixed, struct buffer *out)
{
    size_t const before = out->size;
    if (plain(printed, (struct level){.mixed = mixed}, out))
        return true;
    out->size = before;
    return false;
}
