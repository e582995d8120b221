#include "questions.h"

#include "json.h"

static bool read_turns(struct text raw, struct arena *arena, struct row_asked *out, struct error *err)
{
    struct json_member *items;
    if (!json_items(raw, arena, &items, &out->turns_count) || out->turns_count == 0 || out->turns_count > TEACHER_TURNS_MAX)
        return fail(err, EXIT_DATA, "\"messages\" is not a list of 1 to %d messages", TEACHER_TURNS_MAX);
    out->turns = ARENA_ZEROS(arena, struct turn, out->turns_count);
    for (size_t i = 0; i < out->turns_count; i++) {
        struct json_object object;
        if (items[i].kind != JSON_OBJECT || !json_read_object(items[i].raw, arena, &object, err))
            return fail(err, EXIT_DATA, "messages[%zu] is not an object", i);
        const struct json_member *role = json_find(&object, "role"), *content = json_find(&object, "content");
        if (!role || !content || !json_string(role->raw, arena, &out->turns[i].role) ||
            !json_string(content->raw, arena, &out->turns[i].content))
            return fail(err, EXIT_DATA, "messages[%zu] has no \"role\" and \"content\"", i);
    }
    return true;
}

bool row_asked_read(struct text line, struct arena *arena, struct row_asked *out, struct error *err)
{
    struct json_object object;
    *out = (struct row_asked){0};
    if (!json_read_object(line, arena, &object, err))
        return false;
    const struct json_member *id = json_find(&object, "id"), *prompt = json_find(&object, "prompt"),
                             *messages = json_find(&object, "messages"), *schema = json_find(&object, "schema");
    if (!id || !json_string(id->raw, arena, &out->id))
        return fail(err, EXIT_DATA, "the field \"id\" is missing or no text");
    if (schema)
        out->schema = schema->raw;
    if (messages)
        return read_turns(messages->raw, arena, out, err);
    out->turns = ARENA_ZEROS(arena, struct turn, 1);
    out->turns_count = 1;
    out->turns->role = TEXT("user");
    return (prompt && json_string(prompt->raw, arena, &out->turns->content)) ||
           fail(err, EXIT_DATA, "neither \"prompt\" nor \"messages\"");
}

struct question row_asked_question(const struct row_asked *row, const struct sampling *sampling, int64_t sample)
{
    return (struct question){.kind = QUESTION_CHAT,
                             .stage = TEXT("ask"),
                             .problem_id = row->id,
                             .sample = sample,
                             .turns = row->turns,
                             .turns_count = row->turns_count,
                             .sampling = *sampling,
                             .schema = row->schema};
}
