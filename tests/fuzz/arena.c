/* An arena for the targets, in place of src/arena.c: each allocation is one of the heap, of just its size, so that a sanitizer
 * sees the first byte beyond it: there is never any room left in a block. */
#include "arena.h"

#include <stdlib.h>
#include <string.h>

struct arena_block {
    struct arena_block *next;
    char *at;
};

void *arena_more(struct arena *arena, size_t size)
{
    struct arena_block *block = memory_new(sizeof *block);
    *block = (struct arena_block){arena->first, memory_new(size)};
    arena->first = arena->current = block;
    return block->at;
}

void *arena_zero(struct arena *arena, size_t size)
{
    void *zeros = arena_more(arena, size);
    memset(zeros, 0, size);
    return zeros;
}

void arena_trim(struct arena *arena, const void *latest, size_t size)
{
    (void)arena;
    (void)latest;
    (void)size;
}

void arena_back(struct arena *arena, struct arena_mark mark)
{
    while (arena->first != mark.current) {
        struct arena_block *block = arena->first;
        arena->first = block->next;
        free(block->at);
        free(block);
    }
    arena->current = arena->first;
}

void arena_reset(struct arena *arena)
{
    arena_back(arena, (struct arena_mark){0});
}

void arena_free(struct arena *arena)
{
    arena_reset(arena);
}
