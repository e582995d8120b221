/* step-dpo: as Math-Step-DPO-10K: the right steps before the error belong to the prompt, and one step is preferred to another.
 *
 * All strings: dataset, prompt, initial_reason_steps, chosen, rejected, full_chosen, full_rejected, answer.
 * initial_reason_steps ends with the label of the step that differs ("…\nStep 3:"); chosen and rejected are that step, full_…
 * are that step and all behind it; all four begin with the blank behind the label. Steps are numbered "Step k: " by the format,
 * whatever the step prefix; a label of that form that a step brings along gives way to it. The prompt ends without a line
 * break: a chat template, or the trainer's own, closes it. Reading: the chosen side is right throughout, the rejected one wrong
 * in the step that differs; nothing is said of what follows it. */
#include "dataset.h"
#include "json_write.h"
#include "render.h"
#include "stepwise.h"

static bool recognises(const struct json_object *object)
{
    return json_find(object, "initial_reason_steps") && json_find(object, "full_rejected");
}

/* Where "Step NUMBER:" stands at the start of a line, at or after `from`; else the end. *behind is what follows it. */
static size_t find_label(struct text text, size_t number, size_t from, size_t *behind)
{
    struct buffer label = {0};
    buffer_format(&label, "Step %zu:", number);
    size_t at = text_find(text, buffer_text(&label), from);
    while (at && at < text.size && text.at[at - 1] != '\n')
        at = text_find(text, buffer_text(&label), at + 1);
    *behind = MIN(at + label.size, text.size);
    buffer_free(&label);
    return at;
}

/* Appends the steps of a text that begins behind the label of step `number`; the last one is empty if the text ends in a label.
 * False if there are too many. */
static bool cut(struct text text, size_t number, struct text *steps, size_t *count)
{
    size_t from = 0, end, behind;
    do {
        end = find_label(text, ++number, from, &behind);
        if (*count == DATASET_STEPS_MAX)
            return false;
        steps[(*count)++] = text_trim(text_part(text, from, end));
        from = behind;
    } while (end < text.size);
    return true;
}

/* The steps that both sides share: all behind "Step 1:", but for the label that the text ends with. */
static bool cut_shared(struct text initial, struct text *steps, size_t *count, struct error *err)
{
    size_t behind;
    size_t const first = find_label(initial, 1, 0, &behind);
    if (!cut(text_part(initial, behind, initial.size), 1, steps, count))
        return fail(err, EXIT_DATA, "more than %d steps", DATASET_STEPS_MAX);
    if (first == initial.size || steps[*count - 1].size)
        return fail(err, EXIT_DATA, "\"initial_reason_steps\" does not end in the label of a step, as \"Step 3:\"");
    --*count;
    return true;
}

static bool read_side(const struct json_object *object, bool right, const struct text *shared, size_t shared_count,
                      struct arena *arena, struct row *row, struct error *err)
{
    const char *full = right ? "full_chosen" : "full_rejected", *part = right ? "chosen" : "rejected";
    struct text text;
    if (!dataset_text(object, full, false, arena, &text, err) ||
        (!text_trim(text).size && !dataset_text(object, part, true, arena, &text, err)))
        return false;
    struct text *steps = ARENA_ARRAY(arena, struct text, DATASET_STEPS_MAX);
    if (shared_count)
        memcpy(steps, shared, shared_count * sizeof *steps);
    row->steps_count = shared_count;
    if (!cut(text, shared_count + 1, steps, &row->steps_count))
        return fail(err, EXIT_DATA, "more than %d steps", DATASET_STEPS_MAX);
    arena_trim(arena, steps, row->steps_count * sizeof *steps);
    row->steps = steps;
    row->outcome = right ? ROW_RIGHT : ROW_WRONG;
    return stepwise_first_error(row, right ? -1 : (int64_t)shared_count, arena, err);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 2);
    struct text *shared = ARENA_ARRAY(arena, struct text, DATASET_STEPS_MAX), initial;
    size_t shared_count = 0;
    if (!dataset_text(object, mapping_key(map, "problem", "prompt"), true, arena, &row->problem, err) ||
        !dataset_text(object, mapping_key(map, "answer", "answer"), false, arena, &row->answer, err) ||
        !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err) ||
        !dataset_text(object, "initial_reason_steps", true, arena, &initial, err) ||
        !cut_shared(initial, shared, &shared_count, err))
        return false;
    row[1] = *row;
    row->rejected = &row[1];
    *rows = row;
    *count = 1;
    return read_side(object, true, shared, shared_count, arena, &row[0], err) &&
           read_side(object, false, shared, shared_count, arena, &row[1], err);
}

static struct text *bodies(const struct pair *pair, enum side side, const struct render *how, struct arena *arena)
{
    const struct text *steps = render_side(pair, side, how, arena);
    size_t const count = side == SIDE_RIGHT ? pair->steps_count : pair->bad_count;
    struct text *out = ARENA_ARRAY(arena, struct text, count);
    for (size_t i = 0; i < count; i++)
        out[i] = stepwise_unnumbered(steps[i]);
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
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .both_sides = true,
    .place = true,
};
