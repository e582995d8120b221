/* versaprm: {"question","chain_of_thoughts": [{"steps","labels","augs": [{"aug_idx","aug_step","aug_type"}]}]}: the right solution, all
 * 1, and the faulty step that takes the place of its 0-based step aug_idx; aug_type -1: it is wrong. */
#include "dataset.h"
#include "pieces.h"
#include "stepwise.h"

struct line_reading {
    struct row *rows;
    size_t count, steps_made;
    struct text question;
    struct arena *arena;
    struct error *err;
};

static bool recognises(const struct json_object *object)
{
    const struct json_member *chains = json_find(object, "chain_of_thoughts");
    return chains && chains->kind == JSON_ARRAY && dataset_has_text(object, "question");
}

static bool add(struct line_reading *r, struct row row)
{
    r->steps_made += row.steps_count;
    if (r->count == ROWS_MAX || r->steps_made > ROWS_STEPS_MAX)
        return fail(r->err, EXIT_DATA, "the line holds more than %d solutions or %d steps", ROWS_MAX, ROWS_STEPS_MAX);
    r->rows[r->count++] = row;
    return true;
}

/* The steps before the one that is replaced, and what takes its place. */
static bool read_aug(struct line_reading *r, const struct row *chain, bool right, struct text raw)
{
    struct json_object aug;
    if (!json_read_object(raw, r->arena, &aug, r->err))
        return false;
    const struct json_member *index = json_find(&aug, "aug_idx"), *type = json_find(&aug, "aug_type");
    int64_t at, kind;
    if (!index || !json_int(index->raw, &at) || at < 0 || at >= (int64_t)chain->steps_count || !type ||
        !json_int(type->raw, &kind))
        return fail(r->err, EXIT_DATA, "an \"aug\" without an \"aug_idx\" of the steps or without \"aug_type\"");
    size_t const count = (size_t)at + 1;
    struct text *steps = ARENA_ARRAY(r->arena, struct text, count);
    enum row_label *labels = ARENA_ARRAY(r->arena, enum row_label, count);
    memcpy(steps, chain->steps, count * sizeof *steps);
    memcpy(labels, chain->labels, count * sizeof *labels);
    labels[at] = kind < 0 ? ROW_WRONG : ROW_RIGHT;
    struct row row = {.problem = r->question, .steps = steps, .steps_count = count, .labels = labels};
    row.original = right && kind < 0 ? chain : NULL;
    return dataset_text(&aug, "aug_step", true, r->arena, &steps[at], r->err) && add(r, row);
}

static bool all_right(const struct row *row)
{
    for (size_t i = 0; i < row->steps_count; i++)
        if (row->labels[i] != ROW_RIGHT)
            return false;
    return true;
}

/* What was made of a right chain brings it along. */
static bool read_chain(struct line_reading *r, struct text raw)
{
    struct json_object object;
    struct json_member *augs = NULL;
    size_t count = 0;
    struct row *chain = ARENA_ZEROS(r->arena, struct row, 1);
    chain->problem = r->question;
    if (!json_read_object(raw, r->arena, &object, r->err) || !stepwise_steps(&object, "steps", r->arena, chain, r->err) ||
        !stepwise_labels(&object, "labels", r->arena, chain, r->err))
        return false;
    const struct json_member *list = json_find(&object, "augs");
    if (list && list->kind != JSON_NULL && !json_items(list->raw, r->arena, &augs, &count))
        return fail(r->err, EXIT_DATA, "\"augs\" is not a list");
    bool const right = all_right(chain);
    if ((!count || !right) && !add(r, *chain))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!read_aug(r, chain, right, augs[i].raw))
            return false;
    return true;
}

/* No fewer than there are. */
static size_t augs_in(struct text raw)
{
    struct text const key = TEXT("aug_idx");
    size_t count = 0;
    for (size_t at = 0; (at = text_find(raw, key, at)) < raw.size; at += key.size)
        count++;
    return count;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct line_reading r = {.arena = arena, .err = err};
    const struct json_member *chains = json_find(object, "chain_of_thoughts");
    struct json_member *items;
    size_t chains_count;
    if (!dataset_text(object, mapping_key(map, "problem", "question"), true, arena, &r.question, err))
        return false;
    if (!chains || !json_items(chains->raw, arena, &items, &chains_count))
        return fail(err, EXIT_DATA, "\"chain_of_thoughts\" is not a list");
    r.rows = ARENA_ARRAY(arena, struct row, MIN((size_t)ROWS_MAX, chains_count + augs_in(chains->raw)));
    for (size_t i = 0; i < chains_count; i++)
        if (!read_chain(&r, items[i].raw))
            return false;
    *rows = r.rows;
    *count = r.count;
    return true;
}

static void put_aug(struct json_writer *w, size_t first, struct text step)
{
    json_key(w, "augs");
    json_open(w, '[');
    json_open(w, '{');
    json_member_int(w, "aug_idx", (int64_t)first);
    json_member_text(w, "aug_step", step);
    json_member_int(w, "aug_type", -1);
    json_close(w, '}');
    json_close(w, ']');
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    size_t first;
    struct labelled right;
    struct json_writer w = {.out = out};
    (void)clean;
    if (!render_place(pair, how, &first) || !render_labelled(pair, true, how, arena, &right))
        return 0;
    struct text const faulty = render_step(render_side(pair, SIDE_FAULTY, how, arena)[first], first, how, arena);
    if (text_equal(faulty, right.steps[first]))
        return render_drop(how, DROP_SAME);
    json_open(&w, '{');
    json_member_text(&w, "question", render_question(pair, how, arena));
    json_key(&w, "chain_of_thoughts");
    json_open(&w, '[');
    json_open(&w, '{');
    json_key(&w, "steps");
    json_put_texts(&w, right.steps, right.count);
    piece_ones(&w, "labels", &right);
    put_aug(&w, first, faulty);
    json_close(&w, '}');
    json_close(&w, ']');
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {
    {"question", "string"},
    {"chain_of_thoughts", "[{steps:[string],labels:[int64],augs:[{aug_idx:int64,aug_step:string,aug_type:int64}]}]"},
    {NULL, NULL}};

const struct dataset dataset_versaprm = {
    .name = "versaprm",
    .says = "VersaPRM: a right solution and the faulty step that replaces one of its steps",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .both_sides = true,
    .place = true,
};
