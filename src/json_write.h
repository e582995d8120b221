/* json_write: JSON into a buffer, no tree. Strings must be UTF-8; they come out as they are, but for quotes, backslashes,
 * control characters, and what some programs take for the end of a line or cannot show (U+007F, U+0085, U+2028, U+2029).
 *
 *     struct json_writer w = {.out = &buffer};
 *     json_open(&w, '{');
 *     json_key(&w, "first_error");
 *     json_put_int(&w, 2);
 *     json_close(&w, '}');
 *
 * The writer keeps the commas right, in objects and in arrays; that brackets match and that each key gets one value is up to
 * the caller. */
#ifndef MISSTEP_JSON_WRITE_H
#define MISSTEP_JSON_WRITE_H

#include "json.h"

/* A quoted string. */
void json_write_string(struct buffer *out, struct text text);

/* An array of strings. */
void json_write_strings(struct buffer *out, const struct text *texts, size_t count);

struct json_writer {
    struct buffer *out;
    bool comma; /* the next key or value must be parted from the one before */
};

void json_open(struct json_writer *w, char bracket);    /* '{' or '[' */
void json_close(struct json_writer *w, char bracket);   /* '}' or ']' */
void json_name(struct json_writer *w, struct text key); /* a key of plain ASCII letters, digits and underscores */
static inline void json_key(struct json_writer *w, const char *key)
{
    json_name(w, text_of(key));
}

void json_key_text(struct json_writer *w, struct text key);

/* One value: after a key, an item of an array, or the whole line. */
void json_put_text(struct json_writer *w, struct text text);
void json_put_texts(struct json_writer *w, const struct text *texts, size_t count);
void json_put_int(struct json_writer *w, int64_t number);
void json_put_bool(struct json_writer *w, bool truth);
void json_put_raw(struct json_writer *w, struct text json); /* bytes that are JSON already */

/* A key and its value. */
void json_member_text(struct json_writer *w, const char *key, struct text text);
void json_member_int(struct json_writer *w, const char *key, int64_t number);
void json_member_share(struct json_writer *w, const char *key, int64_t share); /* ten-thousandths: 5310 is 0.5310 */

#endif
