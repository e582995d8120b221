/* Laws of exact numbers, against GMP's own rationals. */
#include "laws.h"

#include "value.h"

#include <gmp.h>
#include <stdlib.h>

/* A number twice: as misstep has it, and as GMP has it. */
struct twin {
    struct value value;
    mpq_t exact;
};

static void twin_clear(struct twin *t)
{
    value_clear(&t->value);
    mpq_clear(t->exact);
}

static void must(enum status status)
{
    if (status != STATUS_OK)
        die("laws: a value that should be there is not");
}

/* A whole number from 0 on: small ones, and those about the edges where 64 bits end, or half of them. */
static void draw_whole(struct chance *c, mpz_t out)
{
    static const unsigned edges[] = {16, 31, 32, 53, 58, 62, 62, 63, 126};
    size_t const kind = draw(c, 10);
    if (kind < 4) {
        mpz_set_ui(out, draw(c, kind < 2 ? 20 : 100000));
    } else if (kind < 7) {
        mpz_ui_pow_ui(out, 2, DRAW_FROM(c, edges));
        mpz_add_ui(out, out, draw(c, 2) * draw(c, 3));
        mpz_sub_ui(out, out, draw(c, 2) * draw(c, 3));
    } else if (kind < 8) {
        mpz_ui_pow_ui(out, 10, draw(c, 30));
        mpz_mul_ui(out, out, draw(c, 12));
    } else {
        mpz_set_ui(out, draw(c, UINT32_MAX));
        mpz_mul_2exp(out, out, kind == 8 ? 31 : 70);
        mpz_add_ui(out, out, draw(c, UINT32_MAX));
    }
}

static struct value value_of(mpz_t const whole)
{
    struct value value;
    char *digits = mpz_get_str(NULL, 10, whole);
    must(value_read(text_of(digits), &value));
    free(digits);
    return value;
}

static void draw_twin(struct chance *c, struct twin *out)
{
    struct value const zero = value_int(0);
    mpq_init(out->exact);
    draw_whole(c, mpq_numref(out->exact));
    if (draw(c, 2))
        draw_whole(c, mpq_denref(out->exact));
    if (mpz_sgn(mpq_denref(out->exact)) == 0)
        mpz_set_ui(mpq_denref(out->exact), 1);
    struct value top = value_of(mpq_numref(out->exact)), bottom = value_of(mpq_denref(out->exact)), ratio;
    must(value_div(&top, &bottom, &ratio));
    mpq_canonicalize(out->exact);
    if (draw(c, 3) == 0) { /* below zero */
        must(value_sub(&zero, &ratio, &out->value));
        mpq_neg(out->exact, out->exact);
        value_clear(&ratio);
    } else {
        out->value = ratio;
    }
    value_clear(&top);
    value_clear(&bottom);
}

/* Another number; sometimes the same, so that sums end on an edge, too. */
static void draw_other(struct chance *c, const struct twin *first, struct twin *out)
{
    struct value const zero = value_int(0);
    if (draw(c, 4)) {
        draw_twin(c, out);
        return;
    }
    mpq_init(out->exact);
    mpq_set(out->exact, first->exact);
    must(value_add(&first->value, &zero, &out->value));
}

static void say(struct chance *c, const char *what, const struct value *value)
{
    buffer_format(&c->says, " %s ", what);
    value_write(value, &c->says);
}

static void set_int64(mpz_t out, int64_t number)
{
    struct buffer digits = {0};
    buffer_int(&digits, number);
    buffer_char(&digits, '\0');
    mpz_set_str(out, digits.at, 10);
    buffer_free(&digits);
}

static bool fits(mpz_t const whole)
{
    return mpz_sizeinbase(whole, 2) <= 63;
}

/* "-12.5" or "-25/3" as GMP reads it */
static void read_written(struct text written, mpq_t out)
{
    struct buffer plain = {0};
    size_t places = 0;
    const char *point = memchr(written.at, '.', written.size);
    for (size_t i = 0; i < written.size; i++)
        if (written.at[i] != '.')
            buffer_char(&plain, written.at[i]);
    if (point)
        places = (size_t)(written.at + written.size - point) - 1;
    buffer_char(&plain, '\0');
    if (mpq_set_str(out, plain.at, 10) != 0)
        die("laws: value_write wrote no number: %s", plain.at);
    for (; places; places--)
        mpz_mul_ui(mpq_denref(out), mpq_denref(out), 10);
    mpq_canonicalize(out);
    buffer_free(&plain);
}

/* Are the two the same number, and is the value in the form that value.h promises? */
static bool agrees(const struct value *value, mpq_t const exact)
{
    mpq_t other;
    bool const small = fits(mpq_numref(exact)) && fits(mpq_denref(exact));
    mpq_init(other);
    if (value_is_small(value)) {
        set_int64(mpq_numref(other), value->num);
        set_int64(mpq_denref(other), value->den);
    } else {
        struct buffer written = {0};
        value_write(value, &written);
        read_written(buffer_text(&written), other);
        buffer_free(&written);
    }
    bool const same = mpz_cmp(mpq_numref(other), mpq_numref(exact)) == 0 && mpz_cmp(mpq_denref(other), mpq_denref(exact)) == 0;
    mpq_clear(other);
    return same && value_is_small(value) == small;
}

static enum outcome operations(struct chance *c)
{
    static enum status (*const ours[])(const struct value *, const struct value *, struct value *) = {value_add, value_sub,
                                                                                                      value_mul, value_div};
    static void (*const theirs[])(mpq_ptr, mpq_srcptr, mpq_srcptr) = {mpq_add, mpq_sub, mpq_mul, mpq_div};
    static const char *const signs[] = {"+", "-", "*", "/"};
    size_t const what = draw(c, COUNT(ours));
    struct twin a, b, out;
    draw_twin(c, &a);
    draw_other(c, &a, &b);
    say(c, "", &a.value);
    say(c, signs[what], &b.value);
    mpq_init(out.exact);
    enum status const status = ours[what](&a.value, &b.value, &out.value);
    bool good = status == STATUS_UNDEFINED && theirs[what] == mpq_div && mpq_sgn(b.exact) == 0 && out.value.num == 0;
    if (status == STATUS_OK) {
        theirs[what](out.exact, a.exact, b.exact);
        good = agrees(&out.value, out.exact);
    }
    twin_clear(&a);
    twin_clear(&b);
    twin_clear(&out);
    return held(good);
}

static void raise(mpq_t const base, long exponent, mpq_t out)
{
    unsigned long const size = (unsigned long)labs(exponent);
    mpz_pow_ui(mpq_numref(out), mpq_numref(base), size);
    mpz_pow_ui(mpq_denref(out), mpq_denref(base), size);
    if (exponent < 0)
        mpq_inv(out, out);
}

static enum outcome powers(struct chance *c)
{
    static const int64_t exponents[] = {-70, -3, -2, -1, 0, 1, 2, 3, 4, 7, 62, 63, 64, 200, 20000, INT64_MAX, -INT64_MAX};
    struct twin a, out;
    struct value const exponent = value_int(DRAW_FROM(c, exponents));
    draw_twin(c, &a);
    say(c, "", &a.value);
    say(c, "^", &exponent);
    mpq_init(out.exact);
    size_t const bits = MAX(mpz_sizeinbase(mpq_numref(a.exact), 2), mpz_sizeinbase(mpq_denref(a.exact), 2));
    enum status const status = value_pow(&a.value, &exponent, &out.value);
    bool const undefined = mpq_sgn(a.exact) == 0 && exponent.num <= 0;
    bool const large = exponent.num > 20000 || exponent.num < -20000 ||
                       bits * (size_t)(exponent.num < 0 ? -exponent.num : exponent.num) > VALUE_BITS_MAX;
    bool good = status == (undefined ? STATUS_UNDEFINED : large ? STATUS_UNKNOWN : STATUS_OK);
    if (good && status == STATUS_OK) {
        raise(a.exact, (long)exponent.num, out.exact);
        good = agrees(&out.value, out.exact);
    }
    twin_clear(&a);
    twin_clear(&out);
    return held(good);
}

static int sign_of(int order)
{
    return (order > 0) - (order < 0);
}

static enum outcome order(struct chance *c)
{
    struct twin a, b;
    draw_twin(c, &a);
    draw_twin(c, &b);
    if (draw(c, 4) == 0) { /* very near each other, or equal */
        struct value nudge = value_ratio((int64_t)draw(c, 3) - 1, 1 + (int64_t)draw(c, UINT32_MAX)), near;
        mpq_t exact;
        mpq_init(exact);
        set_int64(mpq_numref(exact), nudge.num);
        set_int64(mpq_denref(exact), nudge.den);
        must(value_add(&a.value, &nudge, &near));
        mpq_add(b.exact, a.exact, exact);
        mpq_clear(exact);
        value_clear(&b.value);
        b.value = near;
    }
    say(c, "", &a.value);
    say(c, "<=>", &b.value);
    int const expected = sign_of(mpq_cmp(a.exact, b.exact));
    bool const good = sign_of(value_cmp(&a.value, &b.value)) == expected && sign_of(value_cmp(&b.value, &a.value)) == -expected &&
                      value_equal(&a.value, &b.value) == (expected == 0) && value_sign(&a.value) == mpq_sgn(a.exact);
    twin_clear(&a);
    twin_clear(&b);
    return held(good);
}

/* |r| * 10^places is whole, r has the sign of v, and its distance is what the rule allows: below 1 and towards zero, or at most
 * 1/2, and then away from zero. */
static bool rounded_rightly(mpq_t const v, mpq_t const r, int places, enum rounding how)
{
    mpq_t scale, step, gap, limit;
    mpq_inits(scale, step, gap, limit, (mpq_ptr)NULL);
    mpz_ui_pow_ui(mpq_numref(scale), 10, (unsigned long)places);
    mpq_mul(step, r, scale);
    bool good = mpz_cmp_ui(mpq_denref(step), 1) == 0 && (mpq_sgn(r) == 0 || mpq_sgn(r) == mpq_sgn(v));
    mpq_abs(gap, v);
    mpq_abs(limit, r);
    mpq_sub(gap, gap, limit); /* |v| - |r|, in units of the last place */
    mpq_mul(gap, gap, scale);
    if (how == ROUND_DOWN)
        good = good && mpq_sgn(gap) >= 0 && mpq_cmp_ui(gap, 1, 1) < 0;
    else
        good = good && mpq_cmp_si(gap, -1, 2) >= 0 && mpq_cmp_si(gap, 1, 2) < 0;
    mpq_clears(scale, step, gap, limit, (mpq_ptr)NULL);
    return good;
}

static enum outcome rounding(struct chance *c)
{
    enum rounding const how = draw(c, 2) ? ROUND_HALF_UP : ROUND_DOWN;
    int const places = (int)draw(c, 8);
    struct twin a, out;
    draw_twin(c, &a);
    say(c, how == ROUND_DOWN ? "cut off" : "rounded", &a.value);
    buffer_format(&c->says, " to %d places", places);
    mpq_init(out.exact);
    must(value_round(&a.value, places, how, &out.value));
    struct buffer written = {0};
    value_write(&out.value, &written);
    read_written(buffer_text(&written), out.exact);
    bool const good = agrees(&out.value, out.exact) && rounded_rightly(a.exact, out.exact, places, how);
    buffer_free(&written);
    twin_clear(&a);
    twin_clear(&out);
    return held(good);
}

static enum outcome places(struct chance *c)
{
    struct twin a;
    mpq_t scaled;
    int expected = -1;
    draw_twin(c, &a);
    say(c, "places of", &a.value);
    mpq_init(scaled);
    mpq_set(scaled, a.exact);
    for (int i = 0; i <= VALUE_PLACES_MAX && expected < 0; i++) {
        if (mpz_cmp_ui(mpq_denref(scaled), 1) == 0)
            expected = i;
        mpz_mul_ui(mpq_numref(scaled), mpq_numref(scaled), 10);
        mpq_canonicalize(scaled);
    }
    bool const good = value_places(&a.value) == expected;
    mpq_clear(scaled);
    twin_clear(&a);
    return held(good);
}

/* What is written is read back, "a/b" in two parts; with more places than needed, too. */
static enum outcome writing(struct chance *c)
{
    struct twin a;
    struct buffer written = {0};
    mpq_t again;
    draw_twin(c, &a);
    int const needed = value_places(&a.value);
    if (needed >= 0 && draw(c, 2))
        value_write_places(&a.value, MIN(needed + (int)draw(c, 4), (int)VALUE_PLACES_MAX), &written);
    else
        value_write(&a.value, &written);
    buffer_add(&c->says, buffer_text(&written));
    mpq_init(again);
    read_written(buffer_text(&written), again);
    bool good = mpq_equal(again, a.exact) && !memchr(written.at, '/', written.size) == (needed >= 0);
    if (mpq_sgn(a.exact) >= 0 && needed >= 0) {
        struct value read;
        good = good && value_read(buffer_text(&written), &read) == STATUS_OK && agrees(&read, a.exact);
        value_clear(&read);
    }
    mpq_clear(again);
    buffer_free(&written);
    twin_clear(&a);
    return held(good);
}

static enum outcome multiples(struct chance *c)
{
    static const int64_t tops[] = {1, 100, -1, 12, 3, 1048575, 1048577, INT64_C(1) << 61}, bottoms[] = {1, 100, 7, 1048577};
    int64_t const top = DRAW_FROM(c, tops), bottom = DRAW_FROM(c, bottoms);
    struct value const factor = value_ratio(top, bottom);
    struct twin a, b;
    draw_twin(c, &a);
    draw_twin(c, &b);
    if (draw(c, 2)) {
        value_clear(&b.value);
        must(value_mul(&a.value, &factor, &b.value));
    }
    say(c, "", &a.value);
    buffer_format(&c->says, " * %jd/%jd =", (intmax_t)top, (intmax_t)bottom);
    say(c, "", &b.value);
    set_int64(mpq_numref(b.exact), factor.num);
    set_int64(mpq_denref(b.exact), factor.den);
    mpq_mul(b.exact, b.exact, a.exact);
    bool const good = value_is_times(&a.value, top, bottom, &b.value) == agrees(&b.value, b.exact);
    twin_clear(&a);
    twin_clear(&b);
    return held(good);
}

const struct law laws_of_numbers[] = {
    {"a sum, difference, product or quotient is GMP's", operations},
    {"a power is GMP's, or refused for its size", powers},
    {"the order of two values is GMP's", order},
    {"rounding and cutting off keep to their definitions", rounding},
    {"a finite decimal has the places it needs", places},
    {"a value written and read is the same", writing},
    {"a multiple is known as one", multiples},
    {NULL, NULL},
};
