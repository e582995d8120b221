/* ms-swift: {"messages": [system?, user, assistant], "rejected_response", "margin"?}: the last message is what is preferred. */
#include "dataset.h"
#include "pieces.h"
#include "turns.h"

static const char *const marks[] = {"<image>", "<video>", "<audio>", NULL};

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

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct preference shown;
    struct json_writer w = {.out = out};
    (void)clean;
    if (!render_preference(pair, how, arena, &shown))
        return 0;
    json_open(&w, '{');
    piece_chat(&w, "messages", how, shown.asked, shown.chosen);
    json_member_text(&w, "rejected_response", shown.rejected);
    piece_margin(&w, pair, how);
    piece_end(&w);
    return 1;
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
    .marks = marks,
    .both_sides = true,
};
