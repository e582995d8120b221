/* nemo-rl: NeMo-RL's PreferenceDataset: {"context": [system?, user], "completions": [{"rank": 0, "completion": [assistant]}, {"rank":
 * 1, …}], "task_name"}. Rank 0 is preferred. */
#include "dataset.h"
#include "pieces.h"
#include "turns.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *context = json_find(object, "context"), *completions = json_find(object, "completions");
    return context && completions && context->kind == JSON_ARRAY && completions->kind == JSON_ARRAY;
}

/* The answer of a completion, and its rank. */
static bool read_ranked(struct text raw, struct arena *arena, int64_t *rank, struct text *answer, struct error *err)
{
    struct json_object object;
    if (!json_read_object(raw, arena, &object, err))
        return false;
    const struct json_member *number = json_find(&object, "rank"), *completion = json_find(&object, "completion");
    struct text asked = {NULL, 0};
    struct turn *turns, said = {0};
    size_t count;
    if (!number || !json_int(number->raw, rank) || !completion)
        return fail(err, EXIT_DATA, "a completion without \"rank\" or \"completion\"");
    if (!turns_read(completion->raw, arena, &turns, &count, err))
        return false;
    if (!turns_single(turns, count, &asked, &said) || asked.size || !said.text.size)
        return fail(err, EXIT_DATA, "a completion is not one answer");
    *answer = said.text;
    return true;
}

static bool read_sides(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    const struct json_member *completions = json_find(object, "completions");
    struct json_member *items;
    size_t count;
    int64_t rank, other;
    if (!completions || !json_items(completions->raw, arena, &items, &count) || count != 2)
        return fail(err, EXIT_DATA, "\"completions\" is not a list of two");
    if (!read_ranked(items[0].raw, arena, &rank, &row[0].solution, err) ||
        !read_ranked(items[1].raw, arena, &other, &row[1].solution, err))
        return false;
    if (rank == other)
        return fail(err, EXIT_DATA, "both completions have rank %jd", (intmax_t)rank);
    struct text const worse = rank < other ? row[1].solution : row[0].solution;
    row[0].solution = rank < other ? row[0].solution : row[1].solution;
    row[1].solution = worse;
    return true;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    const struct json_member *context = json_find(object, mapping_key(map, "problem", "context"));
    struct row *row = ARENA_ZEROS(arena, struct row, 2);
    struct turn *turns, answer = {0};
    size_t turns_count;
    if (!context)
        return fail(err, EXIT_DATA, "the field \"context\" is missing");
    if (!turns_read(context->raw, arena, &turns, &turns_count, err))
        return false;
    if (!turns_single(turns, turns_count, &row->problem, &answer) || answer.text.size)
        row->skip = SKIP_TURNS;
    row[1] = *row;
    row[0].whole = ROW_RIGHT;
    row[1].whole = ROW_WRONG;
    row[0].rejected = &row[1];
    *rows = row;
    *count = 1;
    return read_sides(object, arena, row, err);
}

static void put_ranked(struct json_writer *w, int64_t rank, struct text answer)
{
    json_open(w, '{');
    json_member_int(w, "rank", rank);
    message_member(w, "completion", "assistant", answer);
    json_close(w, '}');
}

static void put(struct json_writer *w, const struct sides *s)
{
    piece_asked(w, "context", s->how, s->shown.asked);
    json_key(w, "completions");
    json_open(w, '[');
    put_ranked(w, 0, s->shown.chosen);
    put_ranked(w, 1, s->shown.rejected);
    json_close(w, ']');
    json_member_text(w, "task_name", TEXT("math"));
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_sides(pair, how, arena, out, put);
}

static const struct column columns[] = {{"context", MESSAGE_COLUMN},
                                        {"completions", "[{rank:int64,completion:" MESSAGE_COLUMN "}]"},
                                        {"task_name", "string"},
                                        {NULL, NULL}};

const struct dataset dataset_nemo_rl = {
    .name = "nemo-rl",
    .says = "preference pairs for NeMo-RL: context, ranked completions, task_name",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .both_sides = true,
};
