/* elimination: an equation that is a combination of earlier ones, of as many symbols as there are: systems, sums of equations, a value put
 * into a formula, x^5 = 1 used in a power. Only ever proves.
 */
#include "follows.h"
#include "verifier.h"

enum {
    LINES = 10,      /* earlier ones, the latest first */
    NODES_MAX = 400, /* of them and the link together */
};

/* Do all symbols of the link occur in the lines, and does one line share a symbol with it? */
static bool covers(const struct formula *const *lines, size_t count, const struct formula *link)
{
    struct text names[ALGEBRA_SYMBOLS_MAX];
    size_t const symbols = formula_symbols(link, names, COUNT(names));
    for (size_t k = 0; k < MIN(symbols, COUNT(names)); k++) {
        bool found = false;
        for (size_t i = 0; i < count && !found; i++)
            found = formula_mentions(lines[i], names[k]);
        if (!found)
            return false;
    }
    return count > 0 && symbols <= COUNT(names);
}

/* The latest lines that fit. */
static size_t fitting(const struct formula **lines, size_t count, const struct formula *link)
{
    size_t nodes = formula_size(link, NODES_MAX), kept = 0;
    for (size_t i = 0; i < count; i++) {
        nodes += formula_size(lines[i], NODES_MAX);
        if (nodes <= NODES_MAX)
            lines[kept++] = lines[i];
    }
    return kept;
}

/* With functions and values that were said before put in. */
static const struct formula *expanded(const struct scene *scene, const struct formula *f)
{
    const struct formula *out = context_expand(scene->context, f);
    return out ? out : f;
}

static bool follows_from(const struct scene *scene, const struct formula **lines, size_t count, const struct formula *link,
                         struct arena *arena)
{
    size_t const kept = fitting(lines, count, link);
    (void)scene;
    return covers(lines, kept, link) && !follows_clearly_not(lines, kept, link, arena) &&
           algebra_in_ideal(lines, kept, link, arena) == FACT_TRUE;
}

/* One of the equations of a line, either way round. */
static bool repeats(const struct formula *line, const struct formula *link)
{
    for (size_t k = 0; line->kind == FORMULA_CHAIN && k < line->text.size; k++) {
        const struct formula *a = line->args[k], *b = line->args[k + 1];
        if (line->text.at[k] == '=' && ((formula_same(a, link->args[0]) && formula_same(b, link->args[1])) ||
                                        (formula_same(a, link->args[1]) && formula_same(b, link->args[0]))))
            return true;
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *lines[LINES], *put[LINES];
    bool all;
    (void)witness;
    if (link->closed || link->formula->text.at[0] != '=')
        return false;
    size_t const count = context_lines_about(scene->context, link->formula, lines, LINES, &all);
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "said before"};
    for (size_t i = 0; i < count; i++)
        if (repeats(lines[i], link->formula))
            return true;
    out->why = "a combination of what was said before";
    memcpy(put, lines, count * sizeof *put);
    if (follows_from(scene, put, count, link->formula, arena))
        return true;
    const struct formula *f = expanded(scene, link->formula);
    for (size_t i = 0; i < count; i++)
        put[i] = expanded(scene, lines[i]);
    return f != link->formula && follows_from(scene, put, count, f, arena);
}

const struct verifier verifier_elimination = {
    .name = "elimination",
    .says = "equations that are combinations of earlier ones, with any number of symbols; only ever proves",
    .settle = settle,
};
