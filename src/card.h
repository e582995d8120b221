/* card: README.md of a dataset folder as the Hugging Face Hub reads it: YAML in front (one config for each format, its columns,
 * splits and files), and behind it for people: where the rows come from, what they say, what was left out, how to train on them. */
#ifndef MISSTEP_CARD_H
#define MISSTEP_CARD_H

#include "publish.h"
#include "rendering.h"

struct card {
    const struct export_job *job;
    const struct export_counts *counts;
    const struct publish *publish;
    const struct rendering *shown;
};

/* Appends the whole page. */
void card_write(const struct card *card, struct buffer *out);

/* Is the file there, and such a page? */
bool card_is_ours(const char *path);

/* Is it a format in which one side is preferred to the other? */
bool card_prefers(const struct dataset *format);

/* The part for people. */
void card_tell(const struct card *card, struct buffer *out);

#endif
