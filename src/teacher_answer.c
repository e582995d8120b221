#include "teacher_parts.h"

#include "json_tree.h"

#include <stdio.h>

enum {
    ERROR_KEPT = 4096,         /* bytes of an error's body that the ledger keeps */
    PROMPT_BYTES_MOST = 12,    /* bytes of a prompt for each token that the server counts: with more it has not read all of it */
    PROMPT_BYTES_LEAST = 2000, /* of a prompt for that to be asked */
    BACKOFF_MOST_MS = 60000,
    BACKOFF_DOUBLINGS = 16,
    TOKENS_MOST = 1 << 30,
};

static struct text member(const struct json_tree *tree, const char *key)
{
    struct text text = TEXT("");
    return json_tree_string(json_tree_get(tree, key), &text) ? text : TEXT("");
}

static int64_t count(const struct json_tree *tree, const char *key)
{
    int64_t number = -1;
    return json_tree_int(json_tree_get(tree, key), &number) ? number : -1;
}

/* A number of tokens that can be true. */
static int64_t tokens(const struct json_tree *tree, const char *key)
{
    int64_t const number = count(tree, key);
    return number <= TOKENS_MOST ? number : -1;
}

/* {"error": {"message", "type", "code"}}, the same flat, {"error": "text", "error_type"}, {"detail": …}. */
static void read_error(const struct json_tree *root, struct arena *arena, struct answered *out)
{
    const struct json_tree *error = json_tree_get(root, "error");
    const struct json_tree *at = json_tree_kind(error) == JSON_OBJECT ? error : root;
    int64_t const code = count(at, "code");
    out->is_error = error || json_tree_get(root, "detail") || text_equal(member(root, "object"), TEXT("error"));
    out->error_code = member(at, "code");
    out->error_type = member(at, "type");
    out->error_text = member(at, "message");
    if (json_tree_kind(error) == JSON_STRING) {
        out->error_text = member(root, "error");
        out->error_type = member(root, "error_type");
    }
    if (code >= 0) {
        struct buffer digits = {0};
        buffer_int(&digits, code);
        out->error_code = buffer_keep(&digits, arena);
    }
}

void answered_error(struct text body, struct arena *arena, struct answered *out)
{
    const struct json_tree *root;
    struct error err;
    if (json_tree_parse(text_trim(body), arena, &root, &err))
        read_error(root, arena, out);
}

/* Thinking in the text itself: what stands before the first </think>; a missing opening is no trouble, a missing end is. */
static bool part_thinking(struct answered *out)
{
    struct text const open = TEXT("<think>"), close = TEXT("</think>"), text = out->content;
    size_t const ends = text_find(text, close, 0), opens = text_find(text, open, 0);
    if (ends == text.size)
        return opens == text.size;
    struct text thinking = text_trim(text_part(text, 0, ends));
    if (text_starts(thinking, open))
        thinking = text_trim(text_part(thinking, open.size, thinking.size));
    if (!out->reasoning.size)
        out->reasoning = thinking;
    out->content = text_trim(text_part(text, ends + close.size, text.size));
    return true;
}

static bool ends_well(struct text reason)
{
    return text_is_among(reason, TEXT("stop eos_token stop_sequence"));
}

static void fault(struct answered *out, enum ledger_outcome outcome, const char *why)
{
    out->outcome = outcome;
    out->why = text_of(why);
}

static void judge_text(struct answered *out, int64_t most)
{
    bool const whole = part_thinking(out);
    if (text_equal(out->finish_reason, TEXT("content_filter")))
        fault(out, OUTCOME_FILTERED, "filtered");
    else if (text_equal(out->finish_reason, TEXT("length")) || !whole || (most > 0 && out->completion_tokens >= most))
        fault(out, OUTCOME_TRUNCATED, "truncated");
    else if (!ends_well(out->finish_reason))
        fault(out, OUTCOME_INVALID, "ended for another reason");
    else if (!text_trim(out->content).size)
        fault(out, out->reasoning.size ? OUTCOME_TRUNCATED : OUTCOME_INVALID, out->reasoning.size ? "truncated" : "empty");
}

/* What was asked for, from the request itself. */
static int64_t most_tokens(const struct json_tree *request)
{
    int64_t const usual = count(request, "max_tokens");
    return usual >= 0 ? usual : count(request, "max_completion_tokens");
}

static void read_chat(const struct json_tree *choice, const struct json_tree *request, struct answered *out)
{
    const struct json_tree *message = json_tree_get(choice, "message");
    out->content = member(message, "content");
    out->reasoning = member(message, "reasoning_content");
    if (!out->reasoning.size)
        out->reasoning = member(message, "reasoning");
    judge_text(out, most_tokens(request));
}

/* The value of a member, as it stands; empty if there is none. */
static struct text raw_member(struct text object, const char *key, struct arena *arena)
{
    struct json_object read;
    struct error err;
    if (!object.size || !json_read_object(object, arena, &read, &err))
        return TEXT("");
    const struct json_member *found = json_find(&read, key);
    return found ? found->raw : TEXT("");
}

/* The log-probabilities as they were written: no number is read and printed again. */
static void read_echo(struct text body, struct arena *arena, struct answered *out)
{
    struct json_member *choices, *logs;
    struct text *tokens;
    size_t choices_count, logs_count, tokens_count;
    struct text logprobs = TEXT("");
    if (json_items(raw_member(body, "choices", arena), arena, &choices, &choices_count) && choices_count)
        logprobs = raw_member(choices[0].raw, "logprobs", arena);
    if (!json_items(raw_member(logprobs, "token_logprobs", arena), arena, &logs, &logs_count) ||
        !json_strings(raw_member(logprobs, "tokens", arena), arena, &tokens, &tokens_count) || logs_count != tokens_count) {
        fault(out, OUTCOME_INVALID, "no log-probabilities");
        return;
    }
    struct echoed *list = ARENA_ARRAY(arena, struct echoed, logs_count + 1);
    for (size_t i = 0; i < logs_count; i++)
        list[i] = (struct echoed){tokens[i], logs[i].raw};
    out->echoed = list;
    out->echoed_count = logs_count;
}

/* Takes the token off the end of the text; false, and nothing is taken, if it does not end so. */
static bool take_off(struct text token, struct text *text)
{
    struct text left = *text;
    for (token = text_trim(token); token.size; token = text_trim(text_part(token, 0, token.size - 1))) {
        left = text_trim(left);
        if (!left.size || left.at[left.size - 1] != token.at[token.size - 1])
            return false;
        left.size--;
    }
    *text = left;
    return true;
}

size_t answered_tail(const struct answered *read, struct text continuation, const struct echoed **out)
{
    for (size_t generated = 2; generated-- > 0;) {
        struct text left = text_trim(continuation);
        size_t const end = read->echoed_count - MIN(generated, read->echoed_count);
        size_t first = end;
        while (left.size && first && take_off(read->echoed[first - 1].token, &left))
            first--;
        if (!left.size && first < end) {
            *out = read->echoed + first;
            return end - first;
        }
    }
    *out = NULL;
    return 0;
}

static void read_usage(const struct json_tree *root, struct answered *out)
{
    const struct json_tree *usage = json_tree_get(root, "usage");
    out->billed = json_tree_kind(usage) == JSON_OBJECT;
    out->prompt_tokens = tokens(usage, "prompt_tokens");
    out->completion_tokens = tokens(usage, "completion_tokens");
    out->reasoning_tokens = tokens(json_tree_get(usage, "completion_tokens_details"), "reasoning_tokens");
    out->cached_tokens = tokens(json_tree_get(usage, "prompt_tokens_details"), "cached_tokens");
}

bool answered_read(struct text body, struct text request, bool echo, struct arena *arena, struct answered *out)
{
    const struct json_tree *root, *asked, *choice;
    struct error err;
    *out = (struct answered){.outcome = OUTCOME_OK};
    if (!json_tree_parse(text_trim(body), arena, &root, &err) || json_tree_kind(root) != JSON_OBJECT ||
        !json_tree_parse(request, arena, &asked, &err))
        return false;
    read_usage(root, out);
    out->fingerprint = member(root, "system_fingerprint");
    out->model = member(root, "model");
    out->remote_id = member(root, "id");
    choice = json_tree_at(json_tree_get(root, "choices"), 0);
    read_error(json_tree_get(choice, "error") ? choice : root, arena, out);
    if (out->is_error)
        return true;
    if (!choice)
        return false;
    out->finish_reason = member(choice, "finish_reason");
    if (echo)
        read_echo(text_trim(body), arena, out);
    else
        read_chat(choice, asked, out);
    if (out->outcome == OUTCOME_OK && out->prompt_tokens > 0 && request.size > PROMPT_BYTES_LEAST &&
        (int64_t)request.size > out->prompt_tokens * PROMPT_BYTES_MOST)
        fault(out, OUTCOME_INVALID, "the prompt was cut");
    return true;
}

/* What servers call an error that is there for good, though they answer 500. */
static bool is_validation(const struct answered *read, struct text body)
{
    static const char *const words[] = {
        "Only one completion choice",   "parse error",        "context shift is disabled", "top_logprobs",
        "'messages' is required",       "missing 'messages'", "response_format",           "Unsupported param",
        "\"messages\" must be provided"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (text_find(body, text_of(words[i]), 0) < body.size)
            return true;
    return text_equal(read->error_type, TEXT("invalid_request_error"));
}

static bool is_billing(const struct answered *a)
{
    static const char codes[] =
        "insufficient_quota credit_balance_exhausted organization_usage_limit_exceeded billing_hard_limit_reached "
        "spend_limit_exceeded";
    return text_is_among(a->error_code, text_of(codes)) || text_is_among(a->error_type, text_of(codes)) ||
           text_ends(a->error_code, TEXT("_spend_limit_exceeded"));
}

/* At most ERROR_KEPT bytes of an error's body, with whatever looks like a key blotted out. */
static struct text blotted(struct text body, struct arena *arena)
{
    struct text kept = text_copy(arena, text_part(body, 0, MIN(body.size, (size_t)ERROR_KEPT)));
    char *at = (char *)(uintptr_t)kept.at;
    for (size_t i = 0; i + 3 < kept.size; i++)
        if (memcmp(at + i, "sk-", 3) == 0)
            for (i += 3; i < kept.size && (is_letter(at[i]) || is_digit(at[i]) || at[i] == '-' || at[i] == '_' || at[i] == '*');
                 i++)
                at[i] = 'x';
    return kept;
}

/* Full jitter (Brooker, Exponential Backoff And Jitter, 2015). */
static int64_t backoff(const struct teacher *t, int64_t attempts, struct random *random)
{
    int64_t const most = MIN((int64_t)BACKOFF_MOST_MS, t->limits.backoff_ms << MIN(attempts, (int64_t)BACKOFF_DOUBLINGS));
    return (int64_t)random_below(random, (size_t)most + 1);
}

struct judging {
    const struct teacher *t;
    const struct http_reply *reply;
    const struct ledger_todo *todo;
    struct random *random;
    int64_t now;
    struct arena *arena;
    struct verdict_on_attempt *out;
    struct answered read;
    int64_t status; /* of the error: of the answer, or inside of it */
};

static void again(struct judging *j, enum ledger_outcome outcome, enum ledger_paid paid, int64_t wait_ms)
{
    struct ledger_result *r = &j->out->result;
    r->outcome = outcome;
    r->paid = paid;
    r->state = LEDGER_QUEUED;
    r->not_before = j->now + wait_ms * 1000;
}

static void refused(struct judging *j, enum ledger_outcome outcome)
{
    int64_t const pause = backoff(j->t, j->todo->attempts, j->random), asked = j->reply->retry_after_ms;
    if (asked > BACKOFF_MOST_MS * 60) {
        j->out->stop = true;
        snprintf(j->out->says, sizeof j->out->says, "the server wants to be left alone for %lld seconds",
                 (long long)(asked / 1000));
    }
    j->out->refused = true;
    j->out->wait_ms = MAX(asked, (int64_t)0);
    again(j, outcome, PAID_NO, MAX(asked, (int64_t)0) + pause);
}

static int64_t worst_of(const struct judging *j)
{
    return teacher_cost(j->t, teacher_prompt_most(j->todo->request.body), j->todo->request.max_tokens);
}

/* Nobody can know whether it was answered, and paid for. */
static void unknown(struct judging *j)
{
    again(j, OUTCOME_UNKNOWN, PAID_MAYBE, backoff(j->t, j->todo->attempts, j->random));
    j->out->result.cost_micro = worst_of(j);
    if (j->todo->maybes >= j->t->limits.unknown_each)
        j->out->result.state = LEDGER_FAILED;
}

static void permanent(struct judging *j)
{
    j->out->result.outcome = OUTCOME_PERMANENT;
    j->out->result.paid = PAID_NO;
    j->out->result.state = LEDGER_FAILED;
    struct text const says = j->read.error_text.size ? j->read.error_text : j->out->result.body;
    snprintf(j->out->says, sizeof j->out->says, "HTTP %lld: %.*s", (long long)j->status, (int)text_byte_of(says, 200),
             says.size ? says.at : "");
}

static void stop(struct judging *j, const char *why)
{
    again(j, OUTCOME_PERMANENT, PAID_NO, 0);
    j->out->stop = true;
    snprintf(j->out->says, sizeof j->out->says, "%s (HTTP %lld%s%.*s)", why, (long long)j->status,
             j->read.error_code.size ? ", " : "", (int)MIN(j->read.error_code.size, (size_t)80),
             j->read.error_code.size ? j->read.error_code.at : "");
}

static void judge_server_error(struct judging *j)
{
    struct text const body = j->out->result.body;
    bool const same = j->todo->last_error.size && text_equal(j->todo->last_error, body);
    if (j->reply->should_retry == 0 || (j->status == 500 && (is_validation(&j->read, body) || same)))
        permanent(j);
    else
        unknown(j);
}

/* An error; result.body holds it, without secrets. */
static void judge_status(struct judging *j, int64_t status)
{
    j->status = status;
    if (status == 401 || status == 403)
        stop(j, "the server refuses the key");
    else if (status == 402 || is_billing(&j->read))
        stop(j, "the server wants money");
    else if (status == 429)
        refused(j, OUTCOME_RATE_LIMITED);
    else if (status == 408 || status == 409 || status == 425 || status == 503 || status == 529)
        refused(j, OUTCOME_OVERLOADED);
    else if (status == 500 || status == 502 || status == 504 || (status >= 520 && status <= 524))
        judge_server_error(j);
    else
        permanent(j);
}

static void put_usage(struct judging *j)
{
    struct ledger_result *r = &j->out->result;
    r->prompt_tokens = j->read.prompt_tokens;
    r->completion_tokens = j->read.completion_tokens;
    r->reasoning_tokens = j->read.reasoning_tokens;
    r->cached_tokens = j->read.cached_tokens;
    r->finish_reason = j->read.finish_reason;
    r->fingerprint = j->read.fingerprint;
    r->server_model = j->read.model;
    if (j->read.remote_id.size)
        r->remote_id = j->read.remote_id;
    if (r->paid == PAID_YES)
        r->cost_micro = teacher_cost(j->t, r->prompt_tokens >= 0 ? r->prompt_tokens : teacher_prompt_most(j->todo->request.body),
                                     r->completion_tokens >= 0 ? r->completion_tokens : j->todo->request.max_tokens);
}

/* An answer that is an error: gateways put the status of the real one into `code`. */
static void judge_hidden_error(struct judging *j)
{
    int64_t status;
    bool const coded = json_int(j->read.error_code, &status) && status >= 400 && status <= 599;
    if (coded || is_billing(&j->read))
        judge_status(j, coded ? status : 402);
    else
        unknown(j);
}

/* Whole, as far as the body itself can tell: JSON that we do not take, or compressed, or a stream, though nobody asked for these. */
static bool is_whole(struct text body)
{
    return (text_starts(body, TEXT("{")) && text_ends(body, TEXT("}"))) || text_starts(body, TEXT("\x1f\x8b")) ||
           (text_starts(body, TEXT("data:")) && text_ends(body, TEXT("[DONE]")));
}

/* What cannot be read: cut, or whole, which is paid for. */
static void judge_unread(struct judging *j)
{
    if (!is_whole(text_trim(j->reply->body))) {
        unknown(j);
        return;
    }
    j->out->result.outcome = OUTCOME_INVALID;
    j->out->result.paid = PAID_YES;
    j->out->result.state = LEDGER_UNUSABLE;
    j->out->result.cost_micro = worst_of(j);
}

static void judge_good(struct judging *j)
{
    bool const echo = !text_equal(j->todo->request.path, TEXT("/chat/completions"));
    struct ledger_result *r = &j->out->result;
    r->body = j->reply->body;
    if (!answered_read(j->reply->body, j->todo->request.body, echo, j->arena, &j->read)) {
        judge_unread(j);
        return;
    }
    if (j->read.is_error)
        r->body = blotted(j->reply->body, j->arena);
    if (j->read.is_error && !j->read.billed) {
        judge_hidden_error(j);
    } else {
        r->paid = PAID_YES;
        r->outcome = j->read.is_error ? OUTCOME_INVALID : j->read.outcome;
        r->state = r->outcome == OUTCOME_OK ? LEDGER_DONE : LEDGER_UNUSABLE;
    }
    put_usage(j);
}

static void judge_answered(struct judging *j)
{
    if (j->reply->status >= 200 && j->reply->status < 300) {
        judge_good(j);
        return;
    }
    j->out->result.body = blotted(j->reply->body, j->arena);
    answered_error(j->out->result.body, j->arena, &j->read);
    judge_status(j, j->reply->status);
}

static void judge_too_long(struct judging *j)
{
    j->out->result.outcome = OUTCOME_INVALID;
    j->out->result.paid = PAID_MAYBE;
    j->out->result.state = LEDGER_UNUSABLE;
    j->out->result.cost_micro = worst_of(j);
}

void attempt_judge(const struct teacher *t, const struct http_reply *reply, const struct ledger_todo *todo, struct random *random,
                   int64_t now, struct arena *arena, struct verdict_on_attempt *out)
{
    struct judging j = {.t = t, .reply = reply, .todo = todo, .random = random, .now = now, .arena = arena, .out = out};
    *out = (struct verdict_on_attempt){.result = {.wire_sends = reply->wire_sends,
                                                  .curl_code = reply->curl_code,
                                                  .http = reply->status,
                                                  .retry_after_ms = reply->retry_after_ms,
                                                  .prompt_tokens = -1,
                                                  .completion_tokens = -1,
                                                  .reasoning_tokens = -1,
                                                  .cached_tokens = -1,
                                                  .remote_id = reply->remote_id}};
    bool const is_error = reply->status >= 300; /* its status is known, though the rest may be cut or endless */
    if (reply->end == HTTP_ANSWERED || (is_error && (reply->end == HTTP_BROKEN || reply->end == HTTP_TOO_LONG))) {
        judge_answered(&j);
    } else if (reply->end == HTTP_NOT_SENT) {
        again(&j, OUTCOME_NOT_SENT, PAID_NO, backoff(t, todo->attempts, random));
        out->refused = true;
    } else if (reply->end == HTTP_REFUSED) {
        stop(&j, reply->says);
    } else if (reply->end == HTTP_BROKEN) {
        unknown(&j);
    } else {
        judge_too_long(&j);
    }
    out->result.error_code = j.read.error_code;
}
