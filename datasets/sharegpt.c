/* sharegpt: {"conversations": [{"from", "value"}]}. The last question is the problem, the answer to it the solution. */
#include "turns.h"

static const char *const lists[] = {"conversations", "conversation", NULL};

static const char *const answers[] = {"answer", "final_answer", "expected_answer", "ground_truth", NULL};

static bool recognises(const struct json_object *object)
{
    const struct json_member *turns = json_find(object, dataset_first(object, lists, lists[0]));
    return turns && turns->kind == JSON_ARRAY;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    const char *key = dataset_first(object, lists, lists[0]);
    return turns_row(object, mapping_key(map, "solution", key), SKIP_NONE, arena, rows, count, err) &&
           dataset_text(object, mapping_key(map, "answer", dataset_first(object, answers, "answer")), false, arena,
                        &(*rows)->answer, err) &&
           dataset_text(object, mapping_key(map, "id", "id"), false, arena, &(*rows)->id, err);
}

const struct dataset dataset_sharegpt = {
    .name = "sharegpt",
    .says = "ShareGPT: conversations of from, value; the last question and its answer",
    .recognises = recognises,
    .read = read,
};
