/* trl-kto: unpaired preference: {"prompt", "completion", "label"}: one solution a row, and whether it is good as a whole: the clean
 * one of each source, and controls, are. */
#include "dataset.h"
#include "pieces.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *label = json_find(object, "label");
    return dataset_has_text(object, "completion") && label && (label->kind == JSON_TRUE || label->kind == JSON_FALSE);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    static const char *const problems[] = {"prompt", NULL}, *const solutions[] = {"completion", NULL};
    static const char *const answers[] = {"answer", NULL}, *const ids[] = {"id", NULL};
    struct flat const keys = {.problem = problems, .solution = solutions, .answer = answers, .id = ids};
    const struct json_member *label = json_find(object, "label");
    if (!label || (label->kind != JSON_TRUE && label->kind != JSON_FALSE))
        return fail(err, EXIT_DATA, "\"label\" is neither true nor false");
    if (!dataset_flat(object, map, &keys, SKIP_NONE, arena, rows, count, err))
        return false;
    (*rows)->problem = text_trim((*rows)->problem);
    (*rows)->whole = label->kind == JSON_TRUE ? ROW_RIGHT : ROW_WRONG;
    return true;
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    const struct text *steps = render_side(pair, clean ? SIDE_RIGHT : SIDE_FAULTY, how, arena);
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "prompt", render_prompt(pair, how, arena));
    json_member_text(&w, "completion", render_joined(steps, 0, clean ? pair->steps_count : pair->bad_count, how, arena));
    json_key(&w, "label");
    json_put_bool(&w, clean || pair->first_error == FIRST_NONE);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"prompt", "string"}, {"completion", "string"}, {"label", "bool"}, {NULL, NULL}};

const struct dataset dataset_trl_kto = {
    .name = "trl-kto",
    .says = "unpaired preference for TRL's KTOTrainer: prompt, completion and whether it is good",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
};
