/* big-math: problems with answers and no solution, as Big-Math-RL-Verified has them: {"problem", "answer", "source", "domain",
 * "llama8b_solve_rate"}. A teacher must solve them; until then they are counted. */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"problem", "question", "prompt", NULL},
    .answer = (const char *const[]){"answer", "final_answer", "expected_answer", NULL},
    .id = (const char *const[]){"id", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_first(object, keys.problem, NULL) && dataset_first(object, keys.answer, NULL);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    return dataset_flat(object, map, &keys, SKIP_NO_SOLUTION, arena, rows, count, err);
}

const struct dataset dataset_big_math = {
    .name = "big-math",
    .says = "problem and answer without a solution, as in Big-Math: skipped, a teacher must write one",
    .recognises = recognises,
    .read = read,
};
