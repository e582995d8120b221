/* elimination: an equation that is a combination of earlier ones, of as many symbols as there are: systems, sums of equations, a value put
 * into a formula, x^5 = 1 used in a power. Only ever proves.
 */
#include "follows.h"
#include "sign.h"
#include "verifier.h"

enum {
    LINES = 10,      /* earlier ones, the latest first */
    NODES_MAX = 400, /* of them and the link together */
    CHOICES_MAX = 3, /* put into the others */
    SIGNS_MAX = 6,   /* symbols of the link whose signs are looked for */
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

/* x > 0, of what the problem calls positive */
static size_t add_signs(const struct scene *scene, const struct formula **lines, size_t count, const struct formula *link,
                        struct arena *arena)
{
    struct text names[SIGNS_MAX];
    size_t const symbols = MIN(formula_symbols(link, names, SIGNS_MAX), (size_t)SIGNS_MAX);
    for (size_t i = 0; i < symbols; i++)
        if (sign_is_given(scene, names[i])) {
            const struct formula *const sides[] = {formula_new(arena, FORMULA_SYMBOL, 0, names[i], NULL, 0, link),
                                                   formula_number(arena, 0)};
            lines[count++] = formula_new(arena, FORMULA_CHAIN, 0, TEXT(">"), sides, 2, link);
        }
    return count;
}

static bool follows_from(const struct scene *scene, const struct formula **lines, size_t count, const struct formula *link,
                         struct arena *arena)
{
    const struct formula *all[LINES + SIGNS_MAX];
    size_t kept = fitting(lines, count, link);
    if (!covers(lines, kept, link))
        return false;
    memcpy(all, lines, kept * sizeof *all);
    kept = add_signs(scene, all, kept, link, arena);
    return !follows_clearly_not(all, kept, link, arena) && algebra_in_ideal(all, kept, link, scene->options, arena) == FACT_TRUE;
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

/* "Setting x = 1 and y = 2, …": the latest lines are choices, which are put into all before them: what holds for all x holds for 1. */
static bool holds_for_choice(const struct scene *scene, const struct formula *const *lines, size_t count,
                             const struct formula *link, struct arena *arena)
{
    const struct formula *put[LINES];
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
        if (follows_from(scene, &line, 1, link, arena))
            return true;
    }
    return follows_from(scene, put, count - choices, link, arena);
}

static bool has_squares(const struct formula *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (formula_holds(lines[i], FORMULA_POW))
            return true;
    return false;
}

/* "AB² = 25, so AB = 5", "DA² = DB², so DA = DB": the squares agree, and so do the signs. */
static bool is_root(const struct link *link, const struct scene *scene, const struct formula *const *lines, size_t count,
                    struct arena *arena)
{
    const struct formula *left = link->formula->args[0], *right = link->formula->args[1], *put[LINES];
    enum sign const sign =
        has_squares(lines, count) || formula_holds(right, FORMULA_ROOT) ? sign_of(left, scene, arena) : SIGN_UNKNOWN;
    if (sign == SIGN_UNKNOWN || sign_of(right, scene, arena) != sign)
        return false;
    const struct formula *two = formula_number(arena, 2);
    const struct formula *const squares[] = {formula_binary(arena, FORMULA_POW, left, two),
                                             formula_binary(arena, FORMULA_POW, right, two)};
    memcpy(put, lines, count * sizeof *put);
    return follows_from(scene, put, count, formula_new(arena, FORMULA_CHAIN, 0, TEXT("="), squares, 2, link->formula), arena);
}

static bool equation_follows(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out)
{
    const struct formula *lines[LINES], *put[LINES];
    size_t const count = context_lines_around(scene->context, link->formula, lines, LINES);
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "a combination of what was said before"};
    memcpy(put, lines, count * sizeof *put);
    if (follows_from(scene, put, count, link->formula, arena))
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
    if (changed && follows_from(scene, put, kept, f, arena))
        return true;
    out->why = "what was said before, for the values chosen";
    if (holds_for_choice(scene, lines, count, link->formula, arena))
        return true;
    out->why = "the root of the sign that the text says, of what was said before";
    return is_root(link, scene, lines, count, arena);
}

/* (x, y) = (3, 4): x = 3 and y = 4 */
static bool entries_follow(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out)
{
    const struct formula *left = link->formula->args[0], *right = link->formula->args[1];
    struct text none;
    if (left->kind != FORMULA_TUPLE || right->kind != FORMULA_TUPLE || left->count != right->count ||
        left->count > CONTEXT_ENTRIES_MAX)
        return false;
    for (size_t i = 0; i < left->count; i++) {
        const struct formula *const sides[] = {left->args[i], right->args[i]};
        struct link entry = *link;
        entry.formula = formula_new(arena, FORMULA_CHAIN, 0, TEXT("="), sides, 2, link->formula);
        entry.closed = link_is_closed(entry.formula);
        if (entry.closed ? algebra_equal(sides[0], sides[1], 0, arena, &none) != FACT_TRUE
                         : !equation_follows(&entry, scene, arena, out))
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
