/* pair: what exporters see: a right solution and a faulty one of the same problem, and what is known of each step. A record
 * gives both sides and their proof; a labelled dataset may know one side only, and not where the error stands. */
#ifndef MISSTEP_PAIR_H
#define MISSTEP_PAIR_H

#include "json.h"
#include "subject.h"

/* What is known of a step of the faulty solution, seen from the first error. */
enum pair_label {
    PAIR_OK,          /* before the error, or a control */
    PAIR_ERROR,       /* the first error */
    PAIR_INHERITED,   /* behind it, and descends from it */
    PAIR_INDEPENDENT, /* behind it, and does not */
    PAIR_UNCHECKED,
    PAIR_LABELS,
};

extern const char *const pair_label_names[PAIR_LABELS];

enum {
    FIRST_NONE = -1,    /* a control: all of bad_steps is as right as `steps` */
    FIRST_UNKNOWN = -2, /* preference data: the faulty side is faulty, nobody says where */
    FIRST_UNSAID = -3,  /* nobody says whether the other side is faulty at all: feed.h, if asked for */
};

/* Texts and lists live in the arena or in the line. */
struct pair {
    struct text id, source, source_id, problem_id, group_id, problem, answer, bad_answer, injector, class, mode, explanation;
    bool answer_right, bad_answer_right;    /* of each side, where it is known */
    struct text author, bad_author;         /* the models that wrote the sides; empty: not known, or no model */
    int64_t milliseconds, bad_milliseconds; /* that these took, as the row says; 0: it does not */
    bool right_elsewhere;                   /* the right side has a pair of its own beside this one */
    struct text principle;                  /* that the right side follows better, of preference data; else empty */
    int64_t round;                          /* of revising or improving; 0: none */
    struct text feedback;                   /* what was said of the faulty side before the right one was written; or empty */
    struct text twin;                       /* the other problem of crossed twins; else empty */
    struct text level;                      /* difficulty, as the source says it; or empty */
    const struct text *steps, *bad_steps;
    size_t steps_count, bad_count;  /* 0: that side is not known; never both. Of a record: at least 1 each */
    const enum pair_label *labels;  /* bad_count of them */
    const enum verdict *local;      /* bad_count of them: the printed claims of the step alone */
    int32_t first_error;            /* 0-based, below bad_count; or one of the above */
    enum source_proof source_proof; /* of `steps`; of a record never PROOF_NONE */
    bool prefix_proved;             /* "basis": every step before first_error is proved */
    int64_t weight;
    struct text entity;                                /* what the faulty number counts; empty where that is not known */
    struct text origin, edit, follow_ups, certificate; /* JSON as it stands in the record; empty where there is none */
    struct text logp_good, logp_bad; /* numbers of JSON: how probable a model finds the steps at which the sides part; or empty */
    struct text tool, config;        /* what made the record, and the hash of its settings; empty of other data */
    struct text teacher;             /* which models had a hand in it: record_teacher(); or empty */
    int64_t seed, depth;             /* depth: results that the faulty step rests on, one on the other; of a record */
};

/* A stretch of a step that was rewritten. Offsets count code points. */
struct pair_edit {
    size_t step; /* 0-based; of the right side */
    size_t start, end;
    struct text was, becomes; /* `was` = [start, end) of that step */
};

/* The root edit of a record, then what follows from it in the order of the text; none for a pair that is no record.
 * EXIT_DATA with the reason. */
bool pair_edits(const struct pair *pair, struct arena *arena, struct pair_edit **out, size_t *count, struct error *err) MUST_USE;

/* Of each step of the faulty side the number of the right side's step that it comes from, -1 for a new one; bad_count of them.
 * EXIT_DATA with the reason if this is no record or they do not fit. */
bool pair_origin(const struct pair *pair, struct arena *arena, int32_t **out, struct error *err) MUST_USE;

/* Reads one line of a records file; keys not named above are not looked at. EXIT_DATA with the reason: no JSON object, a key
 * that is missing or of another kind, an unknown word, lists that do not fit together, an error although both sides are the
 * same. The seal in `id` is not checked: that is what `misstep audit` is for. */
bool pair_read(struct text line, struct arena *arena, struct pair *out, struct error *err) MUST_USE;

/* Calls `take` for each model that had a hand in the record: "solution" or "error", and "NAME (MODEL), PROMPT" as the record says. What cannot be
 * read is nothing. */
void pair_teachers(const struct pair *pair, struct arena *arena, void (*take)(void *context, struct text part, struct text who),
                   void *context);

/* What a page shows of a pair, in one block of memory, which free() gives back: both sides, where the error stands, id, source, problem,
 * injector, class, principle, explanation, edits and certificate. All else is empty. */
struct pair *pair_keep(const struct pair *pair) MUST_USE;

/* Tells one right side from the next in a stream of pairs. `{0}` at the start. */
struct pair_sources {
    struct buffer last, now;
};

/* Is its right side the first of its kind here? Of a record: of another source, problem or steps than the record before it; of a given row
 * (feed.h): unless it has a pair of its own. That is where exporters put the clean row, and whoever names clean rows must look. */
bool pair_starts_source(struct pair_sources *sources, const struct pair *pair, bool given);
void pair_sources_free(struct pair_sources *sources);

#endif
