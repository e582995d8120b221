#include "embedded.h"

/* Behind the bracket that closes the one at `open`; the end of the text if there is none. */
static size_t behind_object(struct text text, size_t open)
{
    size_t depth = 0;
    bool quoted = false;
    for (size_t at = open; at < text.size; at++) {
        char const c = text.at[at];
        if (quoted && c == '\\')
            at++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == '{')
            depth++;
        else if (!quoted && c == '}' && --depth == 0)
            return at + 1;
    }
    return text.size;
}

bool embedded_next(struct text text, size_t *at, struct arena *arena, struct json_object *out)
{
    struct error err;
    for (*at = text_find(text, TEXT("{"), *at); *at < text.size; *at = text_find(text, TEXT("{"), *at)) {
        size_t const open = *at;
        *at = behind_object(text, open);
        if (json_read_object(text_part(text, open, *at), arena, out, &err))
            return true;
    }
    return false;
}

bool embedded_text(const struct json_object *object, const char *key, struct arena *arena, struct text *out)
{
    const struct json_member *member = json_find(object, key);
    return member && json_string(member->raw, arena, out);
}

bool embedded_bool(const struct json_object *object, const char *key, bool *out)
{
    const struct json_member *member = json_find(object, key);
    if (!member || (member->kind != JSON_TRUE && member->kind != JSON_FALSE))
        return false;
    *out = member->kind == JSON_TRUE;
    return true;
}

/* What is left of \neq and its kin once the first letter has gone. */
static bool is_broken_command(struct text behind)
{
    static const char *const rests[] = {"eq", "abla", "otin", "mid", "exists", "leq", "geq", "less"};
    size_t size = 0;
    while (size < behind.size && is_letter(behind.at[size]))
        size++;
    for (size_t i = 0; i < COUNT(rests); i++)
        if (text_equal(text_part(behind, 0, size), text_of(rests[i])))
            return true;
    return false;
}

bool embedded_control(struct text text, bool lines)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.at[i] < ' ' &&
            (!lines || text.at[i] != '\n' || is_broken_command(text_part(text, i + 1, text.size))))
            return true;
    return false;
}
