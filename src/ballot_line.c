#include "ballot.h"

struct reader {
    struct ballots *ballots;
    struct arena *arena;
    struct said said;
    struct error *err;
};

static bool object_at(const struct json_object *object, const char *key, struct json_cursor *out)
{
    const struct json_member *member = json_find(object, key);
    *out = (struct json_cursor){.rest = member ? member->raw : TEXT("")};
    return member && (member->kind == JSON_OBJECT || member->kind == JSON_ARRAY);
}

/* A string as it is, whatever else as its JSON. */
static struct text as_text(const struct json_member *member, struct arena *arena)
{
    struct text out = member->raw;
    if (member->kind == JSON_STRING)
        (void)json_string(member->raw, arena, &out);
    return out;
}

static struct text text_in(const struct json_object *object, const char *key, struct arena *arena)
{
    const struct json_member *member = json_find(object, key);
    return member ? as_text(member, arena) : TEXT("");
}

static bool say(struct reader *r, struct text question, struct text name, const struct json_member *value)
{
    if (value->kind == JSON_NULL)
        return true;
    r->said.question = question;
    r->said.name = name;
    r->said.value = as_text(value, r->arena);
    return ballots_say(r->ballots, &r->said, r->err);
}

/* {"preference": {"selection": "A"}} or {"preference": "A"}. */
static bool say_members(struct reader *r, struct text object)
{
    struct json_member question, name;
    for (struct json_cursor at = {.rest = object}; json_next(&at, r->arena, &question);) {
        if (question.kind != JSON_OBJECT && !say(r, question.key, TEXT(""), &question))
            return false;
        if (question.kind == JSON_OBJECT)
            for (struct json_cursor in = {.rest = question.raw}; json_next(&in, r->arena, &name);)
                if (!say(r, question.key, name.key, &name))
                    return false;
    }
    return true;
}

/* [[{"schema": "preference", "name": "selection"}, "A"], …]. */
static bool say_pairs(struct reader *r, struct text array)
{
    struct json_member pair, parts[2];
    struct json_object label;
    struct error ignored;
    for (struct json_cursor at = {.rest = array}; json_next(&at, r->arena, &pair);) {
        struct json_cursor in = {.rest = pair.raw};
        if (pair.kind != JSON_ARRAY || !json_next(&in, r->arena, &parts[0]) || !json_next(&in, r->arena, &parts[1]) ||
            parts[0].kind != JSON_OBJECT || !json_read_object(parts[0].raw, r->arena, &label, &ignored)) {
            r->ballots->strange++;
            continue;
        }
        if (!say(r, text_in(&label, "schema", r->arena), text_in(&label, "name", r->arena), &parts[1]))
            return false;
    }
    return true;
}

static bool potato_state(struct reader *r, const struct json_object *object, struct json_cursor items)
{
    struct text const user = text_in(object, "user_id", r->arena);
    struct json_member item;
    if (user.size)
        r->said.annotator = user;
    while (json_next(&items, r->arena, &item)) {
        r->said.item = item.key;
        if (!(item.kind == JSON_ARRAY ? say_pairs(r, item.raw) : item.kind != JSON_OBJECT || say_members(r, item.raw)))
            return false;
    }
    return true;
}

static bool potato_export(struct reader *r, const struct json_object *object, struct json_cursor labels)
{
    r->said.annotator = text_in(object, "user_id", r->arena);
    r->said.item = text_in(object, "instance_id", r->arena);
    return say_members(r, labels.rest);
}

static bool argilla(struct reader *r, const struct json_object *object, struct json_cursor responses)
{
    struct json_member question, answer;
    struct json_object parts;
    struct error ignored;
    r->said.item = text_in(object, "id", r->arena);
    while (json_next(&responses, r->arena, &question)) {
        if (question.kind != JSON_ARRAY)
            continue;
        for (struct json_cursor at = {.rest = question.raw}; json_next(&at, r->arena, &answer);) {
            if (answer.kind != JSON_OBJECT || !json_read_object(answer.raw, r->arena, &parts, &ignored))
                continue;
            const struct json_member *value = json_find(&parts, "value");
            r->said.annotator = text_in(&parts, "user_id", r->arena);
            if (value && !say(r, question.key, TEXT(""), value))
                return false;
        }
    }
    return true;
}

/* {"from_name", "value": {"choices": ["A"]}}, or "text", or {"number": 2}: the first thing in it. */
static bool label_studio_result(struct reader *r, struct text raw)
{
    struct json_object result;
    struct json_member value, first;
    struct json_cursor at;
    struct error ignored;
    if (!json_read_object(raw, r->arena, &result, &ignored) || !object_at(&result, "value", &at) ||
        !json_next(&at, r->arena, &value)) {
        r->ballots->strange++;
        return true;
    }
    struct json_cursor in = {.rest = value.raw};
    bool const list = value.kind == JSON_ARRAY && json_next(&in, r->arena, &first);
    return say(r, text_in(&result, "from_name", r->arena), TEXT(""), list ? &first : &value);
}

/* "completed_by": 3, or {"id": 3, "email": "…"}. */
static struct text completed_by(const struct json_object *annotation, struct arena *arena)
{
    const struct json_member *by = json_find(annotation, "completed_by");
    struct json_object person;
    struct error ignored;
    if (!by || by->kind != JSON_OBJECT || !json_read_object(by->raw, arena, &person, &ignored))
        return by ? as_text(by, arena) : TEXT("");
    struct text const email = text_in(&person, "email", arena);
    return email.size ? email : text_in(&person, "id", arena);
}

static bool label_studio(struct reader *r, const struct json_object *object, struct json_cursor annotations)
{
    const struct json_member *data = json_find(object, "data");
    struct json_object task, annotation;
    struct json_member item, result;
    struct json_cursor results;
    struct error ignored;
    if (!data || !json_read_object(data->raw, r->arena, &task, r->err))
        return data ? false : fail(r->err, EXIT_DATA, "a task without \"data\"");
    r->said.item = text_in(&task, "item", r->arena);
    while (json_next(&annotations, r->arena, &item)) {
        if (item.kind != JSON_OBJECT || !json_read_object(item.raw, r->arena, &annotation, &ignored) ||
            !object_at(&annotation, "result", &results))
            continue;
        const struct json_member *cancelled = json_find(&annotation, "was_cancelled");
        r->said.annotator = completed_by(&annotation, r->arena);
        while (!(cancelled && cancelled->kind == JSON_TRUE) && json_next(&results, r->arena, &result))
            if (!label_studio_result(r, result.raw))
                return false;
    }
    return true;
}

bool ballots_line(struct ballots *ballots, struct text line, struct text annotator, struct arena *arena, struct error *err)
{
    struct reader r = {.ballots = ballots, .arena = arena, .said.annotator = annotator, .err = err};
    struct json_object object;
    struct json_cursor in;
    if (!json_read_object(line, arena, &object, err))
        return false;
    if (object_at(&object, "instance_id_to_label_to_value", &in))
        return potato_state(&r, &object, in);
    if (json_find(&object, "instance_id") && object_at(&object, "labels", &in))
        return potato_export(&r, &object, in);
    if (object_at(&object, "responses", &in))
        return argilla(&r, &object, in);
    if (object_at(&object, "annotations", &in))
        return label_studio(&r, &object, in);
    return fail(err, EXIT_DATA, "no answers of Potato, Argilla or Label Studio");
}
