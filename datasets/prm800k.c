/* prm800k: people's ratings of each step, and of its alternatives:
 * {"question": {"problem", "ground_truth_answer", …}, "label": {"steps": [{"completions": [{"text", "rating"}],
 *  "human_completion", "chosen_completion"}], "finish_reason"}, …}
 *
 * A line gives the solution that was followed, unless it breaks off at a step of which no alternative was (they hold it then),
 * and one solution for each completion that was not chosen, which ends with it. A wrong one has the followed solution for its
 * original, if that goes on and all of it is right; where it breaks off, the first right alternative. Wrong ones come behind
 * their original, then the rest in the order of the line. A step that a person wrote is right. The reference answer goes to
 * solutions that end in "# Answer", and to the followed one if it is said to be a solution: the others are unfinished. Written: one solution a line, each step its own only completion, which is chosen; nobody's time, date or score. */
#include "pieces.h"
#include "stepwise.h"

/* A completion, and how many steps stand before it. */
struct completion {
    struct text text;
    enum row_label label;
    size_t depth;
};

struct line_reading {
    struct row shared;
    struct completion *path; /* what was followed */
    size_t depth;
    struct completion *others;
    size_t others_count, room;
    bool broken; /* the path ends at a step that has others, none of which was followed */
    struct row *rows;
    size_t count;
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

static bool read_completion(struct line_reading *r, struct text raw, struct completion *out)
{
    struct json_object completion;
    int64_t number = 0;
    if (!json_read_object(raw, r->arena, &completion, r->err))
        return false;
    const struct json_member *text = json_find(&completion, "text");
    if (!text || !json_string(text->raw, r->arena, &out->text))
        return fail(r->err, EXIT_DATA, "a completion has no \"text\"");
    const struct json_member *rating = present(&completion, "rating");
    if (rating && (!json_int(rating->raw, &number) || number < -1 || number > 1))
        return fail(r->err, EXIT_DATA, "a \"rating\" is not -1, 0, 1 or null");
    out->label = !rating ? ROW_UNLABELLED : number > 0 ? ROW_RIGHT : number < 0 ? ROW_WRONG : ROW_NEUTRAL;
    out->depth = r->depth;
    return true;
}

static struct completion *next_other(struct line_reading *r)
{
    if (r->others_count == r->room) {
        r->room = r->room * 2 + 8;
        struct completion *more = ARENA_ARRAY(r->arena, struct completion, r->room);
        if (r->others_count)
            memcpy(more, r->others, r->others_count * sizeof *more);
        r->others = more;
    }
    return &r->others[r->others_count++];
}

/* *followed: the path goes on. */
static bool read_step(struct line_reading *r, struct text raw, bool *followed)
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
        if ((int64_t)i != chosen && !read_completion(r, items[i].raw, next_other(r)))
            return false;
    *followed = number || human;
    r->broken = !*followed && count;
    if (!*followed)
        return true;
    if (!read_completion(r, number ? items[chosen].raw : human->raw, &r->path[r->depth]))
        return false;
    if (!number)
        r->path[r->depth].label = ROW_RIGHT;
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
    r->path = ARENA_ARRAY(r->arena, struct completion, count);
    bool followed = true;
    for (size_t i = 0; i < count && followed; i++)
        if (!read_step(r, items[i].raw, &followed)) {
            struct error const why = *r->err;
            return fail(r->err, EXIT_DATA, "step %zu: %.500s", i + 1, why.says);
        }
    if (r->others_count >= ROWS_MAX)
        return fail(r->err, EXIT_DATA, "the line holds more than %d solutions", ROWS_MAX);
    return r->depth || r->others_count || fail(r->err, EXIT_DATA, "no step has a completion");
}

/* The path as far as `end` (NULL: all of it), and that behind it. */
static bool add_row(struct line_reading *r, const struct completion *end, const struct row *original, bool finished)
{
    size_t const count = end ? end->depth + 1 : r->depth;
    struct text *steps = ARENA_ARRAY(r->arena, struct text, count);
    enum row_label *labels = ARENA_ARRAY(r->arena, enum row_label, count);
    for (size_t i = 0; i < count; i++) {
        const struct completion *step = end && i == end->depth ? end : &r->path[i];
        steps[i] = step->text;
        labels[i] = step->label;
    }
    struct row *row = &r->rows[r->count++];
    *row = r->shared;
    row->steps = steps;
    row->labels = labels;
    row->steps_count = count;
    row->original = original;
    if (!finished && text_find(steps[count - 1], TEXT("# Answer"), 0) == steps[count - 1].size)
        row->answer = TEXT("");
    r->steps_made += count;
    return r->steps_made <= ROWS_STEPS_MAX ||
           fail(r->err, EXIT_DATA, "the solutions of the line have more than %d steps", ROWS_STEPS_MAX);
}

static bool all_right(const struct line_reading *r)
{
    for (size_t i = 0; i < r->depth; i++)
        if (r->path[i].label != ROW_RIGHT)
            return false;
    return true;
}

/* The first right one where the path breaks off. */
static const struct completion *best_other(const struct line_reading *r)
{
    for (size_t i = 0; i < r->others_count && r->broken; i++)
        if (r->others[i].depth == r->depth && r->others[i].label == ROW_RIGHT)
            return &r->others[i];
    return NULL;
}

/* `at_end`: of those where the path breaks off, or of those before. */
static bool add_wrong(struct line_reading *r, bool at_end, const struct row *original)
{
    for (size_t i = 0; i < r->others_count; i++)
        if (r->others[i].label == ROW_WRONG && (r->others[i].depth == r->depth) == at_end &&
            !add_row(r, &r->others[i], original, false))
            return false;
    return true;
}

static bool add_rows(struct line_reading *r, bool finished)
{
    const struct completion *best = best_other(r);
    const struct row *original = NULL;
    r->rows = ARENA_ARRAY(r->arena, struct row, r->others_count + 1);
    if (r->depth && !r->broken) {
        original = all_right(r) ? r->rows : NULL;
        if (!add_row(r, NULL, NULL, finished))
            return false;
    }
    if (!add_wrong(r, false, original))
        return false;
    original = best && all_right(r) ? &r->rows[r->count] : NULL;
    if ((best && !add_row(r, best, NULL, false)) || !add_wrong(r, true, original))
        return false;
    for (size_t i = 0; i < r->others_count; i++)
        if (&r->others[i] != best && r->others[i].label != ROW_WRONG && !add_row(r, &r->others[i], NULL, false))
            return false;
    return true;
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
        r.shared.skip = SKIP_INVALID;
    if (!add_rows(&r, text_equal(finish, TEXT("solution"))))
        return false;
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
