/* openrlhf-dpo: {"prompt": [system?, user], "chosen": [assistant], "rejected": [assistant], "margin"?} for --data.prompt_key
 * prompt --data.apply_chat_template, whose lists are put one behind the other. Its --data.max_len is 512 tokens unless more are
 * asked for. */
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
    piece_margin(&w, pair, how);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {
    {"prompt", MESSAGE_COLUMN}, {"chosen", MESSAGE_COLUMN}, {"rejected", MESSAGE_COLUMN}, {NULL, NULL}};

const struct dataset dataset_openrlhf_dpo = {
    .name = "openrlhf-dpo",
    .says = "preference pairs for OpenRLHF's DPO and reward models: prompt, chosen, rejected as messages",
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_MARGIN] = piece_margin_columns,
    .both_sides = true,
};
