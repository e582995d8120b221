/* answers: where a step states its answer, and whether two answers (parted by a line "%%") are the same. */
#include "target.h"

static void check_value(struct text answer)
{
    struct value value, again;
    if (answer_value(answer, &value) != STATUS_OK)
        return;
    struct buffer written = {0};
    value_write(&value, &written);
    if (written.size <= 100) {
        promise(answer_value(buffer_text(&written), &again) == STATUS_OK && value_equal(&value, &again));
        value_clear(&again);
    }
    promise(answer_near(&value, &value));
    buffer_free(&written);
    value_clear(&value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct text a, b;
    size_t bad;
    if (text_is_utf8(text, &bad)) {
        struct answer const found = answer_in(text, 7);
        promise(!found.found || (found.step == 7 && found.start < found.end && found.end <= size));
        target_split(text, &a, &b);
        check_value(a);
        check_value(b);
        struct arena arena = {0};
        promise(answer_same(a, b, &arena) == answer_same(b, a, &arena) && answer_same(a, a, &arena) == VERDICT_PROVED);
        arena_free(&arena);
    }
    free((void *)(uintptr_t)text.at);
    return 0;
}
