#include "json_write.h"

#include "eight.h"

/* Bytes looked at for each reservation of room, and the most that one of them can become. */
enum { STRETCH = 512, WORST = 6 };

/* What becomes of a byte. '.' it stays; 'u' it is written by its number; '?' that depends on the bytes behind; else the letter to
 * stand behind the backslash. */
static const char escapes[256 + 1] = "uuuuuuuubtnufruuuuuuuuuuuuuuuuuu"  /* 00 */
                                     "..\"............................." /* 20 */
                                     "............................\\..." /* 40 */
                                     "...............................u"  /* 60 */
                                     "................................"  /* 80 */
                                     "................................"  /* A0 */
                                     "..?............................."  /* C0 */
                                     "..?............................."; /* E0 */

static char *by_number(char *to, unsigned code)
{
    static const char digit[] = "0123456789abcdef";
    *to++ = '\\';
    *to++ = 'u';
    for (unsigned shift = 16; shift; shift -= 4)
        *to++ = digit[code >> (shift - 4) & 15];
    return to;
}

/* Writes what stands at *at and moves on. */
static char *write_one(char *to, const char **at, const char *end)
{
    unsigned char const c = (unsigned char)**at;
    size_t const left = (size_t)(end - *at);
    char const how = escapes[c];
    size_t taken = 1;
    if (how == '.') {
        *to++ = (char)c;
    } else if (how == 'u') {
        to = by_number(to, c);
    } else if (how != '?') {
        *to++ = '\\';
        *to++ = how;
    } else if (left >= 2 && memcmp(*at, "\xC2\x85", 2) == 0) {
        to = by_number(to, 0x85);
        taken = 2;
    } else if (left >= 3 && (memcmp(*at, "\xE2\x80\xA8", 3) == 0 || memcmp(*at, "\xE2\x80\xA9", 3) == 0)) {
        to = by_number(to, (*at)[2] == '\xA8' ? 0x2028 : 0x2029);
        taken = 3;
    } else {
        *to++ = (char)c;
    }
    *at += taken;
    return to;
}

/* It may write eight bytes more; what stands behind `stop` is a zero, which is doubtful. */
static char *write_stretch(char *to, const char **at, const char *stop, const char *end)
{
    while (*at < stop) {
        uint64_t const word = eight_up_to(*at, stop);
        uint64_t const doubtful = eight_special(word) | eight_equal(word, 0x7F) | (word & EIGHT_HITS);
        size_t const plain = eight_before(doubtful);
        eight_put(to, word);
        to += plain;
        *at += plain;
        if (plain < 8 && *at < stop)
            to = write_one(to, at, end);
    }
    return to;
}

void json_write_string(struct buffer *out, struct text text)
{
    const char *at = text.size ? text.at : "", *const end = at + text.size;
    buffer_char(out, '"');
    while (at < end) {
        size_t const stretch = MIN((size_t)(end - at), (size_t)STRETCH);
        buffer_reserve(out, stretch * WORST + 8);
        out->size = (size_t)(write_stretch(out->at + out->size, &at, at + stretch, end) - out->at);
    }
    buffer_char(out, '"');
}

void json_write_strings(struct buffer *out, const struct text *texts, size_t count)
{
    buffer_char(out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_char(out, ',');
        json_write_string(out, texts[i]);
    }
    buffer_char(out, ']');
}

/* The comma before, if one is due; `more` says whether the next thing needs one. */
static struct buffer *part(struct json_writer *w, bool more)
{
    if (w->comma)
        buffer_char(w->out, ',');
    w->comma = more;
    return w->out;
}

void json_open(struct json_writer *w, char bracket)
{
    buffer_char(part(w, false), bracket);
}

void json_close(struct json_writer *w, char bracket)
{
    buffer_char(w->out, bracket);
    w->comma = true;
}

void json_name(struct json_writer *w, struct text key)
{
    struct buffer *out = part(w, false);
    buffer_reserve(out, key.size + 3);
    char *to = out->at + out->size;
    *to++ = '"';
    memcpy(to, key.at, key.size);
    to[key.size] = '"';
    to[key.size + 1] = ':';
    out->size += key.size + 3;
}

void json_key_text(struct json_writer *w, struct text key)
{
    json_write_string(part(w, false), key);
    buffer_char(w->out, ':');
}

void json_put_text(struct json_writer *w, struct text text)
{
    json_write_string(part(w, true), text);
}

void json_put_texts(struct json_writer *w, const struct text *texts, size_t count)
{
    json_write_strings(part(w, true), texts, count);
}

void json_put_int(struct json_writer *w, int64_t number)
{
    buffer_int(part(w, true), number);
}

void json_put_bool(struct json_writer *w, bool truth)
{
    buffer_add(part(w, true), truth ? TEXT("true") : TEXT("false"));
}

void json_put_raw(struct json_writer *w, struct text json)
{
    buffer_add(part(w, true), json);
}

void json_member_text(struct json_writer *w, const char *key, struct text text)
{
    json_key(w, key);
    json_put_text(w, text);
}

void json_member_int(struct json_writer *w, const char *key, int64_t number)
{
    json_key(w, key);
    json_put_int(w, number);
}

void json_member_share(struct json_writer *w, const char *key, int64_t share)
{
    struct buffer digits = {0};
    buffer_share(&digits, share);
    json_key(w, key);
    json_put_raw(w, buffer_text(&digits));
    buffer_free(&digits);
}
