#include "labelled.h"

#include "answer.h"

static bool is_right(enum row_label label, enum neutral neutral)
{
    return label == ROW_RIGHT || (label == ROW_NEUTRAL && neutral == NEUTRAL_RIGHT);
}

/* The first step that is wrong; FIRST_NONE, FIRST_UNKNOWN or FIRST_UNSAID. */
static int32_t first_error(const struct row *row, enum neutral neutral)
{
    bool all_known = true;
    if (!row->labels)
        return row->whole == ROW_UNLABELLED ? FIRST_UNSAID : FIRST_UNKNOWN;
    for (size_t i = 0; i < row->steps_count; i++)
        if (row->labels[i] == ROW_UNLABELLED)
            all_known = false;
        else if (!is_right(row->labels[i], neutral))
            return all_known ? (int32_t)i : FIRST_UNKNOWN;
    return all_known ? FIRST_NONE : FIRST_UNSAID;
}

static void put_labels(const struct row *row, size_t steps, int32_t first, enum neutral neutral, struct arena *arena,
                       struct pair *out)
{
    enum pair_label *labels = ARENA_ARRAY(arena, enum pair_label, steps);
    enum verdict *local = ARENA_ARRAY(arena, enum verdict, steps);
    for (size_t i = 0; i < steps; i++) {
        bool const known = row->labels && row->labels[i] != ROW_UNLABELLED;
        bool const right = known && is_right(row->labels[i], neutral);
        bool const before = first == FIRST_NONE || (int32_t)i < first, here = (int32_t)i == first;
        labels[i] = before ? PAIR_OK : here ? PAIR_ERROR : right ? PAIR_INDEPENDENT : known ? PAIR_INHERITED : PAIR_UNCHECKED;
        local[i] = !known ? VERDICT_UNKNOWN : right ? VERDICT_PROVED : VERDICT_REFUTED;
    }
    out->labels = labels;
    out->local = local;
}

static void put_right(const struct row *row, const struct solution *solution, struct pair *out)
{
    out->steps = solution->steps;
    out->steps_count = solution->count;
    out->answer_right = row->outcome != ROW_WRONG;
}

/* The answer that a faulty solution comes to, as far as it says so. It is of use only beside the right one. */
static struct text stated(const struct row *row, struct text last)
{
    struct answer const found = row->answer.size ? answer_in(last, 0) : (struct answer){0};
    return found.found && found.stated ? text_trim(text_part(last, found.start, found.end)) : TEXT("");
}

static void put_faulty(const struct row *row, const struct solution *solution, int32_t first, enum neutral neutral,
                       struct arena *arena, struct pair *out)
{
    out->bad_steps = solution->steps;
    out->bad_count = solution->count;
    out->first_error = first;
    out->bad_answer = stated(row, solution->steps[solution->count - 1]);
    out->bad_answer_right =
        row->outcome ? row->outcome == ROW_RIGHT : row->answer.size && text_equal(row->answer, out->bad_answer);
    put_labels(row, solution->count, first, neutral, arena, out);
}

static bool put_sides(const struct input_settings *settings, const struct input *input, enum neutral neutral, struct arena *arena,
                      struct pair *out)
{
    const struct row *row = &input->row, *rejected = row->rejected, *original = row->original;
    int32_t const first = first_error(row, neutral);
    struct marks marks = {0};
    bool const right = first == FIRST_NONE || (first == FIRST_UNKNOWN && row->whole == ROW_RIGHT);
    out->first_error = first;
    if (right) {
        put_right(row, &input->solution, out);
        out->author = input->author;
        out->milliseconds = input->milliseconds;
    }
    if (!right || (original && first == FIRST_NONE)) {
        put_faulty(row, &input->solution, first, neutral, arena, out);
        out->bad_author = input->author;
        out->bad_milliseconds = input->milliseconds;
    }
    if (first == FIRST_UNSAID)
        return false;
    if (original && !out->answer.size)
        out->answer = original->answer;
    if (original) {
        struct solution const other = input_solution(settings, original, &marks, arena);
        if (other.count) {
            put_right(original, &other, out);
            out->author = TEXT("");
            out->milliseconds = 0;
        }
    }
    if (rejected) {
        struct solution const other = input_solution(settings, rejected, &marks, arena);
        int32_t const place = first_error(rejected, neutral);
        if (other.count && place != FIRST_NONE) {
            put_faulty(rejected, &other, place == FIRST_UNSAID ? FIRST_UNKNOWN : place, neutral, arena, out);
            out->bad_author = input->rejected_author;
            out->bad_milliseconds = 0;
        }
    }
    return true;
}

bool labelled_pair(const struct input_settings *settings, const struct input *input, struct text source, enum neutral neutral,
                   struct arena *arena, struct pair *out)
{
    struct pair pair = {.id = input->source_id,
                        .source = source,
                        .source_id = input->source_id,
                        .problem = input->row.problem,
                        .answer = input->row.answer,
                        .level = input->row.level,
                        .right_elsewhere = input->original_too,
                        .injector = input->row.kind.size ? input->row.kind : input->row.principle,
                        .principle = input->row.principle,
                        .round = input->row.round,
                        .feedback = input->row.feedback,
                        .source_proof = PROOF_NO_REFUTATION};
    bool const said = put_sides(settings, input, neutral, arena, &pair);
    *out = pair;
    return said;
}
