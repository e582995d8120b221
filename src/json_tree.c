#include "json_tree.h"

#include <cjson/cJSON.h>

struct json_tree {
    enum json_kind kind;
    struct text key, string;
    double number;
    struct json_tree *child;
    size_t count;
};

static enum json_kind kind_of(const cJSON *item)
{
    switch (item->type & 0xFF) {
    case cJSON_String:
        return JSON_STRING;
    case cJSON_Number:
        return JSON_NUMBER;
    case cJSON_Object:
        return JSON_OBJECT;
    case cJSON_Array:
        return JSON_ARRAY;
    case cJSON_True:
        return JSON_TRUE;
    case cJSON_False:
        return JSON_FALSE;
    default:
        return JSON_NULL;
    }
}

static struct text copy_of(const char *string, struct arena *arena)
{
    return string ? text_copy(arena, text_of(string)) : TEXT("");
}

static bool check_keys(const struct json_tree *tree, struct error *err)
{
    if (tree->count > JSON_MEMBERS_MAX)
        return fail(err, EXIT_DATA, "more than %d members in an object", JSON_MEMBERS_MAX);
    for (size_t i = 1; i < tree->count; i++)
        for (size_t j = 0; j < i; j++)
            if (text_equal(tree->child[i].key, tree->child[j].key))
                return fail(err, EXIT_DATA, "duplicate key \"%.80s\"", tree->child[i].key.at);
    return true;
}

/* Turns cJSON's linked lists into arrays, and lets the arena own everything. The depth is bounded by json_check(). */
static bool copy_tree(const cJSON *item, struct arena *arena, struct json_tree *out, struct error *err)
{
    *out = (struct json_tree){.kind = kind_of(item), .key = copy_of(item->string, arena)};
    if (out->kind == JSON_STRING)
        out->string = copy_of(item->valuestring, arena);
    if (out->kind == JSON_NUMBER)
        out->number = item->valuedouble;
    if (out->kind != JSON_OBJECT && out->kind != JSON_ARRAY)
        return true;
    for (const cJSON *child = item->child; child; child = child->next)
        out->count++;
    out->child = ARENA_ARRAY(arena, struct json_tree, out->count);
    size_t i = 0;
    for (const cJSON *child = item->child; child; child = child->next)
        if (!copy_tree(child, arena, &out->child[i++], err))
            return false;
    return out->kind == JSON_ARRAY || check_keys(out, err);
}

bool json_tree_parse(struct text text, struct arena *arena, const struct json_tree **out, struct error *err)
{
    size_t values;
    if (text.size > JSON_TREE_BYTES_MAX)
        return fail(err, EXIT_DATA, "JSON of more than %d bytes", JSON_TREE_BYTES_MAX);
    if (!json_check(text, &values, err))
        return false;
    if (values > JSON_TREE_VALUES_MAX)
        return fail(err, EXIT_DATA, "JSON of more than %d values", JSON_TREE_VALUES_MAX);
    /* With this option cJSON wants to see the NUL, within the length, right behind the value. */
    struct text const copy = text_copy(arena, text_trim(text));
    cJSON *root = cJSON_ParseWithLengthOpts(copy.at, copy.size + 1, NULL, true);
    if (!root)
        return fail(err, EXIT_DATA, "JSON that cJSON cannot read (a number of more than 63 characters?)");
    struct json_tree *tree = ARENA_ARRAY(arena, struct json_tree, 1);
    bool const good = copy_tree(root, arena, tree, err);
    cJSON_Delete(root);
    if (good)
        *out = tree;
    return good;
}

enum json_kind json_tree_kind(const struct json_tree *tree)
{
    return tree ? tree->kind : JSON_NULL;
}

const struct json_tree *json_tree_get(const struct json_tree *tree, const char *key)
{
    struct text const wanted = text_of(key);
    for (size_t i = 0; tree && tree->kind == JSON_OBJECT && i < tree->count; i++)
        if (text_equal(tree->child[i].key, wanted))
            return &tree->child[i];
    return NULL;
}

const struct json_tree *json_tree_at(const struct json_tree *tree, size_t i)
{
    return tree && i < tree->count ? &tree->child[i] : NULL;
}

size_t json_tree_size(const struct json_tree *tree)
{
    return tree ? tree->count : 0;
}

bool json_tree_string(const struct json_tree *tree, struct text *out)
{
    if (json_tree_kind(tree) != JSON_STRING)
        return false;
    *out = tree->string;
    return true;
}

bool json_tree_int(const struct json_tree *tree, int64_t *out)
{
    double const limit = 9007199254740992.0;
    if (json_tree_kind(tree) != JSON_NUMBER || !(tree->number > -limit && tree->number < limit))
        return false;
    int64_t const whole = (int64_t)tree->number;
    if ((double)whole != tree->number)
        return false;
    *out = whole;
    return true;
}

const char *json_tree_version(void)
{
    return cJSON_Version();
}
