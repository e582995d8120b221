/* amending: what `teach revise` and `teach improve` share: responses and principles in, pairs out. A kind of amending asks one question
 * or two a round; whatever depends on an answer is asked in a later pass over the responses, which are read once more for each. */
#ifndef MISSTEP_AMENDING_H
#define MISSTEP_AMENDING_H

#include "amended.h"
#include "corpus.h"
#include "principles.h"
#include "teaching.h"

enum { AMENDING_CALLS_MAX = 2, AMENDING_ROUNDS_MAX = 20 };

struct amendment;

struct amending_kind {
    size_t calls; /* questions of a round */
    struct {
        const char *stage;   /* for the ledger */
        const char *setting; /* of the config: its prompt */
        const char *schema;  /* NULL: plain text */
        const char *member;  /* of a row: where the answer came from */
    } call[AMENDING_CALLS_MAX];

    /* One round: fills in the questions, asks them by amending_ask(), reads the answers, sets what is amiss, and `after` if there is
     * one; stops at the first that is not answered yet. */
    bool (*amend)(struct amendment *amendment, struct error *err);
    void (*write)(const struct amendment *amendment, struct json_writer *w); /* members of its own */
};

struct amending {
    const struct amending_kind *kind;
    struct teaching teaching;
    struct corpus_options options;
    struct input_settings settings;
    const char *chosen, *others, *stats; /* as typed: principles; where the rest goes; sums */
    int64_t rounds;                      /* 0: as the config says */
    struct principles principles;
    struct prompt prompts[AMENDING_CALLS_MAX];
    struct arena arena; /* of principles and prompts */
    int64_t answered;   /* questions of a response and a principle that are answered: the passes so far */
    bool writing, rejected;
};

/* One response, one principle, one round. */
struct amendment {
    struct amending *run;
    struct worker *worker;
    const struct input *input;
    const struct principle *principle;
    int64_t round; /* from 1 */
    int64_t asked; /* in the rounds before */
    struct response before;
    struct turn turns[AMENDING_CALLS_MAX][PROMPT_TURNS_MAX];
    struct question questions[AMENDING_CALLS_MAX];
    struct reply replies[AMENDING_CALLS_MAX];
    size_t replies_count;
    bool waits; /* for an answer: nothing more can be done now */
    struct response after;
    bool made; /* there is an `after` */
    struct amended amended;
    void *own; /* the kind's */
};

/* Asks question number `call`, whose turns are filled in, or takes the answer; sets `waits`, or what is amiss where there is no whole answer. In a
 * dry run nothing waits, and there is no answer. */
bool amending_ask(struct amendment *amendment, size_t call, struct error *err) MUST_USE;

/* Is there nothing to go on with: an answer that waits, is none, or is amiss? */
bool amending_stops(const struct amendment *amendment);

/* Verifies `after`, whose solution and text are set, and compares it with `before`. */
bool amending_verify(struct amendment *amendment, struct error *err) MUST_USE;

/* The verb. */
int amending_run(const struct command *self, const struct amending_kind *kind, int argc, char **argv);

#endif
