/* trl-dpo: preference with an explicit prompt, plain strings: {"prompt","chosen","rejected"}, and no other column (some names
 * have a meaning to the trainer). The prompt is explicit since a common prefix, guessed, would end inside the faulty step. */
#include "dataset.h"
#include "json_write.h"
#include "render.h"

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    if (pair->first_error == FIRST_NONE)
        return render_drop(how, DROP_CONTROL);
    const struct text *right = render_side(pair, SIDE_RIGHT, how, arena);
    const struct text *faulty = render_side(pair, SIDE_FAULTY, how, arena);
    struct text const chosen = render_joined(right, 0, pair->steps_count, how, arena);
    struct text const rejected = render_joined(faulty, 0, pair->bad_count, how, arena);
    if (text_equal(chosen, rejected))
        return render_drop(how, DROP_SAME);
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "prompt");
    json_put_text(&w, render_prompt(pair, how, arena));
    json_key(&w, "chosen");
    json_put_text(&w, chosen);
    json_key(&w, "rejected");
    json_put_text(&w, rejected);
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
