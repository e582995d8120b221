/* rlhflow: as RLHFlow's PRM data: {"conversations": [{"role": "user", "content": "PROBLEM STEP1"}, {"role": "assistant", "content": "+"},
 * {"role": "user", "content": "STEP2"}, …]}: the verdict on each step is the answer to it. */
#include "dataset.h"
#include "pieces.h"

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    struct json_writer w = {.out = out};
    if (!render_labelled(pair, clean, how, arena, &shown))
        return 0;
    struct text const first[] = {render_question(pair, how, arena), TEXT(" "), shown.steps[0]};
    json_open(&w, '{');
    json_key(&w, "conversations");
    json_open(&w, '[');
    for (size_t i = 0; i < shown.count; i++) {
        message_put(&w, "user", i ? shown.steps[i] : render_concat(first, COUNT(first), arena));
        message_put(&w, "assistant", shown.right[i] ? TEXT("+") : TEXT("-"));
    }
    json_close(&w, ']');
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"conversations", MESSAGE_COLUMN}, {NULL, NULL}};

const struct dataset dataset_rlhflow = {
    .name = "rlhflow",
    .says = "RLHFlow's PRM data: a chat in which each step is answered by + or -",
    .write = write_row,
    .columns = columns,
    .place = true,
};
