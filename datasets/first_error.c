/* first-error: solutions whose first wrong step is known, in our own words: {"problem", "steps", "first_error" (from 0; -1: all
 * right; null or missing: not known), "original_steps" (the right solution that it was made from), "answer", "id"}. */
#include "stepwise.h"

static const char *const problems[] = {"problem", "question", "prompt", NULL};
static const char *const kinds[] = {"kind", "classification", "error_type", "error_category", "injector", NULL};

static bool has_list(const struct json_object *object, const char *key)
{
    const struct json_member *member = json_find(object, key);
    return member && member->kind == JSON_ARRAY;
}

static bool recognises(const struct json_object *object)
{
    return has_list(object, "steps") && (json_find(object, "first_error") || has_list(object, "original_steps")) &&
           !json_find(object, "bad_steps");
}

static bool read_original(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    struct row *original = ARENA_ZEROS(arena, struct row, 1);
    const struct json_member *steps = json_find(object, "original_steps");
    if (!steps || steps->kind == JSON_NULL)
        return true;
    original->problem = row->problem;
    original->answer = row->answer;
    row->original = original;
    return stepwise_steps(object, "original_steps", arena, original, err) && stepwise_first_error(original, -1, arena, err);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    const struct json_member *first = json_find(object, "first_error");
    int64_t place;
    if (!dataset_text(object, mapping_key(map, "problem", dataset_first(object, problems, "problem")), false, arena,
                      &row->problem, err) ||
        !dataset_text(object, mapping_key(map, "answer", "answer"), false, arena, &row->answer, err) ||
        !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err) ||
        !dataset_text(object, mapping_key(map, "level", "level"), false, arena, &row->level, err) ||
        !dataset_text(object, dataset_first(object, kinds, "kind"), false, arena, &row->kind, err) ||
        !stepwise_steps(object, mapping_key(map, "steps", "steps"), arena, row, err) || !read_original(object, arena, row, err))
        return false;
    *rows = row;
    *count = 1;
    if (!first || first->kind == JSON_NULL)
        return true;
    if (!json_int(first->raw, &place))
        return fail(err, EXIT_DATA, "\"first_error\" is not a whole number");
    return stepwise_first_error(row, place, arena, err);
}

const struct dataset dataset_first_error = {
    .name = "first-error",
    .says = "steps[] and first_error (0-based, -1 for none); original_steps[] if known",
    .recognises = recognises,
    .read = read,
};
