/* trl-grpo: questions to a critic for TRL's GRPOTrainer: {"prompt": [system?, user], "solution": "\boxed{2}"}: the 0-based first
 * wrong step, -1 for none. `solution` is what its accuracy_reward() reads; other rewards get it as a keyword argument. */
#include "critic.h"
#include "dataset.h"
#include "pieces.h"
#include "turns.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *prompt = json_find(object, "prompt");
    return prompt && prompt->kind == JSON_ARRAY && dataset_has_text(object, "solution") && critic_is_question(prompt->raw);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    const struct json_member *prompt = json_find(object, mapping_key(map, "problem", "prompt"));
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    struct text question, solution;
    *rows = row;
    *count = 1;
    if (!prompt)
        return fail(err, EXIT_DATA, "the field \"prompt\" is missing");
    return turns_question(prompt->raw, arena, &question, err) &&
           dataset_text(object, mapping_key(map, "answer", "solution"), true, arena, &solution, err) &&
           critic_read(question, solution, arena, row, err);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct critic critic;
    struct json_writer w = {.out = out};
    if (!critic_ask(pair, clean, how, arena, &critic))
        return 0;
    struct text const boxed[] = {TEXT("\\boxed{"), critic.answer, TEXT("}")};
    json_open(&w, '{');
    piece_asked(&w, "prompt", how, critic.question);
    json_member_text(&w, "solution", render_concat(boxed, COUNT(boxed), arena));
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"prompt", MESSAGE_COLUMN}, {"solution", "string"}, {NULL, NULL}};

const struct dataset dataset_trl_grpo = {
    .name = "trl-grpo",
    .says = "questions for TRL's GRPOTrainer: which step is the first wrong one, from 0, or -1",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .marks = critic_marks,
    .place = true,
};
