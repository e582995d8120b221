#include "export.h"

#include "random.h"
#include "shelf.h"
#include "stream.h"

struct target {
    const struct dataset *format;
    struct export_tally *tally;
    struct shelf *shelf;
    struct thin thin;
    uint64_t rows; /* written, those cut since included */
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
        struct shelf *shelf = shelf_open(run->job->folder, format, run->job->force, err);
        if (!shelf)
            return false;
        run->targets[i] = (struct target){.format = format, .tally = &run->counts->formats[i], .shelf = shelf};
    }
    return true;
}

/* What was cut does not count as written. */
static void count_cut(struct export_tally *tally, const struct thin_row *cut)
{
    tally->faulty -= cut->rows;
    tally->trusted -= cut->trusted;
    tally->dropped[DROP_SURPLUS] += cut->rows;
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

/* No record of the source solution follows. */
static bool end_source(struct run *run, struct error *err)
{
    if (!run->job->negatives)
        return true;
    for (size_t i = 0; i < run->job->formats_count; i++) {
        struct target *target = &run->targets[i];
        struct thin_row cut = {0};
        thin_end(&target->thin, run->job->negatives, shelf_rows(target->shelf), &cut);
        count_cut(target->tally, &cut);
    }
    return flush_rows(run, err);
}

static bool holds(struct text mark, const struct text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_find(texts[i], mark, 0) < texts[i].size)
            return true;
    return false;
}

/* Does a text that would be shown hold what the format gives a meaning to? */
static bool holds_mark(const struct dataset *format, const struct pair *pair, const struct render *how)
{
    struct text const around[] = {pair->problem, how->system, how->instruction, how->step_prefix, how->separator};
    for (const char *const *mark = format->marks; mark && *mark; mark++)
        if (holds(text_of(*mark), around, COUNT(around)) || holds(text_of(*mark), pair->steps, pair->steps_count) ||
            holds(text_of(*mark), pair->bad_steps, pair->bad_count))
            return true;
    return false;
}

/* Why the format cannot be asked for this side. */
static enum drop unknown_to(const struct dataset *format, const struct pair *pair, bool clean, const struct render *how)
{
    bool const right = pair->steps_count || !(clean || format->both_sides), faulty = pair->bad_count || clean;
    if (!right || !faulty)
        return DROP_ONE_SIDED;
    if (holds_mark(format, pair, how))
        return DROP_MARK;
    return format->place && !clean && pair->first_error == FIRST_UNKNOWN ? DROP_NO_PLACE : DROP_NONE;
}

/* Faulty rows wait until the source solution ends, if only so many may stay. */
static void hold_back(struct run *run, struct target *target, const struct pair *pair, size_t start, size_t rows)
{
    struct buffer *waiting = shelf_rows(target->shelf);
    struct random chance = random_for(0, pair->id, TEXT("negatives"));
    struct thin_row const row = {start, waiting->size - start, random_next(&chance), rows, run->note.trusted ? rows : 0};
    struct thin_row cut = {0};
    thin_add(&target->thin, row, run->job->negatives, waiting, &cut);
    count_cut(target->tally, &cut);
}

static void write_side(struct run *run, struct target *target, const struct pair *pair, bool clean)
{
    const struct dataset *format = target->format;
    struct export_tally *tally = target->tally;
    if (clean && format->both_sides)
        return;
    struct buffer *out = shelf_rows(target->shelf);
    size_t const start = out->size;
    run->note = (struct render_note){.why = unknown_to(format, pair, clean, &run->how), .row = target->rows};
    size_t const rows = run->note.why == DROP_NONE ? format->write(pair, clean, &run->how, &run->arena, out) : 0;
    bool const control = pair->first_error == FIRST_NONE;
    uint64_t *kind = clean ? &tally->clean : control ? &tally->controls : &tally->faulty;
    *kind += rows;
    target->rows += rows;
    tally->trusted += run->note.trusted ? rows : 0;
    if (rows && !clean && !control && run->job->negatives)
        hold_back(run, target, pair, start, rows);
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
    if (fresh && !end_source(run, err))
        return false;
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

static bool take_line(void *context, const struct line *line, struct error *err)
{
    struct run *run = context;
    return one_record(run, line->text, err) && (run->job->negatives || flush_rows(run, err));
}

static bool all_inputs(struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->job->inputs_count; i++)
        if (!stream_each(run->job->inputs[i], take_line, run, run->job->interrupted, err))
            return false;
    return end_source(run, err);
}

static void release(struct run *run)
{
    for (size_t i = 0; i < run->job->formats_count; i++) {
        shelf_free(run->targets[i].shelf);
        thin_free(&run->targets[i].thin);
    }
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
