/* items: an array of any bytes, cut apart byte by byte and in one piece: the same values and the same end. */
#include "items.h"
#include "hash.h"
#include "target.h"

static struct text piece_of(struct text text, size_t from, size_t most)
{
    return text_part(text, from, MIN(text.size, from + most));
}

/* The values, each behind a line break, into `out`. The code of what ended it. */
static int cut(struct text text, size_t most, struct buffer *out)
{
    struct items items;
    struct error err = {0};
    struct text const whole = text;
    promise(items_begin(&text, &items));
    uint64_t values = 0;
    for (size_t from = whole.size - text.size; from < whole.size;) {
        struct text piece = piece_of(whole, from, most);
        size_t const size = piece.size;
        enum items_found found;
        if (!items_next(&items, &piece, out, &found, &err))
            return err.code;
        from += size - piece.size;
        values += found == ITEMS_VALUE;
        promise(items.count == values && items.bytes == from && (piece.size == 0 || found == ITEMS_VALUE || items.closed));
        if (found == ITEMS_VALUE)
            buffer_char(out, '\n');
    }
    return items_end(&items, &err) ? 0 : err.code;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct text head = text;
    struct items items;
    if (items_begin(&head, &items)) {
        struct buffer small = {0}, large = {0};
        int const code = cut(text, 1, &small);
        promise(code == cut(text, size, &large) && (code == 0 || code == EXIT_DATA));
        promise(code || text_equal(buffer_text(&small), buffer_text(&large)));
        promise(small.size <= 2 * size + 1 && large.size <= 2 * size + 1);
        buffer_free(&small);
        buffer_free(&large);
    }
    free((void *)(uintptr_t)text.at);
    return 0;
}
