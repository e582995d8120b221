/* teach rollouts: how often a teacher that goes on from a step comes to the answer, beside what is proved of the step. The solutions
 * are read twice: once to ask, once to write. */
#include "corpus.h"
#include "progress.h"
#include "prompt.h"
#include "teaching.h"

#include <inttypes.h>
#include <stdio.h>

enum { OWN_OPTIONS = 3, ROLLOUTS_MAX = 1000, STEPS_MOST = 64 }; /* a longer solution is left alone */

/* counters of this verb */
enum { ROLLED_SOLUTIONS = COUNTER_OWN, ROLLED_LEFT, ROLLED_HOPELESS, ROLLED_REFUTED, ROLLED_BOTH };

struct rolling {
    struct teaching teaching;
    struct corpus_options options;
    const char *stats;
    int64_t samples; /* 0: as the config says */
    struct prompt prompt;
    struct arena arena; /* of the prompt */
    bool writing;       /* the second time */
    int64_t rejected;
};

/* What became of the rollouts from a step; open: cut, without an announced answer, or not comparable. */
struct value_of_step {
    int64_t right, wrong, open;
    char (*keys)[2 * LEDGER_KEY + 1];
};

/* All steps up to one, behind which a teacher shall go on. */
static bool make_turns(const struct rolling *r, const struct input *input, size_t last, struct arena *arena, struct turn *out,
                       struct error *err)
{
    struct buffer steps = {0};
    for (size_t i = 0; i <= last; i++)
        buffer_format(&steps, "%s%.*s", i ? "\n" : "", (int)input->solution.steps[i].size, input->solution.steps[i].at);
    struct prompt_value const values[] = {{"problem", input->row.problem, true}, {"steps", buffer_keep(&steps, arena), true}};
    return prompt_fill(&r->prompt, values, COUNT(values), arena, out, err);
}

static struct question question_of(const struct rolling *r, const struct input *input, const struct turn *turns, int64_t sample)
{
    return (struct question){.kind = QUESTION_CHAT,
                             .stage = TEXT("rollout"),
                             .problem_id = input->source_id,
                             .sample = sample,
                             .turns = turns,
                             .turns_count = r->prompt.turns_count,
                             .sampling = r->teaching.sampling};
}

static bool ask_all(struct worker *w, struct rolling *r, const struct input *input, struct error *err)
{
    struct turn turns[PROMPT_TURNS_MAX];
    for (size_t step = 0; step + 1 < input->solution.count; step++) {
        if (!make_turns(r, input, step, &w->arena, turns, err))
            return false;
        for (int64_t i = 0; i < r->samples; i++) {
            struct question const question = question_of(r, input, turns, i);
            if (!teaching_ask(&r->teaching, &question, err))
                return false;
        }
    }
    return true;
}

static enum verdict judge(const struct reply *reply, struct text answer, struct arena *arena)
{
    if (reply->state != REPLY_OK)
        return VERDICT_UNKNOWN;
    enum anchor_kind const kind = anchor_find(reply->content).kind;
    bool const announced = kind == ANCHOR_BOX || kind == ANCHOR_HASHES || kind == ANCHOR_WORDS;
    return announced ? answer_same(answer, reply->content, arena) : VERDICT_UNKNOWN;
}

static void count(enum verdict verdict, struct value_of_step *value)
{
    value->right += verdict == VERDICT_PROVED;
    value->wrong += verdict == VERDICT_REFUTED;
    value->open += verdict == VERDICT_UNKNOWN;
}

static bool roll(struct worker *w, struct rolling *r, const struct input *input, size_t step, struct value_of_step *out,
                 struct error *err)
{
    struct turn turns[PROMPT_TURNS_MAX];
    struct reply reply;
    out->keys = arena_zero(&w->arena, (size_t)r->samples * sizeof *out->keys);
    if (!make_turns(r, input, step, &w->arena, turns, err))
        return false;
    for (int64_t i = 0; i < r->samples; i++) {
        struct question const question = question_of(r, input, turns, i);
        if (!teacher_reply(r->teaching.teacher, &question, &w->arena, &reply, err))
            return false;
        count(judge(&reply, input->row.answer, &w->arena), out);
        memcpy(out->keys[i], reply.key, sizeof reply.key);
    }
    return true;
}

static void put_values(const struct rolling *r, const struct value_of_step *values, size_t steps, struct json_writer *w)
{
    json_key(w, "values");
    json_open(w, '[');
    for (size_t i = 0; i < steps; i++) {
        json_open(w, '{');
        json_member_int(w, "right", values[i].right);
        json_member_int(w, "wrong", values[i].wrong);
        json_member_int(w, "open", values[i].open);
        json_key(w, "keys");
        json_open(w, '[');
        for (int64_t k = 0; values[i].keys && k < r->samples; k++)
            json_put_text(w, text_of(values[i].keys[k]));
        json_close(w, ']');
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* The first step from which all rollouts went wrong; -1: none. */
static int64_t first_hopeless(const struct value_of_step *values, size_t steps)
{
    for (size_t i = 0; i < steps; i++)
        if (values[i].wrong && !values[i].right && !values[i].open)
            return (int64_t)i;
    return -1;
}

static void put_verdicts(const struct subject *s, struct json_writer *w)
{
    json_key(w, "verdicts");
    json_open(w, '[');
    for (size_t i = 0; i < s->steps_count; i++)
        json_put_text(w, text_of(verdict_name(s->steps[i].verdict)));
    json_close(w, ']');
    json_member_int(w, "first_refuted", s->first_error);
}

static bool put_teacher(const struct rolling *r, const struct input *input, struct arena *arena, struct json_writer *w,
                        struct error *err)
{
    struct turn turns[PROMPT_TURNS_MAX];
    if (!make_turns(r, input, 0, arena, turns, err))
        return false;
    struct question const question = question_of(r, input, turns, 0);
    json_key(w, "teacher");
    json_open(w, '{');
    json_member_text(w, "name", teacher_name(r->teaching.teacher));
    json_member_text(w, "prompt", r->prompt.name);
    json_member_text(w, "prompt_hash", text_of(r->prompt.hash));
    bool const good = teaching_parameters(&r->teaching, &question, arena, w, err);
    json_close(w, '}');
    return good;
}

static bool write_row(struct worker *worker, struct rolling *r, const struct input *input, const struct subject *subject,
                      const struct value_of_step *values, struct error *err)
{
    struct json_writer w = {.out = &worker->sinks[0]};
    int64_t const hopeless = first_hopeless(values, input->solution.count);
    json_open(&w, '{');
    json_member_text(&w, "id", input->source_id);
    json_member_text(&w, "problem", input->row.problem);
    json_member_text(&w, "answer", input->row.answer);
    json_key(&w, "steps");
    json_put_texts(&w, input->solution.steps, input->solution.count);
    put_values(r, values, input->solution.count, &w);
    json_member_int(&w, "first_hopeless", hopeless);
    put_verdicts(subject, &w);
    bool const good = put_teacher(r, input, &worker->arena, &w, err);
    json_close(&w, '}');
    buffer_char(w.out, '\n');
    worker->counters[ROLLED_HOPELESS] += hopeless >= 0;
    worker->counters[ROLLED_REFUTED] += subject->first_error >= 0;
    worker->counters[ROLLED_BOTH] += hopeless >= 0 && hopeless == subject->first_error;
    return good;
}

static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    struct rolling *r = w->context;
    struct subject subject;
    (void)line;
    if (!input->row.answer.size || input->solution.count > STEPS_MOST) {
        w->counters[ROLLED_LEFT]++;
        return true;
    }
    w->counters[ROLLED_SOLUTIONS]++;
    if (!r->writing)
        return ask_all(w, r, input, err);
    if (!corpus_verify(w, input, &subject, err))
        return false;
    struct value_of_step *values = ARENA_ZEROS(&w->arena, struct value_of_step, input->solution.count);
    for (size_t i = 0; i + 1 < input->solution.count; i++)
        if (!roll(w, r, input, i, &values[i], err))
            return false;
    count(subject.answer_verdict, &values[input->solution.count - 1]); /* nothing is left to go on with */
    return write_row(w, r, input, &subject, values, err);
}

static bool write_sums(const struct rolling *r, const int64_t *counters, struct error *err)
{
    static const struct {
        const char *name;
        int counter;
    } sums[] = {{"solutions", ROLLED_SOLUTIONS},
                {"left_alone", ROLLED_LEFT},
                {"hopeless", ROLLED_HOPELESS},
                {"refuted", ROLLED_REFUTED},
                {"hopeless_where_refuted", ROLLED_BOTH}};
    struct buffer json = {0};
    struct json_writer w = {.out = &json};
    json_open(&w, '{');
    for (size_t i = 0; i < COUNT(sums); i++)
        json_member_int(&w, sums[i].name, counters[sums[i].counter]);
    json_close(&w, '}');
    buffer_char(&json, '\n');
    return corpus_write_stats(r->stats, &json, err);
}

/* Asks, or writes. */
static bool pass(const struct command *self, struct rolling *r, bool writing, struct error *err)
{
    struct pipeline p = {.work = work, .sinks_count = writing, .context = r};
    struct input_settings settings;
    r->writing = writing;
    if (!corpus_prepare(self, &r->options, "", &settings, &p, err))
        return false;
    settings.refuse_evaluation = !r->options.allow_eval; /* labels for training come of it, of faulty solutions, too */
    p.fingerprint[0] = '\0';                             /* what was answered meanwhile shapes the output, too */
    p.quiet = p.quiet || !writing;
    p.rejects = writing ? p.rejects : NULL;
    p.sinks[0].path = writing ? r->options.out : NULL;
    if (!pipeline_run(&p, err))
        return false;
    r->rejected = p.counters[COUNTER_REJECTED];
    if (writing && !r->options.quiet)
        progress_words(self->name,
                       "%" PRId64 " solutions (%" PRId64 " without answer or too long): no rollout gets there in %" PRId64
                       ", a step is refuted in %" PRId64 ", it is the same step in %" PRId64,
                       p.counters[ROLLED_SOLUTIONS], p.counters[ROLLED_LEFT], p.counters[ROLLED_HOPELESS],
                       p.counters[ROLLED_REFUTED], p.counters[ROLLED_BOTH]);
    return !writing || write_sums(r, p.counters, err);
}

static bool hold(const struct command *self, struct rolling *r, struct error *err)
{
    for (size_t i = 0; i < r->options.paths_count; i++)
        if (strcmp(r->options.paths[i], "-") == 0)
            r->options.paths_count = 0;
    if (!r->options.paths_count)
        return fail(err, EXIT_USAGE, "files of solutions are wanted; they are read twice");
    r->options.quiet = r->teaching.quiet;
    if (!teaching_open(self, &r->teaching, err) ||
        !prompt_read(config_text(r->teaching.config, "teach.rollout_prompt").at, &r->arena, &r->prompt, err))
        return false;
    r->samples = r->samples ? r->samples : config_int(r->teaching.config, "teach.rollouts");
    return pass(self, r, false, err) && teaching_drive(self, &r->teaching, err) &&
           (r->teaching.dry_run || pass(self, r, true, err));
}

static int run(const struct command *self, int argc, char **argv)
{
    struct rolling r = {.options = {.threads = 1}};
    struct error err;
    int code;
    struct option table[OWN_OPTIONS + TEACHING_OPTIONS + CORPUS_OPTIONS] = {
        {"stats", 0, OPTION_OUTPUT, &r.stats, "FILE", "write the sums as JSON", 0, 0},
        {"samples", 0, OPTION_INT, &r.samples, "N", "rollouts from each step (default teach.rollouts)", 1, ROLLOUTS_MAX},
        {"allow-eval", 0, OPTION_FLAG, &r.options.allow_eval, NULL, CORPUS_ALLOW_EVAL_SAYS, 0, 0},
    };
    teaching_table(&r.teaching, table + OWN_OPTIONS);
    size_t const options = OWN_OPTIONS + TEACHING_OPTIONS + corpus_taught(&r.options, table + OWN_OPTIONS + TEACHING_OPTIONS);
    if (!command_start(self, table, options, argc, argv, r.options.paths, PATHS_MAX, &r.options.paths_count, &code))
        return code;
    if (!r.teaching.dry_run && !corpus_output(self, &r.options, &code))
        return code;
    bool const good = hold(self, &r, &err);
    teaching_close(&r.teaching);
    arena_free(&r.arena);
    return !good ? command_failed(self, &err) : r.rejected ? EXIT_FINDINGS : EXIT_OK;
}

extern const struct command teach_rollouts;
const struct command teach_rollouts = {
    .name = "teach rollouts",
    .says = "How often a teacher that goes on from a step comes to the answer, beside the verdict.",
    .examples =
        "  misstep teach rollouts solutions.jsonl --config teacher.yaml --ledger run.ledger --samples 8 -o values.jsonl\n",
    .usage =
        "misstep teach rollouts SOLUTIONS… --config FILE --ledger FILE -o VALUES.jsonl [options]\n\n"
        "  Solutions with a reference answer, of any preset, right or faulty. From each step but the last a teacher goes on N\n"
        "  times; the last one's value is the solution's own answer. first_hopeless: the first step from which all went wrong.\n"
        "  Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
