/* sampled: what a model wrote as solutions of one problem: read as a source of records would be, checked, verified, voted on.
 *
 * Nothing a model says is believed. A sample is well formed if it has two steps, and one box or one sentence that announces its answer;
 * only those vote. It is chosen if nothing in it is refuted, its answer is proved to be the reference answer (without one: is
 * that of the largest camp), and it is proved as well as was demanded. Of equal texts the first is chosen. */
#ifndef MISSTEP_SAMPLED_H
#define MISSTEP_SAMPLED_H

#include "input.h"
#include "verify.h"

enum { SAMPLED_CAMPS_MAX = 64, SAMPLED_STEPS_LEAST = 2 };

struct sampled {
    struct text id, solution, thought; /* in: the id of the row to be; what was written; without tags, or empty */
    const char *why;                   /* in and out: why it is not chosen, NULL: chosen; set before: nothing is read */
    /* out */
    bool read;   /* there are steps, and they are verified */
    bool formed; /* it has a vote */
    struct input input;
    struct subject subject;
    struct text answer; /* as it announces it, or empty */
    int64_t camp;       /* of those with the same answer, in the order of the first of them; -1: no vote, or a camp too many */
    bool repeated;      /* an earlier sample has the same text */
};

struct vote {
    struct text answer;    /* of the largest camp; of equals, the first */
    int64_t camp;          /* -1: nobody voted */
    int64_t votes, second; /* of it, and of the next */
    int64_t voters;
};

struct sampled_rules {
    const struct input_settings *settings; /* how `misstep inject` shall read them */
    const struct dataset *dataset;         /* generic */
    struct verifiers verifiers;
    enum source_proof least;
};

/* All samples of a problem; `answer` is its reference answer, or empty. False only for a bug: two verifiers contradict each other. */
bool sampled_judge(const struct sampled_rules *rules, struct text problem, struct text answer, struct sampled *samples,
                   size_t count, struct hash *hash, struct arena *arena, struct vote *vote, struct error *err) MUST_USE;

enum { SAMPLED_REASONS_MAX = 40 }; /* what comes later is not told apart */

/* Over a run. */
struct sampled_sums {
    int64_t problems, skipped, samples, chosen, agreed, natural, repeated, prompt_tokens, completion_tokens;
    struct {
        const char *why; /* the arena's of the run, or static */
        int64_t count;
    } reasons[SAMPLED_REASONS_MAX]; /* of those that are not chosen; the first one: all others */
    size_t reasons_count;
};

/* `keep`: where reasons live. */
void sampled_count(const struct sampled *sample, struct arena *keep, struct sampled_sums *sums);
void sampled_json(const struct sampled_sums *sums, struct buffer *out);

/* The row as the preset generic reads it: the first members of an object that the caller has opened. */
void sampled_write(const struct sampled *sample, struct text problem, struct text answer, struct json_writer *w);

#endif
