#include "amending.h"

#include "progress.h"

#include <inttypes.h>
#include <stdio.h>

enum { UNUSABLE_SHARE_MOST = 50 }; /* percent; more are a warning */

/* counters */
enum {
    AMENDED_LEFT = COUNTER_OWN,
    AMENDED_RESPONSES,
    AMENDED_BY_AMISS,                                         /* + enum amiss; AMISS_NONE: usable */
    AMENDED_USABLE = AMENDED_BY_AMISS + AMISSES,              /* + number of the principle */
    AMENDED_UNUSABLE = AMENDED_USABLE + PRINCIPLES_MAX,       /* the same */
    AMENDED_NO_VIOLATION = AMENDED_UNUSABLE + PRINCIPLES_MAX, /* the same */
    AMENDED_COUNTERS = AMENDED_NO_VIOLATION + PRINCIPLES_MAX
};

_Static_assert((int)AMENDED_COUNTERS <= (int)COUNTERS_MAX, "COUNTERS_MAX");

enum { SINK_PAIRS, SINK_OTHERS, SINKS };

bool amending_ask(struct amendment *a, size_t call, struct error *err)
{
    struct amending *run = a->run;
    const struct amending_kind *kind = run->kind;
    a->questions[call] = (struct question){.kind = QUESTION_CHAT,
                                           .stage = text_of(kind->call[call].stage),
                                           .problem_id = a->input->source_id,
                                           .turns = a->turns[call],
                                           .turns_count = run->prompts[call].turns_count,
                                           .sampling = run->teaching.sampling,
                                           .schema = text_of(kind->call[call].schema ? kind->call[call].schema : "")};
    int64_t const number = a->asked + (int64_t)call;
    a->waits = !run->teaching.dry_run && !run->writing && number >= run->answered;
    if (run->teaching.dry_run || a->waits)
        return teaching_ask(&run->teaching, &a->questions[call], err);
    struct reply *reply = &a->replies[call];
    if (!teacher_reply(run->teaching.teacher, &a->questions[call], &a->worker->arena, reply, err))
        return false;
    a->replies_count = call + 1;
    if (reply->state != REPLY_OK)
        amended_add(&a->amended, AMISS_NO_ANSWER);
    return true;
}

bool amending_stops(const struct amendment *a)
{
    return a->waits || a->amended.amiss;
}

bool amending_verify(struct amendment *a, struct error *err)
{
    struct verifiers const verifiers = corpus_verifiers();
    struct arena *arena = &a->worker->arena;
    if (!verify_again(&verifiers, &a->before.subject, a->after.solution.steps, a->after.solution.count, arena, &a->after.subject,
                      err))
        return false;
    a->made = true;
    amended_compare(&a->before, &a->after, arena, &a->amended);
    return true;
}

static void put_side(struct json_writer *w, const char *verdict, const char *refuted, const struct subject *s)
{
    json_member_text(w, verdict, text_of(verdict_name(s->answer_verdict)));
    json_member_int(w, refuted, s->first_error);
}

static void put_why(struct json_writer *w, uint32_t amiss)
{
    json_key(w, "why");
    json_open(w, '[');
    for (size_t i = 1; i < AMISSES; i++)
        if (amiss >> i & 1)
            json_put_text(w, text_of(amiss_names[i]));
    json_close(w, ']');
}

static void put_comparison(const struct amendment *a, struct json_writer *w)
{
    json_member_share(w, "overlap", (int64_t)a->amended.overlap);
    json_member_share(w, "length", (int64_t)a->amended.length);
    put_side(w, "rejected_answer", "rejected_first_refuted", &a->before.subject);
    put_side(w, "chosen_answer", "chosen_first_refuted", &a->after.subject);
    json_key(w, "figures");
    json_put_texts(w, a->amended.figures, a->amended.figures_count);
}

static bool put_provenance(const struct amendment *a, struct json_writer *w, struct error *err)
{
    const struct amending *run = a->run;
    json_key(w, "principles");
    json_open(w, '{');
    json_member_text(w, "version", run->principles.version);
    json_member_text(w, "hash", text_of(run->principles.hash));
    json_close(w, '}');
    json_member_text(w, "data", a->worker->source);
    json_member_text(w, "chosen_model", teacher_name(run->teaching.teacher));
    json_member_text(w, "rejected_model", a->round > 1 ? teacher_name(run->teaching.teacher) : a->input->author);
    for (size_t i = 0; i < a->replies_count; i++) {
        json_key(w, run->kind->call[i].member);
        if (!teaching_put_reply(&run->teaching, &run->prompts[i], &a->questions[i], &a->replies[i], &a->worker->arena, w, err))
            return false;
    }
    return true;
}

static void put_head(const struct amendment *a, struct json_writer *w)
{
    struct buffer id = {0};
    buffer_add(&id, a->input->source_id);
    buffer_format(&id, "/%.*s-%" PRId64, (int)a->principle->id.size, a->principle->id.at, a->round);
    json_member_text(w, "id", buffer_keep(&id, &a->worker->arena));
    json_member_text(w, "prompt", a->input->row.problem);
    json_member_text(w, "chosen", a->made ? a->after.text : TEXT(""));
    json_member_text(w, "rejected", a->before.text);
    if (a->input->row.answer.size)
        json_member_text(w, "answer", a->input->row.answer);
    json_member_text(w, "principle", a->principle->id);
    json_member_int(w, "round", a->round);
    json_key(w, "usable");
    json_put_bool(w, !a->amended.amiss);
    put_why(w, a->amended.amiss);
}

/* What a teacher said that no pair came of. */
static void put_said(const struct amendment *a, struct json_writer *w)
{
    json_key(w, "said");
    json_open(w, '[');
    for (size_t i = 0; i < a->replies_count; i++)
        json_put_text(w, a->replies[i].content);
    json_close(w, ']');
}

static bool write_row(const struct amendment *a, struct error *err)
{
    struct json_writer w = {.out = &a->worker->sinks[a->amended.amiss ? SINK_OTHERS : SINK_PAIRS]};
    json_open(&w, '{');
    put_head(a, &w);
    a->run->kind->write(a, &w);
    if (a->made)
        put_comparison(a, &w);
    if (a->amended.amiss)
        put_said(a, &w);
    bool const good = put_provenance(a, &w, err);
    json_close(&w, '}');
    buffer_char(w.out, '\n');
    return good;
}

static void count(const struct amendment *a)
{
    int64_t *counters = a->worker->counters;
    size_t const principle = (size_t)(a->principle - a->run->principles.items);
    bool const none = amended_has(&a->amended, AMISS_NO_VIOLATION);
    for (size_t i = 0; i < AMISSES; i++)
        counters[AMENDED_BY_AMISS + i] += i ? amended_has(&a->amended, (enum amiss)i) : !a->amended.amiss;
    counters[(none ? AMENDED_NO_VIOLATION : a->amended.amiss ? AMENDED_UNUSABLE : AMENDED_USABLE) + principle]++;
}

/* All rounds for one principle, as far as there are answers. */
static bool amend(struct amendment first, struct error *err)
{
    struct amending *run = first.run;
    struct response now = first.before;
    for (int64_t round = 1; round <= run->rounds; round++) {
        struct amendment a = first;
        a.before = now;
        a.round = round;
        a.asked = (round - 1) * (int64_t)run->kind->calls;
        if (!run->kind->amend(&a, err))
            return false;
        if (a.waits)
            return true;
        if (run->teaching.dry_run)
            continue;
        if (run->writing) {
            count(&a);
            if (!write_row(&a, err))
                return false;
        }
        if (a.amended.amiss)
            return true;
        now = a.after;
    }
    return true;
}

/* Proofs, drawings, tools, conversations: nothing that one principle about a solution is for. What was marked as faulty may stay. */
static bool is_left(const struct input *input)
{
    enum row_skip const skip = input->row.skip;
    return !input->row.problem.size || (skip && skip != SKIP_INVALID && skip != SKIP_CUT_OFF && skip != SKIP_NO_ANSWER);
}

static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    struct amending *run = w->context;
    struct amendment a = {.run = run, .worker = w, .input = input};
    (void)line;
    w->counters[is_left(input) ? AMENDED_LEFT : AMENDED_RESPONSES]++;
    if (is_left(input))
        return true;
    a.before.solution = input->solution;
    a.before.text = amended_text(&input->solution, &w->arena);
    if (!corpus_verify(w, input, &a.before.subject, err))
        return false;
    for (size_t i = 0; i < run->principles.count; i++) {
        a.principle = &run->principles.items[i];
        if (!amend(a, err))
            return false;
    }
    return true;
}

static void put_count(struct buffer *words, int64_t number, const char *what)
{
    if (number)
        buffer_format(words, "%s%s %" PRId64, words->size ? ", " : "", what, number);
}

static int64_t sum(const int64_t *counters, size_t count)
{
    int64_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += counters[i];
    return all;
}

static void tell(const struct command *self, const struct amending *run, const int64_t *counters)
{
    int64_t const usable = counters[AMENDED_BY_AMISS], unusable = sum(counters + AMENDED_UNUSABLE, PRINCIPLES_MAX);
    struct buffer words = {0};
    for (size_t i = 1; i < AMISSES; i++)
        put_count(&words, counters[AMENDED_BY_AMISS + i], amiss_names[i]);
    if (!run->teaching.quiet)
        progress_words(self->name,
                       "%" PRId64 " responses (%" PRId64 " left alone): %" PRId64 " pairs usable, %" PRId64 " not%s%.*s",
                       counters[AMENDED_RESPONSES], counters[AMENDED_LEFT], usable, unusable, words.size ? ": " : "",
                       (int)words.size, words.size ? words.at : "");
    buffer_free(&words);
    if (100 * unusable > UNUSABLE_SHARE_MOST * (usable + unusable))
        progress_words(self->name, "warning: %" PRId64 " of %" PRId64 " pairs are unusable, more than %d %%", unusable,
                       usable + unusable, UNUSABLE_SHARE_MOST);
}

static void put_sums(const struct amending *run, const int64_t *counters, struct buffer *out)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_int(&w, "responses", counters[AMENDED_RESPONSES]);
    json_member_int(&w, "left", counters[AMENDED_LEFT]);
    json_member_int(&w, "usable", counters[AMENDED_BY_AMISS]);
    json_member_int(&w, "unusable", sum(counters + AMENDED_UNUSABLE, PRINCIPLES_MAX));
    json_key(&w, "why");
    json_open(&w, '{');
    for (size_t i = 1; i < AMISSES; i++)
        json_member_int(&w, amiss_names[i], counters[AMENDED_BY_AMISS + i]);
    json_close(&w, '}');
    json_key(&w, "principles");
    json_open(&w, '{');
    for (size_t i = 0; i < run->principles.count; i++) {
        json_key_text(&w, run->principles.items[i].id);
        json_open(&w, '{');
        json_member_int(&w, "usable", counters[AMENDED_USABLE + i]);
        json_member_int(&w, "unusable", counters[AMENDED_UNUSABLE + i]);
        json_member_int(&w, "no_violation", counters[AMENDED_NO_VIOLATION + i]);
        json_close(&w, '}');
    }
    json_close(&w, '}');
    json_close(&w, '}');
    buffer_char(out, '\n');
}

/* Asks what can be asked now, or writes. */
static bool pass(const struct command *self, struct amending *run, bool writing, struct error *err)
{
    struct pipeline p = {.work = work, .sinks_count = writing ? SINKS : 0, .context = run};
    struct buffer json = {0};
    run->writing = writing;
    if (!corpus_prepare(self, &run->options, "", &run->settings, &p, err))
        return false;
    run->settings.refuse_evaluation = !run->options.allow_eval; /* training data come of it, of faulty responses, too */
    p.fingerprint[0] = '\0';                                    /* what was answered meanwhile shapes the output, too */
    p.quiet = p.quiet || !writing;
    p.rejects = writing ? p.rejects : NULL;
    p.sinks[SINK_PAIRS].path = writing ? run->options.out : NULL;
    p.sinks[SINK_OTHERS].path = writing ? run->others : NULL;
    if (!pipeline_run(&p, err))
        return false;
    run->rejected = p.counters[COUNTER_REJECTED];
    if (!writing)
        return true;
    tell(self, run, p.counters);
    put_sums(run, p.counters, &json);
    return corpus_write_stats(run->stats, &json, err);
}

/* One pass for each question of the longest chain, as long as there are any. */
static bool ask_all(const struct command *self, struct amending *run, struct error *err)
{
    int64_t const calls = run->rounds * (int64_t)run->kind->calls;
    for (run->answered = 0; run->answered < calls; run->answered++) {
        if (!pass(self, run, false, err))
            return false;
        if (run->answered && !run->teaching.asked)
            return true;
        if (!teaching_drive(self, &run->teaching, err))
            return false;
        if (run->teaching.dry_run)
            return true;
    }
    return true;
}

static bool prepare(const struct command *self, struct amending *run, struct error *err)
{
    for (size_t i = 0; i < run->options.paths_count; i++)
        if (strcmp(run->options.paths[i], "-") == 0)
            run->options.paths_count = 0;
    if (!run->options.paths_count)
        return fail(err, EXIT_USAGE, "files of responses are wanted; they are read more than once");
    run->options.quiet = run->teaching.quiet;
    run->others = run->others ? run->others : corpus_beside(&run->options, 1, ".unusable.jsonl");
    if (!run->others && !run->teaching.dry_run)
        return fail(err, EXIT_USAGE, "with -o - name a file for all other answers, too: --unusable FILE");
    if (!teaching_open(self, &run->teaching, err))
        return false;
    for (size_t i = 0; i < run->kind->calls; i++)
        if (!prompt_read(config_text(run->teaching.config, run->kind->call[i].setting).at, &run->arena, &run->prompts[i], err))
            return false;
    run->rounds = run->rounds ? run->rounds : config_int(run->teaching.config, "teach.rounds");
    return principles_read(config_text(run->teaching.config, "teach.principles").at, &run->arena, &run->principles, err) &&
           (!run->chosen || principles_choose(&run->principles, run->chosen, err));
}

enum { OWN_OPTIONS = 5 };

int amending_run(const struct command *self, const struct amending_kind *kind, int argc, char **argv)
{
    struct amending run = {.kind = kind, .options = {.threads = 1}};
    struct error err;
    int code;
    struct option table[OWN_OPTIONS + TEACHING_OPTIONS + CORPUS_OPTIONS] = {
        {"principles", 0, OPTION_TEXT, &run.chosen, "A,B,…", "only these of teach.principles (default: all)", 0, 0},
        {"rounds", 0, OPTION_INT, &run.rounds, "N", "each goes on from what came of the one before (default teach.rounds)", 1,
         AMENDING_ROUNDS_MAX},
        {"unusable", 0, OPTION_OUTPUT, &run.others, "FILE", "what no pair came of, and why (default OUT.unusable.jsonl)", 0, 0},
        {"stats", 0, OPTION_OUTPUT, &run.stats, "FILE", "write the sums as JSON", 0, 0},
        {"allow-eval", 0, OPTION_FLAG, &run.options.allow_eval, NULL, CORPUS_ALLOW_EVAL_SAYS, 0, 0},
    };
    teaching_table(&run.teaching, table + OWN_OPTIONS);
    size_t const options = OWN_OPTIONS + TEACHING_OPTIONS + corpus_taught(&run.options, table + OWN_OPTIONS + TEACHING_OPTIONS);
    if (!command_start(self, table, options, argc, argv, run.options.paths, PATHS_MAX, &run.options.paths_count, &code))
        return code;
    if (!run.teaching.dry_run && !corpus_output(self, &run.options, &code))
        return code;
    bool const good =
        prepare(self, &run, &err) && ask_all(self, &run, &err) && (run.teaching.dry_run || pass(self, &run, true, &err));
    teaching_close(&run.teaching);
    arena_free(&run.arena);
    return !good ? command_failed(self, &err) : run.rejected ? EXIT_FINDINGS : EXIT_OK;
}
