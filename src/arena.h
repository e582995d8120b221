/* arena: memory that lives as long as one row. Nothing in it is freed alone; arena_reset() ends all of it at once, arena_back() the
 * latest part. */
#ifndef MISSTEP_ARENA_H
#define MISSTEP_ARENA_H

#include "base.h"

#include <stdalign.h>

struct arena {
    struct arena_block *first, *current;
    char *at; /* free bytes of the current block */
    size_t left;
    const void *notes; /* the latest of a list in it, which ends with it: what was worked out before (algebra_memory.c) */
};

enum { ARENA_UNIT = alignof(max_align_t) };

static inline size_t arena_padded(size_t size)
{
    return (size + ARENA_UNIT - 1) / ARENA_UNIT * ARENA_UNIT;
}

/* arena_alloc() where the current block has no more room. */
void *arena_more(struct arena *arena, size_t size);

/* `size` bytes, aligned for any type, uninitialised. Dies for want of memory. `{0}` is an empty arena. */
MUST_USE static inline void *arena_alloc(struct arena *arena, size_t size)
{
    size_t const padded = arena_padded(size);
    if (size >= arena->left || padded >= arena->left)
        return arena_more(arena, size);
    char *memory = arena->at;
    arena->at += padded;
    arena->left -= padded;
    return memory;
}

/* The same, zeroed. */
void *arena_zero(struct arena *arena, size_t size) MUST_USE;

/* Gives back what the latest allocation did not need: its first `size` bytes stay. */
void arena_trim(struct arena *arena, const void *latest, size_t size);

#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), (size_t)(count) * sizeof(type)))
#define ARENA_ZEROS(arena, type, count) ((type *)arena_zero((arena), (size_t)(count) * sizeof(type)))

/* A place to go back to: what was allocated before stays, what comes behind can be forgotten at once. */
struct arena_mark {
    struct arena_block *current;
    char *at;
    size_t left;
    const void *notes;
};

static inline struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->current, arena->at, arena->left, arena->notes};
}

/* Forgets what was allocated since the mark was taken; keeps blocks for reuse. */
void arena_back(struct arena *arena, struct arena_mark mark);

/* Forgets everything; keeps blocks for reuse, but gives back what one huge row needed. */
void arena_reset(struct arena *arena);

/* Gives all memory back; the arena is empty again. */
void arena_free(struct arena *arena);

#endif
