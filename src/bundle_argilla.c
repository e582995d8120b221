#include "bundle.h"

static const char settings_two[] =
    "import argilla as rg\n\n"
    "settings = rg.Settings(\n"
    "    fields=[rg.TextField(name=\"problem\"), rg.TextField(name=\"a\"), rg.TextField(name=\"b\")],\n"
    "    questions=[rg.LabelQuestion(name=\"preference\", title=\"%s\", labels=[%s]),\n"
    "               rg.LabelQuestion(name=\"%s\", labels=[%s], required=False),\n"
    "               rg.TextQuestion(name=\"note\", required=False)])\n";

static const char settings_steps[] =
    "import argilla as rg\n\n"
    "settings = rg.Settings(\n"
    "    fields=[rg.TextField(name=\"problem\"), rg.TextField(name=\"solution\")],\n"
    "    questions=[rg.LabelQuestion(name=\"verdict\", title=\"Is every step correct?\",\n"
    "                                labels=[\"all correct\", \"has an error\", \"cannot tell\"]),\n"
    "               rg.TextQuestion(name=\"first_error\", required=False,\n"
    "                               title=\"If there is an error: number of the first wrong step\"),\n"
    "               rg.TextQuestion(name=\"note\", required=False)])\n";

static void put_fields(const struct survey_item *item, struct json_writer *w)
{
    bool const steps = item->kind == SURVEY_STEPS;
    json_open(w, '{');
    json_member_text(w, "problem", item->problem);
    json_key(w, steps ? "solution" : "a");
    bundle_put_side(item, 0, steps, w);
    if (!steps) {
        json_key(w, "b");
        bundle_put_side(item, 1, false, w);
    }
    json_close(w, '}');
}

static void records(const struct bundle *bundle, struct buffer *out)
{
    static const char *const empty[] = {"metadata", "suggestions", "responses", "vectors"};
    struct json_writer w = {.out = out};
    json_open(&w, '[');
    for (size_t i = 0; i < bundle->count; i++) {
        json_open(&w, '{');
        json_member_text(&w, "id", text_of(bundle->items[i].id));
        json_key(&w, "fields");
        put_fields(&bundle->items[i], &w);
        for (size_t j = 0; j < COUNT(empty); j++) {
            json_key(&w, empty[j]);
            json_put_raw(&w, TEXT("{}"));
        }
        json_close(&w, '}');
    }
    json_close(&w, ']');
    buffer_char(out, '\n');
}

size_t bundle_argilla(const struct bundle *bundle, struct bundle_file out[BUNDLE_FILES])
{
    out[0].name = "records.json";
    records(bundle, &out[0].text);
    out[1].name = "settings.py";
    if (bundle->kind == SURVEY_STEPS)
        buffer_string(&out[1].text, settings_steps);
    else if (bundle->kind == SURVEY_PAIRS)
        buffer_format(&out[1].text, settings_two, "Which solution is correct? (tie: both, neither, or cannot tell)",
                      "\"A\", \"B\", \"tie\"", "natural", "\"yes\", \"no\", \"unsure\"");
    else
        buffer_format(&out[1].text, settings_two, "Which solution is better?", "\"A\", \"B\", \"equal\", \"both bad\"",
                      "dimension", "\"correctness\", \"reasoning\", \"completeness\", \"clarity\", \"conciseness\"");
    return 2;
}
