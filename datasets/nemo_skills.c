/* nemo-skills: what NeMo-Skills' generation leaves: {"problem", "expected_answer", "generation", "predicted_answer", …}. */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"problem", "question", NULL},
    .solution = (const char *const[]){"generation", NULL},
    .answer = (const char *const[]){"expected_answer", NULL},
    .id = (const char *const[]){"id", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "generation") && json_find(object, "expected_answer");
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    return dataset_flat(object, map, &keys, SKIP_NONE, arena, rows, count, err);
}

const struct dataset dataset_nemo_skills = {
    .name = "nemo-skills",
    .says = "NeMo-Skills: problem, generation, expected_answer",
    .recognises = recognises,
    .read = read,
};
