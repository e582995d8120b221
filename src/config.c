#include "config.h"

#include "suggest.h"
#include "yamlfile.h"

#include <stdio.h>
#include <stdlib.h>

struct value {
    struct text text;         /* TEXT, CHOICE */
    int64_t number;           /* INT, BOOL */
    const struct text *items; /* LIST */
    size_t count;
    bool present;
    struct text origin; /* a path or "--set"; {NULL, 0} for the default */
    size_t line;        /* 0 for --set */
};

struct config {
    struct arena arena;
    const struct setting *schema;
    size_t count;
    struct value *values;
    const char **words; /* the keys as in the schema, then the groups */
    size_t words_count;
};

static bool check_choice(const struct setting *setting, struct text typed, struct error *err)
{
    char room[CONFIG_CHOICES_MAX];
    const char *known[CONFIG_CHOICES_MAX];
    size_t count = 0;
    snprintf(room, sizeof room, "%s", setting->choices);
    for (char *start = room, *bar; start; start = bar) {
        bar = strchr(start, '|');
        if (bar)
            *bar++ = '\0';
        if (text_equal(text_of(start), typed))
            return true;
        known[count++] = start;
    }
    const char *near = suggest(typed.at, known, count);
    struct shown const shown = typed_shown(typed);
    if (near)
        return fail(err, EXIT_CONFIG, "'%s' must be one of %s, not '%s'; did you mean '%s'?", setting->key, setting->choices,
                    shown.at, near);
    return fail(err, EXIT_CONFIG, "'%s' must be one of %s, not '%s'", setting->key, setting->choices, shown.at);
}

/* Like all typed texts here, `items` are NUL-terminated behind their size. */
static bool check_list(const struct setting *setting, const struct text *items, size_t count, struct value *out,
                       struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].size == 0)
            return fail(err, EXIT_CONFIG, "'%s' has an empty item", setting->key);
        if (setting->choices && !check_choice(setting, items[i], err))
            return false;
    }
    out->items = items;
    out->count = count;
    return true;
}

static bool check_int(const struct setting *setting, struct text typed, struct value *out, struct error *err)
{
    char name[CONFIG_KEY_MAX + sizeof "''"];
    snprintf(name, sizeof name, "'%s'", setting->key);
    return typed_int(name, typed, setting->min, setting->max, &out->number, EXIT_CONFIG, err);
}

static bool check_one(const struct setting *setting, struct text typed, struct value *out, struct error *err)
{
    out->text = typed;
    switch (setting->kind) {
    case SETTING_TEXT:
        return true;
    case SETTING_INT:
        return check_int(setting, typed, out, err);
    case SETTING_BOOL:
        out->number = text_equal(typed, TEXT("true"));
        if (out->number || text_equal(typed, TEXT("false")))
            return true;
        return fail(err, EXIT_CONFIG, "'%s' must be true or false, not '%s'", setting->key, typed_shown(typed).at);
    case SETTING_CHOICE:
        return check_choice(setting, typed, err);
    case SETTING_LIST:
        break;
    }
    die("config: '%s' has no kind", setting->key);
}

/* A value as people write it behind --set, and programmers as the default. */
static bool check_typed(struct config *config, const struct setting *setting, struct text typed, struct value *out,
                        struct error *err)
{
    if (setting->kind != SETTING_LIST)
        return check_one(setting, typed, out, err);
    size_t count = typed.size > 0, end;
    for (size_t i = 0; i < typed.size; i++)
        count += typed.at[i] == ',';
    struct text *items = ARENA_ARRAY(&config->arena, struct text, count);
    for (size_t i = 0, start = 0; i < count; i++, start = end + 1) {
        end = text_find(typed, TEXT(","), start);
        items[i] = text_copy(&config->arena, text_part(typed, start, end));
    }
    return check_list(setting, items, count, out, err);
}

static size_t find_word(const struct config *config, struct text path)
{
    size_t i = 0;
    while (i < config->words_count && !text_equal(text_of(config->words[i]), path))
        i++;
    return i;
}

static void check_setting(const struct setting *setting)
{
    size_t words = 1;
    for (const char *c = setting->key; *c; c++) {
        bool const inside = (*c >= 'a' && *c <= 'z') || is_digit(*c) || *c == '_' || *c == '-';
        if (!inside && !(*c == '.' && c > setting->key && c[-1] != '.' && c[1] != '\0'))
            die("config: bad key '%s'", setting->key);
        words += *c == '.';
    }
    size_t const deepest = setting->kind == SETTING_LIST ? YAMLFILE_DEPTH_MAX - 1 : YAMLFILE_DEPTH_MAX;
    if (words > deepest || setting->key[0] == '\0' || strlen(setting->key) > CONFIG_KEY_MAX)
        die("config: the key '%s' is too long or too deep", setting->key);
    if (setting->choices ? strlen(setting->choices) >= CONFIG_CHOICES_MAX : setting->kind == SETTING_CHOICE)
        die("config: '%s' has too many or no choices", setting->key);
}

/* The groups of a key that are not those of the key before it must be new: else print would write a group twice. */
static void add_groups(struct config *config, const char *before, const char *key)
{
    for (const char *dot = strchr(key, '.'); dot; dot = strchr(dot + 1, '.')) {
        struct text const group = {key, (size_t)(dot - key)};
        if (strncmp(before, key, group.size + 1) == 0)
            continue;
        if (find_word(config, group) < config->words_count)
            die("config: '%s' stands apart from its group", key);
        config->words[config->words_count++] = text_copy(&config->arena, group).at;
    }
}

struct config *config_new(const struct setting *schema, size_t count)
{
    struct config *config = memory_new(sizeof *config);
    *config = (struct config){.schema = schema, .count = count, .words_count = count};
    config->values = ARENA_ZEROS(&config->arena, struct value, count);
    config->words = ARENA_ZEROS(&config->arena, const char *, count *YAMLFILE_DEPTH_MAX);
    for (size_t i = 0; i < count; i++) {
        check_setting(&schema[i]);
        config->words[i] = schema[i].key;
    }
    for (size_t i = 0; i < count; i++) {
        struct error why;
        if (find_word(config, text_of(schema[i].key)) != i)
            die("config: '%s' stands twice in the table", schema[i].key);
        add_groups(config, i ? schema[i - 1].key : "", schema[i].key);
        config->values[i].present = schema[i].standard;
        if (schema[i].standard && !check_typed(config, &schema[i], text_of(schema[i].standard), &config->values[i], &why))
            die("config: the default of %s", why.says);
    }
    return config;
}

void config_free(struct config *config)
{
    if (config)
        arena_free(&config->arena);
    free(config);
}

/* For a key nobody knows: the nearest word, or else a key that ends in it (seed: inject.seed). */
static bool unknown_key(struct config *config, struct text path, struct error *err)
{
    struct shown const shown = typed_shown(path);
    const char *near = suggest(text_copy(&config->arena, path).at, config->words, config->words_count);
    for (size_t i = 0; i < config->count && !near && path.size; i++) {
        struct text const key = text_of(config->words[i]);
        if (key.size > path.size && text_ends(key, path) && key.at[key.size - path.size - 1] == '.')
            near = key.at;
    }
    if (near)
        return fail(err, EXIT_CONFIG, "unknown key '%s'; did you mean '%s'?", shown.at, near);
    return fail(err, EXIT_CONFIG, "unknown key '%s'", shown.at);
}

struct reading {
    struct config *config;
    struct value *values; /* replace the config's if all goes well */
    size_t *seen;         /* for each word, the line on which it stands, or 0 */
    struct text origin;
};

static bool take_setting(struct reading *reading, size_t at, const struct yamlfile_entry *entry, struct error *why)
{
    const struct setting *setting = &reading->config->schema[at];
    struct value fresh = {.present = true, .origin = reading->origin, .line = entry->line};
    if (entry->kind == YAMLFILE_GROUP)
        return fail(why, EXIT_CONFIG, "'%s' is a setting, not a group of settings", setting->key);
    if (setting->kind == SETTING_LIST) {
        bool const nothing = entry->kind == YAMLFILE_SCALAR && !entry->quoted && entry->items[0].size == 0;
        if (!check_list(setting, entry->items, nothing ? 0 : entry->count, &fresh, why))
            return false;
    } else {
        if (entry->kind == YAMLFILE_LIST)
            return fail(why, EXIT_CONFIG, "'%s' must be a single value, not a list", setting->key);
        if (entry->quoted && (setting->kind == SETTING_INT || setting->kind == SETTING_BOOL))
            return fail(why, EXIT_CONFIG, "'%s' must be %s, without quotes", setting->key,
                        setting->kind == SETTING_INT ? "a whole number" : "true or false");
        if (!check_one(setting, entry->items[0], &fresh, why))
            return false;
    }
    reading->values[at] = fresh;
    return true;
}

static bool take(void *with, const struct yamlfile_entry *entry, struct error *why)
{
    struct reading *reading = with;
    const struct config *config = reading->config;
    size_t const at = find_word(config, entry->key);
    if (at == config->words_count)
        return unknown_key(reading->config, entry->key, why);
    if (reading->seen[at])
        return fail(why, EXIT_CONFIG, "'%s' stands here again; it is on line %zu already", config->words[at], reading->seen[at]);
    reading->seen[at] = entry->line;
    if (at < config->count)
        return take_setting(reading, at, entry, why);
    bool const nothing = entry->kind == YAMLFILE_SCALAR && !entry->quoted && entry->items[0].size == 0;
    return entry->kind == YAMLFILE_GROUP || nothing ||
           fail(why, EXIT_CONFIG, "'%s' is a group of settings, not a setting", config->words[at]);
}

bool config_read(struct config *config, const char *path, struct error *err)
{
    struct arena *arena = &config->arena;
    struct reading reading = {
        .config = config,
        .values = ARENA_ARRAY(arena, struct value, config->count),
        .seen = ARENA_ZEROS(arena, size_t, config->words_count),
        .origin = text_copy(arena, text_of(path)),
    };
    memcpy(reading.values, config->values, config->count * sizeof *config->values);
    if (!yamlfile_read(path, arena, &(struct yamlfile_taker){take, &reading}, err))
        return false;
    config->values = reading.values;
    return true;
}

static bool set(struct config *config, struct text assignment, struct error *why)
{
    size_t const end = text_find(assignment, TEXT("="), 0);
    struct text const key = text_part(assignment, 0, end);
    size_t bad;
    if (end == assignment.size)
        return fail(why, EXIT_USAGE, "write KEY=VALUE, not '%s'", typed_shown(assignment).at);
    if (!text_is_utf8(assignment, &bad))
        return fail(why, EXIT_USAGE, "'%s' is not UTF-8", typed_shown(assignment).at);
    size_t const at = find_word(config, key);
    if (at == config->words_count)
        return unknown_key(config, key, why);
    if (at >= config->count)
        return fail(why, EXIT_USAGE, "'%s' is a group of settings, not a setting", config->words[at]);
    struct value fresh = {.present = true, .origin = TEXT("--set")};
    struct text const typed = text_copy(&config->arena, text_part(assignment, end + 1, assignment.size));
    if (!check_typed(config, &config->schema[at], typed, &fresh, why))
        return false;
    config->values[at] = fresh;
    return true;
}

bool config_set(struct config *config, const char *assignment, struct error *err)
{
    struct error why;
    return set(config, text_of(assignment), &why) || fail(err, EXIT_USAGE, "--set: %s", why.says);
}

static const struct value *value_of(const struct config *config, const char *key, enum setting_kind kind,
                                    enum setting_kind or_kind)
{
    size_t const at = find_word(config, text_of(key));
    if (at >= config->count)
        die("config: there is no setting '%s'", key);
    if (config->schema[at].kind != kind && config->schema[at].kind != or_kind)
        die("config: '%s' is of another kind", key);
    return &config->values[at];
}

struct text config_text(const struct config *config, const char *key)
{
    return value_of(config, key, SETTING_TEXT, SETTING_CHOICE)->text;
}

int64_t config_int(const struct config *config, const char *key)
{
    return value_of(config, key, SETTING_INT, SETTING_INT)->number;
}

bool config_bool(const struct config *config, const char *key)
{
    return value_of(config, key, SETTING_BOOL, SETTING_BOOL)->number;
}

size_t config_list(const struct config *config, const char *key, const struct text **items)
{
    const struct value *value = value_of(config, key, SETTING_LIST, SETTING_LIST);
    *items = value->items;
    return value->count;
}

static void write_value(const struct setting *setting, const struct value *value, struct buffer *out)
{
    switch (setting->kind) {
    case SETTING_INT:
        buffer_int(out, value->number);
        break;
    case SETTING_BOOL:
        buffer_string(out, value->number ? "true" : "false");
        break;
    case SETTING_TEXT:
    case SETTING_CHOICE:
        yamlfile_write(out, value->text);
        break;
    case SETTING_LIST:
        buffer_char(out, '[');
        for (size_t i = 0; i < value->count; i++) {
            buffer_string(out, i ? ", " : "");
            yamlfile_write(out, value->items[i]);
        }
        buffer_char(out, ']');
    }
}

static void indent(struct buffer *out, size_t const depth)
{
    for (size_t i = 0; i < depth; i++)
        buffer_string(out, "  ");
}

/* Opens the groups of `key` that `before` was not in; returns the key's last word, and how many groups it is in. */
static const char *open_groups(struct buffer *out, const char *before, const char *key, size_t *depth)
{
    const char *word = key;
    *depth = 0;
    for (const char *dot = strchr(key, '.'); dot; dot = strchr(word, '.')) {
        if (strncmp(before, key, (size_t)(dot - key) + 1) != 0) {
            indent(out, *depth);
            buffer_add(out, (struct text){word, (size_t)(dot - word)});
            buffer_string(out, ":\n");
        }
        ++*depth;
        word = dot + 1;
    }
    return word;
}

void config_print(const struct config *config, struct buffer *out)
{
    for (size_t i = 0; i < config->count; i++) {
        const struct setting *setting = &config->schema[i];
        const struct value *value = &config->values[i];
        size_t depth;
        const char *word = open_groups(out, i ? config->schema[i - 1].key : "", setting->key, &depth);
        indent(out, depth);
        if (!value->present) {
            buffer_format(out, "# %s: (no value)\n", word);
            continue;
        }
        buffer_format(out, "%s: ", word);
        write_value(setting, value, out);
        buffer_string(out, "  # ");
        if (value->line)
            yamlfile_write(out, value->origin);
        else
            buffer_string(out, value->origin.size ? "--set" : "default");
        if (value->line)
            buffer_format(out, ":%zu", value->line);
        buffer_char(out, '\n');
    }
}

void config_canonical(const struct config *config, struct buffer *out)
{
    for (size_t i = 0; i < config->count; i++) {
        buffer_format(out, "%s=", config->schema[i].key);
        if (config->values[i].present)
            write_value(&config->schema[i], &config->values[i], out);
        buffer_char(out, '\n');
    }
}

const char *config_version(void)
{
    return yamlfile_version();
}
