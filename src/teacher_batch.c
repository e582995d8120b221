#include "json_tree.h"
#include "teacher_parts.h"

#include <stdlib.h>
#include <time.h>

static int64_t now_us(void)
{
    return (int64_t)time(NULL) * 1000000;
}

bool teacher_batch_out(struct teacher *t, const struct question *q, bool again, struct arena *arena, struct batch_line *out,
                       struct error *err)
{
    struct ledger_key key;
    enum ledger_state state;
    int64_t worst;
    *out = (struct batch_line){.path = q->kind == QUESTION_CHAT ? TEXT("/v1/chat/completions") : TEXT("/v1/completions")};
    if (!teacher_body(t, q, arena, &out->body, &key, &worst, err) || !teacher_add(t, q, &state, err))
        return false;
    ledger_key_write(&key, out->key);
    if (again && state == LEDGER_INFLIGHT) {
        if (!ledger_batch_back(t->ledger, &key, err))
            return false;
        state = LEDGER_QUEUED;
    }
    out->wanted = state == LEDGER_QUEUED;
    return !out->wanted || ledger_batch_out(t->ledger, &key, now_us(), worst, err);
}

/* {"custom_id", "response": {"status_code", "request_id", "body"}, "error"}; the body as it stands. */
struct result_line {
    struct ledger_key key;
    bool answered;
    struct text body, error_code, remote_id;
    int64_t status;
};

static struct text word(const struct json_object *object, const char *name, struct arena *arena)
{
    const struct json_member *member = json_find(object, name);
    struct text text = TEXT("");
    return member && json_string(member->raw, arena, &text) ? text : TEXT("");
}

static bool read_response(const struct json_member *raw, struct arena *arena, struct result_line *out, struct error *err)
{
    struct json_object response;
    if (!raw || raw->kind == JSON_NULL)
        return true;
    if (!json_read_object(raw->raw, arena, &response, err))
        return fail(err, EXIT_DATA, "\"response\" is no object");
    const struct json_member *status = json_find(&response, "status_code"), *body = json_find(&response, "body");
    if (!status || !json_int(status->raw, &out->status) || !body)
        return fail(err, EXIT_DATA, "\"response\" has no \"status_code\" and \"body\"");
    out->answered = true;
    out->body = body->raw;
    out->remote_id = word(&response, "request_id", arena);
    return true;
}

static bool read_result(struct text line, struct arena *arena, struct result_line *out, struct error *err)
{
    struct json_object object, error;
    struct error ignored;
    *out = (struct result_line){0};
    if (!json_read_object(line, arena, &object, err))
        return false;
    if (!ledger_key_read(word(&object, "custom_id", arena), &out->key))
        return fail(err, EXIT_DATA, "\"custom_id\" is none of a batch of misstep");
    const struct json_member *trouble = json_find(&object, "error");
    if (trouble && trouble->kind == JSON_OBJECT && json_read_object(trouble->raw, arena, &error, &ignored))
        out->error_code = word(&error, "code", arena);
    return read_response(json_find(&object, "response"), arena, out, err);
}

static enum batch_end end_of(enum ledger_state state)
{
    return state == LEDGER_DONE       ? BATCH_DONE
           : state == LEDGER_UNUSABLE ? BATCH_UNUSABLE
           : state == LEDGER_FAILED   ? BATCH_FAILED
                                      : BATCH_AGAIN;
}

static bool store(struct teacher *t, const struct result_line *line, const struct ledger_batched *found, struct arena *arena,
                  enum batch_end *out, struct error *err)
{
    struct random random = random_for((uint64_t)t->seed, t->run, TEXT("batch"));
    struct ledger_todo const todo = {.found = true, .request = found->request};
    struct http_reply const reply = {.end = line->answered ? HTTP_ANSWERED : HTTP_NOT_SENT,
                                     .status = line->status,
                                     .retry_after_ms = -1,
                                     .remaining = -1,
                                     .reset_ms = -1,
                                     .should_retry = -1,
                                     .body = line->body,
                                     .remote_id = line->remote_id};
    struct verdict_on_attempt v;
    int64_t const now = now_us();
    attempt_judge(t, &reply, &todo, &random, now, arena, &v);
    v.result.not_before = 0;
    if (!line->answered)
        v.result.error_code = line->error_code;
    *out = end_of(v.result.state);
    return ledger_finish(t->ledger, found->attempt, now, &v.result, err) && ledger_settle(t->ledger, err);
}

bool teacher_batch_in(struct teacher *t, struct text line, struct arena *arena, enum batch_end *out, struct error *err)
{
    struct result_line result;
    struct ledger_batched found;
    *out = BATCH_FOREIGN;
    if (!read_result(line, arena, &result, err) || !ledger_batch_find(t->ledger, &result.key, arena, &found, err))
        return false;
    if (!found.known || found.request.teacher != t->id)
        return true;
    *out = BATCH_KNOWN;
    if (found.state == LEDGER_DONE || found.state == LEDGER_UNUSABLE || (!found.attempt && !result.answered))
        return true;
    if (!found.attempt && !ledger_start(t->ledger, &result.key, t->run, now_us(), 0, &found.attempt, err))
        return false;
    return store(t, &result, &found, arena, out, err);
}
