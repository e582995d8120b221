/* trl-dpo-chat: preference with an explicit prompt, as messages: {"prompt": [system?, user], "chosen": [assistant], "rejected":
 * [assistant]}. In the shapes step and suffix the right steps before the error stand in the user's turn, behind the problem. */
#include "dataset.h"
#include "pieces.h"

static void put(struct json_writer *w, const struct sides *s)
{
    piece_chats(w, s);
    piece_spans(w, s);
    piece_logp(w, s);
    piece_principle(w, s);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_logp_known(pair, how) ? piece_sides(pair, how, arena, out, put) : 0;
}

static const struct column columns[] = {
    {"prompt", MESSAGE_COLUMN}, {"chosen", MESSAGE_COLUMN}, {"rejected", MESSAGE_COLUMN}, {NULL, NULL}};

const struct dataset dataset_trl_dpo_chat = {
    .name = "trl-dpo-chat",
    .says = "preference pairs for TRL's DPOTrainer, as messages",
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_SPANS] = piece_spans_columns,
    .extra[EXTRA_LOGP] = piece_logp_columns,
    .extra[EXTRA_PRINCIPLE] = piece_principle_columns,
    .both_sides = true,
};
