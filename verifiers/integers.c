/* integers: facts about sets of whole numbers that a step says in words (fact.h): which they are, how many, the smallest, the largest. Candidates
 * are tried in order. Only ever proves.
 *
 * Words leave some things open: whether "between" takes in its ends, whether 1 is a power, whether 0 is a multiple, whether prime factors are
 * counted as often as they divide. A list says which was meant; anything else must hold either way.
 */
#include "fact.h"
#include "verifier.h"

#include <stdlib.h>

enum {
    LISTED_MAX = 100,
    CONDITIONS_MAX = 8,
    BASE_MAX = 1000000,  /* of powers */
    TRIALS_MAX = 100000, /* numbers and divisors tried, of one fact */
    DIGITS_MAX = 12
};
static const int64_t number_max = INT64_C(1000000000000);

enum reading_of_set { WITH_ENDS = 1, WITHOUT_ONE = 2, WITH_ZERO = 4, READINGS_OF_SET = 8 };

struct condition {
    enum fact_condition is;
    bool not ;
    int64_t number;
};

struct set {
    struct condition conditions[CONDITIONS_MAX];
    size_t count;
    int64_t low, high;
    bool low_said, bounded; /* bounded: above */
    int64_t *trials;
};

struct list {
    int64_t at[LISTED_MAX]; /* in order */
    size_t count;
};

/* What the members of a set are together. */
struct tally {
    int64_t count, first, last, sum;
    bool listed; /* they are those of the list, as far as it goes */
};

static bool number_of(const struct formula *f, int64_t *out)
{
    struct value v;
    if (algebra_value(f, &v) != STATUS_OK)
        return false;
    bool const whole = value_is_small(&v) && v.den == 1 && v.num >= -number_max && v.num <= number_max;
    *out = whole ? v.num : 0;
    value_clear(&v);
    return whole;
}

/* ---- what a number is ---- */

static bool is_prime(int64_t n, int64_t *trials)
{
    bool prime = n > 1;
    for (int64_t d = 2; d * d <= n && prime && *trials < TRIALS_MAX; d++, ++*trials)
        prime = n % d != 0;
    return prime;
}

/* The square or cube root of n >= 0, rounded down. */
static int64_t root_of(int64_t n, bool cube)
{
    int64_t low = 0, high = BASE_MAX;
    while (low < high && cube) {
        int64_t const middle = low + (high - low + 1) / 2;
        if (middle * middle * middle <= n)
            low = middle;
        else
            high = middle - 1;
    }
    return cube ? low : value_int_root(n);
}

static int64_t turned_round(int64_t n)
{
    int64_t turned = 0;
    for (; n > 0; n /= 10)
        turned = 10 * turned + n % 10;
    return turned;
}

static int64_t digits_of(int64_t n)
{
    int64_t digits = 1;
    for (; n > 9; n /= 10)
        digits++;
    return digits;
}

static bool is_power(int64_t n, int64_t base, bool one)
{
    if (n < (one ? 1 : base) || base < 2 || base > BASE_MAX)
        return false;
    while (n % base == 0)
        n /= base;
    return n == 1;
}

static bool is_so(const struct condition *c, int64_t n, unsigned reading, int64_t *trials)
{
    int64_t root;
    switch (c->is) {
    case FACT_PRIME:
        return is_prime(n, trials);
    case FACT_COMPOSITE:
        return n > 3 && !is_prime(n, trials);
    case FACT_EVEN:
        return n % 2 == 0;
    case FACT_ODD:
        return n % 2 != 0;
    case FACT_NONZERO:
        return n != 0;
    case FACT_SQUARE:
    case FACT_CUBE:
        root = n >= 0 ? root_of(n, c->is == FACT_CUBE) : -1;
        return n >= 0 && root * root * (c->is == FACT_CUBE ? root : 1) == n;
    case FACT_PALINDROME:
        return n >= 0 && turned_round(n) == n;
    case FACT_DIGITS:
        return n >= 0 && digits_of(n) == c->number;
    case FACT_MULTIPLE:
        return c->number > 0 && n % c->number == 0;
    case FACT_DIVISOR:
        return n > 0 && c->number % n == 0;
    case FACT_POWER:
        return is_power(n, c->number, !(reading & WITHOUT_ONE));
    case FACT_COPRIME:
        return value_gcd(n, c->number) == 1;
    default:
        return true; /* a bound, or no condition of single numbers */
    }
}

static bool is_member(struct set *s, int64_t n, unsigned reading)
{
    if (n < s->low || (s->bounded && n > s->high))
        return false;
    for (size_t i = 0; i < s->count; i++)
        if (is_so(&s->conditions[i], n, reading, s->trials) == s->conditions[i].not )
            return false;
    return true;
}

/* ---- the members of a set, in order ---- */

static int64_t next_divisor(int64_t number, int64_t n, int64_t *trials)
{
    int64_t const root = value_int_root(number);
    for (n++; n <= root && number % n != 0 && *trials < TRIALS_MAX; ++*trials)
        n++;
    if (n <= root)
        return n;
    int64_t other = number / n;
    for (; other > 0 && number % other != 0 && *trials < TRIALS_MAX; ++*trials)
        other--;
    return other > 0 ? number / other : number + 1;
}

static int64_t next_power(int64_t base, int64_t n)
{
    int64_t power = 1;
    if (base < 2 || base > BASE_MAX)
        return number_max + 1;
    while (power <= n)
        power *= base;
    return power;
}

/* The next number that may be a member. */
static int64_t next_candidate(struct set *s, int64_t n)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct condition *c = &s->conditions[i];
        if (c->not || n < 0)
            continue;
        if (c->is == FACT_DIVISOR && c->number > 0)
            return next_divisor(c->number, n, s->trials);
        if (c->is == FACT_POWER)
            return next_power(c->number, n);
        if (c->is == FACT_SQUARE || c->is == FACT_CUBE) {
            int64_t const root = root_of(n, c->is == FACT_CUBE) + 1;
            return root * root * (c->is == FACT_CUBE ? root : 1);
        }
        if (c->is == FACT_MULTIPLE && c->number > 0)
            return n / c->number * c->number + c->number;
    }
    return n + 1;
}

/* Of all members, or of the first `most`, if that is not 0; false if they are not found within the limits. */
static bool tally_of(struct set *s, unsigned reading, int64_t most, const struct list *list, struct tally *out)
{
    *out = (struct tally){.listed = true};
    int64_t n = s->low - 1;
    while ((most == 0 || out->count < most) && !(s->bounded && n >= s->high)) {
        n = next_candidate(s, n);
        if (++*s->trials >= TRIALS_MAX || n > number_max)
            return false;
        if (!is_member(s, n, reading))
            continue;
        out->first = out->count ? out->first : n;
        out->last = n;
        out->sum += n;
        out->listed = out->listed && (size_t)out->count < list->count && list->at[out->count] == n;
        out->count++;
    }
    out->listed = out->listed && (size_t)out->count == list->count;
    return *s->trials < TRIALS_MAX;
}

/* ---- reading ---- */

/* The largest whole number that is at most f, or the smallest that is at least it. */
static bool round_to(const struct formula *f, bool up, struct arena *arena, int64_t *out)
{
    return number_of(f, out) || number_of(formula_unary(arena, up ? FORMULA_CEIL : FORMULA_FLOOR, f), out);
}

static bool bound(struct set *s, const struct formula *at, bool upper, bool with, struct arena *arena)
{
    int64_t number;
    if (!round_to(at, upper != with, arena, &number))
        return false;
    number += with ? 0 : upper ? -1 : 1;
    if (upper) {
        s->high = s->bounded ? MIN(s->high, number) : number;
        s->bounded = true;
    } else {
        s->low = s->low_said ? MAX(s->low, number) : number;
        s->low_said = true;
    }
    return true;
}

static bool read_condition(struct set *s, const struct formula *f, unsigned reading, struct arena *arena)
{
    struct condition c = {.not = text_equal(f->text, TEXT(FACT_NOT))};
    f = c.not ? f->args[0] : f;
    while (c.is < FACT_CONDITIONS && !text_equal(f->text, text_of(fact_conditions[c.is])))
        c.is++;
    bool const ends = reading & WITH_ENDS;
    if (c.is >= FACT_ABOVE && c.not )
        return false;
    switch (c.is) {
    case FACT_ABOVE:
    case FACT_AT_LEAST:
        return bound(s, f->args[0], false, c.is == FACT_AT_LEAST, arena);
    case FACT_BELOW:
    case FACT_AT_MOST:
        return bound(s, f->args[0], true, c.is == FACT_AT_MOST, arena);
    case FACT_BETWEEN:
        return bound(s, f->args[0], false, ends, arena) && bound(s, f->args[1], true, ends, arena);
    default:
        s->conditions[s->count++] = c;
        return f->count == 0 || number_of(f->args[0], &s->conditions[s->count - 1].number);
    }
}

static bool has(const struct set *s, enum fact_condition is)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->conditions[i].is == is && !s->conditions[i].not )
            return true;
    return false;
}

static void limit(struct set *s, int64_t high)
{
    s->high = s->bounded ? MIN(s->high, high) : high;
    s->bounded = true;
}

/* The bounds that other conditions bring with them. */
static void narrow(struct set *s, const struct condition *c)
{
    if (c->is == FACT_WHOLE || c->is == FACT_DIGIT)
        s->low = s->low_said ? MAX(s->low, 0) : 0;
    if (c->is == FACT_POSITIVE)
        s->low = MAX(s->low, 1);
    if (c->is == FACT_DIGIT)
        limit(s, 9);
    if (c->is == FACT_DIVISOR && !c->not )
        limit(s, c->number - has(s, FACT_PROPER));
    if (c->is == FACT_DIGITS && !c->not ) {
        int64_t above = 1;
        for (int64_t i = 0; i < MIN(c->number, DIGITS_MAX); i++)
            above *= 10;
        s->low = MAX(s->low, above / 10);
        limit(s, above - 1);
    }
}

/* Is it left open whether 0, negative numbers or what is beyond the limits belong to the set? */
static bool is_beyond(const struct set *s)
{
    bool beyond = s->bounded && s->high < 1 && !s->low_said;
    for (size_t i = 0; i < s->count && !beyond; i++) {
        int64_t const number = s->conditions[i].number;
        enum fact_condition const is = s->conditions[i].is;
        beyond = ((is == FACT_DIVISOR || is == FACT_MULTIPLE || is == FACT_COPRIME) && number < 1) ||
                 (is == FACT_POWER && (number < 2 || number > BASE_MAX)) ||
                 (is == FACT_DIGITS && (number < 1 || number > DIGITS_MAX));
    }
    return beyond || (s->low < 1 && (has(s, FACT_DIVISOR) || has(s, FACT_COPRIME) || has(s, FACT_CUBE)));
}

/* Are there members below all that were looked at? */
static bool is_open(const struct set *s)
{
    return has(s, FACT_SIGNED) && !s->low_said;
}

static bool read_set(const struct formula *f, unsigned reading, struct arena *arena, int64_t *trials, struct set *s)
{
    *s = (struct set){.low = reading & WITH_ZERO ? 0 : 1, .trials = trials};
    if (f->count > CONDITIONS_MAX)
        return false;
    for (size_t i = 0; i < f->count; i++)
        if (!read_condition(s, f->args[i], reading, arena))
            return false;
    if (is_beyond(s))
        return false;
    for (size_t i = 0; i < s->count; i++)
        narrow(s, &s->conditions[i]);
    return true;
}

static int order(const void *a, const void *b)
{
    int64_t const x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool read_list(const struct formula *f, struct list *out)
{
    bool const several = f->kind == FORMULA_LIST;
    out->count = several ? f->count : 1;
    if (out->count > LISTED_MAX)
        return false;
    for (size_t i = 0; i < out->count; i++)
        if (!number_of(several ? f->args[i] : f, &out->at[i]))
            return false;
    qsort(out->at, out->count, sizeof *out->at, order);
    return true;
}

/* ---- what is said of the set ---- */

/* How often a prime divides the number of which the members of the set are divisors. */
static size_t times_in(const struct set *s, int64_t prime)
{
    size_t times = 0;
    for (size_t i = 0; i < s->count; i++)
        for (int64_t n = s->conditions[i].number; s->conditions[i].is == FACT_DIVISOR && n > 0 && n % prime == 0; n /= prime)
            times++;
    return times;
}

/* Are prime factors meant that might be counted as often as they divide? */
static bool may_repeat(const struct set *s)
{
    return has(s, FACT_PRIME) && has(s, FACT_DIVISOR) && !has(s, FACT_DISTINCT);
}

/* 2, 2, 3 of 12: each prime as often as it divides; what is left of the list are the primes. False if it is not so. */
static bool fold_repeated(const struct set *s, struct list *list)
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
static bool all_in(struct set *s, unsigned reading, const struct list *list, bool members)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_member(s, list->at[i], reading) != members || (!members && list->at[i] < 1))
            return false;
    return *s->trials < TRIALS_MAX;
}

static bool holds_in(struct set *s, unsigned reading, struct text says, struct list list)
{
    struct tally t;
    if (text_equal(says, TEXT(FACT_ALL_IN)) || text_equal(says, TEXT(FACT_NONE_IN)))
        return all_in(s, reading, &list, text_equal(says, TEXT(FACT_ALL_IN)));
    bool const members = text_equal(says, TEXT(FACT_MEMBERS)), first = text_equal(says, TEXT(FACT_FIRST)),
               smallest = text_equal(says, TEXT(FACT_SMALLEST));
    int64_t const most = first ? (int64_t)list.count : smallest ? 1 : 0;
    if (is_open(s) && !text_equal(says, TEXT(FACT_LARGEST)))
        return false;
    if ((most == 0 && !s->bounded) || !tally_of(s, reading, most, &list, &t))
        return false;
    if (members && !t.listed && may_repeat(s) && fold_repeated(s, &list))
        return tally_of(s, reading, 0, &list, &t) && t.listed;
    if (t.count == 0 && !s->low_said && !has(s, FACT_PRIME))
        return false;
    if (members || first)
        return t.listed;
    if (list.count != 1)
        return false;
    if (text_equal(says, TEXT(FACT_COUNT)))
        return t.count == list.at[0] && !may_repeat(s);
    return text_equal(says, TEXT(FACT_SUM)) ? t.sum == list.at[0] && !may_repeat(s)
                                            : t.count > 0 && list.at[0] == (smallest ? t.first : t.last);
}

/* A list shows in which reading it is meant, any other fact must be so in all; 0 counts only where a list has it. */
static bool holds(const struct formula *f, const struct formula *is, struct arena *arena)
{
    struct list list;
    int64_t trials = 0;
    bool const listed = text_equal(f->text, TEXT(FACT_MEMBERS)) || text_equal(f->text, TEXT(FACT_FIRST));
    bool any = false, every = true;
    if (!read_list(is, &list))
        return false;
    for (unsigned reading = 0; reading < READINGS_OF_SET; reading++) {
        struct set s;
        if (reading & WITH_ZERO && (!listed || list.count == 0 || list.at[0] != 0))
            continue;
        if (!read_set(f->args[0], reading, arena, &trials, &s))
            return false;
        bool const here = holds_in(&s, reading, f->text, list);
        any |= here;
        every &= here;
    }
    return listed ? any : every;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula->args[0];
    (void)scene;
    (void)witness;
    if ((link->said != LINK_WORDED && link->said != LINK_CONCLUDED) || link->formula->text.at[0] != '=' ||
        f->kind != FORMULA_CALL || f->sub != FUNCTION_UNKNOWN || f->count != 1 || f->args[0]->kind != FORMULA_CALL ||
        !text_equal(f->args[0]->text, TEXT(FACT_SET)))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "so it is with whole numbers"};
    return holds(f, link->formula->args[1], arena);
}

const struct verifier verifier_integers = {
    .name = "integers",
    .says = "which whole numbers there are of a kind, how many, the smallest, as a step says it in words; only ever proves",
    .settle = settle,
};
