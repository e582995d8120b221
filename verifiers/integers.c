/* integers: facts about whole numbers that a step says in words (fact.h): primes, divisors and how many there are, multiples below a bound.
 * Only ever proves.
 */
#include "fact.h"
#include "verifier.h"

enum { NUMBER_MAX = 1000000, LISTED_MAX = 100 };

/* A whole number from 0 to NUMBER_MAX, else -1. */
static int64_t number_of(const struct formula *f)
{
    struct value v;
    if (algebra_value(f, &v) != STATUS_OK)
        return -1;
    int64_t const n = value_is_small(&v) && v.den == 1 && v.num >= 0 && v.num <= NUMBER_MAX ? v.num : -1;
    value_clear(&v);
    return n;
}

static bool is_prime(int64_t n)
{
    bool prime = n > 1;
    for (int64_t d = 2; d * d <= n && prime; d++)
        prime = n % d != 0;
    return prime;
}

static int64_t divisors_of(int64_t n)
{
    int64_t count = 0;
    for (int64_t d = 1; d * d <= n; d++)
        count += n % d ? 0 : d * d == n ? 1 : 2;
    return count;
}

static int64_t primes_below(int64_t n)
{
    int64_t count = 0;
    for (int64_t k = 2; k < n; k++)
        count += is_prime(k);
    return count;
}

/* Are all members different, each of the kind, and as many as there are? */
static bool lists(const struct formula *list, int64_t n, bool primes)
{
    int64_t seen[LISTED_MAX];
    if (list->kind != FORMULA_LIST || list->count > LISTED_MAX || n < 1 || (primes && n > LISTED_MAX * 10))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        seen[i] = number_of(list->args[i]);
        if (seen[i] < 1 || (primes ? seen[i] >= n || !is_prime(seen[i]) : n % seen[i] != 0))
            return false;
        for (size_t k = 0; k < i; k++)
            if (seen[k] == seen[i])
                return false;
    }
    return list->count == (primes ? primes_below(n) : divisors_of(n));
}

static bool holds(const struct formula *f, const struct formula *is)
{
    int64_t const n = number_of(f->args[0]);
    if (n < 0)
        return false;
    if (text_equal(f->text, TEXT(FACT_PRIME)))
        return is->kind == FORMULA_CONSTANT && n > 1 && is_prime(n) == (is->sub == CONSTANT_TRUE);
    if (text_equal(f->text, TEXT(FACT_DIVISOR_COUNT)))
        return n > 0 && number_of(is) == divisors_of(n);
    if (text_equal(f->text, TEXT(FACT_MULTIPLES_BELOW)) && f->count == 2)
        return n > 0 && number_of(f->args[1]) > 0 && number_of(is) == (number_of(f->args[1]) - 1) / n;
    return (text_equal(f->text, TEXT(FACT_DIVISORS)) && lists(is, n, false)) ||
           (text_equal(f->text, TEXT(FACT_PRIMES_BELOW)) && lists(is, n, true));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula->args[0];
    (void)scene;
    (void)arena;
    (void)witness;
    if (link->said != LINK_WORDED || link->formula->text.at[0] != '=' || f->kind != FORMULA_CALL || f->sub != FUNCTION_UNKNOWN)
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "so it is with whole numbers"};
    return holds(f, link->formula->args[1]);
}

const struct verifier verifier_integers = {
    .name = "integers",
    .says = "primes, divisors, multiples, as a step says them in words; only ever proves",
    .settle = settle,
};
