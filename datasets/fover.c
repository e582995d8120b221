/* fover: {"id","problem","solution_steps","error_labels","problem_witout_definition","messages","messages_for_prediction",
 * "base_dataset","hypothesis_formula","facts_formula"}, spelt as FoVer spells them. error_labels are true for steps that are
 * right. `messages` is a chat in which each step is answered by correct or incorrect; where it is to be predicted, all say correct. The
 * formulas of its logic problems are empty. */
#include "dataset.h"
#include "pieces.h"
#include "stepwise.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *steps = json_find(object, "solution_steps"), *labels = json_find(object, "error_labels");
    return steps && labels && steps->kind == JSON_ARRAY && labels->kind == JSON_ARRAY;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    *rows = row;
    *count = 1;
    return dataset_text(object, mapping_key(map, "problem", "problem"), true, arena, &row->problem, err) &&
           dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err) &&
           stepwise_steps(object, mapping_key(map, "steps", "solution_steps"), arena, row, err) &&
           stepwise_labels(object, "error_labels", arena, row, err);
}

static struct text first_turn(const struct pair *pair, struct text step, struct arena *arena)
{
    struct text const pieces[] = {TEXT("** Problem **\n"), pair->problem,
                                  TEXT("\n\n** Task **\nYour task is to evaluate the accuracy of each step in the provided "
                                       "solution to the above question. For "
                                       "each step, respond with \"correct\" if the reasoning is logically valid and "
                                       "mathematically sound, or if the step is a "
                                       "general statement or transition that does not contain reasoning. Respond with "
                                       "\"incorrect\" if the step includes any "
                                       "errors or flawed logic.\n\n** Sotluion **\n"),
                                  step};
    return render_concat(pieces, COUNT(pieces), arena);
}

static void put_chat(struct json_writer *w, const char *key, struct text first, const struct labelled *shown, bool predict)
{
    json_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < shown->count; i++) {
        message_put(w, "user", i ? shown->steps[i] : first);
        message_put(w, "assistant", predict || shown->right[i] ? TEXT("correct") : TEXT("incorrect"));
    }
    json_close(w, ']');
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    struct json_writer w = {.out = out};
    if (!render_labelled(pair, clean, how, arena, &shown))
        return 0;
    struct text const first = first_turn(pair, shown.steps[0], arena);
    json_open(&w, '{');
    json_member_text(&w, "id", render_row_id(pair, clean, arena));
    json_member_text(&w, "problem", pair->problem);
    json_key(&w, "solution_steps");
    json_put_texts(&w, shown.steps, shown.count);
    piece_truths(&w, "error_labels", &shown);
    json_member_text(&w, "problem_witout_definition", pair->problem);
    put_chat(&w, "messages", first, &shown, false);
    put_chat(&w, "messages_for_prediction", first, &shown, true);
    json_member_text(&w, "base_dataset", pair->source);
    json_member_text(&w, "hypothesis_formula", TEXT(""));
    json_member_text(&w, "facts_formula", TEXT(""));
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"id", "string"},
                                        {"problem", "string"},
                                        {"solution_steps", "[string]"},
                                        {"error_labels", "[bool]"},
                                        {"problem_witout_definition", "string"},
                                        {"messages", MESSAGE_COLUMN},
                                        {"messages_for_prediction", MESSAGE_COLUMN},
                                        {"base_dataset", "string"},
                                        {"hypothesis_formula", "string"},
                                        {"facts_formula", "string"},
                                        {NULL, NULL}};

const struct dataset dataset_fover = {
    .name = "fover",
    .says = "FoVer: steps with error_labels (true: right), and a chat that answers each with correct or incorrect",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .place = true,
};
