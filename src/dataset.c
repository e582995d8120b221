#include "dataset.h"

#include "anchor.h"

static const struct {
    const char *name, *says;
} skips[SKIP_COUNT] = {
    [SKIP_NONE] = {"", ""},
    [SKIP_PROOF] = {"proof", "it asks for a proof: there is no final answer"},
    [SKIP_NO_ANSWER] = {"no_answer", "the source knows no final answer"},
    [SKIP_NO_SOLUTION] = {"no_solution", "there is no solution: a teacher must write one"},
    [SKIP_DRAWING] = {"drawing", "it rests on a drawing ([asy])"},
    [SKIP_TOOLS] = {"tools", "it calls tools or runs code"},
    [SKIP_SUBJECT] = {"subject", "the source says that it is no mathematics"},
    [SKIP_INVALID] = {"invalid", "the source marks it as faulty"},
    [SKIP_CUT_OFF] = {"cut_off", "the sample was cut off"},
    [SKIP_TURNS] = {"turns", "a conversation of several turns"},
};

const char *row_skip_name(enum row_skip skip)
{
    return skips[skip].name;
}

const char *row_skip_says(enum row_skip skip)
{
    return skips[skip].says;
}

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

struct text dataset_numbered(struct arena *arena, struct text id, size_t number)
{
    struct buffer out = {0};
    if (!id.size)
        return id;
    buffer_add(&out, id);
    buffer_char(&out, '-');
    buffer_int(&out, (int64_t)number);
    return buffer_keep(&out, arena);
}

bool dataset_has_text(const struct json_object *object, const char *key)
{
    const struct json_member *member = json_find(object, key);
    return member && member->kind == JSON_STRING;
}

bool dataset_says(const struct json_object *object, const char *key, const char *what)
{
    const struct json_member *member = json_find(object, key);
    return member && member->kind == JSON_STRING &&
           text_equal_nocase(text_part(member->raw, 1, member->raw.size - 1), text_of(what)); /* between the quotes */
}

enum row_skip dataset_sentinel(const struct json_object *object)
{
    if (dataset_says(object, "question_type", "proof") || dataset_says(object, "answer", "proof"))
        return SKIP_PROOF;
    return dataset_says(object, "answer", "notfound") ? SKIP_NO_ANSWER : SKIP_NONE;
}

static bool flat_field(const struct json_object *object, const struct mapping *map, const char *field, const char *const *keys,
                       bool required, struct arena *arena, struct text *out, struct error *err)
{
    const char *key = mapping_key(map, field, keys ? dataset_first(object, keys, keys[0]) : NULL);
    return !key || dataset_text(object, key, required, arena, out, err);
}

bool dataset_flat(const struct json_object *object, const struct mapping *map, const struct flat *keys, enum row_skip skip,
                  struct arena *arena, struct row **rows, size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    enum row_skip const sentinel = dataset_sentinel(object);
    row->skip = sentinel ? sentinel : skip;
    bool const wanted = row->skip == SKIP_NONE;
    *rows = row;
    *count = 1;
    return flat_field(object, map, "problem", keys->problem, wanted, arena, &row->problem, err) &&
           flat_field(object, map, "solution", keys->solution, wanted, arena, &row->solution, err) &&
           flat_field(object, map, "answer", sentinel ? NULL : keys->answer, false, arena, &row->answer, err) &&
           flat_field(object, map, "id", keys->id, false, arena, &row->id, err) &&
           flat_field(object, map, "level", keys->level, false, arena, &row->level, err);
}

enum row_skip dataset_task(const struct json_object *object)
{
    if (!json_find(object, "task") || dataset_says(object, "task", "Math_CoT"))
        return SKIP_NONE;
    return dataset_says(object, "task", "Math_PoT") ? SKIP_TOOLS : SKIP_SUBJECT;
}

struct text dataset_stated(struct text solution)
{
    struct anchor const anchor = anchor_find(solution);
    if (!anchor.count || anchor.kind == ANCHOR_LAST || anchor.kind == ANCHOR_WHOLE)
        return TEXT("");
    return anchor.count == 1 ? anchor.parts[0] : anchor.all;
}
