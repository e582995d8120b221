/* run: a config file -> verify, inject and export as their own verbs would do them, into one folder with a manifest. Each stage
 * is a command line that anybody can repeat; the manifest lists them. */
#include "config.h"
#include "corpus.h"
#include "manifest.h"
#include "progress.h"
#include "recipe.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern const struct command command_verify, command_weigh, command_inject, command_export;

enum { ARGUMENTS_MAX = 600, NAME_BYTES = 4096, PARTS_MAX = 68 };

struct job {
    const struct command *self;
    struct config *config;
    const char *out;
    struct arena arena;
    bool force, quiet;
    bool ours; /* an earlier run with the same settings was here: what stands there may be overwritten */
    char fingerprint[65];
    struct buffer stages;   /* names of finished stages, one a line */
    struct buffer commands; /* JSON: the command lines */
    int worst;
};

struct arguments {
    char *items[ARGUMENTS_MAX];
    int count;
};

static char *kept(struct job *job, struct text text)
{
    return (char *)(uintptr_t)text_copy(&job->arena, text).at;
}

static void add(struct job *job, struct arguments *line, const char *word)
{
    if (line->count + 1 >= ARGUMENTS_MAX)
        die("run: too many arguments");
    line->items[line->count++] = kept(job, text_of(word));
    line->items[line->count] = NULL;
}

static const char *joined(struct job *job, const char *folder, struct text name)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%.*s", folder, (int)name.size, name.at);
    const char *text = kept(job, buffer_text(&path));
    buffer_free(&path);
    return text;
}

static const char *inside(struct job *job, const char *name)
{
    return joined(job, job->out, text_of(name));
}

/* --name=value, unless the value is the empty default */
static void add_setting(struct job *job, struct arguments *line, const char *name, struct text value)
{
    struct buffer word = {0};
    if (!value.size)
        return;
    buffer_format(&word, "--%s=%.*s", name, (int)value.size, value.at);
    line->items[line->count++] = kept(job, buffer_text(&word));
    line->items[line->count] = NULL;
    buffer_free(&word);
}

static void add_number(struct job *job, struct arguments *line, const char *name, int64_t value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)value);
    add_setting(job, line, name, text_of(digits));
}

/* The option once for each item. */
static void add_each(struct job *job, struct arguments *line, const char *name, const char *key)
{
    const struct text *items;
    size_t const count = config_list(job->config, key, &items);
    if ((size_t)line->count + count + 1 >= ARGUMENTS_MAX)
        die("run: too many arguments");
    for (size_t i = 0; i < count; i++)
        add_setting(job, line, name, items[i]);
}

static void add_list(struct job *job, struct arguments *line, const char *name, const char *key)
{
    const struct text *items;
    size_t const count = config_list(job->config, key, &items);
    struct buffer joined = {0};
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_char(&joined, ',');
        buffer_add(&joined, items[i]);
    }
    add_setting(job, line, name, buffer_text(&joined));
    buffer_free(&joined);
}

static void add_input(struct job *job, struct arguments *line)
{
    const struct text *files;
    size_t const count = config_list(job->config, "input.files", &files);
    for (size_t i = 0; i < count; i++)
        add(job, line, kept(job, files[i]));
    add_setting(job, line, "preset", config_text(job->config, "input.preset"));
    add_setting(job, line, "map", config_text(job->config, "input.map"));
    add_number(job, line, "limit", config_int(job->config, "input.limit"));
    add_number(job, line, "threads", config_int(job->config, "threads"));
    add_setting(job, line, "by", config_text(job->config, "input.by"));
    add_setting(job, line, "think", config_text(job->config, "input.think"));
    if (config_bool(job->config, "input.keep_marks"))
        add(job, line, "--keep-marks");
}

static void begin(struct job *job, struct arguments *line, const char *verb)
{
    line->count = 0;
    add(job, line, verb);
    if (job->force || job->ours)
        add(job, line, "--force");
    if (job->quiet)
        add(job, line, "--quiet");
}

static bool is_done(const struct job *job, const char *verb)
{
    struct buffer mark = {0};
    buffer_format(&mark, "%s\n", verb);
    bool const done = text_find(buffer_text(&job->stages), buffer_text(&mark), 0) < job->stages.size;
    buffer_free(&mark);
    return done;
}

static bool note_state(struct job *job, struct error *err)
{
    struct buffer state = {0};
    buffer_format(&state, "%s\n", job->fingerprint);
    buffer_add(&state, buffer_text(&job->stages));
    bool const good = file_write_whole(inside(job, ".run"), buffer_text(&state), err);
    buffer_free(&state);
    return good;
}

/* How many threads there were, and how much was said, is no part of what was done. */
static bool about_threads(struct text text)
{
    return text_starts(text, TEXT("--threads=")) || text_starts(text, TEXT("threads=")) || text_equal(text, TEXT("--force")) ||
           text_equal(text, TEXT("--quiet"));
}

static void list_command(struct job *job, const struct arguments *line)
{
    struct json_writer w = {.out = &job->commands, .comma = job->commands.size > 0};
    json_open(&w, '[');
    json_put_text(&w, TEXT("misstep"));
    for (int i = 0; i < line->count; i++)
        if (!about_threads(text_of(line->items[i])))
            json_put_text(&w, text_of(line->items[i]));
    json_close(&w, ']');
}

/* Runs one verb unless an earlier run has finished it under this name. Its findings are no failure of the whole. */
static bool stage(struct job *job, const struct command *verb, const char *name, struct arguments *line, struct error *err)
{
    list_command(job, line);
    if (is_done(job, name)) {
        progress_words(job->self->name, "%s is done already", name);
        return true;
    }
    int const code = verb->run(verb, line->count, line->items);
    if (verb == &command_inject)
        job->worst = code; /* 1: lines were rejected */
    if (code != EXIT_OK && code != EXIT_FINDINGS)
        return fail(err, code, "%s",
                    code == EXIT_INTERRUPTED ? "interrupted; the same command goes on from here" : "a stage failed");
    buffer_format(&job->stages, "%s\n", name);
    return note_state(job, err);
}

static bool run_verify(struct job *job, struct error *err)
{
    struct arguments line;
    begin(job, &line, "verify");
    add_input(job, &line);
    add_setting(job, &line, "out", text_of(inside(job, "verdicts.jsonl")));
    add_setting(job, &line, "rejects", text_of(inside(job, "rejects.jsonl")));
    add_setting(job, &line, "stats", text_of(inside(job, "verify.json")));
    return stage(job, &command_verify, "verify", &line, err);
}

/* What shapes the errors, for weighing and for making them. */
static void add_errors(struct job *job, struct arguments *line)
{
    if (config_bool(job->config, "input.allow_eval"))
        add(job, line, "--allow-eval");
    add_number(job, line, "seed", config_int(job->config, "inject.seed"));
    if (config_bool(job->config, "inject.truncate"))
        add(job, line, "--truncate");
    if (!config_bool(job->config, "inject.filters"))
        add(job, line, "--unfiltered");
}

static bool is_mixed(const struct job *job)
{
    return config_text(job->config, "inject.types").size || config_text(job->config, "inject.places").size;
}

static bool run_weigh(struct job *job, struct error *err)
{
    struct arguments line;
    if (!is_mixed(job))
        return true;
    begin(job, &line, "weigh");
    add_input(job, &line);
    add_setting(job, &line, "out", text_of(inside(job, "weights.json")));
    add_setting(job, &line, "rejects", TEXT("none"));
    add_setting(job, &line, "types", config_text(job->config, "inject.types"));
    add_setting(job, &line, "places", config_text(job->config, "inject.places"));
    add_errors(job, &line);
    return stage(job, &command_weigh, "weigh", &line, err);
}

static bool run_inject(struct job *job, struct error *err)
{
    struct arguments line;
    begin(job, &line, "inject");
    add_input(job, &line);
    add_setting(job, &line, "out", text_of(inside(job, "records.jsonl")));
    add_setting(job, &line, "rejects", TEXT("none")); /* verifying has kept them */
    add_setting(job, &line, "refused", text_of(inside(job, "refused.jsonl")));
    add_setting(job, &line, "stats", text_of(inside(job, "inject.json")));
    add_errors(job, &line);
    if (is_mixed(job)) {
        add_setting(job, &line, "weights", text_of(inside(job, "weights.json")));
        add_number(job, &line, "per-solution", config_int(job->config, "inject.per_solution"));
    } else if (!text_equal(config_text(job->config, "inject.twins"), TEXT("none"))) {
        add_setting(job, &line, "twins", config_text(job->config, "inject.twins"));
    } else {
        add_list(job, &line, "injectors", "inject.injectors");
    }
    if (config_bool(job->config, "inject.matched"))
        add(job, &line, "--matched");
    return stage(job, &command_inject, "inject", &line, err);
}

/* The injectors that get folders of their own; 0: one folder for all. */
static size_t export_names(const struct job *job, const struct text **names)
{
    return config_bool(job->config, "export.by_injector") ? config_list(job->config, "inject.injectors", names) : 0;
}

/* All records, or those of one injector, into a folder inside that of the run. */
static bool export_into(struct job *job, const char *folder, const char *injector, struct error *err)
{
    static const struct {
        const char *option, *key;
    } pairs[] = {{"min-proof", "export.min_proof"},
                 {"after-error", "export.after_error"},
                 {"trust", "export.trust"},
                 {"system", "export.system"},
                 {"instruction", "export.instruction"},
                 {"step-prefix", "export.step_prefix"},
                 {"separator", "export.separator"},
                 {"answer-style", "export.answer_style"},
                 {"step-newlines", "export.step_newlines"},
                 {"shape", "export.shape"},
                 {"dedup", "export.dedup"}};
    static const struct {
        const char *option, *key;
    } lists[] = {{"against", "export.against"}, {"license", "export.license"}, {"source-dataset", "export.source_dataset"}};
    struct arguments line;
    begin(job, &line, "export");
    add(job, &line, inside(job, "records.jsonl"));
    add_setting(job, &line, "out", text_of(inside(job, folder)));
    if (injector)
        add_setting(job, &line, "injectors", text_of(injector));
    add_list(job, &line, "format", "export.formats");
    for (size_t i = 0; i < COUNT(pairs); i++)
        add_setting(job, &line, pairs[i].option, config_text(job->config, pairs[i].key));
    add_number(job, &line, "negatives", config_int(job->config, "export.negatives"));
    add_list(job, &line, "with", "export.with");
    add_list(job, &line, "split-shares", "export.split_shares");
    for (size_t i = 0; i < COUNT(lists); i++)
        add_each(job, &line, lists[i].option, lists[i].key);
    if (config_bool(job->config, "export.cut_clean"))
        add(job, &line, "--cut-clean");
    if (config_bool(job->config, "export.hub"))
        add(job, &line, "--hub");
    return stage(job, &command_export, folder, &line, err);
}

static bool run_export(struct job *job, struct error *err)
{
    const struct text *names;
    size_t const count = export_names(job, &names);
    for (size_t i = 0; i < count; i++)
        if (!export_into(job, joined(job, "export", names[i]), names[i].at, err))
            return false;
    return count || export_into(job, "export", NULL, err);
}

/* One "key=value" a line, all that shapes the output. */
static void settings(const struct job *job, struct buffer *out)
{
    struct buffer all = {0};
    config_canonical(job->config, &all);
    for (struct text left = buffer_text(&all); left.size;) {
        size_t const end = MIN(text_find(left, TEXT("\n"), 0) + 1, left.size);
        if (!about_threads(left))
            buffer_add(out, text_part(left, 0, end));
        left = text_part(left, end, left.size);
    }
    buffer_free(&all);
}

static bool write_manifest(struct job *job, struct error *err)
{
    struct manifest_part parts[PARTS_MAX];
    struct buffer canonical = {0};
    const struct text *names;
    size_t const exports = MIN(export_names(job, &names), (size_t)PARTS_MAX - 4);
    size_t count = 0;
    parts[count++] = (struct manifest_part){"verify", inside(job, "verify.json")};
    if (is_mixed(job))
        parts[count++] = (struct manifest_part){"weights", inside(job, "weights.json")};
    parts[count++] = (struct manifest_part){"inject", inside(job, "inject.json")};
    for (size_t i = 0; i < exports; i++) {
        const char *folder = joined(job, "export", names[i]);
        parts[count++] = (struct manifest_part){folder, inside(job, joined(job, folder, TEXT("export.json")))};
    }
    if (!exports)
        parts[count++] = (struct manifest_part){"export", inside(job, "export/export.json")};
    settings(job, &canonical);
    bool const good = manifest_write(inside(job, "manifest.json"), job->fingerprint, buffer_text(&canonical),
                                     buffer_text(&job->commands), parts, count, err);
    buffer_free(&canonical);
    return good;
}

/* What an earlier run with the same settings has finished. */
static void read_state(struct job *job)
{
    struct buffer bytes = {0};
    struct error ignored;
    const char *path = inside(job, ".run");
    if (access(path, R_OK) == 0 && stream_read_all(path, 1 << 16, &bytes, &ignored)) {
        struct text const text = buffer_text(&bytes);
        size_t const end = text_find(text, TEXT("\n"), 0);
        job->ours = text_equal(text_part(text, 0, end), text_of(job->fingerprint)) && end < text.size;
        if (job->ours)
            buffer_add(&job->stages, text_part(text, end + 1, text.size));
    }
    buffer_free(&bytes);
}

static void take_fingerprint(struct job *job)
{
    struct buffer canonical = {0};
    struct hash *hash = hash_new();
    settings(job, &canonical);
    hash_begin(hash);
    hash_add(hash, TEXT("misstep " MISSTEP_VERSION "\n"));
    hash_add(hash, buffer_text(&canonical));
    hash_end(hash, job->fingerprint);
    hash_free(hash);
    buffer_free(&canonical);
}

static bool run_job(struct job *job, struct error *err)
{
    const struct text *files;
    struct text const out = config_text(job->config, "out");
    if (!out.size || out.size > NAME_BYTES)
        return fail(err, EXIT_CONFIG, "no folder to write to: set out in the config, or -o DIR");
    if (config_list(job->config, "input.files", &files) == 0)
        return fail(err, EXIT_CONFIG, "no input: set input.files in the config, or --set input.files=FILE");
    job->out = kept(job, out);
    take_fingerprint(job);
    if (!folder_make(job->out, err))
        return false;
    if (access(inside(job, "manifest.json"), F_OK) == 0 && !job->force)
        return fail(err, EXIT_CANNOT_CREATE, "%s is finished; use -f to make it anew", job->out);
    if (access(inside(job, "manifest.json"), F_OK) != 0)
        read_state(job);
    unlink(inside(job, "manifest.json"));
    if (!note_state(job, err))
        return false;
    bool const done =
        run_verify(job, err) && run_weigh(job, err) && run_inject(job, err) && run_export(job, err) && write_manifest(job, err);
    if (done)
        unlink(inside(job, ".run"));
    if (done && !job->quiet)
        progress_words(job->self->name, "everything is in %s (see manifest.json)", job->out);
    return done;
}

static bool configure(struct job *job, const char *path, const struct option_texts *sets, struct error *err)
{
    if (!config_read(job->config, path, err))
        return false;
    for (size_t i = 0; i < sets->count; i++)
        if (!config_set(job->config, sets->items[i], err))
            return false;
    return true;
}

static bool set_option(struct job *job, const char *key, const char *value, struct error *err)
{
    struct buffer assignment = {0};
    buffer_format(&assignment, "%s=%s", key, value);
    buffer_char(&assignment, '\0');
    bool const good = config_set(job->config, assignment.at, err);
    buffer_free(&assignment);
    return good;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct option_texts sets = {0};
    const char *out = NULL, *threads = NULL, *paths[1];
    bool print = false;
    struct job job = {.self = self};
    struct option const options[] = {
        {"set", 's', OPTION_TEXTS, &sets, "KEY=VALUE", "override a setting, e.g. inject.seed=7 (repeatable)", 0, 0},
        {"out", 'o', OPTION_TEXT, &out, "DIR", "the same as --set out=DIR", 0, 0},
        {"threads", 'j', OPTION_TEXT, &threads, "N", "the same as --set threads=N", 0, 0},
        {"print-config", 0, OPTION_FLAG, &print, NULL, "print the effective settings and where each comes from; do nothing", 0,
         0},
        {"force", 'f', OPTION_FLAG, &job.force, NULL, "overwrite what is there", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &job.quiet, NULL, "no words on stderr but errors", 0, 0},
    };
    struct error err;
    size_t count;
    int code;
    if (!command_start(self, options, COUNT(options), argc, argv, paths, 1, &count, &code))
        return code;
    if (count == 0) {
        fail(&err, EXIT_USAGE, "no config file given");
        return command_failed(self, &err);
    }
    const struct setting *table = recipe(&count);
    job.config = config_new(table, count);
    bool good = configure(&job, paths[0], &sets, &err) && (!out || set_option(&job, "out", out, &err)) &&
                (!threads || set_option(&job, "threads", threads, &err));
    if (good && print) {
        struct buffer text = {0};
        config_print(job.config, &text);
        fwrite(text.at, 1, text.size, stdout);
        buffer_free(&text);
    } else {
        good = good && run_job(&job, &err);
    }
    code = good ? job.worst : command_failed(self, &err);
    config_free(job.config);
    buffer_free(&job.stages);
    buffer_free(&job.commands);
    arena_free(&job.arena);
    return code;
}

const struct command command_run = {
    .name = "run",
    .says = "Verifies, injects and exports as a config file says, into one folder with a manifest.",
    .examples = "  misstep run configs/demo.yaml\n"
                "  misstep run configs/gsm8k.yaml --set input.files=train.jsonl -o out -j 2\n"
                "  misstep run configs/demo.yaml --print-config\n",
    .usage = "misstep run CONFIG.yaml [--set KEY=VALUE]… [options]\n\n"
             "  An interrupted run goes on when the same command is given again. Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
