#include "sift.h"

#include "json_write.h"
#include "output.h"
#include "stream.h"

struct sift {
    const struct sift_job *job;
    struct sift_counts *counts;
    struct rulings rulings;
    struct output *output, *marks; /* marks: NULL if not asked for */
    struct arena arena;
    struct buffer row;
};

static bool is_dropped(const struct sift_job *job, enum ruling ruling)
{
    return ruling == RULING_REJECTED || (job->disputed && ruling == RULING_DISPUTED);
}

static bool mark(struct sift *sift, struct text id, enum ruling ruling, struct error *err)
{
    struct json_writer w = {.out = &sift->row};
    if (!sift->marks || ruling == RULING_NONE)
        return true;
    sift->row.size = 0;
    json_open(&w, '{');
    json_member_text(&w, "id", id);
    json_member_text(&w, "people", text_of(ruling_names[ruling]));
    json_close(&w, '}');
    buffer_char(&sift->row, '\n');
    return output_write(sift->marks, buffer_text(&sift->row), err);
}

static bool take(void *context, const struct line *line, struct error *err)
{
    struct sift *sift = context;
    struct text const row = text_trim(line->text);
    struct json_object object;
    struct text id;
    arena_reset(&sift->arena);
    if (!json_read_object(row, &sift->arena, &object, err))
        return false;
    const struct json_member *member = json_find(&object, "id");
    if (!member || !json_string(member->raw, &sift->arena, &id))
        return fail(err, EXIT_DATA, "no record: it has no \"id\"");
    enum ruling const ruling = rulings_of(&sift->rulings, id);
    sift->counts->records++;
    sift->counts->by[ruling]++;
    if (!mark(sift, id, ruling, err))
        return false;
    if (is_dropped(sift->job, ruling))
        return true;
    sift->counts->kept++;
    sift->row.size = 0;
    buffer_add(&sift->row, row);
    buffer_char(&sift->row, '\n');
    return output_write(sift->output, buffer_text(&sift->row), err);
}

static bool pass(struct sift *sift, struct error *err)
{
    const struct sift_job *job = sift->job;
    if (!rulings_read(&sift->rulings, job->verdicts, err) || !(sift->output = output_open(job->out, job->force, err)) ||
        (job->marks && !(sift->marks = output_open(job->marks, job->force, err))))
        return false;
    for (size_t i = 0; i < job->inputs_count; i++)
        if (!stream_each(job->inputs[i], take, sift, job->interrupted, err))
            return false;
    struct output *output = sift->output, *marks = sift->marks;
    sift->output = sift->marks = NULL;
    if (!output_commit(output, err)) {
        output_discard(marks);
        return false;
    }
    return !marks || output_commit(marks, err);
}

bool sift_run(const struct sift_job *job, struct sift_counts *counts, struct error *err)
{
    struct sift sift = {.job = job, .counts = counts};
    *counts = (struct sift_counts){0};
    bool const good = pass(&sift, err);
    output_discard(sift.output);
    output_discard(sift.marks);
    rulings_free(&sift.rulings);
    arena_free(&sift.arena);
    buffer_free(&sift.row);
    return good;
}
