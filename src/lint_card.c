#include "lint_parts.h"

#include "stream.h"
#include "suggest.h"
#include "yamljson.h"

/* What stands between the first line "---" and the next. */
static bool front_matter(struct text readme, struct text *out)
{
    if (!text_starts(readme, TEXT("---\n")) && !text_starts(readme, TEXT("---\r\n")))
        return false;
    size_t const start = text_find(readme, TEXT("\n"), 0), end = text_find(readme, TEXT("\n---"), start);
    if (end == readme.size)
        return false;
    *out = text_part(readme, start + 1, MAX(end, start) + 1);
    return true;
}

/* The front matter as an object in the arena. False: there is no card, or it cannot be used, which is reported. */
static bool read_matter(struct linting *l, const char *path, struct arena *arena, struct json_object *out)
{
    struct buffer file = {0}, json = {0};
    struct error reason;
    struct text yaml;
    bool good = stream_read_all(path, YAMLJSON_BYTES_MAX, &file, &reason) && front_matter(buffer_text(&file), &yaml);
    if (good) {
        good = yamljson_read(yaml, &json, &reason);
        struct text const kept = buffer_keep(&json, arena);
        good = good && json_read_object(kept, arena, out, &reason);
        if (!good)
            lint_say(l, LINT_AT(LINT_CARD), "%s", reason.says);
    }
    buffer_free(&file);
    buffer_free(&json);
    return good;
}

static struct text string_at(const struct json_object *object, const char *key, struct arena *arena)
{
    const struct json_member *member = json_find(object, key);
    struct text out = TEXT("");
    if (member)
        json_string(member->raw, arena, &out);
    return out;
}

/* The part of "dataset_info" for a config: it is one map, or a list of them. */
static const struct json_member *info_of(const struct json_object *matter, struct text name, struct arena *arena)
{
    const struct json_member *info = json_find(matter, "dataset_info");
    struct json_member *items;
    struct json_object object;
    struct error ignored;
    size_t count;
    if (!info || !json_items(info->raw, arena, &items, &count))
        return info && info->kind == JSON_OBJECT ? info : NULL;
    for (size_t i = 0; i < count; i++)
        if (json_read_object(items[i].raw, arena, &object, &ignored) &&
            (text_equal(string_at(&object, "config_name", arena), name) || count == 1))
            return &items[i];
    return NULL;
}

static bool read_config(struct linting *l, struct text raw, const struct json_object *matter, struct arena *arena,
                        struct lint_config *out, size_t *defaults)
{
    struct json_object config;
    struct error ignored;
    if (!json_read_object(raw, arena, &config, &ignored)) {
        lint_say(l, LINT_AT(LINT_CARD), "a config that is no map");
        return false;
    }
    out->name = string_at(&config, "config_name", arena);
    out->data_files = json_find(&config, "data_files");
    out->info = info_of(matter, out->name, arena);
    if (!out->name.size)
        lint_say(l, LINT_AT(LINT_CARD), "a config without config_name");
    *defaults += text_equal(string_at(&config, "default", arena), TEXT("true"));
    return true;
}

bool lint_card_read(struct linting *l, const char *folder, struct arena *arena, struct lint_card *out)
{
    struct buffer path = {0};
    struct json_object matter;
    struct json_member *items;
    size_t count = 0, defaults = 0;
    buffer_format(&path, "%s/README.md", folder);
    buffer_char(&path, '\0');
    l->path = buffer_keep(&path, arena).at;
    l->line = 0;
    if (!read_matter(l, l->path, arena, &matter))
        return false;
    const struct json_member *configs = json_find(&matter, "configs");
    if (!configs || !json_items(configs->raw, arena, &items, &count))
        count = 0;
    out->configs = ARENA_ZEROS(arena, struct lint_config, count + 1);
    for (size_t i = 0; i < count; i++)
        out->count += read_config(l, items[i].raw, &matter, arena, &out->configs[out->count], &defaults);
    if (defaults > 1)
        lint_say(l, LINT_AT(LINT_CARD), "%zu configs are the default", defaults);
    if (!out->count)
        out->configs[out->count++].info = info_of(&matter, TEXT("default"), arena);
    return true;
}

static void declare(struct lint_type *type, const struct json_object *feature, struct arena *kept, struct arena *arena);

static void declare_struct(struct lint_type *type, struct text raw, struct arena *kept, struct arena *arena)
{
    struct json_member *items;
    struct json_object feature;
    struct error ignored;
    size_t count;
    type->kind = LINT_TYPE_STRUCT;
    if (!json_items(raw, arena, &items, &count))
        return;
    for (size_t i = 0; i < count; i++)
        if (json_read_object(items[i].raw, arena, &feature, &ignored))
            declare(&lint_type_new_field(type, string_at(&feature, "name", arena), kept)->type, &feature, kept, arena);
}

static enum lint_kind kind_named(struct text dtype)
{
    static const struct {
        const char *start;
        enum lint_kind kind;
    } known[] = {{"string", LINT_TYPE_STRING}, {"large_string", LINT_TYPE_STRING},
                 {"bool", LINT_TYPE_BOOL},     {"int", LINT_TYPE_INT},
                 {"uint", LINT_TYPE_INT},      {"float", LINT_TYPE_FLOAT},
                 {"double", LINT_TYPE_FLOAT},  {"timestamp", LINT_TYPE_TIME},
                 {"null", LINT_TYPE_NULL}};
    for (size_t i = 0; i < COUNT(known); i++)
        if (text_starts(dtype, text_of(known[i].start)))
            return known[i].kind;
    return LINT_TYPE_JSON;
}

/* What stands behind list: or dtype:, a name, a feature or the features of an object. */
static void declare_inner(struct lint_type *type, struct text raw, struct arena *kept, struct arena *arena)
{
    struct json_object inner;
    struct error ignored;
    struct text dtype;
    if (json_string(raw, arena, &dtype))
        type->kind = kind_named(dtype);
    else if (raw.size && raw.at[0] == '[')
        declare_struct(type, raw, kept, arena);
    else if (json_read_object(raw, arena, &inner, &ignored))
        declare(type, &inner, kept, arena);
    else
        type->kind = LINT_TYPE_JSON;
}

static void declare(struct lint_type *type, const struct json_object *feature, struct arena *kept, struct arena *arena)
{
    const struct json_member *list = json_find(feature, "list"), *dtype = json_find(feature, "dtype");
    const struct json_member *members = json_find(feature, "struct");
    list = list ? list : json_find(feature, "sequence");
    type->kind = LINT_TYPE_JSON;
    if (list) {
        type->kind = LINT_TYPE_LIST;
        type->item = ARENA_ZEROS(kept, struct lint_type, 1);
        declare_inner(type->item, list->raw, kept, arena);
    } else if (members)
        declare_struct(type, members->raw, kept, arena);
    else if (dtype)
        declare_inner(type, dtype->raw, kept, arena);
}

void lint_card_features(struct linting *l, const struct lint_config *config, struct arena *arena)
{
    struct json_object info;
    struct error ignored;
    const struct json_member *features;
    l->schema = (struct lint_type){0};
    l->declared = config->info && json_read_object(config->info->raw, arena, &info, &ignored) &&
                  (features = json_find(&info, "features")) && features->kind == JSON_ARRAY;
    if (l->declared)
        declare_struct(&l->schema, features->raw, &l->kept, arena);
}

int64_t lint_card_rows(const struct lint_config *config, struct arena *arena)
{
    struct json_object info, split;
    struct error ignored;
    struct json_member *items;
    size_t count;
    int64_t sum = 0, rows;
    const struct json_member *splits;
    if (!config->info || !json_read_object(config->info->raw, arena, &info, &ignored) || !(splits = json_find(&info, "splits")) ||
        !json_items(splits->raw, arena, &items, &count))
        return -1;
    for (size_t i = 0; i < count; i++)
        if (!json_read_object(items[i].raw, arena, &split, &ignored) ||
            !json_int(string_at(&split, "num_examples", arena), &rows) || rows < 0 || rows > INT32_MAX)
            return -1;
        else
            sum += rows;
    return sum;
}
