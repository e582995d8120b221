/* text: the only two string types. `struct text` borrows bytes, `struct buffer` owns and grows. Also UTF-8. */
#ifndef MISSTEP_TEXT_H
#define MISSTEP_TEXT_H

#include "arena.h"

#include <string.h>

/* Borrowed bytes, not NUL-terminated; UTF-8 unless said otherwise. {NULL, 0} is empty. */
struct text {
    const char *at;
    size_t size;
};

#define TEXT(literal) ((struct text){(literal), sizeof(literal) - 1})

static inline struct text text_of(const char *string)
{
    return (struct text){string, strlen(string)};
}

/* Bytes [start, end) of a text. */
static inline struct text text_part(struct text text, size_t start, size_t end)
{
    return (struct text){start ? text.at + start : text.at, end - start}; /* an empty text may have no bytes at all */
}

static inline bool text_equal(struct text a, struct text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline char to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline bool text_starts(struct text text, struct text with)
{
    return text.size >= with.size && memcmp(text.at, with.at, with.size) == 0;
}

static inline bool text_ends(struct text text, struct text with)
{
    return text.size >= with.size && memcmp(text.at + text.size - with.size, with.at, with.size) == 0;
}

bool text_same_letters(const char *a, const char *b, size_t size); /* ASCII letters in either case */
struct text text_trim(struct text text);                           /* without white space at both ends */
struct text text_singular(struct text word);                       /* without the s of a plural */

static inline bool text_equal_nocase(struct text a, struct text b)
{
    return a.size == b.size && (a.size == 0 || (to_lower(a.at[0]) == to_lower(b.at[0]) && text_same_letters(a.at, b.at, a.size)));
}

/* Does a sentence end with the byte at i: . ? ! with white space, or nothing, behind it and the dollar signs that close there? Cruder than
 * sentence.h, for words around a formula. */
bool text_stops(struct text text, size_t i);

/* <0, 0, >0: by bytes; a beginning comes before the whole. */
int text_order(struct text a, struct text b);

/* Is the word, in either case, one of a list? Each begins with no capital letter: "more less fewer". */
bool text_is_among(struct text word, struct text list);

/* Is any word of the text, letters and apostrophes, one of the list? */
bool text_has_word(struct text text, struct text list);

/* Does the part stand in the text, be it within a word? */
bool text_holds(struct text text, const char *part);

/* Does any of the parts, none of them empty, stand in the text, be it within a word? */
bool text_holds_any(struct text text, const char *const *parts, size_t count);

/* Does the name of a symbol stand by itself somewhere: no part of a word, a command or a name with an index? */
bool text_has_name(struct text text, struct text name);

/* Byte offset of the first `needle` at or after `from`, or text.size. */
size_t text_find(struct text text, struct text needle, size_t from);

/* Takes the next run of digits out of *rest, with all that stands before it; false if there is none. */
bool text_take_digits(struct text *rest, struct text *digits);

/* A copy in the arena, NUL-terminated behind its size. */
struct text text_copy(struct arena *arena, struct text text);

/* Number of Unicode code points in the first `bytes` bytes of valid UTF-8. */
size_t text_code_points(struct text text, size_t bytes);

/* Byte offset of code point `index`, or text.size when there are fewer. */
size_t text_byte_of(struct text text, size_t index);

/* text_next() where the character is not ASCII. */
uint32_t text_next_wide(struct text text, size_t *at);

/* The code point at *at, which moves behind it; *at is below the size. Of bytes that are no UTF-8 anything, but never beyond the end. */
static inline uint32_t text_next(struct text text, size_t *at)
{
    unsigned char const c = (unsigned char)text.at[*at];
    if (c >= 0x80)
        return text_next_wide(text, at);
    ++*at;
    return c;
}

/* Is it obeyed instead of shown: a control character, or a change of the writing direction? */
static inline bool text_steers(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* True if valid UTF-8 (no surrogates, no overlong forms, at most U+10FFFF); else *bad is the offset of the first bad byte. */
bool text_is_utf8(struct text text, size_t *bad);

/* Appends the UTF-8 form of a code point to `out` (room for 4 bytes); returns the number of bytes. */
size_t utf8_write(uint32_t code_point, char *out);

/* Edit distance (Levenshtein, in code points) of two texts after common ends are cut, with at most `cap` code points of each looked at. */
size_t text_distance(struct text a, struct text b, size_t cap, struct arena *arena);

/* Owned, growing bytes. `{0}` is empty. Never fails (dies for want of memory). */
struct buffer {
    char *at;
    size_t size, room;
};

void buffer_grow(struct buffer *buffer, size_t more);
void buffer_free(struct buffer *buffer);
void buffer_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);

/* Room for `more` bytes behind size. */
static inline void buffer_reserve(struct buffer *buffer, size_t more)
{
    if (buffer->room - buffer->size < more)
        buffer_grow(buffer, more);
}

static inline void buffer_add(struct buffer *buffer, struct text text)
{
    buffer_reserve(buffer, text.size);
    if (text.size)
        memcpy(buffer->at + buffer->size, text.at, text.size);
    buffer->size += text.size;
}

static inline void buffer_char(struct buffer *buffer, char c)
{
    buffer_reserve(buffer, 1);
    buffer->at[buffer->size++] = c;
}

static inline void buffer_string(struct buffer *buffer, const char *string)
{
    buffer_add(buffer, text_of(string));
}

void buffer_int(struct buffer *buffer, int64_t number); /* decimal digits, much faster than format */

/* Ten-thousandths: -25 is "-0.0025", 12345 is "1.2345". */
void buffer_share(struct buffer *buffer, int64_t share);

/* A share of `whole` (0: none), both below 2^53, rounded: " 12.3 %", and "100.0 %" as wide. */
void buffer_percent(struct buffer *buffer, int64_t part, int64_t whole);

static inline struct text buffer_text(const struct buffer *buffer)
{
    return (struct text){buffer->at, buffer->size};
}

/* The bytes, copied into the arena; the buffer is freed. */
struct text buffer_keep(struct buffer *buffer, struct arena *arena) MUST_USE;

#endif
