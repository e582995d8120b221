/* feed: files as pairs: records, or rows of labelled and preference data of any preset (labelled.h). What a file is, its first object
 * says, unless a preset is named. One line after the other; memory is flat. */
#ifndef MISSTEP_FEED_H
#define MISSTEP_FEED_H

#include "labelled.h"

struct feed_settings {
    const struct input_settings *input; /* how rows are read; NULL: the files hold records, and nothing else will do */
    enum neutral neutral;
    bool unsaid;         /* solutions of which nothing is said are wanted, too: FIRST_UNSAID */
    int64_t limit;       /* lines that are read, of all files together; 0: all */
    const char *rejects; /* where rows go that cannot be read; NULL: words on stderr. Not made if there are none */
    bool force, quiet;
    const char *verb;          /* for words on stderr */
    bool (*interrupted)(void); /* asked between batches; may be NULL */
};

struct feed_counts {
    uint64_t records;
    uint64_t rows, rejected;      /* lines that are no records; of these, those that cannot be read */
    uint64_t solutions;           /* in the others */
    uint64_t unlabelled;          /* of these, those of which nothing is said */
    uint64_t skipped[SKIP_COUNT]; /* and those that are not worked on; drawings do no harm here */
};

/* One pair; `given`: its labels are the dataset's, nothing proves them. It lives until the next one. */
typedef bool feed_take(void *context, const struct pair *pair, bool given, struct error *err);

/* A records file is our own: its first broken line ends it all, EXIT_DATA with FILE:LINE and the reason, and so does a row of an
 * evaluation set where those are refused. Else the errors of `take` and stream_each(). */
bool feed_each(const struct feed_settings *settings, const char *const *paths, size_t count, feed_take *take, void *context,
               struct feed_counts *counts, struct error *err) MUST_USE;

#endif
