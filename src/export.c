#include "export.h"

#include "shelf.h"
#include "stream.h"

struct target {
    const struct dataset *format;
    struct export_tally *tally;
    struct shelf *shelf;
};

struct run {
    const struct export_job *job;
    struct export_counts *counts;
    struct target targets[EXPORT_FORMATS_MAX];
    struct render how;
    struct render_note note;
    struct arena arena;
    struct buffer source, last_source; /* what tells one source solution from the next */
};

static bool open_targets(struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->job->formats_count; i++) {
        const struct dataset *format = run->job->formats[i];
        struct shelf *shelf = shelf_open(run->job->folder, format->name, run->job->force, err);
        if (!shelf)
            return false;
        run->targets[i] = (struct target){.format = format, .tally = &run->counts->formats[i], .shelf = shelf};
    }
    return true;
}

static bool flush_rows(struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->job->formats_count; i++)
        if (!shelf_flush(run->targets[i].shelf, err))
            return false;
    return true;
}

static bool commit(struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->job->formats_count; i++)
        if (!shelf_commit(run->targets[i].shelf, err))
            return false;
    return true;
}

static void add_part(struct buffer *out, struct text part)
{
    buffer_add(out, part);
    buffer_char(out, '\0'); /* stands in no text */
}

static bool starts_source(struct run *run, const struct pair *pair)
{
    struct buffer *now = &run->source;
    now->size = 0;
    add_part(now, pair->source);
    add_part(now, pair->source_id);
    add_part(now, pair->problem);
    for (size_t i = 0; i < pair->steps_count; i++)
        add_part(now, pair->steps[i]);
    bool const fresh = !text_equal(buffer_text(now), buffer_text(&run->last_source));
    struct buffer const swap = run->last_source;
    run->last_source = run->source;
    run->source = swap;
    return fresh;
}

/* Why the format cannot be asked for this side. */
static enum drop unknown_to(const struct dataset *format, const struct pair *pair, bool clean)
{
    bool const right = pair->steps_count || !(clean || format->both_sides), faulty = pair->bad_count || clean;
    if (!right || !faulty)
        return DROP_ONE_SIDED;
    return format->place && !clean && pair->first_error == FIRST_UNKNOWN ? DROP_NO_PLACE : DROP_NONE;
}

static void write_side(struct run *run, struct target *target, const struct pair *pair, bool clean)
{
    const struct dataset *format = target->format;
    struct export_tally *tally = target->tally;
    if (clean && format->both_sides)
        return;
    run->note = (struct render_note){.why = unknown_to(format, pair, clean)};
    size_t const rows =
        run->note.why == DROP_NONE ? format->write(pair, clean, &run->how, &run->arena, shelf_rows(target->shelf)) : 0;
    uint64_t *kind = clean ? &tally->clean : pair->first_error < 0 ? &tally->controls : &tally->faulty;
    *kind += rows;
    tally->trusted += run->note.trusted ? rows : 0;
    if (rows == 0 && (!clean || run->note.why != DROP_NONE))
        tally->dropped[run->note.why]++;
}

static bool one_record(struct run *run, struct text line, struct error *err)
{
    struct pair pair;
    arena_reset(&run->arena);
    if (!pair_read(line, &run->arena, &pair, err))
        return false;
    run->counts->records++;
    if (run->job->injectors.size && !text_is_among(pair.injector, run->job->injectors)) {
        run->counts->others++;
        return true;
    }
    bool const fresh = starts_source(run, &pair);
    run->counts->sources += fresh;
    if (pair.source_proof < run->how.min_proof) {
        run->counts->below_proof++;
        return true;
    }
    for (size_t i = 0; i < run->job->formats_count; i++) {
        if (fresh)
            write_side(run, &run->targets[i], &pair, true);
        write_side(run, &run->targets[i], &pair, false);
    }
    return true;
}

static bool one_batch(struct run *run, const char *path, const struct lines *lines, struct error *err)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->at[i];
        struct error why = {0};
        if (!line->too_long && !text_trim(line->text).size)
            continue;
        bool const good = line->too_long ? fail(&why, EXIT_DATA, "the line is longer than %d bytes", STREAM_LINE_MAX)
                                         : one_record(run, line->text, &why);
        if (!good)
            return fail(err, EXIT_DATA, "%.300s:%ju: %s", strcmp(path, "-") == 0 ? "standard input" : path,
                        (uintmax_t)line->number, why.says);
    }
    return flush_rows(run, err);
}

static bool one_input(struct run *run, const char *path, struct error *err)
{
    struct stream *stream = stream_open(path, err);
    if (!stream)
        return false;
    struct lines lines = {0};
    bool good;
    while ((good = stream_batch(stream, STREAM_BATCH_BYTES, &lines, err)) && lines.count) {
        if (run->job->interrupted && run->job->interrupted())
            good = fail(err, EXIT_INTERRUPTED, "interrupted");
        if (!good || !one_batch(run, path, &lines, err)) {
            good = false;
            break;
        }
    }
    lines_free(&lines);
    stream_close(stream);
    return good;
}

static bool all_inputs(struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->job->inputs_count; i++)
        if (!one_input(run, run->job->inputs[i], err))
            return false;
    return true;
}

static void release(struct run *run)
{
    for (size_t i = 0; i < run->job->formats_count; i++)
        shelf_free(run->targets[i].shelf);
    buffer_free(&run->source);
    buffer_free(&run->last_source);
    arena_free(&run->arena);
}

bool export_run(const struct export_job *job, struct export_counts *counts, struct error *err)
{
    struct export_counts made = {0};
    struct run run = {.job = job, .counts = &made, .how = job->how};
    if (job->formats_count > EXPORT_FORMATS_MAX)
        die("export: too many formats");
    run.how.note = &run.note;
    bool const good = open_targets(&run, err) && all_inputs(&run, err) && commit(&run, err);
    release(&run);
    if (good)
        *counts = made;
    return good;
}
