/* input: from a line to solutions ready to be verified: preset, fields, marks stripped, steps cut, ids. */
#ifndef MISSTEP_INPUT_H
#define MISSTEP_INPUT_H

#include "dataset.h"
#include "hash.h"
#include "record.h"
#include "solution.h"

enum { LINE_MAX_BYTES = 1024 * 1024 }; /* a longer line is rejected */

/* For the help of --by and --think. */
#define INPUT_BY_SAYS    "auto (default), steps, paragraphs, lines, sentences; see misstep split --help"
#define INPUT_THINK_SAYS "<think>…</think> and the like: keep in the text (default), drop, or split from the answer"

struct input_settings {
    const struct dataset *const *datasets; /* the roster */
    size_t datasets_count;
    const char *preset; /* NULL: detect */
    struct mapping map;
    struct splitting splitting;
    bool keep_marks; /* leave calculator marks in the text */
    bool whole;      /* texts are not cut: one step */
    bool sources;    /* the solutions are to be built upon: rows to be skipped are left out although they hold a solution */
    bool refuse_evaluation; /* rows of known evaluation sets are to be found (row.evaluation) */
};

/* One solution, ready. Texts are the arena's or the line's. Where row.skip is set there may be no steps. */
struct input {
    struct row row;
    struct solution solution;
    struct marks marks;
    char id[2 * ID_DIGITS + 8]; /* where the row has none */
    struct text source_id;
    size_t index, of;  /* which solution of its line, 0-based, of how many */
    bool original_too; /* row.original is one of them too */
    struct text author,
        rejected_author;  /* the model that wrote it (and row.rejected), as the line names it; empty: it does not */
    int64_t milliseconds; /* that it took to write this, as the line says; 0: it does not */
};

/* The dataset that a file's first object belongs to: by name, else by asking in order. NULL and an error if none knows it. */
const struct dataset *input_dataset(const struct input_settings *settings, const struct json_object *first, struct error *err);

/* Is this a solution that is not worked on? */
bool input_skipped(const struct input_settings *settings, const struct input *input);

/* False, with the reason, for a row of an evaluation set, where those are refused. */
bool input_allowed(const struct input_settings *settings, const struct input *input, struct error *err);

/* The steps of a row: its list, or its text cut as the settings say; none where it has neither. */
struct solution input_solution(const struct input_settings *settings, const struct row *row, struct marks *marks,
                               struct arena *arena);

/* Reads the solutions of one line. False with the reason if the line is to be rejected. */
bool input_read(const struct input_settings *settings, const struct dataset *dataset, struct text line, struct hash *hash,
                struct arena *arena, struct input **inputs, size_t *count, struct error *err);

/* The solution that a plain text is. It must be UTF-8 without NUL and not blank. */
bool input_text(const struct input_settings *settings, struct text id, struct text text, struct arena *arena, struct input *out,
                struct error *err);

/* The values of --by and --think; NULL for the default. */
bool input_splitting(const char *by, const char *think, struct splitting *out, struct error *err);

/* "problem=question,solution=answer" into the mapping. */
bool input_map(const char *text, struct mapping *map, struct error *err);

/* "corpora/gsm8k_train.jsonl.gz" -> "gsm8k_train"; standard input is "stdin". */
struct text input_name(const char *path);

#endif
