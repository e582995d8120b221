#include "turns.h"

static const struct {
    const char *name;
    enum turn_role role;
} roles[] = {{"user", TURN_USER},         {"human", TURN_USER},       {"assistant", TURN_ASSISTANT}, {"gpt", TURN_ASSISTANT},
             {"chatgpt", TURN_ASSISTANT}, {"model", TURN_ASSISTANT},  {"bot", TURN_ASSISTANT},       {"system", TURN_SYSTEM},
             {"developer", TURN_SYSTEM},  {"tool", TURN_TOOL},        {"function", TURN_TOOL},       {"function_call", TURN_TOOL},
             {"ipython", TURN_TOOL},      {"observation", TURN_TOOL}, {"tool_response", TURN_TOOL}};

static enum turn_role role_of(struct text name)
{
    for (size_t i = 0; i < COUNT(roles); i++)
        if (text_equal(name, text_of(roles[i].name)))
            return roles[i].role;
    return TURN_OTHER;
}

static bool text_member(const struct json_object *object, const char *key, struct arena *arena, struct text *out)
{
    const struct json_member *member = json_find(object, key);
    return member && member->kind == JSON_STRING && json_string(member->raw, arena, out);
}

/* The texts of a list of parts, [{"type": "text", "text": "…"}]. */
static bool parts_member(const struct json_object *object, struct arena *arena, struct text *out)
{
    const struct json_member *member = json_find(object, "content");
    struct json_member *parts;
    struct buffer all = {0};
    size_t count;
    if (!member || !json_items(member->raw, arena, &parts, &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct json_object part;
        struct error ignored;
        struct text text;
        if (parts[i].kind == JSON_OBJECT && json_read_object(parts[i].raw, arena, &part, &ignored) &&
            text_member(&part, "text", arena, &text))
            buffer_add(&all, text);
    }
    *out = buffer_keep(&all, arena);
    return true;
}

static bool calls_tools(const struct json_object *object)
{
    const struct json_member *calls = json_find(object, "tool_calls"), *call = json_find(object, "function_call");
    return (calls && calls->kind == JSON_ARRAY && !text_equal(calls->raw, TEXT("[]"))) || (call && call->kind == JSON_OBJECT);
}

static bool read_turn(struct text raw, struct arena *arena, struct turn *out, struct error *err)
{
    struct json_object object;
    struct text role;
    if (!json_read_object(raw, arena, &object, err))
        return false;
    *out = (struct turn){.role = TURN_OTHER, .text = TEXT("")};
    if (!text_member(&object, "role", arena, &role) && !text_member(&object, "from", arena, &role))
        return fail(err, EXIT_DATA, "a turn has neither \"role\" nor \"from\"");
    out->role = calls_tools(&object) ? TURN_TOOL : role_of(role);
    if (!text_member(&object, "reasoning_content", arena, &out->thought) &&
        !text_member(&object, "reasoning", arena, &out->thought))
        out->thought = TEXT("");
    return text_member(&object, "content", arena, &out->text) || text_member(&object, "value", arena, &out->text) ||
           parts_member(&object, arena, &out->text) || out->role == TURN_TOOL ||
           fail(err, EXIT_DATA, "a turn has no text in \"content\" or \"value\"");
}

bool turns_read(struct text raw, struct arena *arena, struct turn **out, size_t *count, struct error *err)
{
    struct json_member *items = NULL, whole = {.raw = raw, .kind = JSON_OBJECT};
    size_t found = 1;
    if (raw.size && raw.at[0] == '{')
        items = &whole;
    else if (!json_items(raw, arena, &items, &found))
        return fail(err, EXIT_DATA, "a conversation is not a list of turns");
    struct turn *turns = ARENA_ARRAY(arena, struct turn, found + 1);
    for (size_t i = 0; i < found; i++)
        if (items[i].kind != JSON_OBJECT)
            return fail(err, EXIT_DATA, "a turn is not an object");
        else if (!read_turn(items[i].raw, arena, &turns[i], err))
            return false;
    *out = turns;
    *count = found;
    return true;
}

bool turns_single(const struct turn *turns, size_t count, struct text *asked, struct turn *answered)
{
    size_t const first = count && turns[0].role == TURN_SYSTEM;
    size_t const question = first < count && turns[first].role == TURN_USER;
    size_t const answer = first + question < count && turns[first + question].role == TURN_ASSISTANT;
    if (first + question + answer != count)
        return false;
    *asked = question ? turns[first].text : TEXT("");
    *answered = answer ? turns[count - 1] : (struct turn){.role = TURN_ASSISTANT, .text = TEXT(""), .thought = TEXT("")};
    return true;
}

static enum row_skip skip_of(const struct turn *turns, size_t count)
{
    size_t spoken = 0;
    for (size_t i = 0; i < count; i++) {
        if (turns[i].role == TURN_TOOL)
            return SKIP_TOOLS;
        spoken += turns[i].role != TURN_SYSTEM;
    }
    return spoken > 2 ? SKIP_TURNS : SKIP_NONE;
}

bool turns_question(struct text raw, struct arena *arena, struct text *asked, struct error *err)
{
    struct turn *turns, answer = {0};
    size_t count;
    if (!turns_read(raw, arena, &turns, &count, err))
        return false;
    return (turns_single(turns, count, asked, &answer) && asked->size && !answer.text.size) ||
           fail(err, EXIT_DATA, "the conversation is not one question");
}

bool turns_row(const struct json_object *object, const char *key, enum row_skip skip, struct arena *arena, struct row **rows,
               size_t *count, struct error *err)
{
    const struct json_member *member = json_find(object, key);
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    struct turn *turns;
    size_t turns_count;
    if (!member)
        return fail(err, EXIT_DATA, "the field \"%s\" is missing", key);
    if (!turns_read(member->raw, arena, &turns, &turns_count, err))
        return false;
    size_t last = turns_count;
    while (last && turns[last - 1].role != TURN_ASSISTANT)
        last--;
    row->skip = skip ? skip : skip_of(turns, turns_count);
    if (!last && !row->skip)
        return fail(err, EXIT_DATA, "\"%s\" holds no answer", key);
    row->solution = last ? turns[last - 1].text : TEXT("");
    row->thought = last ? turns[last - 1].thought : TEXT("");
    while (last && turns[last - 1].role != TURN_USER)
        last--;
    row->problem = last ? turns[last - 1].text : TEXT("");
    *rows = row;
    *count = 1;
    return true;
}
