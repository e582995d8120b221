/* stream: a file of any bytes, plain or packed, read in small batches and in large ones: the same lines and the same end. */
#include "stream.h"
#include "hash.h"
#include "target.h"

/* A value of an array that is no JSON may have a line break in a string. */
static bool is_line(struct text text, bool array)
{
    return array || text_find(text, TEXT("\n"), 0) == text.size;
}

static int sum_up(const char *path, bool array, size_t want, struct hash *hash, char hex[HASH_HEX_SIZE])
{
    struct lines lines = {0};
    struct error err = {0};
    uint64_t number = 0;
    struct stream *stream = stream_open(path, &err);
    promise(stream != NULL);
    hash_begin(hash);
    while (stream_batch(stream, want, &lines, &err) && lines.count)
        for (size_t i = 0; i < lines.count; i++) {
            const struct line *line = &lines.at[i];
            promise(line->number == ++number && is_line(line->text, array));
            promise(line->text.size <= (line->too_long ? (size_t)STREAM_SAMPLE : (size_t)STREAM_LINE_MAX));
            hash_add(hash, line->text);
            hash_add(hash, TEXT("\n"));
        }
    hash_end(hash, hex);
    stream_close(stream);
    lines_free(&lines);
    return err.code;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = target_file(data, size);
    char small[HASH_HEX_SIZE], large[HASH_HEX_SIZE];
    struct hash *hash = hash_new();
    bool const array = size && (memchr(data, '[', size) || memchr(data, '{', size));
    int const code = sum_up(path, array, 1, hash, small);
    promise(code == sum_up(path, array, STREAM_BATCH_BYTES, hash, large) && strcmp(small, large) == 0);
    promise(code == 0 || code == EXIT_DATA);
    hash_free(hash);
    return 0;
}
