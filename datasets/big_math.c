/* big-math: problems with answers and no solution, as Big-Math-RL-Verified has them: {"problem", "answer", "source", "domain",
 * "llama8b_solve_rate"}. A teacher must solve them; until then they are counted. */
#include "dataset.h"

enum { ANSWER_MOST = 200 }; /* bytes */

static const struct flat keys = {
    .problem = (const char *const[]){"problem", "question", "prompt", NULL},
    .answer = (const char *const[]){"answer", "final_answer", "expected_answer", NULL},
    .id = (const char *const[]){"id", NULL},
};

/* A long text beside the problem may be a solution under a name that is not known: somebody must say so. */
static bool recognises(const struct json_object *object)
{
    const char *problem = dataset_first(object, keys.problem, NULL);
    if (!problem || !dataset_first(object, keys.answer, NULL))
        return false;
    for (size_t i = 0; i < object->count; i++)
        if (object->members[i].kind == JSON_STRING && object->members[i].raw.size > ANSWER_MOST &&
            !text_equal(object->members[i].key, text_of(problem)))
            return false;
    return true;
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
