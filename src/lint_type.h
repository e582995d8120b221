/* lint_type: the type that `datasets` (by pyarrow) gives a column, value by value; and whether a later value can be cast to it. */
#ifndef MISSTEP_LINT_TYPE_H
#define MISSTEP_LINT_TYPE_H

#include "json.h"

enum lint_kind {
    LINT_TYPE_NULL, /* nothing but null so far */
    LINT_TYPE_BOOL,
    LINT_TYPE_INT,
    LINT_TYPE_FLOAT, /* also integers beyond 64 bits, and integers among fractions */
    LINT_TYPE_TIME,  /* nothing but dates: "2024-05-01", "2024-05-01 12:30:00" */
    LINT_TYPE_STRING,
    LINT_TYPE_LIST,
    LINT_TYPE_STRUCT,
    LINT_TYPE_JSON, /* mixed types: a text of JSON, which trainers cannot use */
};

enum { LINT_FIELDS_MAX = 1000 }; /* of an object; with more it counts as Json */

struct lint_type {
    enum lint_kind kind;
    uint64_t values; /* not null */
    struct lint_type *item;
    struct lint_field *fields;
    size_t count, room;
};

struct lint_field {
    struct text name;
    struct lint_type type;
};

/* Takes a value into account; what is kept lives in `kept`. `root`: members may be missing. */
void lint_type_add(struct lint_type *type, struct text raw, bool root, struct arena *kept, struct arena *arena);

struct lint_field *lint_type_field(const struct lint_type *type, struct text name); /* or NULL */
struct lint_field *lint_type_new_field(struct lint_type *type, struct text name, struct arena *kept);

/* Is it empty throughout: null, [], or lists of such? */
bool lint_type_is_empty(const struct lint_type *type);

/* Appends "list<string>". */
void lint_type_print(const struct lint_type *type, struct buffer *out);

/* The innermost type that a value cannot be cast to, NULL if it fits; *value is then the misfit. */
const struct lint_type *lint_type_misfit(const struct lint_type *type, struct text raw, struct arena *arena, struct text *value);

/* The type of one value, for people. */
void lint_type_name(struct text raw, struct arena *arena, struct buffer *out);

#endif
