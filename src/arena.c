#include "arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 256 * 1024, KEEP_AT_MOST = 4 * 1024 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t room;
    alignas(max_align_t) char bytes[];
};

static struct arena_block *block_new(size_t room)
{
    struct arena_block *block = memory_new(sizeof *block + room);
    block->next = NULL;
    block->room = room;
    return block;
}

static void go_to(struct arena *arena, struct arena_block *block)
{
    arena->current = block;
    arena->at = block ? block->bytes : NULL;
    arena->left = block ? block->room : 0;
}

/* The next kept block that is large enough, or a new one. */
void *arena_more(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        die("arena: absurd size %zu", size);
    size_t const padded = arena_padded(size);
    while (arena->current && arena->left < padded && arena->current->next)
        go_to(arena, arena->current->next);
    if (!arena->current || arena->left < padded) {
        struct arena_block *fresh = block_new(MAX(padded, (size_t)BLOCK_SIZE));
        if (arena->current)
            arena->current->next = fresh;
        else
            arena->first = fresh;
        go_to(arena, fresh);
    }
    char *memory = arena->at;
    arena->at += padded;
    arena->left -= padded;
    return memory;
}

void arena_trim(struct arena *arena, const void *latest, size_t size)
{
    size_t const taken = (size_t)(arena->at - (const char *)latest), padded = arena_padded(size);
    if (padded < taken) {
        arena->at -= taken - padded;
        arena->left += taken - padded;
    }
}

void *arena_zero(struct arena *arena, size_t size)
{
    return memset(arena_alloc(arena, size), 0, size);
}

void arena_back(struct arena *arena, struct arena_mark mark)
{
    go_to(arena, mark.current ? mark.current : arena->first);
    arena->notes = mark.notes;
    if (mark.current) {
        arena->at = mark.at;
        arena->left = mark.left;
    }
}

void arena_reset(struct arena *arena)
{
    size_t kept = 0;
    struct arena_block **link = &arena->first;
    while (*link) {
        struct arena_block *block = *link;
        kept += block->room;
        if (kept <= KEEP_AT_MOST) {
            link = &block->next;
            continue;
        }
        *link = block->next;
        free(block);
    }
    go_to(arena, arena->first);
    arena->notes = NULL;
}

void arena_free(struct arena *arena)
{
    while (arena->first) {
        struct arena_block *next = arena->first->next;
        free(arena->first);
        arena->first = next;
    }
    go_to(arena, NULL);
    arena->notes = NULL;
}
