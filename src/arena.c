#include "arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 256 * 1024, KEEP_AT_MOST = 4 * 1024 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t used, room;
    alignas(max_align_t) char bytes[];
};

static struct arena_block *block_new(size_t room)
{
    struct arena_block *block = memory_new(sizeof *block + room);
    block->next = NULL;
    block->used = 0;
    block->room = room;
    return block;
}

static struct arena_block *block_with(struct arena *arena, size_t size)
{
    struct arena_block *now = arena->current;
    while (now && now->room - now->used < size && now->next) {
        now = now->next;
        now->used = 0;
    }
    if (now && now->room - now->used >= size)
        return arena->current = now;
    struct arena_block *fresh = block_new(MAX(size, (size_t)BLOCK_SIZE));
    if (now)
        now->next = fresh;
    else
        arena->first = fresh;
    return arena->current = fresh;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t const unit = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        die("arena: absurd size %zu", size);
    size = (size + unit - 1) / unit * unit;
    struct arena_block *block = arena->current;
    if (!block || block->room - block->used < size)
        block = block_with(arena, size);
    void *memory = block->bytes + block->used;
    block->used += size;
    return memory;
}

void arena_trim(struct arena *arena, const void *latest, size_t size)
{
    struct arena_block *block = arena->current;
    size_t const unit = alignof(max_align_t), from = (size_t)((const char *)latest - block->bytes);
    block->used = MIN(block->used, from + (size + unit - 1) / unit * unit);
}

void *arena_zero(struct arena *arena, size_t size)
{
    return memset(arena_alloc(arena, size), 0, size);
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
    arena->current = arena->first;
    if (arena->first)
        arena->first->used = 0;
}

void arena_free(struct arena *arena)
{
    while (arena->first) {
        struct arena_block *next = arena->first->next;
        free(arena->first);
        arena->first = next;
    }
    arena->current = NULL;
}
