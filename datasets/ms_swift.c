/* ms-swift: {"messages": [system?, user, assistant], "rejected_response", "margin"?}: the last message is what is preferred. */
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
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_MARGIN] = piece_margin_columns,
    .marks = marks,
    .both_sides = true,
};
