/* yamlfile: a file of nested maps, read as a flat run of entries, and scalars written back. The door to libyaml, with yamljson.
 *
 * A strict subset of YAML, and so JSON too (but for surrogate pairs written as \u escapes): maps and lists of scalars in block
 * or flow style, quoted strings, block scalars, comments. Errors: anchors, aliases, tags, directives, merge keys, a second
 * document, lists in lists, NUL, bytes that are not UTF-8, and whatever exceeds the limits. Types are not guessed: `no` and
 * `010` are texts. */
#ifndef MISSTEP_YAMLFILE_H
#define MISSTEP_YAMLFILE_H

#include "text.h"

enum {
    YAMLFILE_MAX = 1024 * 1024, /* bytes */
    YAMLFILE_DEPTH_MAX = 4,     /* maps and lists inside each other, the file's own map included */
    YAMLFILE_ITEMS_MAX = 4096,  /* in one list */
    YAMLFILE_KEY_MAX = 200,     /* bytes of one key */
};

enum yamlfile_kind { YAMLFILE_GROUP, YAMLFILE_SCALAR, YAMLFILE_LIST };

/* One key and what it holds. A group is announced before its entries; keys are joined by dots, so that `inject: {seed: 7}` and
 * `inject.seed: 7` both give "inject.seed". Plain `~`, `null` and nothing at all are the empty text. */
struct yamlfile_entry {
    enum yamlfile_kind kind;
    struct text key;          /* lives as long as the call that hands it over */
    size_t line;              /* of the key, from 1 */
    bool quoted;              /* a scalar in quotes or a block */
    const struct text *items; /* the scalar, or those of the list; in the arena, without NUL, NUL-terminated behind their size */
    size_t count;             /* 0 for a group, 1 for a scalar */
};

/* What is done with each entry, in the order of the file. */
struct yamlfile_taker {
    bool (*take)(void *with, const struct yamlfile_entry *entry, struct error *why); /* false ends the reading */
    void *with;
};

/* Reads a file. A key that stands twice is not noticed here. Errors: EXIT_NO_INPUT if it cannot be read, else EXIT_CONFIG and
 * "FILE:LINE: sentence", also in front of the taker's sentence. */
bool yamlfile_read(const char *path, struct arena *arena, const struct yamlfile_taker *taker, struct error *err);

/* Appends a text as a YAML scalar on one line: plain if no reader can take it for anything but a text, else in double quotes.
 * Bytes that are not UTF-8 are written as if they were Latin-1. */
void yamlfile_write(struct buffer *out, struct text text);

/* Version of libyaml at run time, "0.2.5". */
const char *yamlfile_version(void);

#endif
