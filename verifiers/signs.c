/* signs: of what sign an expression is, as words say: "x - 7 and x + 5 are negative", for all values of its symbols, for those that a
 * condition beside it leaves, or those that earlier lines leave. Only ever proves.
 */
#include "fact.h"
#include "follows.h"
#include "verifier.h"

enum { LINES_MAX = 4, NODES_MAX = 100 };

/* The value, compared with 0 as the word has it; NULL if there is no such word. */
static const struct formula *compared(struct arena *arena, const struct formula *value, struct text sign)
{
    static const char *const kinds[] = {"positive", "negative", "nonnegative", "nonpositive", "nonzero"};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (text_equal(sign, text_of(kinds[i])))
            return formula_relation(arena, value, "><][#"[i], formula_number(arena, 0), NULL);
    return NULL;
}

/* What letters stand for may be no real numbers. */
static bool are_real(const struct scene *scene)
{
    return !text_has_word(scene->problem, TEXT("root roots complex vector vectors matrix matrices nonreal imaginary"));
}

/* What was said may be asked for, wanted, or forgotten. */
static bool is_given(const struct scene *scene)
{
    static const char asks[] = "solve which how want wanted inequality inequalities any need needed if";
    bool given = !text_has_word(scene->problem, text_of(asks));
    for (size_t i = 1; scene->latest && i < LINK_LATEST_MAX && given; i++)
        given = !text_has_word(scene->latest[i], text_of(asks));
    return given;
}

static bool holds(const struct formula *call, const struct formula *line, const struct scene *scene, struct arena *arena)
{
    const struct formula *lines[LINES_MAX];
    struct text witness;
    if (call->count > 1)
        return follows_wherever(call->args + 1, call->count - 1u, line, arena);
    if (!are_real(scene))
        return false;
    if (follows_truth(line, 0, arena, &witness) == FACT_TRUE)
        return true;
    size_t const count = is_given(scene) ? context_lines_about(scene->context, line, false, lines, LINES_MAX) : 0;
    return count > 0 && follows_wherever(lines, count, line, arena);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *call = link->formula->args[0], *sign = link->formula->args[1];
    (void)witness;
    if (link->said != LINK_WORDED || call->kind != FORMULA_CALL || !text_equal(call->text, TEXT(FACT_SIGN)) ||
        formula_size(call, NODES_MAX) > NODES_MAX || link_options(scene->step) || link_options(scene->problem))
        return false;
    const struct formula *line = compared(arena, call->args[0], sign->text);
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "of that sign wherever the condition holds"};
    return line && holds(call, line, scene, arena);
}

const struct verifier verifier_signs = {
    .name = "signs",
    .says = "the sign of an expression, in words, under a condition; only ever proves",
    .settle = settle,
};
