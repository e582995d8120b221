#include "principles.h"

#include "json.h"
#include "stream.h"
#include "suggest.h"
#include "yamljson.h"

bool principle_is_id(struct text word)
{
    for (size_t i = 0; i < word.size; i++)
        if (!(word.at[i] >= 'a' && word.at[i] <= 'z') && !is_digit(word.at[i]) && word.at[i] != '-')
            return false;
    return word.size && word.size <= PRINCIPLE_ID_MAX;
}

static bool add(const char *path, struct principle one, struct arena *arena, struct principles *out, struct error *err)
{
    if (!principle_is_id(one.id))
        return fail(err, EXIT_CONFIG, "%s: '%.*s' is no id: small letters, digits and hyphens, %d at most", path,
                    (int)MIN(one.id.size, (size_t)60), one.id.at, PRINCIPLE_ID_MAX);
    if (!one.name.size || !one.text.size)
        return fail(err, EXIT_CONFIG, "%s: %.*s has no name or no text", path, (int)one.id.size, one.id.at);
    if (out->count == PRINCIPLES_MAX)
        return fail(err, EXIT_CONFIG, "%s: more than %d principles", path, PRINCIPLES_MAX);
    for (size_t i = 0; i < out->count; i++)
        if (text_equal(out->items[i].id, one.id))
            return fail(err, EXIT_CONFIG, "%s: %.*s stands twice", path, (int)one.id.size, one.id.at);
    one.id = text_copy(arena, one.id);
    out->items[out->count++] = one;
    return true;
}

static bool member(const struct json_object *object, const char *key, struct arena *arena, struct text *out)
{
    const struct json_member *found = json_find(object, key);
    if (!found || !json_string(found->raw, arena, out))
        return false;
    *out = text_trim(*out);
    return true;
}

static bool read_items(const char *path, struct text list, struct arena *arena, struct principles *out, struct error *err)
{
    struct json_member *items;
    size_t count;
    if (!json_items(list, arena, &items, &count))
        return fail(err, EXIT_CONFIG, "%s: \"principles\" is no list", path);
    for (size_t i = 0; i < count; i++) {
        struct json_object object;
        struct principle one = {0};
        if (!json_read_object(items[i].raw, arena, &object, err) || !member(&object, "id", arena, &one.id) ||
            !member(&object, "name", arena, &one.name) || !member(&object, "text", arena, &one.text) || object.count != 3)
            return fail(err, EXIT_CONFIG, "%s: principle %zu is not made of id, name and text", path, i + 1);
        if (!add(path, one, arena, out, err))
            return false;
    }
    return true;
}

static bool read_tree(const char *path, struct text text, struct arena *arena, struct principles *out, struct error *err)
{
    struct buffer json = {0};
    struct json_object object;
    struct error why;
    bool const good = yamljson_read(text, &json, &why);
    struct text const line = buffer_keep(&json, arena);
    if (!good || !json_read_object(line, arena, &object, &why))
        return fail(err, EXIT_CONFIG, "%s: %s", path, why.says);
    const struct json_member *list = json_find(&object, "principles");
    if (!list || !member(&object, "version", arena, &out->version) || object.count != 2)
        return fail(err, EXIT_CONFIG, "%s: \"version\" and \"principles\" are wanted, and nothing else", path);
    return read_items(path, list->raw, arena, out, err);
}

static bool read_lines(const char *path, struct text text, struct arena *arena, struct principles *out, struct error *err)
{
    for (size_t at = 0, end; at < text.size; at = end + 1) {
        end = text_find(text, TEXT("\n"), at);
        struct text const line = text_trim(text_part(text, at, end));
        size_t const colon = text_find(line, TEXT(":"), 0);
        if (!line.size || line.at[0] == '#')
            continue;
        if (colon == line.size)
            return fail(err, EXIT_CONFIG, "%s: a line is \"id: text\", not '%.*s'", path, (int)MIN(line.size, (size_t)60),
                        line.at);
        struct text const id = text_trim(text_part(line, 0, colon));
        if (!add(path, (struct principle){id, id, text_trim(text_part(line, colon + 1, line.size))}, arena, out, err))
            return false;
    }
    return true;
}

bool principles_read(const char *path, struct arena *arena, struct principles *out, struct error *err)
{
    struct text const name = text_of(path);
    struct buffer bytes = {0};
    size_t bad;
    *out = (struct principles){.items = ARENA_ZEROS(arena, struct principle, PRINCIPLES_MAX)};
    bool const good = stream_read_all(path, PRINCIPLES_BYTES_MAX, &bytes, err);
    struct text const text = buffer_keep(&bytes, arena);
    if (!good)
        return false;
    if (!text_is_utf8(text, &bad) || (text.size && memchr(text.at, '\0', text.size)))
        return fail(err, EXIT_CONFIG, "%s: no text", path);
    hash_text(text, out->hash);
    bool const tree = text_ends(name, TEXT(".yaml")) || text_ends(name, TEXT(".yml")) || text_ends(name, TEXT(".json"));
    if (!(tree ? read_tree(path, text, arena, out, err) : read_lines(path, text, arena, out, err)))
        return false;
    return out->count || fail(err, EXIT_CONFIG, "%s: no principle in it", path);
}

bool principles_choose(struct principles *principles, const char *list, struct error *err)
{
    bool wanted[PRINCIPLES_MAX] = {false};
    const char *names[PRINCIPLES_MAX];
    size_t kept = 0;
    for (size_t i = 0; i < principles->count; i++)
        names[i] = principles->items[i].id.at;
    for (struct text left = text_of(list); left.size;) {
        size_t const comma = text_find(left, TEXT(","), 0);
        struct text const word = text_trim(text_part(left, 0, comma));
        size_t i = 0;
        while (i < principles->count && !text_equal(principles->items[i].id, word))
            i++;
        if (i == principles->count)
            return typed_unknown("principle", word, names, principles->count, err);
        wanted[i] = true;
        left = text_part(left, MIN(comma + 1, left.size), left.size);
    }
    for (size_t i = 0; i < principles->count; i++)
        if (wanted[i])
            principles->items[kept++] = principles->items[i];
    principles->count = kept;
    return kept || fail(err, EXIT_USAGE, "no principle named");
}
