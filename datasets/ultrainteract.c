/* ultrainteract: UltraInteract_sft: {"task", "dataset", "instruction", "response", "id", "parent_id"}. Of the trees only what is
 * answered in words is taken: task Math_CoT. */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"instruction", NULL},
    .solution = (const char *const[]){"response", NULL},
    .id = (const char *const[]){"id", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "task") && dataset_has_text(object, "instruction") && dataset_has_text(object, "response");
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    return dataset_flat(object, map, &keys, dataset_task(object), arena, rows, count, err);
}

const struct dataset dataset_ultrainteract = {
    .name = "ultrainteract",
    .says = "UltraInteract_sft: task Math_CoT, instruction, response",
    .recognises = recognises,
    .read = read,
};
