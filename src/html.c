#include "html.h"

static const char *reference(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_character(struct buffer *out, struct text text, size_t *at)
{
    size_t const start = *at;
    const char *written = reference(text.at[start]);
    uint32_t const c = text_next(text, at);
    if (written)
        buffer_string(out, written);
    else if (text_steers(c) && c != '\t' && c != '\n')
        buffer_string(out, "\uFFFD");
    else
        buffer_add(out, text_part(text, start, *at));
}

void html_text(struct buffer *out, struct text text)
{
    for (size_t at = 0; at < text.size;)
        html_character(out, text, &at);
}

void html_word(struct buffer *out, struct text word)
{
    bool plain = word.size > 0;
    for (size_t i = 0; plain && i < word.size; i++)
        plain = is_letter(word.at[i]) || is_digit(word.at[i]) || strchr("._-/=,:+", word.at[i]);
    buffer_string(out, plain ? "" : "&#39;");
    for (size_t at = 0; at < word.size;)
        if (word.at[at] == '\'') {
            buffer_string(out, "&#39;\\&#39;&#39;");
            at++;
        } else {
            html_character(out, word, &at);
        }
    buffer_string(out, plain ? "" : "&#39;");
}
