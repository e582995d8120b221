/* ultrafeedback: as ultrafeedback_binarized: {"prompt","prompt_id","chosen": [system?, user, assistant],"rejected": […],"messages",
 * "score_chosen","score_rejected"}. prompt_id is the SHA-256 of the prompt; messages is chosen once more; scores are 1.0 and 0.0.
 * TRL refuses a row with both `messages` and `chosen`: recipes for this layout drop one. */
#include "dataset.h"
#include "hash.h"
#include "pieces.h"

static void put_score(struct json_writer *w, const char *key, struct text score)
{
    json_key(w, key);
    json_put_raw(w, score);
}

static void put_id(struct json_writer *w, struct text prompt)
{
    char hex[HASH_HEX_SIZE];
    hash_text(prompt, hex);
    json_member_text(w, "prompt_id", text_of(hex));
}

static void put(struct json_writer *w, const struct sides *s)
{
    json_member_text(w, "prompt", s->shown.asked);
    put_id(w, s->shown.asked);
    piece_chat(w, "chosen", s->how, s->shown.asked, s->shown.chosen);
    piece_chat(w, "rejected", s->how, s->shown.asked, s->shown.rejected);
    piece_chat(w, "messages", s->how, s->shown.asked, s->shown.chosen);
    put_score(w, "score_chosen", TEXT("1.0"));
    put_score(w, "score_rejected", TEXT("0.0"));
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_sides(pair, how, arena, out, put);
}

static const struct column columns[] = {
    {"prompt", "string"},         {"prompt_id", "string"},     {"chosen", MESSAGE_COLUMN},    {"rejected", MESSAGE_COLUMN},
    {"messages", MESSAGE_COLUMN}, {"score_chosen", "float64"}, {"score_rejected", "float64"}, {NULL, NULL}};

const struct dataset dataset_ultrafeedback = {
    .name = "ultrafeedback",
    .says = "preference pairs as ultrafeedback_binarized: conversations with scores",
    .write = write_row,
    .columns = columns,
    .both_sides = true,
};
