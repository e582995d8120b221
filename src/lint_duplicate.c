#include "lint_parts.h"

#include "hash.h"
#include "suggest.h"

#include <stdlib.h>

/* Rows met: open addressing, by MD5. */
struct lint_seen {
    struct entry {
        unsigned char key[16];
        uint64_t line; /* 0: free */
        const char *path;
    } * at;
    size_t size, count;
};

struct lint_seen *lint_seen_new(void)
{
    struct lint_seen *seen = memory_new(sizeof *seen);
    *seen = (struct lint_seen){.size = 1024};
    seen->at = memory_new(seen->size * sizeof *seen->at);
    memset(seen->at, 0, seen->size * sizeof *seen->at);
    return seen;
}

void lint_seen_free(struct lint_seen *seen)
{
    if (seen)
        free(seen->at);
    free(seen);
}

static struct entry *place_of(struct entry *at, size_t size, const unsigned char key[16])
{
    uint64_t start;
    memcpy(&start, key, sizeof start);
    size_t i = start & (size - 1);
    while (at[i].line && memcmp(at[i].key, key, 16) != 0)
        i = (i + 1) & (size - 1);
    return &at[i];
}

static void grow(struct lint_seen *seen)
{
    size_t const size = seen->size * 2;
    struct entry *at = memory_new(size * sizeof *at);
    memset(at, 0, size * sizeof *at);
    for (size_t i = 0; i < seen->size; i++)
        if (seen->at[i].line)
            *place_of(at, size, seen->at[i].key) = seen->at[i];
    free(seen->at);
    seen->at = at;
    seen->size = size;
}

/* What makes a row: all its members but those that only name it. */
static void key_of(struct linting *l, unsigned char key[16])
{
    struct buffer all = {0};
    for (size_t i = 0; i < l->row.count; i++) {
        const struct json_member *member = &l->row.members[i];
        if (lint_applies("id idx index uuid unique_id prompt_id pair_id timestamp", member->key))
            continue;
        buffer_add(&all, member->key);
        buffer_char(&all, '\0');
        buffer_add(&all, member->raw);
        buffer_char(&all, '\0');
    }
    hash_md5(buffer_text(&all), key);
    buffer_free(&all);
}

void lint_duplicate(struct linting *l, const struct lint_rule *rule)
{
    unsigned char key[16];
    key_of(l, key);
    struct entry *entry = place_of(l->seen->at, l->seen->size, key);
    if (entry->line) {
        struct shown const path = typed_shown(text_of(entry->path));
        lint_say(l, rule, "the same as %s:%ju", path.at, (uintmax_t)entry->line);
        return;
    }
    memcpy(entry->key, key, 16);
    entry->line = l->line;
    entry->path = l->path;
    if (++l->seen->count * 2 > l->seen->size)
        grow(l->seen);
}
