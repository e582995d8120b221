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

bool embedded_control(struct text text, bool lines)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.at[i] < ' ' && !(lines && text.at[i] == '\n'))
            return true;
    return false;
}
