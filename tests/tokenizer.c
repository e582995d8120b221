/* tokenizer TOKENIZER.json TEXTS.jsonl …: counts tokens as the trainers' own library does. Each line: {"text": …, "ids": […]}. */
#include "tokenizer.h"
#include "json.h"
#include "stream.h"

#include <stdio.h>

static bool same_ids(const struct token_ids *ids, struct text raw, struct arena *arena)
{
    struct json_member *items;
    size_t count;
    int64_t id;
    if (!json_items(raw, arena, &items, &count) || count != ids->count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!json_int(items[i].raw, &id) || id != ids->at[i])
            return false;
    return true;
}

static bool check(const struct tokenizer *t, struct text line, struct arena *arena)
{
    struct json_object row;
    struct error err;
    struct text text;
    if (!json_read_object(line, arena, &row, &err) || !json_find(&row, "ids") || !json_find(&row, "text") ||
        !json_string(json_find(&row, "text")->raw, arena, &text))
        die("not {\"text\", \"ids\"}: %.*s", (int)line.size, line.at);
    struct token_ids const ids = tokenizer_ids(t, text, arena);
    if (!ids.exact || same_ids(&ids, json_find(&row, "ids")->raw, arena))
        return true;
    printf("FAILED %.*s\n  came out:", (int)line.size, line.at);
    for (size_t i = 0; i < ids.count; i++)
        printf(" %u", (unsigned)ids.at[i]);
    puts("");
    return false;
}

static void check_file(const char *tokenizer, const char *texts, unsigned *passed, unsigned *failed)
{
    struct error err;
    struct tokenizer *t = tokenizer_read(tokenizer, &err);
    struct stream *stream = t ? stream_open(texts, &err) : NULL;
    struct lines lines = {0};
    struct arena arena = {0};
    if (!stream)
        die("%s", err.says);
    while (stream_batch(stream, STREAM_BATCH_BYTES, &lines, &err) && lines.count)
        for (size_t i = 0; i < lines.count; i++) {
            arena_reset(&arena);
            ++*(check(t, lines.at[i].text, &arena) ? passed : failed);
        }
    lines_free(&lines);
    stream_close(stream);
    arena_free(&arena);
    tokenizer_free(t);
}

int main(int argc, char **argv)
{
    unsigned passed = 0, failed = 0;
    for (int i = 1; i + 1 < argc; i += 2)
        check_file(argv[i], argv[i + 1], &passed, &failed);
    printf("%u passed, %u failed, 0 skipped\n", passed, failed);
    return failed > 0 || passed == 0;
}
