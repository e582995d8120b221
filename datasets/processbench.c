/* processbench: {"id","generator","problem","steps","final_answer_correct","label"}. `label` is the first wrong step, from 0, or
 * -1; all steps stay, also behind the error. Right and faulty solutions stand beside each other: the metric needs both. */
#include "dataset.h"
#include "json_write.h"
#include "render.h"

static struct text *shown_steps(const struct pair *pair, bool clean, size_t count, const struct render *how, struct arena *arena)
{
    const struct text *steps = render_side(pair, clean ? SIDE_RIGHT : SIDE_FAULTY, how, arena);
    struct text *out = ARENA_ARRAY(arena, struct text, count);
    for (size_t i = 0; i < count; i++)
        out[i] = render_step(steps[i], i, how, arena);
    return out;
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    if (!render_may_label(pair, clean, how))
        return 0;
    struct text const id[] = {pair->id, clean ? TEXT("-clean") : TEXT("")};
    size_t const count = clean ? pair->steps_count : pair->bad_count;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "id");
    json_put_text(&w, render_concat(id, COUNT(id), arena));
    json_key(&w, "generator");
    json_put_text(&w, how->generator);
    json_key(&w, "problem");
    json_put_text(&w, pair->problem);
    json_key(&w, "steps");
    json_put_texts(&w, shown_steps(pair, clean, count, how, arena), count);
    json_key(&w, "final_answer_correct");
    json_put_bool(&w, clean || text_equal(pair->answer, pair->bad_answer));
    json_key(&w, "label");
    json_put_int(&w, clean ? -1 : pair->first_error);
    json_close(&w, '}');
    buffer_char(out, '\n');
    return 1;
}

static const struct column columns[] = {{"id", "string"},      {"generator", "string"},          {"problem", "string"},
                                        {"steps", "[string]"}, {"final_answer_correct", "bool"}, {"label", "int64"},
                                        {NULL, NULL}};

const struct dataset dataset_processbench = {
    .name = "processbench",
    .says = "ProcessBench: steps and the 0-based first wrong one, -1 for none",
    .write = write_row,
    .columns = columns,
    .place = true,
};
