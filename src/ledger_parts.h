/* What the files of the ledger share: its statements and how they are run. */
#ifndef MISSTEP_LEDGER_PARTS_H
#define MISSTEP_LEDGER_PARTS_H

#include "ledger.h"

#include <sqlite3.h>

enum { LEDGER_PATH_MAX = 4096 };

/* The run of attempts that are out in a batch. */
#define LEDGER_BATCH "batch"

/* The first line of a spilt answer: outcome, state, tokens of prompt and answer, cost; behind it the answer's own bytes. */
#define LEDGER_SPILT_WRITE "%s %s %lld %lld %lld\n"
#define LEDGER_SPILT_READ  "%15s %15s %lld %lld %lld"

enum ledger_statement {
    TEACHER_PUT,
    TEACHER_ID,
    PROBE_PUT,
    REQUEST_PUT,
    REQUEST_STATE,
    REQUEST_NEXT,
    REQUEST_WAKE,
    REQUEST_INFLIGHT,
    REQUEST_SET,
    ATTEMPT_START,
    ATTEMPT_END,
    ATTEMPT_SPILT,
    REQUEST_AGAIN,
    BATCH_ATTEMPT,
    BATCH_CLOSE,
    BATCH_QUEUE,
    REQUEST_GET,
    ANSWER,
    SUM_STATES,
    SUM_OUTCOMES,
    STATEMENTS,
};

struct ledger {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
    int lock;
    bool adding; /* a transaction of ledger_add() is open */
    char path[LEDGER_PATH_MAX];
    uint64_t left_open, taken_in;
};

/* The error of the last call, with what was being done; returns false. */
bool ledger_trouble(const struct ledger *l, const char *doing, struct error *err);

/* Runs statements that give nothing back. */
bool ledger_command(struct ledger *l, const char *text, struct error *err) MUST_USE;

/* A statement, ready for its parameters. */
sqlite3_stmt *ledger_ready(struct ledger *l, enum ledger_statement which);

void ledger_bind_text(sqlite3_stmt *s, int at, struct text text);
void ledger_bind_bytes(sqlite3_stmt *s, int at, const void *bytes, size_t size);
void ledger_bind_key(sqlite3_stmt *s, const struct ledger_key *key); /* as the first parameter */

/* Runs a statement that gives no rows. */
bool ledger_done(struct ledger *l, sqlite3_stmt *s, struct error *err) MUST_USE;

/* The next row; *found is false at the end. */
bool ledger_row(struct ledger *l, sqlite3_stmt *s, bool *found, struct error *err) MUST_USE;

/* The place of a word in a list, `count` if it is not there. NULL is in no list. */
size_t ledger_place(const char *word, const char *const *names, size_t count);

/* What ledger_start() does, inside a transaction. */
bool ledger_start_attempt(struct ledger *l, const struct ledger_key *key, struct text run, int64_t now, int64_t worst_micro,
                          int64_t *attempt, struct error *err) MUST_USE;

/* PATH.spill or PATH.spill/NAME, with a NUL. */
void ledger_spill_path(const struct ledger *l, const char *name, struct buffer *out);

#endif
