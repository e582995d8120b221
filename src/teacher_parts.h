/* What the files of the teacher share. */
#ifndef MISSTEP_TEACHER_PARTS_H
#define MISSTEP_TEACHER_PARTS_H

#include "random.h"
#include "teacher.h"

/* In which words a server is asked. NULL: it has no such field, and none is sent. */
struct dialect {
    const char *name;
    const char *max_tokens, *top_k, *top_k_off, *min_p, *repetition_penalty;
    bool seed, echo; /* has it these? */
};

/* "openai", "vllm", "sglang", "llamacpp", "generic"; NULL if there is no such. */
const struct dialect *dialect_named(struct text name);

struct limits {
    int64_t inflight, rpm, tpm;          /* 0: none */
    int64_t price_in, price_out, budget; /* millionths of the currency for a million tokens; millionths, 0: none */
    int64_t unknown_each, unknown_all; /* times that a question may be asked again after an attempt nobody knows the outcome of */
    int64_t backoff_ms, patience_ms;   /* patience: of nothing but refusals */
    int64_t drain_ms;
};

struct teacher {
    struct ledger *ledger;
    struct hash *hash;
    const struct dialect *dialect;
    struct text name, base_url, model, revision, key_file, ca_file, run;
    bool allow_http;
    int64_t id, seed, connect_ms, total_ms;
    struct limits limits;
    struct arena arena; /* of these texts */
};

/* Reads the key, opens no connection yet. */
struct http *teacher_connect(const struct teacher *t, struct error *err) MUST_USE;

/* What came back, read. */
struct answered {
    enum ledger_outcome outcome;
    struct text why;                /* of a good status: what makes it unusable; or empty */
    struct text content, reasoning; /* of a good one */
    struct text finish_reason, fingerprint, model, remote_id, error_code, error_type, error_text;
    int64_t prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens; /* -1: not said */
    bool is_error, billed;                                                     /* an error body; with usage in it */
    const struct echoed *echoed;                                               /* of all tokens, generated ones too */
    size_t echoed_count;
};

/* The body of a 2xx. False if it is no JSON object, or no completion: then nothing is known of it. */
bool answered_read(struct text body, struct text request, bool echo, struct arena *arena, struct answered *out) MUST_USE;

/* The tokens of `read` that make up the continuation: their texts are the last ones before those that were generated (one, or none).
 * Offsets are not asked: servers count the token that begins each text (vllm-project/vllm#5334), or count none. White space does not
 * count: some servers show tokens without it. 0 if a token lies across the border, or the texts are others. */
size_t answered_tail(const struct answered *read, struct text continuation, const struct echoed **out);

/* The body of anything else, whatever its shape: fills in error_code, error_type, error_text. */
void answered_error(struct text body, struct arena *arena, struct answered *out);

/* What is to be done after an attempt. */
struct verdict_on_attempt {
    struct ledger_result result;
    bool refused;    /* the server wants less: slow down */
    bool stop;       /* nothing more may be asked: money, key, certificate */
    int64_t wait_ms; /* at least, before anything more is asked; 0: nothing to wait for */
    char says[400];
};

/* `todo`: what was asked. */
void attempt_judge(const struct teacher *t, const struct http_reply *reply, const struct ledger_todo *todo, struct random *random,
                   int64_t now, struct arena *arena, struct verdict_on_attempt *out);

/* Millionths of the currency. */
int64_t teacher_cost(const struct teacher *t, int64_t prompt_tokens, int64_t completion_tokens);

/* An upper bound of the tokens of a request. */
int64_t teacher_prompt_most(struct text body);

#endif
