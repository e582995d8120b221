#include "tokenizer_parts.h"

/* Neighbours are merged in the order of their ranks, the leftmost of equals first: a queue of candidates, some of them stale. */
struct symbol {
    uint32_t id; /* NO_TOKEN: merged into the one before */
    uint32_t before, behind;
};

struct candidate {
    uint32_t rank, at, id;
};

enum { END = UINT32_MAX };

static bool sooner(struct candidate a, struct candidate b)
{
    return a.rank != b.rank ? a.rank < b.rank : a.at < b.at;
}

static void push(struct merging *m, struct candidate c)
{
    size_t at = m->heap_count++;
    for (; at && sooner(c, m->heap[(at - 1) / 2]); at = (at - 1) / 2)
        m->heap[at] = m->heap[(at - 1) / 2];
    m->heap[at] = c;
}

static struct candidate pop(struct merging *m)
{
    struct candidate const top = m->heap[0], last = m->heap[--m->heap_count];
    size_t at = 0, child;
    while ((child = 2 * at + 1) < m->heap_count) {
        child += child + 1 < m->heap_count && sooner(m->heap[child + 1], m->heap[child]);
        if (!sooner(m->heap[child], last))
            break;
        m->heap[at] = m->heap[child];
        at = child;
    }
    m->heap[at] = last;
    return top;
}

static void consider(struct tokenizing *z, uint32_t left)
{
    struct merging *m = &z->merging;
    if (left == END || m->symbols[left].behind == END)
        return;
    const struct merge *found = merges_find(&z->with->merges, m->symbols[left].id, m->symbols[m->symbols[left].behind].id);
    if (found)
        push(m, (struct candidate){found->rank, left, found->id});
}

static bool is_stale(const struct tokenizing *z, struct candidate c)
{
    const struct symbol *const s = &z->merging.symbols[c.at];
    if (s->id == NO_TOKEN || s->behind == END)
        return true;
    const struct merge *now = merges_find(&z->with->merges, s->id, z->merging.symbols[s->behind].id);
    return !now || now->id != c.id;
}

static void merge(struct tokenizing *z)
{
    struct merging *m = &z->merging;
    m->heap_count = 0;
    for (uint32_t i = 0; i < m->count; i++)
        consider(z, i);
    while (m->heap_count) {
        struct candidate const c = pop(m);
        if (is_stale(z, c))
            continue;
        struct symbol *s = &m->symbols[c.at], *gone = &m->symbols[s->behind];
        s->id = c.id;
        s->behind = gone->behind;
        gone->id = NO_TOKEN;
        if (s->behind != END)
            m->symbols[s->behind].before = c.at;
        consider(z, s->before);
        consider(z, c.at);
    }
}

/* Each merge leaves two new candidates and one symbol fewer: three for each symbol are enough. */
static void make_room(struct tokenizing *z, size_t symbols)
{
    struct merging *m = &z->merging;
    if (symbols <= m->room)
        return;
    m->room = MAX(symbols, 2 * m->room);
    m->symbols = ARENA_ARRAY(z->arena, struct symbol, m->room);
    m->heap = ARENA_ARRAY(z->arena, struct candidate, 3 * m->room);
}

static void add(struct merging *m, uint32_t id)
{
    uint32_t const at = (uint32_t)m->count++;
    m->symbols[at] = (struct symbol){id, at ? at - 1 : END, END};
    if (at)
        m->symbols[at - 1].behind = at;
}

static size_t character_size(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static bool add_bytes(struct tokenizing *z, struct text character)
{
    for (size_t i = 0; i < character.size; i++)
        if (!z->with->byte_fallback || z->with->fallback[(unsigned char)character.at[i]] == NO_TOKEN)
            return false;
    for (size_t i = 0; i < character.size; i++)
        add(&z->merging, z->with->fallback[(unsigned char)character.at[i]]);
    return true;
}

static void add_characters(struct tokenizing *z, struct text word)
{
    const struct tokenizer *t = z->with;
    bool unknown = false;
    for (size_t at = 0, size; at < word.size; at += size) {
        size = MIN(character_size((unsigned char)word.at[at]), word.size - at);
        struct text const character = {word.at + at, size};
        uint32_t const id = vocabulary_find(&t->vocabulary, character);
        bool const known = id != NO_TOKEN;
        if (known)
            add(&z->merging, id);
        else if (add_bytes(z, character))
            continue;
        else if (t->unknown != NO_TOKEN && !(unknown && t->fuse_unknown))
            add(&z->merging, t->unknown);
        unknown = !known;
    }
}

void tokenizing_merge(struct tokenizing *z, struct text word)
{
    uint32_t const whole = z->with->ignore_merges ? vocabulary_find(&z->with->vocabulary, word) : NO_TOKEN;
    if (whole != NO_TOKEN) {
        tokenizing_add(z, whole);
        return;
    }
    make_room(z, word.size);
    z->merging.count = 0;
    add_characters(z, word);
    merge(z);
    for (uint32_t i = 0; i < z->merging.count; i++)
        if (z->merging.symbols[i].id != NO_TOKEN)
            tokenizing_add(z, z->merging.symbols[i].id);
}
