/* trl-dpo-chat: preference with an explicit prompt, as messages: {"prompt": [system?, user], "chosen": [assistant], "rejected":
 * [assistant]}. In the shapes step and suffix the right steps before the error stand in the user's turn, behind the problem. */
#include "dataset.h"
#include "pieces.h"

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct preference shown;
    struct json_writer w = {.out = out};
    (void)clean;
    if (!render_preference(pair, how, arena, &shown))
        return 0;
    json_open(&w, '{');
    piece_asked(&w, "prompt", how, shown.asked);
    message_member(&w, "chosen", "assistant", shown.chosen);
    message_member(&w, "rejected", "assistant", shown.rejected);
    piece_spans(&w, pair, &shown, how, arena);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {
    {"prompt", MESSAGE_COLUMN}, {"chosen", MESSAGE_COLUMN}, {"rejected", MESSAGE_COLUMN}, {NULL, NULL}};

const struct dataset dataset_trl_dpo_chat = {
    .name = "trl-dpo-chat",
    .says = "preference pairs for TRL's DPOTrainer, as messages",
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_SPANS] = piece_spans_columns,
    .both_sides = true,
};
