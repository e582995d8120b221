#include "traits.h"

#include "numerals.h"
#include "random.h"

#include <stdlib.h>

enum kind { WORD = 1, PAIR, TRIPLE, LAST_DIGIT, ZEROS, LENGTH, DECIMALS, NUMBERS };

enum { ZEROS_MOST = 3, LENGTH_MOST = 6, DECIMALS_MOST = 4, NUMBERS_MOST = 12 };

static void put(struct traits *out, enum kind kind, uint64_t value)
{
    if (out->count == out->room) {
        out->room = MAX(out->room * 2, 1024u);
        out->at = memory_grow(out->at, out->room * sizeof *out->at);
    }
    struct random mixer = {value + (uint64_t)kind * 0x9E3779B97F4A7C15u};
    out->at[out->count++] = random_next(&mixer);
}

static uint32_t next_character(struct text text, size_t *at)
{
    uint32_t const c = text_next(text, at);
    return c >= '0' && c <= '9' ? '0' : c;
}

enum sort { BLANK, SIGN, LETTER };

struct range {
    uint32_t from, to;
};

/* Of Unicode; what is in neither list is a letter, or a digit. */
static const struct range blanks[] = {{'\t', '\r'},     {0x1C, ' '},      {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
                                      {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
static const struct range signs[] = {{0, '/'},         {':', '@'},       {'[', '^'},       {'`', '`'},         {'{', 0xA9},
                                     {0xAB, 0xB1},     {0xB4, 0xB4},     {0xB6, 0xB8},     {0xBB, 0xBB},       {0xBF, 0xBF},
                                     {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2010, 0x206F}, {0x20A0, 0x20CF},   {0x2190, 0x245F},
                                     {0x2500, 0x2BFF}, {0x3001, 0x3003}, {0x3008, 0x3020}, {0x1F000, 0x10FFFF}};

static bool is_in(const struct range *ranges, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count && ranges[i].from <= c; i++)
        if (c <= ranges[i].to)
            return true;
    return false;
}

static enum sort sort_of(uint32_t c)
{
    if (c < 0x80 && (c == '0' || c == '_' || is_letter((char)c)))
        return LETTER;
    if (c == ' ')
        return BLANK;
    return is_in(blanks, COUNT(blanks), c) ? BLANK : is_in(signs, COUNT(signs), c) ? SIGN : LETTER;
}

struct word {
    uint64_t now, before; /* hashes; 0: none */
};

static void end_word(struct traits *out, struct word *word)
{
    if (!word->now)
        return;
    put(out, WORD, word->now);
    if (word->before)
        put(out, PAIR, word->before * 31 + word->now);
    word->before = word->now;
    word->now = 0;
}

static void read_style(struct text text, struct traits *out)
{
    struct word word = {0};
    uint32_t a = 0, b = 0;
    size_t seen = 0;
    for (size_t at = 0; at < text.size; seen++) {
        uint32_t const c = next_character(text, &at);
        enum sort const sort = sort_of(c);
        if (sort != LETTER)
            end_word(out, &word);
        if (sort != BLANK)
            word.now = ((word.now ? word.now : 0xCBF29CE484222325u) ^ c) * 0x100000001B3u;
        if (sort == SIGN)
            end_word(out, &word);
        if (seen >= 2)
            put(out, TRIPLE, (uint64_t)a << 42 | (uint64_t)b << 21 | c);
        a = b;
        b = c;
    }
    end_word(out, &word);
}

static void read_number(struct text numeral, struct traits *out)
{
    size_t length = 0, zeros = 0, decimals = 0;
    bool point = false;
    char last = '0';
    while (numeral.at[numeral.size - 1] == '.' || numeral.at[numeral.size - 1] == ',')
        numeral.size--;
    for (size_t i = 0; i < numeral.size; i++) {
        if (numeral.at[i] == ',')
            continue;
        last = numeral.at[i];
        length++;
        zeros = last == '0' ? zeros + 1 : 0;
        decimals += point;
        point = point || last == '.';
    }
    put(out, LAST_DIGIT, (unsigned char)last);
    put(out, ZEROS, MIN(zeros, (size_t)ZEROS_MOST));
    put(out, LENGTH, MIN(length, (size_t)LENGTH_MOST));
    put(out, DECIMALS, MIN(decimals, (size_t)DECIMALS_MOST));
}

static void read_digits(struct text text, struct traits *out)
{
    struct text numeral;
    size_t numbers = 0;
    for (size_t at = 0; numerals_next(text, &at, &numeral); numbers++)
        read_number(numeral, out);
    put(out, NUMBERS, MIN(numbers, (size_t)NUMBERS_MOST));
}

void traits_read(struct text text, enum trait_view view, struct traits *out)
{
    out->count = 0;
    (view == TRAITS_STYLE ? read_style : read_digits)(text, out);
}

void traits_free(struct traits *traits)
{
    free(traits->at);
    *traits = (struct traits){0};
}
