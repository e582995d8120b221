#include "algebra_parts.h"

enum { WITNESS_DIGITS = 6, WITNESS_LONG = 50, WITNESS_PRECISION = 256 };

/* What is known of a formula at a point. */
struct seen {
    enum status status; /* UNKNOWN: neither exact nor ball */
    bool exact;
    struct value value;
    acb_t ball;
};

static void look(const struct formula *f, const struct point *at, slong precision, struct seen *out)
{
    acb_init(out->ball);
    out->status = number_of(f, at, &out->value);
    out->exact = out->status == STATUS_OK;
    if (out->status == STATUS_UNKNOWN && precision)
        out->status = ball_of(f, at, precision, out->ball);
}

static void unlook(struct seen *seen)
{
    value_clear(&seen->value);
    acb_clear(seen->ball);
}

/* The ball of what is known exactly, for comparison with another one. */
static void make_ball(struct seen *seen, slong precision)
{
    fmpq_t q;
    if (!seen->exact)
        return;
    fmpq_init(q);
    value_to_fmpq(&seen->value, q);
    acb_set_fmpq(seen->ball, q, precision);
    fmpq_clear(q);
}

static void write_part(const arb_t a, slong digits, struct buffer *out)
{
    char *written = arb_get_str(a, digits, ARB_STR_NO_RADIUS);
    buffer_string(out, written);
    flint_free(written);
}

static void write_ball(const acb_t a, slong digits, struct buffer *out)
{
    write_part(acb_realref(a), digits, out);
    if (!acb_is_real(a)) {
        buffer_string(out, " + ");
        write_part(acb_imagref(a), digits, out);
        buffer_string(out, "*i");
    }
}

/* Both sides: exact ones as they are unless they are long, others with as many digits as show the difference. */
static void write_sides(const struct seen *a, const struct seen *b, struct buffer *out)
{
    const struct seen *const sides[] = {a, b};
    struct buffer texts[2] = {{0}, {0}};
    for (slong digits = WITNESS_DIGITS; digits <= WITNESS_LONG; digits *= 2) {
        for (size_t i = 0; i < 2; i++) {
            texts[i].size = 0;
            if (sides[i]->exact)
                value_write(&sides[i]->value, &texts[i]);
            if (!sides[i]->exact || texts[i].size > WITNESS_LONG) {
                texts[i].size = 0;
                write_ball(sides[i]->ball, digits, &texts[i]);
            }
        }
        if (!text_equal(buffer_text(&texts[0]), buffer_text(&texts[1])))
            break;
    }
    buffer_add(out, buffer_text(&texts[0]));
    buffer_string(out, " and ");
    buffer_add(out, buffer_text(&texts[1]));
    buffer_free(&texts[0]);
    buffer_free(&texts[1]);
}

static void write_bindings(const struct binding *bindings, struct buffer *out)
{
    if (!bindings)
        return;
    if (bindings->next) {
        write_bindings(bindings->next, out);
        out->size -= 2; /* ": " */
        buffer_string(out, ", ");
    }
    buffer_add(out, bindings->name);
    buffer_string(out, " = ");
    value_write(&bindings->value, out);
    buffer_string(out, ": ");
}

static void write_witness(const struct point *at, struct seen *a, struct seen *b, struct arena *arena, struct text *witness)
{
    struct buffer says = {0};
    write_bindings(at->bindings, &says);
    make_ball(a, WITNESS_PRECISION);
    make_ball(b, WITNESS_PRECISION);
    write_sides(a, b, &says);
    *witness = buffer_keep(&says, arena);
}

static enum standing stand(struct seen *a, struct seen *b, slong precision)
{
    if (a->exact && b->exact) {
        int const order = value_cmp(&a->value, &b->value);
        return order == 0 ? STAND_SAME : order < 0 ? STAND_BELOW : STAND_ABOVE;
    }
    make_ball(a, precision);
    make_ball(b, precision);
    if (acb_overlaps(a->ball, b->ball))
        return acb_is_exact(a->ball) && acb_is_exact(b->ball) ? STAND_SAME : STAND_TOGETHER;
    if (!acb_is_real(a->ball) || !acb_is_real(b->ball))
        return STAND_APART;
    return arb_lt(acb_realref(a->ball), acb_realref(b->ball)) ? STAND_BELOW : STAND_ABOVE;
}

enum standing standing_at(const struct formula *a, const struct formula *b, const struct point *at, slong precision,
                          struct arena *arena, struct text *witness)
{
    struct seen left, right;
    look(a, at, precision, &left);
    look(b, at, precision, &right);
    enum standing standing = STAND_NOWHERE;
    if (left.status == STATUS_UNDEFINED || right.status == STATUS_UNDEFINED) {
        standing = STAND_UNDEFINED;
    } else if (left.status == STATUS_OK && right.status == STATUS_OK) {
        standing = stand(&left, &right, precision);
        if (standing_differs(standing))
            write_witness(at, &left, &right, arena, witness);
    }
    unlook(&right);
    unlook(&left);
    return standing;
}
