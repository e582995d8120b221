/* openrlhf-dpo: {"prompt": [system?, user], "chosen": [assistant], "rejected": [assistant], "margin"?} for --data.prompt_key
 * prompt --data.apply_chat_template, whose lists are put one behind the other. Its --data.max_len is 512 tokens unless more are
 * asked for. */
#include "dataset.h"
#include "pieces.h"

static void put(struct json_writer *w, const struct sides *s)
{
    piece_chats(w, s);
    piece_margin(w, s);
    piece_principle(w, s);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_sides(pair, how, arena, out, put);
}

static const struct column columns[] = {
    {"prompt", MESSAGE_COLUMN}, {"chosen", MESSAGE_COLUMN}, {"rejected", MESSAGE_COLUMN}, {NULL, NULL}};

const struct dataset dataset_openrlhf_dpo = {
    .name = "openrlhf-dpo",
    .says = "preference pairs for OpenRLHF's DPO and reward models: prompt, chosen, rejected as messages",
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_MARGIN] = piece_margin_columns,
    .extra[EXTRA_PRINCIPLE] = piece_principle_columns,
    .both_sides = true,
};
