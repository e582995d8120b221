#include "lint_parts.h"

#include "suggest.h"

static size_t json_parts(const struct lint_type *type)
{
    size_t count = type->kind == LINT_TYPE_JSON;
    if (type->kind == LINT_TYPE_LIST && type->item)
        count += json_parts(type->item);
    for (size_t i = 0; type->kind == LINT_TYPE_STRUCT && i < type->count; i++)
        count += json_parts(&type->fields[i].type);
    return count;
}

static void infer(struct linting *l, const struct json_member *member)
{
    struct lint_field *field = lint_type_field(&l->schema, member->key);
    struct shown const name = typed_shown(member->key);
    if (!field) {
        field = lint_type_new_field(&l->schema, member->key, &l->kept);
        if (l->rows > 1)
            lint_say(l, LINT_AT(LINT_MISSING_COLUMN), "the rows before have no \"%s\"", name.at);
    }
    size_t const before = json_parts(&field->type);
    lint_type_add(&field->type, member->raw, false, &l->kept, &l->arena);
    if (json_parts(&field->type) > before)
        lint_say(l, LINT_AT(LINT_MIXED_TYPES), "\"%s\" has values of several types, or objects with other keys, from here on",
                 name.at);
}

static void cast(struct linting *l, const struct json_member *member)
{
    const struct lint_field *field = lint_type_field(&l->schema, member->key);
    struct shown const name = typed_shown(member->key);
    struct text value;
    if (!field) {
        lint_say(l, l->declared ? LINT_AT(LINT_CARD_FEATURES) : LINT_AT(LINT_NEW_COLUMN), "\"%s\" is new", name.at);
        return;
    }
    const struct lint_type *misfit = lint_type_misfit(&field->type, member->raw, &l->arena, &value);
    if (!misfit)
        return;
    struct buffer wanted = {0}, got = {0};
    lint_type_print(misfit, &wanted);
    lint_type_name(value, &l->arena, &got);
    enum lint_place const place = l->declared                      ? LINT_CARD_FEATURES
                                  : misfit->kind == LINT_TYPE_NULL ? LINT_NULL_THEN_VALUE
                                                                   : LINT_LATER_TYPE;
    lint_say(l, LINT_AT(place), "\"%s\" is %.*s, where %.*s is wanted", name.at, (int)got.size, got.at, (int)wanted.size,
             wanted.at);
    buffer_free(&wanted);
    buffer_free(&got);
}

static bool has(const struct linting *l, struct text name)
{
    for (size_t i = 0; i < l->row.count; i++)
        if (text_equal(l->row.members[i].key, name))
            return true;
    return false;
}

static void name_missing(struct linting *l)
{
    if (l->row.count >= l->schema.count && !l->declared)
        return;
    for (size_t i = 0; i < l->schema.count; i++) {
        struct shown const name = typed_shown(l->schema.fields[i].name);
        if (!has(l, l->schema.fields[i].name))
            lint_say(l, LINT_AT(LINT_MISSING_COLUMN), "no \"%s\"", name.at);
    }
}

static enum lint_kind kind_at(const struct linting *l, const char *name)
{
    const struct lint_field *field = lint_type_field(&l->schema, text_of(name));
    return field ? field->type.kind : LINT_TYPE_NULL;
}

/* has_agent_traces_markers() of `datasets`. */
static bool is_agent_trace(const struct linting *l)
{
    bool const type = kind_at(l, "type") == LINT_TYPE_STRING, id = kind_at(l, "id") == LINT_TYPE_STRING;
    enum lint_kind const messages = kind_at(l, "messages");
    return (type && (kind_at(l, "message") == LINT_TYPE_JSON || kind_at(l, "payload") == LINT_TYPE_JSON)) ||
           (type && id && kind_at(l, "version") == LINT_TYPE_INT && kind_at(l, "cwd") == LINT_TYPE_STRING) ||
           (id && kind_at(l, "source") == LINT_TYPE_STRING && kind_at(l, "model") == LINT_TYPE_STRING &&
            kind_at(l, "system_prompt") == LINT_TYPE_STRING && (messages == LINT_TYPE_LIST || messages == LINT_TYPE_JSON));
}

/* The first chunk has been seen: the types are settled. */
static void settle(struct linting *l)
{
    uint64_t const line = l->line;
    l->inferring = false;
    l->line = 0;
    for (size_t i = 0; i < l->schema.count; i++) {
        const struct lint_type *type = &l->schema.fields[i].type;
        struct shown const name = typed_shown(l->schema.fields[i].name);
        if (lint_type_is_empty(type))
            lint_say(l, LINT_AT(LINT_NULL_COLUMN), "\"%s\" has no value", name.at);
        if (type->kind == LINT_TYPE_TIME)
            lint_say(l, LINT_AT(LINT_TIMESTAMP), "\"%s\" holds nothing but dates", name.at);
    }
    if (is_agent_trace(l))
        lint_say(l, LINT_AT(LINT_AGENT_TRACE), "its columns look like those of an agent's log");
    l->line = line;
}

void lint_schema_row(struct linting *l, uint64_t offset)
{
    if (l->inferring && offset >= LINT_CHUNK)
        settle(l);
    for (size_t i = 0; i < l->row.count; i++)
        if (l->inferring)
            infer(l, &l->row.members[i]);
        else
            cast(l, &l->row.members[i]);
    name_missing(l);
}

void lint_schema_end(struct linting *l)
{
    if (l->inferring)
        settle(l);
}
