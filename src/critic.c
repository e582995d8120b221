#include "critic.h"

const char *const critic_marks[] = {"<step_", "</step_", NULL};

static const char to_do[] = "Go through the solution step by step and find the first step that is wrong. Then give its number, "
                            "or -1 if no step is wrong, in "
                            "\\boxed{}.";

static struct text number(int64_t value, struct arena *arena)
{
    struct buffer digits = {0};
    buffer_int(&digits, value);
    return buffer_keep(&digits, arena);
}

bool critic_ask(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct critic *out)
{
    enum { PIECES = 7 }; /* of a step */
    if (!render_may_label(pair, clean, how))
        return false;
    const struct text *steps = render_side(pair, clean ? SIDE_RIGHT : SIDE_FAULTY, how, arena);
    size_t const count_steps = clean ? pair->steps_count : pair->bad_count;
    struct text *pieces = ARENA_ARRAY(arena, struct text, count_steps * PIECES + 4);
    size_t count = 0;
    pieces[count++] = TEXT("Here are a mathematical problem and a solution of it. The steps of the solution are numbered from "
                           "0.\n\n[Problem]\n\n");
    pieces[count++] = pair->problem;
    pieces[count++] = TEXT("\n\n[Solution]\n\n");
    for (size_t i = 0; i < count_steps; i++) {
        struct text const k = number((int64_t)i, arena);
        struct text const step[PIECES] = {TEXT("<step_"),    k, TEXT(">\n"),  render_step(steps[i], i, how, arena),
                                          TEXT("\n</step_"), k, TEXT(">\n\n")};
        memcpy(pieces + count, step, sizeof step);
        count += PIECES;
    }
    pieces[count++] = how->instruction.size ? how->instruction : text_of(to_do);
    out->question = render_concat(pieces, count, arena);
    out->answer = number(clean ? FIRST_NONE : pair->first_error, arena);
    return true;
}
