#include "score.h"

#include "json_write.h"

#include <inttypes.h>

/* "61.2 %", or "-" of nothing. */
static void put_percent(struct buffer *out, int32_t share)
{
    int32_t const tenths = (share + 5) / 10;
    if (share == SCORE_NONE)
        buffer_format(out, " %9s", "-");
    else
        buffer_format(out, " %5" PRId32 ".%" PRId32 " %%", tenths / 10, tenths % 10);
}

static void put_slice(struct buffer *out, struct text name, const struct score_sum *sum, bool right_too)
{
    size_t const width = 24, shown = text_code_points(name, name.size);
    buffer_format(out, "  %.*s%*s %8" PRIu64, (int)name.size, name.at, shown < width ? (int)(width - shown) : 0, "", sum->faulty);
    put_percent(out, score_share(sum->found, sum->faulty));
    put_percent(out, score_share(sum->near, sum->faulty));
    put_percent(out, score_share(sum->flagged, sum->faulty));
    if (right_too) {
        buffer_format(out, " %8" PRIu64, sum->clean);
        put_percent(out, score_share(sum->clean - sum->passed, sum->clean));
        put_percent(out, score_f1(sum));
    }
    buffer_char(out, '\n');
}

static struct text place_name(size_t place, char out[static 32])
{
    struct buffer name = {0};
    buffer_format(&name, "error at %zu%s", place, place + 1 == SCORE_PLACES ? " or later" : "");
    memcpy(out, name.at, name.size);
    struct text const text = {out, name.size};
    buffer_free(&name);
    return text;
}

static void put_slices(struct buffer *out, const struct score_file *file)
{
    char name[32] = "steps ";
    put_slice(out, TEXT("all"), &file->all, true);
    for (size_t i = 0; i < file->classes_count; i++)
        put_slice(out, file->classes[i].name, &file->classes[i].sum, false);
    for (size_t i = 0; i < file->injectors_count; i++)
        put_slice(out, file->injectors[i].name, &file->injectors[i].sum, false);
    for (size_t i = 0; i < SCORE_PLACES; i++)
        if (file->places[i].faulty)
            put_slice(out, place_name(i, name), &file->places[i], false);
    for (size_t i = 0; i < SCORE_LENGTHS; i++) {
        struct buffer length = {0};
        buffer_format(&length, "%s steps", score_lengths[i]);
        if (file->lengths[i].faulty || file->lengths[i].clean)
            put_slice(out, buffer_text(&length), &file->lengths[i], true);
        buffer_free(&length);
    }
}

static void put_f1(struct buffer *out, const struct score_report *report, size_t file, bool resampled)
{
    buffer_string(out, "F1 ");
    if (score_f1(&report->files[file].all) == SCORE_NONE)
        buffer_string(out, "n/a: it needs faulty and right solutions");
    else
        buffer_share(out, score_f1(&report->files[file].all));
    if (resampled && score_f1(&report->files[file].all) != SCORE_NONE) {
        buffer_string(out, ", 95 % between ");
        buffer_share(out, report->low[file]);
        buffer_string(out, " and ");
        buffer_share(out, report->high[file]);
    }
    buffer_string(out, "; accuracy ");
    buffer_share(out, score_accuracy(&report->files[file].all));
    buffer_char(out, '\n');
}

static void put_file(struct buffer *out, const struct score_report *report, size_t index, const char *name, bool resampled)
{
    const struct score_file *file = &report->files[index];
    buffer_format(out, "%s: ", name);
    put_f1(out, report, index, resampled);
    if (file->threshold != SCORE_NONE) {
        buffer_string(out, "  threshold ");
        buffer_share(out, file->threshold / (SCORE_UNIT / SCORE_ONE));
        buffer_char(out, '\n');
    }
    if (file->missing)
        buffer_format(out, "  without an answer, counted as wrong: %" PRIu64 "\n", file->missing);
    if (file->unknown)
        buffer_format(out, "  answers to what is not labelled: %" PRIu64 "\n", file->unknown);
    if (file->twins) {
        buffer_format(out, "  crossed twins with all four right: %" PRIu64 " of %" PRIu64 ",", file->twins_right, file->twins);
        put_percent(out, score_share(file->twins_right, file->twins));
        buffer_char(out, '\n');
    }
    buffer_format(out, "  %-24s %8s %7s %7s %7s %8s %7s %7s\n", "", "faulty", "found", "near", "flagged", "right", "alarms",
                  "F1");
    put_slices(out, file);
}

void score_table(const struct score_report *report, const char *const *names, bool resampled, struct buffer *out)
{
    buffer_format(out, "%" PRIu64 " labelled solutions", report->solutions);
    if (report->development)
        buffer_format(out, "; %" PRIu64 " more were set apart to choose the threshold", report->development);
    if (report->unplaced)
        buffer_format(out, "; %" PRIu64 " left out, nobody says where their error stands", report->unplaced);
    buffer_char(out, '\n');
    for (size_t i = 0; i < report->files_count; i++)
        put_file(out, report, i, names[i], resampled);
    if (resampled && report->files_count == SCORE_FILES) {
        buffer_string(out, "F1 of the first less the second: 95 % between ");
        buffer_share(out, report->difference_low);
        buffer_string(out, " and ");
        buffer_share(out, report->difference_high);
        buffer_string(out, "; not above it in ");
        buffer_share(out, report->not_better);
        buffer_string(out, " of the resamplings\n");
    }
}

static void json_share_or_null(struct json_writer *w, const char *key, int32_t share)
{
    if (share != SCORE_NONE) {
        json_member_share(w, key, share);
        return;
    }
    json_key(w, key);
    json_put_raw(w, TEXT("null"));
}

static void json_sum(struct json_writer *w, const struct score_sum *sum)
{
    json_member_int(w, "faulty", (int64_t)sum->faulty);
    json_member_int(w, "found", (int64_t)sum->found);
    json_member_int(w, "near", (int64_t)sum->near);
    json_member_int(w, "flagged", (int64_t)sum->flagged);
    json_member_int(w, "right", (int64_t)sum->clean);
    json_member_int(w, "alarms", (int64_t)(sum->clean - sum->passed));
    json_share_or_null(w, "recall", score_share(sum->found, sum->faulty));
    json_share_or_null(w, "f1", score_f1(sum));
}

static void json_slice(struct json_writer *w, struct text name, const struct score_sum *sum)
{
    json_open(w, '{');
    json_member_text(w, "name", name);
    json_sum(w, sum);
    json_close(w, '}');
}

static void json_slices(struct json_writer *w, const char *key, const struct score_slice *slices, size_t count)
{
    json_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < count; i++)
        json_slice(w, slices[i].name, &slices[i].sum);
    json_close(w, ']');
}

static void json_shapes(struct json_writer *w, const struct score_file *file)
{
    json_key(w, "places");
    json_open(w, '[');
    for (size_t i = 0; i < SCORE_PLACES; i++) {
        char name[32];
        json_slice(w, place_name(i, name), &file->places[i]);
    }
    json_close(w, ']');
    json_key(w, "lengths");
    json_open(w, '[');
    for (size_t i = 0; i < SCORE_LENGTHS; i++)
        json_slice(w, text_of(score_lengths[i]), &file->lengths[i]);
    json_close(w, ']');
}

static void json_file(struct json_writer *w, const struct score_report *report, size_t index, const char *name, bool resampled)
{
    const struct score_file *file = &report->files[index];
    json_open(w, '{');
    json_member_text(w, "file", text_of(name));
    json_sum(w, &file->all);
    json_share_or_null(w, "accuracy", score_accuracy(&file->all));
    if (resampled) {
        json_member_share(w, "f1_low", report->low[index]);
        json_member_share(w, "f1_high", report->high[index]);
    }
    json_share_or_null(w, "threshold", file->threshold == SCORE_NONE ? SCORE_NONE : file->threshold / (SCORE_UNIT / SCORE_ONE));
    json_member_int(w, "without_answer", (int64_t)file->missing);
    json_member_int(w, "not_labelled", (int64_t)file->unknown);
    json_member_int(w, "twins", (int64_t)file->twins);
    json_member_int(w, "twins_all_right", (int64_t)file->twins_right);
    json_slices(w, "classes", file->classes, file->classes_count);
    json_slices(w, "injectors", file->injectors, file->injectors_count);
    json_shapes(w, file);
    json_close(w, '}');
}

void score_json(const struct score_report *report, const char *const *names, bool resampled, struct buffer *out)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_int(&w, "solutions", (int64_t)report->solutions);
    json_member_int(&w, "development", (int64_t)report->development);
    json_member_int(&w, "unplaced", (int64_t)report->unplaced);
    json_key(&w, "files");
    json_open(&w, '[');
    for (size_t i = 0; i < report->files_count; i++)
        json_file(&w, report, i, names[i], resampled);
    json_close(&w, ']');
    if (resampled && report->files_count == SCORE_FILES) {
        json_member_share(&w, "difference_low", report->difference_low);
        json_member_share(&w, "difference_high", report->difference_high);
        json_member_share(&w, "not_better", report->not_better);
    }
    json_close(&w, '}');
    buffer_char(out, '\n');
}
