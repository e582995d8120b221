/* llamafactory-alpaca: {"instruction","input","system","chosen","rejected"}, and the entry for dataset_info.json beside it:
 * dataset_dir: this folder, dataset: misstep_dpo. */
#include "dataset.h"
#include "pieces.h"

static const char *const marks[] = {"<image>", "<video>", "<audio>", NULL};

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct preference shown;
    struct json_writer w = {.out = out};
    (void)clean;
    if (!render_preference(pair, how, arena, &shown))
        return 0;
    json_open(&w, '{');
    json_member_text(&w, "instruction", shown.asked);
    json_member_text(&w, "input", TEXT(""));
    json_member_text(&w, "system", how->system);
    json_member_text(&w, "chosen", shown.chosen);
    json_member_text(&w, "rejected", shown.rejected);
    piece_end(&w);
    return 1;
}

static void write_beside(struct text rows, struct buffer *out)
{
    buffer_format(out,
                  "{\n"
                  "  \"misstep_dpo\": {\n"
                  "    \"file_name\": \"%.*s\",\n"
                  "    \"ranking\": true,\n"
                  "    \"columns\": {\"prompt\": \"instruction\", \"query\": \"input\", \"system\": \"system\", "
                  "\"chosen\": \"chosen\", \"rejected\": \"rejected\"}\n"
                  "  }\n"
                  "}\n",
                  (int)rows.size, rows.at);
}

static const struct column columns[] = {{"instruction", "string"}, {"input", "string"},    {"system", "string"},
                                        {"chosen", "string"},      {"rejected", "string"}, {NULL, NULL}};

const struct dataset dataset_llamafactory_alpaca = {
    .name = "llamafactory-alpaca",
    .says = "preference pairs for LLaMA-Factory, as Alpaca: instruction, input, system, chosen, rejected; with dataset_info.json",
    .write = write_row,
    .columns = columns,
    .marks = marks,
    .beside = "dataset_info.json",
    .write_beside = write_beside,
    .both_sides = true,
};
