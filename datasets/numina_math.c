/* numina-math: NuminaMath-CoT ({"source", "problem", "solution", "messages"}) and 1.5 ({"problem", "solution", "answer",
 * "problem_type", "question_type", "problem_is_valid", "solution_is_valid", "source", "synthetic"}). In 1.5 "proof" and "notfound"
 * stand for answers that are none, and what is not valid says so. */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"problem", NULL},
    .solution = (const char *const[]){"solution", NULL},
    .answer = (const char *const[]){"answer", NULL},
    .id = (const char *const[]){"id", "uuid", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "problem") && json_find(object, "solution") &&
           (json_find(object, "messages") || json_find(object, "question_type"));
}

static bool is_faulty(const struct json_object *object, const char *key)
{
    return json_find(object, key) && !dataset_says(object, key, "Yes");
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    bool const faulty = is_faulty(object, "problem_is_valid") || is_faulty(object, "solution_is_valid");
    if (!dataset_flat(object, map, &keys, faulty ? SKIP_INVALID : SKIP_NONE, arena, rows, count, err))
        return false;
    if (!(*rows)->answer.size && !dataset_sentinel(object))
        (*rows)->answer = dataset_stated((*rows)->solution);
    return true;
}

const struct dataset dataset_numina_math = {
    .name = "numina-math",
    .says = "NuminaMath-CoT and 1.5: problem, solution, source; proofs and what is not valid are skipped",
    .recognises = recognises,
    .read = read,
};
