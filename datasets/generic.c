/* generic: {"problem"?, "solution" | "steps": […], "answer"?, "id"?, "level"?} under the names that are in use, and "thought" beside a
 * solution: what the model thought before, without tags; or "negative_solution": a faulty one of the same problem; or "teacher", an object:
 * which model wrote it, as `misstep teach` says, and "data", the corpus of the problem. */
#include "stepwise.h"

static const char *const problems[] = {"problem", "question", "prompt", "query", "instruction", "input", NULL};
static const char *const solutions[] = {"solution", "response", "output", "completion", NULL};
static const char *const answers[] = {"answer", "final_answer", "expected_answer", "reference_answer", NULL};
static const char *const ids[] = {"id", "unique_id", "uuid", "idx", NULL};
static const char *const levels[] = {"level", "difficulty", NULL};

static bool has_steps(const struct json_object *object)
{
    const struct json_member *steps = json_find(object, "steps");
    return steps && steps->kind == JSON_ARRAY;
}

static bool read_teacher(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    const struct json_member *teacher = json_find(object, "teacher");
    if (!teacher || teacher->kind != JSON_OBJECT)
        return true;
    row->teacher = teacher->raw;
    return !dataset_has_text(object, "data") || dataset_text(object, "data", false, arena, &row->source, err);
}

static bool recognises(const struct json_object *object)
{
    return has_steps(object) || dataset_first(object, solutions, NULL);
}

/* A pair: nobody says where the faulty solution goes wrong. */
static bool read_negative(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    if (row->solution.size == 0 || !dataset_has_text(object, "negative_solution"))
        return true;
    struct row *negative = ARENA_ZEROS(arena, struct row, 1);
    *negative = *row;
    negative->whole = ROW_WRONG;
    row->whole = ROW_RIGHT;
    row->rejected = negative;
    return dataset_text(object, "negative_solution", true, arena, &negative->solution, err);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    const char *steps = mapping_key(map, "steps", "steps");
    const struct json_member *listed = json_find(object, steps);
    bool const is_listed = listed && listed->kind == JSON_ARRAY && mapping_key(map, "solution", NULL) == NULL;
    const char *solution = mapping_key(map, "solution", dataset_first(object, solutions, "solution"));
    if (is_listed ? !stepwise_steps(object, steps, arena, row, err)
                  : !dataset_text(object, solution, true, arena, &row->solution, err))
        return false;
    if (!dataset_text(object, mapping_key(map, "problem", dataset_first(object, problems, "problem")), false, arena,
                      &row->problem, err) ||
        !dataset_text(object, mapping_key(map, "answer", dataset_first(object, answers, "answer")), false, arena, &row->answer,
                      err) ||
        !dataset_text(object, mapping_key(map, "id", dataset_first(object, ids, "id")), false, arena, &row->id, err) ||
        !dataset_text(object, mapping_key(map, "level", dataset_first(object, levels, "level")), false, arena, &row->level, err))
        return false;
    if (!is_listed && !dataset_text(object, "thought", false, arena, &row->thought, err))
        return false;
    if (!read_negative(object, arena, row, err) || !read_teacher(object, arena, row, err))
        return false;
    row->skip = dataset_sentinel(object);
    if (row->skip)
        row->answer = TEXT("");
    *rows = row;
    *count = 1;
    return true;
}

const struct dataset dataset_generic = {
    .name = "generic",
    .says = "problem (optional), solution or steps[], optional answer, id, level, negative_solution",
    .recognises = recognises,
    .read = read,
};
