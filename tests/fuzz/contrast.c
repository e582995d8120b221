/* contrast: lines of anybody's dataset as pairs, and what is measured of them. */
#include "contrast.h"
#include "bars.h"
#include "labelled.h"
#include "roster.h"
#include "target.h"

static void fits(const struct contrast *row)
{
    promise(row->first_error < (int64_t)row->faulty_count && row->first_error >= -1);
    promise(row->counterpart < (int64_t)row->right_count && row->counterpart >= -1);
}

static void add(struct shortcuts *s, struct natural *natural, const struct pair *pair, struct arena *arena)
{
    struct contrast row;
    struct error err;
    if (!contrast_of(pair, arena, &row, &err))
        return;
    fits(&row);
    shortcuts_add(s, &row, arena);
    natural_add(natural, &row, arena);
}

/* As a record, else as a row of whatever preset knows it. */
static void add_line(struct shortcuts *s, struct natural *natural, struct text line, struct hash *hash, struct arena *arena)
{
    struct input_settings const settings = {.datasets = roster_datasets, .datasets_count = roster_datasets_count};
    struct json_object object;
    struct input *inputs;
    struct pair pair;
    struct error err;
    size_t count;
    if (pair_read(line, arena, &pair, &err)) {
        add(s, natural, &pair, arena);
        return;
    }
    const struct dataset *dataset = json_read_object(line, arena, &object, &err) ? input_dataset(&settings, &object, &err) : NULL;
    if (!dataset || !input_read(&settings, dataset, line, hash, arena, &inputs, &count, &err))
        return;
    for (size_t i = 0; i < count; i++)
        if (inputs[i].solution.count && labelled_pair(&settings, &inputs[i], TEXT("x"), NEUTRAL_RIGHT, arena, &pair))
            add(s, natural, &pair, arena);
}

static void measure(struct shortcuts *s)
{
    struct bars bars = {.least = 1, .has_target = true, .target = {.uniform = true, .places = POSITION_PLACES}};
    struct shortcuts_report report;
    struct judged judged[JUDGED_MAX];
    struct buffer out = {0};
    memcpy(bars.at, bars_standard, sizeof bars.at);
    shortcuts_measure(s, &report);
    size_t const count = bars_judge(&bars, &report, judged);
    promise(count <= JUDGED_MAX && report.all.measured <= report.all.rows);
    bars_table(&bars, &report, &out);
    bars_json(&bars, &report, judged, count, &out);
    bars_broken(judged, count, &out);
    promise(out.size > 0);
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = target_copy(data, size);
    struct shortcuts *s = shortcuts_new(4);
    struct natural natural = {0};
    struct arena arena = {0};
    struct hash *hash = hash_new();
    for (size_t at = 0, end; at < size; at = end + 1) {
        end = text_find(text, TEXT("\n"), at);
        arena_reset(&arena);
        add_line(s, &natural, text_part(text, at, end), hash, &arena);
    }
    measure(s);
    promise(natural_area(&natural) >= 0);
    shortcuts_free(s);
    hash_free(hash);
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
