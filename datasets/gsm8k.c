/* gsm8k: {"question", "answer"}: the worked solution with calculator marks, one step a line, "#### N" last. In the configuration
 * "socratic" each line is "sub-question? ** step": the sub-questions go. */
#include "dataset.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *question = json_find(object, "question"), *answer = json_find(object, "answer");
    return question && answer && question->kind == JSON_STRING && answer->kind == JSON_STRING &&
           text_find(answer->raw, TEXT("#### "), 0) < answer->raw.size;
}

/* The line behind its sub-question. */
static struct text step_of(struct text line)
{
    size_t const mark = text_find(line, TEXT("** "), 0);
    bool const asked = mark < line.size && text_ends(text_trim(text_part(line, 0, mark)), TEXT("?"));
    return asked ? text_part(line, mark + 3, line.size) : line;
}

static struct text without_questions(struct text solution, struct arena *arena)
{
    struct buffer out = {0};
    if (text_find(solution, TEXT("** "), 0) == solution.size)
        return solution;
    for (size_t at = 0; at < solution.size;) {
        size_t const end = MIN(text_find(solution, TEXT("\n"), at) + 1, solution.size);
        buffer_add(&out, step_of(text_part(solution, at, end)));
        at = end;
    }
    return buffer_keep(&out, arena);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    if (!dataset_text(object, mapping_key(map, "problem", "question"), true, arena, &row->problem, err) ||
        !dataset_text(object, mapping_key(map, "solution", "answer"), true, arena, &row->solution, err) ||
        !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err))
        return false;
    size_t hashes = 0, at = text_find(row->solution, TEXT("####"), 0);
    for (; at < row->solution.size; at = text_find(row->solution, TEXT("####"), at + 4))
        hashes = at + 4;
    if (!hashes)
        return fail(err, EXIT_DATA, "the solution has no \"####\" line");
    row->answer = text_trim(text_part(row->solution, hashes, row->solution.size));
    row->solution = without_questions(row->solution, arena);
    *rows = row;
    *count = 1;
    return true;
}

const struct dataset dataset_gsm8k = {
    .name = "gsm8k",
    .says = "question, answer with <<calculator marks>> and a last line \"#### N\"; socratic too",
    .recognises = recognises,
    .read = read,
};
