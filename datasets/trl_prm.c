/* trl-prm: stepwise supervision: {"prompt","completions","labels"}, one boolean for each step, true = right. The trainer puts
 * its own separator behind each step, so steps end without one. */
#include "dataset.h"
#include "json_write.h"
#include "render.h"
#include "stepwise.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *steps = json_find(object, "completions"), *labels = json_find(object, "labels");
    return steps && labels && steps->kind == JSON_ARRAY && labels->kind == JSON_ARRAY;
}

/* A boolean, a share, or null where nobody said anything. */
static bool read_label(const struct json_member *item, enum row_label *out)
{
    if (item->kind == JSON_NUMBER)
        return stepwise_share(item->raw, out);
    *out = item->kind == JSON_TRUE ? ROW_RIGHT : item->kind == JSON_FALSE ? ROW_WRONG : ROW_UNLABELLED;
    return item->kind == JSON_TRUE || item->kind == JSON_FALSE || item->kind == JSON_NULL;
}

static bool read_labels(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    const struct json_member *member = json_find(object, "labels");
    enum row_label *labels = ARENA_ARRAY(arena, enum row_label, row->steps_count);
    struct json_member *items;
    size_t count;
    if (!member || !json_items(member->raw, arena, &items, &count) || count != row->steps_count)
        return fail(err, EXIT_DATA, "\"labels\" is not a list of %zu labels, one for each step", row->steps_count);
    for (size_t i = 0; i < count; i++)
        if (!read_label(&items[i], &labels[i]))
            return fail(err, EXIT_DATA, "label %zu is neither true nor false nor a number from 0 to 1", i + 1);
    row->labels = labels;
    return true;
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
    return read_labels(object, arena, row, err);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    if (!render_labelled(pair, clean, how, arena, &shown))
        return 0;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "prompt");
    json_put_text(&w, render_prompt(pair, how, arena));
    json_key(&w, "completions");
    json_put_texts(&w, shown.steps, shown.count);
    json_key(&w, "labels");
    json_open(&w, '[');
    for (size_t i = 0; i < shown.count; i++)
        json_put_bool(&w, shown.right[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_char(out, '\n');
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
    .place = true,
};
