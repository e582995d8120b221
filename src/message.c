#include "message.h"

void message_put(struct json_writer *w, const char *role, struct text content)
{
    json_open(w, '{');
    json_member_text(w, "role", text_of(role));
    json_member_text(w, "content", content);
    json_close(w, '}');
}

void message_member(struct json_writer *w, const char *key, const char *role, struct text content)
{
    json_key(w, key);
    json_open(w, '[');
    message_put(w, role, content);
    json_close(w, ']');
}
