#include "dataset.h"

const char *mapping_key(const struct mapping *map, const char *field, const char *standard)
{
    for (size_t i = 0; i < map->count; i++)
        if (strcmp(map->items[i].field, field) == 0)
            return map->items[i].key;
    return standard;
}

const char *dataset_first(const struct json_object *object, const char *const *keys, const char *standard)
{
    for (; *keys; keys++)
        if (json_find(object, *keys))
            return *keys;
    return standard;
}

bool dataset_text(const struct json_object *object, const char *key, bool required, struct arena *arena, struct text *out,
                  struct error *err)
{
    const struct json_member *member = json_find(object, key);
    bool const absent = !member || member->kind == JSON_NULL;
    *out = TEXT("");
    if (absent)
        return !required || fail(err, EXIT_DATA, "the field \"%s\" is missing", key);
    if (member->kind == JSON_NUMBER) {
        *out = member->raw;
        return true;
    }
    if (member->kind != JSON_STRING || !json_string(member->raw, arena, out))
        return fail(err, EXIT_DATA, "the field \"%s\" is not a text", key);
    if (required && !text_trim(*out).size)
        return fail(err, EXIT_DATA, "the field \"%s\" is empty", key);
    return true;
}
