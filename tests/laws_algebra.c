/* Laws of algebra: random formulas, rewritten by identities that are always true, or only at times. */
#include "laws.h"

#include "algebra_parts.h"

enum { DEPTH = 3, TRIES = 12, PRECISION = 128 };

static const struct formula *symbol(struct chance *c)
{
    static const char *const names[] = {"x", "y", "n"};
    return formula_new(c->arena, FORMULA_SYMBOL, 0, text_of(DRAW_FROM(c, names)), NULL, 0, NULL);
}

static const struct formula *ratio(struct chance *c, int64_t top, int64_t bottom)
{
    const struct formula *const above = formula_number(c->arena, top);
    return bottom == 1 ? above : formula_binary(c->arena, FORMULA_DIV, above, formula_number(c->arena, bottom));
}

static const struct formula *call(struct chance *c, enum formula_function function, const struct formula *a)
{
    return formula_new(c->arena, FORMULA_CALL, (uint8_t)function, TEXT(""), &a, 1, NULL);
}

static const struct formula *sum(struct chance *c, const struct formula *a, const struct formula *b)
{
    return formula_binary(c->arena, FORMULA_ADD, a, b);
}

static const struct formula *product(struct chance *c, const struct formula *a, const struct formula *b)
{
    return formula_binary(c->arena, FORMULA_MUL, a, b);
}

static const struct formula *power(struct chance *c, const struct formula *a, const struct formula *b)
{
    return formula_binary(c->arena, FORMULA_POW, a, b);
}

static const struct formula *root(struct chance *c, const struct formula *a, int64_t degree)
{
    return formula_binary(c->arena, FORMULA_ROOT, a, formula_number(c->arena, degree));
}

static const struct formula *leaf(struct chance *c)
{
    return draw(c, 3) ? symbol(c) : ratio(c, (int64_t)draw(c, 9) - 4, draw(c, 3) ? 1 : 2 + (int64_t)draw(c, 2));
}

/* Any formula; `plain`: polynomials and quotients alone. */
static const struct formula *any(struct chance *c, size_t depth, bool plain)
{
    static const enum formula_function functions[] = {FUNCTION_SIN,    FUNCTION_COS,    FUNCTION_TAN,
                                                      FUNCTION_EXP,    FUNCTION_LN,     FUNCTION_ARCSIN,
                                                      FUNCTION_ARCTAN, FUNCTION_ARCCOS, FUNCTION_SINH};
    if (depth == 0)
        return leaf(c);
    const struct formula *const a = any(c, draw(c, depth), plain);
    switch (draw(c, plain ? 5 : 10)) {
    case 0:
        return sum(c, a, any(c, depth - 1, plain));
    case 1:
    case 2:
        return product(c, a, any(c, depth - 1, plain));
    case 3:
        return formula_binary(c->arena, FORMULA_DIV, a, any(c, depth - 1, plain));
    case 4:
        return power(c, a, formula_number(c->arena, (int64_t)draw(c, 5) - 1));
    case 5:
        return root(c, a, 2 + (int64_t)draw(c, 3));
    case 6:
        return formula_unary(c->arena, draw(c, 3) ? FORMULA_ABS : FORMULA_NEG, a);
    case 7:
        return power(c, a, draw(c, 2) ? symbol(c) : ratio(c, (int64_t)draw(c, 7) - 3, 2 + (int64_t)draw(c, 3)));
    default:
        return call(c, DRAW_FROM(c, functions), a);
    }
}

/* Two formulas that are equal for some values at least, as careless people rewrite. */
static void careless(struct chance *c, const struct formula **left, const struct formula **right)
{
    const struct formula *const a = any(c, draw(c, 3), false), *const b = any(c, draw(c, 3), draw(c, 2));
    int64_t const m = 2 + (int64_t)draw(c, 3), k = 1 + (int64_t)draw(c, 4);
    const struct formula *const degree = formula_number(c->arena, m), *const part = ratio(c, k, m);
    switch (draw(c, 12)) {
    case 0:
        *left = root(c, product(c, a, b), m);
        *right = product(c, root(c, a, m), root(c, b, m));
        break;
    case 1:
        *left = root(c, power(c, a, degree), m);
        *right = a;
        break;
    case 2:
        *left = power(c, power(c, a, formula_number(c->arena, k)), ratio(c, 1, m));
        *right = power(c, a, part);
        break;
    case 3:
        *left = product(c, root(c, product(c, a, b), m), root(c, formula_binary(c->arena, FORMULA_DIV, a, b), m));
        *right = draw(c, 2) ? root(c, power(c, a, formula_number(c->arena, 2)), m) : a;
        break;
    case 4:
        *left = call(c, FUNCTION_LN, product(c, a, b));
        *right = sum(c, call(c, FUNCTION_LN, a), call(c, FUNCTION_LN, b));
        break;
    case 5:
        *left = call(c, FUNCTION_LN, power(c, a, part));
        *right = product(c, part, call(c, FUNCTION_LN, a));
        break;
    case 6:
        *left = power(c, power(c, a, symbol(c)), b);
        *right = power(c, a, product(c, (*left)->args[0]->args[1], b));
        break;
    case 7:
        *left = power(c, product(c, a, b), symbol(c));
        *right = product(c, power(c, a, (*left)->args[1]), power(c, b, (*left)->args[1]));
        break;
    case 8:
        *left = call(c, draw(c, 2) ? FUNCTION_ARCSIN : FUNCTION_ARCTAN, call(c, FUNCTION_SIN, a));
        *right = a;
        break;
    case 9:
        *left = formula_unary(c->arena, FORMULA_ABS, a);
        *right = root(c, power(c, a, formula_number(c->arena, 2)), 2);
        break;
    case 10:
        *left = call(c, FUNCTION_EXP, sum(c, a, b));
        *right = product(c, call(c, FUNCTION_EXP, a), call(c, FUNCTION_EXP, b));
        break;
    default:
        *left = any(c, 2, false);
        *right = any(c, 2, false);
    }
}

/* The same in other words: always true. */
static const struct formula *rewritten(struct chance *c, const struct formula *f)
{
    const struct formula *args[FORMULA_ARGS_MAX];
    size_t const shift = f->count > 1 && (f->kind == FORMULA_ADD || f->kind == FORMULA_MUL) ? draw(c, f->count) : 0;
    for (size_t i = 0; i < f->count; i++)
        args[(i + shift) % f->count] = rewritten(c, f->args[i]);
    const struct formula *g = formula_new(c->arena, (enum formula_kind)f->kind, f->sub, f->text, args, f->count, f);
    if (f->kind == FORMULA_MUL && args[1]->kind == FORMULA_ADD && draw(c, 2)) {
        const struct formula *const sides = args[1];
        return sum(c, product(c, args[0], sides->args[0]), product(c, args[0], sides->args[1]));
    }
    switch (draw(c, 8)) {
    case 0:
        return product(c, g, formula_number(c->arena, 1));
    case 1:
        return formula_unary(c->arena, FORMULA_NEG, formula_unary(c->arena, FORMULA_NEG, g));
    case 2:
        return formula_binary(c->arena, FORMULA_DIV, product(c, formula_number(c->arena, 2), g), formula_number(c->arena, 2));
    case 3:
        return sum(c, g, formula_number(c->arena, 0));
    default:
        return g;
    }
}

static void say(struct chance *c, const struct formula *a, const struct formula *b, struct text witness)
{
    formula_write(a, &c->says);
    buffer_string(&c->says, "   and   ");
    formula_write(b, &c->says);
    buffer_string(&c->says, "   ");
    buffer_add(&c->says, witness);
}

/* Symbols in exponents stand for whole numbers. */
static bool has_power(const struct formula *f)
{
    struct text name;
    bool has = f->kind == FORMULA_POW && formula_symbols(f->args[1], &name, 1) > 0;
    for (size_t i = 0; !has && i < f->count; i++)
        has = has_power(f->args[i]);
    return has;
}

/* Proved equal: then equal at all points at which both are defined. */
static enum outcome equal_everywhere(struct chance *c)
{
    const struct formula *a, *b;
    struct text witness;
    careless(c, &a, &b);
    if (algebra_equal(a, b, 0, c->arena, &witness) != FACT_TRUE)
        return EMPTY;
    for (size_t i = 0; i < TRIES; i++) {
        static const char *const names[] = {"x", "y", "n"};
        struct binding at[COUNT(names)];
        bool const whole = has_power(a) || has_power(b);
        for (size_t k = 0; k < COUNT(names); k++) {
            struct value const number = value_ratio((int64_t)draw(c, 13) - 6, whole ? 1 : 1 + (int64_t)draw(c, 4));
            at[k] = (struct binding){text_of(names[k]), number, k ? &at[k - 1] : NULL};
        }
        struct point const point = {.bindings = &at[2], .strict = true};
        if (standing_differs(standing_at(a, b, &point, PRECISION, c->arena, &witness))) {
            say(c, a, b, witness);
            return BROKEN;
        }
    }
    return HELD;
}

/* What is rewritten by true identities is never refuted, and mostly proved. */
static enum outcome rewriting_proved(struct chance *c)
{
    const struct formula *const a = any(c, DEPTH, draw(c, 2)), *const b = rewritten(c, a);
    struct text witness;
    enum fact const fact = algebra_equal(a, b, 0, c->arena, &witness);
    if (fact == FACT_FALSE)
        say(c, a, b, witness);
    return fact == FACT_TRUE ? HELD : fact == FACT_FALSE ? BROKEN : EMPTY;
}

/* Rewriting does not turn a verdict round, nor does asking the other way. */
static enum outcome verdicts_stay(struct chance *c)
{
    const struct formula *a, *b;
    struct text witness, other;
    careless(c, &a, &b);
    enum fact const fact = algebra_equal(a, b, 0, c->arena, &witness);
    enum fact const again = algebra_equal(rewritten(c, b), rewritten(c, a), 0, c->arena, &other);
    if (fact == FACT_UNKNOWN || again == FACT_UNKNOWN)
        return EMPTY;
    if (fact != again)
        say(c, a, b, fact == FACT_FALSE ? witness : other);
    return held(fact == again);
}

/* Congruences of powers by multiplying out. */
static enum outcome congruences(struct chance *c)
{
    int64_t const base = (int64_t)draw(c, 40) - 20, exponent = 1 + (int64_t)draw(c, 30), modulus = 1 + (int64_t)draw(c, 50);
    int64_t rest = 1;
    for (int64_t i = 0; i < exponent; i++)
        rest = rest * base % modulus;
    const struct formula *const left = power(c, formula_number(c->arena, base), formula_number(c->arena, exponent));
    const struct formula *const m = formula_number(c->arena, modulus);
    int64_t const off = (int64_t)draw(c, 3);
    struct text witness;
    buffer_format(&c->says, "%d^%d and %d modulo %d", (int)base, (int)exponent, (int)(rest + off), (int)modulus);
    enum fact const fact = algebra_congruent(left, formula_number(c->arena, rest + off), m, c->arena, &witness);
    return held(fact == (off % modulus == 0 ? FACT_TRUE : FACT_FALSE));
}

/* A formula in a ring, among other generators if it has some; what is kept is of use. */
static enum status convert(struct ring *ring, const struct formula *f, struct quotient *out)
{
    quotient_init(ring, out);
    return quotient_of(ring, f, NULL, out);
}

/* What a formula became in one ring is what it becomes in another one, whatever generators that has. */
static enum outcome memory_is_exact(struct chance *c)
{
    const struct formula *const f = any(c, DEPTH, false), *const both[] = {f, any(c, 2, false)};
    struct ring alone, ring;
    struct quotient kept, other, recalled, direct;
    c->arena->notes = NULL;
    ring_init(&alone, 0, true, c->arena, both, 2);
    ring_init(&ring, 0, true, c->arena, both, 2);
    bool empty = convert(&alone, f, &kept) != STATUS_OK || !c->arena->notes;
    empty |= convert(&ring, both[1], &other) != STATUS_OK;
    enum status const first = convert(&ring, f, &recalled);
    c->arena->notes = NULL;
    enum status const again = convert(&ring, f, &direct);
    bool const good = first == again && (first != STATUS_OK || quotient_equal(&ring, &recalled, &direct));
    struct quotient *const all[] = {&other, &recalled, &direct};
    for (size_t i = 0; i < COUNT(all); i++)
        quotient_clear(&ring, all[i]);
    quotient_clear(&alone, &kept);
    ring_clear(&ring);
    ring_clear(&alone);
    if (!good)
        say(c, both[1], f, TEXT(""));
    return good && empty ? EMPTY : held(good);
}

const struct law laws_of_algebra[] = {
    {"algebra: proved is equal everywhere", equal_everywhere},
    {"algebra: rewriting is proved", rewriting_proved},
    {"algebra: verdicts stay", verdicts_stay},
    {"algebra: congruences", congruences},
    {"algebra: memory is exact", memory_is_exact},
    {NULL, NULL},
};
