/* rlhflow: as RLHFlow's PRM data: {"conversations": [{"role": "user", "content": "PROBLEM Step 1: …"}, {"role": "assistant", "content": "+"},
 * {"role": "user", "content": "Step 2: …"}, …]}: the verdict on each step is the answer to it. Read without the ки that
 * may end a step; where no "Step 1:" parts them, the problem stays with the first step. */
#include "dataset.h"
#include "pieces.h"
#include "stepwise.h"
#include "turns.h"

/* A chat whose second turn is + or -. */
static bool recognises(const struct json_object *object)
{
    const struct json_member *chat = json_find(object, "conversations");
    return chat && chat->kind == JSON_ARRAY &&
           (text_find(chat->raw, TEXT("\"+\""), 0) < chat->raw.size || text_find(chat->raw, TEXT("\"-\""), 0) < chat->raw.size);
}

static struct text without_mark(struct text step)
{
    struct text const mark = text_of(piece_shepherd_marks[0]);
    return text_ends(step, mark) ? text_trim(text_part(step, 0, step.size - mark.size)) : step;
}

static bool read_steps(const struct turn *turns, size_t count, struct arena *arena, struct row *row, struct error *err)
{
    struct text *steps = ARENA_ARRAY(arena, struct text, count / 2);
    enum row_label *labels = ARENA_ARRAY(arena, enum row_label, count / 2);
    for (size_t i = 0; i < count / 2; i++) {
        struct text const verdict = text_trim(turns[2 * i + 1].text);
        bool const right = text_equal(verdict, TEXT("+"));
        if (turns[2 * i].role != TURN_USER || !(right || text_equal(verdict, TEXT("-"))))
            return fail(err, EXIT_DATA, "turn %zu is not the verdict + or - on a step", 2 * i + 2);
        steps[i] = without_mark(text_trim(turns[2 * i].text));
        if (!steps[i].size)
            return fail(err, EXIT_DATA, "turn %zu is empty", 2 * i + 1);
        labels[i] = right ? ROW_RIGHT : ROW_WRONG;
    }
    row->steps = steps;
    row->labels = labels;
    row->steps_count = count / 2;
    size_t const begin = stepwise_begin(steps[0]), first = begin < steps[0].size ? begin : 0; /* nothing may part them */
    row->problem = text_trim(text_part(steps[0], 0, first));
    steps[0] = text_part(steps[0], first, steps[0].size);
    for (size_t i = 0; i < row->steps_count; i++)
        steps[i] = stepwise_bare(steps[i], TEXT("Step "), TEXT(":"), i + 1);
    return true;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    const struct json_member *chat = json_find(object, mapping_key(map, "solution", "conversations"));
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    struct turn *turns;
    size_t turns_count;
    if (!chat)
        return fail(err, EXIT_DATA, "the field \"conversations\" is missing");
    if (!turns_read(chat->raw, arena, &turns, &turns_count, err))
        return false;
    if (!turns_count || turns_count % 2 || turns_count / 2 > DATASET_STEPS_MAX)
        return fail(err, EXIT_DATA, "%zu turns are not a verdict for each of at most %d steps", turns_count, DATASET_STEPS_MAX);
    *rows = row;
    *count = 1;
    return read_steps(turns, turns_count, arena, row, err);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    struct json_writer w = {.out = out};
    if (!piece_numbered(pair, clean, how, arena, &shown))
        return 0;
    struct text const question = render_question(pair, how, arena);
    struct text const first[] = {question, question.size ? TEXT(" ") : question, shown.steps[0]};
    json_open(&w, '{');
    json_key(&w, "conversations");
    json_open(&w, '[');
    for (size_t i = 0; i < shown.count; i++) {
        message_put(&w, "user", i ? shown.steps[i] : render_concat(first, COUNT(first), arena));
        message_put(&w, "assistant", shown.right[i] ? TEXT("+") : TEXT("-"));
    }
    json_close(&w, ']');
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"conversations", MESSAGE_COLUMN}, {NULL, NULL}};

const struct dataset dataset_rlhflow = {
    .name = "rlhflow",
    .says = "RLHFlow's PRM data: a chat in which each step is answered by + or -",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .place = true,
};
