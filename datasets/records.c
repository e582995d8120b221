/* records: misstep's own, as labelled data: the faulty solution, where it goes wrong, and the right one it was made from. Verbs that want
 * the proof read records as such. */
#include "pair.h"
#include "stepwise.h"

static bool recognises(const struct json_object *object)
{
    return json_find(object, "bad_steps") && json_find(object, "certificate");
}

static bool read_list(const struct json_object *object, const char *key, struct arena *arena, int64_t first, struct row *row,
                      struct error *err)
{
    return stepwise_steps(object, key, arena, row, err) && stepwise_first_error(row, first, arena, err);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 2), *original = &row[1];
    const struct json_member *first = json_find(object, "first_error");
    int64_t place;
    (void)map;
    if (!first || !json_int(first->raw, &place))
        return fail(err, EXIT_DATA, "\"first_error\" is not a whole number");
    if (!dataset_text(object, "id", true, arena, &row->id, err) ||
        !dataset_text(object, "problem", false, arena, &row->problem, err) ||
        !dataset_text(object, "answer", false, arena, &row->answer, err) ||
        !dataset_text(object, "injector", false, arena, &row->kind, err) ||
        !read_list(object, "bad_steps", arena, place, row, err) || !read_list(object, "steps", arena, FIRST_NONE, original, err))
        return false;
    original->problem = row->problem;
    original->answer = row->answer;
    row->original = original;
    *rows = row;
    *count = 1;
    return true;
}

const struct dataset dataset_records = {
    .name = "records",
    .says = "misstep's own records, as labelled data: the faulty solution and the right one",
    .recognises = recognises,
    .read = read,
};
