/* careless: any answer of a teacher (behind a line "%%") to the task of rewriting any step. */
#include "careless.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct error err;
    struct careless_task const task = {injector_find(TEXT("calculation"), roster_injectors, roster_injectors_count, &err),
                                       TEXT("id"), 0};
    struct arena arena = {0};
    struct text step, answer;
    struct careless_slip slip;
    size_t bad;
    target_split(text, &step, &answer);
    if (text_is_utf8(step, &bad)) {
        const char *reason = careless_read(answer, &task, step, &arena, &slip);
        promise(reason || (slip.from.size && !text_equal(slip.whole, step) && !text_equal(slip.edited, step) &&
                           slip.whole.size == step.size - slip.from.size + slip.to.size && text_is_utf8(slip.whole, &bad) &&
                           text_find(slip.edited, slip.to, 0) <= slip.edited.size));
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
