/* render: how a solution is shown, in one place, and the same for the right side and the faulty one, so that nothing but the
 * error tells them apart. Exporters make all their prompts, steps and labels here. */
#ifndef MISSTEP_RENDER_H
#define MISSTEP_RENDER_H

#include "dataset.h"
#include "pair.h"

/* The line that states the final answer and nothing else ("#### 72", "A: 72", "The answer is 72.", "\boxed{72}") is written
 * anew in this style: on both sides, or on neither if one side does not end in such a line (a truncated faulty side need not).
 * An answer that is a sentence is no such line. */
enum answer_style {
    ANSWER_KEEP,   /* as it stands */
    ANSWER_HASHES, /* #### 72 */
    ANSWER_BOXED,  /* \boxed{72} */
    ANSWER_PLAIN,  /* The answer is 72. */
};

/* What formats with a yes/no for each step do with the steps behind the first error, which itself is always the first "no". */
enum after_error {
    AFTER_TRUNCATE, /* the error is the last step */
    AFTER_FALSE,    /* no for each of them */
    AFTER_OMIT,     /* only those stay that do not descend from the error and whose claims are proved: yes */
    AFTER_VERIFIED, /* by their own claims, given the wrong value: proved yes, refuted no; ends before the first unknown */
};

/* What is preferred to what, where a row holds both sides. With the prompt before it, the text is the same in each shape. */
enum shape {
    SHAPE_FULL,   /* whole solutions */
    SHAPE_STEP,   /* the steps before the error belong to the prompt: a right step and the faulty one */
    SHAPE_SUFFIX, /* the same, and all that follows on either side */
};

/* Why there is no row. */
enum drop {
    DROP_NONE,           /* the format has no such row */
    DROP_CONTROL,        /* a harmless control, never to be rejected */
    DROP_SAME,           /* both sides look the same */
    DROP_PREFIX,         /* the steps before the error are not those of the right side */
    DROP_UNPROVED,       /* a step that needs a yes is not proved, and the source is not trusted */
    DROP_UNPROVED_CLEAN, /* the same, of the untouched solution */
    DROP_ONE_SIDED,      /* the format needs both sides, and one is not known */
    DROP_NO_PLACE,       /* the format needs the place of the error, and it is not known */
    DROP_MARK,           /* a text holds what the format gives a meaning to */
    DROP_REPEAT,         /* the same row stands before it, and nothing is to stand twice */
    DROP_SURPLUS,        /* the source solution has as many faulty rows as it may have */
    DROP_NO_LOGP,        /* no model was asked how probable it finds the steps, and the row is to say so */
    DROPS,
};

extern const char *const drop_names[DROPS]; /* short, as in export.json */
extern const char *const drop_says[DROPS];  /* for people: "N rows: …" */

/* What a writer has to say of the row it was asked for. */
struct render_note {
    enum drop why;       /* it wrote none */
    bool trusted;        /* it wrote one in which some step is right only because the source is trusted */
    uint64_t row;        /* given: how many rows of this format were written before */
    const char *split;   /* given: train, validation or test */
    size_t right, wrong; /* step labels in it, if it has any */
};

struct render {
    struct text system;      /* before the problem, with an empty line between; or empty */
    struct text instruction; /* behind the problem, with an empty line between; or empty */
    struct text step_prefix; /* before each step; "{k}" (once) is the number of the step, from 1 */
    struct text separator;   /* between steps */
    bool renumber;           /* a label "Step 3:" that a step brings along gives way to the prefix */
    struct text generator;   /* who wrote the solutions, for formats that ask; the same for both sides */
    enum answer_style answer_style;
    bool one_line; /* line breaks inside steps become blanks, for trainers that part steps by them */
    enum after_error after_error;
    enum shape shape;
    bool with[EXTRAS];
    enum source_proof min_proof;       /* whoever asks for rows leaves out pairs below it; writers need not look */
    bool trust_gold;                   /* source solutions are right even where nothing proves it */
    const struct verifiers *verifiers; /* for formats that show verdicts */
    struct render_note *note;          /* never NULL; set anew before each row */
};

/* Notes the reason and returns 0, so that `return render_drop(how, DROP_CONTROL)` reads well. */
size_t render_drop(const struct render *how, enum drop why);

/* System prompt, problem and instruction. */
struct text render_question(const struct pair *pair, const struct render *how, struct arena *arena);

/* The same without the system prompt, for formats that keep that apart. */
struct text render_asked(const struct pair *pair, const struct render *how, struct arena *arena);

/* render_question() and a line break, so that no token spans the seam to the completion; empty if there is no question. */
struct text render_prompt(const struct pair *pair, const struct render *how, struct arena *arena);

enum side { SIDE_RIGHT, SIDE_FAULTY };

/* The steps of one side, as many as the pair has, in the answer style; without prefixes. */
const struct text *render_side(const struct pair *pair, enum side side, const struct render *how, struct arena *arena);

/* One step with its prefix; `index` from 0. */
struct text render_step(struct text step, size_t index, const struct render *how, struct arena *arena);

/* Steps [from, to) with their prefixes and separators, as one text. */
struct text render_joined(const struct text *steps, size_t from, size_t to, const struct render *how, struct arena *arena);

/* The id of the record, "-clean" behind it for a clean row, unless the pair has no other side. */
struct text render_row_id(const struct pair *pair, bool clean, struct arena *arena);

/* Pieces, one behind the other. */
struct text render_concat(const struct text *pieces, size_t count, struct arena *arena);

/* Where the two sides part: the first error, if the steps before it are the same and the right side goes on there. False, with
 * the reason noted: it is a control, the place is not known, or they part before. */
bool render_place(const struct pair *pair, const struct render *how, size_t *first);

/* Steps [from, to) of a list. */
struct passage {
    const struct text *steps;
    size_t from, to;
};

struct preference {
    struct text prompt; /* for plain strings: ends in what parts it from the completion, a line break or the separator */
    struct text asked;  /* the same without that and without the system prompt: what a user says */
    struct text chosen, rejected;
    struct passage right, faulty; /* the steps in `chosen` and `rejected` */
};

/* False, with the reason noted, if nothing is to be preferred there. */
bool render_preference(const struct pair *pair, const struct render *how, struct arena *arena, struct preference *out);

/* Hundredths: the share of the faulty solution's steps from the first error on, rounded up; 100 where the place is not known. */
int64_t render_margin(const struct pair *pair);

/* May every step before the first error be called right (of controls and clean solutions: every step)? If the record proves
 * it ("basis": "proved"; "source_proof": "all_steps") or the source is trusted. Else the reason is noted. */
bool render_may_label(const struct pair *pair, bool clean, const struct render *how);

/* A solution with a yes or no for each step, after `after_error`; steps have their prefixes, and keep the numbers they have in
 * the whole solution. */
struct labelled {
    struct text *steps;
    bool *right;
    unsigned char *halves; /* how firmly the label is known, in halves: 2 proved, 1 as the source says, 0 by convention */
    size_t count;
};

/* False, with the reason noted, if that may not be said. */
bool render_labelled(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct labelled *out);

#endif
