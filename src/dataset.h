/* dataset: the contract of the files in datasets/. One file reads or writes one family of formats.
 *
 * To add one: write datasets/NAME.c with static functions that ends in `const struct dataset dataset_NAME = {…};`, add NAME to
 * datasets/meson.build and a case file tests/cases/datasets/NAME.case. It may include any room above this header, and pair.h,
 * render.h, pieces.h and critic.h. It must not keep state, print, or change what it is given.
 */
#ifndef MISSTEP_DATASET_H
#define MISSTEP_DATASET_H

#include "column.h"
#include "json.h"

enum {
    ROWS_MAX = 4096,          /* solutions in one line */
    DATASET_STEPS_MAX = 2000, /* steps of a solution given as a list */
    ROWS_STEPS_MAX = 65536,   /* steps of all solutions of one line */
};

/* What a labelled dataset says of a step. */
enum row_label {
    ROW_UNLABELLED,
    ROW_RIGHT,
    ROW_NEUTRAL, /* neither: PRM800K's 0 */
    ROW_WRONG,
};

/* Why a row is no source to build upon. Where it holds a solution, that can still be judged. */
enum row_skip {
    SKIP_NONE,
    SKIP_PROOF,       /* what is asked for is a proof: there is no final answer */
    SKIP_NO_ANSWER,   /* the source says that it has none */
    SKIP_NO_SOLUTION, /* problem and answer alone: a teacher must write one */
    SKIP_DRAWING,     /* [asy] in problem or solution */
    SKIP_TOOLS,       /* calls tools, runs code */
    SKIP_SUBJECT,     /* the source says that it is no mathematics */
    SKIP_INVALID,     /* the source itself marks problem or solution as faulty */
    SKIP_CUT_OFF,     /* the sample was not finished */
    SKIP_TURNS,       /* a conversation of several turns */
    SKIP_COUNT,
};

/* "drawing", for tables and sums; and a phrase that says why. */
const char *row_skip_name(enum row_skip skip);
const char *row_skip_says(enum row_skip skip);

/* One solution as a dataset gives it. Texts live in the arena or in the line; missing ones are empty. What texts show by themselves
 * (drawings, tools: `skip`) and what evaluation.h knows (`evaluation`) is filled in behind the reader. */
struct row {
    enum row_skip skip;     /* all else may be empty then */
    const char *evaluation; /* static: the known evaluation set that it belongs to, or NULL */
    struct text id;         /* the source's own id, or empty */
    struct text problem;
    struct text solution; /* whole text, calculator marks and all; empty where `steps` are given */
    struct text thought;  /* of a reasoning model, where it has a field of its own, without tags; or empty */
    const struct text *steps;
    size_t steps_count;           /* > 0: a list, taken as it is */
    struct text answer;           /* the reference answer, or empty */
    struct text level;            /* difficulty as the source says it, or empty */
    struct text teacher;          /* a JSON object: which model wrote it, told what, as `misstep teach` says; or empty */
    struct text source;           /* beside it: the corpus that the problem is from; or empty */
    struct text kind;             /* of error, as a labelled dataset calls it, or empty */
    struct text principle;        /* that a pair of preference data is about, or empty */
    int64_t round;                /* of revising or improving, from 1; 0: none */
    struct text feedback;         /* what whoever wrote the preferred side was told of the other one, or empty */
    const enum row_label *labels; /* of a labelled dataset: steps_count of them; else NULL */
    enum row_label whole;         /* of the solution as a whole, where nothing is said of its steps */
    enum row_label outcome;       /* of its final answer */
    const struct row *rejected;   /* preference data: the faulty solution of the same problem; its labels may be NULL; or NULL */
    const struct row *original;   /* labelled data: the right solution that a faulty one was made from, or NULL */
};

/* --map problem=question,solution=answer: which key of the line to take for a field. */
struct mapping {
    struct {
        const char *field; /* static */
        char key[64];
    } items[8];
    size_t count;
};

/* The key that stands for `field`: as mapped, else `standard`. */
const char *mapping_key(const struct mapping *map, const char *field, const char *standard);

/* The first of the keys (a list that ends in NULL) that the object has, else `standard`. */
const char *dataset_first(const struct json_object *object, const char *const *keys, const char *standard);

/* The text of a member; a number is taken as its digits. A missing or null member is empty, or an error if `required`. */
bool dataset_text(const struct json_object *object, const char *key, bool required, struct arena *arena, struct text *out,
                  struct error *err);

/* Number `number` of the solutions of a line with this id: "ID-7"; empty for an empty id. */
struct text dataset_numbered(struct arena *arena, struct text id, size_t number);

/* Where the fields of a flat row stand, unless --map says otherwise: the first key of a list (which ends in NULL) that the row has. A
 * NULL list: there is no such field. */
struct flat {
    const char *const *problem, *const *solution, *const *answer, *const *id, *const *level;
};

/* One row of such fields, in the arena. Problem and solution must be there, unless it is to be skipped (for the reason given, or a
 * sentinel). */
bool dataset_flat(const struct json_object *object, const struct mapping *map, const struct flat *keys, enum row_skip skip,
                  struct arena *arena, struct row **rows, size_t *count, struct error *err);

/* Has it a text under this key? */
bool dataset_has_text(const struct json_object *object, const char *key);

/* The text under a key is this one, in either case; it needs no escapes. */
bool dataset_says(const struct json_object *object, const char *key, const char *what);

/* What NuminaMath writes where there is no final answer: "answer" is "proof" or "notfound", "question_type" is "proof". */
enum row_skip dataset_sentinel(const struct json_object *object);

/* By the "task" of UltraInteract's rows: Math_CoT is fine, Math_PoT runs code, all others are no mathematics. */
enum row_skip dataset_task(const struct json_object *object);

/* The final answer that a solution announces by a box, "####" or words (anchor.h), or empty. */
struct text dataset_stated(struct text solution);

/* Columns that stand in a row only if asked for: export --with. */
enum extra {
    EXTRA_SPANS,     /* where the two sides differ, for losses that look there only */
    EXTRA_WEIGHTS,   /* of each label: how firmly it is known */
    EXTRA_MARGIN,    /* how far the two sides are apart, for reward models */
    EXTRA_LOGP,      /* how probable a model finds the two steps at which the sides part; rows without are left out */
    EXTRA_PRINCIPLE, /* what a pair is about, and the round that it is of */
    EXTRAS,
};

struct pair;
struct render;
struct json_writer;

struct dataset {
    const char *name; /* as in --preset and --format; '-' instead of '_' */
    const char *says; /* one line, for `misstep list` */

    /* Reading; NULL where the format is only written. */
    bool (*recognises)(const struct json_object *object); /* by the first line; the roster is asked in its order */
    /* The solutions of one line; *rows is in the arena. False with the reason if a field is missing or has another type. */
    bool (*read)(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err);

    /* Writing; NULL where the format is only read. Appends whole lines (0 or more, each ending in a line break) for one pair;
     * returns how many. `clean` asks for the row of the untouched solution instead of the faulty one; formats that hold both
     * sides in one row return 0 for it. */
    size_t (*write)(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out);
    const struct column *columns;       /* of a row that is written, in their order; ends in {NULL, NULL} */
    const struct column *extra[EXTRAS]; /* the same for what stands behind them if asked for; NULL: no place for it */
    const char *const *marks; /* texts with a meaning to the format: pairs that hold one are not offered. Ends in NULL */
    const char *beside;       /* the name of a file that a trainer needs beside the rows, or NULL */
    void (*write_beside)(struct text rows, struct buffer *out); /* what stands in it; `rows`: the name of the file of rows, of
                                                                   which there is one: it is not cut into shards */
    bool files;      /* each row is a file of its own (filetree.h), named after its first member, a string */
    bool both_sides; /* a row holds both: `write` is never asked for clean rows, nor for pairs of which one side is not known */
    bool place;      /* a row says where the error stands: `write` is never asked for pairs of which that is not known */
};

#endif
