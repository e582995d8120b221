/* trl-rm: preference with the prompt inside, plain strings: {"chosen","rejected"}, as TRL's RewardTrainer has it. "margin" is read
 * by those trainers that have it in their loss. */
#include "dataset.h"
#include "pieces.h"

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct preference shown;
    struct json_writer w = {.out = out};
    (void)clean;
    if (!render_preference(pair, how, arena, &shown))
        return 0;
    struct text const chosen[] = {shown.prompt, shown.chosen}, rejected[] = {shown.prompt, shown.rejected};
    json_open(&w, '{');
    json_member_text(&w, "chosen", render_concat(chosen, COUNT(chosen), arena));
    json_member_text(&w, "rejected", render_concat(rejected, COUNT(rejected), arena));
    piece_margin(&w, pair, how);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"chosen", "string"}, {"rejected", "string"}, {NULL, NULL}};

const struct dataset dataset_trl_rm = {
    .name = "trl-rm",
    .says = "preference pairs for TRL's RewardTrainer: chosen and rejected, each with the prompt",
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_MARGIN] = piece_margin_columns,
    .both_sides = true,
};
