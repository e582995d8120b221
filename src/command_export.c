#include "command.h"
#include "export.h"
#include "json_write.h"
#include "output.h"
#include "rendering.h"
#include "roster.h"
#include "suggest.h"

#include <stdio.h>
#include <unistd.h>

enum { INPUTS_MAX = 4096 };

/* As typed. */
struct typed {
    struct option_texts formats;
    struct rendering shown;
    const char *folder, *injectors;
    int64_t negatives;
    bool force, quiet;
};

struct task {
    struct typed typed;
    const char *inputs[INPUTS_MAX];
    const struct dataset *formats[EXPORT_FORMATS_MAX];
    struct export_job job;
    struct export_counts counts;
    struct arena arena;
};

static bool add_format(struct task *task, const char *name, struct error *err)
{
    const struct dataset *format;
    if (!rendering_format("--format", name, &format, err))
        return false;
    for (size_t i = 0; i < task->job.formats_count; i++)
        if (task->formats[i] == format)
            return true;
    if (task->job.formats_count == EXPORT_FORMATS_MAX)
        return fail(err, EXIT_USAGE, "--format: more than %d formats", EXPORT_FORMATS_MAX);
    task->formats[task->job.formats_count++] = format;
    return true;
}

static bool read_formats(struct task *task, struct error *err)
{
    const struct option_texts *typed = &task->typed.formats;
    if (!typed->count)
        return add_format(task, "trl-dpo", err);
    for (size_t i = 0; i < typed->count; i++)
        for (const char *at = typed->items[i], *end; at; at = *end ? end + 1 : NULL) {
            end = at + strcspn(at, ",");
            if (!add_format(task, text_copy(&task->arena, (struct text){at, (size_t)(end - at)}).at, err))
                return false;
        }
    return true;
}

/* Names parted by commas; each must be one that records can have. */
static bool read_injectors(struct task *task, struct error *err)
{
    const char *names[64] = {"twin_swap", "twin_fresh"};
    size_t known = 2, chosen = 0;
    struct buffer list = {0};
    for (size_t i = 0; i < roster_injectors_count && known < COUNT(names); i++)
        names[known++] = roster_injectors[i]->name;
    bool good = true;
    for (const char *at = task->typed.injectors, *end; good && at; at = *end ? end + 1 : NULL) {
        end = at + strcspn(at, ",");
        good = typed_choice("--injectors", text_copy(&task->arena, (struct text){at, (size_t)(end - at)}).at, names, known,
                            &chosen, err);
        if (good)
            buffer_format(&list, "%s%s", list.size ? " " : "", names[chosen]);
    }
    task->job.injectors = buffer_keep(&list, &task->arena);
    return good;
}

static bool prepare(struct task *task, struct error *err)
{
    if (!task->job.inputs_count)
        return fail(err, EXIT_USAGE, "no records file given");
    if (!task->typed.folder)
        return fail(err, EXIT_USAGE, "no folder given: -o DIR");
    task->job.inputs = task->inputs;
    task->job.folder = task->typed.folder;
    task->job.force = task->typed.force;
    task->job.formats = task->formats;
    task->job.interrupted = command_interrupted;
    task->job.arena = &task->arena;
    task->job.sieve.shares[SPLIT_TRAIN] = 1;
    task->job.negatives = (size_t)task->typed.negatives;
    return read_formats(task, err) && read_injectors(task, err) &&
           rendering_read(&task->typed.shown, &task->arena, &task->job.how, err);
}

static void put_count(struct json_writer *w, const char *key, uint64_t count)
{
    json_key(w, key);
    json_put_int(w, (int64_t)count);
}

static void put_word(struct json_writer *w, const char *key, struct text word)
{
    json_key(w, key);
    json_put_text(w, word);
}

static void put_options(struct json_writer *w, const struct task *task)
{
    const struct typed *typed = &task->typed;
    const struct render *how = &task->job.how;
    json_key(w, "options");
    json_open(w, '{');
    put_word(w, "min_proof", text_of(typed->shown.min_proof));
    put_word(w, "after_error", text_of(typed->shown.after_error));
    put_word(w, "trust", text_of(typed->shown.trust));
    put_word(w, "system", how->system);
    put_word(w, "instruction", how->instruction);
    put_word(w, "step_prefix", how->step_prefix);
    put_word(w, "separator", how->separator);
    put_word(w, "answer_style", text_of(typed->shown.answer_style));
    put_word(w, "shape", text_of(typed->shown.shape));
    put_word(w, "with", text_of(typed->shown.with));
    put_count(w, "negatives", (uint64_t)typed->negatives);
    json_close(w, '}');
}

static uint64_t rows_of(const struct export_tally *tally)
{
    return tally->faulty + tally->controls + tally->clean;
}

static void put_format(struct json_writer *w, const char *name, const struct export_tally *tally)
{
    char file[128];
    snprintf(file, sizeof file, "%s/train.jsonl", name);
    json_open(w, '{');
    put_word(w, "format", text_of(name));
    put_word(w, "file", text_of(file));
    put_count(w, "rows", rows_of(tally));
    put_count(w, "faulty", tally->faulty);
    put_count(w, "controls", tally->controls);
    put_count(w, "clean", tally->clean);
    put_count(w, "trusted", tally->trusted);
    json_key(w, "dropped");
    json_open(w, '{');
    for (size_t i = 0; i < DROPS; i++)
        put_count(w, drop_names[i], tally->dropped[i]);
    json_close(w, '}');
    json_close(w, '}');
}

static void put_path(struct json_writer *w, const char *path)
{
    size_t bad;
    struct shown const shown = typed_shown(text_of(path)); /* a name need not be UTF-8 */
    json_put_text(w, text_is_utf8(text_of(path), &bad) ? text_of(path) : text_of(shown.at));
}

static void put_report(struct buffer *out, const struct task *task)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "inputs");
    json_open(&w, '[');
    for (size_t i = 0; i < task->job.inputs_count; i++)
        put_path(&w, task->inputs[i]);
    json_close(&w, ']');
    put_options(&w, task);
    put_count(&w, "records", task->counts.records);
    put_count(&w, "sources", task->counts.sources);
    put_count(&w, "other_injectors", task->counts.others);
    put_count(&w, "below_min_proof", task->counts.below_proof);
    json_key(&w, "formats");
    json_open(&w, '[');
    for (size_t i = 0; i < task->job.formats_count; i++)
        put_format(&w, task->formats[i]->name, &task->counts.formats[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_char(out, '\n');
}

static void print_summary(const struct task *task)
{
    const struct export_counts *counts = &task->counts;
    fprintf(stderr, "%ju records of %ju solutions", (uintmax_t)counts->records, (uintmax_t)counts->sources);
    if (counts->below_proof)
        fprintf(stderr, "; %ju below --min-proof %s", (uintmax_t)counts->below_proof, task->typed.shown.min_proof);
    fprintf(stderr, "\n%-16s %10s %10s %10s %10s\n", "format", "rows", "faulty", "controls", "clean");
    for (size_t i = 0; i < task->job.formats_count; i++) {
        const struct export_tally *tally = &counts->formats[i];
        fprintf(stderr, "%-16s %10ju %10ju %10ju %10ju\n", task->formats[i]->name, (uintmax_t)rows_of(tally),
                (uintmax_t)tally->faulty, (uintmax_t)tally->controls, (uintmax_t)tally->clean);
        for (size_t k = 0; k < DROPS; k++)
            if (tally->dropped[k])
                fprintf(stderr, "  left out %ju: %s\n", (uintmax_t)tally->dropped[k], drop_says[k]);
        if (tally->trusted)
            fprintf(stderr, "  %ju rows rest on --trust gold\n", (uintmax_t)tally->trusted);
    }
}

static struct output *open_report(const struct task *task, struct error *err)
{
    struct buffer path = {0};
    struct output *report = NULL;
    buffer_format(&path, "%s/export.json", task->job.folder);
    if (folder_make(task->job.folder, err))
        report = output_open(path.at, task->job.force, err);
    buffer_free(&path);
    return report;
}

/* Asked before any folder is made. */
static bool inputs_exist(const struct task *task, struct error *err)
{
    for (size_t i = 0; i < task->job.inputs_count; i++)
        if (strcmp(task->job.inputs[i], "-") != 0 && access(task->job.inputs[i], R_OK) != 0)
            return fail(err, EXIT_NO_INPUT, "cannot read %s", task->job.inputs[i]);
    return true;
}

static bool export_and_report(struct task *task, struct error *err)
{
    struct buffer text = {0};
    struct output *report = inputs_exist(task, err) ? open_report(task, err) : NULL;
    if (!report)
        return false;
    bool good = export_run(&task->job, &task->counts, err);
    if (good) {
        put_report(&text, task);
        good = output_write(report, buffer_text(&text), err);
    }
    buffer_free(&text);
    if (good)
        return output_commit(report, err);
    output_discard(report);
    return false;
}

enum { OWN_OPTIONS = 6, OPTIONS = OWN_OPTIONS + RENDERING_OPTIONS };

static void list_options(struct typed *typed, struct option out[static OPTIONS])
{
    const struct option options[OWN_OPTIONS] = {
        {"format", 0, OPTION_TEXTS, &typed->formats, "NAME",
         "what to write; several with commas or by standing again (default trl-dpo; `misstep list` knows them all)", 0, 0},
        {"out", 'o', OPTION_TEXT, &typed->folder, "DIR", "folder for FORMAT/train.jsonl and export.json (required)", 0, 0},
        {"force", 'f', OPTION_FLAG, &typed->force, NULL, "overwrite files of an earlier export", 0, 0},
        {"injectors", 'i', OPTION_TEXT, &typed->injectors, "A,B,…", "records of these only (default all)", 0, 0},
        {"negatives", 0, OPTION_INT, &typed->negatives, "K", "at most K faulty rows of each source solution (default 0: all)", 0,
         THIN_MOST},
        {"quiet", 'q', OPTION_FLAG, &typed->quiet, NULL, "no summary", 0, 0},
    };
    memcpy(out, options, sizeof options);
    rendering_table(&typed->shown, out + OWN_OPTIONS);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct task task = {.typed.shown = rendering_default};
    struct option options[OPTIONS];
    struct error err = {0};
    int code;
    list_options(&task.typed, options);
    if (!command_start(self, options, COUNT(options), argc, argv, task.inputs, INPUTS_MAX, &task.job.inputs_count, &code))
        return code;
    command_watch_signals();
    bool const good = prepare(&task, &err) && export_and_report(&task, &err);
    if (good && !task.typed.quiet)
        print_summary(&task);
    arena_free(&task.arena);
    return good ? EXIT_OK : command_failed(self, &err);
}

const struct command command_export = {
    .name = "export",
    .says = "Turns records into training data.",
    .examples = "  misstep export records.jsonl -o data\n"
                "  misstep export records.jsonl --format trl-dpo,trl-prm --min-proof all_steps -o data\n"
                "  misstep export a.jsonl.gz b.jsonl.gz --format processbench --trust gold -o data -f\n",
    .usage = "misstep export RECORDS… -o DIR [--format NAME]… [options]",
    .run = run,
};
