#include "plaintext.h"

struct reader {
    struct text html;
    size_t at;
};

static const struct script {
    const char *of, *above, *below;
} scripts[] = {
    {"0", "⁰", "₀"}, {"1", "¹", "₁"}, {"2", "²", "₂"}, {"3", "³", "₃"}, {"4", "⁴", "₄"}, {"5", "⁵", "₅"}, {"6", "⁶", "₆"},
    {"7", "⁷", "₇"}, {"8", "⁸", "₈"}, {"9", "⁹", "₉"}, {"+", "⁺", "₊"}, {"-", "⁻", "₋"}, {"−", "⁻", "₋"}, {"(", "⁽", "₍"},
    {")", "⁾", "₎"}, {"n", "ⁿ", "ₙ"}, {"i", "ⁱ", "ᵢ"}, {"k", "ᵏ", "ₖ"}, {"x", "ˣ", "ₓ"},
};

static const struct reference {
    const char *written, *means;
} references[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};

/* One number or one character: no brackets are needed around it. */
static bool is_atom(struct text text)
{
    size_t digits = 0;
    while (digits < text.size && (is_digit(text.at[digits]) || text.at[digits] == '.'))
        digits++;
    return digits == text.size || text_code_points(text, text.size) == 1;
}

static void add_bracketed(struct buffer *out, struct text text)
{
    bool const atom = is_atom(text);
    buffer_string(out, atom ? "" : "(");
    buffer_add(out, text);
    buffer_string(out, atom ? "" : ")");
}

static bool add_scripts(struct buffer *out, struct text text, bool above)
{
    size_t const start = out->size;
    for (size_t at = 0; at < text.size;) {
        const struct script *found = NULL;
        for (size_t i = 0; !found && i < COUNT(scripts); i++)
            if (text_starts(text_part(text, at, text.size), text_of(scripts[i].of)))
                found = &scripts[i];
        if (!found) {
            out->size = start;
            return false;
        }
        buffer_string(out, above ? found->above : found->below);
        at += strlen(found->of);
    }
    return true;
}

static void add_element(struct buffer *out, struct text tag, struct text inside)
{
    bool const above = text_equal(tag, TEXT("<sup>")), below = text_equal(tag, TEXT("<sub>"));
    if ((above || below) && add_scripts(out, inside, above))
        return;
    if (above || below)
        buffer_char(out, above ? '^' : '_');
    if (above || below || text_equal(tag, TEXT("<span>")) || text_equal(tag, TEXT("<span class=\"r\">")))
        add_bracketed(out, inside);
    else
        buffer_add(out, inside);
}

static void character(struct reader *r, struct buffer *out)
{
    struct text const rest = text_part(r->html, r->at, r->html.size);
    for (size_t i = 0; i < COUNT(references); i++)
        if (text_starts(rest, text_of(references[i].written))) {
            buffer_string(out, references[i].means);
            r->at += strlen(references[i].written);
            return;
        }
    buffer_char(out, r->html.at[r->at++]);
}

/* Up to the end of the element, or of the text. */
static void read(struct reader *r, struct buffer *out)
{
    while (r->at < r->html.size) {
        if (r->html.at[r->at] != '<') {
            character(r, out);
            continue;
        }
        size_t const end = MIN(text_find(r->html, TEXT(">"), r->at) + 1, r->html.size);
        struct text const tag = text_part(r->html, r->at, end);
        r->at = end;
        if (text_starts(tag, TEXT("</")))
            return;
        if (text_equal(tag, TEXT("<br>"))) {
            buffer_char(out, '\n');
            continue;
        }
        struct buffer inside = {0};
        read(r, &inside);
        add_element(out, tag, buffer_text(&inside));
        buffer_free(&inside);
    }
}

struct text plaintext(struct text latex, struct arena *arena)
{
    struct buffer html = {0}, out = {0};
    plainmath_write(latex, NULL, NULL, arena, &html);
    struct reader r = {.html = buffer_text(&html)};
    while (r.at < r.html.size)
        read(&r, &out);
    buffer_free(&html);
    return buffer_keep(&out, arena);
}
