/* arena: memory that lives as long as one row. Nothing in it is freed alone; arena_reset() ends all of it at once. */
#ifndef MISSTEP_ARENA_H
#define MISSTEP_ARENA_H

#include "base.h"

struct arena {
    struct arena_block *first, *current;
};

/* `size` bytes, aligned for any type, uninitialised. Dies for want of memory. `{0}` is an empty arena. */
void *arena_alloc(struct arena *arena, size_t size) MUST_USE;

/* The same, zeroed. */
void *arena_zero(struct arena *arena, size_t size) MUST_USE;

/* Gives back what the latest allocation did not need: its first `size` bytes stay. */
void arena_trim(struct arena *arena, const void *latest, size_t size);

#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), (size_t)(count) * sizeof(type)))
#define ARENA_ZEROS(arena, type, count) ((type *)arena_zero((arena), (size_t)(count) * sizeof(type)))

/* Forgets everything; keeps blocks for reuse, but gives back what one huge row needed. */
void arena_reset(struct arena *arena);

/* Gives all memory back; the arena is empty again. */
void arena_free(struct arena *arena);

#endif
