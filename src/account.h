/* account: export.json, what an export was: inputs, options, counts, what was left out and why, each file with its sum. */
#ifndef MISSTEP_ACCOUNT_H
#define MISSTEP_ACCOUNT_H

#include "export.h"

/* Appends one line of JSON. `options` is an object. */
void account_write(const struct export_job *job, const struct export_counts *counts, struct text options, struct buffer *out);

/* All rows of a format. */
uint64_t account_rows(const struct export_tally *tally);

/* Rows and bytes of one split of a format. */
void account_split(const struct export_tally *tally, enum split split, uint64_t *rows, uint64_t *bytes);

/* The table for people, on stderr. */
void account_print(const struct export_job *job, const struct export_counts *counts, const char *min_proof);

#endif
