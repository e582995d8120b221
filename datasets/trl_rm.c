/* trl-rm: preference with the prompt inside, plain strings: {"chosen","rejected"}, as TRL's RewardTrainer has it. "margin" is read
 * by those trainers that have it in their loss. */
#include "dataset.h"
#include "pieces.h"

static void put(struct json_writer *w, const struct sides *s)
{
    struct text const chosen[] = {s->shown.prompt, s->shown.chosen}, rejected[] = {s->shown.prompt, s->shown.rejected};
    json_member_text(w, "chosen", render_concat(chosen, COUNT(chosen), s->arena));
    json_member_text(w, "rejected", render_concat(rejected, COUNT(rejected), s->arena));
    piece_margin(w, s);
    piece_logp(w, s);
    piece_principle(w, s);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_logp_known(pair, how) ? piece_sides(pair, how, arena, out, put) : 0;
}

static const struct column columns[] = {{"chosen", "string"}, {"rejected", "string"}, {NULL, NULL}};

const struct dataset dataset_trl_rm = {
    .name = "trl-rm",
    .says = "preference pairs for TRL's RewardTrainer: chosen and rejected, each with the prompt",
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_MARGIN] = piece_margin_columns,
    .extra[EXTRA_LOGP] = piece_logp_columns,
    .extra[EXTRA_PRINCIPLE] = piece_principle_columns,
    .both_sides = true,
};
