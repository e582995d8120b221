#include "teaching.h"

#include "progress.h"
#include "recipe.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MILLION = 1000000, SEED_MAX = 2147483647 };

void teaching_table(struct teaching *t, struct option table[TEACHING_OPTIONS])
{
    struct option const options[TEACHING_OPTIONS] = {
        {"config", 'c', OPTION_TEXT, &t->config_path, "FILE",
         "settings of the teacher: teacher.base_url, teacher.model, … (required)", 0, 0},
        {"ledger", 0, OPTION_TEXT, &t->ledger_path, "FILE", "what was asked and answered; made if need be (required)", 0, 0},
        {"teacher", 0, OPTION_TEXT, &t->who, "WHO", "whose settings: teacher or judge (teach judge: judge; else teacher)", 0, 0},
        {"set", 0, OPTION_TEXTS, &t->sets, "KEY=VALUE", "a setting over those of the file", 0, 0},
        {"seed", 0, OPTION_INT, &t->seed, "N", "of the run: the seeds sent are drawn from it (default 0)", 0, SEED_MAX},
        {"again", 0, OPTION_FLAG, &t->again, NULL, "ask once more what the server would not answer", 0, 0},
        {"dry-run", 'n', OPTION_FLAG, &t->dry_run, NULL,
         "print the first request of each kind and the cost at worst; ask nothing", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &t->quiet, NULL, "no progress, no summary", 0, 0},
    };
    memcpy(table, options, sizeof options);
}

static bool read_config(struct teaching *t, struct error *err)
{
    size_t count;
    const struct setting *table = recipe(&count);
    t->config = config_new(table, count);
    if (!config_read(t->config, t->config_path, err))
        return false;
    for (size_t i = 0; i < t->sets.count; i++)
        if (!config_set(t->config, t->sets.items[i], err))
            return false;
    return true;
}

static void read_sampling(struct teaching *t)
{
    char key[CONFIG_KEY_MAX];
    snprintf(key, sizeof key, "%s.temperature", t->who);
    t->sampling.temperature = config_text(t->config, key);
    snprintf(key, sizeof key, "%s.top_p", t->who);
    t->sampling.top_p = config_text(t->config, key);
    snprintf(key, sizeof key, "%s.max_tokens", t->who);
    t->sampling.max_tokens = config_int(t->config, key);
}

static void tell_found(const struct command *self, const struct teaching *t)
{
    if (t->quiet)
        return;
    if (ledger_left_open(t->ledger))
        progress_words(self->name,
                       "an earlier run broke off: %" PRIu64 " requests may have been answered and paid for; they are asked again",
                       ledger_left_open(t->ledger));
    if (ledger_taken_in(t->ledger))
        progress_words(self->name, "%" PRIu64 " answers that could not be written then were taken in",
                       ledger_taken_in(t->ledger));
}

bool teaching_open(const struct command *self, struct teaching *t, struct error *err)
{
    if (!t->config_path || !t->ledger_path)
        return fail(err, EXIT_USAGE, "a teacher needs --config FILE and --ledger FILE");
    t->who = t->who ? t->who : "teacher";
    if (strcmp(t->who, "teacher") != 0 && strcmp(t->who, "judge") != 0)
        return fail(err, EXIT_USAGE, "--teacher is teacher or judge");
    if (!read_config(t, err))
        return false;
    read_sampling(t);
    snprintf(t->run, sizeof t->run, "%lld-%ld", (long long)time(NULL), (long)getpid());
    t->ledger = ledger_open(t->ledger_path, err);
    if (!t->ledger)
        return false;
    tell_found(self, t);
    t->teacher = teacher_new(t->config, t->who, t->ledger, text_of(t->run), t->seed, err);
    return t->teacher && (!t->again || t->dry_run || teacher_again(t->teacher, err));
}

void teaching_close(struct teaching *t)
{
    teacher_free(t->teacher);
    ledger_close(t->ledger);
    config_free(t->config);
}

/* Is it the first of its kind ("sample" of "sample/diverse") that is shown? */
static bool is_new_kind(struct teaching *t, struct text stage)
{
    struct text const kind = text_part(stage, 0, text_find(stage, TEXT("/"), 0));
    for (size_t i = 0; i < t->kinds_count; i++)
        if (text_equal(text_of(t->kinds[i]), kind))
            return false;
    if (t->kinds_count == COUNT(t->kinds))
        return false;
    snprintf(t->kinds[t->kinds_count++], sizeof t->kinds[0], "%.*s", (int)kind.size, kind.at);
    return true;
}

static bool count_dry(struct teaching *t, const struct question *question, struct error *err)
{
    struct arena arena = {0};
    struct ledger_key key;
    struct text body;
    struct ledger_answer answer;
    int64_t worst = 0;
    bool const good = teacher_body(t->teacher, question, &arena, &body, &key, &worst, err) &&
                      ledger_answer(t->ledger, &key, &arena, &answer, err);
    if (good && is_new_kind(t, question->stage))
        printf("%.*s\n", (int)body.size, body.at);
    if (good) {
        enum ledger_state const state = answer.known ? answer.state : LEDGER_QUEUED;
        t->asked++;
        t->states[state]++;
        t->worst_micro += state == LEDGER_QUEUED ? worst : 0;
    }
    arena_free(&arena);
    return good;
}

bool teaching_ask(struct teaching *t, const struct question *question, struct error *err)
{
    enum ledger_state state;
    if (t->dry_run)
        return count_dry(t, question, err);
    if (!teacher_add(t->teacher, question, &state, err))
        return false;
    t->asked++;
    t->states[state]++;
    return true;
}

struct showing {
    const struct teaching *t;
    struct progress line;
    struct timespec start;
};

static int64_t seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec - start->tv_sec;
}

static void put_money(struct buffer *out, int64_t micro)
{
    buffer_format(out, "%" PRId64 ".%04" PRId64, micro / MILLION, micro % MILLION / 100);
}

/* "3 unusable (2 truncated, 1 invalid)" */
static void put_unusable(struct buffer *out, const struct teaching *t, const struct teacher_progress *p)
{
    const char *between = " (";
    buffer_format(out, "%" PRId64 " unusable", t->states[LEDGER_UNUSABLE] + p->unusable);
    for (size_t i = 0; i < OUTCOMES; i++)
        if (p->unusable_by[i]) {
            buffer_format(out, "%s%" PRId64 " %s", between, p->unusable_by[i], ledger_outcome_names[i]);
            between = ", ";
        }
    if (p->unusable)
        buffer_char(out, ')');
}

static void show(void *context, const struct teacher_progress *p)
{
    struct showing *s = context;
    struct buffer words = {0};
    int64_t const done = s->t->states[LEDGER_DONE] + p->done, failed = s->t->states[LEDGER_FAILED] + p->failed;
    int64_t const seconds = MAX(seconds_since(&s->start), (int64_t)1), rate = (p->sent - p->inflight) * 60 / seconds;
    buffer_format(&words, "%" PRId64 " done, %" PRId64 " open, %" PRId64 " in flight, %" PRId64 " a minute", done, p->open,
                  p->inflight, rate);
    if (rate > 0)
        buffer_format(&words, ", %" PRId64 " min left", (p->open + p->inflight + rate - 1) / rate);
    if (s->t->states[LEDGER_UNUSABLE] + p->unusable + failed) {
        buffer_string(&words, ", ");
        put_unusable(&words, s->t, p);
        buffer_format(&words, ", %" PRId64 " failed", failed);
    }
    if (p->spent_micro) {
        buffer_string(&words, ", spent ");
        put_money(&words, p->spent_micro);
    }
    progress_line(&s->line, buffer_text(&words));
    buffer_free(&words);
}

static int64_t known_before(const struct teaching *t)
{
    return t->asked - t->states[LEDGER_QUEUED] - t->states[LEDGER_INFLIGHT];
}

static void sum_up(const struct command *self, const struct teaching *t, const struct teacher_progress *p)
{
    struct buffer words = {0};
    buffer_format(&words, "%" PRId64 " questions, %" PRId64 " known before; %" PRId64 " done, ", t->asked, known_before(t),
                  t->states[LEDGER_DONE] + p->done);
    put_unusable(&words, t, p);
    buffer_format(&words, ", %" PRId64 " failed; sent %" PRId64 " times, %" PRId64 " maybe paid in vain; spent ",
                  t->states[LEDGER_FAILED] + p->failed, p->sent, p->maybes);
    put_money(&words, p->spent_micro);
    progress_words(self->name, "%.*s", (int)words.size, words.at);
    buffer_free(&words);
}

bool teaching_drive(const struct command *self, struct teaching *t, struct error *err)
{
    struct showing showing = {.t = t};
    struct teacher_progress progress = {0};
    struct teacher_watch const watch = {command_interrupted, t->quiet ? NULL : show, &showing};
    struct buffer worst = {0};
    if (t->dry_run) {
        put_money(&worst, t->worst_micro);
        progress_words(self->name, "%" PRId64 " questions, at worst %.*s; %" PRId64 " of them known", t->asked, (int)worst.size,
                       worst.at, known_before(t));
        buffer_free(&worst);
        return true;
    }
    clock_gettime(CLOCK_MONOTONIC, &showing.start);
    progress_start(&showing.line, self->name, t->quiet);
    bool const good = ledger_settle(t->ledger, err) && teacher_drive(t->teacher, &watch, &progress, err);
    progress_end(&showing.line);
    if (!t->quiet)
        sum_up(self, t, &progress);
    t->asked = 0;
    memset(t->states, 0, sizeof t->states);
    return good;
}

bool teaching_parameters(const struct teaching *t, const struct question *question, struct arena *arena, struct json_writer *w,
                         struct error *err)
{
    struct json_object body;
    struct ledger_key key;
    struct text text;
    int64_t worst;
    if (!teacher_body(t->teacher, question, arena, &text, &key, &worst, err) || !json_read_object(text, arena, &body, err))
        return false;
    json_key(w, "parameters");
    json_open(w, '{');
    for (size_t i = 0; i < body.count; i++) {
        if (text_is_among(body.members[i].key, TEXT("messages prompt")))
            continue;
        json_key_text(w, body.members[i].key);
        json_put_raw(w, body.members[i].raw);
    }
    json_close(w, '}');
    return true;
}

bool teaching_put_reply(const struct teaching *t, const struct prompt *prompt, const struct question *question,
                        const struct reply *reply, struct arena *arena, struct json_writer *w, struct error *err)
{
    json_open(w, '{');
    json_member_text(w, "name", teacher_name(t->teacher));
    json_member_text(w, "model", reply->model);
    json_member_text(w, "fingerprint", reply->fingerprint);
    json_member_text(w, "prompt", prompt->name);
    json_member_text(w, "prompt_hash", text_of(prompt->hash));
    json_member_text(w, "key", text_of(reply->key));
    json_member_int(w, "prompt_tokens", reply->prompt_tokens);
    json_member_int(w, "completion_tokens", reply->completion_tokens);
    if (config_bool(t->config, "teach.timing") && reply->milliseconds)
        json_member_int(w, "milliseconds", reply->milliseconds);
    bool const good = teaching_parameters(t, question, arena, w, err);
    json_close(w, '}');
    return good;
}
