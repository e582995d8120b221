/* split: the text of a solution, cut by every rule; thoughts kept, dropped, split off. */
#include "solution.h"
#include "target.h"

static void check(struct text text, struct splitting how, struct arena *arena)
{
    struct solution const s = solution_split(text, how, arena);
    struct buffer whole = {0};
    promise(s.count <= STEPS_MAX);
    for (size_t i = 0; i < s.count; i++) {
        buffer_add(&whole, s.gaps[i]);
        buffer_add(&whole, s.steps[i]);
        promise(s.steps[i].size && text_trim(s.steps[i]).size == s.steps[i].size);
        promise(s.notes[i].parted < PARTINGS && (how.think == THINK_SPLIT || !s.notes[i].thought));
    }
    buffer_add(&whole, s.gaps[s.count]);
    promise(text_equal(buffer_text(&whole), text));
    buffer_free(&whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct arena arena = {0};
    for (int by = 0; by < SEGMENT_BY_COUNT; by++)
        for (int think = 0; think < THINK_COUNT; think++) {
            arena_reset(&arena);
            check(text, (struct splitting){(enum segment_by)by, (enum think)think}, &arena);
        }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
