/* processbench: {"id","generator","problem","steps","final_answer_correct","label"}. `label` is the first wrong step, from 0, or
 * -1; all steps stay, also behind the error. Right and faulty solutions stand beside each other: the metric needs both. */
#include "dataset.h"
#include "json_write.h"
#include "render.h"
#include "stepwise.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *steps = json_find(object, "steps"), *label = json_find(object, "label");
    return steps && label && steps->kind == JSON_ARRAY && label->kind == JSON_NUMBER;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    const struct json_member *label = json_find(object, "label"), *final = json_find(object, "final_answer_correct");
    int64_t first;
    if (!dataset_text(object, mapping_key(map, "problem", "problem"), true, arena, &row->problem, err) ||
        !dataset_text(object, mapping_key(map, "answer", "answer"), false, arena, &row->answer, err) ||
        !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err) ||
        !stepwise_steps(object, mapping_key(map, "steps", "steps"), arena, row, err))
        return false;
    if (!label || !json_int(label->raw, &first))
        return fail(err, EXIT_DATA, "\"label\" is not a whole number");
    if (final && (final->kind == JSON_TRUE || final->kind == JSON_FALSE))
        row->outcome = final->kind == JSON_TRUE ? ROW_RIGHT : ROW_WRONG;
    *rows = row;
    *count = 1;
    return stepwise_first_error(row, first, arena, err);
}

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
    size_t const count = clean ? pair->steps_count : pair->bad_count;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "id", render_row_id(pair, clean, arena));
    json_key(&w, "generator");
    json_put_text(&w, how->generator);
    json_key(&w, "problem");
    json_put_text(&w, pair->problem);
    json_key(&w, "steps");
    json_put_texts(&w, shown_steps(pair, clean, count, how, arena), count);
    json_key(&w, "final_answer_correct");
    json_put_bool(&w, clean ? pair->answer_right : pair->bad_answer_right);
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
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .place = true,
};
