/* shelf: the files of one format in an export, whole or not at all: FORMAT/train.jsonl, validation.jsonl, test.jsonl; or shards,
 * FORMAT/train-00000-of-00003.jsonl, as the Hub has them; and the file that the format wants beside them. Rows grow in parts, which
 * get their names at the end, when it is known how many there are; memory is flat.
 *
 * Of a format that has a file for each row: FORMAT/train/00001/000-ID.json and so on (filetree.h). FORMAT/train/00000 holds the first row
 * that shows all types (none of its lists is empty throughout), for whoever infers them from the first file. */
#ifndef MISSTEP_SHELF_H
#define MISSTEP_SHELF_H

#include "dataset.h"
#include "hash.h"

enum split { SPLIT_TRAIN, SPLIT_VALIDATION, SPLIT_TEST, SPLITS };
extern const char *const split_names[SPLITS];

struct shelf_plan {
    const char *folder; /* made if need be */
    const char *file;   /* instead of a folder: all rows into this file, and nothing beside it; "-" is standard output */
    bool force;         /* in place of the files of an earlier export, all of which go */
    bool ids; /* also ids/FORMAT-train.jsonl and so on: who the rows are, line by line; rows with files of their own say that
                           themselves */
    uint64_t shard_max; /* bytes of a shard; only rows that are taken together may be more, and those of a format with a file
                           beside them, which names one file. 0: no shards */
};

struct shelf_file {
    char *name; /* "trl-dpo/train-00000-of-00003.jsonl"; of a file for each row the folder, "pair-files/train/00001" */
    enum split split;
    uint64_t rows, bytes;
    char sha256[HASH_HEX_SIZE]; /* of a folder: of its files, one behind the other in the order of their names */
};

struct shelf;

/* Starts the files. The errors are those of output.h; EXIT_USAGE where rows with files of their own are to go into one. */
struct shelf *shelf_open(const struct shelf_plan *plan, const struct dataset *format, struct error *err) MUST_USE;

/* Where rows wait, and who they are, a line for each: append whole lines. */
struct buffer *shelf_rows(struct shelf *shelf);
struct buffer *shelf_ids(struct shelf *shelf);

/* Takes the lines that wait into a split. */
bool shelf_take(struct shelf *shelf, enum split split, struct error *err) MUST_USE;

/* It is finished: the files get their names, the shards of a split in their order. */
bool shelf_commit(struct shelf *shelf, struct error *err) MUST_USE;

/* After that: the files of rows, in the order of the splits. Of train there is at least one, though it may be empty; of the others
 * none without rows. They live as long as the shelf. */
const struct shelf_file *shelf_files(const struct shelf *shelf, size_t *count);

/* Removes what was not committed. NULL is allowed. */
void shelf_free(struct shelf *shelf);

#endif
