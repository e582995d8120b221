/* satisfying: "the integers that satisfy this inequality are 5, 6 and 7", "there are 3 of them": all whole numbers that solve the inequality that is named, or
 * was said last. Only ever proves.
 */
#include "fact.h"
#include "solve.h"
#include "verifier.h"

enum { CONDITIONS_MAX = 6 };

static bool is(const struct formula *words, const char *text)
{
    return words->kind == FORMULA_WORDS && text_equal(words->text, text_of(text));
}

static bool is_inequality(const struct formula *f)
{
    for (size_t i = 0; f->kind == FORMULA_CHAIN && i < f->text.size; i++)
        if (!strchr("<[>]", f->text.at[i]))
            return false;
    return f->kind == FORMULA_CHAIN;
}

/* The latest inequalities in one letter, that one if it is named, and nothing else: one, or all. Supposed ones are none. */
static size_t latest(const struct context *c, const struct formula *letter, bool several, const struct formula **out,
                     struct text *name)
{
    size_t count = 0;
    for (size_t i = c->lines_count; i-- > 0 && count < (several ? CONDITIONS_MAX : 1);) {
        const struct context_line *line = &c->lines[i];
        struct text names[1];
        if (line->past || line->carried || line->scope != CONTEXT_LASTS || !is_inequality(line->formula) ||
            formula_symbols(line->formula, names, 1) != 1 ||
            (letter->kind == FORMULA_SYMBOL ? !text_equal(names[0], letter->text) : count && !text_equal(names[0], *name)))
            continue;
        *name = names[0];
        out[count++] = line->formula;
    }
    return count;
}

/* All that must hold, as one condition; NULL if it is not known. */
static const struct formula *condition_of(const struct formula *call, const struct scene *scene, struct arena *arena,
                                          struct text *letter)
{
    const struct formula *all[CONDITIONS_MAX + 1] = {call->args[2]};
    struct text names[1];
    size_t count = 1;
    if (call->args[2]->kind == FORMULA_WORDS)
        count = latest(scene->context, call->args[1], is(call->args[2], FACT_SEVERAL), all, letter);
    else if (formula_symbols(call->args[2], names, 1) == 1)
        *letter = names[0];
    else
        return NULL;
    if (count == 0 || (call->args[1]->kind == FORMULA_SYMBOL && !text_equal(call->args[1]->text, *letter)))
        return NULL;
    if (!is(call->args[0], FACT_WHOLE))
        all[count++] = formula_relation(arena, formula_symbol(arena, *letter), is(call->args[0], FACT_POSITIVE) ? '>' : ']',
                                        formula_number(arena, 0), NULL);
    return count == 1 ? all[0] : formula_new(arena, FORMULA_AND, 0, TEXT(""), all, count, NULL);
}

static bool holds_number(const struct formula *list, int64_t number)
{
    int64_t one;
    for (size_t i = 0; i < list->count; i++)
        if (algebra_whole(list->args[i], INT64_MAX, &one) && one == number)
            return true;
    return false;
}

/* Are they all in the list, which has as many? */
static bool are_listed(const struct formula *list, const struct solve_values *all)
{
    int64_t number;
    if (list->kind != FORMULA_LIST || list->count != all->count)
        return false;
    for (size_t i = 0; i < all->count; i++)
        if (!algebra_whole(all->items[i], INT64_MAX, &number) || !holds_number(list, number))
            return false;
    return true;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *call = link->formula->args[0], *said = link->formula->args[1];
    struct text letter = TEXT("");
    int64_t number;
    (void)witness;
    bool const count = call->kind == FORMULA_CALL && text_equal(call->text, TEXT(FACT_SATISFYING_COUNT));
    if (link->said != LINK_WORDED || call->kind != FORMULA_CALL || !(count || text_equal(call->text, TEXT(FACT_SATISFYING))))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "all of them, and no others"};
    struct solve_values *all = ARENA_ARRAY(arena, struct solve_values, 1);
    const struct formula *condition = condition_of(call, scene, arena, &letter);
    if (!condition || !solve_whole(condition, letter, arena, all) || all->count == 0)
        return false;
    return count ? algebra_whole(said, INT64_MAX, &number) && number == (int64_t)all->count : are_listed(said, all);
}

const struct verifier verifier_satisfying = {
    .name = "satisfying",
    .says = "all whole numbers that satisfy an inequality, or how many, as a step says it in words; only ever proves",
    .settle = settle,
};
