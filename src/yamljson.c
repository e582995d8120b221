#include "yamljson.h"

#include "json_write.h"

#include <yaml.h>

struct walk {
    yaml_parser_t parser;
    yaml_event_t event;
    struct json_writer w;
    struct {
        bool map, key; /* the next scalar is a key */
    } open[YAMLJSON_DEPTH_MAX];
    size_t depth, documents;
    struct error *err;
};

static bool wrong(const struct walk *walk, size_t line, const char *why)
{
    return fail(walk->err, EXIT_DATA, "line %zu: %s", line + 1, why);
}

/* True if what comes is a key, which then may only be a scalar. */
static bool at_key(const struct walk *walk)
{
    return walk->depth && walk->open[walk->depth - 1].map && walk->open[walk->depth - 1].key;
}

static void value_taken(struct walk *walk)
{
    if (walk->depth && walk->open[walk->depth - 1].map)
        walk->open[walk->depth - 1].key = !walk->open[walk->depth - 1].key;
}

static bool begin(struct walk *walk, bool map)
{
    if (at_key(walk))
        return wrong(walk, walk->event.start_mark.line, "a key that is no text");
    if (walk->depth == YAMLJSON_DEPTH_MAX)
        return wrong(walk, walk->event.start_mark.line, "nested too deeply");
    json_open(&walk->w, map ? '{' : '[');
    walk->open[walk->depth].map = walk->open[walk->depth].key = map;
    walk->depth++;
    return true;
}

static void end(struct walk *walk, bool map)
{
    json_close(&walk->w, map ? '}' : ']');
    walk->depth--;
    value_taken(walk);
}

static bool scalar(struct walk *walk)
{
    struct text const text = {(const char *)walk->event.data.scalar.value, walk->event.data.scalar.length};
    bool const plain = walk->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (memchr(text.at, '\0', text.size))
        return wrong(walk, walk->event.start_mark.line, "a NUL character");
    if (walk->event.data.scalar.anchor)
        return wrong(walk, walk->event.start_mark.line, "anchors are not read");
    if (at_key(walk))
        json_key_text(&walk->w, text);
    else if (plain && text_is_among(text, TEXT("~ null")))
        json_put_raw(&walk->w, TEXT("null"));
    else if (plain && !text.size)
        json_put_raw(&walk->w, TEXT("null"));
    else
        json_put_text(&walk->w, text);
    value_taken(walk);
    return true;
}

static bool take(struct walk *walk)
{
    switch (walk->event.type) {
    case YAML_ALIAS_EVENT:
        return wrong(walk, walk->event.start_mark.line, "aliases are not read");
    case YAML_SCALAR_EVENT:
        return scalar(walk);
    case YAML_SEQUENCE_START_EVENT:
        return begin(walk, false);
    case YAML_MAPPING_START_EVENT:
        return begin(walk, true);
    case YAML_SEQUENCE_END_EVENT:
        end(walk, false);
        return true;
    case YAML_MAPPING_END_EVENT:
        end(walk, true);
        return true;
    case YAML_DOCUMENT_START_EVENT:
        return !walk->documents++ || wrong(walk, walk->event.start_mark.line, "a second document");
    default:
        return true;
    }
}

bool yamljson_read(struct text yaml, struct buffer *out, struct error *err)
{
    struct walk walk = {.w = {.out = out}, .err = err};
    bool good = yaml.size <= YAMLJSON_BYTES_MAX || fail(err, EXIT_DATA, "more than %d bytes", YAMLJSON_BYTES_MAX);
    bool ended = false;
    if (!yaml_parser_initialize(&walk.parser))
        die("out of memory (libyaml)");
    yaml_parser_set_encoding(&walk.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&walk.parser, (const unsigned char *)(yaml.size ? yaml.at : ""), yaml.size);
    while (good && !ended) {
        if (!yaml_parser_parse(&walk.parser, &walk.event)) {
            good = wrong(&walk, walk.parser.problem_mark.line, walk.parser.problem ? walk.parser.problem : "not YAML");
            break;
        }
        good = take(&walk);
        ended = walk.event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&walk.event);
    }
    yaml_parser_delete(&walk.parser);
    return good;
}
