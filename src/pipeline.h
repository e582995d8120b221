/* pipeline: lines in, lines out, many threads. The main thread reads batches and writes results in the order of the input;
 * workers turn lines into bytes. The same bytes come out for every number of workers, and memory does not grow with the input.
 *
 * Sinks are the files a verb writes (sink 0 is its main output). Regular files appear whole or not at all: they grow as PATH.part
 * beside PATH.part.state, which says how far the run has come; a run with the same fingerprint goes on from there.
 */
#ifndef MISSTEP_PIPELINE_H
#define MISSTEP_PIPELINE_H

#include "input.h"
#include "json_write.h"
#include "output.h"
#include "stream.h"

enum { SINKS_MAX = 8, COUNTERS_MAX = 1024, THREADS_MAX = 64 };

/* What a worker has at hand for one line. */
struct worker {
    struct arena arena; /* reset before every line */
    struct hash *hash;
    struct buffer *sinks; /* one per sink: append whole lines */
    int64_t *counters;    /* COUNTERS_MAX of them, summed over all workers */
    const char *path;     /* of the file the line came from */
    struct text source;   /* its name, for records */
    const struct dataset *dataset;
    bool line_done; /* for the verb's use; false at the first solution of every line */
    void *context;  /* the verb's, shared by all workers: read only */
};

/* Counters that the pipeline keeps itself; verbs use those from COUNTER_OWN on. */
enum {
    COUNTER_LINES,
    COUNTER_REJECTED,
    COUNTER_SOLUTIONS, /* worked on */
    COUNTER_SKIPPED,   /* not worked on; + enum row_skip */
    COUNTER_OWN = COUNTER_SKIPPED + SKIP_COUNT,
};

/* One solution. False stops the run: a bug was met (err). */
typedef bool pipeline_work(struct worker *worker, const struct input *input, struct text line, struct error *err);

/* One solution that is not worked on (input_skipped()). */
typedef void pipeline_skip(struct worker *worker, const struct input *input);

/* One line that holds no solution. False rejects it, with the reason in err. */
typedef bool pipeline_row(struct worker *worker, struct text line, struct error *err);

struct pipeline {
    const struct input_settings *input;
    const char *const *paths; /* "-" is standard input */
    size_t paths_count;
    struct {
        const char *path; /* NULL: dropped */
    } sinks[SINKS_MAX];
    size_t sinks_count;
    const char *rejects; /* where rejected lines go; NULL: only words on stderr. Not made if there are none. */
    bool force, quiet;
    int threads;
    int64_t limit;        /* solutions read at most; 0: all */
    char fingerprint[65]; /* of everything that shapes the output; "" : never resumed */
    const char *verb;     /* for words on stderr */
    pipeline_work *work;
    pipeline_skip *skip; /* or NULL: they are only counted */
    pipeline_row *row;   /* instead of work, where lines are taken as they are */
    void *context;
    int64_t counters[COUNTERS_MAX]; /* out: the sums */
};

/* Runs to the end. EXIT_DATA where there is not one line but blank ones. On an interrupt: keeps what there is for the next run and fails with EXIT_INTERRUPTED. A row of an evaluation
 * set, where they are refused (input.h), ends it with EXIT_DATA. */
bool pipeline_run(struct pipeline *p, struct error *err);

/* How many solutions were skipped, by reason: lines of a table, of the reasons that occur; a member "skipped" with all reasons. */
void pipeline_skipped_table(const int64_t *counters, struct buffer *out);
void pipeline_skipped_json(const int64_t *counters, struct json_writer *w);

#endif
