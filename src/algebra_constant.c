#include "algebra_parts.h"

enum { LOW_PRECISION = 128 };

/* By normal form: sin 30° = 1/2, log_4 8 = 3/2. */
static enum status rational_of(const struct formula *f, struct value *out)
{
    struct arena arena = {0};
    struct ring ring;
    struct quotient q;
    fmpq_t number;
    fmpq_init(number);
    ring_init(&ring, 0, true, &arena, &f, 1);
    quotient_init(&ring, &q);
    enum status status = quotient_of(&ring, f, NULL, &q);
    if (status == STATUS_OK)
        status = quotient_fmpq(&ring, &q, number) ? value_of_fmpq(number, out) : STATUS_UNKNOWN;
    quotient_clear(&ring, &q);
    ring_clear(&ring);
    fmpq_clear(number);
    arena_free(&arena);
    return status;
}

/* By a ball that is a single whole number: floor(√10). */
static enum status floor_of(const struct formula *f, const struct point *at, struct value *out)
{
    acb_t ball;
    fmpq_t number;
    acb_init(ball);
    fmpq_init(number);
    enum status status = ball_of(f, at, LOW_PRECISION, ball);
    if (status == STATUS_OK)
        status = acb_is_exact(ball) && acb_is_int(ball) && ball_whole(acb_realref(ball), fmpq_numref(number)) ? STATUS_OK
                                                                                                              : STATUS_UNKNOWN;
    if (status == STATUS_OK)
        status = value_of_fmpq(number, out);
    fmpq_clear(number);
    acb_clear(ball);
    return status;
}

enum status algebra_value(const struct formula *f, struct value *out)
{
    int64_t work = ALGEBRA_STEPS_MAX;
    struct point const at = {.work = &work};
    struct text symbol;
    enum status status = number_of(f, &at, out);
    if (status != STATUS_OK)
        value_clear(out);
    if (status != STATUS_UNKNOWN || formula_symbols(f, &symbol, 1) > 0)
        return status;
    status = rational_of(f, out);
    return status == STATUS_UNKNOWN ? floor_of(f, &at, out) : status;
}

bool algebra_whole(const struct formula *f, int64_t most, int64_t *out)
{
    struct value v;
    *out = 0;
    if (algebra_value(f, &v) != STATUS_OK)
        return false;
    bool const whole = value_is_small(&v) && v.den == 1 && v.num >= -most && v.num <= most;
    *out = whole ? v.num : 0;
    value_clear(&v);
    return whole;
}

static struct text written(const struct value *v, int places, struct arena *arena)
{
    struct buffer digits = {0};
    value_write_places(v, places, &digits);
    return buffer_keep(&digits, arena);
}

/* The digits of a whole number over 10^places. */
static struct text shifted(const fmpz_t whole, int places, struct arena *arena)
{
    struct value v;
    fmpq_t q;
    fmpz_t scale;
    fmpq_init(q);
    fmpz_init(scale);
    fmpz_ui_pow_ui(scale, 10, (ulong)places);
    fmpq_set_fmpz_frac(q, whole, scale);
    if (value_of_fmpq(q, &v) != STATUS_OK)
        die("algebra_digits: too large");
    struct text const text = written(&v, places, arena);
    value_clear(&v);
    fmpz_clear(scale);
    fmpq_clear(q);
    return text;
}

/* floor(|x|·10^places + 1/2) and floor(|x|·10^places), with the sign of x; false if the ball is too wide to tell. */
static bool cut(const arb_t x, int places, slong precision, fmpz_t nearest, fmpz_t down)
{
    arb_t scaled, half;
    fmpz_t ten;
    arb_init(scaled);
    arb_init(half);
    fmpz_init(ten);
    fmpz_ui_pow_ui(ten, 10, (ulong)places);
    bool const negative = arb_is_negative(x);
    arb_mul_fmpz(scaled, x, ten, precision);
    arb_abs(scaled, scaled);
    arb_set_si(half, 1);
    arb_mul_2exp_si(half, half, -1);
    arb_add(half, half, scaled, precision);
    arb_floor(half, half, precision);
    arb_floor(scaled, scaled, precision);
    bool const known = (negative || arb_is_positive(x)) && ball_whole(half, nearest) && ball_whole(scaled, down) &&
                       fmpz_bits(nearest) < VALUE_BITS_MAX;
    if (negative) {
        fmpz_neg(nearest, nearest);
        fmpz_neg(down, down);
    }
    fmpz_clear(ten);
    arb_clear(half);
    arb_clear(scaled);
    return known;
}

static bool irrational_digits(const struct formula *f, int places, struct arena *arena, struct text *nearest, struct text *down)
{
    int64_t work = ALGEBRA_STEPS_MAX;
    struct point const at = {.work = &work};
    bool known = false;
    fmpz_t near, cut_off;
    acb_t ball;
    fmpz_init(near);
    fmpz_init(cut_off);
    acb_init(ball);
    for (slong precision = LOW_PRECISION; !known && precision <= ALGEBRA_PRECISION_MAX; precision *= 2)
        known = ball_of(f, &at, precision, ball) == STATUS_OK && acb_is_real(ball) &&
                cut(acb_realref(ball), places, precision, near, cut_off);
    if (known) {
        *nearest = shifted(near, places, arena);
        *down = shifted(cut_off, places, arena);
    }
    acb_clear(ball);
    fmpz_clear(cut_off);
    fmpz_clear(near);
    return known;
}

bool algebra_digits(const struct formula *f, int places, struct arena *arena, struct text *nearest, struct text *down)
{
    struct value exact, rounded, cut_off;
    if (places < 0 || places > VALUE_PLACES_MAX)
        return false;
    enum status const status = algebra_value(f, &exact);
    if (status != STATUS_OK)
        return status == STATUS_UNKNOWN && irrational_digits(f, places, arena, nearest, down);
    bool const known = value_round(&exact, places, ROUND_HALF_UP, &rounded) == STATUS_OK &&
                       value_round(&exact, places, ROUND_DOWN, &cut_off) == STATUS_OK;
    if (known) {
        *nearest = written(&rounded, places, arena);
        *down = written(&cut_off, places, arena);
        value_clear(&cut_off);
        value_clear(&rounded);
    }
    value_clear(&exact);
    return known;
}
