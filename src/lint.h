/* lint: will the consumer read this dataset as it is meant? Each trainer's own rules, and those of Hugging Face `datasets`, by which
 * nearly all of them read, tried on the rows: also on other people's. The rules are a table (lint_rules.c); they restate what the
 * consumers do with a row, so that nobody finds out after a night of training. */
#ifndef MISSTEP_LINT_H
#define MISSTEP_LINT_H

#include "dataset.h"
#include "tokenizer.h"

enum {
    LINT_RULES_MAX = 64,
    LINT_CHUNK = 10 << 20, /* bytes of the first file from which `datasets` infers columns and types */
    LINT_SAYS_MAX = 600,   /* bytes of a reason */
};

enum lint_level { LINT_WARNING, LINT_ERROR };

struct linting;

struct lint_rule {
    const char *name;
    enum lint_level
        level;           /* error: rows are lost, misread or crash the run; warning: they are read, in a way that may surprise */
    const char *formats; /* names, "trl-*" for all that begin so, "*" for all; white space between */
    const char *says;    /* what the consumer does, and what to do about it */
    void (*check)(struct linting *linting,
                  const struct lint_rule *rule); /* a row; NULL: found where files and columns are read */
};

extern const struct lint_rule lint_rules[];
extern const size_t lint_rules_count;

struct lint_finding {
    const char *path;
    uint64_t line; /* from 1; 0: the file or folder as a whole */
    const struct lint_rule *rule;
    struct text reason;
};

struct lint_job {
    const char *const *inputs; /* files (shards of one dataset), or folders as on the Hub; "-" is standard input */
    size_t inputs_count;
    const struct dataset *format; /* NULL: only what `datasets` does, and the format that a folder's config is named after */
    const struct dataset *const *known; /* all formats, for configs that are named after one */
    size_t known_count;
    struct text separator;             /* that the trainer puts behind a step, or empty: the format's own */
    int64_t max_tokens;                /* 0: the trainer's own */
    int64_t ratio;                     /* characters of 1000 tokens, for estimates */
    const struct tokenizer *tokenizer; /* or NULL: estimates */
    void (*found)(void *with, const struct lint_finding *finding);
    void *with;
    bool (*interrupted)(void); /* asked between batches; may be NULL */
};

struct lint_counts {
    uint64_t files, rows;
    uint64_t found[LINT_RULES_MAX]; /* in the order of lint_rules */
};

/* False with the errors of stream.h for what cannot be opened; EXIT_INTERRUPTED. Broken lines and cards are findings. */
bool lint_run(const struct lint_job *job, struct lint_counts *counts, struct error *err) MUST_USE;

/* Does a list of formats, as in a rule, hold this name? */
bool lint_applies(const char *formats, struct text name);

#endif
