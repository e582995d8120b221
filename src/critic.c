#include "critic.h"

const char *const critic_marks[] = {"<step_", "</step_", NULL};

static const char to_do[] = "Go through the solution step by step and find the first step that is wrong. Then give its number, "
                            "or -1 if no step is wrong, in "
                            "\\boxed{}.";

#define PROBLEM  "[Problem]\n\n"
#define SOLUTION "\n\n[Solution]\n\n"

static struct text number(int64_t value, struct arena *arena)
{
    struct buffer digits = {0};
    buffer_int(&digits, value);
    return buffer_keep(&digits, arena);
}

struct text critic_shown(struct text opening, struct text problem, const struct text *steps, size_t count, struct text order,
                         struct arena *arena)
{
    struct buffer out = {0};
    buffer_add(&out, opening);
    buffer_string(&out, "\n\n" PROBLEM);
    buffer_add(&out, problem);
    buffer_string(&out, SOLUTION);
    for (size_t i = 0; i < count; i++) {
        buffer_format(&out, "<step_%zu>\n", i);
        buffer_add(&out, steps[i]);
        buffer_format(&out, "\n</step_%zu>\n\n", i);
    }
    buffer_add(&out, order);
    return buffer_keep(&out, arena);
}

bool critic_ask(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct critic *out)
{
    if (!render_may_label(pair, clean, how))
        return false;
    const struct text *steps = render_side(pair, clean ? SIDE_RIGHT : SIDE_FAULTY, how, arena);
    size_t const count = clean ? pair->steps_count : pair->bad_count;
    struct text *shown = ARENA_ARRAY(arena, struct text, count);
    for (size_t i = 0; i < count; i++)
        shown[i] = render_step(steps[i], i, how, arena);
    struct text const opening =
        TEXT("Here are a mathematical problem and a solution of it. The steps of the solution are numbered from 0.");
    out->question =
        critic_shown(opening, pair->problem, shown, count, how->instruction.size ? how->instruction : text_of(to_do), arena);
    out->answer = number(clean ? FIRST_NONE : pair->first_error, arena);
    return true;
}

bool critic_is_question(struct text text)
{
    return text_find(text, TEXT("[Problem]"), 0) < text.size && text_find(text, TEXT("<step_0>"), 0) < text.size;
}

/* The step between its tags at or behind *from, which moves behind it. */
static bool next_step(struct text question, size_t index, size_t *from, struct text *step)
{
    struct buffer tags = {0};
    buffer_format(&tags, "<step_%zu>\n", index);
    size_t const open = text_find(question, buffer_text(&tags), *from), start = open + tags.size;
    tags.size = 0;
    buffer_format(&tags, "\n</step_%zu>", index);
    size_t const end = open < question.size ? text_find(question, buffer_text(&tags), start - 1) : question.size;
    bool const found = end < question.size;
    if (found) {
        *step = text_part(question, start, MAX(start, end));
        *from = end + tags.size;
    }
    buffer_free(&tags);
    return found;
}

static bool read_answer(struct text answer, int64_t *out)
{
    struct text const boxed = TEXT("\\boxed{"), trimmed = text_trim(answer);
    if (text_starts(trimmed, boxed) && text_ends(trimmed, TEXT("}")))
        return json_int(text_part(trimmed, boxed.size, trimmed.size - 1), out);
    return json_int(trimmed, out);
}

bool critic_read(struct text question, struct text answer, struct arena *arena, struct row *row, struct error *err)
{
    size_t const problem = text_find(question, TEXT(PROBLEM), 0), solution = text_find(question, TEXT(SOLUTION "<step_0>"), 0);
    struct text *steps = ARENA_ARRAY(arena, struct text, DATASET_STEPS_MAX);
    int64_t first;
    if (problem >= solution || solution == question.size)
        return fail(err, EXIT_DATA, "the question does not hold a problem and the steps of a solution");
    row->problem = text_part(question, problem + sizeof PROBLEM - 1, solution);
    for (size_t from = solution; row->steps_count < DATASET_STEPS_MAX; row->steps_count++)
        if (!next_step(question, row->steps_count, &from, &steps[row->steps_count]))
            break;
    arena_trim(arena, steps, row->steps_count * sizeof *steps);
    row->steps = steps;
    if (!row->steps_count)
        return fail(err, EXIT_DATA, "the question holds no steps");
    if (!read_answer(answer, &first))
        return fail(err, EXIT_DATA, "the answer is not the number of a step");
    return stepwise_first_error(row, first, arena, err);
}
