#include "ledger_parts.h"

#include "output.h"

#include <stdio.h>
#include <sys/statvfs.h>

const char *const ledger_outcome_names[OUTCOMES] = {"ok",         "truncated", "filtered", "invalid", "rate_limited",
                                                    "overloaded", "permanent", "not_sent", "unknown"};
const char *const ledger_state_names[LEDGER_STATES] = {"queued", "inflight", "done", "unusable", "failed"};
static const char *const paid_names[] = {"no", "maybe", "yes"};

static struct text column(sqlite3_stmt *s, int at, struct arena *arena)
{
    const char *bytes = sqlite3_column_blob(s, at);
    return text_copy(arena, (struct text){bytes, (size_t)sqlite3_column_bytes(s, at)});
}

bool ledger_settle(struct ledger *l, struct error *err)
{
    if (!l->adding)
        return true;
    l->adding = false;
    if (ledger_command(l, "COMMIT", err))
        return true;
    sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* A transaction, if none is open. */
static bool join(struct ledger *l, struct error *err)
{
    if (!l->adding && !ledger_command(l, "BEGIN IMMEDIATE", err))
        return false;
    l->adding = true;
    return true;
}

bool ledger_teacher(struct ledger *l, const struct ledger_teacher *teacher, int64_t *id, struct error *err)
{
    bool found;
    sqlite3_stmt *s = ledger_ready(l, TEACHER_PUT);
    ledger_bind_text(s, 1, teacher->name);
    ledger_bind_text(s, 2, teacher->base_url);
    ledger_bind_text(s, 3, teacher->model);
    ledger_bind_text(s, 4, teacher->dialect);
    sqlite3_bind_int64(s, 5, teacher->price_in);
    sqlite3_bind_int64(s, 6, teacher->price_out);
    if (!ledger_settle(l, err) || !ledger_done(l, s, err))
        return false;
    s = ledger_ready(l, TEACHER_ID);
    ledger_bind_text(s, 1, teacher->name);
    if (!ledger_row(l, s, &found, err) || !found)
        return false;
    *id = sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    return true;
}

bool ledger_set_probe(struct ledger *l, int64_t teacher, struct text json, struct error *err)
{
    sqlite3_stmt *s = ledger_ready(l, PROBE_PUT);
    sqlite3_bind_int64(s, 1, teacher);
    ledger_bind_text(s, 2, json);
    return ledger_settle(l, err) && ledger_done(l, s, err);
}

static bool state_of(struct ledger *l, const struct ledger_key *key, enum ledger_state *state, struct error *err)
{
    bool found;
    sqlite3_stmt *s = ledger_ready(l, REQUEST_STATE);
    ledger_bind_key(s, key);
    if (!ledger_row(l, s, &found, err))
        return false;
    size_t const place =
        found ? ledger_place((const char *)sqlite3_column_text(s, 0), ledger_state_names, LEDGER_STATES) : LEDGER_STATES;
    sqlite3_reset(s);
    *state = (enum ledger_state)place;
    return place < LEDGER_STATES || fail(err, EXIT_DATA, "ledger %.300s is damaged", l->path);
}

bool ledger_add(struct ledger *l, const struct ledger_request *r, enum ledger_state *state, struct error *err)
{
    if (r->body.size > LEDGER_BODY_MAX)
        return fail(err, EXIT_DATA, "a request of more than %d bytes", LEDGER_BODY_MAX);
    if (!join(l, err))
        return false;
    sqlite3_stmt *s = ledger_ready(l, REQUEST_PUT);
    ledger_bind_key(s, &r->key);
    sqlite3_bind_int64(s, 2, r->teacher);
    ledger_bind_text(s, 3, r->path);
    ledger_bind_text(s, 4, r->stage);
    ledger_bind_text(s, 5, r->problem_id);
    sqlite3_bind_int64(s, 6, r->sample);
    ledger_bind_bytes(s, 7, r->body.at, r->body.size);
    sqlite3_bind_int64(s, 8, r->max_tokens);
    return ledger_done(l, s, err) && state_of(l, &r->key, state, err);
}

bool ledger_next(struct ledger *l, int64_t teacher, int64_t now, struct arena *arena, struct ledger_todo *out, struct error *err)
{
    *out = (struct ledger_todo){0};
    sqlite3_stmt *s = ledger_ready(l, REQUEST_NEXT);
    sqlite3_bind_int64(s, 1, teacher);
    sqlite3_bind_int64(s, 2, now);
    if (!ledger_row(l, s, &out->found, err))
        return false;
    if (out->found) {
        if (sqlite3_column_bytes(s, 0) != LEDGER_KEY)
            return fail(err, EXIT_DATA, "ledger %.300s is damaged", l->path);
        memcpy(out->request.key.at, sqlite3_column_blob(s, 0), LEDGER_KEY);
        out->request.teacher = teacher;
        out->request.path = column(s, 1, arena);
        out->request.stage = column(s, 2, arena);
        out->request.problem_id = column(s, 3, arena);
        out->request.body = column(s, 4, arena);
        out->request.sample = sqlite3_column_int64(s, 5);
        out->request.max_tokens = sqlite3_column_int64(s, 6);
        out->attempts = sqlite3_column_int64(s, 7);
        out->maybes = sqlite3_column_int64(s, 8);
        out->last_error = column(s, 9, arena);
    }
    sqlite3_reset(s);
    return true;
}

bool ledger_wake(struct ledger *l, int64_t teacher, int64_t *when, struct error *err)
{
    bool found;
    sqlite3_stmt *s = ledger_ready(l, REQUEST_WAKE);
    sqlite3_bind_int64(s, 1, teacher);
    if (!ledger_row(l, s, &found, err))
        return false;
    *when = found ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    return true;
}

/* An answer that comes must find its place: where the disk is nearly full nothing is sent. */
static bool has_room(const struct ledger *l, struct error *err)
{
    struct statvfs info;
    if (statvfs(l->path, &info) != 0 || (uint64_t)info.f_bavail * info.f_frsize >= LEDGER_ROOM_LEAST)
        return true;
    return fail(err, EXIT_IO, "ledger %.300s: less than %d MiB are free on its disk; nothing more is sent", l->path,
                LEDGER_ROOM_LEAST >> 20);
}

bool ledger_start_attempt(struct ledger *l, const struct ledger_key *key, struct text run, int64_t now, int64_t worst_micro,
                          int64_t *attempt, struct error *err)
{
    sqlite3_stmt *s = ledger_ready(l, REQUEST_INFLIGHT);
    ledger_bind_key(s, key);
    if (!ledger_done(l, s, err))
        return false;
    if (sqlite3_changes(l->db) != 1)
        return fail(err, EXIT_DATA, "ledger %.300s: the request is not queued", l->path);
    s = ledger_ready(l, ATTEMPT_START);
    ledger_bind_key(s, key);
    ledger_bind_text(s, 2, run);
    sqlite3_bind_int64(s, 3, now);
    sqlite3_bind_int64(s, 4, worst_micro);
    if (!ledger_done(l, s, err))
        return false;
    *attempt = sqlite3_last_insert_rowid(l->db);
    return true;
}

bool ledger_start(struct ledger *l, const struct ledger_key *key, struct text run, int64_t now, int64_t worst_micro,
                  int64_t *attempt, struct error *err)
{
    return has_room(l, err) && join(l, err) && ledger_start_attempt(l, key, run, now, worst_micro, attempt, err);
}

static bool end_attempt(struct ledger *l, int64_t attempt, int64_t now, const struct ledger_result *r, struct error *err)
{
    int64_t const numbers[] = {r->wire_sends,        r->curl_code,        r->http,          r->retry_after_ms, r->prompt_tokens,
                               r->completion_tokens, r->reasoning_tokens, r->cached_tokens, r->cost_micro};
    struct text const texts[] = {r->error_code, r->finish_reason, r->fingerprint, r->server_model, r->remote_id};
    sqlite3_stmt *s = ledger_ready(l, ATTEMPT_END);
    sqlite3_bind_int64(s, 1, attempt);
    sqlite3_bind_int64(s, 2, now);
    sqlite3_bind_text(s, 3, ledger_outcome_names[r->outcome], -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 4, paid_names[r->paid], -1, SQLITE_STATIC);
    for (int i = 0; i < (int)COUNT(numbers); i++)
        sqlite3_bind_int64(s, 5 + i, numbers[i]);
    for (int i = 0; i < (int)COUNT(texts); i++)
        ledger_bind_text(s, 14 + i, texts[i]);
    ledger_bind_bytes(s, 19, r->body.at, r->body.size);
    if (!ledger_done(l, s, err))
        return false;
    return sqlite3_changes(l->db) == 1 || fail(err, EXIT_DATA, "ledger %.300s: no such attempt is open", l->path);
}

static bool set_state(struct ledger *l, int64_t attempt, const struct ledger_result *r, struct error *err)
{
    sqlite3_stmt *s = ledger_ready(l, REQUEST_SET);
    sqlite3_bind_int64(s, 1, attempt);
    sqlite3_bind_text(s, 2, ledger_state_names[r->state], -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, r->not_before);
    return ledger_done(l, s, err);
}

void ledger_spill(const struct ledger *l, int64_t attempt, const struct ledger_result *r)
{
    if (!r->body.size || r->paid != PAID_YES)
        return;
    struct buffer path = {0}, bytes = {0};
    struct error err;
    char name[24];
    snprintf(name, sizeof name, "%lld", (long long)attempt);
    ledger_spill_path(l, NULL, &path);
    bool good = folder_make(path.at, &err);
    path.size = 0;
    ledger_spill_path(l, name, &path);
    buffer_format(&bytes, LEDGER_SPILT_WRITE, ledger_outcome_names[r->outcome], ledger_state_names[r->state],
                  (long long)r->prompt_tokens, (long long)r->completion_tokens, (long long)r->cost_micro);
    buffer_add(&bytes, r->body);
    good = good && file_write_whole(path.at, buffer_text(&bytes), &err);
    if (!good)
        fprintf(stderr, "misstep: an answer is lost, it could be written nowhere: %s\n", err.says);
    buffer_free(&path);
    buffer_free(&bytes);
}

bool ledger_finish(struct ledger *l, int64_t attempt, int64_t now, const struct ledger_result *result, struct error *err)
{
    return join(l, err) && end_attempt(l, attempt, now, result, err) && set_state(l, attempt, result, err);
}

bool ledger_answer(struct ledger *l, const struct ledger_key *key, struct arena *arena, struct ledger_answer *out,
                   struct error *err)
{
    *out = (struct ledger_answer){.outcome = OUTCOME_UNKNOWN};
    if (!ledger_settle(l, err))
        return false;
    sqlite3_stmt *s = ledger_ready(l, ANSWER);
    ledger_bind_key(s, key);
    if (!ledger_row(l, s, &out->known, err))
        return false;
    if (out->known) {
        size_t const state = ledger_place((const char *)sqlite3_column_text(s, 0), ledger_state_names, LEDGER_STATES);
        size_t const outcome = ledger_place((const char *)sqlite3_column_text(s, 3), ledger_outcome_names, OUTCOMES);
        out->state = (enum ledger_state)MIN(state, (size_t)LEDGER_FAILED);
        out->outcome = (enum ledger_outcome)MIN(outcome, (size_t)OUTCOME_UNKNOWN);
        out->request = column(s, 1, arena);
        out->attempt = sqlite3_column_int64(s, 2);
        out->prompt_tokens = sqlite3_column_int64(s, 4);
        out->completion_tokens = sqlite3_column_int64(s, 5);
        out->fingerprint = column(s, 6, arena);
        out->server_model = column(s, 7, arena);
        out->body = column(s, 8, arena);
        out->milliseconds = sqlite3_column_int64(s, 9);
    }
    sqlite3_reset(s);
    return true;
}

static bool sum_states(struct ledger *l, int64_t teacher, struct ledger_sums *out, struct error *err)
{
    sqlite3_stmt *s = ledger_ready(l, SUM_STATES);
    sqlite3_bind_int64(s, 1, teacher);
    for (bool found = true; found;) {
        if (!ledger_row(l, s, &found, err))
            return false;
        size_t const state =
            found ? ledger_place((const char *)sqlite3_column_text(s, 0), ledger_state_names, LEDGER_STATES) : LEDGER_STATES;
        if (state < LEDGER_STATES)
            out->requests[state] = sqlite3_column_int64(s, 1);
    }
    return true;
}

bool ledger_sum(struct ledger *l, int64_t teacher, struct ledger_sums *out, struct error *err)
{
    *out = (struct ledger_sums){0};
    if (!ledger_settle(l, err) || !sum_states(l, teacher, out, err))
        return false;
    sqlite3_stmt *s = ledger_ready(l, SUM_OUTCOMES);
    sqlite3_bind_int64(s, 1, teacher);
    for (bool found = true; found;) {
        if (!ledger_row(l, s, &found, err))
            return false;
        if (!found)
            break;
        size_t const outcome = ledger_place((const char *)sqlite3_column_text(s, 0), ledger_outcome_names, OUTCOMES);
        *(outcome < OUTCOMES ? &out->outcomes[outcome] : &out->open) = sqlite3_column_int64(s, 1);
        out->answers_paid += sqlite3_column_int64(s, 2);
        out->answers_maybe += sqlite3_column_int64(s, 3);
        out->prompt_tokens += sqlite3_column_int64(s, 4);
        out->completion_tokens += sqlite3_column_int64(s, 5);
        out->cost_micro += sqlite3_column_int64(s, 6);
    }
    return true;
}

const char *ledger_sqlite_version(void)
{
    return sqlite3_libversion();
}
