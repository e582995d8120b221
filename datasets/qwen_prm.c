/* qwen-prm: the chat that Qwen's PRMs judge, and a label for each mark: {"messages": [system, user, assistant], "labels": [1,1,0]}.
 * Behind each step, the last one too, stands <extra_0>, where the score is read. */
#include "dataset.h"
#include "pieces.h"

static const char *const marks[] = {"<extra_0>", "<|im_start|>", "<|im_end|>", NULL};

static struct text marked(const struct labelled *shown, struct arena *arena)
{
    struct text *pieces = ARENA_ARRAY(arena, struct text, 2 * shown->count);
    for (size_t i = 0; i < shown->count; i++) {
        pieces[2 * i] = shown->steps[i];
        pieces[2 * i + 1] = text_of(marks[0]);
    }
    return render_concat(pieces, 2 * shown->count, arena);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *given, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    struct json_writer w = {.out = out};
    struct render how = *given;
    if (!render_labelled(pair, clean, given, arena, &shown))
        return 0;
    if (!how.system.size)
        how.system = TEXT("Please reason step by step, and put your final answer within \\boxed{}.");
    json_open(&w, '{');
    piece_chat(&w, "messages", &how, render_asked(pair, given, arena), marked(&shown, arena));
    piece_ones(&w, "labels", &shown);
    piece_weights(&w, &shown, given);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"messages", MESSAGE_COLUMN}, {"labels", "[int64]"}, {NULL, NULL}};

const struct dataset dataset_qwen_prm = {
    .name = "qwen-prm",
    .says = "Qwen PRM: a chat with <extra_0> behind each step, and a label for each",
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_WEIGHTS] = piece_weights_columns,
    .marks = marks,
    .place = true,
};
