/* qwen-prm: the chat that Qwen's PRMs judge, and a label for each mark: {"messages": [system, user, assistant], "labels": [1,1,0]}.
 * Behind each step, the last one too, stands <extra_0>, where the score is read. */
#include "dataset.h"
#include "pieces.h"
#include "stepwise.h"
#include "turns.h"

static const char *const marks[] = {"<extra_0>", "<|im_start|>", "<|im_end|>", NULL};

static bool recognises(const struct json_object *object)
{
    const struct json_member *messages = json_find(object, "messages"), *labels = json_find(object, "labels");
    return messages && labels && messages->kind == JSON_ARRAY && labels->kind == JSON_ARRAY;
}

/* What stands before each mark. */
static bool cut(struct text answer, struct arena *arena, struct row *row, struct error *err)
{
    struct text const mark = text_of(marks[0]);
    struct text *steps = ARENA_ARRAY(arena, struct text, DATASET_STEPS_MAX);
    size_t from = 0;
    for (size_t at = 0; (at = text_find(answer, mark, from)) < answer.size; from = at + mark.size) {
        if (row->steps_count == DATASET_STEPS_MAX)
            return fail(err, EXIT_DATA, "more than %d steps", DATASET_STEPS_MAX);
        steps[row->steps_count] = text_trim(text_part(answer, from, at));
        if (!steps[row->steps_count++].size)
            return fail(err, EXIT_DATA, "step %zu is empty", row->steps_count);
    }
    arena_trim(arena, steps, row->steps_count * sizeof *steps);
    row->steps = steps;
    if (!row->steps_count || text_trim(text_part(answer, from, answer.size)).size)
        return fail(err, EXIT_DATA, "the answer does not end in <extra_0>");
    return true;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row;
    if (!turns_row(object, mapping_key(map, "solution", "messages"), SKIP_NONE, arena, &row, count, err))
        return false;
    struct text const answer = row->solution;
    row->solution = TEXT("");
    *rows = row;
    return row->skip != SKIP_NONE || (cut(answer, arena, row, err) && stepwise_labels(object, "labels", arena, row, err));
}

static struct text marked(const struct labelled *shown, struct arena *arena)
{
    struct text *pieces = ARENA_ARRAY(arena, struct text, 2 * shown->count);
    for (size_t i = 0; i < shown->count; i++) {
        pieces[2 * i] = shown->steps[i];
        pieces[2 * i + 1] = text_of(marks[0]);
    }
    return render_concat(pieces, 2 * shown->count, arena);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *given, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    struct json_writer w = {.out = out};
    struct render how = *given;
    if (!render_labelled(pair, clean, given, arena, &shown))
        return 0;
    if (!how.system.size)
        how.system = TEXT("Please reason step by step, and put your final answer within \\boxed{}.");
    json_open(&w, '{');
    piece_chat(&w, "messages", &how, render_asked(pair, given, arena), marked(&shown, arena));
    piece_ones(&w, "labels", &shown);
    piece_weights(&w, &shown, given);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"messages", MESSAGE_COLUMN}, {"labels", "[int64]"}, {NULL, NULL}};

const struct dataset dataset_qwen_prm = {
    .name = "qwen-prm",
    .says = "Qwen PRM: a chat with <extra_0> behind each step, and a label for each",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_WEIGHTS] = piece_weights_columns,
    .marks = marks,
    .place = true,
};
