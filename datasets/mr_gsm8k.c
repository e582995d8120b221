/* mr-gsm8k: solutions of a model, judged by people: {"uuid", "question", "ground_truth_solution", "ground_truth_answer",
 * "model_output_steps", "model_output_answer_correctness", "model_output_solution_correctness",
 * "model_output_solution_first_error_step", "model_output_solution_first_error_reason", "question_type"}.
 *
 * The step is "N/A" or a number from 1, as text or number. The solution known to be right is another one of the same problem, so
 * the sides differ before the error. Programs (question_type POT) are no worked solutions. */
#include "stepwise.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *steps = json_find(object, "model_output_steps");
    return steps && steps->kind == JSON_ARRAY;
}

static bool read_labels(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    const char *key = "model_output_solution_first_error_step";
    struct text place;
    int64_t first = 0;
    if (!dataset_text(object, key, true, arena, &place, err))
        return false;
    if (!text_equal(place, TEXT("N/A")) && (!json_int(place, &first) || first < 1))
        return fail(err, EXIT_DATA, "\"%s\" is neither N/A nor a number from 1", key);
    if (first == 0 && dataset_says(object, "model_output_solution_correctness", "wrong"))
        return fail(err, EXIT_DATA, "the solution is wrong, but \"%s\" is N/A", key);
    return stepwise_first_error(row, first - 1, arena, err);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 2), *original = row + 1;
    (void)map;
    if (!dataset_text(object, "question", true, arena, &row->problem, err) ||
        !dataset_text(object, "uuid", false, arena, &row->id, err) ||
        !dataset_text(object, "ground_truth_answer", false, arena, &row->answer, err) ||
        !dataset_text(object, "ground_truth_solution", false, arena, &original->solution, err) ||
        !stepwise_steps(object, "model_output_steps", arena, row, err) || !read_labels(object, arena, row, err))
        return false;
    original->problem = row->problem;
    original->answer = row->answer;
    original->whole = ROW_RIGHT;
    if (dataset_says(object, "model_output_answer_correctness", "correct"))
        row->outcome = ROW_RIGHT;
    else if (dataset_says(object, "model_output_answer_correctness", "wrong"))
        row->outcome = ROW_WRONG;
    if (dataset_says(object, "question_type", "POT"))
        row->skip = SKIP_TOOLS;
    if (original->solution.size)
        row->original = original;
    *rows = row;
    *count = 1;
    return true;
}

const struct dataset dataset_mr_gsm8k = {
    .name = "mr-gsm8k",
    .says = "MR-GSM8K: a model's steps and the 1-based first wrong one, or N/A",
    .recognises = recognises,
    .read = read,
};
