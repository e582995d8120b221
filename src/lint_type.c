#include "lint_type.h"

struct lint_field *lint_type_field(const struct lint_type *type, struct text name)
{
    for (size_t i = 0; i < type->count; i++)
        if (text_equal(type->fields[i].name, name))
            return &type->fields[i];
    return NULL;
}

struct lint_field *lint_type_new_field(struct lint_type *type, struct text name, struct arena *kept)
{
    if (type->count == type->room) {
        type->room = type->room ? 2 * type->room : 8;
        struct lint_field *at = ARENA_ZEROS(kept, struct lint_field, type->room);
        if (type->count)
            memcpy(at, type->fields, type->count * sizeof *at);
        type->fields = at;
    }
    struct lint_field *field = &type->fields[type->count++];
    field->name = text_copy(kept, name);
    return field;
}

/* "YYYY-MM-DD", behind which " HH", ":MM", ":SS" and a zone may stand: what Arrow takes for a timestamp of seconds. */
static bool is_time(struct text s)
{
    static const char shape[] = "dddd-dd-dd dd:dd:dd";
    size_t at = 0;
    for (; at < s.size && at < sizeof shape - 1; at++) {
        bool const fits = shape[at] == 'd' ? is_digit(s.at[at]) : s.at[at] == shape[at] || (shape[at] == ' ' && s.at[at] == 'T');
        if (!fits)
            break;
    }
    struct text const zone = text_part(s, at, s.size);
    bool const whole = at == 10 || at == 13 || at == 16 || at == 19;
    bool const zoned = at > 10 && zone.size && (zone.at[0] == 'Z' ? zone.size == 1 : zone.at[0] == '+' || zone.at[0] == '-');
    int const month = at >= 10 ? (s.at[5] - '0') * 10 + s.at[6] - '0' : 0,
              day = at >= 10 ? (s.at[8] - '0') * 10 + s.at[9] - '0' : 0;
    return whole && (!zone.size || zoned) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static enum lint_kind kind_of(struct text raw, struct arena *arena)
{
    struct text string;
    int64_t whole;
    switch (raw.size ? raw.at[0] : 'n') {
    case '"':
        return json_string(raw, arena, &string) && is_time(string) ? LINT_TYPE_TIME : LINT_TYPE_STRING;
    case '{':
        return LINT_TYPE_STRUCT;
    case '[':
        return LINT_TYPE_LIST;
    case 't':
    case 'f':
        return LINT_TYPE_BOOL;
    case 'n':
        return LINT_TYPE_NULL;
    default:
        return json_int(raw, &whole) ? LINT_TYPE_INT : LINT_TYPE_FLOAT;
    }
}

/* "1.00": a fraction that a column of whole numbers takes. */
static bool is_whole(struct text raw)
{
    size_t at = text_find(raw, TEXT("."), 0);
    bool whole = at < raw.size;
    while (++at < raw.size)
        whole = whole && raw.at[at] == '0';
    return whole;
}

/* What a column of both becomes. */
static enum lint_kind joined(enum lint_kind a, enum lint_kind b)
{
    if (a == b || b == LINT_TYPE_NULL)
        return a;
    if (a == LINT_TYPE_NULL)
        return b;
    if ((a == LINT_TYPE_INT && b == LINT_TYPE_FLOAT) || (a == LINT_TYPE_FLOAT && b == LINT_TYPE_INT))
        return LINT_TYPE_FLOAT;
    if ((a == LINT_TYPE_TIME && b == LINT_TYPE_STRING) || (a == LINT_TYPE_STRING && b == LINT_TYPE_TIME))
        return LINT_TYPE_STRING;
    return LINT_TYPE_JSON;
}

static void add_members(struct lint_type *type, struct text raw, bool root, struct arena *kept, struct arena *arena)
{
    struct json_cursor cursor = {.rest = raw};
    struct json_member member;
    size_t const before = type->count;
    size_t count = 0;
    bool fresh = false;
    while (type->count < LINT_FIELDS_MAX && json_next(&cursor, arena, &member)) {
        struct lint_field *field = lint_type_field(type, member.key);
        fresh = fresh || !field;
        if (!field)
            field = lint_type_new_field(type, member.key, kept);
        lint_type_add(&field->type, member.raw, false, kept, arena);
        count++;
    }
    bool const same = type->values == 1 || (!fresh && count == before);
    if ((!root && (!same || count == 0)) || type->count == LINT_FIELDS_MAX) /* objects with other keys, or none */
        type->kind = LINT_TYPE_JSON;
}

void lint_type_add(struct lint_type *type, struct text raw, bool root, struct arena *kept, struct arena *arena)
{
    enum lint_kind const kind = kind_of(raw, arena);
    if (kind == LINT_TYPE_NULL || type->kind == LINT_TYPE_JSON)
        return;
    type->values++;
    type->kind = joined(type->kind, kind);
    if (type->kind == LINT_TYPE_STRUCT)
        add_members(type, raw, root, kept, arena);
    if (type->kind != LINT_TYPE_LIST)
        return;
    struct json_cursor cursor = {.rest = raw};
    struct json_member item;
    if (!type->item)
        type->item = ARENA_ZEROS(kept, struct lint_type, 1);
    while (json_next(&cursor, arena, &item))
        lint_type_add(type->item, item.raw, false, kept, arena);
}

bool lint_type_is_empty(const struct lint_type *type)
{
    return type->kind == LINT_TYPE_NULL || (type->kind == LINT_TYPE_LIST && (!type->item || lint_type_is_empty(type->item)));
}

void lint_type_print(const struct lint_type *type, struct buffer *out)
{
    static const char *const names[] = {"null", "bool", "int64", "float64", "timestamp", "string", "list<", "struct<", "Json"};
    buffer_string(out, names[type->kind]);
    if (type->kind == LINT_TYPE_LIST && type->item)
        lint_type_print(type->item, out);
    else if (type->kind == LINT_TYPE_LIST)
        buffer_string(out, "null");
    for (size_t i = 0; type->kind == LINT_TYPE_STRUCT && i < type->count && i < 6; i++) {
        buffer_string(out, i ? ", " : "");
        buffer_add(out, type->fields[i].name);
        buffer_string(out, ": ");
        lint_type_print(&type->fields[i].type, out);
    }
    if (type->kind == LINT_TYPE_LIST || type->kind == LINT_TYPE_STRUCT)
        buffer_char(out, '>');
}

static bool castable(enum lint_kind to, enum lint_kind from)
{
    return from == LINT_TYPE_NULL || to == LINT_TYPE_JSON || joined(to, from) == to ||
           (to == LINT_TYPE_STRING && (from == LINT_TYPE_INT || from == LINT_TYPE_FLOAT || from == LINT_TYPE_BOOL));
}

const struct lint_type *lint_type_misfit(const struct lint_type *type, struct text raw, struct arena *arena, struct text *value)
{
    enum lint_kind const kind = kind_of(raw, arena);
    struct json_cursor cursor = {.rest = raw};
    struct json_member member;
    const struct lint_type *misfit = NULL;
    *value = raw;
    if (kind == LINT_TYPE_LIST && type->kind == LINT_TYPE_NULL && !json_next(&cursor, arena, &member))
        return NULL; /* [] */
    if (!castable(type->kind, kind) && !(type->kind == LINT_TYPE_INT && kind == LINT_TYPE_FLOAT && is_whole(raw)))
        return type;
    if (type->kind == LINT_TYPE_JSON || (kind != LINT_TYPE_LIST && kind != LINT_TYPE_STRUCT))
        return NULL;
    static const struct lint_type nothing = {.kind = LINT_TYPE_NULL};
    for (cursor = (struct json_cursor){.rest = raw}; !misfit && json_next(&cursor, arena, &member);) {
        const struct lint_field *field = kind == LINT_TYPE_STRUCT ? lint_type_field(type, member.key) : NULL;
        if (kind == LINT_TYPE_STRUCT && !field)
            return type;
        misfit = lint_type_misfit(field ? &field->type : type->item ? type->item : &nothing, member.raw, arena, value);
    }
    return misfit;
}

void lint_type_name(struct text raw, struct arena *arena, struct buffer *out)
{
    struct lint_type type = {0};
    struct arena kept = {0};
    lint_type_add(&type, raw, false, &kept, arena);
    lint_type_print(&type, out);
    arena_free(&kept);
}
