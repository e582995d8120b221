#include "algebra_parts.h"

enum { FIRST_POINTS = 2, POINTS = 10, LOW_PRECISION = 64, MIDDLE_PRECISION = 256 };

/* What every way of answering needs. */
struct question {
    const struct formula *a, *b;
    unsigned options;
    struct arena *arena;
    struct text *witness;
    size_t count;
    struct text symbols[ALGEBRA_SYMBOLS_MAX];
    int64_t work;
};

/* Words, dots and signs of which there are two stand for we do not know what. */
static bool is_plain(const struct formula *f)
{
    if (f->kind == FORMULA_WORDS || f->kind == FORMULA_DOTS || f->kind == FORMULA_PM || f->kind == FORMULA_MP ||
        formula_is_statement(f))
        return false;
    for (size_t i = 0; i < f->count; i++)
        if (!is_plain(f->args[i]))
            return false;
    return true;
}

/* Is there a degree sign that is not inside an angle of a function? */
static bool has_degrees(const struct formula *f)
{
    if (f->kind == FORMULA_DEGREES)
        return true;
    bool const angle = f->kind == FORMULA_CALL && f->sub >= FUNCTION_SIN && f->sub <= FUNCTION_CSC;
    for (size_t i = 0; !angle && i < f->count; i++)
        if (has_degrees(f->args[i]))
            return true;
    return false;
}

/* *again: there was no room for all generators. */
static bool are_same(const struct question *q, bool wide, bool *again)
{
    const struct formula *const sides[] = {q->a, q->b};
    struct ring ring;
    struct quotient left, right;
    ring_init(&ring, q->options, wide, q->arena, sides, COUNT(sides));
    quotient_init(&ring, &left);
    quotient_init(&ring, &right);
    bool const same = quotient_of(&ring, q->a, NULL, &left) == STATUS_OK && quotient_of(&ring, q->b, NULL, &right) == STATUS_OK &&
                      quotient_equal(&ring, &left, &right);
    *again = ring_is_short(&ring);
    quotient_clear(&ring, &right);
    quotient_clear(&ring, &left);
    ring_clear(&ring);
    return same;
}

/* One side as a quotient minus the other: TRUE if that is 0, else UNKNOWN. */
static enum fact by_normal_form(const struct question *q)
{
    bool again, same = are_same(q, false, &again);
    if (again)
        same = are_same(q, true, &again);
    return same ? FACT_TRUE : FACT_UNKNOWN;
}

/* What symbol `j` of `count` is at a point: friendly points first, then those that tell signs and sizes apart. */
static struct value coordinate(size_t point, size_t j, size_t count)
{
    static const int64_t primes[ALGEBRA_SYMBOLS_MAX] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53};
    int64_t const k = (int64_t)j;
    switch (point) {
    case 0:
        return value_int(primes[j]);
    case 1:
        return value_int(primes[count - 1 - j] + 1);
    case 2:
        return value_int(-k - 1);
    case 3:
        return value_int(j % 2 ? k + 2 : -k - 2);
    case 4:
        return value_int(j % 2 ? -k - 1 : k + 4);
    case 5:
        return value_ratio(1, k + 2);
    case 6:
        return value_int((k + 2) * (k + 2));
    case 7:
        return value_ratio(-2 * k - 1, k + 2);
    case 8:
        return value_int(10 + k);
    default:
        return value_ratio(k + 1, 10);
    }
}

/* Is there a symbol in an exponent? Then it is a whole number unless the base is positive. */
static bool has_symbolic_power(const struct formula *f)
{
    struct text symbol;
    if (f->kind == FORMULA_POW && formula_symbols(f->args[1], &symbol, 1) > 0)
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_symbolic_power(f->args[i]))
            return true;
    return false;
}

static bool is_allowed(const struct value *v, unsigned options, bool powers)
{
    return !(options & ALGEBRA_POSITIVE && v->num <= 0) && !((powers || options & ALGEBRA_INTEGERS) && v->den != 1);
}

/* Looks for a point that tells the two sides apart, from one point to before another. */
static enum standing try_points(struct question *q, size_t from, size_t to)
{
    enum standing seen = STAND_NOWHERE;
    bool const powers = has_symbolic_power(q->a) || has_symbolic_power(q->b);
    for (size_t point = from; point < to; point++) {
        struct binding bindings[ALGEBRA_SYMBOLS_MAX];
        bool allowed = true;
        for (size_t j = 0; j < q->count; j++) {
            bindings[j] = (struct binding){q->symbols[j], coordinate(point, j, q->count), j ? &bindings[j - 1] : NULL};
            allowed = allowed && is_allowed(&bindings[j].value, q->options, powers);
        }
        struct point const at = {&bindings[q->count - 1], q->options, true, &q->work};
        enum standing standing = allowed ? standing_at(q->a, q->b, &at, LOW_PRECISION, q->arena, q->witness) : STAND_NOWHERE;
        if (standing == STAND_TOGETHER)
            standing = standing_at(q->a, q->b, &at, MIDDLE_PRECISION, q->arena, q->witness);
        if (standing_differs(standing))
            return standing;
        seen = MIN(seen, standing);
    }
    return seen;
}

static enum fact with_symbols(struct question *q)
{
    if (standing_differs(try_points(q, 0, FIRST_POINTS)))
        return FACT_FALSE;
    if (by_normal_form(q) == FACT_TRUE)
        return FACT_TRUE;
    return standing_differs(try_points(q, FIRST_POINTS, POINTS)) ? FACT_FALSE : FACT_UNKNOWN;
}

/* Constants: balls tell apart, normal forms and closed forms prove equal. */
static enum standing of_constants(struct question *q)
{
    struct point const at = {.options = q->options, .work = &q->work};
    enum standing standing = STAND_NOWHERE;
    bool const hard = angle_is_hard(q->a, q->arena) || angle_is_hard(q->b, q->arena);
    if (formula_same(angle_reduced(q->a, q->arena), angle_reduced(q->b, q->arena)))
        return STAND_SAME;
    for (slong precision = LOW_PRECISION; precision <= ALGEBRA_PRECISION_MAX; precision *= 2) {
        standing = standing_at(q->a, q->b, &at, precision, q->arena, q->witness);
        if (standing <= STAND_APART)
            return standing;
        if (precision == MIDDLE_PRECISION &&
            (by_normal_form(q) == FACT_TRUE ||
             (standing == STAND_TOGETHER && (cyclotomic_equal(q->a, q->b, q->options, q->arena) == FACT_TRUE ||
                                             (!hard && closed_equal(q->a, q->b, q->options) == FACT_TRUE)))))
            return STAND_SAME;
    }
    return standing;
}

/* How deep functions stand within functions. */
static unsigned nesting(const struct formula *f)
{
    unsigned most = 0;
    for (size_t i = 0; i < f->count; i++) {
        unsigned const inside = nesting(f->args[i]);
        most = MAX(most, inside);
    }
    return most + (f->kind == FORMULA_CALL || f->kind == FORMULA_ROOT || f->kind == FORMULA_ABS);
}

/* Puts the question together; false if it cannot be asked. */
static bool ask(struct question *q)
{
    const struct formula *const both[] = {q->a, q->b};
    struct formula const sum = {.kind = FORMULA_ADD, .count = 2, .args = both};
    q->work = ALGEBRA_STEPS_MAX;
    *q->witness = (struct text){0};
    q->count = formula_symbols(&sum, q->symbols, ALGEBRA_SYMBOLS_MAX);
    return q->count <= ALGEBRA_SYMBOLS_MAX && is_plain(&sum) && nesting(&sum) <= ALGEBRA_NESTED_MAX;
}

enum fact algebra_equal(const struct formula *a, const struct formula *b, unsigned options, struct arena *arena,
                        struct text *witness)
{
    struct question q = {.a = a, .b = b, .options = options, .arena = arena, .witness = witness};
    struct point const plain = {.options = options, .work = &q.work};
    *witness = (struct text){0};
    enum standing const quick = standing_at(a, b, &plain, 0, arena, witness);
    if (quick == STAND_SAME || standing_differs(quick))
        return quick == STAND_SAME ? FACT_TRUE : FACT_FALSE;
    if (quick == STAND_UNDEFINED || !ask(&q))
        return FACT_UNKNOWN;
    if (formula_same(a, b))
        return FACT_TRUE;
    enum fact fact;
    if (q.count) {
        fact = with_symbols(&q);
    } else {
        enum standing const standing = of_constants(&q);
        fact = standing == STAND_SAME ? FACT_TRUE : standing_differs(standing) ? FACT_FALSE : FACT_UNKNOWN;
    }
    if (fact == FACT_FALSE && has_degrees(a) != has_degrees(b)) {
        *witness = (struct text){0};
        return FACT_UNKNOWN;
    }
    return fact;
}

bool algebra_same(const struct formula *a, const struct formula *b, unsigned options, struct arena *arena)
{
    struct text none;
    return a && b && algebra_equal(a, b, options, arena, &none) == FACT_TRUE;
}

/* Does an order hold, '=' apart? */
static bool order_holds(enum standing standing, char relation)
{
    bool const strict = relation == '<' || relation == '>', below = relation == '<' || relation == '[';
    return standing == STAND_SAME ? !strict : standing == (below ? STAND_BELOW : STAND_ABOVE);
}

enum fact algebra_relates(const struct formula *a, char relation, const struct formula *b, unsigned options, struct arena *arena,
                          struct text *witness)
{
    struct question q = {.a = a, .b = b, .options = options, .arena = arena, .witness = witness};
    if (relation == '=')
        return algebra_equal(a, b, options, arena, witness);
    if (!ask(&q) || q.count || !strchr("#<[>]", relation) || has_degrees(a) != has_degrees(b))
        return FACT_UNKNOWN;
    enum standing const standing = of_constants(&q);
    bool const told = standing == STAND_SAME || (standing_differs(standing) && (relation == '#' || standing != STAND_APART));
    bool const holds = relation == '#' ? standing != STAND_SAME : order_holds(standing, relation);
    if (!told || holds)
        *witness = (struct text){0};
    else if (standing == STAND_SAME)
        *witness = TEXT("both sides are equal");
    return !told ? FACT_UNKNOWN : holds ? FACT_TRUE : FACT_FALSE;
}

void algebra_thread_ends(void)
{
    flint_cleanup();
}
