/* prm800k: people's ratings of each step, and of its alternatives:
 * {"question": {"problem", "ground_truth_answer", …}, "label": {"steps": [{"completions": [{"text", "rating"}],
 *  "human_completion", "chosen_completion"}], "finish_reason"}, …}
 *
 * A line gives one solution for each completion that was not chosen, which ends with it, in the order of the line; then the
 * solution that was followed, unless it breaks off at a step whose alternatives were all turned down (they hold it then). A
 * step that a person wrote is right. The reference answer goes to solutions that end in "# Answer" alone: the others are
 * unfinished. Written: one solution a line, each step its own only completion, which is chosen; nobody's time, date or score. */
#include "pieces.h"
#include "stepwise.h"

struct line_reading {
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

static bool inner(struct line_reading *r, const struct json_object *object, const char *key, struct json_object *out)
{
    const struct json_member *member = present(object, key);
    if (!member || member->kind != JSON_OBJECT)
        return fail(r->err, EXIT_DATA, "the field \"%s\" is not an object", key);
    return json_read_object(member->raw, r->arena, out, r->err);
}

static bool read_rating(struct line_reading *r, const struct json_object *completion)
{
    const struct json_member *rating = present(completion, "rating");
    int64_t number = 0;
    if (rating && (!json_int(rating->raw, &number) || number < -1 || number > 1))
        return fail(r->err, EXIT_DATA, "a \"rating\" is not -1, 0, 1 or null");
    r->labels[r->depth] = !rating ? ROW_UNLABELLED : number > 0 ? ROW_RIGHT : number < 0 ? ROW_WRONG : ROW_NEUTRAL;
    return true;
}

/* Puts a completion behind the path, without following it. */
static bool read_completion(struct line_reading *r, struct text raw)
{
    struct json_object completion;
    return json_read_object(raw, r->arena, &completion, r->err) &&
           dataset_text(&completion, "text", true, r->arena, &r->steps[r->depth], r->err) && read_rating(r, &completion);
}

static bool add_row(struct line_reading *r, size_t steps)
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
static bool read_step(struct line_reading *r, struct text raw, bool *followed, bool *alternatives)
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

static bool read_path(struct line_reading *r, const struct json_object *label)
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
    struct line_reading r = {.arena = arena, .err = err};
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

/* One completion, which was chosen. */
static void put_step(struct json_writer *w, struct text step, bool right)
{
    json_open(w, '{');
    json_key(w, "completions");
    json_open(w, '[');
    json_open(w, '{');
    json_member_text(w, "text", step);
    json_member_int(w, "rating", right ? 1 : -1);
    json_key(w, "flagged");
    json_put_bool(w, false);
    json_close(w, '}');
    json_close(w, ']');
    json_key(w, "human_completion");
    json_put_raw(w, TEXT("null"));
    json_member_int(w, "chosen_completion", 0);
    json_close(w, '}');
}

static void put_label(struct json_writer *w, const struct labelled *shown)
{
    bool all = true;
    json_key(w, "label");
    json_open(w, '{');
    json_key(w, "steps");
    json_open(w, '[');
    for (size_t i = 0; i < shown->count; i++) {
        put_step(w, shown->steps[i], shown->right[i]);
        all = all && shown->right[i];
    }
    json_close(w, ']');
    json_member_int(w, "total_time", 0);
    json_member_text(w, "finish_reason", all ? TEXT("solution") : TEXT("found_error"));
    json_close(w, '}');
}

static void put_question(struct json_writer *w, const struct pair *pair, bool clean, const struct render *how,
                         struct arena *arena)
{
    const struct text *right = render_side(pair, SIDE_RIGHT, how, arena);
    json_key(w, "question");
    json_open(w, '{');
    json_member_text(w, "problem", pair->problem);
    json_member_text(w, "ground_truth_solution", render_joined(right, 0, pair->steps_count, how, arena));
    json_member_text(w, "ground_truth_answer", pair->answer);
    json_key(w, "pre_generated_steps");
    json_put_texts(w, clean ? right : render_side(pair, SIDE_FAULTY, how, arena), clean ? pair->steps_count : pair->bad_count);
    json_member_text(w, "pre_generated_answer", clean ? pair->answer : pair->bad_answer);
    json_key(w, "pre_generated_verifier_score");
    json_put_raw(w, TEXT("0.0"));
    json_close(w, '}');
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct labelled shown;
    struct json_writer w = {.out = out};
    if (!render_labelled(pair, clean, how, arena, &shown))
        return 0;
    json_open(&w, '{');
    json_member_text(&w, "labeler", how->generator);
    json_member_text(&w, "timestamp", TEXT(""));
    json_member_int(&w, "generation", 0);
    json_key(&w, "is_quality_control_question");
    json_put_bool(&w, false);
    json_key(&w, "is_initial_screening_question");
    json_put_bool(&w, false);
    put_question(&w, pair, clean, how, arena);
    put_label(&w, &shown);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {
    {"labeler", "string"},
    {"timestamp", "string"},
    {"generation", "int64"},
    {"is_quality_control_question", "bool"},
    {"is_initial_screening_question", "bool"},
    {"question", "{problem:string,ground_truth_solution:string,ground_truth_answer:string,pre_generated_steps:[string],"
                 "pre_generated_answer:string,pre_generated_verifier_score:float64}"},
    {"label", "{steps:[{completions:[{text:string,rating:int64,flagged:bool}],human_completion:null,chosen_completion:int64}],"
              "total_time:int64,finish_reason:string}"},
    {NULL, NULL}};

const struct dataset dataset_prm800k = {
    .name = "prm800k",
    .says = "PRM800K: each step and its alternatives, rated -1, 0 or 1",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .place = true,
};
