/* ms-swift: {"messages": [system?, user, assistant], "rejected_response", "margin"?}: the last message is what is preferred. */
#include "dataset.h"
#include "pieces.h"
#include "turns.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *messages = json_find(object, "messages");
    return messages && messages->kind == JSON_ARRAY && dataset_has_text(object, "rejected_response");
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row;
    if (!turns_row(object, mapping_key(map, "solution", "messages"), SKIP_NONE, arena, &row, count, err))
        return false;
    struct row *both = ARENA_ZEROS(arena, struct row, 2);
    both[0] = both[1] = *row;
    both[0].whole = ROW_RIGHT;
    both[1].whole = ROW_WRONG;
    both[0].rejected = &both[1];
    *rows = both;
    *count = 1;
    return dataset_text(object, "rejected_response", true, arena, &both[1].solution, err);
}

static void put(struct json_writer *w, const struct sides *s)
{
    piece_chat(w, "messages", s->how, s->shown.asked, s->shown.chosen);
    json_member_text(w, "rejected_response", s->shown.rejected);
    piece_margin(w, s);
    piece_principle(w, s);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_sides(pair, how, arena, out, put);
}

static const struct column columns[] = {{"messages", MESSAGE_COLUMN}, {"rejected_response", "string"}, {NULL, NULL}};

const struct dataset dataset_ms_swift = {
    .name = "ms-swift",
    .says = "preference pairs for ms-swift: messages, rejected_response",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_MARGIN] = piece_margin_columns,
    .extra[EXTRA_PRINCIPLE] = piece_principle_columns,
    .marks = piece_media_marks,
    .both_sides = true,
};
