#include "probe.h"

#include "json_tree.h"
#include "json_write.h"
#include "teacher_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    LOOK_MS = 100,
    FEW_TOKENS = 8, /* fewer than any answer to `counting` has */
    SOME_TOKENS = 512,
    SEEDS = 3,
    LONG_LINES = 4000,     /* of a prompt too long for many servers */
    BYTES_PER_TOKEN = 12,  /* a server that counts fewer tokens has not read the whole prompt */
    TRIES_MS = 1000 * 600, /* for one answer */
    REFUSALS = 5,          /* of one question: then it is no refusal for now */
    PAUSE_MS = 1000,       /* after a refusal that says nothing of it */
    PAUSE_MOST_MS = 60000,
    SKEW_SECONDS = 60, /* between two clocks */
};

static const char counting[] = "Write the numbers from 1 to 60 in words, one a line.";
static const char drawing[] = "Choose a number between 1 and 1000000 at random. Write a sentence about it.";
static const char schema[] = "{\"type\":\"object\",\"properties\":{\"word\":{\"const\":\"zyxomma-47\"}},\"required\":[\"word\"],"
                             "\"additionalProperties\":false}";

const char *const probe_weight_names[PROBE_WEIGHTS] = {"good", "note", "bad"};

/* What came back for one question. */
struct seen {
    bool good; /* a completion */
    int64_t status;
    struct text body, request;
    struct answered read;
};

struct probing {
    struct teacher *t;
    struct http *http;
    bool (*interrupted)(void);
    struct arena *arena;
    struct findings *out;
    int64_t date, taken;                           /* the server's clock and ours, at the first answer */
    int64_t refused, refused_status, refused_wait; /* how often for now, and what was said of it the last time */
    struct text refused_said;
};

PRINTF_LIKE(5, 6)
static void find(struct probing *p, const char *probe, enum probe_weight weight, const char *advice, const char *format, ...)
{
    struct buffer words = {0};
    char line[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    buffer_string(&words, line);
    p->out->at[p->out->count++] =
        (struct finding){probe, weight, buffer_keep(&words, p->arena), weight == PROBE_GOOD ? NULL : advice};
}

/* The next answer, or with `reply` NULL nothing but the time. */
static bool wait_for(struct probing *p, int64_t ms, struct http_reply *reply, struct error *err)
{
    struct http_reply none;
    for (int64_t waited = 0; waited < ms; waited += LOOK_MS) {
        if (http_wait(p->http, LOOK_MS, reply ? reply : &none))
            return true;
        if (p->interrupted && p->interrupted())
            return fail(err, EXIT_INTERRUPTED, "interrupted");
    }
    return !reply || fail(err, EXIT_TEMPORARY, "the server does not answer");
}

/* One request, to its end. */
static bool send_once(struct probing *p, const char *path, struct text body, struct http_reply *reply, struct error *err)
{
    if (!http_send(p->http, path, body, NULL, err) || !wait_for(p, TRIES_MS, reply, err))
        return false;
    if (reply->end == HTTP_NOT_SENT || reply->end == HTTP_REFUSED)
        return fail(err, EXIT_TEMPORARY, "the server is not to be had: %s", reply->says);
    if (p->date < 0) {
        p->date = reply->date;
        p->taken = (int64_t)time(NULL);
    }
    return true;
}

/* The same, and again while the server refuses it for now. */
static bool exchange(struct probing *p, const char *path, struct text body, struct seen *out, struct error *err)
{
    struct http_reply reply;
    *out = (struct seen){.request = body};
    for (int times = 1;; times++) {
        if (!send_once(p, path, body, &reply, err))
            return false;
        if ((reply.status != 429 && reply.status != 503) || times == REFUSALS || reply.retry_after_ms > PAUSE_MOST_MS)
            break;
        p->refused++;
        p->refused_status = reply.status;
        p->refused_wait = reply.retry_after_ms;
        p->refused_said = text_copy(p->arena, reply.retry_after);
        if (!wait_for(p, reply.retry_after_ms >= 0 ? reply.retry_after_ms : PAUSE_MS, NULL, err))
            return false;
    }
    out->status = reply.end == HTTP_ANSWERED ? reply.status : 0;
    out->body = text_copy(p->arena, reply.body);
    return true;
}

static struct question question_of(const char *prompt, struct turn *turn, int64_t tokens)
{
    *turn = (struct turn){TEXT("user"), text_of(prompt)};
    return (struct question){.stage = TEXT("doctor"),
                             .problem_id = TEXT("doctor"),
                             .turns = turn,
                             .turns_count = 1,
                             .sampling = {.max_tokens = tokens}};
}

static bool ask(struct probing *p, const struct question *q, struct seen *out, struct error *err)
{
    struct ledger_key key;
    struct text body;
    int64_t worst;
    bool const echo = q->kind == QUESTION_ECHO;
    if (!teacher_body(p->t, q, p->arena, &body, &key, &worst, err) ||
        !exchange(p, echo ? "/completions" : "/chat/completions", body, out, err))
        return false;
    out->good = out->status >= 200 && out->status < 300 && answered_read(out->body, body, echo, p->arena, &out->read) &&
                !out->read.is_error;
    return true;
}

static bool look_for_model(struct probing *p, struct error *err)
{
    struct seen seen;
    const struct json_tree *root, *list;
    struct error ignored;
    bool listed = false;
    if (!exchange(p, "/models", TEXT(""), &seen, err))
        return false;
    if (seen.status != 200 || !json_tree_parse(text_trim(seen.body), p->arena, &root, &ignored)) {
        find(p, "models", PROBE_NOTE, "whether the name of the model is right shows only in the answers", "no list");
        return true;
    }
    list = json_tree_get(root, "data");
    for (size_t i = 0; i < json_tree_size(list); i++) {
        struct text id = TEXT("");
        listed |= json_tree_string(json_tree_get(json_tree_at(list, i), "id"), &id) && text_equal(id, p->t->model);
    }
    find(p, "models", listed ? PROBE_GOOD : PROBE_NOTE, "some servers answer under any name: is this the model you mean?", "%s",
         listed ? "listed" : "not listed");
    return true;
}

/* Without an answer to this one, no other makes sense. */
static bool cut_short(struct probing *p, struct error *err)
{
    struct turn turn;
    struct seen seen;
    struct question const q = question_of(counting, &turn, FEW_TOKENS);
    if (!ask(p, &q, &seen, err))
        return false;
    if (!seen.good) {
        struct answered error = {0};
        answered_error(seen.body, p->arena, &error);
        return fail(err, EXIT_TEMPORARY, "the simplest question was not answered: HTTP %lld %.*s", (long long)seen.status,
                    (int)text_byte_of(error.error_text, 200), error.error_text.size ? error.error_text.at : "");
    }
    int64_t const tokens = seen.read.completion_tokens;
    if (tokens < 0)
        find(p, "max_tokens", PROBE_BAD, "tokens cannot be counted: cut answers and costs stay unseen", "no usage is told");
    else
        find(p, "max_tokens", tokens > FEW_TOKENS ? PROBE_BAD : PROBE_GOOD,
             "answers may cost more than their worst case: does another dialect fit this server?", "%s: %lld tokens of %d",
             tokens > FEW_TOKENS ? "ignored" : "honoured", (long long)tokens, FEW_TOKENS);
    bool const told = text_equal(seen.read.finish_reason, TEXT("length"));
    find(p, "finish_reason", told ? PROBE_GOOD : PROBE_NOTE, "cut answers are known by their tokens alone",
         "'%.*s' where it was cut", (int)MIN(seen.read.finish_reason.size, (size_t)40),
         seen.read.finish_reason.size ? seen.read.finish_reason.at : "");
    return true;
}

/* Texts at once for some sampling. */
static bool draw(struct probing *p, const struct sampling *sampling, size_t count, struct seen out[], struct error *err)
{
    struct turn turn;
    struct question q = question_of(drawing, &turn, SOME_TOKENS);
    q.sampling = *sampling;
    for (size_t i = 0; i < count; i++) {
        q.sample = (int64_t)i;
        if (!ask(p, &q, &out[i], err))
            return false;
    }
    return true;
}

static bool same(const struct seen *a, const struct seen *b)
{
    return text_equal(a->read.content, b->read.content) && text_equal(a->read.reasoning, b->read.reasoning);
}

static void look_at_thinking(struct probing *p, const struct seen *seen)
{
    bool const inside = text_find(seen->body, TEXT("</think>"), 0) < seen->body.size;
    find(p, "thinking", PROBE_GOOD, NULL, "%s",
         !seen->read.reasoning.size ? "none"
         : inside                   ? "in the text"
                                    : "in a field of its own");
}

static bool look_at_seeds(struct probing *p, struct seen first[SEEDS], struct error *err)
{
    struct sampling const plain = {.max_tokens = SOME_TOKENS};
    struct seen again;
    if (!draw(p, &plain, SEEDS, first, err) || !draw(p, &plain, 1, &again, err))
        return false;
    bool const steady = same(&first[0], &again), differ = !same(&first[0], &first[1]) || !same(&first[0], &first[2]);
    find(p, "same seed", steady ? PROBE_GOOD : PROBE_NOTE, "answers can be had again from the ledger alone", "%s",
         steady ? "the same answer" : "another answer");
    find(p, "other seeds", differ ? PROBE_GOOD : PROBE_BAD, "all samples of a question will be one: nothing to vote on, no pairs",
         "%s", differ ? "other answers" : "the same answer");
    look_at_thinking(p, &first[0]);
    return true;
}

static bool look_at_sampling(struct probing *p, const struct seen *first, struct error *err)
{
    struct seen seen[2];
    const struct dialect *d = p->t->dialect;
    struct sampling const greedy = {.max_tokens = SOME_TOKENS, .top_k = TEXT("1")};
    struct sampling const penalty = {.max_tokens = SOME_TOKENS, .repetition_penalty = TEXT("1.9")};
    if (d->top_k) {
        if (!draw(p, &greedy, 2, seen, err))
            return false;
        bool const good = seen[0].good && same(&seen[0], &seen[1]);
        find(p, d->top_k, good ? PROBE_GOOD : PROBE_NOTE, "use temperature and top_p", "%s", good ? "honoured" : "no effect");
    }
    if (d->repetition_penalty) {
        if (!draw(p, &penalty, 1, seen, err))
            return false;
        bool const good = seen[0].good && !same(&seen[0], first);
        find(p, d->repetition_penalty, good ? PROBE_GOOD : PROBE_NOTE, "leave it at 1: is this the right dialect?", "%s",
             good ? "honoured" : "no effect");
    }
    return true;
}

static bool look_at_schema(struct probing *p, struct error *err)
{
    struct turn turn;
    struct seen seen;
    struct question q = question_of("Answer with a JSON object.", &turn, SOME_TOKENS);
    const struct json_tree *root = NULL;
    struct error ignored;
    struct text word = TEXT("");
    q.schema = text_of(schema);
    if (!ask(p, &q, &seen, err))
        return false;
    bool const good = seen.good && json_tree_parse(text_trim(seen.read.content), p->arena, &root, &ignored) &&
                      json_tree_string(json_tree_get(root, "word"), &word) && text_equal(word, TEXT("zyxomma-47"));
    find(p, "json schema", good ? PROBE_GOOD : PROBE_BAD,
         "stages that ask for JSON will yield less: what does not fit is thrown away", "%s (HTTP %lld)",
         good        ? "obeyed"
         : seen.good ? "ignored"
                     : "refused",
         (long long)seen.status);
    return true;
}

/* misstep asks for one answer at a time, so nothing depends on it. */
static bool look_at_n(struct probing *p, struct error *err)
{
    struct turn turn;
    struct seen seen;
    struct ledger_key key;
    struct text body;
    const struct json_tree *root;
    struct buffer two = {0};
    struct error ignored;
    int64_t worst;
    struct question const q = question_of(drawing, &turn, FEW_TOKENS);
    if (!teacher_body(p->t, &q, p->arena, &body, &key, &worst, err))
        return false;
    size_t const at = text_find(body, TEXT("\"n\":1"), 0);
    buffer_format(&two, "%.*s\"n\":2%.*s", (int)at, body.at, (int)(body.size - at - strlen("\"n\":1")),
                  body.at + at + strlen("\"n\":1"));
    if (!exchange(p, "/chat/completions", buffer_keep(&two, p->arena), &seen, err))
        return false;
    bool const good = seen.status == 200 && json_tree_parse(text_trim(seen.body), p->arena, &root, &ignored);
    size_t const choices = good ? json_tree_size(json_tree_get(root, "choices")) : 0;
    if (good)
        find(p, "n", PROBE_GOOD, NULL, "%s: %zu of 2 answers (misstep asks for one)", choices == 2 ? "honoured" : "ignored",
             choices);
    else
        find(p, "n", PROBE_GOOD, NULL, "refused (HTTP %lld; misstep asks for one)", (long long)seen.status);
    return true;
}

static void look_at_transport(struct probing *p)
{
    bool local = false;
    struct error unlikely;
    bool const secret = text_starts(p->t->base_url, TEXT("https:"));
    if (!http_check_url(p->t->base_url.at, p->t->allow_http, &local, &unlikely))
        return;
    find(p, "transport", secret || local ? PROBE_GOOD : PROBE_NOTE, "whoever is on the way reads prompts, answers and the key",
         "%s",
         secret  ? "https, the certificate is verified"
         : local ? "http, to this machine"
                 : "http, over the network");
}

/* The environment's proxy for this address, as libcurl finds it: HTTP_PROXY in capitals counts only for https. */
static const char *environment_proxy(bool secret)
{
    static const char *const names[] = {"https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"};
    for (size_t i = 0; i < COUNT(names); i++) {
        const char *const value = getenv(names[i]);
        bool const fits = i < 2 ? secret : i == 2 ? !secret : true;
        if (fits && value && *value)
            return value;
    }
    return NULL;
}

static void look_at_proxy(struct probing *p)
{
    bool local = false;
    struct error unlikely;
    const char *const proxy = environment_proxy(text_starts(p->t->base_url, TEXT("https:")));
    if (!http_check_url(p->t->base_url.at, p->t->allow_http, &local, &unlikely))
        return;
    const char *const host = proxy && strrchr(proxy, '@') ? strrchr(proxy, '@') + 1 : proxy; /* without credentials */
    if (!proxy)
        find(p, "proxy", PROBE_GOOD, NULL, "none");
    else if (local)
        find(p, "proxy", PROBE_GOOD, NULL, "the environment's is ignored: the server is on this machine");
    else
        find(p, "proxy", PROBE_NOTE, "it sees where requests go; with http it sees the requests",
             "the environment's is used: %.80s%s", host,
             getenv("no_proxy") || getenv("NO_PROXY") ? " (no_proxy may exempt this server)" : "");
}

static void look_at_clock(struct probing *p)
{
    int64_t const skew = p->date - p->taken;
    if (p->date < 0)
        find(p, "clock", PROBE_GOOD, NULL, "the server tells no date");
    else
        find(p, "clock", PROBE_GOOD, NULL,
             skew > SKEW_SECONDS || skew < -SKEW_SECONDS ? "%lld s off; dates in Retry-After are read by the server's own"
                                                         : "the same as here (%lld s)",
             (long long)skew);
}

/* What it says when it refuses for now, if it did. */
static void look_at_refusals(struct probing *p)
{
    if (!p->refused)
        find(p, "Retry-After", PROBE_GOOD, NULL, "nothing was refused, so it was not shown");
    else if (p->refused_wait < 0)
        find(p, "Retry-After", PROBE_NOTE, "pauses are guessed: doubled each time", "%s%.*s%s with HTTP %lld",
             p->refused_said.size ? "'" : "", (int)MIN(p->refused_said.size, (size_t)60), p->refused_said.at,
             p->refused_said.size ? "' cannot be read" : "none", (long long)p->refused_status);
    else
        find(p, "Retry-After", PROBE_GOOD, NULL, "'%.*s' is read as %lld ms (%lld times HTTP %lld)",
             (int)MIN(p->refused_said.size, (size_t)60), p->refused_said.at, (long long)p->refused_wait, (long long)p->refused,
             (long long)p->refused_status);
}

static void look_at_wire(struct probing *p)
{
    look_at_transport(p);
    look_at_proxy(p);
    look_at_clock(p);
    look_at_refusals(p);
}

static bool look_at_chances(struct probing *p, struct error *err)
{
    struct turn turn;
    struct seen seen;
    struct question q = question_of("Two and two make", &turn, 1);
    q.kind = QUESTION_ECHO;
    q.continuation = TEXT(" four.");
    if (!p->t->dialect->echo)
        return true;
    if (!ask(p, &q, &seen, err))
        return false;
    const struct echoed *of;
    bool const good = seen.good && seen.read.outcome == OUTCOME_OK && answered_tail(&seen.read, q.continuation, &of);
    find(p, "log-probabilities", good ? PROBE_GOOD : PROBE_NOTE, "how probable an edit is cannot be asked here", "%s",
         good ? "of the prompt, by echo" : "none of the prompt");
    return true;
}

static bool look_at_length(struct probing *p, struct error *err)
{
    struct buffer prompt = {0};
    struct turn turn;
    struct seen seen;
    for (int i = 0; i < LONG_LINES; i++)
        buffer_format(&prompt, "Line %d counts.\n", i);
    struct text const text = buffer_keep(&prompt, p->arena);
    struct question q = question_of("", &turn, FEW_TOKENS);
    turn.content = text;
    if (!ask(p, &q, &seen, err))
        return false;
    if (!seen.good)
        find(p, "long prompt", PROBE_GOOD, NULL, "an error (HTTP %lld)", (long long)seen.status);
    else if (seen.read.prompt_tokens < 0)
        find(p, "long prompt", PROBE_BAD, "whether a prompt was read whole cannot be seen", "no usage is told");
    else
        find(p, "long prompt", seen.read.prompt_tokens * BYTES_PER_TOKEN < (int64_t)text.size ? PROBE_BAD : PROBE_GOOD,
             "prompts that are too long are cut in silence: give the server a longer context, or keep them short",
             "%lld tokens counted of %zu bytes", (long long)seen.read.prompt_tokens, text.size);
    return true;
}

static bool store(struct probing *p, struct error *err)
{
    struct buffer json = {0};
    struct json_writer w = {.out = &json};
    json_open(&w, '[');
    for (size_t i = 0; i < p->out->count; i++) {
        const struct finding *f = &p->out->at[i];
        json_open(&w, '{');
        json_member_text(&w, "probe", text_of(f->probe));
        json_member_text(&w, "weight", text_of(probe_weight_names[f->weight]));
        json_member_text(&w, "found", f->found);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    bool const good = ledger_set_probe(p->t->ledger, p->t->id, buffer_text(&json), err);
    buffer_free(&json);
    return good;
}

bool teacher_probe(struct teacher *t, bool (*interrupted)(void), struct arena *arena, struct findings *out, struct error *err)
{
    struct probing p = {.t = t, .interrupted = interrupted, .arena = arena, .out = out, .date = -1};
    struct seen first[SEEDS];
    *out = (struct findings){0};
    p.http = teacher_connect(t, err);
    bool const good = p.http && cut_short(&p, err) && look_for_model(&p, err) && look_at_seeds(&p, first, err) &&
                      look_at_sampling(&p, first, err) && look_at_schema(&p, err) && look_at_chances(&p, err) &&
                      look_at_length(&p, err) && look_at_n(&p, err);
    if (good)
        look_at_wire(&p);
    http_free(p.http);
    return good && store(&p, err);
}
