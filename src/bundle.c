#include "bundle.h"

const char *const bundle_tools[BUNDLE_TOOLS] = {"potato", "argilla", "label-studio"};

static const char *const titles[SURVEY_KINDS] = {"pairs: which solution is correct?", "steps: which is the first wrong one?",
                                                 "preference: which solution is better?"};

static const char potato_start[] =
    "    cd %s && potato start config.yaml -p 8000\n\n"
    "(`pip install potato-annotation`.) Everybody opens the page and types a name. The answers are in "
    "`%s/annotation_output/`.\n";
static const char argilla_start[] = "With a server and its key (`pip install argilla`):\n\n"
                                    "    import argilla\n"
                                    "    argilla.Argilla(api_url=URL, api_key=KEY)\n"
                                    "    from settings import settings\n"
                                    "    dataset = argilla.Dataset(name=\"%s\", settings=settings)\n"
                                    "    dataset.create()\n"
                                    "    dataset.records.from_json(\"records.json\")\n\n"
                                    "run in `%s/`. Afterwards `dataset.records.to_json(\"answers.json\")` writes the answers.\n";
static const char label_studio_start[] =
    "Make a project, paste `%s/config.xml` as its labelling interface, import `%s/tasks.json`. "
    "Afterwards export as JSON.\n";

size_t bundle_files(const struct bundle *bundle, struct bundle_file out[BUNDLE_FILES])
{
    for (size_t i = 0; i < BUNDLE_FILES; i++)
        out[i] = (struct bundle_file){0};
    switch (bundle->tool) {
    case BUNDLE_POTATO:
        return bundle_potato(bundle, out);
    case BUNDLE_ARGILLA:
        return bundle_argilla(bundle, out);
    default:
        return bundle_label_studio(bundle, out);
    }
}

void bundle_read_me(const struct bundle *bundle, struct buffer *out)
{
    const char *name = survey_names[bundle->kind];
    buffer_format(out, "## %s\n\n%zu items.\n\n", titles[bundle->kind], bundle->count);
    if (bundle->tool == BUNDLE_POTATO)
        buffer_format(out, potato_start, name, name);
    else if (bundle->tool == BUNDLE_ARGILLA)
        buffer_format(out, argilla_start, name, name);
    else
        buffer_format(out, label_studio_start, name, name);
    buffer_char(out, '\n');
}

void bundle_side(const struct survey_item *item, size_t side, bool numbered, struct buffer *out)
{
    for (size_t i = 0; i < item->counts[side]; i++) {
        buffer_string(out, i ? "\n" : "");
        if (numbered)
            buffer_format(out, "[%zu] ", i + 1);
        buffer_add(out, item->sides[side][i]);
    }
}

void bundle_put_side(const struct survey_item *item, size_t side, bool numbered, struct json_writer *w)
{
    struct buffer text = {0};
    bundle_side(item, side, numbered, &text);
    json_put_text(w, buffer_text(&text));
    buffer_free(&text);
}
