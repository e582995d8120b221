/* openmathinstruct: OpenMathInstruct-2: {"problem", "generated_solution", "expected_answer", "problem_source"}. */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"problem", "question", NULL},
    .solution = (const char *const[]){"generated_solution", NULL},
    .answer = (const char *const[]){"expected_answer", NULL},
    .id = (const char *const[]){"id", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "generated_solution");
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    return dataset_flat(object, map, &keys, SKIP_NONE, arena, rows, count, err);
}

const struct dataset dataset_openmathinstruct = {
    .name = "openmathinstruct",
    .says = "OpenMathInstruct-2: problem, generated_solution, expected_answer",
    .recognises = recognises,
    .read = read,
};
