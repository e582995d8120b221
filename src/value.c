#include "value.h"

#include <gmp.h>
#include <stdlib.h>

struct value_big {
    mpq_t q;
};

typedef __int128 wide; /* the one typedef: C has no other name for it */

enum { SMALL_LIMIT = 62 };

static uint64_t magnitude(int64_t a)
{
    return a < 0 ? 0 - (uint64_t)a : (uint64_t)a;
}

static bool fits(wide a)
{
    return a <= INT64_MAX && a >= -INT64_MAX;
}

void value_free(struct value_big *big)
{
    mpq_clear(big->q);
    free(big);
}

struct value value_ratio(int64_t a, int64_t b)
{
    if (b < 0) {
        a = -a;
        b = -b;
    }
    int64_t const common = value_gcd(a, b);
    return common > 1 ? (struct value){a / common, b / common, NULL} : (struct value){a, b, NULL};
}

bool value_is_ratio(const struct value *v, int64_t a, int64_t b)
{
    return !v->big && (wide)v->num * b == (wide)a * v->den;
}

/* mpz from 64 bits, wherever long is smaller */
static void set_int64(mpz_t out, int64_t a)
{
    uint64_t const size = magnitude(a);
    mpz_import(out, 1, 1, sizeof size, 0, 0, &size);
    if (a < 0)
        mpz_neg(out, out);
}

static void to_mpq(const struct value *v, mpq_t out)
{
    if (v->big) {
        mpq_set(out, v->big->q);
        return;
    }
    set_int64(mpq_numref(out), v->num);
    set_int64(mpq_denref(out), v->den);
}

static bool get_int64(mpz_t const a, int64_t *out)
{
    if (mpz_sizeinbase(a, 2) > 63)
        return false;
    uint64_t size = 0;
    mpz_export(&size, NULL, 1, sizeof size, 0, 0, a);
    *out = mpz_sgn(a) < 0 ? -(int64_t)size : (int64_t)size;
    return true;
}

/* Takes a canonical rational over (clearing it): small if it fits, refused if too large. */
static enum status from_mpq(mpq_t q, struct value *out)
{
    enum status status = STATUS_OK;
    struct value small = {0, 1, NULL};
    *out = value_int(0);
    if (get_int64(mpq_numref(q), &small.num) && get_int64(mpq_denref(q), &small.den)) {
        *out = small;
    } else if (mpz_sizeinbase(mpq_numref(q), 2) > VALUE_BITS_MAX || mpz_sizeinbase(mpq_denref(q), 2) > VALUE_BITS_MAX) {
        status = STATUS_UNKNOWN;
    } else {
        out->den = 0;
        out->big = memory_new(sizeof *out->big);
        mpq_init(out->big->q);
        mpq_swap(out->big->q, q);
    }
    mpq_clear(q);
    return status;
}

static enum status read_big(struct text digits, int places, struct value *out)
{
    char plain[VALUE_DIGITS_MAX + 1];
    size_t size = 0;
    for (size_t i = 0; i < digits.size; i++)
        if (is_digit(digits.at[i])) {
            if (size == VALUE_DIGITS_MAX)
                return STATUS_UNKNOWN;
            plain[size++] = digits.at[i];
        }
    plain[size] = '\0';
    mpq_t q;
    mpq_init(q);
    if (size && mpz_set_str(mpq_numref(q), plain, 10) != 0)
        die("value_read: not digits");
    mpz_ui_pow_ui(mpq_denref(q), 10, (unsigned long)places);
    mpq_canonicalize(q);
    return from_mpq(q, out);
}

enum status value_read(struct text digits, struct value *out)
{
    uint64_t number = 0, scale = 1;
    int places = 0;
    bool point = false, small = true;
    *out = value_int(0);
    for (size_t i = 0; i < digits.size; i++) {
        char const c = digits.at[i];
        if (c == '.')
            point = true;
        if (!is_digit(c))
            continue;
        small = small && number < (UINT64_C(1) << 58);
        number = number * 10 + (uint64_t)(c - '0');
        scale *= point ? 10 : 1;
        places += point;
    }
    if (!small || places > 17)
        return digits.size > 2 * VALUE_DIGITS_MAX ? STATUS_UNKNOWN : read_big(digits, places, out);
    *out = places ? value_ratio((int64_t)number, (int64_t)scale) : value_int((int64_t)number);
    return STATUS_OK;
}

enum operation { ADD, SUB, MUL, DIV };

static enum status big_operation(const struct value *a, const struct value *b, enum operation what, struct value *out)
{
    mpq_t x, y;
    mpq_init(x);
    mpq_init(y);
    to_mpq(a, x);
    to_mpq(b, y);
    if (what == ADD)
        mpq_add(x, x, y);
    else if (what == SUB)
        mpq_sub(x, x, y);
    else if (what == MUL)
        mpq_mul(x, x, y);
    else
        mpq_div(x, x, y);
    mpq_clear(y);
    return from_mpq(x, out);
}

/* num/den, den > 0, to lowest terms; false if it does not fit. */
static bool reduce(wide num, wide den, struct value *out)
{
    if (!fits(num) || !fits(den))
        return false;
    *out = value_ratio((int64_t)num, (int64_t)den);
    return true;
}

static enum status sum(const struct value *a, const struct value *b, enum operation what, struct value *out)
{
    int const sign = what == ADD ? 1 : -1;
    *out = value_int(0);
    bool const small = !a->big && !b->big && magnitude(a->num) >> SMALL_LIMIT == 0 && magnitude(b->num) >> SMALL_LIMIT == 0;
    if (small && reduce((wide)a->num * b->den + (wide)sign * b->num * a->den, (wide)a->den * b->den, out))
        return STATUS_OK;
    return big_operation(a, b, what, out);
}

/* Integers, most of what there is, take a short way. */
static bool integers(const struct value *a, const struct value *b)
{
    return a->den == 1 && b->den == 1;
}

static bool keep_integer(wide number, struct value *out)
{
    *out = value_int((int64_t)number);
    return fits(number);
}

enum status value_add(const struct value *a, const struct value *b, struct value *out)
{
    if (integers(a, b) && keep_integer((wide)a->num + b->num, out))
        return STATUS_OK;
    return sum(a, b, ADD, out);
}

enum status value_sub(const struct value *a, const struct value *b, struct value *out)
{
    if (integers(a, b) && keep_integer((wide)a->num - b->num, out))
        return STATUS_OK;
    return sum(a, b, SUB, out);
}

enum status value_mul(const struct value *a, const struct value *b, struct value *out)
{
    if (integers(a, b) && keep_integer((wide)a->num * b->num, out))
        return STATUS_OK;
    *out = value_int(0);
    if (!a->big && !b->big && reduce((wide)a->num * b->num, (wide)a->den * b->den, out))
        return STATUS_OK;
    return big_operation(a, b, MUL, out);
}

enum status value_div(const struct value *a, const struct value *b, struct value *out)
{
    *out = value_int(0);
    if (value_sign(b) == 0)
        return STATUS_UNDEFINED;
    if (integers(a, b) && a->num % b->num == 0) {
        *out = value_int(a->num / b->num);
        return STATUS_OK;
    }
    if (!a->big && !b->big) {
        wide const num = (wide)a->num * b->den, den = (wide)a->den * b->num;
        if (den < 0 ? reduce(-num, -den, out) : reduce(num, den, out))
            return STATUS_OK;
    }
    return big_operation(a, b, DIV, out);
}

static size_t bits(const struct value *v)
{
    mpq_t q;
    mpq_init(q);
    to_mpq(v, q);
    size_t const n = mpz_sizeinbase(mpq_numref(q), 2), d = mpz_sizeinbase(mpq_denref(q), 2);
    mpq_clear(q);
    return MAX(n, d);
}

enum status value_pow(const struct value *a, const struct value *exponent, struct value *out)
{
    *out = value_int(0);
    if (exponent->big || exponent->den != 1)
        return STATUS_UNKNOWN;
    uint64_t const size = magnitude(exponent->num);
    if (value_sign(a) == 0 && exponent->num <= 0)
        return STATUS_UNDEFINED;
    if (size > VALUE_BITS_MAX || bits(a) * size > VALUE_BITS_MAX)
        return STATUS_UNKNOWN;
    mpq_t q;
    mpq_init(q);
    to_mpq(a, q);
    mpz_pow_ui(mpq_numref(q), mpq_numref(q), (unsigned long)size);
    mpz_pow_ui(mpq_denref(q), mpq_denref(q), (unsigned long)size);
    if (exponent->num < 0)
        mpq_inv(q, q);
    return from_mpq(q, out);
}

int value_cmp(const struct value *a, const struct value *b)
{
    if (!a->big && !b->big) {
        wide const left = (wide)a->num * b->den, right = (wide)b->num * a->den;
        return (left > right) - (left < right);
    }
    mpq_t x, y;
    mpq_init(x);
    mpq_init(y);
    to_mpq(a, x);
    to_mpq(b, y);
    int const order = mpq_cmp(x, y);
    mpq_clear(x);
    mpq_clear(y);
    return order;
}

bool value_is_times(const struct value *a, int64_t top, int64_t bottom, const struct value *b)
{
    uint64_t const limit = UINT64_C(1) << 40;
    if (!a->big && !b->big && magnitude(a->num) < limit && magnitude(b->num) < limit && (uint64_t)a->den < limit >> 20 &&
        (uint64_t)b->den < limit >> 20 && magnitude(top) < limit >> 20 && (uint64_t)bottom < limit >> 20)
        return (wide)a->num * top * b->den == (wide)b->num * a->den * bottom;
    struct value const factor = value_ratio(top, bottom);
    struct value product;
    if (value_mul(a, &factor, &product) != STATUS_OK)
        return false;
    bool const same = value_equal(&product, b);
    value_clear(&product);
    return same;
}

int value_sign(const struct value *v)
{
    if (v->big)
        return mpq_sgn(v->big->q);
    return (v->num > 0) - (v->num < 0);
}

static int small_places(int64_t den)
{
    int twos = 0, fives = 0;
    for (; den % 2 == 0; den /= 2)
        twos++;
    for (; den % 5 == 0; den /= 5)
        fives++;
    return den == 1 && MAX(twos, fives) <= VALUE_PLACES_MAX ? MAX(twos, fives) : -1;
}

int value_places(const struct value *v)
{
    if (!v->big)
        return v->den == 1 ? 0 : small_places(v->den);
    mpz_t rest, five;
    mpz_init_set(rest, mpq_denref(v->big->q));
    mpz_init_set_ui(five, 5);
    mp_bitcnt_t const twos = mpz_scan1(rest, 0), fives = mpz_remove(rest, rest, five), places = MAX(twos, fives);
    mpz_fdiv_q_2exp(rest, rest, twos);
    bool const finite = mpz_cmp_ui(rest, 1) == 0;
    mpz_clear(five);
    mpz_clear(rest);
    return finite && places <= VALUE_PLACES_MAX ? (int)places : -1;
}

/* The common case without GMP; false where it might not fit. */
static bool round_small(const struct value *v, int places, enum rounding how, struct value *out)
{
    int64_t scale = 1;
    if (v->big || places > 9 || magnitude(v->num) >> 40 || v->den >> 40)
        return false;
    for (int i = 0; i < places; i++)
        scale *= 10;
    wide const twice = (wide)(v->num < 0 ? -v->num : v->num) * scale * 2 + (how == ROUND_HALF_UP ? v->den : 0);
    wide const whole = twice / ((wide)v->den * 2);
    return reduce(v->num < 0 ? -whole : whole, scale, out);
}

enum status value_round(const struct value *v, int places, enum rounding how, struct value *out)
{
    *out = value_int(0);
    if (places < 0 || places > VALUE_PLACES_MAX)
        return STATUS_UNKNOWN;
    if (round_small(v, places, how, out))
        return STATUS_OK;
    mpq_t q;
    mpz_t scale;
    mpq_init(q);
    mpz_init(scale);
    to_mpq(v, q);
    mpz_ui_pow_ui(scale, 10, (unsigned long)places);
    mpz_mul(mpq_numref(q), mpq_numref(q), scale);
    if (how == ROUND_HALF_UP) { /* floor((2|n| + d) / 2d), the sign put back */
        int const sign = mpz_sgn(mpq_numref(q));
        mpz_abs(mpq_numref(q), mpq_numref(q));
        mpz_mul_2exp(mpq_numref(q), mpq_numref(q), 1);
        mpz_add(mpq_numref(q), mpq_numref(q), mpq_denref(q));
        mpz_mul_2exp(mpq_denref(q), mpq_denref(q), 1);
        mpz_fdiv_q(mpq_numref(q), mpq_numref(q), mpq_denref(q));
        if (sign < 0)
            mpz_neg(mpq_numref(q), mpq_numref(q));
    } else {
        mpz_tdiv_q(mpq_numref(q), mpq_numref(q), mpq_denref(q));
    }
    mpz_set(mpq_denref(q), scale);
    mpz_clear(scale);
    mpq_canonicalize(q);
    return from_mpq(q, out);
}

bool value_rounds_to(const struct value *exact, const struct value *shown, int places)
{
    bool same = false;
    for (int how = 0; how < 2 && !same; how++) {
        struct value rounded;
        if (value_round(exact, places, how == 0 ? ROUND_HALF_UP : ROUND_DOWN, &rounded) != STATUS_OK)
            return false;
        same = value_equal(&rounded, shown);
        value_clear(&rounded);
    }
    return same;
}

void value_write(const struct value *v, struct buffer *out)
{
    int const places = value_places(v);
    if (places >= 0) {
        value_write_places(v, places, out);
        return;
    }
    if (!v->big) {
        buffer_int(out, v->num);
        buffer_char(out, '/');
        buffer_int(out, v->den);
        return;
    }
    char *digits = mpq_get_str(NULL, 10, v->big->q);
    buffer_string(out, digits);
    free(digits);
}

/* A small decimal without GMP; false where it might not fit. */
static bool write_small(const struct value *v, int places, struct buffer *out)
{
    int64_t scale = 1;
    if (v->big || places > 9 || magnitude(v->num) >> 31)
        return false;
    for (int i = 0; i < places; i++)
        scale *= 10;
    uint64_t const size = magnitude(v->num) * (uint64_t)scale / (uint64_t)v->den;
    if (v->num < 0)
        buffer_char(out, '-');
    buffer_int(out, (int64_t)(size / (uint64_t)scale));
    if (places)
        buffer_char(out, '.');
    for (scale /= 10; scale; scale /= 10)
        buffer_char(out, (char)('0' + size / (uint64_t)scale % 10));
    return true;
}

void value_write_places(const struct value *v, int places, struct buffer *out)
{
    if (places == 0 && !v->big) {
        buffer_int(out, v->num);
        return;
    }
    if (write_small(v, places, out))
        return;
    mpq_t q;
    mpq_init(q);
    to_mpq(v, q);
    mpz_t scale;
    mpz_init(scale);
    mpz_ui_pow_ui(scale, 10, (unsigned long)places);
    mpz_mul(mpq_numref(q), mpq_numref(q), scale);
    mpz_tdiv_q(mpq_numref(q), mpq_numref(q), mpq_denref(q));
    char *digits = mpz_get_str(NULL, 10, mpq_numref(q));
    struct text whole = text_of(digits);
    if (whole.size && whole.at[0] == '-') {
        buffer_char(out, '-');
        whole = text_part(whole, 1, whole.size);
    }
    for (size_t zeros = whole.size; zeros <= (size_t)places; zeros++)
        buffer_char(out, '0');
    size_t const point = out->size + whole.size - (size_t)places;
    buffer_add(out, whole);
    if (places) {
        buffer_char(out, '.');
        memmove(out->at + point + 1, out->at + point, out->size - 1 - point);
        out->at[point] = '.';
    }
    free(digits);
    mpz_clear(scale);
    mpq_clear(q);
}

void value_write_hex(const struct value *v, struct buffer *out)
{
    mpq_t q;
    mpq_init(q);
    to_mpq(v, q);
    char *digits = mpq_get_str(NULL, 16, q);
    buffer_string(out, digits);
    if (mpz_cmp_ui(mpq_denref(q), 1) == 0)
        buffer_string(out, "/1");
    free(digits);
    mpq_clear(q);
}

enum status value_read_hex(const char *ratio, struct value *out)
{
    mpq_t q;
    mpq_init(q);
    if (mpq_set_str(q, ratio, 16) != 0 || mpz_sgn(mpq_denref(q)) == 0)
        die("value_read_hex: not a ratio");
    mpq_canonicalize(q);
    return from_mpq(q, out);
}

const char *value_version(void)
{
    return gmp_version;
}
