#include "turns.h"

static const struct {
    const char *name;
    enum turn_role role;
} roles[] = {{"user", TURN_USER},     {"human", TURN_USER},        {"assistant", TURN_ASSISTANT},
             {"gpt", TURN_ASSISTANT}, {"chatgpt", TURN_ASSISTANT}, {"model", TURN_ASSISTANT},
             {"bot", TURN_ASSISTANT}, {"system", TURN_SYSTEM},     {"developer", TURN_SYSTEM}};

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

static bool read_turn(struct text raw, struct arena *arena, struct turn *out, struct error *err)
{
    struct json_object object;
    struct text role;
    if (!json_read_object(raw, arena, &object, err))
        return false;
    *out = (struct turn){.role = TURN_OTHER};
    if (!text_member(&object, "role", arena, &role) && !text_member(&object, "from", arena, &role))
        return fail(err, EXIT_DATA, "a turn has neither \"role\" nor \"from\"");
    out->role = role_of(role);
    if (!text_member(&object, "reasoning_content", arena, &out->thought) &&
        !text_member(&object, "reasoning", arena, &out->thought))
        out->thought = TEXT("");
    return text_member(&object, "content", arena, &out->text) || text_member(&object, "value", arena, &out->text) ||
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
