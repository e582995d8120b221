/* principles: what responses are held against, from a file.
 *
 * YAML or JSON (by the name: .yaml, .yml, .json): "version", and "principles", a list of "id", "name" and "text". Any other file is plain
 * text: a line for each, "id: text"; the name is the id, lines that begin with # are for people. */
#ifndef MISSTEP_PRINCIPLES_H
#define MISSTEP_PRINCIPLES_H

#include "hash.h"

enum { PRINCIPLES_MAX = 64, PRINCIPLES_BYTES_MAX = 64 * 1024, PRINCIPLE_ID_MAX = 40 };

struct principle {
    struct text id; /* small letters, digits and hyphens: it names files */
    struct text name, text;
};

struct principles {
    struct principle *items;
    size_t count;
    struct text version;      /* as the file says, or empty */
    char hash[HASH_HEX_SIZE]; /* SHA-256 of the file's bytes */
};

/* Is it a word that may name a file? */
bool principle_is_id(struct text word);

/* Texts are the arena's. EXIT_NO_INPUT; EXIT_CONFIG with what is wrong. */
bool principles_read(const char *path, struct arena *arena, struct principles *out, struct error *err) MUST_USE;

/* Leaves those named by a list, parted by commas, in the order of the file. EXIT_USAGE for one that is not there. */
bool principles_choose(struct principles *principles, const char *list, struct error *err) MUST_USE;

#endif
