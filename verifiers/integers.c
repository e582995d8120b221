/* integers: facts about sets of whole numbers that a step says in words (whole.h): which they are, how many, the smallest, the largest; that
 * all of a kind are of another. Only ever proves.
 *
 * Words leave some things open (enum whole_reading), and whether prime factors are counted as often as they divide. A list says which was
 * meant; anything else must hold either way.
 */
#include "fact.h"
#include "verifier.h"
#include "whole.h"

#include <stdlib.h>

static int order(const void *a, const void *b)
{
    int64_t const x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* What stands before dots, and behind them. */
struct listed {
    struct whole_list shown, tail;
    bool dots;
};

static bool read_list(const struct formula *f, struct listed *out)
{
    bool const several = f->kind == FORMULA_LIST;
    size_t const count = several ? f->count : 1;
    *out = (struct listed){.dots = false};
    for (size_t i = 0; i < count; i++) {
        const struct formula *is = several ? f->args[i] : f;
        struct whole_list *to = out->dots ? &out->tail : &out->shown;
        bool const dots = is->kind == FORMULA_DOTS;
        if (dots ? out->dots || i == 0 : to->count == WHOLE_LISTED_MAX || !whole_number(is, &to->at[to->count++]))
            return false;
        out->dots |= dots;
    }
    if (!out->dots)
        qsort(out->shown.at, out->shown.count, sizeof *out->shown.at, order);
    return true;
}

/* ---- what is said of the set ---- */

/* How often a prime divides the number of which the members of the set are divisors. */
static size_t times_in(const struct whole_set *s, int64_t prime)
{
    size_t times = 0;
    for (size_t i = 0; i < s->count; i++)
        for (int64_t n = s->conditions[i].number; s->conditions[i].is == WHOLE_DIVISOR && n > 0 && n % prime == 0; n /= prime)
            times++;
    return times;
}

/* Are prime factors meant that might be counted as often as they divide? */
static bool may_repeat(const struct whole_set *s)
{
    return whole_needs(s, WHOLE_PRIME) && whole_needs(s, WHOLE_DIVISOR) && !whole_needs(s, WHOLE_DISTINCT);
}

/* 2, 2, 3 of 12: each prime as often as it divides; what is left of the list are the primes. False if it is not so. */
static bool fold_repeated(const struct whole_set *s, struct whole_list *list)
{
    size_t kept = 0;
    for (size_t i = 0, same = 1; i < list->count; i += same, same = 1) {
        if (list->at[i] < 2)
            return false;
        while (i + same < list->count && list->at[i + same] == list->at[i])
            same++;
        if (same != times_in(s, list->at[i]))
            return false;
        list->at[kept++] = list->at[i];
    }
    list->count = kept;
    return true;
}

/* Of a number below 1 nothing is denied: the set itself begins at 1. */
static bool all_in(struct whole_set *s, unsigned reading, const struct whole_list *list, bool members)
{
    for (size_t i = 0; i < list->count; i++)
        if (whole_has(s, list->at[i], reading) != members || (!members && list->at[i] < 1))
            return false;
    return *s->trials < WHOLE_TRIALS_MAX;
}

/* Do the members begin and end as shown, and are they `most`, if that is not 0; or all of a kind that goes on? */
static bool holds_with_dots(struct whole_set *s, unsigned reading, bool first, int64_t most, const struct listed *list)
{
    struct whole_tally t;
    int64_t const shown = (int64_t)list->shown.count;
    if ((whole_is_open(s) && !first) || !whole_tally(s, reading, shown, &list->shown, &t) || !t.listed)
        return false;
    if (list->tail.count == 0)
        return most == 0 && (!s->bounded || (whole_tally(s, reading, shown + 1, &list->shown, &t) && t.count > shown));
    int64_t const low = list->tail.at[0], high = list->tail.at[list->tail.count - 1];
    if (!(first ? most > 0 : s->bounded) || !whole_tally(s, reading, first ? most : 0, &list->shown, &t) || t.last != high ||
        (most && t.count != most) || t.count <= shown || low <= list->shown.at[shown - 1])
        return false;
    struct whole_set end = *s;
    end.low = low;
    end.high = high;
    end.bounded = end.low_said = true;
    return whole_tally(&end, reading, 0, &list->tail, &t) && t.listed;
}

static bool holds_in(struct whole_set *s, unsigned reading, struct text says, struct whole_list list)
{
    struct whole_tally t;
    if (text_equal(says, TEXT(WHOLE_ALL_IN)) || text_equal(says, TEXT(WHOLE_NONE_IN)))
        return all_in(s, reading, &list, text_equal(says, TEXT(WHOLE_ALL_IN)));
    bool const members = text_equal(says, TEXT(WHOLE_MEMBERS)), first = text_equal(says, TEXT(WHOLE_FIRST)),
               smallest = text_equal(says, TEXT(WHOLE_SMALLEST));
    int64_t const most = first ? (int64_t)list.count : smallest ? 1 : 0;
    if (whole_is_open(s) && !first && !text_equal(says, TEXT(WHOLE_LARGEST)))
        return false;
    if ((most == 0 && !s->bounded) || !whole_tally(s, reading, most, &list, &t))
        return false;
    if (members && !t.listed && may_repeat(s) && fold_repeated(s, &list))
        return whole_tally(s, reading, 0, &list, &t) && t.listed;
    if (t.count == 0 && !s->low_said && !whole_needs(s, WHOLE_PRIME))
        return false;
    if (members || first)
        return t.listed;
    if (list.count != 1)
        return false;
    if (text_equal(says, TEXT(WHOLE_COUNT)))
        return t.count == list.at[0] && !may_repeat(s);
    return text_equal(says, TEXT(WHOLE_SUM)) ? t.sum == list.at[0] && !may_repeat(s)
                                             : t.count > 0 && list.at[0] == (smallest ? t.first : t.last);
}

/* 0 is a square, a cube and a number of one digit. */
static bool may_hold_zero(const struct whole_set *s)
{
    bool found = false;
    for (size_t i = 0; i < s->count && !found; i++)
        found = s->conditions[i].is == WHOLE_SQUARE || s->conditions[i].is == WHOLE_CUBE ||
                (s->conditions[i].is == WHOLE_DIGITS && s->conditions[i].number == 1);
    return found;
}

/* A list shows in which reading it is meant, any other fact must be so in all; of what is no square or the like 0 counts only where a list
 * has it. */
static bool holds(const struct formula *f, const struct formula *is, struct arena *arena)
{
    struct listed list;
    int64_t trials = 0, most = 0;
    bool const first = text_equal(f->text, TEXT(WHOLE_FIRST)), listed = first || text_equal(f->text, TEXT(WHOLE_MEMBERS));
    bool any = false, every = true;
    if (!read_list(is, &list) || (f->count == 2 && !whole_number(f->args[1], &most)) || (list.dots && !listed))
        return false;
    for (unsigned reading = 0; reading < WHOLE_READINGS; reading++) {
        struct whole_set s;
        bool const zero = reading & WHOLE_WITH_ZERO;
        if (zero && listed && (list.shown.count == 0 || list.shown.at[0] != 0))
            continue;
        bool const read = whole_read(f->args[0], reading, arena, &trials, &s);
        if (zero && !listed && !(read && may_hold_zero(&s)))
            continue;
        if (!read)
            return false;
        bool const here = list.dots ? holds_with_dots(&s, reading, first, most, &list)
                                    : f->count == 1 && holds_in(&s, reading, f->text, list.shown);
        any |= here;
        every &= here;
    }
    return listed ? any : every;
}

/* ---- rules ---- */

/* Whether a number meets the condition depends on what is left by this; 0 if on more. */
static int64_t period_of(const struct whole_condition *c)
{
    int64_t power = 10;
    switch (c->is) {
    case WHOLE_EVEN:
    case WHOLE_ODD:
        return 2;
    case WHOLE_MULTIPLE:
        return c->number;
    case WHOLE_REMAINDER:
        return c->other;
    case WHOLE_LAST_DIGIT:
        return power;
    case WHOLE_DIGIT_SUM_MULTIPLE: /* casting out nines */
        return 9 % c->number == 0 ? c->number : 0;
    case WHOLE_LAST_DIGITS_MULTIPLE:
        for (int64_t i = 1; i < c->number && power < WHOLE_TRIALS_MAX; i++)
            power *= 10;
        return power;
    case WHOLE_POSITIVE:
    case WHOLE_SIGNED:
    case WHOLE_NONZERO:
    case WHOLE_FROM_ZERO:
    case WHOLE_DISTINCT:
        return 1; /* the rest is shown for all numbers */
    default:
        return 0;
    }
}

/* The least common multiple of the periods of both; 0 if there is none within the limits. */
static int64_t common_period(const struct whole_set *a, const struct whole_set *b)
{
    int64_t common = 1;
    for (size_t i = 0; i < a->count + b->count && common; i++) {
        int64_t const one = period_of(i < a->count ? &a->conditions[i] : &b->conditions[i - a->count]);
        bool const fits = one && one <= WHOLE_TRIALS_MAX && common / value_gcd(common, one) <= WHOLE_TRIALS_MAX / one;
        common = fits ? common / value_gcd(common, one) * one : 0;
    }
    return a->bounded || a->low_said || b->bounded || b->low_said ? 0 : common;
}

/* Of each residue: are those that are in one set in the other? */
static bool is_rule(const struct formula *f, const struct formula *is, struct arena *arena)
{
    struct whole_set a, b;
    int64_t trials = 0;
    bool const same = text_equal(f->text, TEXT(WHOLE_SAME));
    if (!whole_read(f->args[0], 0, arena, &trials, &a) || !whole_read(is, 0, arena, &trials, &b))
        return false;
    int64_t const period = common_period(&a, &b);
    for (int64_t n = period; n < 2 * period; n++) {
        bool const first = whole_has(&a, n, 0), second = whole_has(&b, n, 0);
        if ((first && !second) || (same && first != second))
            return false;
    }
    return period > 0;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    static const char *const kinds[] = {"even",      "odd",         "prime primes",
                                        "composite", "consecutive", "palindrome palindromes palindromic"};
    const struct formula *f = link->formula->args[0];
    (void)witness;
    if ((link->said != LINK_WORDED && link->said != LINK_CONCLUDED) || link->formula->text.at[0] != '=' ||
        f->kind != FORMULA_CALL || f->sub != FUNCTION_UNKNOWN || f->count == 0 || f->args[0]->kind != FORMULA_CALL ||
        !text_equal(f->args[0]->text, TEXT(WHOLE_SET)) ||
        (link->said == LINK_WORDED && fact_boxes_other(scene->problem, scene->step, kinds, COUNT(kinds))))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "so it is with whole numbers"};
    const struct formula *is = link->formula->args[1];
    bool const rule = text_equal(f->text, TEXT(WHOLE_WITHIN)) || text_equal(f->text, TEXT(WHOLE_SAME));
    return rule ? is_rule(f, is, arena) : holds(f, is, arena);
}

const struct verifier verifier_integers = {
    .name = "integers",
    .says = "which whole numbers there are of a kind, how many, the smallest, as a step says it in words; only ever proves",
    .settle = settle,
};
