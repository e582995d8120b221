#include "column.h"

static const char *const words[] = {"string", "bool", "int64", "float64", "null"}; /* enum column_kind */

enum column_kind column_kind(struct text type)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (text_equal(type, text_of(words[i])))
            return (enum column_kind)i;
    if (type.size > 2 && type.at[0] == '[' && type.at[type.size - 1] == ']')
        return COLUMN_LIST;
    if (type.size > 2 && type.at[0] == '{' && type.at[type.size - 1] == '}')
        return COLUMN_OBJECT;
    die("column: '%.*s' is no type", (int)type.size, type.at);
}

struct text column_item(struct text type)
{
    return text_part(type, 1, type.size - 1);
}

/* Where the type that begins at `from` ends: at a comma or bracket that is not its own. */
static size_t type_end(struct text type, size_t from)
{
    size_t depth = 0;
    for (size_t at = from; at < type.size; at++) {
        char const c = type.at[at];
        if (depth == 0 && (c == ',' || c == '}' || c == ']'))
            return at;
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
    }
    return type.size;
}

bool column_field(struct text type, size_t *at, struct text *name, struct text *of)
{
    size_t const start = *at + 1, colon = text_find(type, TEXT(":"), start);
    if (start >= type.size || colon == type.size)
        return false;
    *name = text_part(type, start, colon);
    *at = type_end(type, colon + 1);
    *of = text_part(type, colon + 1, *at);
    return true;
}
