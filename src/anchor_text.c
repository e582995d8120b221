#include "anchor.h"

static bool is_word(char c)
{
    return is_letter(c) || (unsigned char)c >= 128;
}

/* One pair of marks around the whole, once. */
static struct text without_pair(struct text t, struct text open, struct text close)
{
    if (t.size < open.size + close.size || !text_starts(t, open) || !text_ends(t, close))
        return t;
    struct text const inside = text_part(t, open.size, t.size - close.size);
    if (close.size == 1 && close.at[0] == '$' && inside.size && memchr(inside.at, '\n', inside.size))
        return t; /* dollars pair on one line only: sums of money may stand far apart */
    return text_find(inside, close, 0) == inside.size && text_find(inside, open, 0) == inside.size ? inside : t;
}

struct text anchor_unwrapped(struct text t)
{
    static const struct text pairs[][2] = {
        {{"$$", 2}, {"$$", 2}}, {{"$", 1}, {"$", 1}},   {{"\\(", 2}, {"\\)", 2}},   {{"\\[", 2}, {"\\]", 2}},
        {{"**", 2}, {"**", 2}}, {{"\"", 1}, {"\"", 1}}, {{"\\\"", 2}, {"\\\"", 2}}, {{"`", 1}, {"`", 1}},
        {{"_", 1}, {"_", 1}},   {{"*", 1}, {"*", 1}},
    };
    size_t before;
    do {
        before = t.size;
        t = text_trim(t);
        for (size_t i = 0; i < COUNT(pairs); i++)
            t = without_pair(t, pairs[i][0], pairs[i][1]);
        while (t.size && memchr(".*:,;", t.at[t.size - 1], 5) && !text_ends(t, TEXT("...")) && !text_ends(t, TEXT("\\,")) &&
               !text_ends(t, TEXT("\\;")) && !text_ends(t, TEXT("\\:")))
            t.size--;
        while (t.size && (t.at[0] == '*' || t.at[0] == ':' || t.at[0] == '>' || t.at[0] == '='))
            t = text_part(t, 1, t.size);
    } while (t.size != before);
    return t;
}

bool anchor_is_prose(struct text t)
{
    struct text const known =
        TEXT("and or not nounand nounor nounnot implies xor xnor iff mod in union sin cos tan cot sec csc log "
             "ln lg exp sqrt abs arcsin arccos arctan sinh cosh tanh sech csch coth");
    size_t row = 0;
    for (size_t i = 0; i < t.size;) {
        size_t const start = i;
        while (i < t.size && (is_word(t.at[i]) || t.at[i] == '\''))
            i++;
        struct text const word = text_part(t, start, i);
        bool const command = start > 0 && (t.at[start - 1] == '\\' || t.at[start - 1] == '{' || t.at[start - 1] == '%');
        row = word.size > 1 && !command && !text_is_among(word, known) ? row + 1 : 0;
        if (row == 2)
            return true;
        size_t const gap = i;
        while (i < t.size && !is_word(t.at[i]))
            row = t.at[i++] == ' ' ? row : 0;
        if (word.size > 3 && !command && i > gap + 1 && t.at[gap] == ' ' && t.at[gap + 1] == ':')
            return true; /* "Total : 5" */
        i += i == gap && i == start;
    }
    return false;
}

struct text anchor_number(struct text t, bool last)
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
