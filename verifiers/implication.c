/* implication: an equation or inequality that follows from the lines before it (follows.h). */
#include "follows.h"
#include "verifier.h"

enum {
    NODES_MAX = 50,  /* of the lines and the link together: larger systems are not asked about */
    SYMBOLS_MAX = 2, /* in them */
};

/* Does every symbol of the link occur in one of the lines? Else it says something new. */
static bool covers(const struct formula *const *lines, size_t count, const struct text *names, size_t symbols)
{
    for (size_t k = 0; k < symbols; k++) {
        bool found = false;
        for (size_t i = 0; i < count && !found; i++)
            found = formula_mentions(lines[i], names[k]);
        if (!found)
            return false;
    }
    return true;
}

/* Worth asking: small, and about the same symbols? */
static bool is_worth(const struct formula *const *lines, size_t count, const struct formula *link)
{
    struct text names[SYMBOLS_MAX + 1];
    size_t const symbols = formula_symbols(link, names, SYMBOLS_MAX);
    size_t nodes = formula_size(link, NODES_MAX);
    for (size_t i = 0; i < count; i++) {
        struct text more[SYMBOLS_MAX + 1];
        nodes += formula_size(lines[i], NODES_MAX);
        if (formula_symbols(lines[i], more, SYMBOLS_MAX) > SYMBOLS_MAX)
            return false;
    }
    return symbols > 0 && symbols <= SYMBOLS_MAX && nodes <= NODES_MAX && covers(lines, count, names, symbols);
}

static bool follows_from(const struct formula *const *lines, size_t count, const struct formula *link, struct arena *arena)
{
    return is_worth(lines, count, link) && follows(lines, count, link, 0, arena).follows == FACT_TRUE;
}

static bool from_lines(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *lines[LINK_LINES_MAX];
    bool all;
    size_t const count = context_lines_about(scene->context, link->formula, lines, COUNT(lines), &all);
    for (size_t i = 0; i < count; i++)
        if (follows_from(&lines[i], 1, link->formula, arena))
            return true;
    return count > 1 && follows_from(lines, 2, link->formula, arena);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    (void)witness;
    if (link->closed || !context_knows(scene->context, link->formula) || !from_lines(link, scene, arena))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "follows from what was said before"};
    return true;
}

const struct verifier verifier_implication = {
    .name = "implication",
    .says = "equations and inequalities that follow from earlier ones, systems too",
    .settle = settle,
};
