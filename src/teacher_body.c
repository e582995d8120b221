#include "teacher_parts.h"

#include "json_write.h"
#include "suggest.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIELDS_MAX = 16, TEMPLATE_TOKENS = 64, MILLION = 1000000 };

static const struct dialect dialects[] = {
    {"generic", "max_tokens", NULL, NULL, NULL, NULL, true, true},
    {"openai", "max_completion_tokens", NULL, NULL, NULL, NULL, true, false},
    {"vllm", "max_tokens", "top_k", "-1", "min_p", "repetition_penalty", true, true},
    {"sglang", "max_tokens", "top_k", "-1", "min_p", "repetition_penalty", true, true},
    {"llamacpp", "max_tokens", "top_k", "0", "min_p", "repeat_penalty", true, false},
};

const struct dialect *dialect_named(struct text name)
{
    for (size_t i = 0; i < COUNT(dialects); i++)
        if (text_equal(name, text_of(dialects[i].name)))
            return &dialects[i];
    return NULL;
}

#define SETTINGS(PREFIX, TEMPERATURE)                                                                                            \
    {                                                                                                                            \
        {PREFIX ".base_url", SETTING_TEXT, NULL, NULL, 0, 0, "https://HOST/v1"},                                                 \
            {PREFIX ".model", SETTING_TEXT, NULL, NULL, 0, 0, "as the server calls it"},                                         \
            {PREFIX ".revision", SETTING_TEXT, "", NULL, 0, 0, "of the model: part of every key"},                               \
            {PREFIX ".dialect", SETTING_CHOICE, "generic", "generic|openai|vllm|sglang|llamacpp", 0, 0, "names of fields"},      \
            {PREFIX ".api_key_file", SETTING_TEXT, NULL, NULL, 0, 0, "nobody else may read it; else OPENAI_API_KEY"},            \
            {PREFIX ".ca_file", SETTING_TEXT, NULL, NULL, 0, 0, "certificates to trust, beside the system's"},                   \
            {PREFIX ".allow_http", SETTING_BOOL, "false", NULL, 0, 0, "plain http to other machines"},                           \
            {PREFIX ".inflight", SETTING_INT, "8", NULL, 1, HTTP_INFLIGHT_MAX, "requests at once, at most"},                     \
            {PREFIX ".rpm", SETTING_INT, "0", NULL, 0, MILLION, "requests a minute; 0: no limit"},                               \
            {PREFIX ".tpm", SETTING_INT, "0", NULL, 0, INT32_MAX, "tokens a minute, at worst; 0: no limit"},                     \
            {PREFIX ".price_in", SETTING_INT, "0", NULL, 0, INT32_MAX, "millionths for a million prompt tokens"},                \
            {PREFIX ".price_out", SETTING_INT, "0", NULL, 0, INT32_MAX, "millionths for a million tokens written"},              \
            {PREFIX ".budget", SETTING_INT, "0", NULL, 0, INT32_MAX, "millionths, spent and in flight at worst; 0: no limit"},   \
            {PREFIX ".connect_seconds", SETTING_INT, "10", NULL, 1, 600, NULL},                                                  \
            {PREFIX ".seconds", SETTING_INT, "1800", NULL, 1, 86400, "for an answer, the server's queue included"},              \
            {PREFIX ".drain_seconds", SETTING_INT, "120", NULL, 0, 86400, "to wait for what is in flight when interrupted"},     \
            {PREFIX ".backoff_ms", SETTING_INT, "500", NULL, 1, 60000, "the first pause; doubled up to a minute"},               \
            {PREFIX ".patience_seconds", SETTING_INT, "1800", NULL, 1, 864000, "of nothing but refusals, then stop"},            \
            {PREFIX ".asked_again", SETTING_INT, "3", NULL, 0, 100, "times, after an attempt nobody knows the outcome of"},      \
            {PREFIX ".asked_again_all", SETTING_INT, "1000", NULL, 0, MILLION, "the same over a whole run"},                     \
            {PREFIX ".temperature", SETTING_TEXT, TEMPERATURE, NULL, 0, 0, NULL},                                                \
            {PREFIX ".top_p", SETTING_TEXT, "1", NULL, 0, 0, NULL},                                                              \
            {PREFIX ".max_tokens", SETTING_INT, "4096", NULL, 1, MILLION, "of an answer"},                                       \
    }

const struct setting teacher_settings[TEACHER_SETTINGS] = SETTINGS("teacher", "1");
const struct setting judge_settings[TEACHER_SETTINGS] = SETTINGS("judge", "0");

struct reading {
    const struct config *config;
    const char *prefix;
    char key[CONFIG_KEY_MAX];
};

static const char *key_of(struct reading *r, const char *name)
{
    snprintf(r->key, sizeof r->key, "%s.%s", r->prefix, name);
    return r->key;
}

static int64_t number(struct reading *r, const char *name)
{
    return config_int(r->config, key_of(r, name));
}

static struct text words(struct reading *r, const char *name, struct arena *arena)
{
    struct text const text = config_text(r->config, key_of(r, name));
    return text.at ? text_copy(arena, text) : text;
}

static void read_limits(struct reading *r, struct teacher *t)
{
    enum { SECOND = 1000 };
    t->limits = (struct limits){.inflight = number(r, "inflight"),
                                .rpm = number(r, "rpm"),
                                .tpm = number(r, "tpm"),
                                .price_in = number(r, "price_in"),
                                .price_out = number(r, "price_out"),
                                .budget = number(r, "budget"),
                                .unknown_each = number(r, "asked_again"),
                                .unknown_all = number(r, "asked_again_all"),
                                .backoff_ms = number(r, "backoff_ms"),
                                .patience_ms = number(r, "patience_seconds") * SECOND,
                                .drain_ms = number(r, "drain_seconds") * SECOND};
    t->connect_ms = number(r, "connect_seconds") * SECOND;
    t->total_ms = number(r, "seconds") * SECOND;
    t->allow_http = config_bool(r->config, key_of(r, "allow_http"));
}

static bool enter(struct teacher *t, struct error *err)
{
    struct buffer name = {0};
    buffer_add(&name, t->model);
    if (t->revision.size)
        buffer_char(&name, '@');
    buffer_add(&name, t->revision);
    t->name = buffer_keep(&name, &t->arena);
    struct ledger_teacher const row = {.name = t->name,
                                       .base_url = t->base_url,
                                       .model = t->model,
                                       .dialect = text_of(t->dialect->name),
                                       .price_in = t->limits.price_in,
                                       .price_out = t->limits.price_out};
    return ledger_teacher(t->ledger, &row, &t->id, err);
}

struct teacher *teacher_new(const struct config *config, const char *prefix, struct ledger *ledger, struct text run, int64_t seed,
                            struct error *err)
{
    struct teacher *t = memory_new(sizeof *t);
    struct reading r = {.config = config, .prefix = prefix};
    *t = (struct teacher){.ledger = ledger, .seed = seed, .hash = hash_new()};
    t->run = text_copy(&t->arena, run);
    t->base_url = words(&r, "base_url", &t->arena);
    t->model = words(&r, "model", &t->arena);
    t->revision = words(&r, "revision", &t->arena);
    t->key_file = words(&r, "api_key_file", &t->arena);
    t->ca_file = words(&r, "ca_file", &t->arena);
    t->dialect = dialect_named(words(&r, "dialect", &t->arena));
    read_limits(&r, t);
    bool local, good = (t->base_url.size && t->model.size) ||
                       fail(err, EXIT_CONFIG, "%s.base_url and %s.model must be set", prefix, prefix);
    good = good && http_check_url(t->base_url.at, t->allow_http, &local, err);
    if (good && enter(t, err))
        return t;
    teacher_free(t);
    return NULL;
}

void teacher_free(struct teacher *t)
{
    if (!t)
        return;
    hash_free(t->hash);
    arena_free(&t->arena);
    free(t);
}

bool teacher_again(struct teacher *t, struct error *err)
{
    return ledger_again(t->ledger, t->id, err);
}

struct text teacher_name(const struct teacher *t)
{
    return t->name;
}

int64_t teacher_cost(const struct teacher *t, int64_t prompt_tokens, int64_t completion_tokens)
{
    return (MAX(prompt_tokens, (int64_t)0) * t->limits.price_in + MAX(completion_tokens, (int64_t)0) * t->limits.price_out +
            MILLION - 1) /
           MILLION;
}

int64_t teacher_prompt_most(struct text body)
{
    return (int64_t)body.size + TEMPLATE_TOKENS; /* no tokenizer makes more than one of a byte */
}

/* The fields of a body, to be sorted by name. */
struct fields {
    struct field {
        const char *name;
        struct text json;
    } at[FIELDS_MAX];
    size_t count;
    struct arena *arena;
};

static void add_json(struct fields *f, const char *name, struct text json)
{
    if (name)
        f->at[f->count++] = (struct field){name, json};
}

static void add_int(struct fields *f, const char *name, int64_t number)
{
    struct buffer digits = {0};
    buffer_int(&digits, number);
    add_json(f, name, buffer_keep(&digits, f->arena));
}

static void add_text(struct fields *f, const char *name, struct text text)
{
    struct buffer json = {0};
    json_write_string(&json, text);
    add_json(f, name, buffer_keep(&json, f->arena));
}

/* "0.7", as it stands; `neutral` where nothing is said. */
static bool add_decimal(struct fields *f, const char *name, struct text decimal, const char *neutral, struct error *err)
{
    size_t values;
    struct text const json = decimal.size ? decimal : text_of(neutral ? neutral : "0");
    if (!json_check(json, &values, err) || !(is_digit(json.at[0]) || json.at[0] == '-'))
        return fail(err, EXIT_CONFIG, "%s must be a number, not '%s'", name ? name : "a sampling field", typed_shown(json).at);
    add_json(f, name, json);
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct field *)a)->name, ((const struct field *)b)->name);
}

static struct text joined(struct fields *f)
{
    struct buffer out = {0};
    struct json_writer w = {.out = &out};
    qsort(f->at, f->count, sizeof *f->at, by_name);
    json_open(&w, '{');
    for (size_t i = 0; i < f->count; i++) {
        json_key(&w, f->at[i].name);
        json_put_raw(&w, f->at[i].json);
    }
    json_close(&w, '}');
    return buffer_keep(&out, f->arena);
}

static struct text messages(const struct question *q, struct arena *arena)
{
    struct buffer out = {0};
    struct json_writer w = {.out = &out};
    json_open(&w, '[');
    for (size_t i = 0; i < q->turns_count; i++) {
        json_open(&w, '{');
        json_member_text(&w, "content", q->turns[i].content);
        json_member_text(&w, "role", q->turns[i].role);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    return buffer_keep(&out, arena);
}

static struct text schema_format(struct text schema, struct arena *arena)
{
    struct buffer out = {0};
    struct json_writer w = {.out = &out};
    json_open(&w, '{');
    json_key(&w, "json_schema");
    json_open(&w, '{');
    json_member_text(&w, "name", TEXT("answer"));
    json_key(&w, "schema");
    json_put_raw(&w, schema);
    json_key(&w, "strict");
    json_put_bool(&w, true);
    json_close(&w, '}');
    json_member_text(&w, "type", TEXT("json_schema"));
    json_close(&w, '}');
    return buffer_keep(&out, arena);
}

static void hash_part(struct hash *hash, struct text part)
{
    hash_add(hash, part);
    hash_add(hash, (struct text){"", 1});
}

static struct text decimal_of(int64_t number, char out[static 24])
{
    int const size = snprintf(out, 24, "%lld", (long long)number);
    return (struct text){out, (size_t)size};
}

/* 31 bits, positive: servers take seeds modulo 2^32, and -1 as "any". */
static int64_t seed_of(struct teacher *t, const struct question *q)
{
    char seed[24], sample[24], hex[HASH_HEX_SIZE], head[9] = {0};
    hash_begin(t->hash);
    hash_part(t->hash, decimal_of(t->seed, seed));
    hash_part(t->hash, q->problem_id);
    hash_part(t->hash, q->stage);
    hash_part(t->hash, decimal_of(q->sample, sample));
    hash_end(t->hash, hex);
    memcpy(head, hex, 8);
    return (int64_t)(strtoul(head, NULL, 16) & 0x7fffffff);
}

static bool chat_fields(struct teacher *t, const struct question *q, struct fields *f, struct error *err)
{
    const struct dialect *d = t->dialect;
    const struct sampling *s = &q->sampling;
    add_json(f, "messages", messages(q, f->arena));
    add_int(f, "n", 1);
    add_int(f, d->max_tokens, s->max_tokens);
    add_int(f, d->seed ? "seed" : NULL, seed_of(t, q));
    if (q->schema.size)
        add_json(f, "response_format", schema_format(q->schema, f->arena));
    return add_decimal(f, "temperature", s->temperature, "1", err) && add_decimal(f, "top_p", s->top_p, "1", err) &&
           add_decimal(f, d->top_k, s->top_k, d->top_k_off, err) && add_decimal(f, d->min_p, s->min_p, "0", err) &&
           add_decimal(f, d->repetition_penalty, s->repetition_penalty, "1", err);
}

static bool echo_fields(struct teacher *t, const struct question *q, struct fields *f, struct error *err)
{
    struct buffer prompt = {0};
    if (!t->dialect->echo)
        return fail(err, EXIT_CONFIG, "the dialect %s has no completions with echo", t->dialect->name);
    buffer_add(&prompt, q->turns[0].content);
    buffer_add(&prompt, q->continuation);
    add_text(f, "prompt", buffer_keep(&prompt, f->arena));
    add_json(f, "echo", TEXT("true"));
    add_int(f, "logprobs", 1);
    add_int(f, "max_tokens", 1);
    add_int(f, "temperature", 0);
    return true;
}

bool teacher_body(struct teacher *t, const struct question *q, struct arena *arena, struct text *body, struct ledger_key *key,
                  int64_t *worst_micro, struct error *err)
{
    struct fields f = {.arena = arena};
    char sample[24], hex[HASH_HEX_SIZE];
    size_t size = q->continuation.size;
    for (size_t i = 0; i < q->turns_count; i++)
        size += q->turns[i].content.size;
    if (!q->turns_count || q->turns_count > TEACHER_TURNS_MAX || size > TEACHER_TEXT_MAX)
        return fail(err, EXIT_DATA, "a question has 1 to %d turns, of at most %d bytes", TEACHER_TURNS_MAX, TEACHER_TEXT_MAX);
    add_text(&f, "model", t->model);
    if (q->kind == QUESTION_CHAT ? !chat_fields(t, q, &f, err) : !echo_fields(t, q, &f, err))
        return false;
    *body = joined(&f);
    hash_begin(t->hash);
    hash_part(t->hash, TEXT("misstep-teacher-1"));
    hash_part(t->hash, text_of(t->dialect->name));
    hash_part(t->hash, q->kind == QUESTION_CHAT ? TEXT("chat") : TEXT("echo"));
    hash_part(t->hash, t->name);
    hash_part(t->hash, *body);
    hash_part(t->hash, decimal_of(q->sample, sample));
    hash_end(t->hash, hex);
    if (!ledger_key_read(text_of(hex), key))
        die("a hash is no key");
    *worst_micro = teacher_cost(t, teacher_prompt_most(*body), q->sampling.max_tokens);
    return true;
}

bool teacher_add(struct teacher *t, const struct question *q, enum ledger_state *state, struct error *err)
{
    struct arena arena = {0};
    struct ledger_request request = {.teacher = t->id,
                                     .path = q->kind == QUESTION_CHAT ? TEXT("/chat/completions") : TEXT("/completions"),
                                     .stage = q->stage,
                                     .problem_id = q->problem_id,
                                     .sample = q->sample,
                                     .max_tokens = q->kind == QUESTION_CHAT ? q->sampling.max_tokens : 1};
    int64_t worst;
    bool const good =
        teacher_body(t, q, &arena, &request.body, &request.key, &worst, err) && ledger_add(t->ledger, &request, state, err);
    arena_free(&arena);
    return good;
}

bool teacher_reply(struct teacher *t, const struct question *q, struct arena *arena, struct reply *out, struct error *err)
{
    struct ledger_key key;
    struct ledger_answer answer;
    struct answered read = {0};
    struct text body;
    int64_t worst;
    *out = (struct reply){.state = REPLY_OPEN};
    if (!teacher_body(t, q, arena, &body, &key, &worst, err) || !ledger_answer(t->ledger, &key, arena, &answer, err))
        return false;
    if (!answer.known)
        return fail(err, EXIT_DATA, "the question is not in the ledger");
    ledger_key_write(&key, out->key);
    out->attempt = answer.attempt;
    out->prompt_tokens = answer.prompt_tokens;
    out->completion_tokens = answer.completion_tokens;
    out->milliseconds = answer.milliseconds;
    out->model = answer.server_model;
    out->fingerprint = answer.fingerprint;
    if (answer.state == LEDGER_FAILED)
        out->state = REPLY_FAILED;
    if (answer.state != LEDGER_DONE && answer.state != LEDGER_UNUSABLE)
        return true;
    bool const good =
        answered_read(answer.body, answer.request, q->kind == QUESTION_ECHO, arena, &read) && read.outcome == OUTCOME_OK;
    out->state = good && answer.state == LEDGER_DONE ? REPLY_OK : REPLY_UNUSABLE;
    out->why = out->state == REPLY_OK ? TEXT("") : read.why.size ? read.why : TEXT("invalid");
    out->content = read.content;
    out->reasoning = read.reasoning;
    if (q->kind == QUESTION_ECHO && out->state == REPLY_OK) {
        out->echoed_count = answered_tail(&read, q->continuation, &out->echoed);
        out->state = out->echoed_count ? REPLY_OK : REPLY_UNUSABLE;
        out->why = out->echoed_count ? TEXT("") : TEXT("the tokens are not those of the text");
    }
    return true;
}
