/* rollouts: samples of a model, as offline runs leave them: {"problem", "answer", "generations": […]} or one row per sample with
 * "generation". Each sample is a solution of its own, with the id "ID-k". */
#include "dataset.h"

static const char *const lists[] = {"generations", "outputs", "completions", "responses", "samples", NULL};
static const char *const singles[] = {"generation", "model_output", "generated_text", NULL};
static const char *const problems[] = {"problem", "question", "prompt", "query", NULL};
static const char *const answers[] = {"answer", "final_answer", "expected_answer", "ground_truth", NULL};

static bool recognises(const struct json_object *object)
{
    return dataset_first(object, lists, NULL) || dataset_first(object, singles, NULL);
}

/* An item is a text, or an object with "text" (as in the `outputs` of vLLM). */
static bool sample_text(const struct json_member *item, struct arena *arena, struct text *out, struct error *err)
{
    struct json_object inner;
    if (item->kind == JSON_STRING)
        return json_string(item->raw, arena, out) || fail(err, EXIT_DATA, "a sample is not a text");
    if (item->kind != JSON_OBJECT || !json_read_object(item->raw, arena, &inner, err))
        return fail(err, EXIT_DATA, "a sample is neither a text nor an object with \"text\"");
    return dataset_text(&inner, "text", true, arena, out, err);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row shared = {0};
    if (!dataset_text(object, mapping_key(map, "problem", dataset_first(object, problems, "problem")), true, arena,
                      &shared.problem, err) ||
        !dataset_text(object, mapping_key(map, "answer", dataset_first(object, answers, "answer")), false, arena, &shared.answer,
                      err) ||
        !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &shared.id, err))
        return false;
    const char *key = mapping_key(map, "generations", dataset_first(object, lists, NULL));
    const struct json_member *list = key ? json_find(object, key) : NULL;
    struct json_member *items = NULL;
    size_t samples = 1;
    if (list && (!json_items(list->raw, arena, &items, &samples) || samples > ROWS_MAX))
        return fail(err, EXIT_DATA, "\"%s\" is not a list of at most %d samples", key, ROWS_MAX);
    struct row *out = ARENA_ARRAY(arena, struct row, samples + 1);
    for (size_t i = 0; i < samples; i++) {
        out[i] = shared;
        out[i].id = list ? dataset_numbered(arena, shared.id, i) : shared.id;
        if (list ? !sample_text(&items[i], arena, &out[i].solution, err)
                 : !dataset_text(object, mapping_key(map, "solution", dataset_first(object, singles, "generation")), true, arena,
                                 &out[i].solution, err))
            return false;
    }
    *rows = out;
    *count = samples;
    return true;
}

const struct dataset dataset_rollouts = {
    .name = "rollouts",
    .says = "a model's samples: problem, answer, generations[] or one row per sample",
    .recognises = recognises,
    .read = read,
};
