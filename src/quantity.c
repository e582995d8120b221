#include "quantity.h"

/* What parts thousands in the number, "," where nothing does. */
static const char *separator_of(struct text shown)
{
    return text_find(shown, TEXT("{,}"), 0) < shown.size ? "{,}" : text_find(shown, TEXT(",\\!"), 0) < shown.size ? ",\\!" : ",";
}

/* Those of the digits from byte `from` on that stand for thousands are parted. */
static void separate(size_t from, const char *separator, struct buffer *out)
{
    struct buffer plain = {0};
    buffer_add(&plain, text_part(buffer_text(out), from, out->size));
    struct text const digits = buffer_text(&plain);
    out->size = from;
    const char *point = memchr(digits.at, '.', digits.size);
    size_t const whole = point ? (size_t)(point - digits.at) : digits.size;
    for (size_t i = 0; i < digits.size; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            buffer_string(out, separator);
        buffer_char(out, digits.at[i]);
    }
    buffer_free(&plain);
}

/* How many decimals to write, or -1. */
static int places_for(struct text shown, int places, const struct value *value)
{
    int const needed = value_places(value);
    if (needed < 0 || (places == 0 && needed > 0) || (places > 0 && needed > MAX(places, 2)))
        return -1;
    bool const padded = places && shown.at[shown.size - 1] == '0';
    bool const cents = places == 2;
    return places && (padded || cents) ? MAX(places, needed) : needed;
}

/* With so many decimals. */
static void write_like(struct text shown, const struct token *like, const struct value *value, int places, bool separated,
                       struct buffer *out)
{
    size_t const from = out->size;
    value_write_places(value, places, out);
    if (shown.at[0] == '.' && out->size > from + 1 && out->at[from] == '0' && out->at[from + 1] == '.')
        memmove(out->at + from, out->at + from + 1, --out->size - from);
    struct value const thousand = value_int(1000);
    size_t const whole = shown.size - like->places - (like->places > 0);
    if ((like->flags & TOKEN_SEPARATED) || (separated && whole < 4 && value_cmp(value, &thousand) >= 0))
        separate(from, separator_of(shown), out);
}

bool quantity_write(struct text text, const struct token *like, const struct value *value, bool separated, struct buffer *out)
{
    struct text const shown = text_part(text, like->start, like->end);
    int const places = places_for(shown, like->places, value);
    if (places < 0 || value_sign(value) <= 0 || memchr(shown.at, ' ', shown.size))
        return false;
    write_like(shown, like, value, places, separated, out);
    return true;
}

bool quantity_write_money(struct text text, const struct token *like, const struct value *value, bool cents, bool separated,
                          struct buffer *out)
{
    struct text const shown = text_part(text, like->start, like->end);
    int const places = value_places(value);
    if (places < 0 || places > 2 || value_sign(value) <= 0 || memchr(shown.at, ' ', shown.size))
        return false;
    write_like(shown, like, value, places && cents ? 2 : places, separated, out);
    return true;
}

bool quantity_text(struct text text, const struct token *like, const struct value *value, bool separated, struct arena *arena,
                   struct text *out)
{
    struct buffer written = {0};
    bool const done = quantity_write(text, like, value, separated, &written);
    if (done)
        *out = buffer_keep(&written, arena);
    return done;
}

bool quantity_write_word(struct text like, int64_t value, struct buffer *out)
{
    static const char *const small[] = {"",         "one",     "two",     "three",     "four",     "five",    "six",
                                        "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (value < 1 || value > 99)
        return false;
    size_t const from = out->size;
    if (value < 20) {
        buffer_string(out, small[value]);
    } else {
        buffer_string(out, tens[value / 10]);
        if (value % 10)
            buffer_format(out, "-%s", small[value % 10]);
    }
    if (like.size && like.at[0] >= 'A' && like.at[0] <= 'Z')
        out->at[from] = (char)(out->at[from] - 32);
    return true;
}

static bool takes_an(struct text digits)
{
    bool const eleven = text_starts(digits, TEXT("11")) || text_starts(digits, TEXT("18"));
    return digits.size && (digits.at[0] == '8' || (eleven && (digits.size == 2 || digits.size >= 6)));
}

bool quantity_fits_article(struct text text, const struct tokens *tokens, size_t at, struct text written)
{
    const struct token *t = &tokens->items[at];
    bool const article = at && token_is(&t[-1], WORD_PER) && to_lower(text.at[t[-1].start]) == 'a';
    return !article || takes_an(text_part(text, t->start, t->end)) == takes_an(written);
}
