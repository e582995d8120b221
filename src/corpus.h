/* corpus: the options and preparations that all verbs over solutions share: inputs, presets, threads, fingerprint. */
#ifndef MISSTEP_CORPUS_H
#define MISSTEP_CORPUS_H

#include "command.h"
#include "pipeline.h"
#include "roster.h"
#include "verify.h"

enum { PATHS_MAX = 256, PATH_BYTES = 4096 };

struct corpus_options {
    const char *preset, *map, *out, *rejects, *by, *think;
    bool keep_marks, force, quiet;
    bool training;   /* the verb's: what it reads becomes training data, so rows that are no sources are left out … */
    bool allow_eval; /* … and rows of evaluation sets end the run, unless this is set */
    int64_t threads, limit;
    const char *paths[PATHS_MAX];
    size_t paths_count;
    char beside[2][PATH_BYTES]; /* names made up beside OUT */
};

/* What --allow-eval says, in verbs that write training data. */
#define CORPUS_ALLOW_EVAL_SAYS "take known evaluation sets too (MATH-500, GSM8K test, …), which are refused otherwise"

/* Rows for command_start(): a verb copies them into its own table, in front of what it adds. */
enum { CORPUS_OPTIONS = 11 };
void corpus_table(struct corpus_options *options, struct option table[CORPUS_OPTIONS]);

/* Those that make sense where a teacher is asked, whose -n is --dry-run; `table` has room for CORPUS_OPTIONS. Returns how many. */
size_t corpus_taught(struct corpus_options *options, struct option *table);

/* Of verbs that hold all solutions of a problem before they write any: how much is read and how, and whether files may go. */
enum { CORPUS_GROUPED_OPTIONS = 6 };
void corpus_grouped(struct corpus_options *options, struct option table[CORPUS_GROUPED_OPTIONS]);

/* Reads the command line of a verb over solutions: its own options and the shared ones; at least one input is wanted (none and a
 * pipe on standard input: "-"). Returns like command_start(). */
bool corpus_start(const struct command *self, struct corpus_options *options, const struct option *own, size_t own_count,
                  int argc, char **argv, int *code);

/* For a verb that must be told where to write: a pipe stands in for "-o -". Returns like command_start(). */
bool corpus_output(const struct command *self, struct corpus_options *options, int *code);

/* Where rows go of a verb that also shows a table: -o, else a standard output that is no terminal ("-"), else nowhere (NULL). */
const char *corpus_rows_path(const struct corpus_options *options);

/* Fills what the options say into a pipeline: inputs, settings (the roster's datasets), rejects, threads. `settings` must outlive
 * the run. `shape` is text that says what else shapes the output; it goes into the fingerprint. */
bool corpus_prepare(const struct command *self, struct corpus_options *options, const char *shape,
                    struct input_settings *settings, struct pipeline *p, struct error *err);

/* OUT with a suffix, in options->beside[slot], if the output is a regular file (to be); else NULL. */
const char *corpus_beside(struct corpus_options *options, int slot, const char *suffix);

/* What was skipped and why, on stderr. */
void corpus_print_skipped(const int64_t *counters);

/* Ends what --stats wrote: into the file, if there is a path; `json` is freed. */
bool corpus_write_stats(const char *path, struct buffer *json, struct error *err);

struct verifiers corpus_verifiers(void);

/* Verifies one input with the roster's verifiers. */
bool corpus_verify(struct worker *w, const struct input *input, struct subject *out, struct error *err);

#endif
