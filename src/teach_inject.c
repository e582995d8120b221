/* teach inject: the careless student. What is certified becomes a record as `misstep inject` writes it, all other answers are kept
 * apart. The solutions are read twice: once to ask, once to write. */
#include "audited.h"
#include "careless.h"
#include "census.h"
#include "corpus.h"
#include "teaching.h"

#include <stdio.h>

/* counters of this verb */
enum { SCHOOL_USABLE = COUNTER_OWN, SCHOOL_ASKED, SCHOOL_CERTIFIED, SCHOOL_UNCERTIFIED };

enum { SINK_RECORDS, SINK_UNCERTIFIED, SINKS };
enum { OWN_OPTIONS = 5 };

struct school {
    struct teaching teaching;
    struct corpus_options options;
    struct inject_settings settings;
    const struct injector *injectors[INJECTORS_MAX];
    size_t count;
    const char *list, *uncertified, *stats;
    struct prompt prompt;
    struct census reasons; /* why answers were not certified */
    struct arena arena;    /* of the prompt, and of the reasons */
    char config[ID_DIGITS + 1];
    bool writing; /* the second time */
    int64_t rejected;
};

/* One solution and one type of error. */
struct lesson {
    struct worker *w;
    struct school *school;
    const struct input *input;
    struct certifier *with;
    struct careless_task task;
    struct text answer, teacher;
};

/* Who was told what, and where the answer stands. */
static bool take_provenance(struct lesson *l, const struct question *question, const struct reply *reply, struct error *err)
{
    struct buffer out = {0};
    struct json_writer w = {.out = &out};
    struct school *s = l->school;
    bool const good = teaching_put_reply(&s->teaching, &s->prompt, question, reply, &l->w->arena, &w, err);
    l->teacher = buffer_keep(&out, &l->w->arena);
    return good;
}

static bool write_record(const struct lesson *l, const struct certified *certified)
{
    struct worker *w = l->w;
    char problem_id[ID_DIGITS + 1];
    const char *objection;
    record_hash(w->hash, &l->with->on->problem, 1, problem_id);
    struct origin const origin = {.source = l->input->row.source.size ? l->input->row.source : w->source,
                                  .source_id = l->task.source_id,
                                  .problem_id = text_of(problem_id),
                                  .level = l->input->row.level,
                                  .solution = &l->input->solution,
                                  .teacher = record_teacher(l->input->row.teacher, l->teacher, &w->arena),
                                  .seed = l->school->settings.seed,
                                  .config = text_of(l->school->config)};
    return audited_write(&origin, l->with->on, certified, w->hash, &w->arena, &w->sinks[SINK_RECORDS], &objection);
}

static void refuse(const struct lesson *l, const char *reason)
{
    census_add(&l->school->reasons, text_of(reason), &l->school->arena);
    struct buffer *out = &l->w->sinks[SINK_UNCERTIFIED];
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "source_id", l->task.source_id);
    json_member_text(&w, "injector", text_of(l->task.injector->name));
    json_member_int(&w, "step", l->task.step);
    json_member_text(&w, "reason", text_of(reason));
    json_member_text(&w, "answer", l->answer);
    json_key(&w, "teacher");
    json_put_raw(&w, l->teacher);
    json_close(&w, '}');
    buffer_char(out, '\n');
}

/* NULL: the record is written; else why there is none. */
static const char *judge_answer(const struct lesson *l, bool *sane, struct error *err)
{
    struct text const step = l->with->on->steps[l->task.step].text;
    struct careless_slip slip;
    struct certified certified;
    const char *reason = careless_read(l->answer, &l->task, step, &l->w->arena, &slip);
    if (!reason)
        reason = careless_certify(l->with, &l->school->settings, &l->task, &slip, &certified, sane, err);
    return reason || write_record(l, &certified) ? reason : "its own audit objects";
}

static bool take_answer(struct lesson *l, const struct question *question, struct error *err)
{
    struct reply reply;
    bool sane = true;
    if (!teacher_reply(l->school->teaching.teacher, question, &l->w->arena, &reply, err) ||
        !take_provenance(l, question, &reply, err))
        return false;
    char why[64];
    snprintf(why, sizeof why, "%s", reply.state == REPLY_UNUSABLE ? "" : "the server does not answer this");
    if (reply.state == REPLY_UNUSABLE)
        snprintf(why, sizeof why, "no whole answer: %.*s", (int)MIN(reply.why.size, (size_t)40), reply.why.at);
    l->answer = reply.content;
    const char *reason = reply.state == REPLY_OK ? judge_answer(l, &sane, err) : why;
    if (reason)
        refuse(l, reason);
    l->w->counters[reason ? SCHOOL_UNCERTIFIED : SCHOOL_CERTIFIED]++;
    return sane;
}

static bool teach(struct lesson *l, struct error *err)
{
    struct school *s = l->school;
    struct turn turns[PROMPT_TURNS_MAX];
    bool sane;
    if (careless_choose(l->with, &s->settings, &l->task, &sane, err))
        return sane;
    if (!careless_fill(&s->prompt, l->with->on, &l->task, &l->w->arena, turns, err))
        return false;
    struct question const question = {.kind = QUESTION_CHAT,
                                      .stage = TEXT("inject"),
                                      .problem_id = l->task.source_id,
                                      .turns = turns,
                                      .turns_count = s->prompt.turns_count,
                                      .sampling = s->teaching.sampling,
                                      .schema = text_of(careless_schema)};
    l->w->counters[SCHOOL_ASKED]++;
    return s->writing ? take_answer(l, &question, err) : teaching_ask(&s->teaching, &question, err);
}

static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    struct school *s = w->context;
    struct subject subject;
    (void)line;
    if (!corpus_verify(w, input, &subject, err))
        return false;
    if (certify_usable(&subject))
        return true;
    w->counters[SCHOOL_USABLE]++;
    struct verifiers const verifiers = corpus_verifiers();
    struct certifier with = inject_certifier(&verifiers, &subject, &w->arena);
    for (size_t i = 0; i < s->count; i++) {
        struct lesson lesson = {w, s, input, &with, .task = {s->injectors[i], input->source_id, 0}};
        if (!teach(&lesson, err))
            return false;
    }
    return true;
}

static bool choose(struct school *s, struct error *err)
{
    for (size_t i = 0; !s->list && i < roster_injectors_count; i++)
        if (roster_injectors[i]->cls == LOCALLY_FALSE || roster_injectors[i]->cls == DERAILED)
            s->injectors[s->count++] = roster_injectors[i];
    for (struct text left = text_of(s->list ? s->list : ""); left.size;) {
        size_t const comma = text_find(left, TEXT(","), 0);
        const struct injector *one =
            injector_find(text_trim(text_part(left, 0, comma)), roster_injectors, roster_injectors_count, err);
        if (!one)
            return false;
        if (!careless_asks(one) || s->count == INJECTORS_MAX)
            return fail(err, EXIT_USAGE, "%s is no error that a teacher could be asked for, or the list is too long", one->name);
        s->injectors[s->count++] = one;
        left = text_part(left, MIN(comma + 1, left.size), left.size);
    }
    return true;
}

static void describe(struct school *s, struct buffer *shape)
{
    buffer_format(shape, "teach inject seed %lld%s", (long long)s->settings.seed, s->settings.unfiltered ? " unfiltered" : "");
    for (size_t i = 0; i < s->count; i++)
        buffer_format(shape, " %s", s->injectors[i]->name);
    struct text const text = buffer_text(shape);
    struct hash *hash = hash_new();
    record_hash(hash, &text, 1, s->config);
    hash_free(hash);
    buffer_char(shape, '\0');
}

/* The sums, on stderr and as JSON. */
static bool sum_up(struct school *s, const int64_t *counters, struct error *err)
{
    struct buffer json = {0};
    struct json_writer w = {.out = &json};
    static const struct {
        const char *name;
        int counter;
    } sums[] = {
        {"usable", SCHOOL_USABLE}, {"asked", SCHOOL_ASKED}, {"certified", SCHOOL_CERTIFIED}, {"uncertified", SCHOOL_UNCERTIFIED}};
    json_open(&w, '{');
    for (size_t i = 0; i < COUNT(sums); i++)
        json_member_int(&w, sums[i].name, counters[sums[i].counter]);
    census_member(&w, "reasons", &s->reasons);
    json_close(&w, '}');
    buffer_char(&json, '\n');
    if (!s->options.quiet) {
        fprintf(stderr, "  solutions usable %lld, asked %lld, certified %lld, uncertified %lld\n",
                (long long)counters[SCHOOL_USABLE], (long long)counters[SCHOOL_ASKED], (long long)counters[SCHOOL_CERTIFIED],
                (long long)counters[SCHOOL_UNCERTIFIED]);
        for (size_t i = 0; i < s->reasons.count; i++)
            fprintf(stderr, "    %ju: %s\n", (uintmax_t)s->reasons.rows[i].count, s->reasons.rows[i].word.at);
    }
    return corpus_write_stats(s->stats, &json, err);
}

/* Asks, or writes. */
static bool pass(const struct command *self, struct school *s, bool writing, struct error *err)
{
    struct pipeline p = {.work = work, .sinks_count = writing ? SINKS : 0, .context = s};
    struct input_settings settings;
    struct buffer shape = {0};
    s->writing = writing;
    describe(s, &shape);
    bool good = corpus_prepare(self, &s->options, shape.at, &settings, &p, err);
    p.fingerprint[0] = '\0'; /* what was answered meanwhile shapes the output, too */
    p.quiet = p.quiet || !writing;
    if (writing) {
        p.sinks[SINK_RECORDS].path = s->options.out;
        p.sinks[SINK_UNCERTIFIED].path = s->uncertified ? s->uncertified : corpus_beside(&s->options, 1, ".uncertified.jsonl");
    } else
        p.rejects = NULL;
    good = good && pipeline_run(&p, err) && (!writing || sum_up(s, p.counters, err));
    buffer_free(&shape);
    s->rejected = p.counters[COUNTER_REJECTED];
    return good;
}

static bool hold(const struct command *self, struct school *s, struct error *err)
{
    for (size_t i = 0; i < s->options.paths_count; i++)
        if (strcmp(s->options.paths[i], "-") == 0)
            s->options.paths_count = 0;
    if (!s->options.paths_count)
        return fail(err, EXIT_USAGE, "files of solutions are wanted; they are read twice");
    if (s->options.out && strcmp(s->options.out, "-") == 0 && !s->uncertified)
        return fail(err, EXIT_USAGE, "with -o - name a file for all other answers, too: --uncertified FILE");
    s->options.quiet = s->teaching.quiet;
    s->settings.seed = s->teaching.seed;
    return choose(s, err) && teaching_open(self, &s->teaching, err) &&
           prompt_read(config_text(s->teaching.config, "teach.careless_prompt").at, &s->arena, &s->prompt, err) &&
           pass(self, s, false, err) && teaching_drive(self, &s->teaching, err) &&
           (s->teaching.dry_run || pass(self, s, true, err));
}

static int run(const struct command *self, int argc, char **argv)
{
    struct school s = {.options = {.training = true, .threads = 1}};
    struct error err;
    int code;
    struct option table[OWN_OPTIONS + TEACHING_OPTIONS + CORPUS_OPTIONS] = {
        {"injectors", 'i', OPTION_TEXT, &s.list, "A,B,…",
         "which types of error (default: all of the classes locally_false and derailed; see misstep list)", 0, 0},
        {"uncertified", 0, OPTION_OUTPUT, &s.uncertified, "FILE",
         "answers that are not proved, and why (default OUT.uncertified.jsonl)", 0, 0},
        {"stats", 0, OPTION_OUTPUT, &s.stats, "FILE", "write the sums as JSON", 0, 0},
        {"unfiltered", 0, OPTION_FLAG, &s.settings.unfiltered, NULL, "keep what the filters would drop", 0, 0},
        {"allow-eval", 0, OPTION_FLAG, &s.options.allow_eval, NULL, CORPUS_ALLOW_EVAL_SAYS, 0, 0},
    };
    teaching_table(&s.teaching, table + OWN_OPTIONS);
    size_t const count = OWN_OPTIONS + TEACHING_OPTIONS + corpus_taught(&s.options, table + OWN_OPTIONS + TEACHING_OPTIONS);
    if (!command_start(self, table, count, argc, argv, s.options.paths, PATHS_MAX, &s.options.paths_count, &code))
        return code;
    if (!s.teaching.dry_run && !corpus_output(self, &s.options, &code))
        return code;
    command_watch_signals();
    bool const good = hold(self, &s, &err);
    teaching_close(&s.teaching);
    arena_free(&s.arena);
    return !good ? command_failed(self, &err) : s.rejected ? EXIT_FINDINGS : EXIT_OK;
}

extern const struct command teach_inject;
const struct command teach_inject = {
    .name = "teach inject",
    .says = "The careless student: a teacher makes one step wrong, and misstep proves it.",
    .examples = "  misstep teach inject solutions.jsonl --config teacher.yaml --ledger run.ledger -o records.jsonl\n",
    .usage =
        "misstep teach inject SOLUTIONS… --config FILE --ledger FILE -o RECORDS.jsonl [options]\n\n"
        "  Each usable solution gives a question for each type of error that misstep can prove in it. Records are those of\n"
        "  misstep inject; answers that are not proved go to a file of their own. Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
