/* Functions that computer algebra and graders write around what they mean. */
#include "equivalence_parts.h"

enum {
    DERIVED_NODES_MAX = 150, /* of what is derived or integrated */
    DERIVED_TIMES_MAX = 4
};

static const struct formula *call(struct comparison *c, const char *name, const struct formula *const *args, size_t count)
{
    return formula_new(c->arena, FORMULA_CALL, FUNCTION_UNKNOWN, text_of(name), args, count, NULL);
}

static const struct formula *of(struct comparison *c, enum formula_function function, const struct formula *x)
{
    return formula_new(c->arena, FORMULA_CALL, (uint8_t)function, TEXT(""), &x, 1, NULL);
}

static const struct formula *times(struct comparison *c, const struct formula *a, const struct formula *b)
{
    return formula_binary(c->arena, FORMULA_MUL, a, b);
}

static const struct formula *minus_one(struct comparison *c, const struct formula *f)
{
    return formula_binary(c->arena, FORMULA_ADD, f, formula_unary(c->arena, FORMULA_NEG, formula_number(c->arena, 1)));
}

/* A small whole number in [-30, 30], or false. */
static bool whole_number(const struct formula *f, int *out)
{
    int64_t number;
    bool const fits = algebra_whole(f, 30, &number);
    *out = (int)number;
    return fits;
}

/* ---- derivatives ---- */

static const struct formula *derived(struct comparison *c, const struct formula *f, const struct formula *x);

/* u'vw + uv'w + uvw' */
static const struct formula *of_product(struct comparison *c, const struct formula *f, const struct formula *x)
{
    const struct formula **terms = ARENA_ARRAY(c->arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++) {
        const struct formula **factors = ARENA_ARRAY(c->arena, const struct formula *, f->count);
        memcpy(factors, f->args, f->count * sizeof *factors);
        if (!(factors[i] = derived(c, f->args[i], x)))
            return NULL;
        terms[i] = formula_new(c->arena, FORMULA_MUL, 0, TEXT(""), factors, f->count, NULL);
    }
    return formula_new(c->arena, FORMULA_ADD, 0, TEXT(""), terms, f->count, NULL);
}

/* (u'v − uv')/v² */
static const struct formula *of_quotient(struct comparison *c, const struct formula *f, const struct formula *x)
{
    const struct formula *u = f->args[0], *v = f->args[1], *du = derived(c, u, x), *dv = derived(c, v, x);
    if (!du || !dv)
        return NULL;
    const struct formula *above =
        formula_binary(c->arena, FORMULA_ADD, times(c, du, v), formula_unary(c->arena, FORMULA_NEG, times(c, u, dv)));
    return formula_binary(c->arena, FORMULA_DIV, above, formula_binary(c->arena, FORMULA_POW, v, formula_number(c->arena, 2)));
}

/* n u^(n−1) u', or a^u ln(a) u' */
static const struct formula *of_power(struct comparison *c, const struct formula *f, const struct formula *x)
{
    const struct formula *base = f->args[0], *power = f->args[1];
    bool const above = formula_mentions(power, x->text);
    const struct formula *inner = derived(c, above ? power : base, x);
    if (!inner || (above && formula_mentions(base, x->text)))
        return NULL;
    const struct formula *outer = above ? times(c, f, of(c, FUNCTION_LN, base))
                                        : times(c, power, formula_binary(c->arena, FORMULA_POW, base, minus_one(c, power)));
    return times(c, outer, inner);
}

/* sin, cos, exp, ln of u; anything else stays a derivative. */
static const struct formula *of_call(struct comparison *c, const struct formula *f, const struct formula *x)
{
    const struct formula *u = f->args[0], *inner = f->count == 1 ? derived(c, u, x) : NULL, *outer = NULL;
    const struct formula *const both[] = {f, x};
    if (f->sub == FUNCTION_SIN)
        outer = of(c, FUNCTION_COS, u);
    else if (f->sub == FUNCTION_COS)
        outer = formula_unary(c->arena, FORMULA_NEG, of(c, FUNCTION_SIN, u));
    else if (f->sub == FUNCTION_EXP)
        outer = f;
    else if (f->sub == FUNCTION_LN)
        outer = formula_binary(c->arena, FORMULA_DIV, formula_number(c->arena, 1), u);
    else if (f->sub == FUNCTION_UNKNOWN)
        return call(c, "diff", both, 2);
    return outer && inner ? times(c, outer, inner) : NULL;
}

static const struct formula *derived(struct comparison *c, const struct formula *f, const struct formula *x)
{
    const struct formula **args = ARENA_ARRAY(c->arena, const struct formula *, f->count + 1);
    if (!formula_mentions(f, x->text))
        return formula_number(c->arena, 0);
    switch (f->kind) {
    case FORMULA_SYMBOL:
        return formula_number(c->arena, 1);
    case FORMULA_ADD:
    case FORMULA_NEG:
        for (size_t i = 0; i < f->count; i++)
            if (!(args[i] = derived(c, f->args[i], x)))
                return NULL;
        return formula_new(c->arena, f->kind, 0, TEXT(""), args, f->count, NULL);
    case FORMULA_MUL:
        return of_product(c, f, x);
    case FORMULA_DIV:
        return of_quotient(c, f, x);
    case FORMULA_POW:
        return of_power(c, f, x);
    case FORMULA_CALL:
        return of_call(c, f, x);
    default:
        return NULL;
    }
}

/* diff(f, x), diff(f, x, 2) */
static const struct formula *derivative(struct comparison *c, const struct formula *f)
{
    int times = 1;
    if (f->count == 3 && (!whole_number(f->args[2], &times) || times < 1 || times > DERIVED_TIMES_MAX))
        return f;
    const struct formula *out = f->args[0], *x = f->args[1];
    for (int i = 0; i < times && out; i++)
        out = formula_size(out, DERIVED_NODES_MAX) <= DERIVED_NODES_MAX ? derived(c, out, x) : NULL;
    return out ? out : f;
}

/* ---- integrals of polynomials ---- */

static const struct formula *raised(struct comparison *c, const struct formula *base, const struct formula *power)
{
    const struct formula *next = formula_binary(c->arena, FORMULA_ADD, power, formula_number(c->arena, 1));
    return formula_binary(c->arena, FORMULA_DIV, formula_binary(c->arena, FORMULA_POW, base, next), next);
}

/* x * x^2 as x^3; NULL if it is no product of powers of x. */
static const struct formula *joined_powers(struct comparison *c, const struct formula *f, const struct formula *x)
{
    int sum = 0, one;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *part = f->args[i];
        bool const power = part->kind == FORMULA_POW && formula_same(part->args[0], x) && whole_number(part->args[1], &one);
        if (!power && !formula_same(part, x))
            return NULL;
        sum += power ? one : 1;
    }
    return f->kind == FORMULA_MUL && sum > 0 ? raised(c, x, formula_number(c->arena, sum)) : NULL;
}

static const struct formula *antiderivative(struct comparison *c, const struct formula *f, const struct formula *x)
{
    const struct formula **args = ARENA_ARRAY(c->arena, const struct formula *, f->count + 1);
    size_t with = 0;
    if (!formula_mentions(f, x->text))
        return times(c, f, x);
    if (f->kind == FORMULA_SYMBOL)
        return raised(c, x, formula_number(c->arena, 1));
    if (f->kind == FORMULA_POW && formula_same(f->args[0], x) && f->args[1]->kind == FORMULA_NUMBER)
        return raised(c, x, f->args[1]);
    bool const linear = f->kind == FORMULA_ADD || f->kind == FORMULA_NEG;
    if (!linear && f->kind != FORMULA_MUL && f->kind != FORMULA_DIV)
        return NULL;
    for (size_t i = 0; i < f->count; i++) {
        bool const here = linear || formula_mentions(f->args[i], x->text);
        args[i] = here ? antiderivative(c, f->args[i], x) : f->args[i];
        if (!args[i] || (here && f->kind == FORMULA_DIV && i > 0))
            return NULL;
        with += here;
    }
    return linear || with == 1 ? formula_new(c->arena, f->kind, 0, TEXT(""), args, f->count, NULL) : joined_powers(c, f, x);
}

/* int(f, x, a, b) */
static const struct formula *integral(struct comparison *c, const struct formula *f)
{
    const struct formula *x = f->args[1];
    if (formula_size(f, DERIVED_NODES_MAX) > DERIVED_NODES_MAX || equivalence_has_infinity(f))
        return f;
    const struct formula *whole = antiderivative(c, f->args[0], x);
    const struct formula *low = whole ? formula_put(c->arena, whole, x->text, f->args[2]) : NULL;
    const struct formula *high = low ? formula_put(c->arena, whole, x->text, f->args[3]) : NULL;
    return high ? formula_binary(c->arena, FORMULA_ADD, high, formula_unary(c->arena, FORMULA_NEG, low)) : f;
}

/* ---- roundings ---- */

static const struct formula *power_of_ten(struct comparison *c, int power)
{
    return formula_binary(c->arena, FORMULA_POW, formula_number(c->arena, 10), formula_number(c->arena, power));
}

/* A value to so many places; halves to the even neighbour where Maxima rounds, else NULL where rules differ. */
static const struct formula *to_places(struct comparison *c, const struct formula *f, int places)
{
    struct value x, r, twice = value_int(0);
    const struct formula *out = NULL;
    if (algebra_value(times(c, f, power_of_ten(c, places)), &x) != STATUS_OK)
        return NULL;
    if (value_round(&x, 0, ROUND_HALF_UP, &r) == STATUS_OK && value_is_small(&r) && value_is_small(&x)) {
        struct value const half = value_ratio(1, 2), minus = value_ratio(-1, 2);
        bool const known = value_sub(&x, &r, &twice) == STATUS_OK;
        bool const tie = known && (value_equal(&twice, &half) || value_equal(&twice, &minus)), odd = r.num % 2 != 0;
        int64_t const even = tie && odd && c->options->exact && places == 0 ? r.num - value_sign(&r) : r.num;
        if (known && (!tie || !odd || even != r.num))
            out = times(c, formula_number(c->arena, even), power_of_ten(c, -places));
        value_clear(&r);
    }
    value_clear(&twice);
    value_clear(&x);
    return out;
}

/* significantfigures(x, n) */
static const struct formula *to_figures(struct comparison *c, const struct formula *f, int figures)
{
    struct value x;
    int above = 0; /* digits before the point */
    int64_t ten = 1;
    if (algebra_value(f, &x) != STATUS_OK || !value_is_small(&x) || value_sign(&x) == 0) {
        value_clear(&x);
        return NULL;
    }
    struct value const size = value_ratio(x.num < 0 ? -x.num : x.num, x.den);
    while (above < 18 && value_cmp(&size, &(struct value){ten, 1, NULL}) >= 0)
        above++, ten *= 10;
    value_clear(&x);
    return above > 0 && above < 18 ? to_places(c, f, figures - above) : NULL;
}

/* ---- names ---- */

bool equivalence_is_display(const struct formula *f)
{
    if (formula_is_call(f, FUNCTION_UNKNOWN) &&
        text_is_among(f->text, TEXT("displaydp dispdp displaysci scientific_notation dispsf displaysf")))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (equivalence_is_display(f->args[i]))
            return true;
    return false;
}

/* The functions that stand for their first argument: displays, and what only changes its form. */
static bool is_silent(const struct formula *f)
{
    return text_is_among(f->text, f->count == 1
                                      ? TEXT("num_ensure_rational trigeval make_less_ineq expand factor simplify ratsimp "
                                             "fullratsimp rat trigsimp trigreduce trigexpand radcan ev")
                                  : f->count == 2 ? TEXT("displaydp dispdp scientific_notation dispsf displaysf")
                                                  : TEXT(""));
}

/* sum(f, k, a, b) as Σ */
static const struct formula *over(struct comparison *c, const struct formula *f, enum formula_kind kind)
{
    const struct formula *const args[] = {f->args[1], f->args[2], f->args[3], f->args[0]};
    return formula_new(c->arena, kind, 0, TEXT(""), args, 4, f);
}

static const struct formula *of_numbers(struct comparison *c, const struct formula *f)
{
    const struct formula *out = NULL;
    int places;
    if (f->count == 1 && text_equal(f->text, TEXT("round")))
        out = to_places(c, f->args[0], 0);
    else if (f->count == 2 && text_equal(f->text, TEXT("decimalplaces")) && whole_number(f->args[1], &places) && places >= 0)
        out = to_places(c, f->args[0], places);
    else if (f->count == 2 && text_is_among(f->text, TEXT("significantfigures sigfigs")) && whole_number(f->args[1], &places) &&
             places > 0)
        out = to_figures(c, f->args[0], places);
    else if (f->count == 3 && text_equal(f->text, TEXT("displaysci")))
        out = times(c, f->args[0], formula_binary(c->arena, FORMULA_POW, formula_number(c->arena, 10), f->args[2]));
    return out ? out : f;
}

/* matrix([1, 2], [3, 4]) */
static const struct formula *matrix(struct comparison *c, const struct formula *f)
{
    size_t const columns = f->args[0]->count;
    const struct formula **cells = ARENA_ARRAY(c->arena, const struct formula *, f->count *columns + 1);
    for (size_t i = 0; i < f->count; i++) {
        if (f->args[i]->kind != FORMULA_TUPLE || f->args[i]->count != columns || columns > 255)
            return f;
        memcpy(cells + i * columns, f->args[i]->args, columns * sizeof *cells);
    }
    return columns && f->count * columns <= FORMULA_ARGS_MAX
               ? formula_new(c->arena, FORMULA_MATRIX, (uint8_t)columns, TEXT(""), cells, f->count * columns, f)
               : f;
}

const struct formula *equivalence_call(struct comparison *c, const struct formula *f)
{
    struct text const name = text_starts(f->text, TEXT("noun")) ? text_part(f->text, 4, f->text.size) : f->text;
    bool const about = f->count > 1 && f->args[1]->kind == FORMULA_SYMBOL;
    if (f->count == 0)
        return f;
    if (is_silent(f))
        return f->args[0];
    if (about && f->count == 4 && text_equal(name, TEXT("sum")))
        return over(c, f, FORMULA_SUM_OVER);
    if (about && f->count == 4 && text_equal(name, TEXT("product")))
        return over(c, f, FORMULA_PRODUCT_OVER);
    bool const evaluated =
        name.size == f->text.size || (about && formula_mentions(f->args[0], f->args[1]->text)); /* not a noun */
    if (about && f->count <= 3 && text_equal(name, TEXT("diff")) && evaluated)
        return derivative(c, f);
    if (about && f->count == 4 && text_is_among(name, TEXT("int integrate")))
        return integral(c, f);
    if (text_equal(name, TEXT("cabs")) && f->count == 1)
        return formula_unary(c->arena, FORMULA_ABS, f->args[0]);
    if (text_equal(name, TEXT("realset")) && f->count == 2)
        return f->args[1];
    if (text_equal(name, TEXT("matrix")))
        return matrix(c, f);
    return of_numbers(c, f);
}
