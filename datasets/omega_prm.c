/* omega-prm: states of a search tree, each with the share of its continuations that came out right: {"question", "final_answer",
 * "reasoning_steps": [{"solution_prefix", "mc_value"}], "question_id"}.
 *
 * A state is the question and the text so far; a state that goes on with another's text stands below it. Each state below which
 * none stands gives a solution; its steps are what each state on the way adds. Of a state that stands twice the higher share
 * counts. */
#include "stepwise.h"

#include <stdlib.h>

enum { NONE = -1 };

struct state {
    struct text text;
    enum row_label label;
    int64_t above;   /* of the states in their order, or NONE */
    bool below;      /* some state stands below it, or it stands again */
    size_t at, deep; /* its place among those of the line; how many states lead to it, itself included */
};

static bool recognises(const struct json_object *object)
{
    const struct json_member *states = json_find(object, "reasoning_steps");
    return states && states->kind == JSON_ARRAY && text_find(states->raw, TEXT("\"solution_prefix\""), 0) < states->raw.size;
}

static bool read_state(struct text raw, struct text question, struct arena *arena, struct state *out, struct error *err)
{
    struct json_object state;
    if (!json_read_object(raw, arena, &state, err) || !dataset_text(&state, "solution_prefix", true, arena, &out->text, err))
        return false;
    const struct json_member *share = json_find(&state, "mc_value");
    if (!share || !stepwise_share(share->raw, &out->label))
        return fail(err, EXIT_DATA, "\"mc_value\" is not a number from 0 to 1");
    if (!text_starts(out->text, question))
        return fail(err, EXIT_DATA, "\"solution_prefix\" does not begin with the question");
    out->text = text_trim(text_part(out->text, question.size, out->text.size));
    return true;
}

static int certainty(enum row_label label)
{
    return label == ROW_RIGHT ? 2 : label == ROW_NEUTRAL;
}

/* By text; of the same texts the highest share first, then the first of the line. */
static int order(const void *a, const void *b)
{
    const struct state *one = a, *other = b;
    int const by_text = text_order(one->text, other->text), by_share = certainty(other->label) - certainty(one->label);
    return by_text ? by_text : by_share ? by_share : one->at < other->at ? -1 : 1;
}

/* In their order each text comes before those that go on with it. */
static void make_tree(struct state *states, size_t count)
{
    int64_t above = NONE;
    qsort(states, count, sizeof *states, order);
    for (size_t i = 0; i < count; i++) {
        while (above != NONE && !text_starts(states[i].text, states[above].text))
            above = states[above].above;
        states[i].above = above;
        if (above != NONE && text_equal(states[i].text, states[above].text)) {
            states[i].below = true; /* a second time: not looked at */
            continue;
        }
        states[i].deep = above == NONE ? 1 : states[above].deep + 1;
        if (above != NONE)
            states[above].below = true;
        above = (int64_t)i;
    }
}

static void fill(const struct state *states, const struct state *end, struct arena *arena, struct row *row)
{
    struct text *steps = ARENA_ARRAY(arena, struct text, end->deep);
    enum row_label *labels = ARENA_ARRAY(arena, enum row_label, end->deep);
    size_t at = end->deep;
    for (const struct state *state = end;; state = &states[state->above]) {
        size_t const from = state->above == NONE ? 0 : states[state->above].text.size;
        at--;
        steps[at] = text_trim(text_part(state->text, from, state->text.size));
        labels[at] = state->label;
        if (state->above == NONE)
            break;
    }
    row->steps = steps;
    row->labels = labels;
    row->steps_count = end->deep;
    if (!dataset_stated(end->text).size)
        row->answer = TEXT("");
}

/* The rows in the order of the line. */
static bool make_rows(const struct state *states, size_t count, const struct row *shared, struct arena *arena, struct row **rows,
                      size_t *rows_count, struct error *err)
{
    const struct state **ends = ARENA_ZEROS(arena, const struct state *, count);
    size_t steps = 0;
    for (size_t i = 0; i < count; i++)
        if (!states[i].below) {
            ends[states[i].at] = &states[i];
            steps += states[i].deep;
            ++*rows_count;
        }
    if (*rows_count > ROWS_MAX || steps > ROWS_STEPS_MAX)
        return fail(err, EXIT_DATA, "the line holds more than %d solutions or %d steps", ROWS_MAX, ROWS_STEPS_MAX);
    *rows = ARENA_ARRAY(arena, struct row, *rows_count);
    for (size_t i = 0, made = 0; i < count; i++)
        if (ends[i]) {
            (*rows)[made] = *shared;
            (*rows)[made].id = dataset_numbered(arena, shared->id, made);
            fill(states, ends[i], arena, &(*rows)[made++]);
        }
    return true;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row shared = {0};
    const struct json_member *member = json_find(object, "reasoning_steps");
    struct json_member *items;
    size_t states_count, used = 0;
    (void)map;
    if (!dataset_text(object, "question", true, arena, &shared.problem, err) ||
        !dataset_text(object, "final_answer", false, arena, &shared.answer, err) ||
        !dataset_text(object, "question_id", false, arena, &shared.id, err))
        return false;
    if (!member || !json_items(member->raw, arena, &items, &states_count))
        return fail(err, EXIT_DATA, "\"reasoning_steps\" is not a list");
    struct state *states = ARENA_ZEROS(arena, struct state, states_count + 1);
    for (size_t i = 0; i < states_count; i++) {
        if (!read_state(items[i].raw, shared.problem, arena, &states[used], err)) {
            struct error const why = *err;
            return fail(err, EXIT_DATA, "state %zu: %.500s", i + 1, why.says);
        }
        states[used].at = used;
        used += states[used].text.size > 0;
    }
    make_tree(states, used);
    *count = 0;
    return make_rows(states, used, &shared, arena, rows, count, err);
}

const struct dataset dataset_omega_prm = {
    .name = "omega-prm",
    .says = "OmegaPRM, Math-APS: states of a search tree and the share of right continuations",
    .recognises = recognises,
    .read = read,
};
