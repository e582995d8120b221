/* census: how often each of a few words occurs. */
#ifndef MISSTEP_CENSUS_H
#define MISSTEP_CENSUS_H

#include "json_write.h"

enum { CENSUS_MAX = 256 }; /* different words; further ones are counted together */

struct census {
    struct census_row {
        struct text word;
        uint64_t count;
    } * rows; /* in the arena, as the words are */
    size_t count;
    uint64_t others;
};

void census_add(struct census *census, struct text word, struct arena *arena);

/* By bytes of the words. */
void census_sort(struct census *census);

/* Sorts it, and writes it as a member: {"word": count, …}; what was counted together is left out. */
void census_member(struct json_writer *w, const char *key, struct census *census);

#endif
