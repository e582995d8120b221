/* messages: a chat as OpenAI's: {"messages": [{"role", "content", "reasoning_content"?}]}. The last question is the problem, the answer
 * to it the solution. */
#include "turns.h"

static const char *const answers[] = {"answer", "final_answer", "expected_answer", "ground_truth", NULL};

static bool recognises(const struct json_object *object)
{
    const struct json_member *messages = json_find(object, "messages");
    return messages && messages->kind == JSON_ARRAY;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    return turns_row(object, mapping_key(map, "solution", "messages"), SKIP_NONE, arena, rows, count, err) &&
           dataset_text(object, mapping_key(map, "answer", dataset_first(object, answers, "answer")), false, arena,
                        &(*rows)->answer, err) &&
           dataset_text(object, mapping_key(map, "id", "id"), false, arena, &(*rows)->id, err);
}

const struct dataset dataset_messages = {
    .name = "messages",
    .says = "chat messages: role, content, reasoning_content; the last question and its answer",
    .recognises = recognises,
    .read = read,
};
