/* misstep lint: will the trainer read this dataset as it is meant? */
#include "command.h"
#include "json_write.h"
#include "lint.h"
#include "rendering.h"
#include "roster.h"
#include "suggest.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { INPUTS_MAX = 4096, FORMATS_MAX = 256, SHOW = 10 };

struct typed {
    const char *format, *tokenizer, *separator, *ratio;
    int64_t max_tokens, show;
    bool json, strict, quiet, rules;
};

struct task {
    struct typed typed;
    const char *inputs[INPUTS_MAX];
    size_t inputs_count;
    struct lint_job job;
    struct lint_counts counts;
    struct tokenizer *tokenizer;
    struct arena arena;
    struct buffer out;
};

static const char *const level_names[] = {"warning", "error"}; /* enum lint_level */

static void flush(struct task *task)
{
    fwrite(task->out.at ? task->out.at : "", 1, task->out.size, stdout);
    task->out.size = 0;
}

static void put_path(struct json_writer *w, const char *path)
{
    size_t bad;
    struct shown const shown = typed_shown(text_of(path)); /* a name need not be UTF-8 */
    json_member_text(w, "file", text_is_utf8(text_of(path), &bad) ? text_of(path) : text_of(shown.at));
}

static void put_json(struct buffer *out, const struct lint_finding *f)
{
    struct json_writer w = {.out = out};
    size_t bad;
    json_open(&w, '{');
    put_path(&w, f->path);
    json_member_int(&w, "line", (int64_t)f->line);
    json_member_text(&w, "level", text_of(level_names[f->rule->level]));
    json_member_text(&w, "rule", text_of(f->rule->name));
    json_member_text(&w, "reason", text_is_utf8(f->reason, &bad) ? f->reason : text_part(f->reason, 0, bad));
    json_close(&w, '}');
    buffer_char(out, '\n');
}

static void found(void *with, const struct lint_finding *f)
{
    struct task *task = with;
    uint64_t const number = task->counts.found[f->rule - lint_rules];
    bool const shown = !task->typed.show || number <= (uint64_t)task->typed.show;
    if (task->typed.json)
        put_json(&task->out, f);
    else if (shown && !task->typed.quiet) {
        buffer_string(&task->out, f->path);
        if (f->line)
            buffer_format(&task->out, ":%" PRIu64, f->line);
        buffer_format(&task->out, ": %s: %s: ", level_names[f->rule->level], f->rule->name);
        buffer_add(&task->out, f->reason);
        buffer_char(&task->out, '\n');
    }
    flush(task);
}

static void count_levels(const struct task *task, uint64_t out[2])
{
    out[LINT_WARNING] = out[LINT_ERROR] = 0;
    for (size_t i = 0; i < lint_rules_count; i++)
        out[lint_rules[i].level] += task->counts.found[i];
}

static void summarize_json(struct task *task)
{
    struct json_writer w = {.out = &task->out};
    uint64_t levels[2];
    count_levels(task, levels);
    json_open(&w, '{');
    json_member_int(&w, "files", (int64_t)task->counts.files);
    json_member_int(&w, "rows", (int64_t)task->counts.rows);
    json_member_int(&w, "errors", (int64_t)levels[LINT_ERROR]);
    json_member_int(&w, "warnings", (int64_t)levels[LINT_WARNING]);
    json_key(&w, "rules");
    json_open(&w, '{');
    for (size_t i = 0; i < lint_rules_count; i++)
        if (task->counts.found[i]) {
            json_key_text(&w, text_of(lint_rules[i].name));
            json_put_int(&w, (int64_t)task->counts.found[i]);
        }
    json_close(&w, '}');
    json_close(&w, '}');
    buffer_char(&task->out, '\n');
}

static void add_count(struct buffer *out, uint64_t count, const char *what)
{
    buffer_format(out, "%" PRIu64 " %s%s", count, what, count == 1 ? "" : "s");
}

static void summarize(struct task *task)
{
    uint64_t levels[2];
    count_levels(task, levels);
    for (size_t i = 0; i < lint_rules_count; i++)
        if (task->counts.found[i])
            buffer_format(&task->out, "%8" PRIu64 "  %-7s  %-18s %s\n", task->counts.found[i], level_names[lint_rules[i].level],
                          lint_rules[i].name, lint_rules[i].says);
    add_count(&task->out, task->counts.rows, "row");
    buffer_string(&task->out, " in ");
    add_count(&task->out, task->counts.files, "file");
    buffer_string(&task->out, ": ");
    add_count(&task->out, levels[LINT_ERROR], "error");
    buffer_string(&task->out, ", ");
    add_count(&task->out, levels[LINT_WARNING], "warning");
    buffer_char(&task->out, '\n');
}

static int list_rules(void)
{
    for (size_t i = 0; i < lint_rules_count; i++)
        printf("%-18s %-8s %s\n    %s\n", lint_rules[i].name, level_names[lint_rules[i].level], lint_rules[i].formats,
               lint_rules[i].says);
    return EXIT_OK;
}

static bool choose_format(struct task *task, struct error *err)
{
    const char *names[FORMATS_MAX] = {"hf"};
    size_t count = 1;
    if (strcmp(task->typed.format, "hf") == 0)
        return true;
    for (size_t i = 0; i < roster_datasets_count && count < FORMATS_MAX; i++) {
        names[count++] = roster_datasets[i]->name;
        if (strcmp(task->typed.format, roster_datasets[i]->name) == 0)
            task->job.format = roster_datasets[i];
    }
    const char *near = suggest(task->typed.format, names, count);
    struct shown const shown = typed_shown(text_of(task->typed.format));
    return task->job.format ||
           fail(err, EXIT_USAGE, "--format: unknown format '%s'%s%s%s", shown.at, near ? "; did you mean " : "", near ? near : "",
                near ? "?" : "; `misstep list` knows them all");
}

/* "3.2", at most three digits behind the point, as characters of 1000 tokens. */
static bool read_ratio(const char *typed, int64_t *out, struct error *err)
{
    int64_t value = 0, unit = 0;
    for (const char *at = typed; *at; at++) {
        if (*at == '.' && !unit && at > typed)
            unit = 1;
        else if (is_digit(*at) && unit < 1000 && value < 1000000) {
            value = value * 10 + (*at - '0');
            unit *= 10;
        } else
            return fail(err, EXIT_USAGE, "--chars-per-token must be a number like 3.2");
    }
    for (unit = unit ? unit : 1; unit < 1000; unit *= 10)
        value *= 10;
    *out = value;
    return value > 0 || fail(err, EXIT_USAGE, "--chars-per-token must be a number like 3.2");
}

static bool prepare(struct task *task, struct error *err)
{
    const struct typed *typed = &task->typed;
    task->job.inputs = task->inputs;
    task->job.inputs_count = task->inputs_count;
    task->job.known = roster_datasets;
    task->job.known_count = roster_datasets_count;
    task->job.max_tokens = typed->max_tokens;
    task->job.found = found;
    task->job.with = task;
    task->job.interrupted = command_interrupted;
    if (!task->inputs_count)
        return fail(err, EXIT_USAGE, "no dataset given");
    if (!choose_format(task, err) || !read_ratio(typed->ratio, &task->job.ratio, err) ||
        !rendering_unescape("--separator", typed->separator, &task->arena, &task->job.separator, err))
        return false;
    if (typed->tokenizer && !(task->tokenizer = tokenizer_read(typed->tokenizer, err)))
        return false;
    task->job.tokenizer = task->tokenizer;
    return true;
}

static int lint(const struct command *self, struct task *task)
{
    struct error err;
    uint64_t levels[2];
    if (!prepare(task, &err) || !lint_run(&task->job, &task->counts, &err))
        return command_failed(self, &err);
    if (task->typed.json)
        summarize_json(task);
    else
        summarize(task);
    flush(task);
    if (fflush(stdout) != 0) {
        fail(&err, EXIT_IO, "cannot write to standard output");
        return command_failed(self, &err);
    }
    count_levels(task, levels);
    return levels[LINT_ERROR] || (task->typed.strict && levels[LINT_WARNING]) ? EXIT_FINDINGS : EXIT_OK;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct task task = {.typed = {.format = "hf", .separator = "", .ratio = "3.2", .show = SHOW}};
    struct typed *typed = &task.typed;
    int code;
    struct option const options[] = {
        {"format", 0, OPTION_TEXT, &typed->format, "NAME",
         "check the rules of this format and its trainer too (default hf: those of Hugging Face `datasets` alone, and of the "
         "format that a folder's config is named after)",
         0, 0},
        {"tokenizer", 0, OPTION_TEXT, &typed->tokenizer, "FILE", "a tokenizer.json (BPE): tokens are counted, not estimated", 0,
         0},
        {"max-tokens", 0, OPTION_INT, &typed->max_tokens, "N",
         "the trainer's window (default: TRL's 1024, OpenRLHF's 512, others none)", 1, INT32_MAX},
        {"chars-per-token", 0, OPTION_TEXT, &typed->ratio, "X", "for estimates without a tokenizer (default 3.2)", 0, 0},
        {"separator", 0, OPTION_TEXT, &typed->separator, "TEXT",
         "what the trainer puts behind each step (default \\n for trl-prm); understands \\n, \\t", 0, 0},
        {"show", 0, OPTION_INT, &typed->show, "N", "show the first N findings of each rule (default 10; 0: all)", 0, INT32_MAX},
        {"json", 0, OPTION_FLAG, &typed->json, NULL, "all findings as lines of JSON, a summary last", 0, 0},
        {"strict", 0, OPTION_FLAG, &typed->strict, NULL, "warnings alone make the exit code 1 too", 0, 0},
        {"rules", 0, OPTION_FLAG, &typed->rules, NULL, "list the rules", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &typed->quiet, NULL, "only the summary", 0, 0},
    };
    if (!command_start(self, options, COUNT(options), argc, argv, task.inputs, INPUTS_MAX, &task.inputs_count, &code))
        return code;
    if (typed->rules)
        return list_rules();
    command_watch_signals();
    code = lint(self, &task);
    tokenizer_free(task.tokenizer);
    buffer_free(&task.out);
    arena_free(&task.arena);
    return code;
}

const struct command command_lint = {
    .name = "lint",
    .says = "Tries a dataset on the rules of its trainer and of `datasets`; exits 1 if rows would be lost or misread.",
    .examples = "  misstep lint out/trl-dpo/train.jsonl --format trl-dpo\n"
                "  misstep lint prm.jsonl --format trl-prm --tokenizer tokenizer.json --max-tokens 2048\n"
                "  misstep lint hub-folder --strict\n"
                "  misstep lint --rules\n",
    .usage = "misstep lint DATASET… [--format NAME] [--tokenizer FILE] [options]\n\n"
             "  DATASET: files (shards of one dataset), or a folder as on the Hub, with or without a card. Findings stand on "
             "standard\n"
             "  output as FILE:LINE: LEVEL: RULE: REASON. Exit codes: 0 no finding (or warnings alone), 1 errors.",
    .run = run,
};
