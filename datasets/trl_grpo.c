/* trl-grpo: questions to a critic for TRL's GRPOTrainer: {"prompt": [system?, user], "solution": "\boxed{2}"}: the 0-based first
 * wrong step, -1 for none. `solution` is what its accuracy_reward() reads; other rewards get it as a keyword argument. */
#include "critic.h"
#include "dataset.h"
#include "pieces.h"

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
    .write = write_row,
    .columns = columns,
    .marks = critic_marks,
    .place = true,
};
