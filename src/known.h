/* known: what has been seen before, by 64-bit hashes; some 32 bytes each. */
#ifndef MISSTEP_KNOWN_H
#define MISSTEP_KNOWN_H

#include "hash.h"

/* Open addressing, at most half of it in use. `{0}` is empty. */
struct known {
    struct known_mark {
        uint64_t key, value;
    } * marks;
    size_t count, room;
};

/* What was noted of a key, or NULL. It lives until the next note. */
const uint64_t *known_find(const struct known *known, uint64_t key);

/* In place of what was noted of it before. */
void known_note(struct known *known, uint64_t key, uint64_t value);

void known_free(struct known *known);

/* The first 16 hex digits of a SHA-256 as a key; keys are never 0. */
uint64_t known_key(const char hex[HASH_HEX_SIZE]);

#endif
