/* line: one line of a corpus, read by every preset, cut into steps and verified; and as a pair. */
#include "labelled.h"
#include "target.h"

static void check_solution(const struct input *input, struct arena *arena)
{
    const struct solution *s = &input->solution;
    struct verifiers const all = target_verifiers();
    struct subject subject;
    struct error err;
    promise(s->count > 0);
    promise(verify_solution(&all, input->row.problem, s->steps, s->count, input->row.answer, arena, &subject, &err));
    promise(subject.steps_count == s->count && subject.first_error < (int32_t)s->count);
}

static void check_pair(const struct input_settings *settings, const struct input *input, struct arena *arena)
{
    struct pair pair;
    if (!labelled_pair(settings, input, TEXT("x"), NEUTRAL_WRONG, arena, &pair))
        return;
    promise(pair.steps_count || pair.bad_count);
    promise(pair.first_error >= FIRST_UNKNOWN && pair.first_error < (int32_t)MAX(pair.bad_count, 1));
    for (size_t i = 0; i < pair.bad_count && pair.first_error >= 0; i++)
        promise((pair.labels[i] == PAIR_ERROR) == ((int32_t)i == pair.first_error));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const line = target_copy(data, size);
    struct arena arena = {0};
    struct hash *hash = hash_new();
    for (size_t i = 0; i < roster_datasets_count; i++) {
        struct input_settings const settings = {
            .datasets = roster_datasets, .datasets_count = roster_datasets_count, .refuse_evaluation = true};
        struct input *inputs;
        struct error err;
        size_t count;
        if (!roster_datasets[i]->read || !input_read(&settings, roster_datasets[i], line, hash, &arena, &inputs, &count, &err))
            continue;
        for (size_t k = 0; k < count && k < 8; k++)
            if (!input_skipped(&settings, &inputs[k])) {
                check_solution(&inputs[k], &arena);
                check_pair(&settings, &inputs[k], &arena);
            }
    }
    hash_free(hash);
    arena_free(&arena);
    free((void *)(uintptr_t)line.at);
    return 0;
}
