/* openthoughts: OpenThoughts. -114k: {"system", "conversations"} with thoughts between <|begin_of_thought|> and its end; its
 * "metadata" configuration: {"problem", "deepseek_reasoning", "deepseek_solution", "ground_truth_solution", "domain", …};
 * OpenThoughts3: {"difficulty", "source", "domain", "conversations"}. What says of itself that it is no mathematics is skipped. */
#include "dataset.h"
#include "turns.h"

static const struct flat keys = {
    .problem = (const char *const[]){"problem", NULL},
    .solution = (const char *const[]){"deepseek_solution", NULL},
    .id = (const char *const[]){"id", NULL},
};

static bool recognises(const struct json_object *object)
{
    const struct json_member *turns = json_find(object, "conversations");
    if (!turns)
        return dataset_has_text(object, "deepseek_solution") && dataset_has_text(object, "deepseek_reasoning");
    return dataset_has_text(object, "domain") || text_find(turns->raw, TEXT("<|begin_of_thought|>"), 0) < turns->raw.size;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    bool const other = json_find(object, "domain") && !dataset_says(object, "domain", "math");
    enum row_skip const skip = other ? SKIP_SUBJECT : SKIP_NONE;
    struct text truth;
    if (json_find(object, "conversations")) {
        if (!turns_row(object, mapping_key(map, "solution", "conversations"), skip, arena, rows, count, err))
            return false;
        (*rows)->answer = dataset_stated((*rows)->solution);
        return true;
    }
    if (!dataset_flat(object, map, &keys, skip, arena, rows, count, err) ||
        !dataset_text(object, "deepseek_reasoning", false, arena, &(*rows)->thought, err) ||
        !dataset_text(object, "ground_truth_solution", false, arena, &truth, err))
        return false;
    (*rows)->answer = dataset_stated(truth.size ? truth : (*rows)->solution);
    return true;
}

const struct dataset dataset_openthoughts = {
    .name = "openthoughts",
    .says = "OpenThoughts-114k (default, metadata) and 3: conversations, or problem and deepseek_solution",
    .recognises = recognises,
    .read = read,
};
