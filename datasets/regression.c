/* regression: solutions that look odd and are right: the controls. A verifier that has learnt "was edited", "is short" or "repeats
 * itself" raises false alarms here. {"id", "problem", "steps", "first_error": -1, "kind", "why"}; `misstep score` reads it. */
#include "dataset.h"
#include "json_write.h"
#include "render.h"

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    if (clean || pair->first_error != FIRST_NONE)
        return render_drop(how, DROP_NONE);
    if (!render_may_label(pair, clean, how))
        return 0;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "id", pair->id);
    json_member_text(&w, "problem", pair->problem);
    json_key(&w, "steps");
    json_put_texts(&w, render_side(pair, SIDE_FAULTY, how, arena), pair->bad_count);
    json_member_int(&w, "first_error", FIRST_NONE);
    json_member_text(&w, "kind", pair->injector);
    json_member_text(&w, "why", pair->explanation);
    json_close(&w, '}');
    buffer_char(out, '\n');
    return 1;
}

static const struct column columns[] = {
    {"id", "string"},   {"problem", "string"}, {"steps", "[string]"}, {"first_error", "int64"},
    {"kind", "string"}, {"why", "string"},     {NULL, NULL}};

const struct dataset dataset_regression = {
    .name = "regression",
    .says = "the controls alone: odd-looking steps that are right, to count false alarms on",
    .write = write_row,
    .columns = columns,
};
