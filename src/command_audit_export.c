/* misstep audit-export: a sample of pairs for people to judge, blinded; the key apart. */
#include "bundle.h"
#include "command.h"
#include "feed.h"
#include "output.h"
#include "plaintext.h"
#include "roster.h"
#include "suggest.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILES_MAX = 1024, NUMBER = 200 };

struct exporting {
    const char *files[FILES_MAX], *tool_name, *render, *out, *key, *preset, *map;
    size_t files_count;
    int64_t number, seed, gold;
    bool preference, unicode, force, quiet;
    enum bundle_tool tool;
    struct input_settings input;
    struct survey *survey;
    struct arena arena;
    struct hash *hash;
    struct buffer keys, read_me;
};

static bool take(void *context, const struct pair *pair, bool given, struct error *err)
{
    struct exporting *x = context;
    (void)given;
    (void)err;
    survey_add(x->survey, pair);
    return true;
}

static bool read_pairs(struct exporting *x, struct error *err)
{
    struct feed_counts counts = {0};
    struct feed_settings const settings = {
        .input = &x->input, .quiet = x->quiet, .verb = "audit-export", .interrupted = command_interrupted};
    return feed_each(&settings, x->files, x->files_count, take, x, &counts, err);
}

static bool write_file(struct exporting *x, const char *kind, const struct bundle_file *file, struct error *err)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%s/%s", x->out, kind, file->name);
    buffer_char(&path, '\0');
    bool const good = output_whole(path.at, x->force, buffer_text(&file->text), err);
    buffer_free(&path);
    return good;
}

static bool make_folder(struct exporting *x, enum survey_kind kind, struct error *err)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%s%s", x->out, survey_names[kind], x->tool == BUNDLE_POTATO ? "/data" : "");
    buffer_char(&path, '\0');
    bool const good = folder_make(path.at, err);
    buffer_free(&path);
    return good;
}

/* As people read it; the key has it as it is written. */
static void make_readable(struct exporting *x, struct survey_item *item)
{
    item->problem = plaintext(item->problem, &x->arena);
    for (size_t side = 0; side < 2; side++) {
        struct text *steps = ARENA_ARRAY(&x->arena, struct text, item->counts[side] + 1);
        for (size_t i = 0; i < item->counts[side]; i++)
            steps[i] = plaintext(item->sides[side][i], &x->arena);
        item->sides[side] = steps;
    }
}

static bool write_bundle(struct exporting *x, enum survey_kind kind, size_t *controls, struct bundle *bundle, struct error *err)
{
    struct survey_item *items;
    struct bundle_file files[BUNDLE_FILES];
    *bundle = (struct bundle){.tool = x->tool, .kind = kind, .seed = (uint64_t)x->seed};
    if (!survey_deal(x->survey, kind, (size_t)x->gold, &x->arena, &items, &bundle->count, err))
        return false;
    bundle->items = items;
    for (size_t i = 0; i < bundle->count; i++) {
        survey_key(&items[i], x->hash, &x->keys);
        *controls += items[i].control;
        if (x->unicode)
            make_readable(x, &items[i]);
    }
    if (!bundle->count)
        return true;
    bool good = make_folder(x, kind, err);
    size_t const count = bundle_files(bundle, files);
    for (size_t i = 0; i < count; i++)
        good = good && write_file(x, survey_names[kind], &files[i], err);
    for (size_t i = 0; i < BUNDLE_FILES; i++)
        buffer_free(&files[i].text);
    bundle_read_me(bundle, &x->read_me);
    return good;
}

static bool write_kind(struct exporting *x, enum survey_kind kind, size_t *all, struct error *err)
{
    struct bundle bundle;
    size_t controls = 0;
    if (!write_bundle(x, kind, &controls, &bundle, err))
        return false;
    *all += bundle.count;
    if (!x->quiet && bundle.count)
        fprintf(stderr, "%s: %zu items, %zu of them controls\n", survey_names[kind], bundle.count, controls);
    if (!x->quiet && bundle.count < (size_t)x->number)
        fprintf(stderr, "%s: fewer than --n %jd: no problem is shown twice\n", survey_names[kind], (intmax_t)x->number);
    return true;
}

static bool write_all(struct exporting *x, struct error *err)
{
    struct buffer path = {0};
    size_t all = 0;
    buffer_string(&x->read_me, "# For annotators\n\n");
    bool good = x->preference ? write_kind(x, SURVEY_PREFERENCE, &all, err)
                              : write_kind(x, SURVEY_PAIRS, &all, err) && write_kind(x, SURVEY_STEPS, &all, err);
    good = good && (all || fail(err, EXIT_DATA, "no pair with both sides%s", x->preference ? "" : " and a place of its error"));
    buffer_format(&path, "%s/README.md", x->out);
    buffer_char(&path, '\0');
    good = good && output_whole(path.at, x->force, buffer_text(&x->read_me), err) &&
           output_whole(x->key, x->force, buffer_text(&x->keys), err);
    buffer_free(&path);
    return good;
}

static bool choose_tool(struct exporting *x, struct error *err)
{
    for (size_t i = 0; x->tool_name && i < BUNDLE_TOOLS; i++)
        if (strcmp(x->tool_name, bundle_tools[i]) == 0) {
            x->tool = (enum bundle_tool)i;
            return true;
        }
    if (!x->tool_name)
        return fail(err, EXIT_USAGE, "no tool given: --tool potato, argilla or label-studio");
    const char *near = suggest(x->tool_name, bundle_tools, BUNDLE_TOOLS);
    return fail(err, EXIT_USAGE, "unknown tool '%s'%s%s%s", x->tool_name, near ? "; did you mean '" : "", near ? near : "",
                near ? "'?" : " (tools: potato, argilla, label-studio)");
}

static bool choose_render(struct exporting *x, struct error *err)
{
    x->unicode = !x->render || strcmp(x->render, "unicode") == 0;
    return x->unicode || strcmp(x->render, "raw") == 0 ||
           fail(err, EXIT_USAGE, "--render: raw or unicode, not '%.60s'", x->render);
}

/* DIR without a slash at its end, and DIR-key.jsonl beside it. */
static bool name_outputs(struct exporting *x, struct error *err)
{
    if (!x->out)
        return fail(err, EXIT_USAGE, "no folder given: -o DIR");
    struct text folder = text_of(x->out);
    while (folder.size > 1 && folder.at[folder.size - 1] == '/')
        folder.size--;
    struct text const out = text_copy(&x->arena, folder);
    struct buffer key = {0};
    buffer_format(&key, "%s-key.jsonl", out.at);
    buffer_char(&key, '\0');
    struct text const named = buffer_keep(&key, &x->arena);
    x->out = out.at;
    x->key = x->key ? x->key : named.at;
    return !(text_starts(text_of(x->key), out) && x->key[out.size] == '/') ||
           fail(err, EXIT_USAGE, "--key: the key does not belong into the folder for annotators");
}

static bool start(const struct command *self, struct exporting *x, int argc, char **argv, int *code)
{
    struct error err;
    struct option const options[] = {
        {"tool", 't', OPTION_TEXT, &x->tool_name, "NAME", "who shows it: potato, argilla, label-studio (required)", 0, 0},
        {"out", 'o', OPTION_TEXT, &x->out, "DIR", "the folder for annotators (required)", 0, 0},
        {"key", 0, OPTION_OUTPUT, &x->key, "FILE", "what the items are; not for annotators (default DIR-key.jsonl)", 0, 0},
        {"n", 'n', OPTION_INT, &x->number, "N", "items of each bundle (default 200)", 1, SURVEY_MOST},
        {"seed", 's', OPTION_INT, &x->seed, "N", "for the draw, the sides and the order (default 0)", 0, INT64_MAX},
        {"gold", 0, OPTION_INT, &x->gold, "N", "so many of each bundle's items tell who pays no attention (default 0)", 0,
         SURVEY_MOST},
        {"render", 0, OPTION_TEXT, &x->render, "HOW",
         "mathematics without LaTeX's marks as far as Unicode goes (unicode, the default), or as it is written (raw)", 0, 0},
        {"preference", 0, OPTION_FLAG, &x->preference, NULL,
         "one bundle instead, which asks what is better: A, B, equal or both bad, and in what", 0, 0},
        {"preset", 'p', OPTION_TEXT, &x->preset, "NAME", "what the input is (misstep list); else detected by its fields", 0, 0},
        {"map", 'm', OPTION_TEXT, &x->map, "FIELD=KEY,…", "where a field stands: problem=question,solution=response", 0, 0},
        {"force", 'f', OPTION_FLAG, &x->force, NULL, "overwrite files of an earlier one", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &x->quiet, NULL, "no words but errors", 0, 0},
    };
    if (!command_start(self, options, COUNT(options), argc, argv, x->files, FILES_MAX, &x->files_count, code))
        return false;
    x->input = (struct input_settings){
        .datasets = roster_datasets, .datasets_count = roster_datasets_count, .preset = x->preset, .keep_marks = true};
    bool const good = (x->files_count || fail(&err, EXIT_USAGE, "no records given")) && choose_tool(x, &err) &&
                      choose_render(x, &err) && name_outputs(x, &err) && (!x->map || input_map(x->map, &x->input.map, &err));
    if (!good)
        *code = command_failed(self, &err);
    return good;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct exporting *x = memory_new(sizeof *x);
    struct error err;
    int code;
    *x = (struct exporting){.number = NUMBER};
    if (start(self, x, argc, argv, &code)) {
        command_watch_signals();
        x->survey = survey_new((uint64_t)x->seed, (size_t)x->number, x->preference);
        x->hash = hash_new();
        code = read_pairs(x, &err) && write_all(x, &err) ? EXIT_OK : command_failed(self, &err);
    }
    survey_free(x->survey);
    hash_free(x->hash);
    buffer_free(&x->keys);
    buffer_free(&x->read_me);
    arena_free(&x->arena);
    free(x);
    return code;
}

const struct command command_audit_export = {
    .name = "audit-export",
    .says = "Draws pairs for people to judge blindly, in the layout of an annotation tool; the key apart.",
    .examples = "  misstep audit-export records.jsonl --tool potato -o audit --n 200\n"
                "  misstep audit-export records.jsonl --tool label-studio -o audit --key secret/key.jsonl\n"
                "  misstep audit-export dpo.jsonl --tool potato --preference -o preference\n",
    .usage =
        "misstep audit-export RECORDS|DATASET… --tool potato|argilla|label-studio -o DIR [--n N] [options]\n\n"
        "  Two bundles, which share no problem: DIR/pairs (which of two solutions is correct?) and DIR/steps (which step is the\n"
        "  first wrong one? half of them are right). Records of harmless edits are the controls of pairs: both sides right, up "
        "to\n"
        "  half of the items. DIR/README.md says how to start. misstep audit-import reads the answers.",
    .run = run,
};
