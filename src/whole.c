#include "whole.h"

#include "algebra.h"

enum {
    BASE_MAX = 1000000, /* of powers */
    DIGITS_MAX = 12
};
static const int64_t number_max = INT64_C(1000000000000);

const char *const whole_properties[WHOLE_PROPERTIES] = {
    "prime",
    "composite",
    "even",
    "odd",
    "square",
    "cube",
    "palindrome",
    "whole",
    "positive",
    "signed",
    "nonzero",
    "digit",
    "distinct",
    "proper",
    "digits",
    "multiple of",
    "divisor of",
    "power of",
    "coprime to",
    "divisors",
    "digit sum",
    "last digit",
    "remainder",
    "digit sum multiple of",
    "last digits multiple",
    "above",
    "at least",
    "below",
    "at most",
    "between",
};

bool whole_number(const struct formula *f, int64_t *out)
{
    return algebra_whole(f, number_max, out);
}

/* ---- what a number is ---- */

bool whole_is_prime(int64_t n, int64_t *trials)
{
    bool prime = n > 1;
    for (int64_t d = 2; d * d <= n && prime && *trials < WHOLE_TRIALS_MAX; d++, ++*trials)
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

static int64_t digit_sum_of(int64_t n)
{
    int64_t sum = 0;
    for (; n > 0; n /= 10)
        sum += n % 10;
    return sum;
}

static int64_t divisors_of(int64_t n, int64_t *trials)
{
    int64_t count = 0;
    for (int64_t d = 1; d * d <= n && *trials < WHOLE_TRIALS_MAX; d++, ++*trials)
        count += n % d != 0 ? 0 : d * d == n ? 1 : 2;
    return count;
}

static int64_t ten_to(int64_t exponent)
{
    int64_t power = 1;
    for (int64_t i = 0; i < MIN(exponent, DIGITS_MAX); i++)
        power *= 10;
    return power;
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

static bool is_so(const struct whole_condition *c, int64_t n, unsigned reading, int64_t *trials)
{
    int64_t root;
    switch (c->is) {
    case WHOLE_PRIME:
        return whole_is_prime(n, trials);
    case WHOLE_COMPOSITE:
        return n > 3 && !whole_is_prime(n, trials);
    case WHOLE_EVEN:
        return n % 2 == 0;
    case WHOLE_ODD:
        return n % 2 != 0;
    case WHOLE_NONZERO:
        return n != 0;
    case WHOLE_SQUARE:
    case WHOLE_CUBE:
        root = n >= 0 ? root_of(n, c->is == WHOLE_CUBE) : -1;
        return n >= 0 && root * root * (c->is == WHOLE_CUBE ? root : 1) == n;
    case WHOLE_PALINDROME:
        return n >= 0 && turned_round(n) == n;
    case WHOLE_DIGITS:
        return n >= 0 && digits_of(n) == c->number;
    case WHOLE_MULTIPLE:
        return c->number > 0 && n % c->number == 0;
    case WHOLE_DIVISOR:
        return n > 0 && c->number % n == 0;
    case WHOLE_POWER:
        return is_power(n, c->number, !(reading & WHOLE_WITHOUT_ONE));
    case WHOLE_COPRIME:
        return value_gcd(n, c->number) == 1;
    case WHOLE_DIVISORS:
        return n > 0 && divisors_of(n, trials) == c->number;
    case WHOLE_DIGIT_SUM:
        return n >= 0 && digit_sum_of(n) == c->number;
    case WHOLE_LAST_DIGIT:
        return n >= 0 && (c->number >> n % 10 & 1);
    case WHOLE_REMAINDER:
        return n >= 0 && n % c->other == c->number;
    case WHOLE_DIGIT_SUM_MULTIPLE:
        return n >= 0 && digit_sum_of(n) % c->number == 0;
    case WHOLE_LAST_DIGITS_MULTIPLE:
        return n >= 0 && n % ten_to(c->number) % c->other == 0;
    default:
        return true; /* a bound, or no condition of single numbers */
    }
}

bool whole_has(struct whole_set *s, int64_t n, unsigned reading)
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
    for (n++; n <= root && number % n != 0 && *trials < WHOLE_TRIALS_MAX; ++*trials)
        n++;
    if (n <= root)
        return n;
    int64_t other = number / n;
    for (; other > 0 && number % other != 0 && *trials < WHOLE_TRIALS_MAX; ++*trials)
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
static int64_t next_candidate(struct whole_set *s, int64_t n)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct whole_condition *c = &s->conditions[i];
        if (c->not || n < 0)
            continue;
        if (c->is == WHOLE_DIVISOR && c->number > 0)
            return next_divisor(c->number, n, s->trials);
        if (c->is == WHOLE_POWER)
            return next_power(c->number, n);
        if (c->is == WHOLE_SQUARE || c->is == WHOLE_CUBE) {
            int64_t const root = root_of(n, c->is == WHOLE_CUBE) + 1;
            return root * root * (c->is == WHOLE_CUBE ? root : 1);
        }
        if (c->is == WHOLE_MULTIPLE && c->number > 0)
            return n / c->number * c->number + c->number;
    }
    return n + 1;
}

/* Of all members, or of the first `most`, if that is not 0; false if they are not found within the limits. */
bool whole_tally(struct whole_set *s, unsigned reading, int64_t most, const struct whole_list *list, struct whole_tally *out)
{
    *out = (struct whole_tally){.listed = true};
    int64_t n = s->low - 1;
    while ((most == 0 || out->count < most) && !(s->bounded && n >= s->high)) {
        n = next_candidate(s, n);
        if (++*s->trials >= WHOLE_TRIALS_MAX || n > number_max)
            return false;
        if (!whole_has(s, n, reading))
            continue;
        out->first = out->count ? out->first : n;
        out->last = n;
        out->sum += n;
        out->listed = out->listed && (size_t)out->count < list->count && list->at[out->count] == n;
        out->count++;
    }
    out->listed = out->listed && (size_t)out->count == list->count;
    return *s->trials < WHOLE_TRIALS_MAX;
}

/* ---- reading ---- */

/* The largest whole number that is at most f, or the smallest that is at least it. */
static bool round_to(const struct formula *f, bool up, struct arena *arena, int64_t *out)
{
    return whole_number(f, out) || whole_number(formula_unary(arena, up ? FORMULA_CEIL : FORMULA_FLOOR, f), out);
}

static void limit(struct whole_set *s, int64_t high)
{
    s->high = s->bounded ? MIN(s->high, high) : high;
    s->bounded = true;
}

static bool bound(struct whole_set *s, const struct formula *at, bool upper, bool with, struct arena *arena)
{
    int64_t number;
    if (!round_to(at, upper != with, arena, &number))
        return false;
    number += with ? 0 : upper ? -1 : 1;
    if (upper) {
        limit(s, number);
    } else {
        s->low = s->low_said ? MAX(s->low, number) : number;
        s->low_said = true;
    }
    return true;
}

/* A bit for each digit of a list, or for one. */
static bool read_digits(const struct formula *f, int64_t *out)
{
    bool const list = f->kind == FORMULA_LIST;
    *out = 0;
    for (size_t i = 0; i < (list ? f->count : 1); i++) {
        int64_t digit;
        if (!whole_number(list ? f->args[i] : f, &digit) || digit < 0 || digit > 9)
            return false;
        *out |= INT64_C(1) << digit;
    }
    return true;
}

static bool read_arguments(struct whole_condition *c, const struct formula *f)
{
    if (c->is == WHOLE_LAST_DIGIT)
        return read_digits(f->args[0], &c->number);
    return (f->count < 1 || whole_number(f->args[0], &c->number)) && (f->count < 2 || whole_number(f->args[1], &c->other));
}

static bool read_condition(struct whole_set *s, const struct formula *f, unsigned reading, struct arena *arena)
{
    struct whole_condition c = {.not = text_equal(f->text, TEXT(WHOLE_NOT))};
    f = c.not ? f->args[0] : f;
    while (c.is < WHOLE_PROPERTIES && !text_equal(f->text, text_of(whole_properties[c.is])))
        c.is++;
    bool const ends = reading & WHOLE_WITH_ENDS;
    if (c.is >= WHOLE_ABOVE && c.not )
        return false;
    switch (c.is) {
    case WHOLE_ABOVE:
    case WHOLE_AT_LEAST:
        return bound(s, f->args[0], false, c.is == WHOLE_AT_LEAST, arena);
    case WHOLE_BELOW:
    case WHOLE_AT_MOST:
        return bound(s, f->args[0], true, c.is == WHOLE_AT_MOST, arena);
    case WHOLE_BETWEEN:
        return bound(s, f->args[0], false, ends, arena) && bound(s, f->args[1], true, ends, arena);
    default:
        s->conditions[s->count++] = c;
        return read_arguments(&s->conditions[s->count - 1], f);
    }
}

bool whole_needs(const struct whole_set *s, enum whole_property is)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->conditions[i].is == is && !s->conditions[i].not )
            return true;
    return false;
}

/* The bounds that other conditions bring with them. */
static void narrow(struct whole_set *s, const struct whole_condition *c)
{
    if (c->is == WHOLE_FROM_ZERO || c->is == WHOLE_DIGIT)
        s->low = s->low_said ? MAX(s->low, 0) : 0;
    if (c->is == WHOLE_POSITIVE)
        s->low = MAX(s->low, 1);
    if (c->is == WHOLE_DIGIT)
        limit(s, 9);
    if (c->is == WHOLE_DIVISOR && !c->not )
        limit(s, c->number - whole_needs(s, WHOLE_PROPER));
    if (c->is == WHOLE_DIGITS && !c->not ) {
        int64_t const above = ten_to(c->number);
        s->low = MAX(s->low, c->number > 1 ? above / 10 : 0);
        limit(s, above - 1);
    }
}

/* Is the condition beyond the limits, or none that can be met? */
static bool is_out_of_range(const struct whole_condition *c)
{
    switch (c->is) {
    case WHOLE_DIVISOR:
    case WHOLE_MULTIPLE:
    case WHOLE_COPRIME:
    case WHOLE_DIGIT_SUM_MULTIPLE:
        return c->number < 1;
    case WHOLE_POWER:
        return c->number < 2 || c->number > BASE_MAX;
    case WHOLE_DIGITS:
        return c->number < 1 || c->number > DIGITS_MAX;
    case WHOLE_REMAINDER:
        return c->number < 0 || c->number >= c->other;
    case WHOLE_LAST_DIGITS_MULTIPLE:
        return c->number < 1 || c->number > DIGITS_MAX || c->other < 1;
    default:
        return false;
    }
}

/* Is it left open whether 0, negative numbers or what is beyond the limits belong to the set? */
static bool is_beyond(const struct whole_set *s)
{
    bool beyond = s->bounded && s->high < 1 && !s->low_said;
    for (size_t i = 0; i < s->count && !beyond; i++) {
        enum whole_property const is = s->conditions[i].is;
        beyond = is_out_of_range(&s->conditions[i]) || (s->low < 1 && (is == WHOLE_DIVISOR || is == WHOLE_COPRIME)) ||
                 (s->low < 0 && (is == WHOLE_CUBE || (is >= WHOLE_DIVISORS && is <= WHOLE_LAST_DIGITS_MULTIPLE)));
    }
    return beyond;
}

/* Are there members below all that were looked at? */
bool whole_is_open(const struct whole_set *s)
{
    return whole_needs(s, WHOLE_SIGNED) && !s->low_said;
}

bool whole_read(const struct formula *f, unsigned reading, struct arena *arena, int64_t *trials, struct whole_set *s)
{
    *s = (struct whole_set){.low = reading & WHOLE_WITH_ZERO ? 0 : 1, .trials = trials};
    if (f->count > WHOLE_CONDITIONS_MAX)
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
