/* versaprm: {"question","chain_of_thoughts": [{"steps","labels","augs": [{"aug_idx","aug_step","aug_type"}]}]}: the right solution, all
 * 1, and the faulty step that takes the place of its 0-based step aug_idx; aug_type -1: it is wrong. */
#include "dataset.h"
#include "pieces.h"

static void put_aug(struct json_writer *w, size_t first, struct text step)
{
    json_key(w, "augs");
    json_open(w, '[');
    json_open(w, '{');
    json_member_int(w, "aug_idx", (int64_t)first);
    json_member_text(w, "aug_step", step);
    json_member_int(w, "aug_type", -1);
    json_close(w, '}');
    json_close(w, ']');
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    size_t first;
    struct labelled right;
    struct json_writer w = {.out = out};
    (void)clean;
    if (!render_place(pair, how, &first) || !render_labelled(pair, true, how, arena, &right))
        return 0;
    struct text const faulty = render_step(render_side(pair, SIDE_FAULTY, how, arena)[first], first, how, arena);
    if (text_equal(faulty, right.steps[first]))
        return render_drop(how, DROP_SAME);
    json_open(&w, '{');
    json_member_text(&w, "question", render_question(pair, how, arena));
    json_key(&w, "chain_of_thoughts");
    json_open(&w, '[');
    json_open(&w, '{');
    json_key(&w, "steps");
    json_put_texts(&w, right.steps, right.count);
    piece_ones(&w, "labels", &right);
    put_aug(&w, first, faulty);
    json_close(&w, '}');
    json_close(&w, ']');
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {
    {"question", "string"},
    {"chain_of_thoughts", "[{steps:[string],labels:[int64],augs:[{aug_idx:int64,aug_step:string,aug_type:int64}]}]"},
    {NULL, NULL}};

const struct dataset dataset_versaprm = {
    .name = "versaprm",
    .says = "VersaPRM: a right solution and the faulty step that replaces one of its steps",
    .write = write_row,
    .columns = columns,
    .both_sides = true,
    .place = true,
};
