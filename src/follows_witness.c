#include "follows_parts.h"

enum { NEAR_PLACES = 4 }; /* decimals of an irrational solution, for people */

/* Gives those unknowns their values that were eliminated, the last one first; what is still free is 0. */
static void complete(struct question *q)
{
    struct witness *const w = &q->witness;
    fmpq_t below;
    fmpq_init(below);
    for (size_t i = q->eliminated_count; i-- > 0;) {
        const struct eliminated *const e = &q->eliminated[i];
        for (size_t g = 0; g < FOLLOWS_VALUES_MAX; g++)
            w->given[g] = w->given[g] || g != (size_t)e->unknown;
        if (poly_value(q, e->above, w->values[e->unknown]) && poly_value(q, e->below, below) && !fmpq_is_zero(below))
            fmpq_div(w->values[e->unknown], w->values[e->unknown], below);
        else
            w->exact = false;
        w->given[e->unknown] = true;
    }
    fmpq_clear(below);
}

static void write_value(const struct question *q, size_t g, struct buffer *out)
{
    struct value value, rounded;
    if (value_of_fmpq(q->witness.values[g], &value) != STATUS_OK)
        return;
    buffer_string(out, out->size ? ", " : "");
    buffer_add(out, q->ring.generators[g].text);
    buffer_string(out, q->witness.exact ? " = " : " ≈ ");
    if (!q->witness.exact && value_round(&value, NEAR_PLACES, ROUND_HALF_UP, &rounded) == STATUS_OK) {
        value_write(&rounded, out);
        value_clear(&rounded);
    } else {
        value_write(&value, out);
    }
    value_clear(&value);
}

static const struct formula *formula_of_size(struct arena *arena, const fmpz_t number)
{
    fmpz_t size;
    fmpz_init(size);
    fmpz_abs(size, number);
    char *const digits = fmpz_get_str(NULL, 10, size);
    const struct formula *const f = formula_new(arena, FORMULA_NUMBER, 0, text_copy(arena, text_of(digits)), NULL, 0, NULL);
    flint_free(digits);
    fmpz_clear(size);
    return f;
}

static const struct formula *formula_of_fmpq(struct arena *arena, const fmpq_t number)
{
    const struct formula *f = formula_of_size(arena, fmpq_numref(number));
    if (!fmpz_is_one(fmpq_denref(number)))
        f = formula_binary(arena, FORMULA_DIV, f, formula_of_size(arena, fmpq_denref(number)));
    return fmpq_sgn(number) < 0 ? formula_unary(arena, FORMULA_NEG, f) : f;
}

/* The side of a relation with the values of the witness, if that is a rational number. */
static bool side_value(struct question *q, const struct formula *f, struct value *out)
{
    for (size_t g = 0; f && g < q->ring.count; g++)
        if (q->ring.generators[g].kind == GENERATOR_SYMBOL && q->witness.given[g])
            f = formula_put(q->arena, f, q->ring.generators[g].text, formula_of_fmpq(q->arena, q->witness.values[g]));
    return f && algebra_value(f, out) == STATUS_OK;
}

/* "…, and here 4 is not 5", for a line that is one equation. */
static void write_sides(struct question *q, const struct formula *line, struct buffer *out)
{
    struct value left, right;
    if (!q->witness.exact || line->kind != FORMULA_CHAIN || !text_equal(line->text, TEXT("=")))
        return;
    if (!side_value(q, line->args[0], &left))
        return;
    if (side_value(q, line->args[1], &right)) {
        buffer_string(out, ", and here ");
        value_write(&left, out);
        buffer_string(out, " is not ");
        value_write(&right, out);
        value_clear(&right);
    }
    value_clear(&left);
}

struct text witness_text(struct question *q, const struct asked *a)
{
    struct buffer out = {0};
    complete(q);
    for (size_t g = 0; g < q->ring.count; g++)
        if (q->ring.generators[g].kind == GENERATOR_SYMBOL && q->witness.given[g])
            write_value(q, g, &out);
    if (out.size && a->count)
        buffer_string(&out, a->count == 1 ? " solves the line before" : " solves the lines before");
    if (out.size)
        write_sides(q, a->line, &out);
    return buffer_keep(&out, a->arena);
}

bool witness_is_broken(const struct question *q)
{
    bool broken = !q->witness.exact;
    for (size_t g = 0; g < q->ring.count; g++)
        broken = broken || (q->witness.given[g] && !fmpz_is_one(fmpq_denref(q->witness.values[g])));
    return broken;
}
