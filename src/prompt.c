#include "prompt.h"

#include "stream.h"

#include <stdio.h>

enum { NONCE_DIGITS = 12, VALUES_MAX = 16 };

static bool is_role(struct text line)
{
    return text_equal(line, TEXT("[system]")) || text_equal(line, TEXT("[user]"));
}

/* Takes the file apart at the lines that name a role. */
static bool part(const char *path, struct text text, struct prompt *out, struct error *err)
{
    struct turn *turn = NULL;
    for (size_t at = 0, end; at < text.size; at = end + 1) {
        end = text_find(text, TEXT("\n"), at);
        struct text const line = text_trim(text_part(text, at, end));
        if (is_role(line)) {
            if (out->turns_count == PROMPT_TURNS_MAX)
                return fail(err, EXIT_CONFIG, "%s: more than %d turns", path, PROMPT_TURNS_MAX);
            turn = &out->turns[out->turns_count++];
            *turn = (struct turn){text_part(line, 1, line.size - 1),
                                  text_part(text, MIN(end + 1, text.size), MIN(end + 1, text.size))};
        } else if (turn) {
            turn->content.size = (size_t)(text.at + end - turn->content.at);
        } else if (line.size) {
            return fail(err, EXIT_CONFIG, "%s: the first line must be [system] or [user]", path);
        }
    }
    for (size_t i = 0; i < out->turns_count; i++) {
        out->turns[i].content = text_trim(out->turns[i].content);
        if (!out->turns[i].content.size)
            return fail(err, EXIT_CONFIG, "%s: an empty turn", path);
    }
    return out->turns_count || fail(err, EXIT_CONFIG, "%s: an empty prompt", path);
}

static struct text file_name(const char *path, struct arena *arena)
{
    const char *slash = strrchr(path, '/');
    struct text name = text_of(slash ? slash + 1 : path);
    if (text_ends(name, TEXT(".txt")))
        name.size -= 4;
    return text_copy(arena, name);
}

/* The whole file, as its text. */
static bool read_file(const char *path, struct arena *arena, struct prompt_part *out, struct error *err)
{
    struct buffer bytes = {0};
    size_t bad;
    if (!stream_read_all(path, PROMPT_BYTES_MAX, &bytes, err)) {
        buffer_free(&bytes);
        return false;
    }
    *out = (struct prompt_part){.name = file_name(path, arena), .text = buffer_keep(&bytes, arena)};
    hash_text(out->text, out->hash);
    return text_is_utf8(out->text, &bad) || fail(err, EXIT_CONFIG, "%s: no UTF-8 at byte %zu", path, bad);
}

bool prompt_read(const char *path, struct arena *arena, struct prompt *out, struct error *err)
{
    struct prompt_part file;
    if (!read_file(path, arena, &file, err))
        return false;
    *out = (struct prompt){.name = file.name};
    memcpy(out->hash, file.hash, sizeof file.hash);
    return part(path, file.text, out, err);
}

bool prompt_read_part(const char *path, struct arena *arena, struct prompt_part *out, struct error *err)
{
    if (!read_file(path, arena, out, err))
        return false;
    out->text = text_trim(out->text);
    return out->text.size || fail(err, EXIT_CONFIG, "%s: an empty file", path);
}

static void take_nonce(const struct prompt *prompt, const struct prompt_value *values, size_t count, char hex[HASH_HEX_SIZE])
{
    struct hash *hash = hash_new();
    hash_begin(hash);
    hash_add(hash, text_of(prompt->hash));
    for (size_t i = 0; i < count; i++) {
        hash_add(hash, (struct text){"", 1});
        hash_add(hash, values[i].text);
    }
    hash_end(hash, hex);
    hash_free(hash);
    hex[NONCE_DIGITS] = '\0';
}

/* Might a control token begin here? */
static bool begins_token(struct text text, size_t at)
{
    char const c = text.at[at], next = at + 1 < text.size ? text.at[at + 1] : ' ';
    bool const wide = text_starts(text_part(text, at + 1, text.size), TEXT("｜"));
    return (c == '<' && (is_letter(next) || next == '/' || next == '|' || next == '<' || wide)) ||
           (c == '[' && ((next >= 'A' && next <= 'Z') || next == '/'));
}

static void add_data(struct buffer *out, struct text data, const char *nonce)
{
    buffer_format(out, "<data %s>\n", nonce);
    for (size_t i = 0; i < data.size; i++) {
        buffer_char(out, data.at[i]);
        if (begins_token(data, i) || text_ends(text_part(data, 0, i + 1), TEXT("◁")))
            buffer_char(out, ' ');
    }
    buffer_format(out, "\n</data %s>", nonce);
}

struct filling {
    const struct prompt *prompt;
    const struct prompt_value *values;
    size_t count;
    char nonce[HASH_HEX_SIZE];
    bool used[VALUES_MAX];
};

static bool add_value(struct filling *f, struct text name, struct buffer *out, struct error *err)
{
    if (text_equal(name, TEXT("nonce"))) {
        buffer_string(out, f->nonce);
        return true;
    }
    for (size_t i = 0; i < f->count; i++) {
        if (!text_equal(name, text_of(f->values[i].name)))
            continue;
        f->used[i] = true;
        if (f->values[i].data)
            add_data(out, f->values[i].text, f->nonce);
        else
            buffer_add(out, f->values[i].text);
        return true;
    }
    return fail(err, EXIT_CONFIG, "the prompt %.*s asks for {{%.*s}}, which is not known here", (int)f->prompt->name.size,
                f->prompt->name.at, (int)MIN(name.size, (size_t)40), name.at);
}

static bool fill(struct filling *f, struct text text, struct buffer *out, struct error *err)
{
    for (size_t at = 0;;) {
        size_t const open = text_find(text, TEXT("{{"), at), close = text_find(text, TEXT("}}"), open);
        buffer_add(out, text_part(text, at, open == text.size || close == text.size ? text.size : open));
        if (open == text.size || close == text.size)
            return true;
        if (!add_value(f, text_part(text, open + 2, close), out, err))
            return false;
        at = close + 2;
    }
}

bool prompt_fill(const struct prompt *prompt, const struct prompt_value *values, size_t count, struct arena *arena,
                 struct turn *out, struct error *err)
{
    struct filling f = {.prompt = prompt, .values = values, .count = count};
    if (count > VALUES_MAX)
        die("prompt_fill: too many values");
    take_nonce(prompt, values, count, f.nonce);
    for (size_t i = 0; i < prompt->turns_count; i++) {
        struct buffer content = {0};
        bool const good = fill(&f, prompt->turns[i].content, &content, err);
        out[i] = (struct turn){prompt->turns[i].role, buffer_keep(&content, arena)};
        if (!good)
            return false;
    }
    for (size_t i = 0; i < count; i++)
        if (!f.used[i])
            return fail(err, EXIT_CONFIG, "the prompt %.*s never says {{%s}}", (int)prompt->name.size, prompt->name.at,
                        values[i].name);
    return true;
}

/* "Step 2:", with which a step may begin by itself. */
static struct text label_of(size_t k, char room[static 32])
{
    return (struct text){room, (size_t)snprintf(room, 32, "Step %zu:", k + 1)};
}

struct text prompt_numbered(const struct text *steps, size_t count, struct arena *arena)
{
    struct buffer out = {0};
    char room[32];
    for (size_t k = 0; k < count; k++) {
        struct text const label = label_of(k, room);
        buffer_string(&out, k ? "\n" : "");
        if (!text_starts(steps[k], label)) {
            buffer_add(&out, label);
            buffer_char(&out, ' ');
        }
        buffer_add(&out, steps[k]);
    }
    return buffer_keep(&out, arena);
}

/* Does the text begin like "Step 12:"? */
static bool begins_labelled(struct text text)
{
    size_t at = sizeof "Step " - 1;
    if (!text_starts(text, TEXT("Step ")))
        return false;
    while (at < text.size && is_digit(text.at[at]))
        at++;
    return at > sizeof "Step " - 1 && at < text.size && text.at[at] == ':';
}

/* The next line behind `at` that has a label; the end of the text if there is none. */
static size_t next_labelled(struct text text, size_t at)
{
    do
        at = MIN(text_find(text, TEXT("\n"), at) + 1, text.size);
    while (at < text.size && !begins_labelled(text_part(text, at, text.size)));
    return at;
}

bool prompt_read_numbered(struct text text, const struct text *like, size_t count, struct text *out)
{
    char room[32];
    size_t at = 0;
    text = text_trim(text);
    for (size_t k = 0; k < count; k++) {
        struct text const label = label_of(k, room);
        if (!text_starts(text_part(text, at, text.size), label))
            return false;
        size_t const end = next_labelled(text, at);
        out[k] = text_trim(text_part(text, text_starts(like[k], label) ? at : at + label.size, end));
        at = end;
    }
    return at == text.size;
}
