/* trl-kto: unpaired preference: {"prompt", "completion", "label"}: one solution a row, and whether it is good as a whole. */
#include "dataset.h"

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
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    const struct json_member *label = json_find(object, "label");
    if (!label || (label->kind != JSON_TRUE && label->kind != JSON_FALSE))
        return fail(err, EXIT_DATA, "\"label\" is neither true nor false");
    if (!dataset_flat(object, map, &keys, arena, row, err))
        return false;
    row->problem = text_trim(row->problem);
    row->whole = label->kind == JSON_TRUE ? ROW_RIGHT : ROW_WRONG;
    *rows = row;
    *count = 1;
    return true;
}

const struct dataset dataset_trl_kto = {
    .name = "trl-kto",
    .says = "unpaired preference: prompt, completion and whether it is good",
    .recognises = recognises,
    .read = read,
};
