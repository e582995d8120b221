/* publish: the options that make an export a dataset for others: splits, shards, a card; what stands there twice or in an evaluation
 * set stays out. Shared by the verbs that export. */
#ifndef MISSTEP_PUBLISH_H
#define MISSTEP_PUBLISH_H

#include "export.h"
#include "options.h"

/* As typed. */
struct publish {
    bool hub;
    const char *shares, *dedup;
    struct option_texts against, licences, origins;
    int64_t against_words, shard_bytes;
};

enum { PUBLISH_OPTIONS = 8 };

/* Sets the defaults. */
void publish_options(struct publish *typed, struct option out[PUBLISH_OPTIONS]);

/* Into the job, the evaluation files read. EXIT_USAGE, or the errors of against_read(). */
bool publish_read(const struct publish *typed, struct export_job *job, struct error *err) MUST_USE;

/* Frees what publish_read() has made. */
void publish_end(struct export_job *job);

/* The members that tell of them, for export.json. */
void publish_put(const struct publish *typed, const struct export_job *job, struct json_writer *w);

/* Says on stderr which sources were named that no record has. */
void publish_warn(const struct publish *typed, const struct export_counts *counts);

/* What was typed for a source, in "SOURCE=VALUE" or for all in "VALUE"; empty if nothing. The last one wins, one for the source
 * before one for all. */
struct text publish_value(const struct option_texts *typed, struct text source);

#endif
