/* trl-prm: stepwise supervision: {"prompt","completions","labels"}, one boolean for each step, true = right. The trainer puts
 * its own separator behind each step, so steps end without one. */
#include "dataset.h"
#include "pieces.h"
#include "stepwise.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *steps = json_find(object, "completions"), *labels = json_find(object, "labels");
    return steps && labels && steps->kind == JSON_ARRAY && labels->kind == JSON_ARRAY;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    if (!dataset_text(object, mapping_key(map, "problem", "prompt"), true, arena, &row->problem, err) ||
        !dataset_text(object, mapping_key(map, "answer", "answer"), false, arena, &row->answer, err) ||
        !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err) ||
        !stepwise_steps(object, mapping_key(map, "steps", "completions"), arena, row, err))
        return false;
    row->problem = text_trim(row->problem);
    *rows = row;
    *count = 1;
    return stepwise_labels(object, "labels", arena, row, err);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    if (!render_labelled(pair, clean, how, arena, &shown))
        return 0;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    piece_stepwise(&w, render_prompt(pair, how, arena), &shown);
    piece_weights(&w, &shown, how);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"prompt", "string"}, {"completions", "[string]"}, {"labels", "[bool]"}, {NULL, NULL}};

const struct dataset dataset_trl_prm = {
    .name = "trl-prm",
    .says = "stepwise supervision for TRL's PRMTrainer: prompt, completions, labels",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_WEIGHTS] = piece_weights_columns,
    .place = true,
};
