/* axolotl-prm: TRL's columns for stepwise supervision, and the part of a config that reads them beside them. */
#include "dataset.h"
#include "pieces.h"

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    struct json_writer w = {.out = out};
    if (!render_labelled(pair, clean, how, arena, &shown))
        return 0;
    json_open(&w, '{');
    piece_stepwise(&w, render_prompt(pair, how, arena), &shown);
    piece_end(&w);
    return 1;
}

static void write_beside(struct text rows, struct buffer *out)
{
    buffer_format(out,
                  "model_type: AutoModelForTokenClassification\n"
                  "num_labels: 2\n"
                  "process_reward_model: true\n"
                  "datasets:\n"
                  "  - path: %.*s\n"
                  "    ds_type: json\n"
                  "    split: train\n"
                  "    type: stepwise_supervised\n"
                  "    step_separator: \"\\n\"\n"
                  "    max_completion_length:\n"
                  "    train_on_last_step_only: false\n",
                  (int)rows.size, rows.at);
}

static const struct column columns[] = {{"prompt", "string"}, {"completions", "[string]"}, {"labels", "[bool]"}, {NULL, NULL}};

const struct dataset dataset_axolotl_prm = {
    .name = "axolotl-prm",
    .says = "stepwise supervision for axolotl (stepwise_supervised): prompt, completions, labels; with axolotl.yaml",
    .write = write_row,
    .columns = columns,
    .beside = "axolotl.yaml",
    .write_beside = write_beside,
    .place = true,
};
