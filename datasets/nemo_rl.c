/* nemo-rl: NeMo-RL's PreferenceDataset: {"context": [system?, user], "completions": [{"rank": 0, "completion": [assistant]}, {"rank":
 * 1, …}], "task_name"}. Rank 0 is preferred. */
#include "dataset.h"
#include "pieces.h"

static void put_ranked(struct json_writer *w, int64_t rank, struct text answer)
{
    json_open(w, '{');
    json_member_int(w, "rank", rank);
    message_member(w, "completion", "assistant", answer);
    json_close(w, '}');
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct preference shown;
    struct json_writer w = {.out = out};
    (void)clean;
    if (!render_preference(pair, how, arena, &shown))
        return 0;
    json_open(&w, '{');
    piece_asked(&w, "context", how, shown.asked);
    json_key(&w, "completions");
    json_open(&w, '[');
    put_ranked(&w, 0, shown.chosen);
    put_ranked(&w, 1, shown.rejected);
    json_close(&w, ']');
    json_member_text(&w, "task_name", TEXT("math"));
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"context", MESSAGE_COLUMN},
                                        {"completions", "[{rank:int64,completion:" MESSAGE_COLUMN "}]"},
                                        {"task_name", "string"},
                                        {NULL, NULL}};

const struct dataset dataset_nemo_rl = {
    .name = "nemo-rl",
    .says = "preference pairs for NeMo-RL: context, ranked completions, task_name",
    .write = write_row,
    .columns = columns,
    .both_sides = true,
};
