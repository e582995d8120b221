#include "tokenizer_parts.h"

#include "stream.h"

#include <stdlib.h>

static uint64_t mixed(uint64_t x)
{
    x *= 0x9E3779B97F4A7C15u;
    return x ^ (x >> 29);
}

static size_t place_of(struct text word, size_t size)
{
    uint64_t hash = word.size;
    for (size_t i = 0; i < word.size; i++)
        hash = (hash ^ (unsigned char)word.at[i]) * 0x100000001B3u;
    return mixed(hash) & (size - 1);
}

static struct vocabulary_entry *entry_of(const struct vocabulary *v, struct text word)
{
    size_t at = place_of(word, v->size);
    while (v->at[at].id != NO_TOKEN && !text_equal(v->at[at].word, word))
        at = (at + 1) & (v->size - 1);
    return &v->at[at];
}

uint32_t vocabulary_find(const struct vocabulary *v, struct text word)
{
    return entry_of(v, word)->id;
}

void vocabulary_put(struct vocabulary *v, struct text word, uint32_t id)
{
    *entry_of(v, word) = (struct vocabulary_entry){word, id};
}

static struct merge *merge_of(const struct merges *m, uint32_t left, uint32_t right)
{
    size_t at = mixed(mixed(left) ^ right) & (m->size - 1);
    while (m->at[at].left != NO_TOKEN && (m->at[at].left != left || m->at[at].right != right))
        at = (at + 1) & (m->size - 1);
    return &m->at[at];
}

const struct merge *merges_find(const struct merges *m, uint32_t left, uint32_t right)
{
    const struct merge *found = merge_of(m, left, right);
    return found->left == NO_TOKEN ? NULL : found;
}

void merges_put(struct merges *m, struct merge merge)
{
    *merge_of(m, merge.left, merge.right) = merge;
}

void tokenizing_add(struct tokenizing *z, uint32_t id)
{
    if (z->ids.count == z->room) {
        z->room = z->room ? 2 * z->room : 256;
        uint32_t *at = ARENA_ARRAY(z->arena, uint32_t, z->room);
        if (z->ids.count)
            memcpy(at, z->ids.at, z->ids.count * sizeof *at);
        z->ids.at = at;
    }
    z->ids.at[z->ids.count++] = id;
}

/* The first added token at or behind `from`, the longest of those that start there; NULL: none. Its bytes are [*start, *end). */
static const struct added *next_added(const struct tokenizer *t, bool normalised, struct text text, size_t from, size_t *start,
                                      size_t *end)
{
    for (size_t at = from; at < text.size; at++) {
        const struct added *best = NULL;
        if (!t->starts[normalised][(unsigned char)text.at[at]])
            continue;
        for (size_t i = 0; i < t->added_count; i++) {
            const struct added *a = &t->added[i];
            if (a->normalised == normalised && (!best || a->content.size > best->content.size) &&
                text_starts(text_part(text, at, text.size), a->content))
                best = a;
        }
        if (!best)
            continue;
        for (*start = at; best->strip_left && *start > from && is_space(text.at[*start - 1]);)
            --*start;
        for (*end = at + best->content.size; best->strip_right && *end < text.size && is_space(text.at[*end]);)
            ++*end;
        return best;
    }
    return NULL;
}

/* First the added tokens that stand for themselves, then, in what was normalised, the others. */
static void tokenize(struct tokenizing *z, struct text text, bool normalised, bool at_start)
{
    const struct added *added;
    size_t from = 0, start, end;
    do {
        added = next_added(z->with, normalised, text, from, &start, &end);
        struct text const piece = text_part(text, from, added ? start : text.size);
        if (normalised)
            tokenizing_words(z, piece, at_start && from == 0);
        else
            tokenize(z, tokenizing_normalise(z->with, piece, z->arena), true, at_start && from == 0);
        if (added)
            tokenizing_add(z, added->id);
        from = end;
    } while (added);
}

struct token_ids tokenizer_ids(const struct tokenizer *tokenizer, struct text text, struct arena *arena)
{
    struct tokenizing z = {.with = tokenizer, .arena = arena, .ids = {.exact = true}};
    size_t start, end;
    z.ids.exact = !tokenizer->unstable || pattern_find(tokenizer->unstable, text, 0, &start, &end) == FOUND_NONE;
    if (text.size)
        tokenize(&z, text, false, true);
    return z.ids;
}

struct text tokenizer_special(const struct tokenizer *tokenizer, struct text text)
{
    const struct added *added;
    size_t from = 0, start, end;
    while ((added = next_added(tokenizer, false, text, from, &start, &end)))
        if (added->special)
            return added->content;
        else
            from = end;
    return TEXT("");
}

struct tokenizer *tokenizer_read(const char *path, struct error *err)
{
    struct tokenizer *t = memory_new(sizeof *t);
    *t = (struct tokenizer){.unknown = NO_TOKEN};
    if (stream_read_all(path, TOKENIZER_BYTES_MAX, &t->file, err)) {
        if (tokenizer_load(t, err))
            return t;
        fail_at(err, path, 0);
    }
    tokenizer_free(t);
    return NULL;
}

void tokenizer_free(struct tokenizer *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->stages_count; i++)
        pattern_free(t->stages[i].pattern);
    pattern_free(t->unstable);
    free(t->vocabulary.at);
    free(t->merges.at);
    buffer_free(&t->file);
    arena_free(&t->arena);
    free(t);
}
