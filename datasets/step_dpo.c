/* step-dpo: as Math-Step-DPO-10K: the right steps before the error belong to the prompt, and one step is preferred to another.
 *
 * All strings: dataset, prompt, initial_reason_steps, chosen, rejected, full_chosen, full_rejected, answer.
 * initial_reason_steps ends with the label of the step that differs ("…\nStep 3:"); chosen and rejected are that step, full_…
 * are that step and all behind it; all four begin with the blank behind the label. Steps are numbered "Step k: " by the format,
 * whatever the step prefix; a label of that form that a step brings along gives way to it. The prompt ends without a line
 * break: a chat template, or the trainer's own, closes it. */
#include "dataset.h"
#include "json_write.h"
#include "render.h"
#include "stepwise.h"

static struct text *bodies(const struct pair *pair, enum side side, const struct render *how, struct arena *arena)
{
    const struct text *steps = render_side(pair, side, how, arena);
    size_t const count = side == SIDE_RIGHT ? pair->steps_count : pair->bad_count;
    struct text *out = ARENA_ARRAY(arena, struct text, count);
    for (size_t i = 0; i < count; i++)
        out[i] = stepwise_bare(steps[i], TEXT("Step "), TEXT(":"), 0);
    return out;
}

/* From the blank behind the label of step `first` on. */
static struct text from_label(const struct text *steps, size_t first, size_t end, const struct render *how, struct arena *arena)
{
    struct text const tail = render_joined(steps, first, end, how, arena);
    return text_part(tail, text_find(tail, TEXT(":"), 0) + 1, tail.size);
}

static struct text before_label(const struct text *steps, size_t first, const struct render *how, struct arena *arena)
{
    struct text const nothing = {NULL, 0}, steps_before = render_joined(steps, 0, first, how, arena);
    struct text const label = render_step(nothing, first, how, arena);
    struct text const pieces[] = {TEXT("Let's think step by step."), how->separator, steps_before,
                                  first ? how->separator : nothing, text_part(label, 0, label.size - 1)};
    return render_concat(pieces, COUNT(pieces), arena);
}

static void put(struct json_writer *w, const char *key, struct text value)
{
    json_key(w, key);
    json_put_text(w, value);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *given, struct arena *arena, struct buffer *out)
{
    struct render how = *given;
    how.step_prefix = TEXT("Step {k}: ");
    (void)clean;
    size_t first;
    if (!render_place(pair, given, &first))
        return 0;
    const struct text *right = bodies(pair, SIDE_RIGHT, &how, arena), *faulty = bodies(pair, SIDE_FAULTY, &how, arena);
    if (text_equal(right[first], faulty[first]))
        return render_drop(given, DROP_SAME);
    struct text const chosen = from_label(right, first, pair->steps_count, &how, arena);
    struct text const rejected = from_label(faulty, first, pair->bad_count, &how, arena);
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    put(&w, "dataset", pair->source);
    put(&w, "prompt", render_question(pair, &how, arena));
    put(&w, "initial_reason_steps", before_label(right, first, &how, arena));
    put(&w, "chosen", text_part(chosen, 0, 1 + right[first].size));
    put(&w, "rejected", text_part(rejected, 0, 1 + faulty[first].size));
    put(&w, "full_chosen", chosen);
    put(&w, "full_rejected", rejected);
    put(&w, "answer", pair->answer);
    json_close(&w, '}');
    buffer_char(out, '\n');
    return 1;
}

static const struct column columns[] = {{"dataset", "string"},       {"prompt", "string"},   {"initial_reason_steps", "string"},
                                        {"chosen", "string"},        {"rejected", "string"}, {"full_chosen", "string"},
                                        {"full_rejected", "string"}, {"answer", "string"},   {NULL, NULL}};

const struct dataset dataset_step_dpo = {
    .name = "step-dpo",
    .says = "Step-DPO: one right step preferred to the faulty one, behind the steps before it",
    .write = write_row,
    .columns = columns,
    .both_sides = true,
    .place = true,
};
