/* deepmath: DeepMath-103K: {"question", "final_answer", "difficulty", "topic", "r1_solution_1", …_2, …_3}. Each of the three is a
 * solution. */
#include "dataset.h"

enum { DEEPMATH_SOLUTIONS = 3 };

static const char *const solutions[DEEPMATH_SOLUTIONS] = {"r1_solution_1", "r1_solution_2", "r1_solution_3"};

static const struct flat keys = {
    .problem = (const char *const[]){"question", NULL},
    .answer = (const char *const[]){"final_answer", NULL},
    .id = (const char *const[]){"id", NULL},
    .level = (const char *const[]){"difficulty", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "question") && dataset_has_text(object, solutions[0]);
}

static bool read_solutions(const struct json_object *object, const struct row *shared, struct arena *arena, struct row **rows,
                           size_t *count, struct error *err)
{
    *rows = ARENA_ARRAY(arena, struct row, DEEPMATH_SOLUTIONS);
    *count = 0;
    for (size_t i = 0; i < DEEPMATH_SOLUTIONS; i++) {
        struct row *row = &(*rows)[*count];
        *row = *shared;
        if (!dataset_text(object, solutions[i], false, arena, &row->solution, err))
            return false;
        row->id = dataset_numbered(arena, shared->id, i + 1);
        *count += row->solution.size > 0;
    }
    return *count || fail(err, EXIT_DATA, "the field \"%s\" is missing", solutions[0]);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *shared;
    if (!dataset_flat(object, map, &keys, SKIP_NONE, arena, &shared, count, err))
        return false;
    *rows = shared;
    return mapping_key(map, "solution", NULL) || read_solutions(object, shared, arena, rows, count, err);
}

const struct dataset dataset_deepmath = {
    .name = "deepmath",
    .says = "DeepMath-103K: question, final_answer, r1_solution_1 to 3",
    .recognises = recognises,
    .read = read,
};
