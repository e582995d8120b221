#include "manifest.h"

#include "output.h"
#include "record.h"
#include "stream.h"

static bool put_part(struct json_writer *w, const struct manifest_part *part, struct error *err)
{
    struct buffer bytes = {0};
    bool const good = stream_read_all(part->path, MANIFEST_PART_MAX, &bytes, err);
    json_key_text(w, text_of(part->key));
    if (good)
        json_put_raw(w, text_trim(buffer_text(&bytes)));
    buffer_free(&bytes);
    return good;
}

static void put_files(struct json_writer *w, const struct manifest_part *parts, size_t count)
{
    json_key(w, "files");
    json_open(w, '{');
    for (size_t i = 0; i < count; i++) {
        json_key_text(w, text_of(parts[i].key));
        json_put_texts(w, parts[i].files, parts[i].files_count);
    }
    json_close(w, '}');
}

bool manifest_write(const char *path, const char *fingerprint, struct text settings, struct text commands,
                    const struct manifest_part *parts, size_t count, struct error *err)
{
    struct buffer out = {0};
    struct json_writer w = {.out = &out};
    bool good = true;
    json_open(&w, '{');
    json_member_text(&w, "tool", TEXT("misstep " MISSTEP_VERSION));
    json_member_text(&w, "config_sha256", text_of(fingerprint));
    json_member_text(&w, "config", settings);
    json_key(&w, "commands");
    json_open(&w, '[');
    json_put_raw(&w, commands);
    json_close(&w, ']');
    put_files(&w, parts, count);
    for (size_t i = 0; good && i < count; i++)
        good = !parts[i].path || put_part(&w, &parts[i], err);
    json_close(&w, '}');
    buffer_char(&out, '\n');
    good = good && file_write_whole(path, buffer_text(&out), err);
    buffer_free(&out);
    return good;
}
