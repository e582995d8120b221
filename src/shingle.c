#include "shingle.h"

#include "random.h"

#include <stdlib.h>

enum { OWN_WORD = 0x2E80 };

enum sort { PARTS, LETTER, DIGIT, SIGN, ALONE };

static uint64_t mixed(uint64_t value)
{
    struct random mixer = {value};
    return random_next(&mixer);
}

static bool is_sign(uint32_t c)
{
    switch (c) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '^':
    case '=':
    case '<':
    case '>':
    case '%':
    case '!':
        return true;
    default:
        return false;
    }
}

static enum sort sort_of(uint32_t c, enum shingle_view view)
{
    if (c < 0x80) {
        if (is_digit((char)c))
            return DIGIT;
        if (is_letter((char)c))
            return LETTER;
        return view == SHINGLE_SIGNS && is_sign(c) ? SIGN : PARTS;
    }
    if (c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2C00))
        return PARTS;
    return c >= OWN_WORD ? ALONE : LETTER;
}

static void make_room(struct shingles *out, size_t room)
{
    if (room <= out->room)
        return;
    out->room = MAX(MAX(out->room * 2, room), 512u);
    out->at = memory_grow(out->at, out->room * sizeof *out->at);
}

static void put(struct shingles *out, uint64_t value)
{
    make_room(out, out->count + 1);
    out->at[out->count++] = value;
}

struct word {
    uint64_t hash;
    size_t start, end;
};

/* The next word at or after word->end; false behind the last. */
static bool next_word(struct text text, enum shingle_view view, struct word *word)
{
    enum sort first = PARTS;
    word->hash = 0xCBF29CE484222325u;
    for (size_t at = word->end; at < text.size;) {
        size_t const start = at;
        uint32_t const c = text_next(text, &at);
        bool const inside = view == SHINGLE_MASKED && first == DIGIT && (c == ',' || c == '.');
        enum sort const sort = inside ? DIGIT : sort_of(c, view);
        if (first != PARTS && (sort != first || sort > DIGIT))
            break;
        word->end = at;
        if (sort == PARTS)
            continue;
        word->start = first == PARTS ? start : word->start;
        first = sort;
        if (view == SHINGLE_MASKED && sort == DIGIT)
            word->hash = '0';
        else
            word->hash = (word->hash ^ (c < 0x80 ? (unsigned char)to_lower((char)c) : c)) * 0x100000001B3u;
    }
    return first != PARTS;
}

void shingle_words(struct text text, enum shingle_view view, struct shingles *out)
{
    struct word word = {0};
    while (next_word(text, view, &word))
        put(out, mixed(word.hash));
}

struct text shingle_stretch(struct text text, size_t from, size_t count)
{
    struct word word = {0};
    size_t start = text.size, end = text.size;
    for (size_t i = 0; i < from + count && next_word(text, SHINGLE_WORDS, &word); i++) {
        start = i == from ? word.start : start;
        end = word.end;
    }
    return text_part(text, MIN(start, end), end);
}

uint64_t shingle_hash(const uint64_t *words, size_t count)
{
    uint64_t hash = count;
    for (size_t i = 0; i < count; i++)
        hash = mixed(hash * 31 + words[i]);
    return hash ? hash : 1;
}

/* Values of 32 bits, a byte at a time from the lowest (Knuth, TAOCP 3, 5.2.5); `spare` has the same room. */
static void sort_values(uint64_t *values, uint64_t *spare, size_t count)
{
    for (unsigned shift = 0; shift < 32; shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < count; i++)
            starts[(values[i] >> shift & 0xFF) + 1]++;
        for (size_t i = 1; i < 256; i++)
            starts[i] += starts[i - 1];
        for (size_t i = 0; i < count; i++)
            spare[starts[values[i] >> shift & 0xFF]++] = values[i];
        uint64_t *const swap = values;
        values = spare;
        spare = swap;
    }
}

void shingle_set(const struct shingles *words, size_t width, size_t most, struct shingles *out)
{
    out->count = 0;
    if (!words->count)
        return;
    size_t const runs = words->count < width ? 1 : words->count - width + 1, size = MIN(width, words->count);
    make_room(out, 2 * runs);
    for (size_t i = 0; i < runs; i++)
        out->at[i] = shingle_hash(words->at + i, size) >> 32;
    sort_values(out->at, out->at + runs, runs);
    size_t kept = 1;
    for (size_t i = 1; i < runs; i++)
        if (out->at[i] != out->at[kept - 1])
            out->at[kept++] = out->at[i];
    out->count = MIN(kept, most);
}

unsigned shingle_percent(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    size_t same = 0, i = 0, j = 0;
    while (i < a_count && j < b_count) {
        same += a[i] == b[j];
        uint32_t const x = a[i], y = b[j];
        i += x <= y;
        j += y <= x;
    }
    size_t const all = a_count + b_count - same;
    return all ? (unsigned)(same * 100 / all) : 0;
}

void shingles_free(struct shingles *shingles)
{
    free(shingles->at);
    *shingles = (struct shingles){0};
}
