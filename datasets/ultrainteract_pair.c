/* ultrainteract-pair: {"task", "dataset", "trajectory": [{"from", "value"}], "chosen", "rejected", "id", "parent_id"}. Of the trees
 * only what was asked once and answered in words is taken: task Math_CoT, one turn. */
#include "dataset.h"
#include "turns.h"

static bool recognises(const struct json_object *object)
{
    return json_find(object, "trajectory") && dataset_has_text(object, "chosen") && dataset_has_text(object, "rejected");
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 2);
    const struct json_member *trajectory = json_find(object, "trajectory");
    struct turn *turns, answer = {0};
    size_t turns_count;
    if (!trajectory)
        return fail(err, EXIT_DATA, "the field \"trajectory\" is missing");
    if (!turns_read(trajectory->raw, arena, &turns, &turns_count, err) ||
        !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err))
        return false;
    row->skip = dataset_task(object);
    if (!turns_single(turns, turns_count, &row->problem, &answer) || answer.text.size)
        row->skip = SKIP_TURNS;
    row[1] = *row;
    row[0].whole = ROW_RIGHT;
    row[1].whole = ROW_WRONG;
    row[0].rejected = &row[1];
    *rows = row;
    *count = 1;
    return dataset_text(object, "chosen", true, arena, &row[0].solution, err) &&
           dataset_text(object, "rejected", true, arena, &row[1].solution, err);
}

const struct dataset dataset_ultrainteract_pair = {
    .name = "ultrainteract-pair",
    .says = "UltraInteract's pairs: trajectory, chosen, rejected; Math_CoT of one turn",
    .recognises = recognises,
    .read = read,
};
