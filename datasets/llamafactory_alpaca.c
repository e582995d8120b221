/* llamafactory-alpaca: {"instruction","input","system","chosen","rejected"}, and the entry for dataset_info.json beside it:
 * dataset_dir: this folder, dataset: misstep_dpo. */
#include "dataset.h"
#include "pieces.h"

static void put(struct json_writer *w, const struct sides *s)
{
    json_member_text(w, "instruction", s->shown.asked);
    json_member_text(w, "input", TEXT(""));
    json_member_text(w, "system", s->how->system);
    json_member_text(w, "chosen", s->shown.chosen);
    json_member_text(w, "rejected", s->shown.rejected);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_sides(pair, how, arena, out, put);
}

static void write_beside(struct text rows, struct buffer *out)
{
    piece_dataset_info(rows, TEXT(""),
                       TEXT("\"prompt\": \"instruction\", \"query\": \"input\", \"system\": \"system\", \"chosen\": \"chosen\", "
                            "\"rejected\": \"rejected\""),
                       out);
}

static const struct column columns[] = {{"instruction", "string"}, {"input", "string"},    {"system", "string"},
                                        {"chosen", "string"},      {"rejected", "string"}, {NULL, NULL}};

const struct dataset dataset_llamafactory_alpaca = {
    .name = "llamafactory-alpaca",
    .says = "preference pairs for LLaMA-Factory, as Alpaca: instruction, input, system, chosen, rejected; with dataset_info.json",
    .write = write_row,
    .columns = columns,
    .marks = piece_media_marks,
    .beside = "dataset_info.json",
    .write_beside = write_beside,
    .both_sides = true,
};
