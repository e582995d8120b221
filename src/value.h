/* value: exact rational numbers. The only door to GMP.
 *
 *   | small                          | big                                  |
 *   |--------------------------------|--------------------------------------|
 *   | den > 0, lowest terms, big = 0 | den = 0, big owns a GMP rational     |
 *
 * Small values need no clearing; value_clear() is always allowed. A value that may have become big lives on the stack of the
 * function that clears it, never in an arena. Results that fit in 64-bit numerator and denominator are always small, so two
 * equal values have the same form. Nothing here is ever a float.
 */
#ifndef MISSTEP_VALUE_H
#define MISSTEP_VALUE_H

#include "text.h"

enum {
    VALUE_BITS_MAX = 1 << 14, /* of numerator and of denominator; beyond: STATUS_UNKNOWN, before computing */
    VALUE_DIGITS_MAX = 1000,  /* of a number as written */
    VALUE_PLACES_MAX = 30,    /* decimals that value_round and friends accept */
};

enum status {
    STATUS_OK,
    STATUS_UNDEFINED, /* mathematics says no: 1/0, 0^-1 */
    STATUS_UNKNOWN,   /* we say no: too large, an irrational power */
};

struct value {
    int64_t num, den;
    struct value_big *big;
};

static inline struct value value_int(int64_t number)
{
    return (struct value){number, 1, NULL};
}

static inline bool value_is_small(const struct value *v)
{
    return v->big == NULL;
}

void value_free(struct value_big *big);

static inline void value_clear(struct value *v)
{
    if (v->big)
        value_free(v->big);
    *v = value_int(0);
}

/* The greatest common divisor, never negative; of 0 and 0 it is 0. */
static inline int64_t value_gcd(int64_t a, int64_t b)
{
    while (b) {
        int64_t const rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/* The square root of n >= 0, rounded down; by bisection. */
static inline int64_t value_int_root(int64_t n)
{
    int64_t low = 0, high = INT64_C(3037000499);
    while (low < high) {
        int64_t const middle = low + (high - low + 1) / 2;
        if (middle * middle <= n)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* a/b in lowest terms; b != 0, both of absolute value below 2^62. */
struct value value_ratio(int64_t a, int64_t b);

/* Is it a/b? b != 0. */
bool value_is_ratio(const struct value *v, int64_t a, int64_t b);

/* Reads digits with at most one point and any number of commas ("1,234.50", ".5"); the form is the caller's business.
 * STATUS_UNKNOWN beyond VALUE_DIGITS_MAX digits. */
enum status value_read(struct text digits, struct value *out) MUST_USE;

/* *out must not need clearing; it may not be an argument. On any status but STATUS_OK it is 0. */
enum status value_add(const struct value *a, const struct value *b, struct value *out) MUST_USE;
enum status value_sub(const struct value *a, const struct value *b, struct value *out) MUST_USE;
enum status value_mul(const struct value *a, const struct value *b, struct value *out) MUST_USE;
enum status value_div(const struct value *a, const struct value *b, struct value *out) MUST_USE;

/* Integer exponents only; the size of the result is bounded before computing. */
enum status value_pow(const struct value *a, const struct value *exponent, struct value *out) MUST_USE;

int value_cmp(const struct value *a, const struct value *b); /* <0, 0, >0 */
bool value_is_times(const struct value *a, int64_t top, int64_t bottom,
                    const struct value *b); /* a * top/bottom = b? bottom > 0 */
static inline bool value_equal(const struct value *a, const struct value *b)
{
    return !a->big && !b->big ? a->num == b->num && a->den == b->den : value_cmp(a, b) == 0;
}

int value_sign(const struct value *v);

/* Decimals that the exact value needs (0 for integers), or -1 if none of up to VALUE_PLACES_MAX are enough. */
int value_places(const struct value *v);

enum rounding { ROUND_HALF_UP, ROUND_DOWN }; /* half away from zero; towards zero */

/* The value at `places` decimals. STATUS_UNKNOWN if places is out of bounds. */
enum status value_round(const struct value *v, int places, enum rounding how, struct value *out) MUST_USE;

/* True if `shown` may stand for `exact` at `places` decimals: half-unit rounding or cutting off. */
bool value_rounds_to(const struct value *exact, const struct value *shown, int places);

/* Appends an integer or a finite decimal with just the places it needs, else "a/b". */
void value_write(const struct value *v, struct buffer *out);

/* Appends the value with exactly `places` decimals; the value must need no more. */
void value_write_places(const struct value *v, int places, struct buffer *out);

/* For other exact libraries: "a/b" in base 16, lowest terms, b > 0; and back, any size up to VALUE_BITS_MAX, any terms (b != 0). */
void value_write_hex(const struct value *v, struct buffer *out);
enum status value_read_hex(const char *ratio, struct value *out) MUST_USE;

const char *value_version(void); /* of GMP */

#endif
