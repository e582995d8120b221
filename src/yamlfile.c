#include "yamlfile.h"

#include "suggest.h"

#include <errno.h>
#include <stdio.h>
#include <yaml.h>

struct reader {
    yaml_parser_t parser;
    yaml_event_t event;
    const char *path;
    struct text file;
    struct arena *arena;
    const struct yamlfile_taker *taker;
    struct buffer key;
    size_t line; /* of the latest event */
    int depth;
    struct error *err;
};

const char *yamlfile_version(void)
{
    return yaml_get_version_string();
}

static bool wrong(const struct reader *reader, size_t line, const char *sentence)
{
    return fail(reader->err, EXIT_CONFIG, "%.250s:%zu: %s", reader->path, line, sentence);
}

static size_t line_of(struct text file, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset && i < file.size; i++)
        line += file.at[i] == '\n';
    return line;
}

static bool syntax_error(const struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        die("out of memory (libyaml)");
    char sentence[200];
    snprintf(sentence, sizeof sentence, "not YAML: %s", parser->problem ? parser->problem : "no reason known");
    if (parser->error == YAML_READER_ERROR)
        return wrong(reader, line_of(reader->file, parser->problem_offset), sentence);
    return wrong(reader, parser->problem_mark.line + 1, sentence);
}

static bool only_plain_yaml(const struct reader *reader)
{
    const yaml_event_t *event = &reader->event;
    const yaml_char_t *anchor = NULL, *tag = NULL;
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return wrong(reader, reader->line, "aliases (*name) are not supported");
    case YAML_SCALAR_EVENT:
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
        break;
    case YAML_DOCUMENT_START_EVENT:
        if (event->data.document_start.version_directive ||
            event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end)
            return wrong(reader, reader->line, "directives (%NAME) are not supported");
        break;
    default:
        break;
    }
    if (anchor)
        return wrong(reader, reader->line, "anchors (&name) are not supported");
    return !tag || wrong(reader, reader->line, "tags (!name) are not supported");
}

static bool next(struct reader *reader)
{
    yaml_event_delete(&reader->event);
    if (!yaml_parser_parse(&reader->parser, &reader->event))
        return syntax_error(reader);
    reader->line = reader->event.start_mark.line + 1;
    return only_plain_yaml(reader);
}

static struct text scalar_bytes(const struct reader *reader)
{
    return (struct text){(const char *)reader->event.data.scalar.value, reader->event.data.scalar.length};
}

static bool is_plain(const struct reader *reader)
{
    return reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static bool read_scalar(const struct reader *reader, struct text *out)
{
    struct text const bytes = scalar_bytes(reader);
    if (memchr(bytes.at, '\0', bytes.size))
        return wrong(reader, reader->line, "a text may not hold NUL");
    bool const null = is_plain(reader) && (text_equal(bytes, TEXT("~")) || text_equal(bytes, TEXT("null")));
    *out = text_copy(reader->arena, null ? TEXT("") : bytes);
    return true;
}

/* Room for one more behind `count` items: doubled at each power of two. */
static struct text *grown(struct arena *arena, struct text *items, size_t const count)
{
    if ((count & (count - 1)) != 0)
        return items;
    struct text *room = ARENA_ARRAY(arena, struct text, 2 * count + 1);
    if (count)
        memcpy(room, items, count * sizeof *items);
    return room;
}

static bool read_list(struct reader *reader, struct yamlfile_entry *entry)
{
    struct text *items = NULL;
    entry->kind = YAMLFILE_LIST;
    for (;;) {
        if (!next(reader))
            return false;
        if (reader->event.type == YAML_SEQUENCE_END_EVENT)
            return true;
        if (reader->event.type != YAML_SCALAR_EVENT)
            return wrong(reader, reader->line, "a list may hold only single values");
        if (entry->count == YAMLFILE_ITEMS_MAX)
            return wrong(reader, reader->line, "the list is too long");
        entry->items = items = grown(reader->arena, items, entry->count);
        if (!read_scalar(reader, &items[entry->count++]))
            return false;
    }
}

static bool take(const struct reader *reader, const struct yamlfile_entry *entry)
{
    struct error why;
    return reader->taker->take(reader->taker->with, entry, &why) || wrong(reader, entry->line, why.says);
}

static bool read_key(struct reader *reader)
{
    if (reader->event.type != YAML_SCALAR_EVENT)
        return wrong(reader, reader->line, "a key must be a single word");
    struct text const key = scalar_bytes(reader);
    if (is_plain(reader) && text_equal(key, TEXT("<<")))
        return wrong(reader, reader->line, "merge keys (<<) are not supported");
    if (key.size == 0 || key.size > YAMLFILE_KEY_MAX)
        return wrong(reader, reader->line, key.size ? "the key is too long" : "the key is empty");
    if (reader->key.size)
        buffer_char(&reader->key, '.');
    buffer_add(&reader->key, key);
    return true;
}

static bool read_map(struct reader *reader);

/* The recursion through read_map() ends with YAMLFILE_DEPTH_MAX. */
static bool read_value(struct reader *reader)
{
    struct yamlfile_entry entry = {.key = buffer_text(&reader->key), .line = reader->line};
    if (!next(reader))
        return false;
    if (reader->event.type == YAML_SCALAR_EVENT) {
        entry.kind = YAMLFILE_SCALAR;
        entry.quoted = !is_plain(reader);
        struct text *scalar = ARENA_ARRAY(reader->arena, struct text, 1);
        entry.items = scalar;
        entry.count = 1;
        return read_scalar(reader, scalar) && take(reader, &entry);
    }
    if (reader->depth == YAMLFILE_DEPTH_MAX)
        return wrong(reader, reader->line, "nested too deeply");
    if (reader->event.type == YAML_SEQUENCE_START_EVENT)
        return read_list(reader, &entry) && take(reader, &entry);
    entry.kind = YAMLFILE_GROUP;
    return take(reader, &entry) && read_map(reader);
}

static bool read_map(struct reader *reader)
{
    size_t const outside = reader->key.size;
    reader->depth++;
    for (;;) {
        if (!next(reader))
            return false;
        if (reader->event.type == YAML_MAPPING_END_EVENT)
            break;
        if (!read_key(reader) || !read_value(reader))
            return false;
        reader->key.size = outside;
    }
    reader->depth--;
    return true;
}

static bool read_stream(struct reader *reader)
{
    if (!next(reader) || !next(reader)) /* the stream's start, then a document's or the stream's end */
        return false;
    if (reader->event.type == YAML_STREAM_END_EVENT)
        return true;
    if (!next(reader))
        return false;
    bool const empty = reader->event.type == YAML_SCALAR_EVENT && scalar_bytes(reader).size == 0 && is_plain(reader);
    if (!empty && reader->event.type != YAML_MAPPING_START_EVENT)
        return wrong(reader, reader->line, "expected KEY: VALUE");
    if (!(empty || read_map(reader)) || !next(reader) || !next(reader))
        return false;
    return reader->event.type == YAML_STREAM_END_EVENT || wrong(reader, reader->line, "a second document is not supported");
}

static bool load(const char *path, struct buffer *out, struct error *err)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(err, EXIT_NO_INPUT, "%.250s: %s", path, strerror(errno));
    buffer_reserve(out, YAMLFILE_MAX + 1);
    out->size = fread(out->at, 1, YAMLFILE_MAX + 1, file);
    int const trouble = ferror(file) ? errno : 0;
    fclose(file);
    if (trouble)
        return fail(err, EXIT_NO_INPUT, "%.250s: %s", path, strerror(trouble));
    return out->size <= YAMLFILE_MAX || fail(err, EXIT_CONFIG, "%.250s: larger than %d bytes", path, YAMLFILE_MAX);
}

static bool parse(struct reader *reader)
{
    size_t bad;
    if (!text_is_utf8(reader->file, &bad))
        return wrong(reader, line_of(reader->file, bad), "not UTF-8");
    if (text_starts(reader->file, TEXT("\xEF\xBB\xBF")))
        reader->file = text_part(reader->file, 3, reader->file.size);
    if (!yaml_parser_initialize(&reader->parser))
        die("out of memory (libyaml)");
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser, (const unsigned char *)reader->file.at, reader->file.size);
    bool const fine = read_stream(reader);
    yaml_event_delete(&reader->event);
    yaml_parser_delete(&reader->parser);
    return fine;
}

bool yamlfile_read(const char *path, struct arena *arena, const struct yamlfile_taker *taker, struct error *err)
{
    struct buffer file = {0};
    bool fine = load(path, &file, err);
    if (fine) {
        struct reader reader = {.path = path, .file = buffer_text(&file), .arena = arena, .taker = taker, .err = err};
        fine = parse(&reader);
        buffer_free(&reader.key);
    }
    buffer_free(&file);
    return fine;
}

static bool stands_plain(struct text text)
{
    static const char *const others[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
    if (text.size == 0 || !(is_letter(text.at[0]) || text.at[0] == '/' || text.at[0] == '_'))
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (!is_letter(text.at[i]) && !is_digit(text.at[i]) && !memchr("_-./+", text.at[i], 5))
            return false;
    for (size_t i = 0; i < COUNT(others); i++)
        if (text_equal_nocase(text, text_of(others[i])))
            return false;
    return true;
}

/* The code point at `i` of valid UTF-8; `*size` is the number of its bytes. */
static uint32_t code_point(struct text text, size_t i, size_t *size)
{
    unsigned char const lead = (unsigned char)text.at[i];
    uint32_t point = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1Fu : lead < 0xF0 ? lead & 0x0Fu : lead & 0x07u;
    *size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (size_t k = 1; k < *size; k++)
        point = point << 6 | ((unsigned char)text.at[i + k] & 0x3Fu);
    return point;
}

/* Controls, line ends of all sorts, byte order marks: what YAML forbids or folds. */
static bool needs_escape(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029 || point == 0xFEFF ||
           point == 0xFFFE || point == 0xFFFF;
}

void yamlfile_write(struct buffer *out, struct text text)
{
    if (stands_plain(text)) {
        buffer_add(out, text);
        return;
    }
    size_t size = 1, bad;
    bool const utf8 = text_is_utf8(text, &bad);
    buffer_char(out, '"');
    for (size_t i = 0; i < text.size; i += size) {
        uint32_t const point = utf8 ? code_point(text, i, &size) : (unsigned char)text.at[i];
        if (point == '\n')
            buffer_string(out, "\\n");
        else if (needs_escape(point) || (!utf8 && point >= 0x80))
            buffer_format(out, "\\u%04X", (unsigned)point);
        else if (point == '"' || point == '\\')
            buffer_format(out, "\\%c", (char)point);
        else
            buffer_add(out, text_part(text, i, i + size));
    }
    buffer_char(out, '"');
}
