/* llamafactory-sharegpt: {"conversations": [{"from": "human", "value"}], "system", "chosen": {"from": "gpt", "value"}, "rejected":
 * {…}}, and the entry for dataset_info.json beside it: dataset_dir: this folder, dataset: misstep_dpo. The turns before the
 * answers are odd in number: one. */
#include "dataset.h"
#include "pieces.h"

static void put_turn(struct json_writer *w, const char *from, struct text value)
{
    json_open(w, '{');
    json_member_text(w, "from", text_of(from));
    json_member_text(w, "value", value);
    json_close(w, '}');
}

static void put(struct json_writer *w, const struct sides *s)
{
    json_key(w, "conversations");
    json_open(w, '[');
    put_turn(w, "human", s->shown.asked);
    json_close(w, ']');
    json_member_text(w, "system", s->how->system);
    json_key(w, "chosen");
    put_turn(w, "gpt", s->shown.chosen);
    json_key(w, "rejected");
    put_turn(w, "gpt", s->shown.rejected);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_sides(pair, how, arena, out, put);
}

static void write_beside(struct text rows, struct buffer *out)
{
    piece_dataset_info(
        rows, TEXT("    \"formatting\": \"sharegpt\",\n"),
        TEXT("\"messages\": \"conversations\", \"system\": \"system\", \"chosen\": \"chosen\", \"rejected\": \"rejected\""), out);
}

static const struct column columns[] = {{"conversations", "[{from:string,value:string}]"},
                                        {"system", "string"},
                                        {"chosen", "{from:string,value:string}"},
                                        {"rejected", "{from:string,value:string}"},
                                        {NULL, NULL}};

const struct dataset dataset_llamafactory_sharegpt = {
    .name = "llamafactory-sharegpt",
    .says = "preference pairs for LLaMA-Factory, as ShareGPT: conversations, system, chosen, rejected; with dataset_info.json",
    .write = write_row,
    .columns = columns,
    .marks = piece_media_marks,
    .beside = "dataset_info.json",
    .write_beside = write_beside,
    .both_sides = true,
};
