/* orca-math: Orca-Math-200k: {"question", "answer"}: prose, without a mark where the final answer stands. */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"question", NULL},
    .solution = (const char *const[]){"answer", NULL},
    .id = (const char *const[]){"id", NULL},
};

/* Whoever has a solution beside the answer is no such row, nor an answer of one word. */
static bool recognises(const struct json_object *object)
{
    static const char *const others[] = {"solution", "response", "output", "generation", "steps", NULL};
    const struct json_member *answer = json_find(object, "answer");
    return dataset_has_text(object, "question") && answer && answer->kind == JSON_STRING &&
           memchr(answer->raw.at, ' ', answer->raw.size) && !dataset_first(object, others, NULL);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    return dataset_flat(object, map, &keys, SKIP_NONE, arena, rows, count, err);
}

const struct dataset dataset_orca_math = {
    .name = "orca-math",
    .says = "Orca-Math-200k: question, answer in prose",
    .recognises = recognises,
    .read = read,
};
