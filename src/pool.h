/* pool: solutions of a run, by problem, however they are spread over files. They stay in memory. */
#ifndef MISSTEP_POOL_H
#define MISSTEP_POOL_H

#include "dataset.h"
#include "hash.h"
#include "known.h"

#define POOL_BYTES_MAX ((size_t)4 << 30) /* of texts */
enum { POOL_SAMPLES_MAX = 4096 };        /* of a problem */

struct pooled {
    struct text id, solution, thought, author; /* author: the model that wrote it, as the row says ("teacher"); or empty */
    struct pooled *next;
};

/* The solutions of one problem, in the order in which they came. */
struct pool_group {
    struct text problem, answer;
    struct pooled *first, *last;
    size_t count;
};

struct pool {
    struct arena arena;
    struct known known;
    struct pool_group *groups; /* in the order of their first rows */
    size_t count, room, bytes;
};

/* The problem's group is that of its text and of its reference answer. EXIT_DATA: a problem has more solutions than POOL_SAMPLES_MAX, or
 * there are more texts than POOL_BYTES_MAX. `arena`: for what is forgotten. */
bool pool_add(struct pool *pool, const struct row *row, struct text id, struct hash *hash, struct arena *arena,
              struct error *err) MUST_USE;

void pool_free(struct pool *pool);

#endif
