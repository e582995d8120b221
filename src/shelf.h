/* shelf: the files of one format in an export: DIR/FORMAT/train.jsonl, and what the format wants beside it. Whole or not at all. */
#ifndef MISSTEP_SHELF_H
#define MISSTEP_SHELF_H

#include "dataset.h"

struct shelf;

/* Makes DIR/FORMAT and starts the files. `force`: in place of those of an earlier export. The errors are those of output.h. */
struct shelf *shelf_open(const char *folder, const struct dataset *format, bool force, struct error *err) MUST_USE;

/* Where rows wait: append whole lines. */
struct buffer *shelf_rows(struct shelf *shelf);

/* Hands them on to the files. */
bool shelf_flush(struct shelf *shelf, struct error *err) MUST_USE;

/* It is finished: the files get their names. Nothing else than shelf_free() may be asked afterwards. */
bool shelf_commit(struct shelf *shelf, struct error *err) MUST_USE;

/* Removes what was not committed. NULL is allowed. */
void shelf_free(struct shelf *shelf);

#endif
