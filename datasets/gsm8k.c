/* gsm8k: {"question", "answer"}: the worked solution with calculator marks, one step a line, "#### N" last. */
#include "dataset.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *question = json_find(object, "question"), *answer = json_find(object, "answer");
    return question && answer && question->kind == JSON_STRING && answer->kind == JSON_STRING &&
           text_find(answer->raw, TEXT("#### "), 0) < answer->raw.size;
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
    *rows = row;
    *count = 1;
    return true;
}

const struct dataset dataset_gsm8k = {
    .name = "gsm8k",
    .says = "question, answer with <<calculator marks>> and a last line \"#### N\"",
    .recognises = recognises,
    .read = read,
};
