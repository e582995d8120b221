#include "arguments.h"

static void add(struct arguments *line, struct text word)
{
    if (line->count + 1 >= ARGUMENTS_MAX)
        die("too many arguments");
    line->items[line->count++] = (char *)(uintptr_t)text_copy(line->arena, word).at;
    line->items[line->count] = NULL;
}

void arguments_add(struct arguments *line, const char *word)
{
    add(line, text_of(word));
}

void arguments_setting(struct arguments *line, const char *name, struct text value)
{
    struct buffer word = {0};
    if (!value.size)
        return;
    buffer_format(&word, "--%s=%.*s", name, (int)value.size, value.at);
    add(line, buffer_text(&word));
    buffer_free(&word);
}

void arguments_number(struct arguments *line, const char *name, int64_t value)
{
    struct buffer digits = {0};
    buffer_int(&digits, value);
    arguments_setting(line, name, buffer_text(&digits));
    buffer_free(&digits);
}

void arguments_each(struct arguments *line, const char *name, const char *key)
{
    const struct text *items;
    size_t const count = config_list(line->config, key, &items);
    for (size_t i = 0; i < count; i++)
        arguments_setting(line, name, items[i]);
}

void arguments_list(struct arguments *line, const char *name, const char *key)
{
    const struct text *items;
    size_t const count = config_list(line->config, key, &items);
    struct buffer joined = {0};
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_char(&joined, ',');
        buffer_add(&joined, items[i]);
    }
    arguments_setting(line, name, buffer_text(&joined));
    buffer_free(&joined);
}
