/* axolotl-dpo: {"messages": [system?, user], "chosen": {"role","content"}, "rejected": {…}} for chat_template.default, and the part
 * of a config that reads it beside it. */
#include "dataset.h"
#include "pieces.h"

static void put(struct json_writer *w, const struct sides *s)
{
    piece_asked(w, "messages", s->how, s->shown.asked);
    json_key(w, "chosen");
    message_put(w, "assistant", s->shown.chosen);
    json_key(w, "rejected");
    message_put(w, "assistant", s->shown.rejected);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_sides(pair, how, arena, out, put);
}

static void write_beside(struct text rows, struct buffer *out)
{
    buffer_format(out,
                  "rl: dpo\n"
                  "datasets:\n"
                  "  - path: %.*s\n"
                  "    ds_type: json\n"
                  "    split: train\n"
                  "    type: chat_template.default\n"
                  "    field_messages: messages\n"
                  "    field_chosen: chosen\n"
                  "    field_rejected: rejected\n",
                  (int)rows.size, rows.at);
}

static const struct column columns[] = {
    {"messages", MESSAGE_COLUMN}, {"chosen", MESSAGE_TYPE}, {"rejected", MESSAGE_TYPE}, {NULL, NULL}};

const struct dataset dataset_axolotl_dpo = {
    .name = "axolotl-dpo",
    .says = "preference pairs for axolotl (chat_template.default): messages, chosen, rejected; with axolotl.yaml",
    .write = write_row,
    .columns = columns,
    .beside = "axolotl.yaml",
    .write_beside = write_beside,
    .both_sides = true,
};
