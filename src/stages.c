#include "stages.h"

#include <stdio.h>

extern const struct command command_teach, command_verify, command_weigh, command_inject, command_filter, command_export;

static const char *joined(struct job *job, const char *folder, struct text name)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%.*s", folder, (int)name.size, name.at);
    const char *text = text_copy(&job->arena, buffer_text(&path)).at;
    buffer_free(&path);
    return text;
}

const char *stages_inside(struct job *job, const char *name)
{
    return joined(job, job->out, text_of(name));
}

size_t stages_problems(const struct job *job, const struct text **files)
{
    return config_list(job->config, "teach.problems", files);
}

static bool is_taught(const struct job *job)
{
    const struct text *files;
    return stages_problems(job, &files) > 0;
}

/* Is this one of teach.stages? */
static bool is_named(const struct job *job, const char *name)
{
    const struct text *names;
    size_t const count = config_list(job->config, "teach.stages", &names);
    for (size_t i = 0; i < count; i++)
        if (text_equal(names[i], text_of(name)))
            return true;
    return false;
}

static bool is_mixed(const struct job *job)
{
    return config_text(job->config, "inject.types").size || config_text(job->config, "inject.places").size;
}

/* Have people judged what an earlier run has made, and this one makes again? */
static bool is_looked_at(const struct job *job)
{
    return config_text(job->config, "export.verdicts").size > 0;
}

/* The injectors that get folders of their own; 0: one folder for all. */
static size_t folders(const struct job *job, const struct text **names)
{
    return config_bool(job->config, "export.by_injector") ? config_list(job->config, "inject.injectors", names) : 0;
}

static size_t always(const struct job *job, const struct stage *stage)
{
    (void)job;
    (void)stage;
    return 1;
}

static size_t if_taught(const struct job *job, const struct stage *stage)
{
    (void)stage;
    return is_taught(job);
}

static size_t if_mixed(const struct job *job, const struct stage *stage)
{
    (void)stage;
    return is_mixed(job);
}

/* The stages of a teacher that solves nothing are named in the config. */
static size_t if_named(const struct job *job, const struct stage *stage)
{
    return is_named(job, stage->what);
}

static size_t if_looked_at(const struct job *job, const struct stage *stage)
{
    (void)stage;
    return is_looked_at(job);
}

static size_t each_folder(const struct job *job, const struct stage *stage)
{
    (void)stage;
    const struct text *names;
    size_t const count = folders(job, &names);
    return count ? count : 1;
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
static void add_solutions(struct job *job, struct arguments *line)
{
    if (is_taught(job)) {
        arguments_add(line, stages_inside(job, "solutions.jsonl"));
        arguments_setting(line, "preset", TEXT("generic"));
    } else {
        add_rows(job, line, "input.files");
    }
    add_cutting(job, line);
}

static void add_threads(struct job *job, struct arguments *line)
{
    arguments_number(line, "threads", config_int(job->config, "threads"));
}

static void add_seed(struct job *job, struct arguments *line)
{
    arguments_number(line, "seed", config_int(job->config, "inject.seed"));
}

static void add_allowed(struct job *job, struct arguments *line)
{
    if (config_bool(job->config, "input.allow_eval"))
        arguments_add(line, "--allow-eval");
}

static void add_filters(struct job *job, struct arguments *line)
{
    if (!config_bool(job->config, "inject.filters"))
        arguments_add(line, "--unfiltered");
}

/* What shapes the errors, for weighing and for making them. */
static void add_errors(struct job *job, struct arguments *line)
{
    add_allowed(job, line);
    add_seed(job, line);
    add_filters(job, line);
    if (config_bool(job->config, "inject.truncate"))
        arguments_add(line, "--truncate");
}

/* Who is asked, and through which ledger. */
static void add_teacher(struct job *job, struct arguments *line)
{
    struct text const ledger = config_text(job->config, "teach.ledger");
    arguments_setting(line, "config", text_of(job->path));
    for (size_t i = 0; i < job->sets.count; i++)
        arguments_setting(line, "set", text_of(job->sets.items[i]));
    arguments_setting(line, "ledger", ledger.size ? ledger : text_of(stages_inside(job, "teacher.ledger")));
    add_seed(job, line);
    if (job->dry_run)
        arguments_add(line, "--dry-run");
}

static void add_sample(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    add_rows(job, line, "teach.problems");
    add_cutting(job, line);
    add_teacher(job, line);
    add_allowed(job, line);
    arguments_setting(line, "min-proof", config_text(job->config, "export.min_proof"));
}

static void add_verify(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    add_solutions(job, line);
    add_threads(job, line);
}

static void add_weigh(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    add_solutions(job, line);
    add_threads(job, line);
    arguments_setting(line, "rejects", TEXT("none")); /* verifying has kept them */
    arguments_setting(line, "types", config_text(job->config, "inject.types"));
    arguments_setting(line, "places", config_text(job->config, "inject.places"));
    arguments_number(line, "sample", config_int(job->config, "inject.sample"));
    add_errors(job, line);
}

static void add_inject(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    add_solutions(job, line);
    add_threads(job, line);
    arguments_setting(line, "rejects", TEXT("none"));
    add_errors(job, line);
    if (is_mixed(job)) {
        arguments_setting(line, "weights", text_of(stages_inside(job, "weights.json")));
        arguments_number(line, "per-solution", config_int(job->config, "inject.per_solution"));
    } else if (!text_equal(config_text(job->config, "inject.twins"), TEXT("none"))) {
        arguments_setting(line, "twins", config_text(job->config, "inject.twins"));
    } else {
        arguments_list(line, "injectors", "inject.injectors");
    }
    if (config_bool(job->config, "inject.matched"))
        arguments_add(line, "--matched");
}

static void add_careless(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    add_solutions(job, line);
    arguments_setting(line, "rejects", TEXT("none"));
    add_teacher(job, line);
    add_allowed(job, line);
    add_filters(job, line);
    arguments_list(line, "injectors", "teach.injectors");
}

/* A question about each solution, or many. */
static void add_responses(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    add_solutions(job, line);
    arguments_setting(line, "rejects", TEXT("none"));
    add_teacher(job, line);
    add_allowed(job, line);
}

static void add_pairs(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    if (is_taught(job))
        arguments_add(line, stages_inside(job, "others.jsonl"));
    add_solutions(job, line);
    add_allowed(job, line);
    arguments_setting(line, "strategy", config_text(job->config, "teach.pair_strategy"));
    arguments_list(line, "score", "teach.pair_scores");
    arguments_setting(line, "min-margin", config_text(job->config, "teach.min_margin"));
    arguments_setting(line, "max-margin", config_text(job->config, "teach.max_margin"));
    arguments_number(line, "max", config_int(job->config, "teach.pairs"));
}

/* All that is proved to be faulty. */
static void add_records(struct job *job, struct arguments *line)
{
    arguments_add(line, stages_inside(job, "records.jsonl"));
    if (is_named(job, "inject"))
        arguments_add(line, stages_inside(job, "slips.jsonl"));
}

static void add_logprob(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    add_records(job, line);
    add_teacher(job, line);
}

static void add_probable(struct job *job, struct arguments *line)
{
    if (is_named(job, "logprob"))
        arguments_add(line, stages_inside(job, "hard.jsonl"));
    else
        add_records(job, line);
}

static void add_filter(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    add_probable(job, line);
    arguments_setting(line, "verdicts", config_text(job->config, "export.verdicts"));
}

/* What is exported. */
static void add_chosen(struct job *job, struct arguments *line)
{
    if (is_looked_at(job))
        arguments_add(line, stages_inside(job, "checked.jsonl"));
    else
        add_probable(job, line);
}

static void add_judge(struct job *job, size_t turn, struct arguments *line)
{
    (void)turn;
    add_chosen(job, line);
    add_teacher(job, line);
}

/* Records and slips are of the same solutions, which are not to stand there twice. */
static struct text dedup(const struct job *job)
{
    struct text const set = config_text(job->config, "export.dedup");
    return set.size || !is_named(job, "inject") ? set : TEXT("exact");
}

static void add_export(struct job *job, size_t turn, struct arguments *line)
{
    static const struct {
        const char *option, *key;
    } words[] = {
        {"min-proof", "export.min_proof"}, {"after-error", "export.after_error"},   {"trust", "export.trust"},
        {"system", "export.system"},       {"instruction", "export.instruction"},   {"step-prefix", "export.step_prefix"},
        {"separator", "export.separator"}, {"answer-style", "export.answer_style"}, {"step-newlines", "export.step_newlines"},
        {"shape", "export.shape"},         {"verdicts", "export.verdicts"}};
    static const struct {
        const char *option, *key;
    } lists[] = {{"against", "export.against"}, {"license", "export.license"}, {"source-dataset", "export.source_dataset"}};
    const struct text *names;
    size_t const count = folders(job, &names);
    add_chosen(job, line);
    if (count)
        arguments_setting(line, "injectors", names[turn]);
    arguments_list(line, "format", "export.formats");
    for (size_t i = 0; i < COUNT(words); i++)
        arguments_setting(line, words[i].option, config_text(job->config, words[i].key));
    if (is_looked_at(job))
        arguments_setting(line, "min-kappa", config_text(job->config, "export.min_kappa"));
    arguments_setting(line, "dedup", dedup(job));
    arguments_number(line, "negatives", config_int(job->config, "export.negatives"));
    arguments_list(line, "with", "export.with");
    arguments_list(line, "split-shares", "export.split_shares");
    for (size_t i = 0; i < COUNT(lists); i++)
        arguments_each(line, lists[i].option, lists[i].key);
    if (config_bool(job->config, "export.cut_clean"))
        arguments_add(line, "--cut-clean");
    if (config_bool(job->config, "export.hub"))
        arguments_add(line, "--hub");
}

const struct stage stages[] = {
    {.name = "teach_sample",
     .verb = &command_teach,
     .what = "sample",
     .asks = true,
     .figures = "teach_sample.json",
     .files =
         {{"out", "solutions.jsonl"}, {"others", "others.jsonl"}, {"natural", "natural.jsonl"}, {"stats", "teach_sample.json"}},
     .times = if_taught,
     .add = add_sample},
    {.name = "verify",
     .verb = &command_verify,
     .figures = "verify.json",
     .files = {{"out", "verdicts.jsonl"}, {"rejects", "rejects.jsonl"}, {"stats", "verify.json"}},
     .times = always,
     .add = add_verify},
    {.name = "teach_rollouts",
     .verb = &command_teach,
     .what = "rollouts",
     .asks = true,
     .figures = "teach_rollouts.json",
     .files = {{"out", "values.jsonl"}, {"stats", "teach_rollouts.json"}},
     .times = if_named,
     .add = add_responses},
    {.name = "teach_pairs",
     .verb = &command_teach,
     .what = "pairs",
     .figures = "teach_pairs.json",
     .files = {{"out", "pairs.jsonl"}, {"stats", "teach_pairs.json"}},
     .times = if_named,
     .add = add_pairs},
    {.name = "teach_revise",
     .verb = &command_teach,
     .what = "revise",
     .asks = true,
     .figures = "teach_revise.json",
     .files = {{"out", "revised.jsonl"}, {"unusable", "not_revised.jsonl"}, {"stats", "teach_revise.json"}},
     .times = if_named,
     .add = add_responses},
    {.name = "teach_improve",
     .verb = &command_teach,
     .what = "improve",
     .asks = true,
     .figures = "teach_improve.json",
     .files = {{"out", "improved.jsonl"}, {"unusable", "not_improved.jsonl"}, {"stats", "teach_improve.json"}},
     .times = if_named,
     .add = add_responses},
    {.name = "weigh",
     .verb = &command_weigh,
     .figures = "weights.json",
     .files = {{"out", "weights.json"}},
     .times = if_mixed,
     .add = add_weigh},
    {.name = "inject",
     .verb = &command_inject,
     .figures = "inject.json",
     .files = {{"out", "records.jsonl"}, {"refused", "refused.jsonl"}, {"stats", "inject.json"}},
     .times = always,
     .add = add_inject},
    {.name = "teach_inject",
     .verb = &command_teach,
     .what = "inject",
     .asks = true,
     .figures = "teach_inject.json",
     .files = {{"out", "slips.jsonl"}, {"uncertified", "uncertified.jsonl"}, {"stats", "teach_inject.json"}},
     .times = if_named,
     .add = add_careless},
    {.name = "teach_logprob",
     .verb = &command_teach,
     .what = "logprob",
     .asks = true,
     .figures = "teach_logprob.json",
     .files = {{"out", "hard.jsonl"}, {"unscored", "unscored.jsonl"}, {"stats", "teach_logprob.json"}},
     .times = if_named,
     .add = add_logprob},
    {.name = "filter",
     .verb = &command_filter,
     .files = {{"out", "checked.jsonl"}, {"marks", "people.jsonl"}},
     .times = if_looked_at,
     .add = add_filter},
    {.name = "teach_judge",
     .verb = &command_teach,
     .what = "judge",
     .asks = true,
     .figures = "teach_judge.json",
     .files = {{"out", "judged.jsonl"}, {"stats", "teach_judge.json"}},
     .times = if_named,
     .add = add_judge},
    {.name = "export",
     .verb = &command_export,
     .figures = "export.json",
     .files = {{"out", "export"}},
     .times = each_folder,
     .add = add_export},
};
const size_t stages_count = COUNT(stages);

const char *stages_name(struct job *job, const struct stage *stage, size_t turn)
{
    const struct text *names;
    return stage->times == each_folder && folders(job, &names) ? joined(job, stage->name, names[turn]) : stage->name;
}

static bool writes_folder(const struct stage *stage)
{
    return stage->times == each_folder;
}

const char *stages_file(struct job *job, const struct stage *stage, size_t turn, size_t i)
{
    return writes_folder(stage) ? stages_name(job, stage, turn) : stage->files[i].name;
}

const char *stages_figures(struct job *job, const struct stage *stage, size_t turn)
{
    if (!stage->figures)
        return NULL;
    const char *folder = writes_folder(stage) ? stages_inside(job, stages_name(job, stage, turn)) : job->out;
    return joined(job, folder, text_of(stage->figures));
}

void stages_line(struct job *job, const struct stage *stage, size_t turn, bool ours, struct arguments *line)
{
    *line = (struct arguments){.arena = &job->arena, .config = job->config};
    arguments_add(line, stage->verb->name);
    if (stage->what)
        arguments_add(line, stage->what);
    if (job->force || ours)
        arguments_add(line, "--force");
    if (job->quiet)
        arguments_add(line, "--quiet");
    stage->add(job, turn, line);
    for (size_t i = 0; i < STAGE_FILES_MAX && stage->files[i].option; i++) {
        const char *name = stages_file(job, stage, turn, i);
        arguments_setting(line, stage->files[i].option, text_of(stages_inside(job, name)));
    }
}
