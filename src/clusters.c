#include "clusters.h"

#include <stdlib.h>

#define CLUSTERS_BYTES (512ull << 20)

struct cluster {
    uint64_t size, example;
};

struct clusters {
    struct near *near;
    struct cluster *at; /* by the number of its first text */
    size_t count, room;
    struct buffer examples; /* each ends in a NUL */
    struct shingles words;
    uint64_t texts, joined;
};

struct clusters *clusters_new(void)
{
    struct clusters *clusters = memory_new(sizeof *clusters);
    *clusters = (struct clusters){.near = near_new(CLUSTERS_LIKE, CLUSTERS_BYTES)};
    return clusters;
}

void clusters_free(struct clusters *clusters)
{
    if (!clusters)
        return;
    near_free(clusters->near);
    free(clusters->at);
    buffer_free(&clusters->examples);
    shingles_free(&clusters->words);
    free(clusters);
}

static void keep(struct clusters *clusters, struct text text)
{
    uint32_t const number = clusters->count < CLUSTERS_KEPT ? near_keep(clusters->near) : NEAR_NONE;
    if (number == NEAR_NONE)
        return;
    if (clusters->count == clusters->room) {
        clusters->room = clusters->room * 2 + 1024;
        clusters->at = memory_grow(clusters->at, clusters->room * sizeof *clusters->at);
    }
    clusters->at[clusters->count++] = (struct cluster){1, clusters->examples.size};
    size_t end = MIN(text.size, (size_t)CLUSTERS_EXAMPLE);
    while (end && end < text.size && (text.at[end] & 0xc0) == 0x80) /* not inside a character */
        end--;
    buffer_add(&clusters->examples, text_part(text, 0, end));
    buffer_char(&clusters->examples, '\0');
}

void clusters_add(struct clusters *clusters, const struct text *texts, size_t count, size_t words)
{
    clusters->words.count = 0;
    for (size_t i = 0; i < count && (!words || clusters->words.count < words); i++)
        shingle_words(texts[i], SHINGLE_MASKED, &clusters->words);
    if (words)
        clusters->words.count = MIN(clusters->words.count, words);
    if (!clusters->words.count)
        return;
    uint32_t const like = near_find(clusters->near, &clusters->words, ++clusters->texts); /* each is a group of its own */
    if (like == NEAR_NONE) {
        keep(clusters, texts[0]);
        return;
    }
    clusters->joined++;
    clusters->at[like].size++;
}

void clusters_tell(const struct clusters *clusters, struct clusters_report *out)
{
    *out = (struct clusters_report){.texts = clusters->texts, .joined = clusters->joined};
    for (size_t i = 0; i < clusters->count; i++) {
        size_t at = out->top_count;
        if (clusters->at[i].size < 2 || (at == CLUSTERS_TOP && out->top[at - 1].size >= clusters->at[i].size))
            continue;
        out->top_count = MIN(at + 1, (size_t)CLUSTERS_TOP);
        for (at = out->top_count - 1; at && out->top[at - 1].size < clusters->at[i].size; at--)
            out->top[at] = out->top[at - 1];
        out->top[at].size = clusters->at[i].size;
        out->top[at].example = text_of(clusters->examples.at + clusters->at[i].example);
    }
}
