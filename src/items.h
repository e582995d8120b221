/* items: the values of a JSON array, or of a file that holds one object after another over many lines, cut apart as they come in
 * pieces of any size. Each value becomes one line: white space outside strings, line breaks too, is one blank at most. What a value is
 * made of is not looked at: brackets are counted, strings are told from the rest, whoever reads the line sees whether it is JSON. */
#ifndef MISSTEP_ITEMS_H
#define MISSTEP_ITEMS_H

#include "text.h"

struct items {
    bool bare;            /* objects without an array around them */
    bool string, escaped; /* within a string; behind a backslash in it */
    bool blank;           /* white space is due before the next byte */
    bool begun;           /* a byte of the value has been read */
    bool closed;          /* the array has ended */
    size_t depth;         /* brackets open within the value */
    uint64_t count;       /* values that have ended */
    uint64_t bytes;       /* of the file, that have been read */
    uint64_t lines;       /* line breaks among them, outside strings */
};

/* Do these first bytes of a file begin an array, or an object of many lines? Then *out is ready, and the bytes before the first value
 * are taken from `head`. Else both stay as they are: a file of one JSON value a line. */
bool items_begin(struct text *head, struct items *out);

enum items_found {
    ITEMS_MORE, /* the piece is used up, or the array was empty */
    ITEMS_VALUE /* a value has ended */
};

/* Takes bytes from the front of `piece` and appends them to `out`, up to the end of a value or of the piece. False with the place and
 * the reason in err (EXIT_DATA; without the file's name) where commas and brackets of the array do not stand right. */
bool items_next(struct items *items, struct text *piece, struct buffer *out, enum items_found *found, struct error *err);

/* The file ends here. False where it should not. */
bool items_end(const struct items *items, struct error *err);

#endif
