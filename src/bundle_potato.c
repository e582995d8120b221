#include "bundle.h"

static const char head[] = "# Made by misstep audit-export.\n"
                           "annotation_task_name: \"%s\"\n"
                           "task_dir: .\n"
                           "output_annotation_dir: annotation_output/\n"
                           "data_files:\n"
                           "  - data/items.jsonl\n"
                           "item_properties:\n"
                           "  id_key: id\n"
                           "  text_key: text\n"
                           "user_config:\n"
                           "  allow_all_users: true\n"
                           "  users: []\n"
                           "require_password: false\n"
                           "assignment_strategy: fixed_order\n"
                           "max_annotations_per_user: -1\n"
                           "max_annotations_per_item: -1\n"
                           "random_seed: %ju\n"
                           "site_dir: default\n";

static const char gold_part[] = "gold_standards:\n"
                                "  enabled: true\n"
                                "  items_file: data/gold.json\n"
                                "  mode: mixed\n"
                                "  frequency: %zu\n";

static const char note[] = "  - annotation_type: text\n"
                           "    name: note\n"
                           "    description: \"Why? (optional)\"\n";

static const char two[] = "instance_display:\n"
                          "  layout: {direction: vertical, gap: 16px}\n"
                          "  fields:\n"
                          "    - key: text\n"
                          "      type: text\n"
                          "      label: Problem\n"
                          "    - key: pair\n"
                          "      type: pairwise\n"
                          "      label: Solutions\n"
                          "      display_options: {cell_width: \"50%\", show_labels: true, labels: [\"A\", \"B\"]}\n";

static const char pairs[] = "annotation_schemes:\n"
                            "  - annotation_type: pairwise\n"
                            "    name: preference\n"
                            "    description: \"Which solution is correct?\"\n"
                            "    mode: binary\n"
                            "    items_key: pair\n"
                            "    labels: [\"A\", \"B\"]\n"
                            "    allow_tie: true\n"
                            "    tie_label: \"Both correct / both wrong / cannot tell\"\n"
                            "    sequential_key_binding: true\n"
                            "  - annotation_type: radio\n"
                            "    name: natural\n"
                            "    description: \"If one is wrong: could a person or a model plausibly have made this mistake?\"\n"
                            "    labels: [\"yes\", \"no\", \"unsure\"]\n";

static const char preference[] = "annotation_schemes:\n"
                                 "  - annotation_type: radio\n"
                                 "    name: preference\n"
                                 "    description: \"Which solution is better?\"\n"
                                 "    labels: [\"A\", \"B\", \"equal\", \"both bad\"]\n"
                                 "  - annotation_type: radio\n"
                                 "    name: dimension\n"
                                 "    description: \"In what above all?\"\n"
                                 "    labels: [\"correctness\", \"reasoning\", \"completeness\", \"clarity\", \"conciseness\"]\n";

static const char steps[] = "instance_display:\n"
                            "  fields:\n"
                            "    - {key: text, type: text, label: Problem}\n"
                            "    - {key: steps, type: cot_trace, label: Solution}\n"
                            "annotation_schemes:\n"
                            "  - annotation_type: radio\n"
                            "    name: verdict\n"
                            "    description: \"Is every step correct?\"\n"
                            "    labels: [\"all correct\", \"has an error\", \"cannot tell\"]\n"
                            "  - annotation_type: process_reward\n"
                            "    name: step_rewards\n"
                            "    description: \"If there is an error: mark the first wrong step.\"\n"
                            "    steps_key: steps\n"
                            "    step_text_key: text\n"
                            "    mode: first_error\n"
                            "    inline_with_trace: true\n";

static size_t gold_items(const struct bundle *bundle)
{
    size_t gold = 0;
    for (size_t i = 0; i < bundle->count; i++)
        gold += bundle->items[i].gold;
    return gold;
}

static void config(const struct bundle *bundle, struct buffer *out)
{
    static const char *const schemes[SURVEY_KINDS] = {pairs, steps, preference};
    size_t const gold = gold_items(bundle);
    buffer_format(out, head, survey_names[bundle->kind], (uintmax_t)(bundle->seed % INT32_MAX));
    if (gold)
        buffer_format(out, gold_part, MAX((bundle->count - gold) / (gold + 1), 1));
    buffer_string(out, bundle->kind == SURVEY_STEPS ? "" : two);
    buffer_string(out, schemes[bundle->kind]);
    buffer_string(out, note);
}

static void put_steps(const struct survey_item *item, struct json_writer *w)
{
    json_open(w, '[');
    for (size_t i = 0; i < item->counts[0]; i++) {
        json_open(w, '{');
        json_member_int(w, "index", (int64_t)i);
        json_member_text(w, "type", TEXT("step"));
        json_member_text(w, "text", item->sides[0][i]);
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* An item, left open for more members. */
static void open_item(const struct survey_item *item, struct json_writer *w)
{
    json_open(w, '{');
    json_member_text(w, "id", text_of(item->id));
    json_member_text(w, "text", item->problem);
    json_key(w, item->kind == SURVEY_STEPS ? "steps" : "pair");
    if (item->kind == SURVEY_STEPS) {
        put_steps(item, w);
        return;
    }
    json_open(w, '[');
    bundle_put_side(item, 0, false, w);
    bundle_put_side(item, 1, false, w);
    json_close(w, ']');
}

static void put_gold(const struct survey_item *item, struct json_writer *w)
{
    open_item(item, w);
    json_key(w, "gold_label");
    json_open(w, '{');
    json_member_text(w, item->kind == SURVEY_STEPS ? "verdict" : "preference", text_of(choice_word(item->kind, item->right)));
    json_close(w, '}');
    json_close(w, '}');
}

static void items(const struct bundle *bundle, struct buffer *out, struct buffer *gold)
{
    struct json_writer of_gold = {.out = gold};
    json_open(&of_gold, '[');
    for (size_t i = 0; i < bundle->count; i++) {
        struct json_writer w = {.out = out};
        if (bundle->items[i].gold) {
            put_gold(&bundle->items[i], &of_gold);
            continue;
        }
        open_item(&bundle->items[i], &w);
        json_close(&w, '}');
        buffer_char(out, '\n');
    }
    json_close(&of_gold, ']');
    buffer_char(gold, '\n');
}

size_t bundle_potato(const struct bundle *bundle, struct bundle_file out[BUNDLE_FILES])
{
    size_t const gold = gold_items(bundle);
    out[0].name = "config.yaml";
    out[1].name = "data/items.jsonl";
    out[2].name = "data/gold.json";
    config(bundle, &out[0].text);
    items(bundle, &out[1].text, &out[2].text);
    return gold ? 3 : 2;
}
