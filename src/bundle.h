/* bundle: a folder for annotators, in the layout of the tool that shows it. No key is in it. */
#ifndef MISSTEP_BUNDLE_H
#define MISSTEP_BUNDLE_H

#include "survey.h"

/* Potato 2.8, Argilla 2, Label Studio 1. */
enum bundle_tool { BUNDLE_POTATO, BUNDLE_ARGILLA, BUNDLE_LABEL_STUDIO, BUNDLE_TOOLS };
extern const char *const bundle_tools[BUNDLE_TOOLS]; /* "potato", … */

struct bundle {
    enum bundle_tool tool;
    enum survey_kind kind;
    const struct survey_item *items;
    size_t count;
    uint64_t seed;
};

/* A file of it: its name below the bundle's folder, and what stands in it. */
struct bundle_file {
    const char *name;
    struct buffer text;
};

enum { BUNDLE_FILES = 4 };

/* The files; the caller frees their texts. Returns how many. */
size_t bundle_files(const struct bundle *bundle, struct bundle_file out[BUNDLE_FILES]);

/* How to start it, for people: Markdown. */
void bundle_read_me(const struct bundle *bundle, struct buffer *out);

/* For the tools' own files. The steps of a side below each other, as they are or numbered from 1. */
void bundle_side(const struct survey_item *item, size_t side, bool numbered, struct buffer *out);
void bundle_put_side(const struct survey_item *item, size_t side, bool numbered, struct json_writer *w);
size_t bundle_potato(const struct bundle *bundle, struct bundle_file out[BUNDLE_FILES]);
size_t bundle_argilla(const struct bundle *bundle, struct bundle_file out[BUNDLE_FILES]);
size_t bundle_label_studio(const struct bundle *bundle, struct bundle_file out[BUNDLE_FILES]);

#endif
