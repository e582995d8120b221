/* correction: a solution that goes wrong, notices, and goes on right, in one turn. A loss mask keeps the model from learning the error
 * itself: {"segments": [{"label", "text"}]}, where only texts with "label": true are trained on (the layout of axolotl's
 * `input_output`). In this order: the question; the right steps; the faulty step, as it comes; the notice; the right steps from there. */
#include "critique.h"
#include "dataset.h"
#include "json_write.h"
#include "render.h"

static void put_segment(struct json_writer *w, bool trained, struct text text)
{
    if (!text.size)
        return;
    json_open(w, '{');
    json_key(w, "label");
    json_put_bool(w, trained);
    json_member_text(w, "text", text);
    json_close(w, '}');
}

static struct text with_separator(struct text text, const struct render *how, struct arena *arena)
{
    struct text const pieces[] = {text, how->separator};
    return render_concat(pieces, COUNT(pieces), arena);
}

static struct text notice(const struct pair *pair, const struct render *how, struct arena *arena)
{
    struct random random = critique_chance(pair, false, TEXT("correction"));
    struct buffer out = {0};
    critique_notice(pair, &random, &out);
    buffer_add(&out, how->separator);
    return buffer_keep(&out, arena);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    size_t first;
    (void)clean;
    if (!render_place(pair, how, &first))
        return 0;
    const struct text *right = render_side(pair, SIDE_RIGHT, how, arena), *faulty = render_side(pair, SIDE_FAULTY, how, arena);
    struct text const before = first ? with_separator(render_joined(right, 0, first, how, arena), how, arena) : TEXT("");
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "segments");
    json_open(&w, '[');
    put_segment(&w, false, render_prompt(pair, how, arena));
    put_segment(&w, true, before);
    put_segment(&w, false, with_separator(render_step(faulty[first], first, how, arena), how, arena));
    put_segment(&w, true, notice(pair, how, arena));
    put_segment(&w, true, render_joined(right, first, pair->steps_count, how, arena));
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_char(out, '\n');
    return 1;
}

static const struct column columns[] = {{"segments", "[{label:bool,text:string}]"}, {NULL, NULL}};

const struct dataset dataset_correction = {
    .name = "correction",
    .says = "a solution that goes wrong, notices and goes on right, with a loss mask (axolotl input_output)",
    .write = write_row,
    .columns = columns,
    .both_sides = true,
    .place = true,
};
