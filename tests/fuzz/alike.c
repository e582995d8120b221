/* alike: texts, one a line, of any bytes: their words, which of them are nearly the same, which share a run of words. */
#include "near.h"
#include "overlap.h"
#include "target.h"

enum { TEXTS_MAX = 200, RUN = 5 };

static void check_words(struct text text)
{
    struct shingles all = {0}, some = {0};
    for (int view = SHINGLE_WORDS; view <= SHINGLE_MASKED; view++) {
        all.count = 0;
        shingle_words(text, (enum shingle_view)view, &all);
        promise(all.count <= text.size);
        shingle_set(&all, NEAR_WIDTH, 64, &some);
        promise(some.count <= 64 && (some.count > 0) == (all.count > 0));
        for (size_t i = 1; i < some.count; i++)
            promise(some.at[i - 1] < some.at[i]);
    }
    shingles_free(&all);
    shingles_free(&some);
}

static void check_near(struct near *near, struct text text, size_t number)
{
    struct shingles words = {0};
    shingle_words(text, SHINGLE_WORDS, &words);
    uint32_t const found = near_find(near, &words, number);
    promise(found == NEAR_NONE || found < number);
    promise(near_keep(near) == number);
    promise(near_find(near, &words, number + 1) != NEAR_NONE || !words.count);
    shingles_free(&words);
}

static void check_overlap(struct overlap *overlap, struct text text, size_t number)
{
    struct overlap_hit hit;
    struct error err;
    if (overlap_find(overlap, text, &hit)) {
        struct text const stretch = shingle_stretch(text, hit.word, RUN);
        promise(hit.item < number && (hit.exact || stretch.size) && stretch.size <= text.size);
    }
    promise(overlap_add(overlap, text, &err));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct near *near = near_new(80, UINT64_MAX);
    struct overlap *overlap = overlap_new(RUN);
    for (size_t at = 0, i = 0; at < text.size && i < TEXTS_MAX; i++) {
        size_t const end = text_find(text, TEXT("\n"), at);
        struct text const line = text_part(text, at, end);
        check_words(line);
        check_near(near, line, i);
        check_overlap(overlap, line, i);
        at = end + 1;
    }
    near_free(near);
    overlap_free(overlap);
    free((void *)(uintptr_t)text.at);
    return 0;
}
