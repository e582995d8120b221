#include "gallery.h"

#include "random.h"

#include <stdlib.h>

struct item {
    uint64_t key, number;
    struct pair *pair; /* NULL: too long to be shown */
    bool given;
    struct buffer html;
};

/* A heap: no item has a smaller key than those below it. */
struct gallery {
    struct item *items;
    size_t count, most;
    uint64_t seed, seen;
    struct gallery_judge judge;
};

struct gallery *gallery_new(size_t most, uint64_t seed, struct gallery_judge judge)
{
    struct gallery *gallery = memory_new(sizeof *gallery);
    *gallery = (struct gallery){.items = memory_new(most * sizeof *gallery->items), .most = most, .seed = seed, .judge = judge};
    return gallery;
}

void gallery_free(struct gallery *gallery)
{
    for (size_t i = 0; gallery && i < gallery->count; i++) {
        free(gallery->items[i].pair);
        buffer_free(&gallery->items[i].html);
    }
    if (gallery)
        free(gallery->items);
    free(gallery);
}

static void swap(struct item *a, struct item *b)
{
    struct item const held = *a;
    *a = *b;
    *b = held;
}

static void sink(struct gallery *g)
{
    for (size_t at = 0, child; (child = 2 * at + 1) < g->count; at = child) {
        child += child + 1 < g->count && g->items[child + 1].key > g->items[child].key;
        if (g->items[at].key >= g->items[child].key)
            return;
        swap(&g->items[at], &g->items[child]);
    }
}

static void keep(struct gallery *g, struct item item)
{
    if (g->count == g->most) {
        free(g->items[0].pair);
        g->items[0] = item;
        sink(g);
        return;
    }
    g->items[g->count++] = item;
    for (size_t at = g->count - 1; at && g->items[(at - 1) / 2].key < g->items[at].key; at = (at - 1) / 2)
        swap(&g->items[at], &g->items[(at - 1) / 2]);
}

static size_t length(const struct pair *pair)
{
    size_t sum = pair->problem.size;
    for (size_t i = 0; i < pair->steps_count; i++)
        sum += pair->steps[i].size;
    for (size_t i = 0; i < pair->bad_count; i++)
        sum += pair->bad_steps[i].size;
    return sum;
}

void gallery_see(struct gallery *g, const struct pair *pair, bool given)
{
    struct random random = random_for(g->seed, pair->id, TEXT("gallery"));
    struct item item = {.key = random_next(&random), .number = ++g->seen, .given = given};
    if (!g->most || (g->count == g->most && item.key >= g->items[0].key))
        return;
    if (length(pair) <= GALLERY_PAIR_BYTES)
        item.pair = pair_keep(pair);
    keep(g, item);
}

static int by_key(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : x->number < y->number ? -1 : x->number > y->number;
}

static int by_number(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Those with the smallest keys, as many as the page has room for. */
static bool draw_all(struct gallery *g, struct gallery_shown *shown, struct error *err)
{
    struct arena arena = {0};
    size_t bytes = 0;
    bool good = true;
    for (size_t i = 0; good && i < g->count && bytes <= GALLERY_BYTES; i++) {
        struct item *item = &g->items[i];
        arena_reset(&arena);
        shown->longer += !item->pair;
        good = !item->pair || gallery_draw(item->pair, item->given, item->number, &g->judge, &arena, &item->html, err);
        bytes += item->html.size;
        if (bytes > GALLERY_BYTES)
            item->html.size = 0;
        shown->shown += item->html.size > 0;
    }
    arena_free(&arena);
    return good;
}

bool gallery_write(struct gallery *g, struct buffer *out, struct gallery_shown *shown, struct error *err)
{
    *shown = (struct gallery_shown){0};
    qsort(g->items, g->count, sizeof *g->items, by_key);
    if (!draw_all(g, shown, err))
        return false;
    qsort(g->items, g->count, sizeof *g->items, by_number);
    for (size_t i = 0; i < g->count; i++)
        buffer_add(out, buffer_text(&g->items[i].html));
    return true;
}
