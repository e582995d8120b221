/* reviewing: all pairs of a dataset are looked at together, for copies and shortcuts; then it is read again, and every solution is judged
 * (review.h), by as many threads as wanted. What the verbs `review` and `report` share; `report` judges no more than it shows. */
#ifndef MISSTEP_REVIEWING_H
#define MISSTEP_REVIEWING_H

#include "corpus.h"
#include "feed.h"
#include "review.h"

enum { REVIEWING_SAMPLE = 4000 }; /* rows of each kind, by default */

/* Looks at a pair more closely, in the order of the input. `row` is NULL where both sides are the same. The
 * arena lives until the next pair. */
typedef bool reviewing_seen(void *context, const struct pair *pair, bool given, const struct contrast *row, enum sieved why,
                            struct arena *arena, struct error *err);

/* Large: on the heap. */
struct reviewing {
    struct corpus_options corpus;
    struct option_texts against;
    bool unjudged; /* it is read once: of records is counted what they say, of other rows what their texts tell */
    int64_t words, sample;
    struct input_settings settings;
    struct pipeline pipeline;
    struct bars bars;
    reviewing_seen *seen; /* may be NULL */
    void *context;
    struct review_more more; /* out */
    int64_t counters[COUNTERS_MAX];
    struct feed_counts counts;
    struct shortcuts *shortcuts; /* its names are good until reviewing_free() */
    struct sieve *sieve;
    struct arena arena;
};

struct reviewing *reviewing_new(void) MUST_USE;
void reviewing_free(struct reviewing *r);

/* Rows for the table of a verb, in front of what corpus.h adds. */
enum { REVIEWING_OPTIONS = 3 };
void reviewing_table(struct reviewing *r, struct option table[REVIEWING_OPTIONS]);

/* Reads the command line: these options and others of the verb. Returns like command_start(). */
bool reviewing_start(const struct command *self, struct reviewing *r, const struct option *own, size_t own_count, int argc,
                     char **argv, int *code);

/* The errors of against.h, pipeline.h and feed.h; EXIT_DATA where no row has labels or preferences. */
bool reviewing_run(struct reviewing *r, struct error *err) MUST_USE;

#endif
