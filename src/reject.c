#include "reject.h"

#include "json_write.h"

#include <stdio.h>

static void put_latin1(struct json_writer *w, struct text bytes)
{
    struct buffer wide = {0};
    for (size_t i = 0; i < bytes.size; i++) {
        char utf8[4];
        buffer_add(&wide, (struct text){utf8, utf8_write((unsigned char)bytes.at[i], utf8)});
    }
    json_put_text(w, buffer_text(&wide));
    buffer_free(&wide);
}

void reject_write(const char *path, const struct line *line, const char *reason, struct buffer *out)
{
    size_t bad;
    bool const utf8 = text_is_utf8(line->text, &bad);
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "file", text_of(path));
    json_member_int(&w, "line", (int64_t)line->number);
    json_member_text(&w, "reason", text_of(reason));
    json_member_text(&w, "encoding", utf8 ? TEXT("utf-8") : TEXT("latin-1"));
    json_key(&w, "text");
    if (utf8)
        json_put_text(&w, line->text);
    else
        put_latin1(&w, line->text);
    json_close(&w, '}');
    buffer_char(out, '\n');
}

static void say(const char *verb, struct text rows)
{
    struct arena arena = {0};
    while (rows.size) {
        size_t const end = text_find(rows, TEXT("\n"), 0);
        struct json_object row;
        struct error ignored;
        struct text file = TEXT(""), reason = TEXT(""), number = TEXT("");
        struct text const head = text_part(rows, 0, text_find(text_part(rows, 0, end), TEXT(",\"encoding\""), 0));
        struct buffer whole = {0}; /* without the line itself, which may be anything */
        buffer_add(&whole, head);
        buffer_char(&whole, '}');
        struct text const short_row = buffer_keep(&whole, &arena);
        if (json_read_object(short_row, &arena, &row, &ignored)) {
            (void)json_string(json_find(&row, "file")->raw, &arena, &file);
            (void)json_string(json_find(&row, "reason")->raw, &arena, &reason);
            number = json_find(&row, "line")->raw;
        }
        fprintf(stderr, "misstep %s: %.*s:%.*s: rejected: %.*s\n", verb, (int)file.size, file.at, (int)number.size, number.at,
                (int)reason.size, reason.at);
        rows = text_part(rows, MIN(end + 1, rows.size), rows.size);
    }
    arena_free(&arena);
}

bool reject_keep(const char *path, bool force, const char *verb, bool quiet, struct text rows, struct output **output,
                 struct error *err)
{
    if (!rows.size)
        return true;
    if (!quiet)
        say(verb, rows);
    if (!path)
        return true;
    if (!*output)
        *output = output_open(path, force, err);
    return *output && output_write(*output, rows, err);
}
