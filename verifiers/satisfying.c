/* satisfying: "the integers that satisfy this inequality are 5, 6 and 7", "there are 3 of them": all whole numbers that solve the inequality, or
 * several. Only ever proves.
 */
#include "fact.h"
#include "solve.h"
#include "verifier.h"

enum { PARTS_MAX = 5 };

/* The one letter of the inequalities, that one if it is named. */
static bool find_letter(const struct formula *call, struct text *out)
{
    struct text names[1];
    if (formula_symbols(call->args[2], names, 1) != 1)
        return false;
    *out = names[0];
    return call->args[1]->kind != FORMULA_SYMBOL || text_equal(call->args[1]->text, names[0]);
}

/* All that must hold, as one condition; NULL if it is too much. */
static const struct formula *condition_of(const struct formula *call, struct text letter, struct arena *arena)
{
    const struct formula *what = call->args[2], *all[PARTS_MAX];
    bool const several = what->kind == FORMULA_AND, positive = text_equal(call->args[0]->text, TEXT(FACT_POSITIVE));
    size_t count = 0;
    if (text_equal(call->args[0]->text, TEXT(FACT_WHOLE)))
        return what;
    if (several && what->count >= PARTS_MAX)
        return NULL;
    for (size_t i = 0; i < (several ? what->count : 1); i++)
        all[count++] = several ? what->args[i] : what;
    all[count++] = formula_relation(arena, formula_symbol(arena, letter), positive ? '>' : ']', formula_number(arena, 0), NULL);
    return formula_new(arena, FORMULA_AND, 0, TEXT(""), all, count, NULL);
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
    struct text letter;
    int64_t number;
    static const char *const kinds[] = {"positive", "negative", "nonnegative", "even", "odd", "prime", "consecutive"};
    (void)witness;
    bool const count = call->kind == FORMULA_CALL && text_equal(call->text, TEXT(FACT_SATISFYING_COUNT));
    if (link->said != LINK_WORDED || call->kind != FORMULA_CALL || !(count || text_equal(call->text, TEXT(FACT_SATISFYING))))
        return false;
    if (fact_boxes_other(scene->problem, scene->step, kinds, COUNT(kinds)))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "all of them, and no others"};
    struct solve_values *all = ARENA_ARRAY(arena, struct solve_values, 1);
    const struct formula *condition = find_letter(call, &letter) ? condition_of(call, letter, arena) : NULL;
    if (!condition || !solve_whole(condition, letter, arena, all) || all->count == 0)
        return false;
    return count ? algebra_whole(said, INT64_MAX, &number) && number == (int64_t)all->count : are_listed(said, all);
}

const struct verifier verifier_satisfying = {
    .name = "satisfying",
    .says = "all whole numbers that satisfy an inequality, or how many, as a step says it in words; only ever proves",
    .settle = settle,
};
