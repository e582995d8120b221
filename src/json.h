/* json: reading one line of JSON. Our own scanner (RFC 8259, strictly): it checks the whole line and hands out the top level as
 * spans of the line's own bytes, so that integers of any size, long decimals and whole nested values pass through untouched.
 * json_write writes; json_tree is for nested values on slow paths.
 *
 * Refused although the RFC leaves it open: byte order mark, invalid UTF-8, lone surrogates, the NUL character (also as \u0000),
 * duplicate keys at the top level, and whatever exceeds the limits below. */
#ifndef MISSTEP_JSON_H
#define MISSTEP_JSON_H

#include "text.h"

enum {
    JSON_DEPTH_MAX = 64,    /* brackets open at once, the outermost included */
    JSON_MEMBERS_MAX = 256, /* members of an object whose members are handed out */
    JSON_ITEMS_MAX = 100000 /* items of an array whose items are handed out */
};

enum json_kind { JSON_STRING, JSON_NUMBER, JSON_OBJECT, JSON_ARRAY, JSON_TRUE, JSON_FALSE, JSON_NULL };

struct json_member {
    struct text key; /* decoded; empty for an item of an array */
    struct text raw; /* the value's bytes as they stand, without white space around them */
    enum json_kind kind;
};

struct json_object {
    struct json_member *members; /* in the order of the line */
    size_t count;
};

/* Checks a whole line, which must hold one object, and lists its members. They borrow from the line; the list, and keys written
 * with escapes, live in the arena. Errors (EXIT_DATA) give byte offsets from 0, as in "invalid JSON at byte 17: expected ':'",
 * "invalid UTF-8 at byte 40", "duplicate key "answer"". Also good for the raw bytes of a nested object. */
bool json_read_object(struct text line, struct arena *arena, struct json_object *out, struct error *err);

/* Checks that `text` is one JSON value of any kind within the limits, and counts the values in it (itself, items, members'
 * values). Errors as above. Duplicate keys are not looked for. */
bool json_check(struct text text, size_t *values, struct error *err);

/* The member with this key, or NULL. */
const struct json_member *json_find(const struct json_object *object, const char *key);

/* The four below take `raw` from a json_member; they never read outside it, whatever it holds. They return false, and leave the
 * outputs alone, if it is of another kind (or has too many items). */

/* A string, decoded: borrowed from `raw` if it has no escapes, else in the arena. */
bool json_string(struct text raw, struct arena *arena, struct text *out);

/* An array of nothing but strings, decoded. */
bool json_strings(struct text raw, struct arena *arena, struct text **out, size_t *count);

/* An array's items, as spans. */
bool json_items(struct text raw, struct arena *arena, struct json_member **out, size_t *count);

/* Members of an object, or items of an array, one after the other and however many: json_next() until it returns false. `rest` is
 * at first the `raw` of a checked value; duplicate keys are not looked for. Keys written with escapes live in the arena. */
struct json_cursor {
    struct text rest;
    bool object; /* the cursor's own */
};

bool json_next(struct json_cursor *cursor, struct arena *arena, struct json_member *out);

/* An integer written without fraction or exponent that fits. */
bool json_int(struct text raw, int64_t *out);

/* The member of an object as a count; 0 where there is none, or it is no whole number above 0. */
int64_t json_count(const struct json_object *object, const char *key);

#endif
