#include "account.h"
#include "card.h"
#include "command.h"
#include "json_write.h"
#include "output.h"
#include "rendering.h"
#include "roster.h"
#include "suggest.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { INPUTS_MAX = 4096 };

/* As typed. */
struct typed {
    struct option_texts formats;
    struct rendering shown;
    const char *folder, *injectors;
    int64_t negatives;
    bool cut_clean;
    bool force, quiet;
    struct publish publish;
    struct gate_typed gate;
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
    const char *names[64] = {"twin_swap", "twin_fresh", "twin_relation"};
    size_t known = 3, chosen = 0;
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
    if (strcmp(task->typed.folder, "-") == 0)
        return fail(err, EXIT_USAGE, "-o is a folder; `misstep convert` writes one format to standard output");
    task->job.inputs = task->inputs;
    task->job.folder = task->typed.folder;
    task->job.force = task->typed.force;
    task->job.formats = task->formats;
    task->job.reading.interrupted = command_interrupted;
    task->job.arena = &task->arena;
    task->job.negatives = (size_t)task->typed.negatives;
    task->job.cut_clean = task->typed.cut_clean;
    task->job.verdicts = task->typed.gate.verdicts;
    return read_formats(task, err) && read_injectors(task, err) && gate_read(&task->typed.gate, &task->job.min_kappa, err) &&
           rendering_read(&task->typed.shown, &task->arena, &task->job.how, err) &&
           publish_read(&task->typed.publish, &task->job, err);
}

static struct text options_text(const struct task *task, struct arena *arena)
{
    const struct rendering *shown = &task->typed.shown;
    const struct render *how = &task->job.how;
    struct buffer out = {0};
    struct json_writer w = {.out = &out};
    json_open(&w, '{');
    json_member_text(&w, "min_proof", text_of(shown->min_proof));
    json_member_text(&w, "after_error", text_of(shown->after_error));
    json_member_text(&w, "trust", text_of(shown->trust));
    json_member_text(&w, "system", how->system);
    json_member_text(&w, "instruction", how->instruction);
    json_member_text(&w, "step_prefix", how->step_prefix);
    json_member_text(&w, "separator", how->separator);
    json_member_text(&w, "answer_style", text_of(shown->answer_style));
    json_member_text(&w, "step_newlines", text_of(shown->step_newlines));
    json_member_text(&w, "shape", text_of(shown->shape));
    json_member_text(&w, "with", text_of(shown->with));
    json_member_int(&w, "negatives", task->typed.negatives);
    json_key(&w, "cut_clean");
    json_put_bool(&w, task->typed.cut_clean);
    publish_put(&task->typed.publish, &task->job, &w);
    json_close(&w, '}');
    return buffer_keep(&out, arena);
}

/* A file of the folder itself. */
static struct output *open_report(const struct task *task, const char *name, struct error *err)
{
    struct buffer path = {0};
    struct output *report = NULL;
    buffer_format(&path, "%s/%s", task->job.folder, name);
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
            return fail(err, EXIT_NO_INPUT, "cannot read %s: %s", task->job.inputs[i], strerror(errno));
    return true;
}

static bool finish(struct output *report, struct buffer *text, struct error *err)
{
    bool const good = output_write(report, buffer_text(text), err);
    buffer_free(text);
    if (good)
        return output_commit(report, err);
    output_discard(report);
    return false;
}

static bool write_reports(struct task *task, struct output *report, struct output *readme, struct error *err)
{
    struct card const card = {&task->job, &task->counts, &task->typed.publish, &task->typed.shown};
    struct buffer text = {0}, page = {0};
    account_write(&task->job, &task->counts, options_text(task, &task->arena), &text);
    if (!finish(report, &text, err)) {
        output_discard(readme);
        return false;
    }
    if (!readme)
        return true;
    card_write(&card, &page);
    return finish(readme, &page, err);
}

static bool remove_one(const char *path, struct error *err)
{
    return access(path, F_OK) != 0 || unlink(path) == 0 || fail(err, EXIT_IO, "cannot remove %s of an earlier export", path);
}

/* What an earlier --hub has left, and is not written now: it would tell of other rows. */
static bool sweep_hub(const struct task *task, struct error *err)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/README.md", task->job.folder);
    bool good = !card_is_ours(path.at) || remove_one(path.at, err);
    for (size_t i = 0; good && i < task->job.formats_count * SPLITS; i++) {
        path.size = 0;
        buffer_format(&path, "%s/ids/%s-%s.jsonl", task->job.folder, task->formats[i / SPLITS]->name, split_names[i % SPLITS]);
        good = remove_one(path.at, err);
    }
    buffer_free(&path);
    return good;
}

static bool export_and_report(struct task *task, struct error *err)
{
    bool const hub = task->typed.publish.hub;
    struct output *report = inputs_exist(task, err) ? open_report(task, "export.json", err) : NULL;
    struct output *readme = report && hub ? open_report(task, "README.md", err) : NULL;
    if (report && (readme || !hub) && export_run(&task->job, &task->counts, err) && (hub || sweep_hub(task, err)))
        return write_reports(task, report, readme, err);
    output_discard(report);
    output_discard(readme);
    return false;
}

enum { OWN_OPTIONS = 7, OPTIONS = OWN_OPTIONS + RENDERING_OPTIONS + PUBLISH_OPTIONS + GATE_OPTIONS };

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
        {"cut-clean", 0, OPTION_FLAG, &typed->cut_clean, NULL, "clean rows end with the step in which the faulty one errs", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &typed->quiet, NULL, "no summary", 0, 0},
    };
    memcpy(out, options, sizeof options);
    rendering_table(&typed->shown, out + OWN_OPTIONS);
    publish_options(&typed->publish, out + OWN_OPTIONS + RENDERING_OPTIONS);
    gate_options(&typed->gate, out + OWN_OPTIONS + RENDERING_OPTIONS + PUBLISH_OPTIONS);
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
        account_print(&task.job, &task.counts, task.typed.shown.min_proof);
    if (good)
        publish_warn(&task.typed.publish, &task.counts);
    publish_end(&task.job);
    arena_free(&task.arena);
    return good ? EXIT_OK : command_failed(self, &err);
}

const struct command command_export = {
    .name = "export",
    .says = "Turns records into training data.",
    .examples = "  misstep export records.jsonl -o data\n"
                "  misstep export records.jsonl --format trl-dpo,trl-prm --min-proof all_steps -o data\n"
                "  misstep export a.jsonl.gz b.jsonl.gz --format processbench --trust gold -o data -f\n"
                "  misstep export records.jsonl --hub --format trl-dpo,trl-prm --dedup near --against test.jsonl -o folder\n"
                "  misstep export checked.jsonl --verdicts verdicts.jsonl --min-kappa 0.6 -o data\n",
    .usage = "misstep export RECORDS… -o DIR [--format NAME]… [options]\n\n"
             "  Nothing is written unless all is well. Exit codes: 0 written, 1 people reject a record or agree less than\n"
             "  --min-kappa, 65 a line is no record, or the verdicts are about other records.",
    .run = run,
};
