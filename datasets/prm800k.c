/* prm800k: people's ratings of each step, and of its alternatives:
 * {"question": {"problem", "ground_truth_answer", …}, "label": {"steps": [{"completions": [{"text", "rating"}],
 *  "human_completion", "chosen_completion"}], "finish_reason"}, …}
 *
 * A line gives one solution for each completion that was not chosen, which ends with it, in the order of the line; then the
 * solution that was followed, unless it breaks off at a step whose alternatives were all turned down (they hold it then). A
 * step that a person wrote is right. The reference answer goes to solutions that end in "# Answer" alone: the others are
 * unfinished. */
#include "stepwise.h"

struct reading {
    struct row shared;
    struct text *steps; /* the path that was followed */
    enum row_label *labels;
    size_t depth;
    struct row *rows;
    size_t count, room;
    size_t steps_made; /* in all rows */
    struct arena *arena;
    struct error *err;
};

static bool recognises(const struct json_object *object)
{
    const struct json_member *question = json_find(object, "question"), *label = json_find(object, "label");
    return question && label && question->kind == JSON_OBJECT && label->kind == JSON_OBJECT;
}

static const struct json_member *present(const struct json_object *object, const char *key)
{
    const struct json_member *member = json_find(object, key);
    return member && member->kind != JSON_NULL ? member : NULL;
}

static bool inner(struct reading *r, const struct json_object *object, const char *key, struct json_object *out)
{
    const struct json_member *member = present(object, key);
    if (!member || member->kind != JSON_OBJECT)
        return fail(r->err, EXIT_DATA, "the field \"%s\" is not an object", key);
    return json_read_object(member->raw, r->arena, out, r->err);
}

static bool read_rating(struct reading *r, const struct json_object *completion)
{
    const struct json_member *rating = present(completion, "rating");
    int64_t number = 0;
    if (rating && (!json_int(rating->raw, &number) || number < -1 || number > 1))
        return fail(r->err, EXIT_DATA, "a \"rating\" is not -1, 0, 1 or null");
    r->labels[r->depth] = !rating ? ROW_UNLABELLED : number > 0 ? ROW_RIGHT : number < 0 ? ROW_WRONG : ROW_NEUTRAL;
    return true;
}

/* Puts a completion behind the path, without following it. */
static bool read_completion(struct reading *r, struct text raw)
{
    struct json_object completion;
    return json_read_object(raw, r->arena, &completion, r->err) &&
           dataset_text(&completion, "text", true, r->arena, &r->steps[r->depth], r->err) && read_rating(r, &completion);
}

static bool add_row(struct reading *r, size_t steps)
{
    r->steps_made += steps;
    if (r->count == ROWS_MAX || r->steps_made > ROWS_STEPS_MAX)
        return fail(r->err, EXIT_DATA, "the line holds more than %d solutions or %d steps", ROWS_MAX, ROWS_STEPS_MAX);
    if (r->count == r->room) {
        struct row *more = ARENA_ARRAY(r->arena, struct row, r->room * 2 + 8);
        if (r->count)
            memcpy(more, r->rows, r->count * sizeof *more);
        r->rows = more;
        r->room = r->room * 2 + 8;
    }
    struct text *copy = ARENA_ARRAY(r->arena, struct text, steps);
    enum row_label *labels = ARENA_ARRAY(r->arena, enum row_label, steps);
    memcpy(copy, r->steps, steps * sizeof *copy);
    memcpy(labels, r->labels, steps * sizeof *labels);
    struct row *row = &r->rows[r->count++];
    *row = r->shared;
    row->steps = copy;
    row->labels = labels;
    row->steps_count = steps;
    if (text_find(copy[steps - 1], TEXT("# Answer"), 0) == copy[steps - 1].size)
        row->answer = TEXT("");
    return true;
}

/* The alternatives of a step as rows, and the one that was followed onto the path; *followed says whether there is one. */
static bool read_step(struct reading *r, struct text raw, bool *followed, bool *alternatives)
{
    struct json_object step;
    struct json_member *items = NULL;
    size_t count = 0;
    int64_t chosen = -1;
    if (!json_read_object(raw, r->arena, &step, r->err))
        return false;
    const struct json_member *completions = present(&step, "completions"), *number = present(&step, "chosen_completion");
    const struct json_member *human = present(&step, "human_completion");
    if (completions && !json_items(completions->raw, r->arena, &items, &count))
        return fail(r->err, EXIT_DATA, "\"completions\" is neither a list nor null");
    if (number && (!json_int(number->raw, &chosen) || chosen < 0 || (uint64_t)chosen >= count))
        return fail(r->err, EXIT_DATA, "\"chosen_completion\" names none of %zu completions", count);
    for (size_t i = 0; i < count; i++)
        if ((int64_t)i != chosen && !(read_completion(r, items[i].raw) && add_row(r, r->depth + 1)))
            return false;
    *followed = number || human;
    *alternatives = count > 0;
    if (!*followed)
        return true;
    if (!read_completion(r, number ? items[chosen].raw : human->raw))
        return false;
    if (!number)
        r->labels[r->depth] = ROW_RIGHT;
    r->depth++;
    return true;
}

static bool read_path(struct reading *r, const struct json_object *label)
{
    const struct json_member *steps = present(label, "steps");
    struct json_member *items;
    size_t count;
    if (!steps || !json_items(steps->raw, r->arena, &items, &count) || count == 0)
        return fail(r->err, EXIT_DATA, "\"steps\" is not a list of at least one step");
    if (count > DATASET_STEPS_MAX)
        return fail(r->err, EXIT_DATA, "\"steps\" holds %zu steps, more than %d", count, DATASET_STEPS_MAX);
    r->steps = ARENA_ARRAY(r->arena, struct text, count);
    r->labels = ARENA_ARRAY(r->arena, enum row_label, count);
    bool followed = true, alternatives = false;
    for (size_t i = 0; i < count && followed; i++)
        if (!read_step(r, items[i].raw, &followed, &alternatives)) {
            struct error const why = *r->err;
            return fail(r->err, EXIT_DATA, "step %zu: %.500s", i + 1, why.says);
        }
    if (r->depth && (followed || !alternatives))
        return add_row(r, r->depth);
    return r->count > 0 || fail(r->err, EXIT_DATA, "no step has a completion");
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct reading r = {.arena = arena, .err = err};
    struct json_object question, label;
    struct text finish;
    (void)map;
    if (!inner(&r, object, "question", &question) || !inner(&r, object, "label", &label) ||
        !dataset_text(&question, "problem", true, arena, &r.shared.problem, err) ||
        !dataset_text(&question, "ground_truth_answer", false, arena, &r.shared.answer, err) ||
        !dataset_text(&label, "finish_reason", false, arena, &finish, err) || !read_path(&r, &label))
        return false;
    if (text_equal(finish, TEXT("bad_problem")))
        for (size_t i = 0; i < r.count; i++)
            r.rows[i].skip = SKIP_INVALID;
    *rows = r.rows;
    *count = r.count;
    return true;
}

const struct dataset dataset_prm800k = {
    .name = "prm800k",
    .says = "PRM800K: each step and its alternatives, rated -1, 0 or 1",
    .recognises = recognises,
    .read = read,
};
