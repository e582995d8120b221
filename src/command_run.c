/* run: a config file -> teach, verify, inject and export as their own verbs would do them, into one folder with a manifest. Each stage
 * is a command line that anybody can repeat; the manifest lists them. */
#include "arguments.h"
#include "corpus.h"
#include "manifest.h"
#include "progress.h"
#include "recipe.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern const struct command command_teach, command_verify, command_weigh, command_inject, command_export;

enum { NAME_BYTES = 4096, PARTS_MAX = 68 };

struct job {
    const struct command *self;
    struct config *config;
    const char *path, *out;
    struct option_texts sets;
    struct arena arena;
    bool force, quiet, dry_run;
    bool ours; /* an earlier run with the same settings was here: what stands there may be overwritten */
    char fingerprint[65];
    struct buffer stages;   /* names of finished stages, one a line */
    struct buffer commands; /* JSON: the command lines */
    int worst;
};

static char *kept(struct job *job, struct text text)
{
    return (char *)(uintptr_t)text_copy(&job->arena, text).at;
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

static size_t problems(const struct job *job, const struct text **files)
{
    return config_list(job->config, "teach.problems", files);
}

/* The files of a list, and how their rows are found. */
static void add_rows(struct job *job, struct arguments *line, const char *key)
{
    const struct text *files;
    size_t const count = config_list(job->config, key, &files);
    for (size_t i = 0; i < count; i++)
        arguments_add(line, files[i].at);
    arguments_setting(line, "preset", config_text(job->config, "input.preset"));
    arguments_setting(line, "map", config_text(job->config, "input.map"));
    arguments_number(line, "limit", config_int(job->config, "input.limit"));
}

static void add_cutting(struct job *job, struct arguments *line)
{
    arguments_setting(line, "by", config_text(job->config, "input.by"));
    arguments_setting(line, "think", config_text(job->config, "input.think"));
    if (config_bool(job->config, "input.keep_marks"))
        arguments_add(line, "--keep-marks");
}

/* What a teacher wrote, else what there was. */
static void add_input(struct job *job, struct arguments *line)
{
    const struct text *files;
    if (problems(job, &files)) {
        arguments_add(line, inside(job, "solutions.jsonl"));
        arguments_setting(line, "preset", TEXT("generic"));
    } else {
        add_rows(job, line, "input.files");
    }
    arguments_number(line, "threads", config_int(job->config, "threads"));
    add_cutting(job, line);
}

/* A verb, and what it does where it has several; else NULL. */
static void begin(struct job *job, struct arguments *line, const char *verb, const char *what)
{
    *line = (struct arguments){.arena = &job->arena, .config = job->config};
    arguments_add(line, verb);
    if (what)
        arguments_add(line, what);
    if (job->force || job->ours)
        arguments_add(line, "--force");
    if (job->quiet)
        arguments_add(line, "--quiet");
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
    return text_starts(text, TEXT("--threads=")) || text_equal(text, TEXT("--force")) || text_equal(text, TEXT("--quiet"));
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
    if (job->dry_run)
        return code == EXIT_OK || fail(err, code, "the dry run failed");
    if (verb == &command_inject)
        job->worst = code; /* 1: lines were rejected */
    if (code != EXIT_OK && code != EXIT_FINDINGS)
        return fail(err, code, "%s",
                    code == EXIT_INTERRUPTED ? "interrupted; the same command goes on from here" : "a stage failed");
    buffer_format(&job->stages, "%s\n", name);
    return note_state(job, err);
}

static void add_teacher(struct job *job, struct arguments *line)
{
    struct text const ledger = config_text(job->config, "teach.ledger");
    arguments_setting(line, "config", text_of(job->path));
    for (size_t i = 0; i < job->sets.count; i++)
        arguments_setting(line, "set", text_of(job->sets.items[i]));
    arguments_setting(line, "ledger", ledger.size ? ledger : text_of(inside(job, "teacher.ledger")));
    arguments_number(line, "seed", config_int(job->config, "inject.seed"));
    if (config_bool(job->config, "input.allow_eval"))
        arguments_add(line, "--allow-eval");
    if (job->dry_run)
        arguments_add(line, "--dry-run");
}

static bool run_teach(struct job *job, struct error *err)
{
    struct arguments line;
    const struct text *files;
    if (!problems(job, &files))
        return true;
    begin(job, &line, "teach", "sample");
    add_rows(job, &line, "teach.problems");
    add_cutting(job, &line);
    add_teacher(job, &line);
    arguments_setting(&line, "out", text_of(inside(job, "solutions.jsonl")));
    arguments_setting(&line, "others", text_of(inside(job, "others.jsonl")));
    arguments_setting(&line, "natural", text_of(inside(job, "natural.jsonl")));
    arguments_setting(&line, "stats", text_of(inside(job, "teach.json")));
    arguments_setting(&line, "min-proof", config_text(job->config, "export.min_proof"));
    return stage(job, &command_teach, "teach", &line, err);
}

static bool run_verify(struct job *job, struct error *err)
{
    struct arguments line;
    begin(job, &line, "verify", NULL);
    add_input(job, &line);
    arguments_setting(&line, "out", text_of(inside(job, "verdicts.jsonl")));
    arguments_setting(&line, "rejects", text_of(inside(job, "rejects.jsonl")));
    arguments_setting(&line, "stats", text_of(inside(job, "verify.json")));
    return stage(job, &command_verify, "verify", &line, err);
}

/* What shapes the errors, for weighing and for making them. */
static void add_errors(struct job *job, struct arguments *line)
{
    if (config_bool(job->config, "input.allow_eval"))
        arguments_add(line, "--allow-eval");
    arguments_number(line, "seed", config_int(job->config, "inject.seed"));
    if (config_bool(job->config, "inject.truncate"))
        arguments_add(line, "--truncate");
    if (!config_bool(job->config, "inject.filters"))
        arguments_add(line, "--unfiltered");
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
    begin(job, &line, "weigh", NULL);
    add_input(job, &line);
    arguments_setting(&line, "out", text_of(inside(job, "weights.json")));
    arguments_setting(&line, "rejects", TEXT("none"));
    arguments_setting(&line, "types", config_text(job->config, "inject.types"));
    arguments_setting(&line, "places", config_text(job->config, "inject.places"));
    add_errors(job, &line);
    return stage(job, &command_weigh, "weigh", &line, err);
}

static bool run_inject(struct job *job, struct error *err)
{
    struct arguments line;
    begin(job, &line, "inject", NULL);
    add_input(job, &line);
    arguments_setting(&line, "out", text_of(inside(job, "records.jsonl")));
    arguments_setting(&line, "rejects", TEXT("none")); /* verifying has kept them */
    arguments_setting(&line, "refused", text_of(inside(job, "refused.jsonl")));
    arguments_setting(&line, "stats", text_of(inside(job, "inject.json")));
    add_errors(job, &line);
    if (is_mixed(job)) {
        arguments_setting(&line, "weights", text_of(inside(job, "weights.json")));
        arguments_number(&line, "per-solution", config_int(job->config, "inject.per_solution"));
    } else if (!text_equal(config_text(job->config, "inject.twins"), TEXT("none"))) {
        arguments_setting(&line, "twins", config_text(job->config, "inject.twins"));
    } else {
        arguments_list(&line, "injectors", "inject.injectors");
    }
    if (config_bool(job->config, "inject.matched"))
        arguments_add(&line, "--matched");
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
    begin(job, &line, "export", NULL);
    arguments_add(&line, inside(job, "records.jsonl"));
    arguments_setting(&line, "out", text_of(inside(job, folder)));
    if (injector)
        arguments_setting(&line, "injectors", text_of(injector));
    arguments_list(&line, "format", "export.formats");
    for (size_t i = 0; i < COUNT(pairs); i++)
        arguments_setting(&line, pairs[i].option, config_text(job->config, pairs[i].key));
    arguments_number(&line, "negatives", config_int(job->config, "export.negatives"));
    arguments_list(&line, "with", "export.with");
    arguments_list(&line, "split-shares", "export.split_shares");
    for (size_t i = 0; i < COUNT(lists); i++)
        arguments_each(&line, lists[i].option, lists[i].key);
    if (config_bool(job->config, "export.cut_clean"))
        arguments_add(&line, "--cut-clean");
    if (config_bool(job->config, "export.hub"))
        arguments_add(&line, "--hub");
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

static bool write_manifest(struct job *job, struct error *err)
{
    struct manifest_part parts[PARTS_MAX];
    struct buffer canonical = {0};
    const struct text *names;
    size_t const exports = MIN(export_names(job, &names), (size_t)PARTS_MAX - 5);
    size_t count = 0;
    if (problems(job, &names))
        parts[count++] = (struct manifest_part){"teach", inside(job, "teach.json")};
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
    recipe_settings(job->config, &canonical);
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
    recipe_settings(job->config, &canonical);
    hash_begin(hash);
    hash_add(hash, TEXT("misstep " MISSTEP_VERSION "\n"));
    hash_add(hash, buffer_text(&canonical));
    hash_end(hash, job->fingerprint);
    hash_free(hash);
    buffer_free(&canonical);
}

static bool check_input(const struct job *job, struct error *err)
{
    const struct text *files;
    bool const rows = config_list(job->config, "input.files", &files) > 0, taught = problems(job, &files) > 0;
    if (!rows && !taught)
        return fail(err, EXIT_CONFIG, "no input: set input.files in the config, or --set input.files=FILE");
    if (rows && taught)
        return fail(err, EXIT_CONFIG,
                    "set input.files or teach.problems, not both: a teacher's solutions are a run of their own");
    return taught || !job->dry_run || fail(err, EXIT_USAGE, "--dry-run is for what costs money, and there is no teach.problems");
}

/* An earlier run with the same settings is gone on with. */
static bool take_over(struct job *job, struct error *err)
{
    bool const finished = access(inside(job, "manifest.json"), F_OK) == 0;
    if (finished && !job->force)
        return fail(err, EXIT_CANNOT_CREATE, "%s is finished; use -f to make it anew", job->out);
    if (!finished)
        read_state(job);
    unlink(inside(job, "manifest.json"));
    return note_state(job, err);
}

static bool run_job(struct job *job, struct error *err)
{
    struct text const out = config_text(job->config, "out");
    if (!out.size || out.size > NAME_BYTES)
        return fail(err, EXIT_CONFIG, "no folder to write to: set out in the config, or -o DIR");
    if (!check_input(job, err))
        return false;
    job->out = kept(job, out);
    take_fingerprint(job);
    if (!folder_make(job->out, err))
        return false;
    if (job->dry_run)
        return run_teach(job, err);
    bool const done = take_over(job, err) && run_teach(job, err) && run_verify(job, err) && run_weigh(job, err) &&
                      run_inject(job, err) && run_export(job, err) && write_manifest(job, err);
    if (done)
        unlink(inside(job, ".run"));
    if (done && !job->quiet)
        progress_words(job->self->name, "everything is in %s (see manifest.json)", job->out);
    return done;
}

static bool configure(struct job *job, struct error *err)
{
    if (!config_read(job->config, job->path, err))
        return false;
    for (size_t i = 0; i < job->sets.count; i++)
        if (!config_set(job->config, job->sets.items[i], err))
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
    const char *out = NULL, *threads = NULL;
    bool print = false;
    struct job job = {.self = self};
    struct option const options[] = {
        {"set", 's', OPTION_TEXTS, &job.sets, "KEY=VALUE", "override a setting, e.g. inject.seed=7 (repeatable)", 0, 0},
        {"out", 'o', OPTION_TEXT, &out, "DIR", "the same as --set out=DIR", 0, 0},
        {"threads", 'j', OPTION_TEXT, &threads, "N", "the same as --set threads=N", 0, 0},
        {"print-config", 0, OPTION_FLAG, &print, NULL, "print the effective settings and where each comes from; do nothing", 0,
         0},
        {"dry-run", 'n', OPTION_FLAG, &job.dry_run, NULL,
         "with a teacher: print the first request and the cost at worst; ask nothing", 0, 0},
        {"force", 'f', OPTION_FLAG, &job.force, NULL, "overwrite what is there", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &job.quiet, NULL, "no words on stderr but errors", 0, 0},
    };
    struct error err;
    size_t count;
    int code;
    if (!command_start(self, options, COUNT(options), argc, argv, &job.path, 1, &count, &code))
        return code;
    if (count == 0) {
        fail(&err, EXIT_USAGE, "no config file given");
        return command_failed(self, &err);
    }
    const struct setting *table = recipe(&count);
    job.config = config_new(table, count);
    bool good = configure(&job, &err) && (!out || set_option(&job, "out", out, &err)) &&
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
    .says = "Teaches, verifies, injects and exports as a config file says, into one folder with a manifest.",
    .examples = "  misstep run configs/demo.yaml\n"
                "  misstep run configs/gsm8k.yaml --set input.files=train.jsonl -o out -j 2\n"
                "  misstep run configs/teacher.yaml --set teach.problems=problems.jsonl -o out --dry-run\n"
                "  misstep run configs/demo.yaml --print-config\n",
    .usage = "misstep run CONFIG.yaml [--set KEY=VALUE]… [options]\n\n"
             "  An interrupted run goes on when the same command is given again. Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
