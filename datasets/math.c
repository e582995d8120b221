/* math: {"problem", "solution", "level", "type"} as MATH has it, or with "answer", "subject", "unique_id" as MATH-500; the solution is
 * LaTeX prose, its last box the answer. Level "Level 5" or 5. */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"problem", NULL},
    .solution = (const char *const[]){"solution", NULL},
    .answer = (const char *const[]){"answer", NULL},
    .id = (const char *const[]){"id", "unique_id", NULL},
    .level = (const char *const[]){"level", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "problem") && dataset_has_text(object, "solution") && json_find(object, "level") &&
           (dataset_has_text(object, "type") || dataset_has_text(object, "subject"));
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    if (!dataset_flat(object, map, &keys, SKIP_NONE, arena, rows, count, err))
        return false;
    if (!(*rows)->answer.size)
        (*rows)->answer = dataset_stated((*rows)->solution);
    return true;
}

const struct dataset dataset_math = {
    .name = "math",
    .says = "MATH and MATH-500: problem, solution with the answer in a box, level, type",
    .recognises = recognises,
    .read = read,
};
