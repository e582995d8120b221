/* elimination: an equation that is a combination of earlier ones, of as many symbols as there are: systems, sums of equations, a value put
 * into a formula, x^5 = 1 used in a power. Only ever proves.
 */
#include "combination.h"
#include "verifier.h"

enum {
    LINES = 10,      /* earlier ones, the latest first */
    CHOICES_MAX = 3, /* put into the others */
};

/* With functions and values that were said before put in. */
static const struct formula *expanded(const struct scene *scene, const struct formula *f)
{
    const struct formula *out = context_expand(scene->context, f);
    return out ? out : f;
}

/* x = 3, y = f(2), x = y = 0: names that get a value in which they are not */
static bool is_choice(const struct formula *line)
{
    bool choice = line->kind == FORMULA_CHAIN && line->count == line->text.size + 1;
    for (size_t k = 0; choice && k < line->text.size; k++)
        choice = line->text.at[k] == '=' && line->args[k]->kind == FORMULA_SYMBOL &&
                 !formula_mentions(line->args[line->count - 1], line->args[k]->text);
    return choice;
}

static const struct formula *with_choice(struct arena *arena, const struct formula *f, const struct formula *choice)
{
    for (size_t k = 0; f && k < choice->text.size; k++)
        f = formula_put(arena, f, choice->args[k]->text, choice->args[choice->count - 1]);
    return f;
}

/* "If s = 1 or s = 0": two values of one name are two cases. */
static bool is_chosen(const struct formula *const *choices, size_t count, const struct formula *choice)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < choice->text.size; k++)
            for (size_t j = 0; j < choices[i]->text.size; j++)
                if (formula_same(choices[i]->args[j], choice->args[k]))
                    return true;
    return false;
}

/* The lines but those that give another value to a name that the link gives one: "when x = 1, a = 5. When x = 2, a = 7." */
static size_t without_other_cases(const struct formula *const *lines, size_t count, const struct formula *link,
                                  const struct formula **out)
{
    size_t kept = 0;
    struct text symbols[2];
    for (size_t i = 0; i < count; i++) {
        bool const value = is_choice(link) && is_choice(lines[i]) && formula_symbols(lines[i], symbols, 2) == 1;
        if (i == 0 || !value || !is_chosen(&link, 1, lines[i]))
            out[kept++] = lines[i];
    }
    return kept;
}

/* "Setting x = 1 and y = 2, …": the latest lines are choices, which are put into all before them: what holds for all x holds for 1. */
static bool holds_for_choice(const struct scene *scene, const struct formula *const *all, size_t count,
                             const struct formula *link, struct arena *arena)
{
    const struct formula *put[LINES], *lines[LINES];
    count = without_other_cases(all, count, link, lines);
    size_t choices = 0;
    while (choices < count && choices < CHOICES_MAX && is_choice(lines[choices])) {
        if (is_chosen(lines, choices, lines[choices]) && text_find(scene->step, TEXT(" or "), 0) < scene->step.size)
            return false;
        choices++;
    }
    for (size_t i = choices; i < count; i++) {
        const struct formula *line = lines[i];
        for (size_t k = 0; k < choices; k++)
            line = with_choice(arena, line, lines[k]);
        if (!line)
            return false;
        put[i - choices] = line;
    }
    for (size_t k = 0; k < choices; k++)
        link = with_choice(arena, link, lines[k]);
    if (choices == 0 || !link)
        return false;
    bool const chosen_here = scene->before && scene->before->formula == lines[0];
    for (size_t i = 0; chosen_here && i + choices < count; i++) {
        const struct formula *line = put[i];
        if (combination_proves(scene, &line, 1, link, arena))
            return true;
    }
    return combination_proves(scene, put, count - choices, link, arena);
}

static bool equation_follows(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out)
{
    const struct formula *lines[LINES], *put[LINES];
    size_t const count = context_lines_around(scene->context, link->formula, lines, LINES);
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "a combination of what was said before"};
    memcpy(put, lines, count * sizeof *put);
    if (combination_proves(scene, put, count, link->formula, arena))
        return true;
    const struct formula *f = expanded(scene, link->formula);
    bool changed = f != link->formula;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        put[kept] = expanded(scene, lines[i]);
        bool const says = put[kept]->text.size > 1 || !formula_same(put[kept]->args[0], put[kept]->args[put[kept]->count - 1]);
        changed |= says && put[kept] != lines[i];
        kept += says;
    }
    if (changed && combination_proves(scene, put, kept, f, arena))
        return true;
    out->why = "what was said before, for the values chosen";
    if (holds_for_choice(scene, lines, count, link->formula, arena))
        return true;
    out->why = "the root of the sign that the text says, of what was said before";
    return combination_proves_root(scene, lines, count, link->formula, arena);
}

/* (x, y) = (3, 4): x = 3 and y = 4 */
static bool entries_follow(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out)
{
    const struct formula *left = link->formula->args[0], *right = link->formula->args[1];
    if (left->kind != FORMULA_TUPLE || right->kind != FORMULA_TUPLE || left->count != right->count ||
        left->count > CONTEXT_ENTRIES_MAX)
        return false;
    for (size_t i = 0; i < left->count; i++) {
        struct link entry = *link;
        entry.formula = formula_relation(arena, left->args[i], '=', right->args[i], link->formula);
        entry.closed = link_is_closed(entry.formula);
        if (entry.closed ? !algebra_same(left->args[i], right->args[i], 0, arena) : !equation_follows(&entry, scene, arena, out))
            return false;
    }
    out->why = "each entry is a combination of what was said before";
    return true;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    (void)witness;
    return !link->closed && link->formula->text.at[0] == '=' &&
           (equation_follows(link, scene, arena, out) || entries_follow(link, scene, arena, out));
}

const struct verifier verifier_elimination = {
    .name = "elimination",
    .says = "equations that are combinations of earlier ones, with any number of symbols; only ever proves",
    .settle = settle,
};
