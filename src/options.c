#include "options.h"

#include "suggest.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { HELP_WIDTH = 80, HELP_LEFT_MAX = 30, HELP_GAP = 2, NAME_MAX_SHOWN = 80 };

struct walk {
    const struct option *options;
    size_t count;
    int argc, at;
    char **argv;
};

static struct text shown_name(const struct option *option, char room[static NAME_MAX_SHOWN])
{
    snprintf(room, NAME_MAX_SHOWN, "--%s", option->name);
    return text_of(room);
}

static const struct option *by_name(const struct walk *walk, struct text name)
{
    for (size_t i = 0; i < walk->count; i++)
        if (text_equal(text_of(walk->options[i].name), name))
            return &walk->options[i];
    return NULL;
}

static const struct option *by_letter(const struct walk *walk, char letter)
{
    for (size_t i = 0; i < walk->count; i++)
        if (walk->options[i].letter == letter)
            return &walk->options[i];
    return NULL;
}

static bool unknown(const struct walk *walk, const char *typed, struct error *err)
{
    char word[SUGGEST_WORD_MAX + 2];
    const char *start = typed + strspn(typed, "-");
    snprintf(word, sizeof word, "%.*s", (int)MIN(strcspn(start, "="), sizeof word - 1), start);
    const char **names = memory_new(walk->count * sizeof *names);
    for (size_t i = 0; i < walk->count; i++)
        names[i] = walk->options[i].name;
    const char *near = suggest(word, names, walk->count);
    free(names);
    struct shown const shown = typed_shown(text_of(typed));
    if (near)
        return fail(err, EXIT_USAGE, "unknown option '%s'; did you mean --%s?", shown.at, near);
    return fail(err, EXIT_USAGE, "unknown option '%s'", shown.at);
}

static bool is_option(const struct walk *walk, const char *argument)
{
    if (argument[0] != '-' || argument[1] == '\0')
        return false;
    if (argument[1] != '-')
        return argument[2] == '\0' && by_letter(walk, argument[1]);
    const char *name = argument + 2;
    return *name == '\0' || by_name(walk, (struct text){name, strcspn(name, "=")});
}

static bool next_value(struct walk *walk, const struct option *option, const char **value, struct error *err)
{
    const char *called = option->argument ? option->argument : "a value";
    if (walk->at + 1 >= walk->argc)
        return fail(err, EXIT_USAGE, "--%s needs %s", option->name, called);
    const char *next = walk->argv[walk->at + 1];
    if (is_option(walk, next))
        return fail(err, EXIT_USAGE, "--%s needs %s, but the option '%s' follows", option->name, called,
                    typed_shown(text_of(next)).at);
    walk->at++;
    *value = next;
    return true;
}

static bool store(const struct option *option, const char *value, struct error *err)
{
    char name[NAME_MAX_SHOWN];
    struct option_texts *texts = option->into;
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)option->into = true;
        return true;
    case OPTION_TEXT:
    case OPTION_OUTPUT:
        *(const char **)option->into = value;
        return true;
    case OPTION_INT:
        return typed_int(shown_name(option, name).at, text_of(value), option->min, option->max, option->into, EXIT_USAGE, err);
    case OPTION_TEXTS:
        if (texts->count == OPTION_TEXTS_MAX)
            return fail(err, EXIT_USAGE, "--%s may stand at most %d times", option->name, OPTION_TEXTS_MAX);
        texts->items[texts->count++] = value;
        return true;
    }
    die("options: --%s has no kind", option->name);
}

static bool read_one(struct walk *walk, struct error *err)
{
    const char *typed = walk->argv[walk->at], *value = NULL;
    const struct option *option;
    if (typed[1] == '-') {
        struct text const name = {typed + 2, strcspn(typed + 2, "=")};
        option = by_name(walk, name);
        value = name.at[name.size] == '=' ? name.at + name.size + 1 : NULL;
    } else {
        option = by_letter(walk, typed[1]);
        value = typed[2] ? typed + 2 : NULL;
    }
    if (!option)
        return unknown(walk, typed, err);
    if (option->kind == OPTION_FLAG && value)
        return fail(err, EXIT_USAGE, "'%s': --%s takes no value%s", typed_shown(text_of(typed)).at, option->name,
                    typed[1] == '-' ? "" : ", and short options stand apart");
    if (option->kind != OPTION_FLAG && !value && !next_value(walk, option, &value, err))
        return false;
    return store(option, value, err);
}

/* Do both names lead to one file? What is no regular file may be shared. */
static bool same_file(const char *name, const char *other)
{
    struct stat a, b;
    return strcmp(name, "-") != 0 && stat(name, &a) == 0 && S_ISREG(a.st_mode) && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/* Will both be one file, or standard output twice? */
static bool same_output(const char *name, const char *other)
{
    struct stat info;
    return same_file(name, other) || (strcmp(name, other) == 0 && (strcmp(name, "-") == 0 || stat(name, &info) != 0));
}

/* Number `i` of the files that an option names; NULL: there are no more. */
static const char *named_file(const struct option *option, size_t i)
{
    const struct option_texts *texts = option->into;
    if (!option->argument || strcmp(option->argument, "FILE") != 0)
        return NULL;
    if (option->kind == OPTION_TEXTS)
        return i < texts->count ? texts->items[i] : NULL;
    return i == 0 ? *(const char *const *)option->into : NULL;
}

static bool clashes(const struct option *output, const struct option *other, struct error *err)
{
    const char *out = *(const char *const *)output->into, *file;
    for (size_t i = 0; (file = named_file(other, i)); i++)
        if (other->kind == OPTION_OUTPUT ? same_output(out, file) : same_file(out, file))
            return fail(err, EXIT_USAGE, "--%s and --%s are the same file: %s", output->name, other->name,
                        typed_shown(text_of(out)).at);
    return true;
}

static bool check_output(const struct walk *walk, const struct option *output, const char **operands, size_t count,
                         struct error *err)
{
    const char *out = *(const char *const *)output->into;
    for (size_t i = 0; i < count; i++)
        if (same_file(out, operands[i]))
            return fail(err, EXIT_USAGE, "--%s would overwrite what is read: %s", output->name, typed_shown(text_of(out)).at);
    for (size_t i = 0; i < walk->count; i++)
        if (&walk->options[i] != output && !clashes(output, &walk->options[i], err))
            return false;
    return true;
}

bool options_read(const struct option *options, size_t count, int argc, char **argv, const char **operands, size_t max_operands,
                  size_t *operands_count, struct error *err)
{
    struct walk walk = {options, count, argc, 1, argv};
    size_t found = 0;
    bool ended = false;
    for (; walk.at < argc; walk.at++) {
        const char *typed = argv[walk.at];
        if (!ended && typed[0] == '-' && typed[1] != '\0') {
            if (strcmp(typed, "--") == 0)
                ended = true;
            else if (!read_one(&walk, err))
                return false;
        } else if (found == max_operands) {
            return fail(err, EXIT_USAGE, "one argument too many: '%s'", typed_shown(text_of(typed)).at);
        } else {
            operands[found++] = typed;
        }
    }
    *operands_count = found;
    for (size_t i = 0; i < count; i++)
        if (options[i].kind == OPTION_OUTPUT && *(const char **)options[i].into &&
            !check_output(&walk, &options[i], operands, found, err))
            return false;
    return true;
}

static struct text left_column(const struct option *option, struct buffer *scratch)
{
    scratch->size = 0;
    if (option->letter)
        buffer_format(scratch, "  -%c, --%s", option->letter, option->name);
    else
        buffer_format(scratch, "      --%s", option->name);
    if (option->argument)
        buffer_format(scratch, " %s", option->argument);
    return buffer_text(scratch);
}

static void pad(struct buffer *out, size_t const from, size_t const to)
{
    for (size_t i = from; i < to; i++)
        buffer_char(out, ' ');
}

static void wrapped(struct buffer *out, const char *says, size_t const indent)
{
    size_t column = indent;
    while (*(says += strspn(says, " "))) {
        struct text const word = {says, strcspn(says, " ")};
        size_t const width = text_code_points(word, word.size);
        if (column > indent && column + 1 + width > HELP_WIDTH) {
            buffer_char(out, '\n');
            pad(out, 0, column = indent);
        } else if (column > indent) {
            buffer_char(out, ' ');
            column++;
        }
        buffer_add(out, word);
        column += width;
        says += word.size;
    }
    buffer_char(out, '\n');
}

void options_help(const struct option *options, size_t count, struct buffer *out)
{
    struct buffer scratch = {0};
    size_t widest = 0;
    for (size_t i = 0; i < count; i++) {
        struct text const left = left_column(&options[i], &scratch);
        size_t const width = text_code_points(left, left.size);
        if (width <= HELP_LEFT_MAX)
            widest = MAX(widest, width);
    }
    for (size_t i = 0; i < count; i++) {
        struct text const left = left_column(&options[i], &scratch);
        size_t const width = text_code_points(left, left.size);
        buffer_add(out, left);
        if (width > widest)
            buffer_char(out, '\n');
        pad(out, width > widest ? 0 : width, widest + HELP_GAP);
        wrapped(out, options[i].says, widest + HELP_GAP);
    }
    buffer_free(&scratch);
}
