/* column: what stands in a column of a training file, for whoever writes a card, checks rows, or says what a format is.
 *
 * A type is one word, or built of types:
 *     string  bool  int64  float64      one value
 *     null                              nothing, in each row: a key that consumers look for and that we have nothing for
 *     [T]                               a list of T
 *     {name:T,name:T}                   an object of these keys, in this order
 * without blanks: "[{role:string,content:string}]" is a list of messages. No other value is null; a list may be empty unless the
 * format says otherwise. */
#ifndef MISSTEP_COLUMN_H
#define MISSTEP_COLUMN_H

#include "text.h"

struct column {
    const char *name; /* the key in the row */
    const char *type;
};

enum column_kind { COLUMN_STRING, COLUMN_BOOL, COLUMN_INT, COLUMN_FLOAT, COLUMN_NULL, COLUMN_LIST, COLUMN_OBJECT };

/* Of a type as above. Dies of anything else: types are ours. */
enum column_kind column_kind(struct text type);

/* The T of a list. */
struct text column_item(struct text type);

/* The next key of an object and its type. *at is 0 at first; false behind the last. */
bool column_field(struct text type, size_t *at, struct text *name, struct text *of);

#endif
