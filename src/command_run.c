/* run: a config file -> teach, verify, inject and export as their own verbs would do them, into one folder with a manifest. Each stage
 * is a command line that anybody can repeat; the manifest lists them. */
#include "corpus.h"
#include "manifest.h"
#include "mix.h"
#include "progress.h"
#include "recipe.h"
#include "rendering.h"
#include "roster.h"
#include "stages.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern const struct command command_inject, command_export;

enum { NAME_BYTES = 4096, PARTS_MAX = 80, STATE_MAX = 1 << 16 };

struct run {
    const struct command *self;
    struct job job;
    bool ours; /* an earlier run with the same settings was here: what stands there may be overwritten */
    char fingerprint[65];
    struct buffer state;    /* the fingerprint, and the names of finished stages, one a line */
    struct buffer commands; /* JSON: the command lines */
    int worst;
};

static bool is_done(const struct run *run, const char *name)
{
    struct buffer mark = {0};
    buffer_format(&mark, "\n%s\n", name);
    bool const done = text_find(buffer_text(&run->state), buffer_text(&mark), 0) < run->state.size;
    buffer_free(&mark);
    return done;
}

static bool note_state(struct run *run, struct error *err)
{
    return file_write_whole(stages_inside(&run->job, ".run"), buffer_text(&run->state), err);
}

/* How many threads there were, and how much was said, is no part of what was done. */
static bool about_threads(struct text text)
{
    return text_starts(text, TEXT("--threads=")) || text_equal(text, TEXT("--force")) || text_equal(text, TEXT("--quiet"));
}

static void list_command(struct run *run, const struct arguments *line)
{
    struct json_writer w = {.out = &run->commands, .comma = run->commands.size > 0};
    json_open(&w, '[');
    json_put_text(&w, TEXT("misstep"));
    for (int i = 0; i < line->count; i++)
        if (!about_threads(text_of(line->items[i])))
            json_put_text(&w, text_of(line->items[i]));
    json_close(&w, ']');
}

/* Runs one verb unless an earlier run has finished it under this name. Its findings are no failure of the whole. */
static bool run_stage(struct run *run, const struct stage *stage, const char *name, struct arguments *line, struct error *err)
{
    list_command(run, line);
    if (is_done(run, name)) {
        progress_words(run->self->name, "%s is done already", name);
        return true;
    }
    int const code = stage->verb->run(stage->verb, line->count, line->items);
    if (stage->verb == &command_inject)
        run->worst = code; /* 1: lines were rejected */
    if (code == EXIT_INTERRUPTED)
        return fail(err, code, "interrupted; the same command goes on from here");
    if (code != EXIT_OK && (code != EXIT_FINDINGS || stage->verb == &command_export)) /* a shut gate */
        return fail(err, code, "the stage %s failed", name);
    buffer_format(&run->state, "%s\n", name);
    return note_state(run, err);
}

/* Of an earlier stage, which has not written it yet: what this one would read. NULL: everything is there. */
static const char *missing(const struct job *job, const struct arguments *line)
{
    size_t const folder = strlen(job->out);
    for (int i = 1; i < line->count; i++)
        if (strncmp(line->items[i], job->out, folder) == 0 && line->items[i][folder] == '/' && access(line->items[i], R_OK) != 0)
            return line->items[i];
    return NULL;
}

/* The first request of each kind, and what it costs at worst. */
static bool show_stages(struct run *run, struct error *err)
{
    struct job *job = &run->job;
    struct arguments line;
    for (size_t i = 0; i < stages_count; i++) {
        if (!stages[i].asks || !stages[i].times(job, &stages[i]))
            continue;
        stages_line(job, &stages[i], 0, false, &line);
        const char *wanted = missing(job, &line);
        int const code = wanted ? EXIT_OK : stages[i].verb->run(stages[i].verb, line.count, line.items);
        if (wanted)
            progress_words(run->self->name, "%s asks about %s, which is not written yet: what it costs is not known",
                           stages[i].name, wanted);
        if (code != EXIT_OK)
            return fail(err, code, "the dry run failed");
    }
    return true;
}

/* What a turn has made. */
static struct manifest_part part_of(struct job *job, const struct stage *stage, size_t turn)
{
    const char *name = stages_name(job, stage, turn);
    struct text *files = ARENA_ARRAY(&job->arena, struct text, STAGE_FILES_MAX);
    const char *figures = stages_figures(job, stage, turn);
    bool const there = figures && access(figures, F_OK) == 0; /* a judge that did not pass its gate writes nothing */
    struct manifest_part part = {.key = name, .path = there ? figures : NULL, .files = files};
    for (size_t i = 0; i < STAGE_FILES_MAX && stage->files[i].option; i++) {
        const char *file = stages_file(job, stage, turn, i);
        if (access(stages_inside(job, file), F_OK) == 0) /* where nothing was rejected there is no file of rejects */
            files[part.files_count++] = text_of(file);
    }
    return part;
}

static bool run_stages(struct run *run, struct error *err)
{
    struct arguments line;
    for (size_t i = 0; i < stages_count; i++)
        for (size_t turn = 0; turn < stages[i].times(&run->job, &stages[i]); turn++) {
            const char *name = stages_name(&run->job, &stages[i], turn);
            stages_line(&run->job, &stages[i], turn, run->ours, &line);
            if (stages[i].times(&run->job, &stages[i]) > 1 && !run->job.quiet)
                progress_words(run->self->name, "%s", name);
            if (!run_stage(run, &stages[i], name, &line, err))
                return false;
        }
    return true;
}

static bool write_manifest(struct run *run, struct error *err)
{
    struct manifest_part parts[PARTS_MAX];
    struct buffer canonical = {0};
    size_t count = 0;
    for (size_t i = 0; i < stages_count; i++)
        for (size_t turn = 0; turn < stages[i].times(&run->job, &stages[i]) && count < PARTS_MAX; turn++)
            parts[count++] = part_of(&run->job, &stages[i], turn);
    recipe_settings(run->job.config, &canonical);
    bool const good = manifest_write(stages_inside(&run->job, "manifest.json"), run->fingerprint, buffer_text(&canonical),
                                     buffer_text(&run->commands), parts, count, err);
    buffer_free(&canonical);
    return good;
}

/* What an earlier run with the same settings has finished. */
static void read_state(struct run *run)
{
    struct buffer bytes = {0};
    struct error ignored;
    const char *path = stages_inside(&run->job, ".run");
    if (access(path, R_OK) == 0 && stream_read_all(path, STATE_MAX, &bytes, &ignored))
        run->ours = text_starts(buffer_text(&bytes), buffer_text(&run->state));
    if (run->ours) {
        buffer_free(&run->state);
        run->state = bytes;
    } else {
        buffer_free(&bytes);
    }
}

static void take_fingerprint(struct run *run)
{
    struct buffer canonical = {0};
    struct hash *hash = hash_new();
    recipe_settings(run->job.config, &canonical);
    hash_begin(hash);
    hash_add(hash, TEXT("misstep " MISSTEP_VERSION "\n"));
    hash_add(hash, buffer_text(&canonical));
    hash_end(hash, run->fingerprint);
    hash_free(hash);
    buffer_free(&canonical);
    buffer_format(&run->state, "%s\n", run->fingerprint);
}

static bool asks_anybody(const struct job *job)
{
    for (size_t i = 0; i < stages_count; i++)
        if (stages[i].asks && stages[i].times(job, &stages[i]))
            return true;
    return false;
}

/* What the verbs would not take together, or would leave unheard. */
static bool check_errors(const struct config *config, struct error *err)
{
    const struct text *names;
    bool const mixed = config_text(config, "inject.types").size || config_text(config, "inject.places").size,
               twins = !text_equal(config_text(config, "inject.twins"), TEXT("none")),
               listed = config_list(config, "inject.injectors", &names) > 0;
    if (mixed + twins + listed > 1)
        return fail(err, EXIT_CONFIG,
                    "set inject.injectors, inject.types (or places) or inject.twins, not two of them: each says which errors "
                    "are made");
    if (config_bool(config, "inject.matched") && (mixed || twins))
        return fail(err, EXIT_CONFIG, "inject.matched excludes inject.types, inject.places and inject.twins");
    if (config_int(config, "inject.per_solution") != 1 && !mixed)
        return fail(err, EXIT_CONFIG, "inject.per_solution goes with inject.types or inject.places");
    return !config_bool(config, "export.by_injector") || listed ||
           fail(err, EXIT_CONFIG, "export.by_injector makes a folder for each of inject.injectors: name them");
}

static bool check_injectors(const struct config *config, const char *key, struct error *err)
{
    const struct text *names;
    struct error why;
    size_t const count = config_list(config, key, &names);
    for (size_t i = 0; i < count; i++)
        if (!injector_find(names[i], roster_injectors, roster_injectors_count, &why))
            return fail(err, EXIT_CONFIG, "%s: %s", key, why.says);
    return true;
}

/* Names that a later stage would not know: nobody is to wait for that. */
static bool check_names(const struct config *config, struct error *err)
{
    const struct text *names;
    const struct dataset *format;
    struct mix mix;
    struct error why;
    size_t const count = config_list(config, "export.formats", &names);
    for (size_t i = 0; i < count; i++)
        if (!rendering_format("export.formats", names[i].at, &format, &why))
            return fail(err, EXIT_CONFIG, "%s", why.says);
    struct text const types = config_text(config, "inject.types"), places = config_text(config, "inject.places");
    if (types.size && !mix_types(&mix, types, roster_injectors, roster_injectors_count, &why))
        return fail(err, EXIT_CONFIG, "inject.types: %s", why.says);
    if (places.size && !mix_places(&mix, places, &why))
        return fail(err, EXIT_CONFIG, "inject.places: %s", why.says);
    return check_injectors(config, "inject.injectors", err) && check_injectors(config, "teach.injectors", err);
}

static bool check_input(const struct job *job, struct error *err)
{
    const struct text *files;
    bool const rows = config_list(job->config, "input.files", &files) > 0, taught = stages_problems(job, &files) > 0;
    if (!rows && !taught)
        return fail(err, EXIT_CONFIG, "no input: set input.files in the config, or --set input.files=FILE");
    if (rows && taught)
        return fail(err, EXIT_CONFIG,
                    "set input.files or teach.problems, not both: a teacher's solutions are a run of their own");
    return !job->dry_run || asks_anybody(job) ||
           fail(err, EXIT_USAGE, "--dry-run is for what costs money, and there are neither teach.problems nor teach.stages");
}

/* An earlier run with the same settings is gone on with. */
static bool take_over(struct run *run, struct error *err)
{
    const char *manifest = stages_inside(&run->job, "manifest.json");
    bool const finished = access(manifest, F_OK) == 0;
    if (finished && !run->job.force)
        return fail(err, EXIT_CANNOT_CREATE, "%s is finished; use -f to make it anew", run->job.out);
    if (!finished)
        read_state(run);
    unlink(manifest);
    return note_state(run, err);
}

static bool run_job(struct run *run, struct error *err)
{
    struct text const out = config_text(run->job.config, "out");
    if (!out.size || out.size > NAME_BYTES)
        return fail(err, EXIT_CONFIG, "no folder to write to: set out in the config, or -o DIR");
    if (!check_input(&run->job, err) || !check_errors(run->job.config, err) || !check_names(run->job.config, err))
        return false;
    run->job.out = text_copy(&run->job.arena, out).at;
    take_fingerprint(run);
    if (!folder_make(run->job.out, err))
        return false;
    if (run->job.dry_run)
        return show_stages(run, err);
    bool const done = take_over(run, err) && run_stages(run, err) && write_manifest(run, err);
    if (done)
        unlink(stages_inside(&run->job, ".run"));
    if (done && !run->job.quiet)
        progress_words(run->self->name, "everything is in %s (see manifest.json)", run->job.out);
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

/* An option that stands for a setting; NULL: it was not given. */
static bool set_option(struct job *job, const char *key, const char *value, struct error *err)
{
    struct buffer assignment = {0};
    if (!value)
        return true;
    buffer_format(&assignment, "%s=%s", key, value);
    buffer_char(&assignment, '\0');
    bool const good = config_set(job->config, assignment.at, err);
    buffer_free(&assignment);
    return good;
}

static void print_settings(const struct config *config)
{
    struct buffer text = {0};
    config_print(config, &text);
    fwrite(text.at, 1, text.size, stdout);
    buffer_free(&text);
}

static int run(const struct command *self, int argc, char **argv)
{
    const char *out = NULL, *threads = NULL, *limit = NULL;
    bool print = false;
    struct run r = {.self = self};
    struct job *job = &r.job;
    struct option const options[] = {
        {"set", 's', OPTION_TEXTS, &job->sets, "KEY=VALUE", "override a setting, e.g. inject.seed=7 (repeatable)", 0, 0},
        {"out", 'o', OPTION_TEXT, &out, "DIR", "the same as --set out=DIR", 0, 0},
        {"threads", 'j', OPTION_TEXT, &threads, "N", "the same as --set threads=N", 0, 0},
        {"limit", 0, OPTION_TEXT, &limit, "N", "the same as --set input.limit=N", 0, 0},
        {"print-config", 0, OPTION_FLAG, &print, NULL, "print the effective settings and where each comes from; do nothing", 0,
         0},
        {"dry-run", 'n', OPTION_FLAG, &job->dry_run, NULL,
         "print the first request to a teacher of each kind, and the cost at worst; ask nothing", 0, 0},
        {"force", 'f', OPTION_FLAG, &job->force, NULL, "overwrite what is there", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &job->quiet, NULL, "no words on stderr but errors", 0, 0},
    };
    struct error err;
    size_t count;
    int code;
    if (!command_start(self, options, COUNT(options), argc, argv, &job->path, 1, &count, &code))
        return code;
    if (count == 0) {
        fail(&err, EXIT_USAGE, "no config file given");
        return command_failed(self, &err);
    }
    const struct setting *table = recipe(&count);
    job->config = config_new(table, count);
    bool good = configure(job, &err) && set_option(job, "out", out, &err) && set_option(job, "threads", threads, &err) &&
                set_option(job, "input.limit", limit, &err);
    if (good && print)
        print_settings(job->config);
    else
        good = good && run_job(&r, &err);
    code = good ? r.worst : command_failed(self, &err);
    config_free(job->config);
    buffer_free(&r.state);
    buffer_free(&r.commands);
    arena_free(&job->arena);
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
             "  An interrupted run goes on when the same command is given again. Exit codes: 0 done, 1 lines were rejected, or\n "
             " people agree too little.",
    .run = run,
};
