#include "bundle.h"

/* Choices tied to one text: what is tied to two was lost on export (issues 4699 and 5649 of label-studio). */
static const char pairs[] = "  <Choices name=\"preference\" toName=\"problem\" required=\"true\">\n"
                            "    <Choice value=\"A\"/><Choice value=\"B\"/><Choice value=\"tie\"/>\n"
                            "  </Choices>\n"
                            "  <Header value=\"If one is wrong: could a person or a model plausibly have made this mistake?\"/>\n"
                            "  <Choices name=\"natural\" toName=\"problem\">\n"
                            "    <Choice value=\"yes\"/><Choice value=\"no\"/><Choice value=\"unsure\"/>\n"
                            "  </Choices>\n";

static const char preference[] =
    "  <Choices name=\"preference\" toName=\"problem\" required=\"true\">\n"
    "    <Choice value=\"A\"/><Choice value=\"B\"/><Choice value=\"equal\"/><Choice value=\"both bad\"/>\n"
    "  </Choices>\n"
    "  <Header value=\"In what above all?\"/>\n"
    "  <Choices name=\"dimension\" toName=\"problem\">\n"
    "    <Choice value=\"correctness\"/><Choice value=\"reasoning\"/><Choice value=\"completeness\"/>\n"
    "    <Choice value=\"clarity\"/><Choice value=\"conciseness\"/>\n"
    "  </Choices>\n";

static const char steps[] = "<View>\n"
                            "  <Header value=\"Is every step correct?\"/>\n"
                            "  <Text name=\"problem\" value=\"$problem\"/>\n"
                            "  <Text name=\"solution\" value=\"$solution\"/>\n"
                            "  <Choices name=\"verdict\" toName=\"problem\" required=\"true\">\n"
                            "    <Choice value=\"all correct\"/><Choice value=\"has an error\"/><Choice value=\"cannot tell\"/>\n"
                            "  </Choices>\n"
                            "  <Header value=\"If there is an error: number of the first wrong step\"/>\n"
                            "  <Number name=\"first_error\" toName=\"problem\" min=\"1\"/>\n";

static const char two[] = "<View>\n"
                          "  <Header value=\"%s\"/>\n"
                          "  <Text name=\"problem\" value=\"$problem\"/>\n"
                          "  <Header value=\"A\"/><Text name=\"a\" value=\"$a\"/>\n"
                          "  <Header value=\"B\"/><Text name=\"b\" value=\"$b\"/>\n"
                          "%s";

static const char tail[] = "  <TextArea name=\"note\" toName=\"problem\" placeholder=\"Why? (optional)\"/>\n"
                           "</View>\n";

static void put_task(const struct survey_item *item, size_t number, struct json_writer *w)
{
    bool const alone = item->kind == SURVEY_STEPS;
    json_open(w, '{');
    json_member_int(w, "id", (int64_t)number);
    json_key(w, "data");
    json_open(w, '{');
    json_member_text(w, "item", text_of(item->id));
    json_member_text(w, "problem", item->problem);
    json_key(w, alone ? "solution" : "a");
    bundle_put_side(item, 0, alone, w);
    if (!alone) {
        json_key(w, "b");
        bundle_put_side(item, 1, false, w);
    }
    json_close(w, '}');
    json_close(w, '}');
}

size_t bundle_label_studio(const struct bundle *bundle, struct bundle_file out[BUNDLE_FILES])
{
    struct json_writer w = {.out = &out[0].text};
    out[0].name = "tasks.json";
    out[1].name = "config.xml";
    json_open(&w, '[');
    for (size_t i = 0; i < bundle->count; i++)
        put_task(&bundle->items[i], i + 1, &w);
    json_close(&w, ']');
    buffer_char(w.out, '\n');
    if (bundle->kind == SURVEY_STEPS)
        buffer_string(&out[1].text, steps);
    else if (bundle->kind == SURVEY_PAIRS)
        buffer_format(&out[1].text, two, "Which solution is correct? (tie: both, neither, or cannot tell)", pairs);
    else
        buffer_format(&out[1].text, two, "Which solution is better?", preference);
    buffer_string(&out[1].text, tail);
    return 2;
}
