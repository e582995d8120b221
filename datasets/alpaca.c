/* alpaca: {"instruction", "input", "output"}. The problem is the instruction, and the input on a line of its own. */
#include "dataset.h"

static const struct flat keys = {
    .problem = (const char *const[]){"instruction", NULL},
    .solution = (const char *const[]){"output", NULL},
    .answer = (const char *const[]){"answer", "final_answer", "expected_answer", "ground_truth", NULL},
    .id = (const char *const[]){"id", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "instruction") && dataset_has_text(object, "output");
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct text input;
    struct buffer both = {0};
    if (!dataset_flat(object, map, &keys, SKIP_NONE, arena, rows, count, err) ||
        !dataset_text(object, "input", false, arena, &input, err))
        return false;
    if (!input.size || mapping_key(map, "problem", NULL))
        return true;
    buffer_add(&both, (*rows)->problem);
    buffer_char(&both, '\n');
    buffer_add(&both, input);
    (*rows)->problem = buffer_keep(&both, arena);
    return true;
}

const struct dataset dataset_alpaca = {
    .name = "alpaca",
    .says = "Alpaca: instruction, input, output",
    .recognises = recognises,
    .read = read,
};
