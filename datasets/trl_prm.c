/* trl-prm: stepwise supervision: {"prompt","completions","labels"}, one boolean for each step, true = right. The trainer puts
 * its own separator behind each step, so steps end without one. */
#include "dataset.h"
#include "json_write.h"
#include "render.h"

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    if (!render_labelled(pair, clean, how, arena, &shown))
        return 0;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "prompt");
    json_put_text(&w, render_prompt(pair, how, arena));
    json_key(&w, "completions");
    json_put_texts(&w, shown.steps, shown.count);
    json_key(&w, "labels");
    json_open(&w, '[');
    for (size_t i = 0; i < shown.count; i++)
        json_put_bool(&w, shown.right[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_char(out, '\n');
    return 1;
}

static const struct column columns[] = {{"prompt", "string"}, {"completions", "[string]"}, {"labels", "[bool]"}, {NULL, NULL}};

const struct dataset dataset_trl_prm = {
    .name = "trl-prm",
    .says = "stepwise supervision for TRL's PRMTrainer: prompt, completions, labels",
    .write = write_row,
    .columns = columns,
    .place = true,
};
