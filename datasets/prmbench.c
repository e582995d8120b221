/* prmbench: a right solution and what a model made of it: {"original_question", "modified_question", "original_process",
 * "modified_process", "modified_steps", "error_steps", "reason", "idx", "question", "classification"}.
 *
 * Steps are numbered from 1, in the lists and in the texts ("1. …"; the numbers go if all steps have theirs). Steps that
 * error_steps does not name are right, also behind an error. Where the question was changed too, the two solutions are of
 * different problems: two rows. Written: what was changed beside what is wrong, the injector as `classification`. */
#include "pieces.h"
#include "stepwise.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *process = json_find(object, "modified_process");
    return process && process->kind == JSON_ARRAY && json_find(object, "error_steps");
}

static bool read_process(const struct json_object *object, const char *key, struct arena *arena, struct row *row,
                         struct error *err)
{
    if (!stepwise_steps(object, key, arena, row, err))
        return false;
    struct text *bare = ARENA_ARRAY(arena, struct text, row->steps_count);
    for (size_t i = 0; i < row->steps_count; i++) {
        bare[i] = stepwise_bare(row->steps[i], TEXT(""), TEXT(". "), i + 1);
        if (text_equal(bare[i], text_trim(row->steps[i])))
            return true;
    }
    row->steps = bare;
    return true;
}

static bool read_labels(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    enum row_label *labels = ARENA_ARRAY(arena, enum row_label, row->steps_count);
    struct json_member *items;
    size_t count;
    if (!json_items(json_find(object, "error_steps")->raw, arena, &items, &count))
        return fail(err, EXIT_DATA, "\"error_steps\" is not a list");
    for (size_t i = 0; i < row->steps_count; i++)
        labels[i] = ROW_RIGHT;
    for (size_t i = 0; i < count; i++) {
        int64_t step;
        if (!json_int(items[i].raw, &step) || step < 1 || step > (int64_t)row->steps_count)
            return fail(err, EXIT_DATA, "\"error_steps\" names no step from 1 to %zu", row->steps_count);
        labels[step - 1] = ROW_WRONG;
    }
    row->labels = labels;
    return true;
}

static bool read_original(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    const char *key = json_find(object, "original_question") ? "original_question" : "question";
    return dataset_text(object, key, true, arena, &row->problem, err) &&
           read_process(object, "original_process", arena, row, err) && stepwise_first_error(row, -1, arena, err);
}

static bool read_modified(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    const char *key = json_find(object, "modified_question") ? "modified_question" : "question";
    if (!json_find(object, "error_steps"))
        return fail(err, EXIT_DATA, "the field \"error_steps\" is missing");
    return dataset_text(object, key, true, arena, &row->problem, err) &&
           read_process(object, "modified_process", arena, row, err) && read_labels(object, arena, row, err) &&
           dataset_text(object, "idx", false, arena, &row->id, err) &&
           dataset_text(object, "classification", false, arena, &row->kind, err) &&
           dataset_text(object, "ground_truth", false, arena, &row->answer, err);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 2);
    const struct json_member *original = json_find(object, "original_process");
    (void)map;
    *count = 1;
    if (!read_modified(object, arena, &row[0], err))
        return false;
    if (original && original->kind != JSON_NULL) {
        if (!read_original(object, arena, &row[1], err))
            return false;
        if (text_equal(row[0].problem, row[1].problem))
            row[0].original = &row[1];
        else
            *count = 2;
    }
    *rows = row;
    return true;
}

static void put_process(struct json_writer *w, const char *key, const struct text *steps, size_t count, const struct render *how,
                        struct arena *arena)
{
    json_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < count; i++)
        json_put_text(w, render_step(steps[i], i, how, arena));
    json_close(w, ']');
}

/* Is the faulty side's step another than the step that it comes from? */
static bool is_modified(const struct pair *pair, const int32_t *origin, size_t i)
{
    int64_t const from = origin ? origin[i] : i < pair->steps_count ? (int64_t)i : -1;
    return from < 0 || (int64_t)i == pair->first_error || !text_equal(pair->steps[from], pair->bad_steps[i]);
}

static void put_numbers(struct json_writer *w, const struct pair *pair, struct arena *arena)
{
    int32_t *origin = NULL;
    struct error err;
    if (pair->origin.size && !pair_origin(pair, arena, &origin, &err))
        origin = NULL;
    json_key(w, "modified_steps");
    json_open(w, '[');
    for (size_t i = 0; i < pair->bad_count; i++)
        if (is_modified(pair, origin, i))
            json_put_int(w, (int64_t)i + 1);
    json_close(w, ']');
    json_key(w, "error_steps");
    json_open(w, '[');
    for (size_t i = 0; i < pair->bad_count; i++)
        if (pair->labels[i] == PAIR_ERROR || pair->labels[i] == PAIR_INHERITED)
            json_put_int(w, (int64_t)i + 1);
    json_close(w, ']');
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *given, struct arena *arena, struct buffer *out)
{
    struct render how = *given;
    struct json_writer w = {.out = out};
    how.step_prefix = TEXT("{k}. ");
    (void)clean;
    if (pair->first_error == FIRST_NONE)
        return render_drop(given, DROP_CONTROL);
    if (!render_may_label(pair, false, given))
        return 0;
    json_open(&w, '{');
    json_member_text(&w, "original_question", pair->problem);
    json_member_text(&w, "modified_question", pair->problem);
    put_process(&w, "original_process", render_side(pair, SIDE_RIGHT, &how, arena), pair->steps_count, &how, arena);
    put_process(&w, "modified_process", render_side(pair, SIDE_FAULTY, &how, arena), pair->bad_count, &how, arena);
    put_numbers(&w, pair, arena);
    json_member_text(&w, "reason", pair->explanation);
    json_member_text(&w, "idx", pair->id);
    json_member_text(&w, "question", pair->problem);
    json_member_text(&w, "classification", pair->injector);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"original_question", "string"},
                                        {"modified_question", "string"},
                                        {"original_process", "[string]"},
                                        {"modified_process", "[string]"},
                                        {"modified_steps", "[int64]"},
                                        {"error_steps", "[int64]"},
                                        {"reason", "string"},
                                        {"idx", "string"},
                                        {"question", "string"},
                                        {"classification", "string"},
                                        {NULL, NULL}};

const struct dataset dataset_prmbench = {
    .name = "prmbench",
    .says = "PRMBench: a right process and a modified one, with the 1-based steps that are wrong",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .both_sides = true,
    .place = true,
};
