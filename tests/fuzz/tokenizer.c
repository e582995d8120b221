/* tokenizer: a tokenizer.json, then a line "%%", then a text: the same text has the same tokens wherever it stands. */
#include "tokenizer.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const all = {(const char *)data, size};
    struct text file, text;
    struct arena arena = {0};
    struct error err;
    size_t bad;
    target_split(all, &file, &text);
    struct tokenizer *t = tokenizer_read(target_file((const uint8_t *)file.at, file.size), &err);
    if (t && text_is_utf8(text, &bad)) {
        struct text const copy = target_copy((const uint8_t *)text.at, text.size);
        struct token_ids const ids = tokenizer_ids(t, copy, &arena), again = tokenizer_ids(t, text, &arena);
        promise(ids.count == again.count && (!ids.count || memcmp(ids.at, again.at, ids.count * sizeof *ids.at) == 0));
        struct text const special = tokenizer_special(t, copy);
        promise(!special.size || text_find(copy, special, 0) < copy.size);
        free((char *)copy.at);
    }
    tokenizer_free(t);
    arena_free(&arena);
    return 0;
}
