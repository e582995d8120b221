#include "text.h"

#include "eight.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

bool text_same_letters(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (to_lower(a[i]) != to_lower(b[i]))
            return false;
    return true;
}

bool text_is_among(struct text word, struct text list)
{
    for (size_t at = 0; word.size && at + word.size <= list.size; at++) {
        const char *hit = memchr(list.at + at, to_lower(word.at[0]), list.size - at - word.size + 1);
        if (!hit)
            return false;
        at = (size_t)(hit - list.at);
        size_t const end = at + word.size;
        if ((at == 0 || list.at[at - 1] == ' ') && (end == list.size || list.at[end] == ' ') &&
            text_equal_nocase(word, text_part(list, at, end)))
            return true;
    }
    return false;
}

static size_t word_end(struct text text, size_t at)
{
    while (at < text.size && (is_letter(text.at[at]) || text.at[at] == '\''))
        at++;
    return at;
}

static uint32_t bit_of_size(size_t size)
{
    return UINT32_C(1) << MIN(size, 31u);
}

/* In a long text most words are told by their first letter and their size to be none of the list. */
bool text_has_word(struct text text, struct text list)
{
    uint32_t sizes[32] = {0}; /* by first letter, in either case */
    bool const looks = text.size <= list.size;
    for (size_t i = 0, end; i < list.size && !looks; i = end + 1) {
        end = word_end(list, i);
        sizes[list.at[i] & 31] |= bit_of_size(end - i);
    }
    for (size_t i = 0, end; i < text.size; i = end + 1) {
        end = word_end(text, i);
        if (end > i && (looks || sizes[text.at[i] & 31] & bit_of_size(end - i)) && text_is_among(text_part(text, i, end), list))
            return true;
    }
    return false;
}

int text_order(struct text a, struct text b)
{
    size_t const shared = MIN(a.size, b.size);
    int const start = shared ? memcmp(a.at, b.at, shared) : 0;
    return start ? start : (a.size > b.size) - (a.size < b.size);
}

struct text text_trim(struct text text)
{
    while (text.size && is_space(text.at[0]))
        text = text_part(text, 1, text.size);
    while (text.size && is_space(text.at[text.size - 1]))
        text.size--;
    return text;
}

struct text text_singular(struct text word)
{
    return word.size > 2 && to_lower(word.at[word.size - 1]) == 's' ? text_part(word, 0, word.size - 1) : word;
}

bool text_stops(struct text text, size_t i)
{
    size_t behind = i + 1;
    while (behind < text.size && text.at[behind] == '$')
        behind++;
    return memchr(".?!", text.at[i], 3) && (behind == text.size || is_space(text.at[behind]));
}

/* Where to look first: a sign, else a byte of the needle that is not everywhere in English, else its first. */
static size_t rare_byte(struct text needle)
{
    static const unsigned char common[UCHAR_MAX + 1] = {
        [' '] = 2, ['a'] = 2, ['d'] = 2, ['e'] = 2, ['h'] = 2, ['i'] = 2, ['l'] = 2, ['n'] = 2,        ['o'] = 2, ['r'] = 2,
        ['s'] = 2, ['t'] = 2, ['u'] = 2, ['<'] = 2, ['b'] = 1, ['c'] = 1, ['f'] = 1, ['g'] = 1,        ['k'] = 1, ['m'] = 1,
        ['p'] = 1, ['v'] = 1, ['w'] = 1, ['y'] = 1, ['.'] = 1, ['$'] = 1, ['='] = 1, ['0' ... '9'] = 1};
    size_t rare = 0;
    for (size_t i = 0; i < needle.size && common[(unsigned char)needle.at[rare]]; i++)
        if (common[(unsigned char)needle.at[i]] < common[(unsigned char)needle.at[rare]])
            rare = i;
    return rare;
}

size_t text_find(struct text text, struct text needle, size_t from)
{
    size_t const rare = rare_byte(needle);
    while (needle.size && from + needle.size <= text.size) {
        const char *hit = memchr(text.at + from + rare, needle.at[rare], text.size - from - needle.size + 1);
        if (!hit)
            break;
        from = (size_t)(hit - text.at) - rare;
        if (memcmp(text.at + from, needle.at, needle.size) == 0)
            return from;
        from++;
    }
    return text.size;
}

bool text_take_digits(struct text *rest, struct text *digits)
{
    size_t start = 0, end;
    while (start < rest->size && !is_digit(rest->at[start]))
        start++;
    for (end = start; end < rest->size && is_digit(rest->at[end]);)
        end++;
    *digits = text_part(*rest, start, end);
    *rest = text_part(*rest, end, rest->size);
    return end > start;
}

struct text text_copy(struct arena *arena, struct text text)
{
    char *copy = arena_alloc(arena, text.size + 1);
    if (text.size)
        memcpy(copy, text.at, text.size);
    copy[text.size] = '\0';
    return (struct text){copy, text.size};
}

static bool starts_code_point(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

size_t text_code_points(struct text text, size_t bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes && i < text.size; i++)
        count += starts_code_point(text.at[i]);
    return count;
}

size_t text_byte_of(struct text text, size_t index)
{
    for (size_t i = 0; i < text.size; i++)
        if (starts_code_point(text.at[i]) && index-- == 0)
            return i;
    return text.size;
}

/* Length of the well-formed sequence at `s` (Unicode 15, table 3-7), 0 if there is none. */
static size_t sequence(const unsigned char *s, size_t left)
{
    unsigned char const a = s[0];
    if (a < 0x80)
        return 1;
    if (a < 0xC2 || a > 0xF4)
        return 0;
    size_t const size = a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
    if (left < size)
        return 0;
    unsigned char const low = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80;
    unsigned char const high = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    return size;
}

uint32_t text_next_wide(struct text text, size_t *at)
{
    unsigned char const a = (unsigned char)text.at[*at];
    size_t const size = MIN(a < 0xC0 ? 1u : a < 0xE0 ? 2u : a < 0xF0 ? 3u : 4u, text.size - *at);
    uint32_t c = size == 1 ? a : a & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++)
        c = c << 6 | ((unsigned char)text.at[*at + i] & 0x3F);
    *at += size;
    return c;
}

bool text_is_utf8(struct text text, size_t *bad)
{
    size_t i = 0;
    while (i < text.size) {
        uint64_t word;
        while (i + 8 <= text.size && (memcpy(&word, text.at + i, 8), (word & 0x8080808080808080u) == 0))
            i += 8;
        if (i >= text.size)
            break;
        size_t const size = sequence((const unsigned char *)text.at + i, text.size - i);
        if (size == 0) {
            *bad = i;
            return false;
        }
        i += size;
    }
    return true;
}

size_t utf8_write(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t const size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = size; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[size] | c);
    return size;
}

/* The code points of what differs, as numbers; *count says how many. */
static uint32_t *code_points(struct text text, size_t cap, struct arena *arena, size_t *count)
{
    uint32_t *out = ARENA_ARRAY(arena, uint32_t, MIN(text.size, cap) + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (!starts_code_point(text.at[i]))
            out[n - 1] = out[n - 1] << 8 | (unsigned char)text.at[i];
        else if (n == cap)
            break;
        else
            out[n++] = (unsigned char)text.at[i];
    }
    *count = n;
    return out;
}

static void cut_common(struct text *a, struct text *b)
{
    size_t head = 0;
    while (head < a->size && head < b->size && a->at[head] == b->at[head])
        head++;
    while (head && ((head < a->size && !starts_code_point(a->at[head])) || (head < b->size && !starts_code_point(b->at[head]))))
        head--;
    *a = text_part(*a, head, a->size);
    *b = text_part(*b, head, b->size);
    size_t tail = 0;
    while (tail < a->size && tail < b->size && a->at[a->size - 1 - tail] == b->at[b->size - 1 - tail])
        tail++;
    while (tail && (!starts_code_point(a->at[a->size - tail])))
        tail--;
    a->size -= tail;
    b->size -= tail;
}

size_t text_distance(struct text a, struct text b, size_t cap, struct arena *arena)
{
    cut_common(&a, &b);
    size_t n, m;
    const uint32_t *x = code_points(a, cap, arena, &n), *y = code_points(b, cap, arena, &m);
    size_t *row = ARENA_ARRAY(arena, size_t, m + 1);
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t const up = row[j];
            row[j] = MIN(MIN(up, row[j - 1]) + 1, diagonal + (x[i - 1] != y[j - 1]));
            diagonal = up;
        }
    }
    return row[m];
}

void buffer_grow(struct buffer *buffer, size_t more)
{
    size_t const room = MAX(buffer->size + more, buffer->room * 2);
    buffer->at = memory_grow(buffer->at, MAX(room, (size_t)256));
    buffer->room = MAX(room, (size_t)256);
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->at);
    *buffer = (struct buffer){0};
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    size_t room = 128, size;
    do { /* at most twice */
        va_list args;
        buffer_reserve(buffer, room);
        va_start(args, format);
        int const written = vsnprintf(buffer->at + buffer->size, room, format, args);
        va_end(args);
        if (written < 0)
            die("buffer_format: bad format");
        size = (size_t)written;
        if (size < room)
            break;
        room = size + 1;
    } while (true);
    buffer->size += size;
}

void buffer_int(struct buffer *buffer, int64_t number)
{
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    size_t digits = 1;
    for (uint64_t rest = left; rest >= 10; rest /= 10)
        digits++;
    buffer_reserve(buffer, digits + 1);
    if (number < 0)
        buffer->at[buffer->size++] = '-';
    buffer->size += digits;
    for (char *at = buffer->at + buffer->size; digits; digits--, left /= 10)
        *--at = (char)('0' + left % 10);
}

void buffer_share(struct buffer *buffer, int64_t share)
{
    int64_t const size = share < 0 ? -share : share;
    buffer_format(buffer, "%s%" PRId64 ".%04" PRId64, share < 0 ? "-" : "", size / 10000, size % 10000);
}

void buffer_percent(struct buffer *buffer, int64_t part, int64_t whole)
{
    int64_t const tenths = whole ? (part * 1000 + whole / 2) / whole : 0;
    buffer_format(buffer, "%3" PRId64 ".%" PRId64 " %%", tenths / 10, tenths % 10);
}

struct text buffer_keep(struct buffer *buffer, struct arena *arena)
{
    struct text const kept = text_copy(arena, buffer_text(buffer));
    buffer_free(buffer);
    return kept;
}

enum { HEAD_BITS = 12 };

static size_t head_place(uint64_t head)
{
    return head * UINT64_C(0x9E3779B97F4A7C15) >> (64 - HEAD_BITS);
}

bool text_holds(struct text text, const char *part)
{
    return text_find(text, text_of(part), 0) < text.size;
}

bool text_holds_any(struct text text, const char *const *parts, size_t count)
{
    uint64_t heads[(1 << HEAD_BITS) / 64] = {0}, mask = UINT64_MAX; /* how parts begin: most places are looked at once */
    const char *const end = text.at + text.size;
    for (size_t i = 0; i < count; i++)
        mask &= strlen(parts[i]) < 8 ? (UINT64_C(1) << 8 * strlen(parts[i])) - 1 : UINT64_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t const place = head_place(eight_up_to(parts[i], parts[i] + strlen(parts[i])) & mask);
        heads[place / 64] |= UINT64_C(1) << place % 64;
    }
    for (const char *at = text.at; at < end; at++) {
        size_t const place = head_place(eight_up_to(at, end) & mask);
        if (heads[place / 64] >> place % 64 & 1)
            for (size_t i = 0; i < count; i++)
                if (text_starts((struct text){at, (size_t)(end - at)}, text_of(parts[i])))
                    return true;
    }
    return false;
}

bool text_has_name(struct text text, struct text name)
{
    for (size_t at = text_find(text, name, 0); at < text.size; at = text_find(text, name, at + 1)) {
        size_t const end = at + name.size;
        if ((at == 0 || (!is_letter(text.at[at - 1]) && text.at[at - 1] != '\\')) &&
            (end == text.size || (!is_letter(text.at[end]) && text.at[end] != '_')))
            return true;
    }
    return false;
}
