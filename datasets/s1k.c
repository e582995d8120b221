/* s1k: {"question", "solution" (the answer), "attempt", "thinking_trajectories": […], "cot_type"}; s1K-1.1 has "deepseek_attempt" and
 * "deepseek_thinking_trajectory" (and Gemini's: `--map solution=gemini_attempt`). The answer may be a whole solution. */
#include "dataset.h"

enum { ANSWER_MOST = 200 }; /* bytes of an answer that stands alone */

static const struct flat keys = {
    .problem = (const char *const[]){"question", NULL},
    .solution = (const char *const[]){"deepseek_attempt", "attempt", NULL},
    .answer = (const char *const[]){"solution", NULL},
    .id = (const char *const[]){"id", NULL},
};

static bool recognises(const struct json_object *object)
{
    return dataset_has_text(object, "question") &&
           (dataset_has_text(object, "deepseek_attempt") ||
            (dataset_has_text(object, "attempt") && json_find(object, "thinking_trajectories")));
}

static bool read_thought(const struct json_object *object, struct arena *arena, struct text *out, struct error *err)
{
    const struct json_member *list = json_find(object, "thinking_trajectories");
    struct text *texts;
    size_t count;
    if (json_find(object, "deepseek_thinking_trajectory"))
        return dataset_text(object, "deepseek_thinking_trajectory", false, arena, out, err);
    if (list && json_strings(list->raw, arena, &texts, &count) && count)
        *out = texts[0];
    return true;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    bool const other = json_find(object, "cot_type") && !dataset_says(object, "cot_type", "math");
    if (!dataset_flat(object, map, &keys, other ? SKIP_SUBJECT : SKIP_NONE, arena, rows, count, err))
        return false;
    struct row *row = *rows;
    struct text const stated = dataset_stated(row->answer);
    if (stated.size || row->answer.size > ANSWER_MOST)
        row->answer = stated;
    return mapping_key(map, "solution", NULL) || read_thought(object, arena, &row->thought, err);
}

const struct dataset dataset_s1k = {
    .name = "s1k",
    .says = "s1K and s1K-1.1: question, attempt with its thoughts apart, solution as the answer",
    .recognises = recognises,
    .read = read,
};
