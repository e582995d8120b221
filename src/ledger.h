/* ledger: what was asked of teachers and what came back, on disk before anybody sees it. The only door to SQLite.
 *
 * An attempt is committed before it is sent, its raw answer before it is used, so that an answer is paid for twice only if nobody can know
 * that it came (a crash, a dropped connection): such attempts stand as "maybe" paid, and are counted. A request is known by its key, a hash
 * of all that shapes the answer, so that a second run asks nothing that is done. Keys of the API never get here.
 *
 * One process at a time drives a ledger (PATH.lock); others may read the file. It needs a local file system (WAL). Journal mode WAL,
 * synchronous FULL: what is acknowledged survives a loss of power. */
#ifndef MISSTEP_LEDGER_H
#define MISSTEP_LEDGER_H

#include "text.h"

enum {
    LEDGER_KEY = 32,
    LEDGER_BODY_MAX = 64 * 1024 * 1024,
    LEDGER_ROOM_LEAST = 64 * 1024 * 1024, /* bytes free on the disk, or nothing is sent */
};

struct ledger_key {
    unsigned char at[LEDGER_KEY];
};

enum ledger_state {
    LEDGER_QUEUED,
    LEDGER_INFLIGHT,
    LEDGER_DONE,
    LEDGER_UNUSABLE, /* paid, and cannot be used: never asked again under this key */
    LEDGER_FAILED,   /* the server will not answer it */
    LEDGER_STATES,
};

enum ledger_outcome {
    OUTCOME_OK,
    OUTCOME_TRUNCATED,
    OUTCOME_FILTERED,
    OUTCOME_INVALID,
    OUTCOME_RATE_LIMITED,
    OUTCOME_OVERLOADED,
    OUTCOME_PERMANENT,
    OUTCOME_NOT_SENT,
    OUTCOME_UNKNOWN, /* nobody can know whether it was answered */
    OUTCOMES,
};

enum ledger_paid { PAID_NO, PAID_MAYBE, PAID_YES };

extern const char *const ledger_outcome_names[OUTCOMES]; /* "ok", … */
extern const char *const ledger_state_names[LEDGER_STATES];

/* As 64 hexadecimal digits and a NUL; and back: false if they are none. */
void ledger_key_write(const struct ledger_key *key, char out[static 2 * LEDGER_KEY + 1]);
bool ledger_key_read(struct text hex, struct ledger_key *out);

struct ledger;

/* Opens or makes the file. Attempts that an earlier run left open become "unknown", maybe paid, and their requests are queued again;
 * answers that could not be written then, but were spilt beside it, are taken in. EXIT_CANNOT_CREATE: no such folder, or another process
 * drives it; EXIT_DATA: it is no ledger, or damaged; EXIT_IO. */
struct ledger *ledger_open(const char *path, struct error *err) MUST_USE;

/* Everything is on the disk already. NULL is allowed. */
void ledger_close(struct ledger *ledger);

/* What ledger_open() found: attempts left open, answers taken in. */
uint64_t ledger_left_open(const struct ledger *ledger);
uint64_t ledger_taken_in(const struct ledger *ledger);

struct ledger_teacher {
    struct text name, base_url, model, dialect;
    int64_t price_in, price_out; /* millionths of the currency for a million tokens */
};

/* The teacher of this name, made or brought up to date. */
bool ledger_teacher(struct ledger *ledger, const struct ledger_teacher *teacher, int64_t *id, struct error *err) MUST_USE;

/* What `misstep doctor` has found of it: JSON. */
bool ledger_set_probe(struct ledger *ledger, int64_t teacher, struct text json, struct error *err) MUST_USE;

struct ledger_request {
    struct ledger_key key;
    int64_t teacher;
    struct text path;                    /* where it is sent: "/chat/completions" */
    struct text stage, problem_id, body; /* body: as it is sent */
    int64_t sample, max_tokens;
};

/* Queues the request unless the key is known; *state is how it stands now. Requests, starts and finishes in a row are one transaction (one
 * sync of the disk for all of them), which other functions see from within, and which ledger_settle() ends. */
bool ledger_add(struct ledger *ledger, const struct ledger_request *request, enum ledger_state *state,
                struct error *err) MUST_USE;

bool ledger_settle(struct ledger *ledger, struct error *err) MUST_USE;

/* Or it never was: what was added since the transaction began is gone. NULL is allowed. */
void ledger_forget(struct ledger *ledger);

/* Of this teacher the queued request that may be asked soonest, of equals the one that was queued first; found is false if none may be asked at `now`
 * (microseconds since 1970). Texts are the arena's. */
struct ledger_todo {
    bool found;
    int64_t number;           /* place in the queue */
    int64_t attempts, maybes; /* so far; of these with an unknown outcome */
    struct text last_error;   /* the raw answer of the latest attempt that failed with status 500; or empty */
    struct ledger_request request;
};

bool ledger_next(struct ledger *ledger, int64_t teacher, int64_t now, struct arena *arena, struct ledger_todo *out,
                 struct error *err) MUST_USE;

/* When its next queued request may be asked, microseconds; 0 if none is queued. */
bool ledger_wake(struct ledger *ledger, int64_t teacher, int64_t *when, struct error *err) MUST_USE;

/* To be settled before anything is sent. `run` names the run; `worst_micro` is what the attempt costs at worst: its cost until it is known
 * better, and for good if nobody ever knows. EXIT_IO where the disk has not LEDGER_ROOM_LEAST bytes left. */
bool ledger_start(struct ledger *ledger, const struct ledger_key *key, struct text run, int64_t now, int64_t worst_micro,
                  int64_t *attempt, struct error *err) MUST_USE;

/* What the server would not answer is queued again. */
bool ledger_again(struct ledger *ledger, int64_t teacher, struct error *err) MUST_USE;

struct ledger_result {
    enum ledger_outcome outcome;
    enum ledger_paid paid;
    enum ledger_state state; /* of the request from now on */
    int64_t not_before;      /* LEDGER_QUEUED: microseconds */
    int64_t wire_sends, curl_code, http, retry_after_ms;
    int64_t prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens, cost_micro; /* -1: not said */
    struct text error_code, finish_reason, fingerprint, server_model, remote_id;
    struct text body; /* raw; of errors at most what the caller keeps, secrets blotted out */
};

/* To be settled before the answer is used. Where this or that fails, ledger_forget() and then ledger_spill() each answer of the transaction. */
bool ledger_finish(struct ledger *ledger, int64_t attempt, int64_t now, const struct ledger_result *result,
                   struct error *err) MUST_USE;

/* An answer that is paid for, beside the ledger, where its own file cannot be written: PATH.spill/ATTEMPT. From then on nothing more may be
 * sent; what is in flight may be waited for. */
void ledger_spill(const struct ledger *ledger, int64_t attempt, const struct ledger_result *result);

/* Requests that go out in a batch, and come back after hours, in another run. */

/* Behind ledger_add(), in the same transaction: the queued request is out from now on, and stays out over ledger_open(). */
bool ledger_batch_out(struct ledger *ledger, const struct ledger_key *key, int64_t now, int64_t worst_micro,
                      struct error *err) MUST_USE;

/* The batch is given up: its attempt at this request, if there is one, becomes "unknown", maybe paid, and the request is queued. */
bool ledger_batch_back(struct ledger *ledger, const struct ledger_key *key, struct error *err) MUST_USE;

/* The request of this key, and its attempt that is out in a batch, 0 if there is none. */
struct ledger_batched {
    bool known;
    enum ledger_state state;
    int64_t attempt;
    struct ledger_request request;
};

bool ledger_batch_find(struct ledger *ledger, const struct ledger_key *key, struct arena *arena, struct ledger_batched *out,
                       struct error *err) MUST_USE;

/* How a request stands; of one that is done or unusable the attempt that made it so. */
struct ledger_answer {
    bool known;
    enum ledger_state state;
    int64_t attempt, prompt_tokens, completion_tokens;
    int64_t milliseconds; /* from the question to the whole answer, the server's queue included; 0: not known, of a batch, too */
    enum ledger_outcome outcome;
    struct text body, fingerprint, server_model, request;
};

bool ledger_answer(struct ledger *ledger, const struct ledger_key *key, struct arena *arena, struct ledger_answer *out,
                   struct error *err) MUST_USE;

struct ledger_sums {
    int64_t requests[LEDGER_STATES], outcomes[OUTCOMES], open; /* open: attempts in flight */
    int64_t answers_paid, answers_maybe;                       /* attempts */
    int64_t prompt_tokens, completion_tokens, cost_micro;
};

/* Of all that this teacher was ever asked. */
bool ledger_sum(struct ledger *ledger, int64_t teacher, struct ledger_sums *out, struct error *err) MUST_USE;

const char *ledger_sqlite_version(void);

#endif
