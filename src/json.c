#include "json.h"

#include "eight.h"

/* A walk over one value. The functions below advance `at`; on failure it stays where the trouble is and `reason` says what. */
struct scan {
    const char *start, *at, *end;
    const char *reason;
    struct text twice; /* the duplicate key, if that is the trouble */
    size_t depth, values;
};

struct list {
    struct arena *arena;
    struct json_member *at;
    size_t count, room, max;
};

/* A string between its quotes, still with its escapes. */
struct token {
    struct text inside;
    bool escaped;
};

static struct scan scan_of(struct text text)
{
    const char *at = text.size ? text.at : "";
    return (struct scan){.start = at, .at = at, .end = at + text.size};
}

static size_t left(const struct scan *s)
{
    return (size_t)(s->end - s->at);
}

static bool broken(struct scan *s, const char *reason)
{
    s->reason = reason;
    return false;
}

/* The next byte that is not white space, not yet taken; NUL, which fits nowhere, at the end. */
static char next(struct scan *s)
{
    while (s->at < s->end && is_space(*s->at))
        s->at++;
    return s->at < s->end ? *s->at : '\0';
}

static bool take(struct scan *s, char c)
{
    if (next(s) != c)
        return false;
    s->at++;
    return true;
}

/* Four hexadecimal digits, or -1. */
static int32_t hex(const char *at, const char *end)
{
    int32_t number = 0;
    if (end - at < 4)
        return -1;
    for (size_t i = 0; i < 4; i++) {
        char const c = to_lower(at[i]);
        if (is_digit(c))
            number = number * 16 + (c - '0');
        else if (c >= 'a' && c <= 'f')
            number = number * 16 + (c - 'a' + 10);
        else
            return -1;
    }
    return number;
}

/* \uXXXX, or two of them that are a surrogate pair. */
static bool unicode(struct scan *s, uint32_t *code_point)
{
    int32_t const high = hex(s->at + 2, s->end);
    if (high < 0)
        return broken(s, "expected four hexadecimal digits");
    if (high == 0)
        return broken(s, "NUL character in a string");
    if (high < 0xD800 || high > 0xDFFF) {
        *code_point = (uint32_t)high;
        s->at += 6;
        return true;
    }
    bool const paired = high < 0xDC00 && left(s) >= 12 && s->at[6] == '\\' && s->at[7] == 'u';
    int32_t const low = paired ? hex(s->at + 8, s->end) : -1;
    if (low < 0xDC00 || low > 0xDFFF)
        return broken(s, "lone surrogate");
    *code_point = 0x10000u + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
    s->at += 12;
    return true;
}

static bool escape(struct scan *s, uint32_t *code_point)
{
    static const unsigned char meaning[256] = {
        ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t',
    };
    if (left(s) < 2)
        return broken(s, "unterminated string");
    if (s->at[1] == 'u')
        return unicode(s, code_point);
    unsigned char const c = meaning[(unsigned char)s->at[1]];
    if (!c)
        return broken(s, "unknown escape");
    *code_point = c;
    s->at += 2;
    return true;
}

static const char *plain_end(const char *at, const char *end)
{
    while (end - at >= 8) {
        size_t const plain = eight_before(eight_special(eight_at(at)));
        at += plain;
        if (plain < 8)
            return at;
    }
    while (at < end && (unsigned char)*at >= 0x20 && *at != '"' && *at != '\\')
        at++;
    return at;
}

static bool string(struct scan *s, struct token *out)
{
    if (!take(s, '"'))
        return broken(s, "expected a string");
    const char *from = s->at;
    bool escaped = false;
    while ((s->at = plain_end(s->at, s->end)) < s->end && *s->at == '\\') {
        uint32_t code_point;
        escaped = true;
        if (!escape(s, &code_point))
            return false;
    }
    if (s->at == s->end)
        return broken(s, "unterminated string");
    if (*s->at != '"')
        return broken(s, "control character in a string");
    *out = (struct token){{from, (size_t)(s->at - from)}, escaped};
    s->at++;
    return true;
}

/* Copies up to the next backslash. It may write more, but `to` has room for all the bytes left. */
static char *copy_plain(struct scan *s, char *to)
{
    while (left(s) >= 8) {
        size_t const plain = eight_before(eight_equal(eight_at(s->at), '\\'));
        memcpy(to, s->at, 8);
        s->at += plain;
        to += plain;
        if (plain < 8)
            return to;
    }
    while (s->at < s->end && *s->at != '\\')
        *to++ = *s->at++;
    return to;
}

static bool decode(struct text inside, struct arena *arena, struct text *out)
{
    struct scan s = scan_of(inside);
    char *const from = arena_alloc(arena, inside.size);
    char *to = from;
    while ((to = copy_plain(&s, to)), s.at < s.end) {
        uint32_t code_point;
        if (!escape(&s, &code_point))
            return false;
        if (code_point < 0x80)
            *to++ = (char)code_point;
        else
            to += utf8_write(code_point, to);
    }
    *out = (struct text){from, (size_t)(to - from)};
    return true;
}

static bool digits(struct scan *s)
{
    const char *from = s->at;
    while (s->at < s->end && is_digit(*s->at))
        s->at++;
    return s->at > from || broken(s, "expected a digit");
}

static bool number(struct scan *s)
{
    if (*s->at == '-')
        s->at++;
    if (left(s) && *s->at == '0')
        s->at++;
    else if (!digits(s))
        return false;
    if (left(s) && *s->at == '.') {
        s->at++;
        if (!digits(s))
            return false;
    }
    if (left(s) && (*s->at == 'e' || *s->at == 'E')) {
        s->at++;
        if (left(s) && (*s->at == '+' || *s->at == '-'))
            s->at++;
        return digits(s);
    }
    return true;
}

static bool literal(struct scan *s, struct text word)
{
    if (left(s) < word.size || memcmp(s->at, word.at, word.size) != 0)
        return broken(s, "expected a value");
    s->at += word.size;
    return true;
}

static bool add(struct scan *s, struct list *list, struct json_member member)
{
    if (list->count == list->max)
        return broken(s, "too many members or items");
    if (list->count == list->room) {
        size_t const room = list->room ? list->room * 2 : 16;
        struct json_member *at = ARENA_ARRAY(list->arena, struct json_member, room);
        if (list->count)
            memcpy(at, list->at, list->count * sizeof *at);
        list->at = at;
        list->room = room;
    }
    list->at[list->count++] = member;
    return true;
}

static bool add_member(struct scan *s, struct list *list, const struct token *key, struct json_member member)
{
    member.key = key->inside;
    if (key->escaped && !decode(key->inside, list->arena, &member.key))
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->at[i].key, member.key)) {
            s->twice = key->inside;
            return broken(s, "duplicate key");
        }
    return add(s, list, member);
}

static bool value(struct scan *s, struct json_member *out);

/* The inside of an object and its closing bracket; members go into `into` unless it is NULL. */
static bool members(struct scan *s, struct list *into)
{
    if (take(s, '}'))
        return true;
    do {
        struct token key;
        struct json_member member;
        if (!string(s, &key))
            return false;
        if (!take(s, ':'))
            return broken(s, "expected ':'");
        if (!value(s, &member) || (into && !add_member(s, into, &key, member)))
            return false;
    } while (take(s, ','));
    return take(s, '}') || broken(s, "expected ',' or '}'");
}

static bool items(struct scan *s, struct list *into)
{
    if (take(s, ']'))
        return true;
    do {
        struct json_member item;
        if (!value(s, &item) || (into && !add(s, into, item)))
            return false;
    } while (take(s, ','));
    return take(s, ']') || broken(s, "expected ',' or ']'");
}

static bool nested(struct scan *s)
{
    if (s->depth == JSON_DEPTH_MAX)
        return broken(s, "nested too deeply");
    s->depth++;
    bool const good = *s->at++ == '{' ? members(s, NULL) : items(s, NULL);
    s->depth--;
    return good;
}

static bool simple(struct scan *s, enum json_kind *kind)
{
    struct token token;
    switch (*s->at) {
    case '"':
        *kind = JSON_STRING;
        return string(s, &token);
    case 't':
        *kind = JSON_TRUE;
        return literal(s, TEXT("true"));
    case 'f':
        *kind = JSON_FALSE;
        return literal(s, TEXT("false"));
    case 'n':
        *kind = JSON_NULL;
        return literal(s, TEXT("null"));
    default:
        *kind = JSON_NUMBER;
        return number(s);
    }
}

/* Any value; calls itself through nested() only, at most JSON_DEPTH_MAX deep. */
static bool value(struct scan *s, struct json_member *out)
{
    char const first = next(s);
    const char *from = s->at;
    enum json_kind kind = first == '{' ? JSON_OBJECT : JSON_ARRAY;
    s->values++;
    if (first == '{' || first == '[') {
        if (!nested(s))
            return false;
    } else if (!is_digit(first) && (first == '\0' || !strchr("\"-tfn", first)))
        return broken(s, "expected a value");
    else if (!simple(s, &kind))
        return false;
    *out = (struct json_member){.raw = {from, (size_t)(s->at - from)}, .kind = kind};
    return true;
}

static bool ended(struct scan *s)
{
    next(s);
    return s->at == s->end || broken(s, "bytes after the end");
}

static bool complain(const struct scan *s, struct error *err)
{
    if (!s->twice.at)
        return fail(err, EXIT_DATA, "invalid JSON at byte %zu: %s", (size_t)(s->at - s->start), s->reason);
    struct text const key = text_part(s->twice, 0, text_byte_of(s->twice, 80));
    return fail(err, EXIT_DATA, "duplicate key \"%.*s\"", (int)key.size, key.at);
}

static bool check_encoding(struct text text, struct error *err)
{
    size_t bad;
    if (!text_is_utf8(text, &bad))
        return fail(err, EXIT_DATA, "invalid UTF-8 at byte %zu", bad);
    if (text_starts(text, TEXT("\xEF\xBB\xBF")))
        return fail(err, EXIT_DATA, "invalid JSON at byte 0: byte order mark");
    return true;
}

bool json_read_object(struct text line, struct arena *arena, struct json_object *out, struct error *err)
{
    if (!check_encoding(line, err))
        return false;
    struct scan s = scan_of(line);
    struct list list = {.arena = arena, .max = JSON_MEMBERS_MAX};
    s.depth = 1;
    bool const good = take(&s, '{') ? members(&s, &list) && ended(&s) : broken(&s, "expected '{'");
    if (!good)
        return complain(&s, err);
    *out = (struct json_object){list.at, list.count};
    return true;
}

bool json_check(struct text text, size_t *values, struct error *err)
{
    if (!check_encoding(text, err))
        return false;
    struct scan s = scan_of(text);
    struct json_member whole;
    if (!value(&s, &whole) || !ended(&s))
        return complain(&s, err);
    *values = s.values;
    return true;
}

const struct json_member *json_find(const struct json_object *object, const char *key)
{
    struct text const wanted = text_of(key);
    for (size_t i = 0; i < object->count; i++)
        if (text_equal(object->members[i].key, wanted))
            return &object->members[i];
    return NULL;
}

bool json_string(struct text raw, struct arena *arena, struct text *out)
{
    if (raw.size < 2 || raw.at[0] != '"' || raw.at[raw.size - 1] != '"')
        return false;
    struct text const inside = text_part(raw, 1, raw.size - 1);
    if (inside.size && memchr(inside.at, '\\', inside.size))
        return decode(inside, arena, out);
    *out = inside;
    return true;
}

bool json_items(struct text raw, struct arena *arena, struct json_member **out, size_t *count)
{
    struct scan s = scan_of(raw);
    struct list list = {.arena = arena, .max = JSON_ITEMS_MAX};
    s.depth = 1;
    if (!take(&s, '[') || !items(&s, &list) || !ended(&s))
        return false;
    *out = list.at;
    *count = list.count;
    return true;
}

bool json_strings(struct text raw, struct arena *arena, struct text **out, size_t *count)
{
    struct json_member *item;
    size_t size;
    if (!json_items(raw, arena, &item, &size))
        return false;
    struct text *texts = ARENA_ARRAY(arena, struct text, size);
    for (size_t i = 0; i < size; i++)
        if (item[i].kind != JSON_STRING || !json_string(item[i].raw, arena, &texts[i]))
            return false;
    *out = texts;
    *count = size;
    return true;
}

bool json_next(struct json_cursor *cursor, struct arena *arena, struct json_member *out)
{
    struct scan s = scan_of(cursor->rest);
    struct token key = {0};
    if (take(&s, '{'))
        cursor->object = true;
    else if (!take(&s, '[') && !take(&s, ','))
        return false;
    if (next(&s) == ']' || next(&s) == '}' || (cursor->object && !(string(&s, &key) && take(&s, ':'))) || !value(&s, out))
        return false;
    out->key = key.inside;
    cursor->rest = (struct text){s.at, left(&s)};
    return !key.escaped || decode(key.inside, arena, &out->key);
}

bool json_int(struct text raw, int64_t *out)
{
    bool const minus = raw.size && raw.at[0] == '-';
    uint64_t const limit = (uint64_t)INT64_MAX + minus;
    uint64_t size = 0;
    if (raw.size == minus)
        return false;
    for (size_t i = minus; i < raw.size; i++) {
        if (!is_digit(raw.at[i]))
            return false;
        uint64_t const digit = (uint64_t)(raw.at[i] - '0');
        if (size > (limit - digit) / 10)
            return false;
        size = size * 10 + digit;
    }
    if (!minus)
        *out = (int64_t)size;
    else
        *out = size ? -(int64_t)(size - 1) - 1 : 0;
    return true;
}

int64_t json_count(const struct json_object *object, const char *key)
{
    const struct json_member *member = json_find(object, key);
    int64_t count;
    return member && json_int(member->raw, &count) && count > 0 ? count : 0;
}
