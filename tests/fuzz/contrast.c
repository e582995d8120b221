/* contrast: lines of anybody's dataset, and what is measured of them. */
#include "contrast.h"
#include "bars.h"
#include "target.h"

static void fits(const struct contrast *row)
{
    promise(row->first_error < (int64_t)row->faulty_count && row->first_error >= -1);
    promise(row->counterpart < (int64_t)row->right_count && row->counterpart >= -1);
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
    struct contrast row;
    struct error err;
    for (size_t at = 0, end; at < size; at = end + 1) {
        end = text_find(text, TEXT("\n"), at);
        arena_reset(&arena);
        if (!contrast_read(text_part(text, at, end), (struct splitting){0}, &arena, &row, &err))
            continue;
        fits(&row);
        shortcuts_add(s, &row, &arena);
        natural_add(&natural, &row, &arena);
    }
    measure(s);
    promise(natural_area(&natural) >= 0);
    shortcuts_free(s);
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
