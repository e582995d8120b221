/* openr1-math: OpenR1-Math-220k: {"problem", "solution", "answer", "uuid", "generations": […], "is_reasoning_complete": […],
 * "correctness_math_verify": […], "finish_reasons": […], …}. Each generation is a solution; the lists run in parallel, and may be null.
 * `--map solution=solution` takes the solution that the problem came with instead. */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"problem", NULL},
    .solution = (const char *const[]){"solution", NULL},
    .answer = (const char *const[]){"answer", NULL},
    .id = (const char *const[]){"uuid", "id", NULL},
};

static bool recognises(const struct json_object *object)
{
    return json_find(object, "generations") &&
           (json_find(object, "is_reasoning_complete") || json_find(object, "correctness_math_verify"));
}

/* The items of a list beside the generations; NULL if there is none. */
static bool read_beside(const struct json_object *object, const char *key, size_t wanted, struct arena *arena,
                        struct json_member **out, struct error *err)
{
    const struct json_member *member = json_find(object, key);
    size_t count;
    *out = NULL;
    if (!member || member->kind == JSON_NULL)
        return true;
    if (!json_items(member->raw, arena, out, &count))
        return fail(err, EXIT_DATA, "\"%s\" is not a list", key);
    return count == wanted || fail(err, EXIT_DATA, "\"%s\" holds %zu items, \"generations\" %zu", key, count, wanted);
}

static bool read_generations(const struct json_object *object, const char *key, const struct row *shared, struct arena *arena,
                             struct row **rows, size_t *count, struct error *err)
{
    const struct json_member *member = json_find(object, key);
    struct json_member *complete, *reasons;
    struct text *texts;
    if (!member || !json_strings(member->raw, arena, &texts, count) || *count > ROWS_MAX)
        return fail(err, EXIT_DATA, "\"%s\" is not a list of at most %d texts", key, ROWS_MAX);
    if (!read_beside(object, "is_reasoning_complete", *count, arena, &complete, err) ||
        !read_beside(object, "finish_reasons", *count, arena, &reasons, err))
        return false;
    *rows = ARENA_ARRAY(arena, struct row, *count + 1);
    for (size_t i = 0; i < *count; i++) {
        bool const cut =
            (complete && complete[i].kind == JSON_FALSE) || (reasons && text_equal(reasons[i].raw, TEXT("\"length\"")));
        (*rows)[i] = *shared;
        (*rows)[i].id = dataset_numbered(arena, shared->id, i);
        (*rows)[i].solution = texts[i];
        if (!shared->skip && cut)
            (*rows)[i].skip = SKIP_CUT_OFF;
    }
    return true;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct flat shared_keys = keys;
    struct row *shared;
    bool const own = mapping_key(map, "solution", NULL) != NULL;
    shared_keys.solution = own ? keys.solution : NULL;
    if (!dataset_flat(object, map, &shared_keys, SKIP_NONE, arena, &shared, count, err))
        return false;
    *rows = shared;
    return own || read_generations(object, mapping_key(map, "generations", "generations"), shared, arena, rows, count, err);
}

const struct dataset dataset_openr1_math = {
    .name = "openr1-math",
    .says = "OpenR1-Math-220k: problem, answer, generations[]; what was cut off is skipped",
    .recognises = recognises,
    .read = read,
};
