/* openrlhf-prm: what OpenRLHF's process reward models (up to 0.9.5) and their heirs train on: {"input": "PROBLEM Step 1: … ки\nStep 2: …
 * ки", "value": ["+","-"]} for --input_key input --label_key value --placeholder_token ки --reward_tokens + -. */
#include "dataset.h"
#include "pieces.h"

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct shepherd row;
    struct json_writer w = {.out = out};
    if (!piece_shepherd(pair, clean, how, arena, &row))
        return 0;
    json_open(&w, '{');
    json_member_text(&w, "input", row.input);
    json_key(&w, "value");
    json_open(&w, '[');
    for (size_t i = 0; i < row.shown.count; i++)
        json_put_text(&w, row.shown.right[i] ? TEXT("+") : TEXT("-"));
    json_close(&w, ']');
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"input", "string"}, {"value", "[string]"}, {NULL, NULL}};

const struct dataset dataset_openrlhf_prm = {
    .name = "openrlhf-prm",
    .says = "process reward models of OpenRLHF up to 0.9.5: ки behind each step, and + or - for each",
    .write = write_row,
    .columns = columns,
    .marks = piece_shepherd_marks,
    .place = true,
};
