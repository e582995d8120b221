#include "tokenizer_parts.h"

struct text tokenizing_normalise(const struct tokenizer *t, struct text text, struct arena *arena)
{
    for (size_t i = 0; i < t->changes_count; i++) {
        const struct change *change = &t->changes[i];
        if (change->kind == CHANGE_NFC || !text.size)
            continue;
        struct buffer out = {0};
        if (change->kind == CHANGE_PREPEND)
            buffer_add(&out, change->to);
        size_t at = 0, found;
        while (change->kind == CHANGE_REPLACE && (found = text_find(text, change->from, at)) < text.size) {
            buffer_add(&out, text_part(text, at, found));
            buffer_add(&out, change->to);
            at = found + change->from.size;
        }
        buffer_add(&out, text_part(text, at, text.size));
        text = buffer_keep(&out, arena);
    }
    return text;
}

static struct text joined(struct text a, struct text b, struct arena *arena)
{
    struct buffer out = {0};
    buffer_add(&out, a);
    buffer_add(&out, b);
    return buffer_keep(&out, arena);
}

static struct text marked(struct text text, struct text mark, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] == ' ')
            buffer_add(&out, mark);
        else
            buffer_char(&out, text.at[i]);
    return buffer_keep(&out, arena);
}

static struct text bytes_of(const struct tokenizer *t, struct text text, struct arena *arena)
{
    char *const from = arena_alloc(arena, 2 * text.size), *to = from;
    for (size_t i = 0; i < text.size; i++) {
        struct text const byte = t->alphabet[(unsigned char)text.at[i]];
        memcpy(to, byte.at, byte.size);
        to += byte.size;
    }
    arena_trim(arena, from, (size_t)(to - from));
    return (struct text){from, (size_t)(to - from)};
}

struct cutting {
    struct tokenizing *z;
    struct text text;
    size_t stage;
    bool at_start;
    enum behaviour behaviour;
    size_t start, end; /* the piece that may still grow */
    bool match;        /* it is one, or (with a neighbour) ends in one */
    bool open;
};

static void walk(struct tokenizing *z, struct text text, size_t stage, bool at_start);

static void close_piece(struct cutting *c)
{
    if (c->open && c->end > c->start && !(c->match && c->behaviour == SPLIT_REMOVED))
        walk(c->z, text_part(c->text, c->start, c->end), c->stage, c->at_start && c->start == 0);
    c->open = false;
}

/* The next stretch, a match or what stands between two. */
static void take(struct cutting *c, size_t start, size_t end, bool match)
{
    bool const grows = c->open && ((c->behaviour == SPLIT_CONTIGUOUS && match == c->match) ||
                                   (c->behaviour == SPLIT_WITH_PREVIOUS && match && !c->match) ||
                                   (c->behaviour == SPLIT_WITH_NEXT && !match && c->match));
    if (end == start)
        return;
    if (!grows) {
        close_piece(c);
        c->start = start;
    }
    c->end = end;
    c->match = match;
    c->open = true;
}

static void cut(struct tokenizing *z, struct text text, size_t stage, bool at_start)
{
    const struct stage *how = &z->with->stages[stage];
    struct cutting c = {.z = z, .text = text, .stage = stage + 1, .at_start = at_start, .behaviour = how->behaviour};
    size_t at = 0, done = 0, start, end;
    enum found found;
    while (at < text.size && (found = pattern_find(how->pattern, text, at, &start, &end)) != FOUND_NONE) {
        if (found == FOUND_TOO_COSTLY) {
            z->ids.exact = false;
            break;
        }
        take(&c, done, start, how->invert);
        take(&c, start, end, !how->invert);
        done = end;
        for (at = MAX(end, start + (end == start)); at < text.size && ((unsigned char)text.at[at] & 0xC0) == 0x80;)
            at++;
    }
    take(&c, done, text.size, how->invert);
    close_piece(&c);
}

static void walk(struct tokenizing *z, struct text text, size_t stage, bool at_start)
{
    for (; stage < z->with->stages_count; stage++) {
        const struct stage *how = &z->with->stages[stage];
        switch (how->kind) {
        case STAGE_PREFIX:
            text = text_starts(text, how->mark) ? text : joined(how->mark, text, z->arena);
            break;
        case STAGE_FIRST:
            text = !at_start || text_starts(text, how->mark) ? text : joined(how->mark, text, z->arena);
            break;
        case STAGE_MARK:
            text = marked(text, how->mark, z->arena);
            break;
        case STAGE_SPLIT:
            cut(z, text, stage, at_start);
            return;
        case STAGE_BYTES:
            text = bytes_of(z->with, text, z->arena);
            break;
        }
    }
    tokenizing_merge(z, text);
}

void tokenizing_words(struct tokenizing *z, struct text piece, bool at_start)
{
    if (piece.size)
        walk(z, piece, 0, at_start);
}
