#include "ledger_parts.h"

#include "stream.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

enum { APPLICATION = 0x6d737470, VERSION = 1, BUSY_MS = 10000 };

struct spilt {
    size_t outcome, state;
    long long prompt, completion, cost;
    struct text body;
};

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS teacher(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, base_url TEXT NOT NULL, model TEXT "
    "NOT NULL,"
    " dialect TEXT NOT NULL, price_in INTEGER NOT NULL, price_out INTEGER NOT NULL, probe TEXT NOT NULL DEFAULT '') STRICT;"
    "CREATE TABLE IF NOT EXISTS request(number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE CHECK(length(key)=32),"
    " teacher INTEGER NOT NULL REFERENCES teacher(id), path TEXT NOT NULL, stage TEXT NOT NULL, problem_id TEXT NOT NULL, sample "
    "INTEGER NOT NULL,"
    " body BLOB NOT NULL, max_tokens INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'queued'"
    " CHECK(state IN('queued','inflight','done','unusable','failed')), not_before INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX IF NOT EXISTS request_todo ON request(teacher, state, not_before) WHERE state IN('queued','inflight');"
    "CREATE TABLE IF NOT EXISTS attempt(id INTEGER PRIMARY KEY, request INTEGER NOT NULL REFERENCES request(number), run TEXT "
    "NOT NULL,"
    " started INTEGER NOT NULL, ended INTEGER, outcome TEXT CHECK(outcome "
    "IN('ok','truncated','filtered','invalid','rate_limited',"
    "'overloaded','permanent','not_sent','unknown')), paid TEXT CHECK(paid IN('no','maybe','yes')), wire_sends INTEGER, "
    "curl_code INTEGER,"
    " http INTEGER, retry_after_ms INTEGER, prompt_tokens INTEGER, completion_tokens INTEGER, reasoning_tokens INTEGER,"
    " cached_tokens INTEGER, cost_micro INTEGER, error_code TEXT, finish_reason TEXT, fingerprint TEXT, server_model TEXT,"
    " remote_id TEXT, body BLOB) STRICT;"
    "CREATE INDEX IF NOT EXISTS attempt_request ON attempt(request);"
    "CREATE INDEX IF NOT EXISTS attempt_open ON attempt(id) WHERE ended IS NULL;";

static const char *const sql[STATEMENTS] = {
    [TEACHER_PUT] = "INSERT INTO teacher(name, base_url, model, dialect, price_in, price_out) VALUES(?1,?2,?3,?4,?5,?6)"
                    " ON CONFLICT(name) DO UPDATE SET base_url=?2, model=?3, dialect=?4, price_in=?5, price_out=?6",
    [TEACHER_ID] = "SELECT id FROM teacher WHERE name=?1",
    [PROBE_PUT] = "UPDATE teacher SET probe=?2 WHERE id=?1",
    [REQUEST_PUT] = "INSERT OR IGNORE INTO request(key, teacher, path, stage, problem_id, sample, body, max_tokens)"
                    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
    [REQUEST_STATE] = "SELECT state FROM request WHERE key=?1",
    [REQUEST_NEXT] = "SELECT r.key, r.path, r.stage, r.problem_id, r.body, r.sample, r.max_tokens,"
                     " (SELECT count(*) FROM attempt a WHERE a.request=r.number),"
                     " (SELECT count(*) FROM attempt a WHERE a.request=r.number AND a.outcome='unknown'),"
                     " (SELECT a.body FROM attempt a WHERE a.request=r.number AND a.http=500 ORDER BY a.id DESC LIMIT 1)"
                     " FROM request r WHERE r.teacher=?1 AND r.state='queued' AND r.not_before<=?2"
                     " ORDER BY r.not_before, r.number LIMIT 1",
    [REQUEST_WAKE] = "SELECT max(not_before, 1) FROM request WHERE teacher=?1 AND state='queued' ORDER BY not_before LIMIT 1",
    [REQUEST_INFLIGHT] = "UPDATE request SET state='inflight' WHERE key=?1 AND state IN('queued','failed')",
    [REQUEST_SET] = "UPDATE request SET state=?2, not_before=?3 WHERE number=(SELECT request FROM attempt WHERE id=?1)",
    [ATTEMPT_START] =
        "INSERT INTO attempt(request, run, started, cost_micro) VALUES((SELECT number FROM request WHERE key=?1),?2,?3,?4)",
    [ATTEMPT_END] = "UPDATE attempt SET ended=?2, outcome=?3, paid=?4, wire_sends=?5, curl_code=?6, http=?7, retry_after_ms=?8,"
                    " prompt_tokens=?9, completion_tokens=?10, reasoning_tokens=?11, cached_tokens=?12, cost_micro=?13,"
                    " error_code=?14, finish_reason=?15, fingerprint=?16, server_model=?17, remote_id=?18, body=?19"
                    " WHERE id=?1 AND ended IS NULL",
    [ATTEMPT_SPILT] = "UPDATE attempt SET outcome=?2, paid='yes', prompt_tokens=?3, completion_tokens=?4, cost_micro=?5, body=?6"
                      " WHERE id=?1 AND body IS NULL",
    [REQUEST_AGAIN] = "UPDATE request SET state='queued', not_before=0 WHERE teacher=?1 AND state='failed'",
    [BATCH_ATTEMPT] = "SELECT a.id FROM attempt a JOIN request r ON a.request=r.number"
                      " WHERE r.key=?1 AND a.ended IS NULL AND a.run='" LEDGER_BATCH "' ORDER BY a.id DESC LIMIT 1",
    [BATCH_CLOSE] =
        "UPDATE attempt SET ended=started, outcome='unknown', paid='maybe' WHERE ended IS NULL AND run='" LEDGER_BATCH "'"
        " AND request=(SELECT number FROM request WHERE key=?1)",
    [BATCH_QUEUE] = "UPDATE request SET state='queued', not_before=0 WHERE key=?1 AND state='inflight'",
    [REQUEST_GET] = "SELECT teacher, state, path, body, sample, max_tokens FROM request WHERE key=?1",
    [ANSWER] =
        "SELECT r.state, r.body, a.id, a.outcome, a.prompt_tokens, a.completion_tokens, a.fingerprint, a.server_model, a.body,"
        " CASE WHEN a.run<>'" LEDGER_BATCH "' AND a.ended>a.started THEN max((a.ended-a.started)/1000, 1) ELSE 0 END"
        " FROM request r LEFT JOIN attempt a ON a.request=r.number AND a.paid='yes'"
        " WHERE r.key=?1 ORDER BY a.id DESC LIMIT 1",
    [SUM_STATES] = "SELECT state, count(*) FROM request WHERE teacher=?1 GROUP BY state",
    [SUM_OUTCOMES] = "SELECT coalesce(outcome, ''), count(*), sum(paid='yes'), sum(paid='maybe'), sum(max(prompt_tokens, 0)),"
                     " sum(max(completion_tokens, 0)), sum(max(cost_micro, 0)) FROM attempt JOIN request ON request=number"
                     " WHERE teacher=?1 GROUP BY 1",
};

bool ledger_trouble(const struct ledger *l, const char *doing, struct error *err)
{
    int const code = sqlite3_errcode(l->db);
    bool const damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_CONSTRAINT;
    return fail(err, damaged ? EXIT_DATA : EXIT_IO, "ledger %.300s: %s: %s", l->path, doing, sqlite3_errmsg(l->db));
}

bool ledger_command(struct ledger *l, const char *text, struct error *err)
{
    return sqlite3_exec(l->db, text, NULL, NULL, NULL) == SQLITE_OK || ledger_trouble(l, "cannot write", err);
}

sqlite3_stmt *ledger_ready(struct ledger *l, enum ledger_statement which)
{
    sqlite3_stmt *s = l->statements[which];
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
    return s;
}

void ledger_bind_text(sqlite3_stmt *s, int at, struct text text)
{
    sqlite3_bind_text64(s, at, text.size ? text.at : "", text.size, SQLITE_STATIC, SQLITE_UTF8);
}

void ledger_bind_bytes(sqlite3_stmt *s, int at, const void *bytes, size_t size)
{
    sqlite3_bind_blob64(s, at, size ? bytes : "", size, SQLITE_STATIC);
}

void ledger_bind_key(sqlite3_stmt *s, const struct ledger_key *key)
{
    ledger_bind_bytes(s, 1, key->at, sizeof key->at);
}

bool ledger_done(struct ledger *l, sqlite3_stmt *s, struct error *err)
{
    int const code = sqlite3_step(s);
    sqlite3_reset(s);
    return code == SQLITE_DONE || ledger_trouble(l, "cannot write", err);
}

bool ledger_row(struct ledger *l, sqlite3_stmt *s, bool *found, struct error *err)
{
    int const code = sqlite3_step(s);
    *found = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE || ledger_trouble(l, "cannot read", err);
}

size_t ledger_place(const char *word, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (word && strcmp(word, names[i]) == 0)
            return i;
    return count;
}

static bool take_lock(struct ledger *l, struct error *err)
{
    char name[LEDGER_PATH_MAX + 8];
    snprintf(name, sizeof name, "%s.lock", l->path);
    l->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (l->lock < 0)
        return fail(err, EXIT_CANNOT_CREATE, "cannot make %.300s: %s", name, strerror(errno));
    if (flock(l->lock, LOCK_EX | LOCK_NB) != 0)
        return fail(err, EXIT_CANNOT_CREATE, "ledger %.300s is being driven by another process", l->path);
    return true;
}

static bool prepare(struct ledger *l, struct error *err)
{
    for (size_t i = 0; i < STATEMENTS; i++)
        if (sqlite3_prepare_v3(l->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &l->statements[i], NULL) != SQLITE_OK)
            return ledger_trouble(l, "cannot read", err);
    return true;
}

static bool number_of(struct ledger *l, const char *text, int64_t *out, struct error *err)
{
    sqlite3_stmt *s = NULL;
    bool const good = sqlite3_prepare_v2(l->db, text, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW;
    if (good)
        *out = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return good || ledger_trouble(l, "cannot read", err);
}

/* An empty file becomes a ledger; one of somebody else, or of a later version, is left alone. */
static bool make_schema(struct ledger *l, struct error *err)
{
    int64_t application = 0, version = 0, tables = 0;
    char pragmas[128];
    if (!number_of(l, "PRAGMA application_id", &application, err) || !number_of(l, "PRAGMA user_version", &version, err) ||
        !number_of(l, "SELECT count(*) FROM sqlite_master", &tables, err))
        return false;
    if (tables && (application != APPLICATION || version != VERSION))
        return fail(err, EXIT_DATA, "%.300s is no ledger of this version", l->path);
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id=%d; PRAGMA user_version=%d", APPLICATION, VERSION);
    return ledger_command(l, "BEGIN IMMEDIATE", err) && ledger_command(l, schema, err) && ledger_command(l, pragmas, err) &&
           ledger_command(l, "COMMIT", err);
}

/* Attempts of a run that broke off; those in a batch stay out. */
static bool close_left_open(struct ledger *l, struct error *err)
{
    int64_t open = 0;
    if (!number_of(l, "SELECT count(*) FROM attempt WHERE ended IS NULL AND run<>'" LEDGER_BATCH "'", &open, err))
        return false;
    l->left_open = (uint64_t)open;
    return ledger_command(l,
                          "BEGIN IMMEDIATE; UPDATE attempt SET ended=started, outcome='unknown', paid='maybe'"
                          " WHERE ended IS NULL AND run<>'" LEDGER_BATCH "';"
                          "UPDATE request SET state='queued', not_before=0 WHERE state='inflight'"
                          " AND NOT EXISTS(SELECT 1 FROM attempt a WHERE a.request=number AND a.ended IS NULL); COMMIT",
                          err);
}

void ledger_spill_path(const struct ledger *l, const char *name, struct buffer *out)
{
    buffer_format(out, "%s.spill", l->path);
    if (name)
        buffer_format(out, "/%s", name);
    buffer_char(out, '\0');
}

/* The first line of a spilt answer: outcome, state, and what was to be counted. False if it is none. */
static bool read_spilt(struct text file, struct spilt *out)
{
    char line[128] = {0};
    size_t const end = text_find(file, TEXT("\n"), 0);
    char outcome[16], state[16];
    if (end == file.size || end >= sizeof line)
        return false;
    memcpy(line, file.at, end);
    out->body = text_part(file, end + 1, file.size);
    if (sscanf(line, LEDGER_SPILT_READ, outcome, state, &out->prompt, &out->completion, &out->cost) != 5)
        return false;
    out->outcome = ledger_place(outcome, ledger_outcome_names, OUTCOMES);
    out->state = ledger_place(state, ledger_state_names, LEDGER_STATES);
    return out->outcome < OUTCOMES && out->state < LEDGER_STATES;
}

static bool store_spilt(struct ledger *l, int64_t attempt, const struct spilt *spilt, struct error *err)
{
    sqlite3_stmt *s = ledger_ready(l, ATTEMPT_SPILT);
    sqlite3_bind_int64(s, 1, attempt);
    sqlite3_bind_text(s, 2, ledger_outcome_names[spilt->outcome], -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, spilt->prompt);
    sqlite3_bind_int64(s, 4, spilt->completion);
    sqlite3_bind_int64(s, 5, spilt->cost);
    ledger_bind_bytes(s, 6, spilt->body.at, spilt->body.size);
    if (!ledger_done(l, s, err))
        return false;
    if (!sqlite3_changes(l->db))
        return true; /* taken in before */
    l->taken_in++;
    l->left_open -= l->left_open > 0;
    s = ledger_ready(l, REQUEST_SET);
    sqlite3_bind_int64(s, 1, attempt);
    sqlite3_bind_text(s, 2, ledger_state_names[spilt->state], -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, 0);
    return ledger_done(l, s, err);
}

/* An answer that was spilt: it is kept with its attempt, and the request is done with. */
static bool take_in(struct ledger *l, const char *name, struct error *err)
{
    struct buffer path = {0}, bytes = {0};
    struct spilt spilt;
    ledger_spill_path(l, name, &path);
    bool good = stream_read_all(path.at, LEDGER_BODY_MAX, &bytes, err);
    if (good && !read_spilt(buffer_text(&bytes), &spilt))
        good = fail(err, EXIT_DATA, "%.300s is no spilt answer", path.at);
    if (good && ledger_command(l, "BEGIN IMMEDIATE", err)) {
        good = store_spilt(l, strtoll(name, NULL, 10), &spilt, err) && ledger_command(l, "COMMIT", err);
        if (!good)
            sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
        else
            unlink(path.at);
    } else {
        good = false;
    }
    buffer_free(&path);
    buffer_free(&bytes);
    return good;
}

/* Only whole files: NUMBER, not NUMBER.part. */
static bool is_spilt(const char *name)
{
    size_t digits = 0;
    while (is_digit(name[digits]))
        digits++;
    return digits > 0 && !name[digits];
}

static bool take_in_all(struct ledger *l, struct error *err)
{
    struct buffer path = {0};
    ledger_spill_path(l, NULL, &path);
    DIR *folder = opendir(path.at);
    bool good = true;
    for (struct dirent *entry; folder && good && (entry = readdir(folder));)
        if (is_spilt(entry->d_name))
            good = take_in(l, entry->d_name, err);
    if (folder)
        closedir(folder);
    buffer_free(&path);
    return good;
}

static bool open_database(struct ledger *l, struct error *err)
{
    int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(l->path, &l->db, flags, NULL) != SQLITE_OK)
        return l->db ? ledger_trouble(l, "cannot open", err) : fail(err, EXIT_IO, "cannot open %.300s", l->path);
    sqlite3_busy_timeout(l->db, BUSY_MS);
    sqlite3_extended_result_codes(l->db, 0);
    return ledger_command(l,
                          "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
                          "PRAGMA cell_size_check=ON",
                          err) &&
           make_schema(l, err) && prepare(l, err) && close_left_open(l, err) && take_in_all(l, err);
}

struct ledger *ledger_open(const char *path, struct error *err)
{
    struct ledger *l = memory_new(sizeof *l);
    *l = (struct ledger){.lock = -1};
    bool good = strlen(path) < sizeof l->path || fail(err, EXIT_CANNOT_CREATE, "the ledger's name is too long");
    if (good)
        memcpy(l->path, path, strlen(path) + 1);
    good = good && take_lock(l, err) && open_database(l, err);
    if (good)
        return l;
    ledger_close(l);
    return NULL;
}

void ledger_close(struct ledger *l)
{
    struct error ignored;
    if (!l)
        return;
    if (l->db && l->adding && !ledger_settle(l, &ignored))
        fprintf(stderr, "misstep: %s\n", ignored.says);
    for (size_t i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(l->statements[i]);
    if (l->db)
        sqlite3_wal_checkpoint_v2(l->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_close(l->db);
    if (l->lock >= 0)
        close(l->lock);
    free(l);
}

uint64_t ledger_left_open(const struct ledger *l)
{
    return l->left_open;
}

uint64_t ledger_taken_in(const struct ledger *l)
{
    return l->taken_in;
}
