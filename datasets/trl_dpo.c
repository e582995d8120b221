/* trl-dpo: preference with an explicit prompt, plain strings: {"prompt","chosen","rejected"}, and no other column (some names
 * have a meaning to the trainer). The prompt is explicit since a common prefix, guessed, would end inside the faulty step. */
#include "dataset.h"
#include "json_write.h"
#include "render.h"

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct preference shown;
    struct json_writer w = {.out = out};
    (void)clean;
    if (!render_preference(pair, how, arena, &shown))
        return 0;
    json_open(&w, '{');
    json_member_text(&w, "prompt", shown.prompt);
    json_member_text(&w, "chosen", shown.chosen);
    json_member_text(&w, "rejected", shown.rejected);
    json_close(&w, '}');
    buffer_char(out, '\n');
    return 1;
}

static const struct column columns[] = {{"prompt", "string"}, {"chosen", "string"}, {"rejected", "string"}, {NULL, NULL}};

const struct dataset dataset_trl_dpo = {
    .name = "trl-dpo",
    .says = "preference pairs for TRL's DPOTrainer: prompt, chosen, rejected",
    .write = write_row,
    .columns = columns,
    .both_sides = true,
};
