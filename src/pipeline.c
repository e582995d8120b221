#include "pipeline.h"

#include "algebra.h"
#include "command.h"
#include "progress.h"
#include "queue.h"
#include "reject.h"
#include "resume.h"

#include <pthread.h>
#include <stdlib.h>

enum { IN_FLIGHT_PER_THREAD = 3, SINK_REJECTS = SINKS_MAX }; /* of a batch's buffers; of the files, rejects come last */

struct batch {
    struct lines lines;
    const char *path;
    struct text source;
    const struct dataset *dataset;
    struct buffer sinks[SINKS_MAX + 1];
    int64_t counters[COUNTERS_MAX];
    struct queue *done; /* the batch itself comes out when it has been worked on */
    bool failed;
    struct error err;
};

struct run {
    struct pipeline *p;
    struct queue *todo;
    pthread_t threads[THREADS_MAX];
    int threads_count;
    struct batch *batches; /* a ring */
    size_t room, first, used;
    struct resume files; /* the sinks, then the rejects, and how far the writing has come */
    struct progress progress;
    struct worker own; /* where there are no threads */
};

static void worker_start(struct worker *w, const struct pipeline *p)
{
    *w = (struct worker){.hash = hash_new(), .context = p->context};
}

static void worker_end(struct worker *w)
{
    arena_free(&w->arena);
    hash_free(w->hash);
}

static bool blank(struct text line)
{
    return text_trim(line).size == 0;
}

static bool do_row(const struct pipeline *p, struct worker *w, struct text line, struct error *reason)
{
    if (!p->row(w, line, reason))
        return false;
    w->counters[COUNTER_SOLUTIONS]++;
    return true;
}

static bool do_solution(const struct pipeline *p, struct worker *w, const struct input *input, struct text line,
                        struct error *err)
{
    if (!input_allowed(p->input, input, err))
        return false;
    if (!input_skipped(p->input, input)) {
        w->counters[COUNTER_SOLUTIONS]++;
        return p->work(w, input, line, err);
    }
    w->counters[COUNTER_SKIPPED + (int)input->row.skip]++;
    if (p->skip)
        p->skip(w, input);
    return true;
}

static bool do_line(const struct pipeline *p, struct worker *w, const struct line *line, struct buffer *rejects,
                    struct error *err)
{
    struct input *inputs = NULL;
    size_t count = 0;
    struct error reason;
    arena_reset(&w->arena);
    w->line_done = false;
    if (blank(line->text))
        return true;
    w->counters[COUNTER_LINES]++;
    bool const readable = !line->too_long && line->text.size <= LINE_MAX_BYTES;
    if (!readable)
        fail(&reason, EXIT_DATA, "the line is longer than %d bytes", LINE_MAX_BYTES);
    bool const taken =
        readable && (p->row ? do_row(p, w, line->text, &reason)
                            : input_read(p->input, w->dataset, line->text, w->hash, &w->arena, &inputs, &count, &reason));
    if (!taken) {
        w->counters[COUNTER_REJECTED]++;
        reject_write(w->path, line, reason.says, rejects);
        return true;
    }
    for (size_t i = 0; i < count; i++)
        if (!do_solution(p, w, &inputs[i], line->text, err))
            return fail_at(err, w->path, line->number);
    return true;
}

static void do_batch(const struct pipeline *p, struct worker *w, struct batch *b)
{
    w->sinks = b->sinks;
    w->counters = b->counters;
    w->path = b->path;
    w->source = b->source;
    w->dataset = b->dataset;
    b->failed = false;
    for (size_t i = 0; i < b->lines.count && !b->failed; i++)
        b->failed = !do_line(p, w, &b->lines.at[i], &b->sinks[SINK_REJECTS], &b->err);
}

static void *thread_main(void *argument)
{
    struct run *run = argument;
    struct worker w;
    void *item;
    worker_start(&w, run->p);
    while (queue_take(run->todo, &item)) {
        struct batch *b = item;
        do_batch(run->p, &w, b);
        if (!queue_put(b->done, b))
            break;
    }
    worker_end(&w);
    algebra_thread_ends();
    return NULL;
}

static bool write_batch(struct run *run, struct batch *b, struct error *err)
{
    struct pipeline *p = run->p;
    if (b->failed)
        return fail(err, b->err.code, "%s", b->err.says);
    for (size_t i = 0; i < p->sinks_count; i++)
        if (run->files.outputs[i] && !output_write(run->files.outputs[i], buffer_text(&b->sinks[i]), err))
            return false;
    if (!reject_keep(p->rejects, p->force, p->verb, p->quiet, buffer_text(&b->sinks[SINK_REJECTS]),
                     &run->files.outputs[p->sinks_count], err))
        return false;
    for (size_t i = 0; i < COUNTERS_MAX; i++)
        p->counters[i] += b->counters[i];
    if (b->lines.count)
        run->files.place.line = b->lines.at[b->lines.count - 1].number;
    progress_show(&run->progress, p->counters[COUNTER_SOLUTIONS]);
    return resume_note(&run->files, false, err);
}

/* Takes the oldest batch out of the ring and writes it. */
static bool finish_oldest(struct run *run, struct error *err)
{
    struct batch *b = &run->batches[run->first];
    void *item = b;
    if (run->threads_count && !queue_take(b->done, &item))
        die("pipeline: a batch got lost");
    run->first = (run->first + 1) % run->room;
    run->used--;
    return write_batch(run, b, err);
}

static bool finish_all(struct run *run, struct error *err)
{
    while (run->used)
        if (!finish_oldest(run, err))
            return false;
    return true;
}

static bool submit(struct run *run, struct batch *b, struct error *err)
{
    run->used++;
    if (!run->threads_count) {
        do_batch(run->p, &run->own, b);
        return finish_oldest(run, err);
    }
    if (!queue_put(run->todo, b))
        die("pipeline: the queue is closed");
    return true;
}

static struct batch *next_batch(struct run *run)
{
    struct batch *b = &run->batches[(run->first + run->used) % run->room];
    for (size_t i = 0; i <= SINKS_MAX; i++)
        b->sinks[i].size = 0;
    memset(b->counters, 0, sizeof b->counters);
    return b;
}

/* Lines that an earlier run has dealt with, and lines beyond the limit, are dropped here. */
static void trim_lines(const struct run *run, struct lines *lines, uint64_t done, int64_t read)
{
    size_t skip = 0;
    while (skip < lines->count && lines->at[skip].number <= done)
        skip++;
    lines->count -= skip;
    memmove(lines->at, lines->at + skip, lines->count * sizeof *lines->at);
    int64_t const limit = run->p->limit;
    if (limit && read + (int64_t)lines->count > limit)
        lines->count = (size_t)MAX(limit - read, 0);
}

/* The first line that can be read decides. */
static bool choose_dataset(const struct run *run, const struct lines *lines, const char *path, const struct dataset **dataset,
                           struct error *err)
{
    struct arena arena = {0};
    for (size_t i = 0; i < lines->count && !*dataset; i++)
        if (!blank(lines->at[i].text) && !lines->at[i].too_long) {
            struct json_object object;
            struct error ignored;
            arena_reset(&arena);
            if (!json_read_object(lines->at[i].text, &arena, &object, &ignored)) /* it will be rejected */
                continue;
            *dataset = input_dataset(run->p->input, &object, err);
            if (!*dataset) {
                arena_free(&arena);
                return fail_at(err, path, lines->at[i].number);
            }
        }
    arena_free(&arena);
    if (*dataset && !run->p->quiet)
        progress_words(run->p->verb, "reading %s as %s", path, (*dataset)->name);
    return true;
}

static bool run_file(struct run *run, size_t index, int64_t *read, struct error *err)
{
    const char *path = run->p->paths[index];
    struct stream *stream = stream_open(path, err);
    if (!stream)
        return false;
    const struct dataset *dataset = NULL;
    uint64_t const done = index == run->files.place.input ? run->files.place.line : 0;
    bool good = true;
    while (good && !(run->p->limit && *read >= run->p->limit)) {
        if (command_interrupted()) {
            good = fail(err, EXIT_INTERRUPTED, "interrupted%s",
                        resume_possible(&run->files) ? "; the same command goes on from here" : "");
            break;
        }
        if (run->used == run->room - 1 && !(good = finish_oldest(run, err)))
            break;
        struct batch *b = next_batch(run);
        good = stream_batch(stream, STREAM_BATCH_BYTES, &b->lines, err);
        if (!good || b->lines.count == 0)
            break;
        trim_lines(run, &b->lines, done, *read);
        *read += (int64_t)b->lines.count;
        if (!dataset && !run->p->row && !(good = choose_dataset(run, &b->lines, path, &dataset, err)))
            break;
        b->path = path;
        b->source = input_name(path);
        b->dataset = dataset;
        good = b->lines.count == 0 || submit(run, b, err);
    }
    stream_close(stream);
    if (good && finish_all(run, err)) {
        run->files.place = (struct place){index + 1, 0};
        return true;
    }
    return false;
}

static bool open_outputs(struct run *run, struct error *err)
{
    struct pipeline *p = run->p;
    struct resume *files = &run->files;
    *files = (struct resume){.verb = p->verb,
                             .fingerprint = p->fingerprint,
                             .force = p->force,
                             .quiet = p->quiet,
                             .count = p->sinks_count + 1,
                             .counters = p->counters,
                             .counters_count = COUNTERS_MAX};
    for (size_t i = 0; i < p->sinks_count; i++)
        files->paths[i] = p->sinks[i].path;
    files->paths[p->sinks_count] = p->rejects;
    if (!resume_find(files, err))
        return false;
    for (size_t i = 0; i < p->sinks_count; i++)
        if (files->paths[i] && !files->outputs[i]) {
            files->outputs[i] = output_open(files->paths[i], p->force, err);
            if (!files->outputs[i])
                return false;
        }
    return true;
}

static void start(struct run *run)
{
    int const threads = MIN(run->p->threads, (int)THREADS_MAX);
    run->room = threads < 2 ? 2 : (size_t)threads * IN_FLIGHT_PER_THREAD + 1;
    run->batches = memory_new(run->room * sizeof *run->batches);
    memset(run->batches, 0, run->room * sizeof *run->batches);
    worker_start(&run->own, run->p);
    if (threads < 2)
        return;
    run->todo = queue_new(run->room);
    for (size_t i = 0; i < run->room; i++)
        run->batches[i].done = queue_new(1);
    for (; run->threads_count < threads; run->threads_count++)
        if (pthread_create(&run->threads[run->threads_count], NULL, thread_main, run) != 0)
            die("pipeline: cannot start a thread");
}

static void stop(struct run *run)
{
    if (run->todo)
        queue_close(run->todo);
    for (int i = 0; i < run->threads_count; i++)
        pthread_join(run->threads[i], NULL);
    for (size_t i = 0; i < run->room; i++) {
        lines_free(&run->batches[i].lines);
        for (size_t k = 0; k <= SINKS_MAX; k++)
            buffer_free(&run->batches[i].sinks[k]);
        if (run->batches[i].done)
            queue_free(run->batches[i].done);
    }
    if (run->todo)
        queue_free(run->todo);
    free(run->batches);
    worker_end(&run->own);
}

static bool commit(struct run *run, struct error *err)
{
    bool good = true;
    for (size_t i = 0; i < run->files.count; i++) {
        struct output *output = run->files.outputs[i];
        if (output && good)
            good = output_commit(output, err);
        else if (output)
            output_keep(output);
    }
    if (good)
        resume_forget(&run->files);
    return good;
}

/* What an interrupt leaves can go on; what an error leaves is no use. */
static void give_up(struct run *run, const struct error *err)
{
    struct error ignored;
    bool const keep = err->code == EXIT_INTERRUPTED && resume_note(&run->files, true, &ignored);
    for (size_t i = 0; i < run->files.count; i++)
        if (run->files.outputs[i])
            (keep ? output_keep : output_discard)(run->files.outputs[i]);
    if (!keep)
        resume_forget(&run->files);
}

bool pipeline_run(struct pipeline *p, struct error *err)
{
    struct run run = {.p = p};
    if (!open_outputs(&run, err)) {
        give_up(&run, err);
        return false;
    }
    progress_start(&run.progress, p->verb, p->quiet);
    start(&run);
    bool good = true;
    int64_t read = p->counters[COUNTER_LINES];
    for (size_t i = run.files.place.input; good && i < p->paths_count; i++)
        good = run_file(&run, i, &read, err);
    stop(&run);
    progress_end(&run.progress);
    if (good && !p->counters[COUNTER_LINES])
        good = fail(err, EXIT_DATA, "%s: no line to read", p->paths[0]);
    if (good)
        return commit(&run, err);
    give_up(&run, err);
    return false;
}

void pipeline_skipped_table(const int64_t *counters, struct buffer *out)
{
    bool first = true;
    for (int i = 1; i < SKIP_COUNT; i++) {
        int64_t const count = counters[COUNTER_SKIPPED + i];
        if (!count)
            continue;
        buffer_format(out, "  %-18s%-16s%10lld  %s\n", first ? "skipped" : "", row_skip_name((enum row_skip)i), (long long)count,
                      row_skip_says((enum row_skip)i));
        first = false;
    }
}

void pipeline_skipped_json(const int64_t *counters, struct json_writer *w)
{
    json_key(w, "skipped");
    json_open(w, '{');
    for (int i = 1; i < SKIP_COUNT; i++)
        json_member_int(w, row_skip_name((enum row_skip)i), counters[COUNTER_SKIPPED + i]);
    json_close(w, '}');
}
