/* teacher: a model behind an OpenAI-compatible API, asked through a ledger (ledger.h), so that no paid answer is lost or bought twice.
 *
 * A stage of work is a pure function of its inputs and the ledger, in two passes over the same questions:
 *
 *     teacher_add(t, &question, …)      each question, in any order: what is known costs nothing
 *     teacher_drive(t, …)               asks what is still open, until nothing is
 *     teacher_reply(t, &question, …)    each question again, in the order of the output: the answer, from the ledger
 *
 * So what comes out does not depend on the order of arrival, and the same run repeated opens no socket. The key of a question is
 * SHA-256 of dialect, kind, model and revision, the body as it is sent, and the sample's number; neither the server's address nor the
 * API key is part of it. */
#ifndef MISSTEP_TEACHER_H
#define MISSTEP_TEACHER_H

#include "config.h"
#include "hash.h"
#include "http.h"
#include "ledger.h"

enum {
    TEACHER_TURNS_MAX = 64,
    TEACHER_TEXT_MAX = 4 * 1024 * 1024, /* bytes of a question's turns together */
};

struct turn {
    struct text role, content;
};

/* How to draw. Decimals as written ("0.7"), so that the key is stable; an empty one is the neutral value. Each field is sent, in the
 * dialect's words, where the dialect has any. */
struct sampling {
    struct text temperature, top_p, top_k, min_p, repetition_penalty;
    int64_t max_tokens;
};

enum question_kind {
    QUESTION_CHAT,
    QUESTION_ECHO, /* completions with echo: how probable `continuation` is behind the first turn; what is generated (a token) is of no use */
};

struct question {
    enum question_kind kind;
    struct text stage, problem_id; /* for those who read the ledger; the seed is drawn from them, too */
    int64_t sample;                /* the same prompt may be asked many times */
    const struct turn *turns;
    size_t turns_count;
    struct sampling sampling;
    struct text schema;       /* a JSON schema for the answer, or empty; whether it is obeyed is for the caller to check */
    struct text continuation; /* QUESTION_ECHO */
};

enum reply_state {
    REPLY_OK,
    REPLY_UNUSABLE, /* paid: cut, filtered, empty, cut at the prompt, or no answer at all; see `why` */
    REPLY_FAILED,   /* the server will not answer it */
    REPLY_OPEN,     /* not asked: drained, out of budget, a dry run */
};

/* A token of what was asked about. */
struct echoed {
    struct text token; /* as the server shows it */
    struct text log;   /* its log-probability as the server wrote it: "-0.5", "null" */
};

struct reply {
    enum reply_state state;
    struct text why;                /* of what is unusable: "truncated", …; empty for REPLY_OK */
    struct text content, reasoning; /* apart, wherever the server had put them */
    char key[2 * LEDGER_KEY + 1];   /* in hex, as in the ledger */
    int64_t attempt, prompt_tokens, completion_tokens;
    int64_t milliseconds;           /* that the answer took, as in the ledger */
    struct text model, fingerprint; /* as the server said */
    const struct echoed *echoed;    /* QUESTION_ECHO: the tokens that make up the continuation, just these */
    size_t echoed_count;
};

/* The settings of one teacher in a config, under a prefix ("teacher", "judge"): rows for its table. */
enum { TEACHER_SETTINGS = 23 };
extern const struct setting teacher_settings[TEACHER_SETTINGS], judge_settings[TEACHER_SETTINGS];

struct teacher;

/* Opens nothing on the network. The API key is read when the first question is sent: from the key file (which nobody else may read), else
 * OPENAI_API_KEY; a local server may do without. `run` names this run in the ledger; `seed` is the run's. The ledger stays the caller's.
 * EXIT_CONFIG with the setting that is wrong. */
struct teacher *teacher_new(const struct config *config, const char *prefix, struct ledger *ledger, struct text run, int64_t seed,
                            struct error *err) MUST_USE;
void teacher_free(struct teacher *teacher); /* NULL is allowed */

struct text teacher_name(const struct teacher *teacher); /* "model@revision" */

/* What the server would not answer is queued again. */
bool teacher_again(struct teacher *teacher, struct error *err) MUST_USE;

/* *state is how it stands in the ledger. EXIT_DATA: the question is too long. */
bool teacher_add(struct teacher *teacher, const struct question *question, enum ledger_state *state, struct error *err) MUST_USE;

struct teacher_progress {
    int64_t done, unusable, failed; /* requests, by this run */
    int64_t unusable_by[OUTCOMES];
    int64_t open, inflight;
    int64_t sent, maybes; /* attempts of this run; maybes: nobody knows the outcome */
    int64_t spent_micro;  /* by all attempts of this teacher, at the prices of their time; what nobody knows of at its worst */
};

struct teacher_watch {
    bool (*interrupted)(void);                                                /* once true: drain; may be NULL */
    void (*progress)(void *context, const struct teacher_progress *progress); /* now and then; may be NULL */
    void *context;
};

/* Asks until nothing is queued. Stops early, with what is in flight finished and the queue kept: EXIT_INTERRUPTED when told to;
 * EXIT_TEMPORARY when the server wants money, refuses the key, or has refused everything for too long; EXIT_BUDGET-like trouble is
 * EXIT_TEMPORARY too. EXIT_IO when the ledger cannot be written. */
bool teacher_drive(struct teacher *teacher, const struct teacher_watch *watch, struct teacher_progress *out,
                   struct error *err) MUST_USE;

/* By batches, in the shape of OpenAI's (JSON lines): the same keys, the same ledger. */

struct batch_line {
    bool wanted; /* it is queued, and goes out with this batch */
    char key[2 * LEDGER_KEY + 1];
    struct text path, body; /* "/v1/chat/completions"; as it is sent; the arena's */
};

/* Queues the question, and marks it as out: it is not asked by teacher_drive() until it is back. Many in a row are one transaction, ended by
 * ledger_settle(). `again`: what is out in an earlier batch, which is given up, goes out anew. */
bool teacher_batch_out(struct teacher *teacher, const struct question *question, bool again, struct arena *arena,
                       struct batch_line *out, struct error *err) MUST_USE;

enum batch_end {
    BATCH_DONE,
    BATCH_UNUSABLE,
    BATCH_FAILED,
    BATCH_AGAIN,   /* expired, or an error that may pass: queued */
    BATCH_KNOWN,   /* nothing new */
    BATCH_FOREIGN, /* the ledger does not know the question, or not of this teacher */
    BATCH_ENDS,
};

/* A line of results, judged and stored as an answer over the network would be; in any order, any number of times. EXIT_DATA: it is none. */
bool teacher_batch_in(struct teacher *teacher, struct text line, struct arena *arena, enum batch_end *out,
                      struct error *err) MUST_USE;

/* The answer; texts are the arena's. EXIT_DATA: the question was never added. */
bool teacher_reply(struct teacher *teacher, const struct question *question, struct arena *arena, struct reply *out,
                   struct error *err) MUST_USE;

/* The request as it would be sent, for a dry run and for batches; and what it costs at worst. */
bool teacher_body(struct teacher *teacher, const struct question *question, struct arena *arena, struct text *body,
                  struct ledger_key *key, int64_t *worst_micro, struct error *err) MUST_USE;

#endif
