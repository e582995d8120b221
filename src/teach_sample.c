/* teach sample: solutions along several paths, from problems that may have none. The problems are read twice: once to ask, once to
 * write, in their order. */
#include "corpus.h"
#include "progress.h"
#include "prompt.h"
#include "sampled.h"
#include "suggest.h"
#include "teaching.h"

#include <inttypes.h>
#include <stdio.h>

enum { WAYS_MAX = 3, SAMPLES_MAX = 1000, OWN_OPTIONS = 8 };
enum file { FILE_CHOSEN, FILE_OTHERS, FILE_NATURAL, FILES };

/* A path, and how answers are drawn along it. */
struct way {
    struct text name, stage;
    struct sampling sampling;
};

struct task {
    struct teaching teaching;
    struct corpus_options corpus; /* those of its options that say how problems are read */
    const char *others, *natural, *stats, *min_proof;
    int64_t samples; /* along each path; 0: as the config says */
    struct input_settings problems, solutions;
    struct sampled_rules rules;
    struct prompt prompt;
    struct way ways[WAYS_MAX];
    size_t ways_count;
    struct output *files[FILES];
    struct hash *hash;
    struct arena keep, arena;
    /* of the pass and file at hand */
    bool (*each)(struct task *task, const struct row *row, struct text id, struct error *err);
    const char *path;
    const struct dataset *dataset;
    int64_t taken; /* lines */
    struct sampled_sums sums;
};

/* A problem and all that was asked about it. */
struct lesson {
    const struct row *row;
    struct text id;
    struct turn turns[PROMPT_TURNS_MAX];
    struct sampled *samples;
    struct reply *replies;
    struct vote vote;
};

static struct text way_setting(const struct task *task, struct text name, const char *what)
{
    char key[CONFIG_KEY_MAX];
    snprintf(key, sizeof key, "teach.%.*s.%s", (int)name.size, name.at, what);
    return config_text(task->teaching.config, key);
}

static bool read_ways(struct task *task, struct error *err)
{
    const struct text *names;
    size_t const count = config_list(task->teaching.config, "teach.paths", &names);
    task->ways_count = MIN(count, (size_t)WAYS_MAX);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (text_equal(names[i], names[k]))
                return fail(err, EXIT_CONFIG, "teach.paths: %s stands twice", names[i].at);
    for (size_t i = 0; i < task->ways_count; i++) {
        struct buffer stage = {0};
        buffer_format(&stage, "sample/%.*s", (int)names[i].size, names[i].at);
        task->ways[i] = (struct way){.name = names[i],
                                     .stage = buffer_keep(&stage, &task->keep),
                                     .sampling = {.temperature = way_setting(task, names[i], "temperature"),
                                                  .top_p = way_setting(task, names[i], "top_p"),
                                                  .top_k = way_setting(task, names[i], "top_k"),
                                                  .min_p = way_setting(task, names[i], "min_p"),
                                                  .repetition_penalty = way_setting(task, names[i], "repetition_penalty"),
                                                  .max_tokens = task->teaching.sampling.max_tokens}};
    }
    return true;
}

static bool fill_prompt(struct task *task, struct lesson *lesson, struct error *err)
{
    struct prompt_value const value = {"problem", lesson->row->problem, true};
    return prompt_fill(&task->prompt, &value, 1, &task->arena, lesson->turns, err);
}

static struct question question_of(const struct task *task, const struct lesson *lesson, size_t number)
{
    const struct way *way = &task->ways[number / (size_t)task->samples];
    return (struct question){.kind = QUESTION_CHAT,
                             .stage = way->stage,
                             .problem_id = lesson->id,
                             .sample = (int64_t)(number % (size_t)task->samples),
                             .turns = lesson->turns,
                             .turns_count = task->prompt.turns_count,
                             .sampling = way->sampling};
}

static size_t questions(const struct task *task)
{
    return task->ways_count * (size_t)task->samples;
}

static bool ask_each(struct task *task, const struct row *row, struct text id, struct error *err)
{
    struct lesson lesson = {.row = row, .id = id};
    task->sums.problems++;
    if (!fill_prompt(task, &lesson, err))
        return false;
    for (size_t i = 0; i < questions(task); i++) {
        struct question const question = question_of(task, &lesson, i);
        if (!teaching_ask(&task->teaching, &question, err))
            return false;
    }
    return true;
}

static struct text kept(struct text text, struct arena *arena)
{
    return text.size ? text_copy(arena, text) : TEXT("");
}

/* What came for one question, as a sample to be judged. */
static bool take_reply(struct task *task, struct lesson *lesson, size_t number, struct error *err)
{
    struct question const question = question_of(task, lesson, number);
    struct sampled *s = &lesson->samples[number];
    struct reply *reply = &lesson->replies[number];
    const struct way *way = &task->ways[number / (size_t)task->samples];
    struct buffer name = {0};
    if (!teacher_reply(task->teaching.teacher, &question, &task->arena, reply, err))
        return false;
    buffer_add(&name, lesson->id);
    buffer_format(&name, "/%.*s-%" PRId64, (int)way->name.size, way->name.at, question.sample);
    *s = (struct sampled){
        .id = buffer_keep(&name, &task->arena), .solution = text_trim(reply->content), .thought = text_trim(reply->reasoning)};
    if (reply->state == REPLY_UNUSABLE)
        s->why = kept(reply->why, &task->arena).at;
    else if (reply->state != REPLY_OK)
        s->why = reply->state == REPLY_FAILED ? "the server will not answer" : "not asked";
    return true;
}

static bool put_provenance(struct task *task, const struct lesson *lesson, size_t number, struct json_writer *w,
                           struct error *err)
{
    struct question const question = question_of(task, lesson, number);
    json_key(w, "teacher");
    return teaching_put_reply(&task->teaching, &task->prompt, &question, &lesson->replies[number], &task->arena, w, err);
}

static void put_vote(const struct lesson *lesson, const struct sampled *s, struct json_writer *w)
{
    const struct vote *vote = &lesson->vote;
    json_key(w, "vote");
    json_open(w, '{');
    json_member_text(w, "answer", vote->answer);
    json_member_int(w, "votes", vote->votes);
    json_member_int(w, "of", vote->voters);
    json_member_int(w, "margin", vote->votes - vote->second);
    json_key(w, "with_it");
    json_put_bool(w, s->camp >= 0 && s->camp == vote->camp);
    json_close(w, '}');
}

static void put_verdicts(const struct task *task, const struct lesson *lesson, size_t number, struct json_writer *w)
{
    const struct sampled *s = &lesson->samples[number];
    const struct way *way = &task->ways[number / (size_t)task->samples];
    json_member_text(w, "path", way->name);
    json_member_int(w, "sample", (int64_t)(number % (size_t)task->samples));
    json_member_text(w, "stated", s->answer);
    json_member_text(w, "answer_verdict", text_of(verdict_name(s->read ? s->subject.answer_verdict : VERDICT_UNKNOWN)));
    json_member_text(w, "source_proof", text_of(verify_proof_name(s->read ? s->subject.source_proof : PROOF_NONE)));
    put_vote(lesson, s, w);
    json_member_text(w, "data", input_name(task->path));
}

static bool put_row(struct task *task, enum file file, struct buffer *line, struct error *err)
{
    buffer_char(line, '\n');
    bool const good = !task->files[file] || output_write(task->files[file], buffer_text(line), err);
    buffer_free(line);
    return good;
}

static bool write_sample(struct task *task, const struct lesson *lesson, size_t number, struct error *err)
{
    const struct sampled *s = &lesson->samples[number];
    struct buffer line = {0};
    struct json_writer w = {.out = &line};
    json_open(&w, '{');
    sampled_write(s, lesson->row->problem, lesson->row->answer, &w);
    put_verdicts(task, lesson, number, &w);
    json_member_int(&w, "first_refuted", s->read ? s->subject.first_error : -1);
    json_key(&w, "chosen");
    json_put_bool(&w, !s->why);
    json_member_text(&w, "why", text_of(s->why ? s->why : ""));
    bool const good = put_provenance(task, lesson, number, &w, err);
    json_close(&w, '}');
    sampled_count(s, &task->keep, &task->sums);
    task->sums.prompt_tokens += lesson->replies[number].prompt_tokens;
    task->sums.completion_tokens += lesson->replies[number].completion_tokens;
    return put_row(task, s->why ? FILE_OTHERS : FILE_CHOSEN, &line, err) && good;
}

static bool all_proved(const struct subject *s, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (s->steps[i].verdict != VERDICT_PROVED)
            return false;
    return true;
}

/* A faulty sample as it came about, as the preset first-error reads it. */
static bool write_natural(struct task *task, const struct lesson *lesson, size_t number, struct error *err)
{
    const struct sampled *s = &lesson->samples[number];
    struct buffer line = {0};
    struct json_writer w = {.out = &line};
    if (!s->read || s->input.row.skip || s->subject.first_error < 0 || s->repeated)
        return true;
    json_open(&w, '{');
    json_member_text(&w, "id", s->id);
    json_member_text(&w, "problem", lesson->row->problem);
    if (lesson->row->answer.size)
        json_member_text(&w, "answer", lesson->row->answer);
    json_key(&w, "steps");
    json_put_texts(&w, s->input.solution.steps, s->input.solution.count);
    json_member_int(&w, "first_error", s->subject.first_error);
    json_member_text(&w, "kind", TEXT("natural"));
    json_key(&w, "prefix_proved");
    json_put_bool(&w, all_proved(&s->subject, s->subject.first_error));
    put_verdicts(task, lesson, number, &w);
    bool const good = put_provenance(task, lesson, number, &w, err);
    json_close(&w, '}');
    task->sums.natural++;
    return put_row(task, FILE_NATURAL, &line, err) && good;
}

static bool write_each(struct task *task, const struct row *row, struct text id, struct error *err)
{
    size_t const count = questions(task);
    struct lesson lesson = {.row = row, .id = id};
    lesson.samples = ARENA_ZEROS(&task->arena, struct sampled, count);
    lesson.replies = ARENA_ZEROS(&task->arena, struct reply, count);
    if (!fill_prompt(task, &lesson, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!take_reply(task, &lesson, i, err))
            return false;
    if (!sampled_judge(&task->rules, row->problem, row->answer, lesson.samples, count, task->hash, &task->arena, &lesson.vote,
                       err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!write_sample(task, &lesson, i, err) || !write_natural(task, &lesson, i, err))
            return false;
    return true;
}

/* A row with a problem and its own marks of being none of ours is left alone: proofs, drawings, what was marked as faulty. */
static bool is_askable(const struct row *row)
{
    return row->problem.size && (row->skip == SKIP_NONE || row->skip == SKIP_NO_SOLUTION || row->skip == SKIP_CUT_OFF);
}

static bool take_problem(struct task *task, struct text line, struct error *err)
{
    struct json_object object;
    struct input *inputs;
    size_t count;
    if (!task->dataset &&
        (!json_read_object(line, &task->arena, &object, err) || !(task->dataset = input_dataset(&task->problems, &object, err))))
        return false;
    if (!input_read(&task->problems, task->dataset, line, task->hash, &task->arena, &inputs, &count, err))
        return false;
    if (count == 0 || !is_askable(&inputs[0].row)) {
        task->sums.skipped++;
        return true;
    }
    return input_allowed(&task->problems, &inputs[0], err) && task->each(task, &inputs[0].row, inputs[0].source_id, err);
}

static bool take_line(void *context, const struct line *line, struct error *err)
{
    struct task *task = context;
    arena_reset(&task->arena);
    if (task->corpus.limit && task->taken >= task->corpus.limit)
        return true;
    task->taken++;
    return take_problem(task, line->text, err);
}

static bool pass(struct task *task, bool (*each)(struct task *, const struct row *, struct text, struct error *),
                 struct error *err)
{
    task->each = each;
    task->taken = task->sums.skipped = 0;
    for (size_t i = 0; i < task->corpus.paths_count; i++) {
        task->path = task->corpus.paths[i];
        task->dataset = NULL;
        if (!stream_each(task->path, take_line, task, command_interrupted, err))
            return false;
    }
    return true;
}

static bool open_files(struct task *task, struct error *err)
{
    const char *const paths[FILES] = {task->corpus.out, task->others, task->natural};
    for (size_t i = 0; i < FILES; i++)
        if (paths[i] && !(task->files[i] = output_open(paths[i], task->corpus.force, err)))
            return false;
    return true;
}

static bool write_files(struct task *task, struct error *err)
{
    bool good = open_files(task, err) && pass(task, write_each, err);
    for (size_t i = 0; i < FILES; i++) {
        if (good && task->files[i])
            good = output_commit(task->files[i], err);
        else
            output_discard(task->files[i]);
    }
    return good;
}

static void tell(const struct command *self, const struct sampled_sums *sums)
{
    progress_words(self->name,
                   "%" PRId64 " problems (%" PRId64 " skipped), %" PRId64 " samples: %" PRId64 " chosen, %" PRId64
                   " with the reference answer, %" PRId64 " with a refuted step",
                   sums->problems, sums->skipped, sums->samples, sums->chosen, sums->agreed, sums->natural);
    for (size_t i = 0; i < sums->reasons_count; i++)
        if (sums->reasons[i].count)
            progress_words(self->name, "not chosen: %" PRId64 ", %s", sums->reasons[i].count, sums->reasons[i].why);
    if (sums->repeated)
        progress_words(self->name, "%" PRId64 " samples are the same text as another one: does the server heed the seed?",
                       sums->repeated);
}

static bool prepare(const struct command *self, struct task *task, struct error *err)
{
    struct pipeline unused = {0};
    size_t proof;
    task->corpus.training = true;
    for (size_t i = 0; i < task->corpus.paths_count; i++)
        if (strcmp(task->corpus.paths[i], "-") == 0)
            return fail(err, EXIT_USAGE, "the problems are read twice: name files");
    if (!task->corpus.paths_count)
        return fail(err, EXIT_USAGE, "no problems given");
    if (!task->corpus.out && !task->teaching.dry_run)
        return fail(err, EXIT_USAGE, "name an output with -o FILE");
    if (!typed_choice("--min-proof", task->min_proof, verify_proof_names + 1, VERIFY_PROOFS - 1, &proof, err) ||
        !corpus_prepare(self, &task->corpus, "", &task->problems, &unused, err) || !teaching_open(self, &task->teaching, err))
        return false;
    task->problems.sources = false;
    task->solutions = task->problems;
    task->solutions.preset = "generic";
    task->solutions.map.count = 0;
    task->solutions.refuse_evaluation = false;
    task->rules = (struct sampled_rules){.settings = &task->solutions,
                                         .dataset = input_dataset(&task->solutions, NULL, err),
                                         .verifiers = corpus_verifiers(),
                                         .least = (enum source_proof)(PROOF_NO_REFUTATION + proof)};
    if (!task->others)
        task->others = corpus_beside(&task->corpus, 1, ".others.jsonl");
    if (!task->others && !task->teaching.dry_run)
        return fail(err, EXIT_USAGE, "with -o - name a file for all other samples, too: --others FILE");
    task->samples = task->samples ? task->samples : config_int(task->teaching.config, "teach.samples");
    return task->rules.dataset && read_ways(task, err) &&
           prompt_read(config_text(task->teaching.config, "teach.prompt").at, &task->keep, &task->prompt, err);
}

static bool sample(const struct command *self, struct task *task, struct error *err)
{
    if (!prepare(self, task, err) || !pass(task, ask_each, err) || !teaching_drive(self, &task->teaching, err))
        return false;
    if (task->teaching.dry_run)
        return true;
    struct buffer json = {0};
    if (!write_files(task, err))
        return false;
    if (!task->teaching.quiet)
        tell(self, &task->sums);
    sampled_json(&task->sums, &json);
    return corpus_write_stats(task->stats, &json, err);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct task task = {.min_proof = "no_refutation", .corpus.threads = 1};
    struct corpus_options *c = &task.corpus;
    struct error err;
    int code;
    struct option options[OWN_OPTIONS + CORPUS_GROUPED_OPTIONS + TEACHING_OPTIONS] = {
        {"out", 'o', OPTION_OUTPUT, &c->out, "FILE", "where the chosen solutions go", 0, 0},
        {"others", 0, OPTION_OUTPUT, &task.others, "FILE", "where the others go, with the reason (default OUT.others.jsonl)", 0,
         0},
        {"natural", 0, OPTION_OUTPUT, &task.natural, "FILE", "faulty samples with their first refuted step, as labelled rows", 0,
         0},
        {"stats", 0, OPTION_OUTPUT, &task.stats, "FILE", "write the sums as JSON", 0, 0},
        {"samples", 0, OPTION_INT, &task.samples, "N", "of a problem along each path (default teach.samples)", 1, SAMPLES_MAX},
        {"min-proof", 0, OPTION_TEXT, &task.min_proof, "LEVEL",
         "chosen are no_refutation (default), derived_answer or all_steps, and better", 0, 0},
        {"preset", 'p', OPTION_TEXT, &c->preset, "NAME", "what the problems are (misstep list); else detected", 0, 0},
        {"map", 'm', OPTION_TEXT, &c->map, "FIELD=KEY,…", "where a field stands: problem=question", 0, 0},
    };
    corpus_grouped(c, options + OWN_OPTIONS);
    teaching_table(&task.teaching, options + OWN_OPTIONS + CORPUS_GROUPED_OPTIONS);
    if (!command_start(self, options, COUNT(options), argc, argv, c->paths, PATHS_MAX, &c->paths_count, &code))
        return code;
    task.hash = hash_new();
    bool const good = sample(self, &task, &err);
    teaching_close(&task.teaching);
    hash_free(task.hash);
    arena_free(&task.arena);
    arena_free(&task.keep);
    return good ? EXIT_OK : command_failed(self, &err);
}

const struct command teach_sample = {
    .name = "teach sample",
    .says = "Solutions along several paths, each step verified, answers voted on.",
    .examples = "  misstep teach sample problems.jsonl --config teacher.yaml --ledger run.ledger -o solutions.jsonl\n"
                "  misstep teach sample problems.jsonl --config teacher.yaml --ledger run.ledger --samples 8 --dry-run\n"
                "  misstep inject solutions.jsonl -o records.jsonl\n",
    .usage =
        "misstep teach sample PROBLEMS.jsonl… --config FILE --ledger FILE -o SOLUTIONS.jsonl [options]\n\n"
        "  PROBLEMS: rows of any preset; {\"id\", \"problem\", \"answer\"} will do. Each is asked about N times along each of\n"
        "  the config's teach.paths, with the words of teach.prompt. SOLUTIONS are sources for misstep inject.\n"
        "  Exit codes: 75 the server is not to be had, or the budget is spent; 130 interrupted: what was asked is in the ledger.",
    .run = run,
};
