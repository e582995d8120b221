#include "command.h"
#include "json_write.h"
#include "roster.h"
#include "suggest.h"

#include <stdio.h>

struct entry {
    const char *name, *class, *says; /* class: "" where the group has none */
    const struct dataset *format;    /* or NULL */
};

struct group {
    const char *name, *also; /* "datasets" means both of its groups */
    const char *says;
    bool (*entry)(size_t index, struct entry *out); /* false: this one does not belong to the group */
    const size_t *count;
};

static bool verifier_entry(size_t i, struct entry *out)
{
    *out = (struct entry){roster_verifiers[i]->name, "", roster_verifiers[i]->says, NULL};
    return true;
}

static bool injector_entry(size_t i, struct entry *out)
{
    const struct injector *injector = roster_injectors[i];
    *out = (struct entry){injector->name, error_class_name(injector->cls), injector->says, NULL};
    return true;
}

static bool preset_entry(size_t i, struct entry *out)
{
    *out = (struct entry){roster_datasets[i]->name, "", roster_datasets[i]->says, NULL};
    return roster_datasets[i]->read;
}

static bool format_entry(size_t i, struct entry *out)
{
    *out = (struct entry){roster_datasets[i]->name, "", roster_datasets[i]->says, roster_datasets[i]};
    return roster_datasets[i]->write;
}

static const struct group groups[] = {
    {"verifiers", "verifier", "what decides whether a claim is true", verifier_entry, &roster_verifiers_count},
    {"injectors", "injector", "what makes a step wrong: inject --injectors NAME,…", injector_entry, &roster_injectors_count},
    {"presets", "datasets", "what can be read: --preset NAME", preset_entry, &roster_datasets_count},
    {"formats", "datasets", "what can be written: export --format NAME", format_entry, &roster_datasets_count},
};

static bool is_meant(const struct group *group, const char *asked)
{
    return !asked || strcmp(asked, group->name) == 0 || strcmp(asked, group->also) == 0;
}

static bool check(const char *asked, struct error *err)
{
    static const char *const names[] = {"verifiers", "injectors", "presets", "formats", "datasets"};
    for (size_t i = 0; i < COUNT(groups); i++)
        if (is_meant(&groups[i], asked))
            return true;
    const char *near = suggest(asked, names, COUNT(names));
    if (near)
        return fail(err, EXIT_USAGE, "unknown group '%s'; did you mean '%s'?", typed_shown(text_of(asked)).at, near);
    return fail(err, EXIT_USAGE, "unknown group '%s' (groups: verifiers, injectors, presets, formats, datasets)",
                typed_shown(text_of(asked)).at);
}

static void write_table(const struct group *group, struct buffer *out)
{
    int name_width = 0, class_width = 0;
    struct entry entry;
    for (size_t i = 0; i < *group->count; i++)
        if (group->entry(i, &entry)) {
            name_width = MAX(name_width, (int)strlen(entry.name) + 2);
            class_width = MAX(class_width, *entry.class ? (int)strlen(entry.class) + 2 : 0);
        }
    buffer_format(out, "%s%s: %s\n", out->size ? "\n" : "", group->name, group->says);
    for (size_t i = 0; i < *group->count; i++)
        if (group->entry(i, &entry))
            buffer_format(out, "  %-*s%-*s%s\n", name_width, entry.name, class_width, entry.class, entry.says);
}

/* What a row of the format holds, for whoever wants to know what gets into it. */
static void write_format(const struct dataset *format, struct json_writer *w)
{
    json_key(w, "both_sides");
    json_put_bool(w, format->both_sides);
    json_key(w, "files");
    json_put_bool(w, format->files);
    json_key(w, "place");
    json_put_bool(w, format->place);
    json_key(w, "marks");
    json_open(w, '[');
    for (const char *const *mark = format->marks; mark && *mark; mark++)
        json_put_text(w, text_of(*mark));
    json_close(w, ']');
}

static void write_entry(const struct entry *entry, struct json_writer *w)
{
    json_open(w, '{');
    json_key(w, "name");
    json_put_text(w, text_of(entry->name));
    if (*entry->class) {
        json_key(w, "class");
        json_put_text(w, text_of(entry->class));
    }
    json_key(w, "says");
    json_put_text(w, text_of(entry->says));
    if (entry->format)
        write_format(entry->format, w);
    json_close(w, '}');
}

static void write_json(const char *asked, struct buffer *out)
{
    struct json_writer w = {.out = out};
    struct entry entry;
    json_open(&w, '{');
    for (size_t g = 0; g < COUNT(groups); g++) {
        if (!is_meant(&groups[g], asked))
            continue;
        json_key(&w, groups[g].name);
        json_open(&w, '[');
        for (size_t i = 0; i < *groups[g].count; i++)
            if (groups[g].entry(i, &entry))
                write_entry(&entry, &w);
        json_close(&w, ']');
    }
    json_close(&w, '}');
    buffer_char(out, '\n');
}

static int run(const struct command *self, int argc, char **argv)
{
    bool json = false;
    struct option const options[] = {{"json", 0, OPTION_FLAG, &json, NULL, "one JSON object, for programs", 0, 0}};
    const char *asked = NULL;
    size_t operands;
    struct buffer out = {0};
    struct error err;
    int code;
    if (!command_start(self, options, COUNT(options), argc, argv, &asked, 1, &operands, &code))
        return code;
    if (!check(asked, &err))
        return command_failed(self, &err);
    if (json)
        write_json(asked, &out);
    for (size_t i = 0; i < COUNT(groups) && !json; i++)
        if (is_meant(&groups[i], asked))
            write_table(&groups[i], &out);
    bool const written = fwrite(out.at, 1, out.size, stdout) == out.size && fflush(stdout) == 0;
    buffer_free(&out);
    if (written)
        return EXIT_OK;
    fail(&err, EXIT_IO, "cannot write to standard output");
    return command_failed(self, &err);
}

const struct command command_list = {
    .name = "list",
    .says = "Lists what there is: verifiers, injectors, presets to read, formats to write.",
    .examples = "  misstep list\n"
                "  misstep list injectors\n"
                "  misstep list formats --json\n",
    .usage = "misstep list [verifiers|injectors|presets|formats|datasets] [--json]\n\n"
             "  datasets are presets and formats together.",
    .run = run,
};
