#include "pool.h"

#include <stdlib.h>

enum { ROOM_LEAST = 64 };

static uint64_t key_of(const struct row *row, struct hash *hash)
{
    char hex[HASH_HEX_SIZE];
    hash_begin(hash);
    hash_add(hash, row->problem);
    hash_add(hash, (struct text){"", 1});
    hash_add(hash, row->answer);
    hash_end(hash, hex);
    return known_key(hex);
}

static struct pool_group *group_of(struct pool *pool, const struct row *row, struct hash *hash)
{
    uint64_t const key = key_of(row, hash);
    const uint64_t *found = known_find(&pool->known, key);
    if (found)
        return &pool->groups[*found];
    if (pool->count == pool->room) {
        pool->room = MAX(2 * pool->room, (size_t)ROOM_LEAST);
        pool->groups = memory_grow(pool->groups, pool->room * sizeof *pool->groups);
    }
    known_note(&pool->known, key, pool->count);
    pool->groups[pool->count] =
        (struct pool_group){.problem = text_copy(&pool->arena, row->problem), .answer = text_copy(&pool->arena, row->answer)};
    return &pool->groups[pool->count++];
}

/* The whole text, also where it came in steps. */
static struct text solution_of(const struct row *row, struct arena *arena)
{
    struct buffer text = {0};
    if (row->solution.size)
        return row->solution;
    for (size_t i = 0; i < row->steps_count; i++) {
        buffer_string(&text, i ? "\n" : "");
        buffer_add(&text, row->steps[i]);
    }
    return buffer_keep(&text, arena);
}

static struct text author_of(const struct row *row, struct arena *arena)
{
    struct json_object teacher;
    struct error err;
    struct text name = TEXT("");
    const struct json_member *member = NULL;
    if (row->teacher.size && json_read_object(row->teacher, arena, &teacher, &err))
        member = json_find(&teacher, "name");
    return member && json_string(member->raw, arena, &name) ? name : TEXT("");
}

bool pool_add(struct pool *pool, const struct row *row, struct text id, struct hash *hash, struct arena *arena, struct error *err)
{
    struct text const solution = solution_of(row, arena), author = author_of(row, arena);
    struct pool_group *group = group_of(pool, row, hash);
    pool->bytes += row->problem.size + row->answer.size + id.size + solution.size + row->thought.size + author.size;
    if (group->count == POOL_SAMPLES_MAX)
        return fail(err, EXIT_DATA, "more than %d solutions of one problem", POOL_SAMPLES_MAX);
    if (pool->bytes > POOL_BYTES_MAX)
        return fail(err, EXIT_DATA, "more than %zu GiB of solutions at once: give them in parts", POOL_BYTES_MAX >> 30);
    struct pooled *new = ARENA_ZEROS(&pool->arena, struct pooled, 1);
    *new = (struct pooled){.id = text_copy(&pool->arena, id),
                           .solution = text_copy(&pool->arena, solution),
                           .thought = text_copy(&pool->arena, row->thought),
                           .author = text_copy(&pool->arena, author)};
    if (group->last)
        group->last->next = new;
    else
        group->first = new;
    group->last = new;
    group->count++;
    return true;
}

void pool_free(struct pool *pool)
{
    arena_free(&pool->arena);
    known_free(&pool->known);
    free(pool->groups);
}
