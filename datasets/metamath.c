/* metamath: MetaMathQA: {"query", "response", "type", "original_question"}; the response ends "The answer is: 5", in part behind
 * "#### 5". */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"query", NULL},
    .solution = (const char *const[]){"response", NULL},
    .id = (const char *const[]){"id", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "query") && dataset_has_text(object, "response") &&
           (json_find(object, "original_question") || json_find(object, "type"));
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    if (!dataset_flat(object, map, &keys, SKIP_NONE, arena, rows, count, err))
        return false;
    (*rows)->answer = dataset_stated((*rows)->solution);
    return true;
}

const struct dataset dataset_metamath = {
    .name = "metamath",
    .says = "MetaMathQA: query, response that ends \"The answer is: 5\"",
    .recognises = recognises,
    .read = read,
};
