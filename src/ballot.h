/* ballot: what people answered, read from the files of the tools that asked them, whatever these look like:
 *
 *   Potato        annotation_output/USER/user_state.json (lists of pairs, or objects), exports annotations.jsonl and .csv
 *   Argilla       records.to_json(): an array of records with "responses"
 *   Label Studio  the JSON export: an array of tasks with "annotations"
 *
 * Which it is, the keys say. All of it comes from strangers: what is not understood is counted and passed over. */
#ifndef MISSTEP_BALLOT_H
#define MISSTEP_BALLOT_H

#include "survey.h"

enum {
    BALLOT_ANNOTATORS = 256,
    BALLOT_ITEMS = SURVEY_KINDS * SURVEY_MOST,
    BALLOT_FILES = 4096,         /* of a folder */
    BALLOT_DEPTH = 8,            /* of folders */
    BALLOT_BYTES_MAX = 64 << 20, /* of a user_state.json */
    BALLOT_SAID_MAX = 2000,      /* bytes of a comment that are kept */
    BALLOT_CSV_COLUMNS = 256,
};

/* One person on one item. */
struct ballot {
    uint32_t file;       /* that it was read from, from 1; 0: nothing said */
    enum choice choice;  /* CHOICE_NONE: not said */
    int32_t first_error; /* 0-based; FIRST_UNKNOWN: not said */
    struct text natural, dimension, note;
};

struct ballots {
    struct survey_item *items; /* of the key, sorted by id */
    size_t items_count;
    struct text annotators[BALLOT_ANNOTATORS];
    struct ballot *by[BALLOT_ANNOTATORS]; /* one for each item */
    size_t annotators_count;
    uint32_t files;
    uint64_t strangers; /* answers to items that the key does not have */
    uint64_t strange;   /* answers that are none of those asked for */
    struct arena arena; /* of all texts above */
};

/* Reads the key. EXIT_DATA: a line is none, an id stands twice, too many; else the errors of stream.h. */
bool ballots_open(struct ballots *ballots, const char *key, struct error *err) MUST_USE;
void ballots_free(struct ballots *ballots);

/* A file, or a folder with all that is below it and is named user_state.json, annotations.jsonl, annotations.csv or answers.json. Of
 * what one person says of one item the first file counts; user_state.json comes first. EXIT_NO_INPUT: nothing there. EXIT_DATA: a file
 * is none of the above, too many annotators. */
bool ballots_read(struct ballots *ballots, const char *path, struct error *err) MUST_USE;

/* For the readers: one answer, named by the question's name in audit-export's bundles. `name`: that of the button, where a tool keeps it apart. */
struct said {
    struct text annotator, item, question, name, value;
};
bool ballots_say(struct ballots *ballots, const struct said *said, struct error *err) MUST_USE;

/* The readers of single lines: JSON of any tool; the row of a table. `annotator`: if the line does not say. */
bool ballots_line(struct ballots *ballots, struct text line, struct text annotator, struct arena *arena,
                  struct error *err) MUST_USE;
bool ballots_csv(struct ballots *ballots, struct text table, struct arena *arena, struct error *err) MUST_USE;

#endif
