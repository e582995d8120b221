/* eic: a right solution as a text, what a model made of it, and which step it broke: {"question", "original_solution",
 * "original_answer", "transformed_solution", "transformed_answer", "wrong_step" (from 1), "wrong_type", "is_single_error"}. Both texts are
 * cut into lines, of which the blank ones do not count. */
#include "stepwise.h"

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "original_solution") && dataset_has_text(object, "transformed_solution");
}

static bool read_lines(const struct json_object *object, const char *key, struct arena *arena, struct row *row, struct error *err)
{
    struct text whole;
    if (!dataset_text(object, key, true, arena, &whole, err))
        return false;
    struct text *steps = ARENA_ARRAY(arena, struct text, DATASET_STEPS_MAX);
    for (size_t at = 0, end; at < whole.size; at = end + 1) {
        end = text_find(whole, TEXT("\n"), at);
        struct text const step = text_trim(text_part(whole, at, end));
        if (step.size && row->steps_count == DATASET_STEPS_MAX)
            return fail(err, EXIT_DATA, "\"%s\" has more than %d lines", key, DATASET_STEPS_MAX);
        if (step.size)
            steps[row->steps_count++] = step;
    }
    row->steps = steps;
    return true;
}

static bool read_place(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    struct text digits;
    int64_t place;
    if (!dataset_text(object, "wrong_step", true, arena, &digits, err))
        return false;
    if (!json_int(digits, &place) || place < 1)
        return fail(err, EXIT_DATA, "\"wrong_step\" is not a step's number from 1");
    return stepwise_first_error(row, place - 1, arena, err);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 2), *original = &row[1];
    if (!dataset_text(object, mapping_key(map, "problem", "question"), true, arena, &row->problem, err) ||
        !dataset_text(object, mapping_key(map, "answer", "original_answer"), false, arena, &row->answer, err) ||
        !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err) ||
        !dataset_text(object, "wrong_type", false, arena, &row->kind, err) ||
        !read_lines(object, "transformed_solution", arena, row, err) || !read_place(object, arena, row, err) ||
        !read_lines(object, "original_solution", arena, original, err) || !stepwise_first_error(original, -1, arena, err))
        return false;
    original->problem = row->problem;
    original->answer = row->answer;
    row->original = original;
    *rows = row;
    *count = 1;
    return true;
}

const struct dataset dataset_eic = {
    .name = "eic",
    .says = "EIC: a solution, its transformed copy, the number of the wrong step from 1 and its type",
    .recognises = recognises,
    .read = read,
};
