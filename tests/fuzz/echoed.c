/* echoed: any answer of a server that was asked how probable a text is. What is taken for its tokens are its letters, one behind the other. */
#include "likelihood.h"
#include "target.h"
#include "teacher_parts.h"

static const char request[] =
    "{\"echo\":true,\"logprobs\":1,\"max_tokens\":1,\"model\":\"m\",\"prompt\":\"A jar.\\n\\nIt holds 3.\"}";

static void add_letters(struct buffer *out, struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!is_space(text.at[i]))
            buffer_char(out, text.at[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const body = target_copy(data, size), asked = TEXT("It holds 3.");
    struct arena arena = {0};
    struct answered read;
    struct buffer got = {0}, want = {0};
    const struct echoed *tokens;
    if (answered_read(body, text_of(request), true, &arena, &read)) {
        size_t const count = answered_tail(&read, asked, &tokens);
        struct value sum;
        for (size_t i = 0; i < count; i++)
            add_letters(&got, tokens[i].token);
        add_letters(&want, asked);
        promise(!count || text_equal(buffer_text(&got), buffer_text(&want)));
        promise(likelihood_sum(tokens, count, &sum) || count > 0);
        value_clear(&sum);
    }
    buffer_free(&got);
    buffer_free(&want);
    arena_free(&arena);
    free((void *)(uintptr_t)body.at);
    return 0;
}
