#include "command.h"
#include "export.h"
#include "output.h"
#include "principles.h"
#include "rendering.h"
#include "roster.h"
#include "suggest.h"

#include <stdio.h>
#include <unistd.h>

enum { INPUTS_MAX = 4096, PARTS_MAX = 256 };

static const char *const neutral_names[] = {"right", "wrong"}; /* enum neutral */

/* As typed. */
struct typed {
    struct rendering shown;
    const char *to, *format, *out, *preset, *map, *by, *neutral, *rejects, *split_by;
    bool allow_eval, force, quiet;
    struct gate_typed gate;
};

struct task {
    struct typed typed;
    const char *inputs[INPUTS_MAX];
    const struct dataset *format;
    struct input_settings input;
    struct export_job job;
    struct export_counts counts;
    struct text parts[PARTS_MAX]; /* principles, each of which gets a file of its own */
    size_t parts_count;
    struct arena arena;
};

static bool read_format(struct task *task, struct error *err)
{
    const struct typed *typed = &task->typed;
    if (typed->to && typed->format)
        return fail(err, EXIT_USAGE, "--to and --format are the same: one of them will do");
    if (!typed->to && !typed->format)
        return fail(err, EXIT_USAGE, "no format given: --to NAME (`misstep list formats` knows them all)");
    return rendering_format(typed->to ? "--to" : "--format", typed->to ? typed->to : typed->format, &task->format, err);
}

/* A file or standard output; a folder, where each row is a file. */
static bool place_rows(struct task *task, struct error *err)
{
    const char *out = task->typed.out ? task->typed.out : "-";
    if (!task->format->files)
        task->job.file = out;
    else
        task->job.folder = out;
    if (task->format->files && task->typed.split_by)
        return fail(err, EXIT_USAGE, "--split-by writes a file for each principle, %s one for each row", task->format->name);
    return !task->format->files || strcmp(out, "-") != 0 ||
           fail(err, EXIT_USAGE, "%s writes a file for each row, not to standard output: -o DIR", task->format->name);
}

static bool read_input(struct task *task, struct error *err)
{
    const struct typed *typed = &task->typed;
    size_t neutral = 0;
    task->input = (struct input_settings){.datasets = roster_datasets,
                                          .datasets_count = roster_datasets_count,
                                          .preset = typed->preset,
                                          .keep_marks = true,
                                          .whole = !typed->by && !task->format->place && !task->format->files,
                                          .refuse_evaluation = !typed->allow_eval};
    if ((typed->map && !input_map(typed->map, &task->input.map, err)) ||
        !input_splitting(typed->by, NULL, &task->input.splitting, err) ||
        !typed_choice("--neutral", typed->neutral, neutral_names, COUNT(neutral_names), &neutral, err))
        return false;
    task->job.reading = (struct feed_settings){.input = &task->input,
                                               .neutral = (enum neutral)neutral,
                                               .rejects = typed->rejects,
                                               .force = typed->force,
                                               .quiet = typed->quiet,
                                               .verb = "convert",
                                               .interrupted = command_interrupted};
    return true;
}

static bool prepare(struct task *task, struct error *err)
{
    if (!task->job.inputs_count && !isatty(STDIN_FILENO))
        task->inputs[task->job.inputs_count++] = "-";
    if (!task->job.inputs_count)
        return fail(err, EXIT_USAGE, "no input given");
    task->job.inputs = task->inputs;
    task->job.force = task->typed.force;
    task->job.formats = &task->format;
    task->job.formats_count = 1;
    task->job.arena = &task->arena;
    task->job.sieve.shares[SPLIT_TRAIN] = 1;
    task->job.verdicts = task->typed.gate.verdicts;
    return gate_read(&task->typed.gate, &task->job.min_kappa, err) && read_format(task, err) && place_rows(task, err) &&
           read_input(task, err) && rendering_read(&task->typed.shown, &task->arena, &task->job.how, err);
}

/* Notes the principles that there are: each names a file. */
static bool note_part(void *context, const struct pair *pair, bool given, struct error *err)
{
    struct task *task = context;
    (void)given;
    for (size_t i = 0; i < task->parts_count; i++)
        if (text_equal(task->parts[i], pair->principle))
            return true;
    if (!pair->principle.size)
        return fail(err, EXIT_DATA, "--split-by principle: the row has none, as pairs of misstep teach improve and revise have");
    if (!principle_is_id(pair->principle))
        return fail(err, EXIT_DATA, "--split-by principle: '%.*s' is none that could name a file",
                    (int)MIN(pair->principle.size, (size_t)60), pair->principle.at);
    if (task->parts_count == PARTS_MAX)
        return fail(err, EXIT_DATA, "--split-by principle: more than %d principles", PARTS_MAX);
    task->parts[task->parts_count++] = text_copy(&task->arena, pair->principle);
    return true;
}

static bool find_parts(struct task *task, struct error *err)
{
    static const char *const columns[] = {"principle"};
    struct feed_counts counts = {0};
    struct feed_settings reading = task->job.reading;
    size_t column;
    reading.rejects = NULL;
    reading.quiet = true;
    for (size_t i = 0; i < task->job.inputs_count; i++)
        if (strcmp(task->inputs[i], "-") == 0)
            return fail(err, EXIT_USAGE, "--split-by reads its files more than once: not -");
    if (!typed_choice("--split-by", task->typed.split_by, columns, COUNT(columns), &column, err))
        return false;
    if (!task->typed.out || strcmp(task->typed.out, "-") == 0)
        return fail(err, EXIT_USAGE, "with --split-by, -o names a folder");
    return feed_each(&reading, task->job.inputs, task->job.inputs_count, note_part, task, &counts, err);
}

static void print_count(uint64_t count, const char *says)
{
    if (count)
        fprintf(stderr, "  left out %ju: %s\n", (uintmax_t)count, says);
}

static void print_summary(const struct task *task)
{
    const struct feed_counts *read = &task->counts.read;
    const struct export_tally *made = &task->counts.formats[0];
    fprintf(stderr, "%s%s%ju rows of %s from %ju solutions: %ju faulty, %ju controls, %ju clean\n",
            task->typed.split_by ? task->job.file : "", task->typed.split_by ? ": " : "",
            (uintmax_t)(made->faulty + made->controls + made->clean), task->format->name,
            (uintmax_t)(read->records + read->solutions), (uintmax_t)made->faulty, (uintmax_t)made->controls,
            (uintmax_t)made->clean);
    print_count(read->rejected, "lines that cannot be read");
    print_count(read->unlabelled, "nothing is said of their steps");
    print_count(task->counts.below_proof, "below --min-proof");
    for (size_t i = 1; i < SKIP_COUNT; i++)
        print_count(read->skipped[i], row_skip_says((enum row_skip)i));
    for (size_t i = 0; i < DROPS; i++)
        print_count(made->dropped[i], drop_says[i]);
    if (made->trusted)
        fprintf(stderr, "  %ju rows say that steps are right because the labels say so\n", (uintmax_t)made->trusted);
}

/* One file, or one for each part; what cannot be read is kept and told once. */
static bool convert(struct task *task, struct error *err)
{
    if (!task->typed.split_by) {
        bool const good = export_run(&task->job, &task->counts, err);
        if (good && !task->typed.quiet)
            print_summary(task);
        return good;
    }
    if (!find_parts(task, err) || !folder_make(task->typed.out, err))
        return false;
    for (size_t i = 0; i < task->parts_count; i++) {
        struct buffer path = {0};
        buffer_format(&path, "%s/%.*s.jsonl", task->typed.out, (int)task->parts[i].size, task->parts[i].at);
        task->job.file = buffer_keep(&path, &task->arena).at;
        task->job.principle = task->parts[i];
        if (!export_run(&task->job, &task->counts, err))
            return false;
        if (!task->typed.quiet)
            print_summary(task);
        task->job.reading.rejects = NULL;
        task->job.reading.quiet = true;
    }
    return true;
}

enum { OWN_OPTIONS = 12, OPTIONS = OWN_OPTIONS + RENDERING_OPTIONS + GATE_OPTIONS };

static void list_options(struct typed *typed, struct option out[static OPTIONS])
{
    const struct option options[OWN_OPTIONS] = {
        {"to", 0, OPTION_TEXT, &typed->to, "NAME", "what to write (`misstep list formats` knows them all)", 0, 0},
        {"format", 0, OPTION_TEXT, &typed->format, "NAME", "the same, as other verbs call it", 0, 0},
        {"out", 'o', OPTION_OUTPUT, &typed->out, "FILE",
         "where the rows go (default: standard output); a folder for formats with a file for each row", 0, 0},
        {"preset", 'p', OPTION_TEXT, &typed->preset, "NAME", "what the input is (misstep list); else detected by its fields", 0,
         0},
        {"map", 'm', OPTION_TEXT, &typed->map, "FIELD=KEY,…", "where a field stands: problem=question,id=uuid", 0, 0},
        {"by", 0, OPTION_TEXT, &typed->by, "RULE",
         "cut whole texts into steps: auto, steps, paragraphs, lines, sentences (see misstep split --help). Without it they stay "
         "as "
         "they are, byte for byte, but for formats that label or trace steps (auto)",
         0, 0},
        {"neutral", 0, OPTION_TEXT, &typed->neutral, "HOW",
         "what a neutral label counts as, PRM800K's 0 or a share between 0 and 1: right (default) or wrong", 0, 0},
        {"split-by", 0, OPTION_TEXT, &typed->split_by, "COLUMN", "principle: a file for each, DIR/PRINCIPLE.jsonl below -o DIR",
         0, 0},
        {"allow-eval", 0, OPTION_FLAG, &typed->allow_eval, NULL, "take known evaluation sets too, which are refused otherwise", 0,
         0},
        {"rejects", 0, OPTION_OUTPUT, &typed->rejects, "FILE", "where lines go that cannot be read (default: words on stderr)", 0,
         0},
        {"force", 'f', OPTION_FLAG, &typed->force, NULL, "overwrite files that exist", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &typed->quiet, NULL, "no words on stderr but errors", 0, 0},
    };
    memcpy(out, options, sizeof options);
    rendering_table(&typed->shown, out + OWN_OPTIONS);
    gate_options(&typed->gate, out + OWN_OPTIONS + RENDERING_OPTIONS);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct task task = {.typed = {.shown = rendering_default, .neutral = neutral_names[0]}};
    struct option options[OPTIONS];
    struct error err = {0};
    int code;
    task.typed.shown.after_error = "verified";
    list_options(&task.typed, options);
    if (!command_start(self, options, COUNT(options), argc, argv, task.inputs, INPUTS_MAX, &task.job.inputs_count, &code))
        return code;
    command_watch_signals();
    bool const good = prepare(&task, &err) && convert(&task, &err);
    arena_free(&task.arena);
    if (!good)
        return command_failed(self, &err);
    return task.counts.read.rejected ? EXIT_FINDINGS : EXIT_OK;
}

const struct command command_convert = {
    .name = "convert",
    .says = "Turns labelled and preference data, or records, into another format.",
    .examples = "  misstep convert math-shepherd.jsonl --to trl-prm -o stepwise.jsonl\n"
                "  misstep convert phase1_train.jsonl --to processbench --neutral wrong -o -\n"
                "  misstep convert pairs.jsonl --to trl-dpo --split-by principle -o dpo\n"
                "  zcat pairs.jsonl.gz | misstep convert - --to llamafactory-alpaca > pairs.json\n",
    .usage =
        "misstep convert IN… --to FORMAT [-o FILE] [options]\n\n"
        "  Labels are taken as given: nothing is verified, no text is changed, calculator marks stay. Steps behind the first\n"
        "  error keep the labels they have; the row ends before the first without one (--after-error verified, the default "
        "here).\n"
        "  What a format cannot say is left out and counted: one side where it holds both, an error whose place is not known "
        "where\n"
        "  it says the place.\n\n"
        "  Exit codes: 0 done, 1 lines were rejected, or people reject a pair or agree less than --min-kappa.",
    .run = run,
};
