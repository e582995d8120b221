#include "follows_parts.h"

static const struct condition *related(struct question *q, const struct formula *a, char relation, const struct formula *b);

/* ---- where is an expression defined? ---- */

static const struct condition *on_formula(struct question *q, const struct formula *f, unsigned signs)
{
    struct quotient value;
    const struct condition *c = NULL;
    quotient_init(&q->ring, &value);
    enum status const status = quotient_of(&q->ring, f, NULL, &value);
    if (status == STATUS_UNDEFINED) {
        c = condition_always(q, false);
    } else if (status == STATUS_OK) {
        bool const both = signs == SIGN_ZERO || signs == SIGN_OTHER; /* then the sign of the denominator is no matter */
        if (both || poly_mul(&q->ring, value.num, value.num, value.den))
            c = condition_on(q, value.num, signs);
    }
    quotient_clear(&q->ring, &value);
    return c;
}

static bool is_even_degree(const struct formula *degree)
{
    struct value v;
    int64_t whole = 1;
    if (algebra_value(degree, &v) != STATUS_OK)
        return true;
    bool const even = !value_to_int(&v, &whole) || whole % 2 == 0;
    value_clear(&v);
    return even;
}

/* What an operation asks of its first or second argument. */
static const struct condition *operation_domain(struct question *q, const struct formula *f)
{
    struct value exponent;
    const struct condition *c = condition_always(q, true);
    if (f->kind == FORMULA_DIV)
        return on_formula(q, f->args[1], SIGN_OTHER);
    if (f->kind == FORMULA_ROOT)
        return is_even_degree(f->args[1]) ? on_formula(q, f->args[0], SIGN_ABOVE | SIGN_ZERO) : c;
    if (formula_is_call(f, FUNCTION_LN) || formula_is_call(f, FUNCTION_LOG))
        return on_formula(q, f->args[0], SIGN_ABOVE);
    if (f->kind != FORMULA_POW || algebra_value(f->args[1], &exponent) != STATUS_OK)
        return c;
    if (!value_is_whole(&exponent))
        c = on_formula(q, f->args[0], SIGN_ABOVE | SIGN_ZERO);
    if (value_sign(&exponent) < 0)
        c = condition_both(q, CONDITION_AND, c, on_formula(q, f->args[0], SIGN_OTHER));
    value_clear(&exponent);
    return c;
}

static const struct condition *domain_of(struct question *q, const struct formula *f)
{
    const struct condition *c = operation_domain(q, f);
    if (f->kind == FORMULA_SUM_OVER || f->kind == FORMULA_PRODUCT_OVER || f->kind == FORMULA_OPAQUE)
        return c;
    for (size_t i = 0; i < f->count; i++)
        c = condition_both(q, CONDITION_AND, c, domain_of(q, f->args[i]));
    return c;
}

/* ---- relations ---- */

static bool is_infinite(const struct formula *f, bool *below)
{
    *below = f->kind == FORMULA_NEG;
    const struct formula *const inner = *below ? f->args[0] : f;
    return inner->kind == FORMULA_CONSTANT && inner->sub == CONSTANT_INFINITY;
}

static unsigned signs_of(char relation)
{
    switch (relation) {
    case '=':
        return SIGN_ZERO;
    case '#':
        return SIGN_OTHER;
    case '<':
        return SIGN_BELOW;
    case '[':
        return SIGN_BELOW | SIGN_ZERO;
    case '>':
        return SIGN_ABOVE;
    case ']':
        return SIGN_ABOVE | SIGN_ZERO;
    default:
        return 0;
    }
}

static const struct condition *compared(struct question *q, const struct formula *a, char relation, const struct formula *b)
{
    bool below;
    unsigned const signs = signs_of(relation);
    if (!signs || formula_is_statement(a) || formula_is_statement(b))
        return NULL;
    if (is_infinite(b, &below))
        return condition_always(q, (signs & (below ? SIGN_ABOVE : SIGN_BELOW)) != 0);
    if (is_infinite(a, &below))
        return condition_always(q, (signs & (below ? SIGN_BELOW : SIGN_ABOVE)) != 0);
    if (relation == '=' && invert(&a, &b, q->ring.options, q->arena))
        return compared(q, a, relation, b);
    const struct formula *const difference = formula_binary(q->arena, FORMULA_ADD, a, formula_unary(q->arena, FORMULA_NEG, b));
    const struct condition *const domain = condition_both(q, CONDITION_AND, domain_of(q, a), domain_of(q, b));
    if (domain && condition_is(domain, false))
        return condition_where(q, domain, domain);
    return condition_where(q, domain, on_formula(q, difference, signs));
}

static const struct condition *componentwise(struct question *q, const struct formula *a, const struct formula *b)
{
    const struct condition *parts[FOLLOWS_MEMBERS_MAX];
    if (a->count != b->count || a->count > FOLLOWS_MEMBERS_MAX)
        return NULL;
    for (size_t i = 0; i < a->count; i++)
        parts[i] = related(q, a->args[i], '=', b->args[i]);
    return condition_join(q, CONDITION_AND, parts, a->count);
}

static const struct condition *any_of(struct question *q, const struct formula *a, const struct formula *values)
{
    const struct condition *parts[FOLLOWS_MEMBERS_MAX];
    if (values->count > FOLLOWS_MEMBERS_MAX)
        return NULL;
    for (size_t i = 0; i < values->count; i++)
        parts[i] = related(q, a, '=', values->args[i]);
    return condition_join(q, CONDITION_OR, parts, values->count);
}

static const struct condition *inside(struct question *q, const struct formula *a, const struct formula *interval, unsigned open)
{
    if (interval->count != 2)
        return NULL;
    return condition_both(q, CONDITION_AND, compared(q, a, open & INTERVAL_OPEN_LOW ? '>' : ']', interval->args[0]),
                          compared(q, a, open & INTERVAL_OPEN_HIGH ? '<' : '[', interval->args[1]));
}

static const struct condition *element(struct question *q, const struct formula *a, const struct formula *set)
{
    switch (set->kind) {
    case FORMULA_SET:
        return any_of(q, a, set);
    case FORMULA_INTERVAL:
        return inside(q, a, set, set->sub);
    case FORMULA_TUPLE:
        return inside(q, a, set, INTERVAL_OPEN_LOW | INTERVAL_OPEN_HIGH);
    case FORMULA_CONSTANT:
        return set->sub == CONSTANT_REALS   ? condition_always(q, true)
               : set->sub == CONSTANT_EMPTY ? condition_always(q, false)
                                            : NULL;
    case FORMULA_UNION:
    case FORMULA_INTERSECTION: {
        const struct condition *c = condition_always(q, set->kind == FORMULA_INTERSECTION);
        for (size_t i = 0; i < set->count; i++)
            c = condition_both(q, set->kind == FORMULA_UNION ? CONDITION_OR : CONDITION_AND, c, element(q, a, set->args[i]));
        return c;
    }
    case FORMULA_MINUS:
        return set->count != 2
                   ? NULL
                   : condition_both(q, CONDITION_AND, element(q, a, set->args[0]), condition_not(q, element(q, a, set->args[1])));
    default:
        return NULL;
    }
}

static bool is_collection(const struct formula *f)
{
    return f->kind == FORMULA_SET || f->kind == FORMULA_LIST || f->kind == FORMULA_INTERVAL || f->kind == FORMULA_TUPLE ||
           f->kind == FORMULA_MATRIX;
}

static const struct condition *related(struct question *q, const struct formula *a, char relation, const struct formula *b)
{
    if (relation == 'e')
        return element(q, a, b);
    if (relation == 'n')
        return condition_not(q, element(q, a, b));
    if (relation == '=' && is_collection(a) && is_collection(b))
        return a->kind == FORMULA_TUPLE && b->kind == FORMULA_TUPLE ? componentwise(q, a, b) : NULL;
    if (relation == '=' && is_collection(b))
        return any_of(q, a, b);
    if (formula_is(b, FORMULA_CONSTANT) && b->sub == CONSTANT_EMPTY && relation == '=')
        return condition_always(q, false);
    return compared(q, a, relation, b);
}

/* ---- statements ---- */

static bool has_choice(const struct formula *f)
{
    if (f->kind == FORMULA_PM || f->kind == FORMULA_MP)
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_choice(f->args[i]))
            return true;
    return false;
}

/* The formula with the upper (or lower) sign everywhere. */
static const struct formula *chosen(struct question *q, const struct formula *f, bool upper)
{
    if (!has_choice(f))
        return f;
    const struct formula **args = ARENA_ARRAY(q->arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = chosen(q, f->args[i], upper);
    if (f->kind == FORMULA_PM || f->kind == FORMULA_MP)
        return (f->kind == FORMULA_PM) == upper ? args[0] : formula_unary(q->arena, FORMULA_NEG, args[0]);
    return formula_with(q->arena, f, args);
}

static const struct condition *chain(struct question *q, const struct formula *f)
{
    if (has_choice(f))
        return condition_both(q, CONDITION_OR, chain(q, chosen(q, f, true)), chain(q, chosen(q, f, false)));
    const struct condition *c = condition_always(q, true);
    for (size_t i = 0; i < f->text.size; i++)
        c = condition_both(q, CONDITION_AND, c, related(q, f->args[i], f->text.at[i], f->args[i + 1]));
    return c;
}

static bool is_assignment(const struct formula *f)
{
    return f->kind == FORMULA_CHAIN && f->text.size == 1 && f->text.at[0] == '=' && f->args[0]->kind == FORMULA_SYMBOL;
}

/* "x = 1, x = 2", "x = 1, 2" and "x = 1 or 2" are roots. */
static bool is_of_roots(const struct formula *f)
{
    bool roots = is_assignment(f->args[0]);
    for (size_t i = 1; roots && i < f->count; i++)
        roots = !formula_is_statement(f->args[i]) ||
                (is_assignment(f->args[i]) && formula_same(f->args[0]->args[0], f->args[i]->args[0]));
    return roots;
}

/* Roots, or (as "x = 1, y = 2") what belongs together. */
static const struct condition *joined(struct question *q, const struct formula *f)
{
    const struct condition *parts[FOLLOWS_MEMBERS_MAX];
    bool const roots = f->kind != FORMULA_AND && is_of_roots(f);
    if (f->count > FOLLOWS_MEMBERS_MAX)
        return NULL;
    for (size_t i = 0; i < f->count; i++)
        parts[i] = roots && !formula_is_statement(f->args[i]) ? related(q, f->args[0]->args[0], '=', f->args[i])
                                                              : condition_of(q, f->args[i]);
    return condition_join(q, roots || f->kind == FORMULA_OR ? CONDITION_OR : CONDITION_AND, parts, f->count);
}

/* 1 for all, 0 for nothing, -1 for what is no such word. */
static int verdict(const struct formula *f)
{
    if (f->kind == FORMULA_SET && f->count == 0)
        return 0;
    if (f->kind == FORMULA_CONSTANT)
        return f->sub == CONSTANT_TRUE || f->sub == CONSTANT_REALS    ? 1
               : f->sub == CONSTANT_FALSE || f->sub == CONSTANT_EMPTY ? 0
                                                                      : -1;
    if (f->kind != FORMULA_SYMBOL)
        return -1;
    return text_is_among(f->text, TEXT("all true")) ? 1 : text_is_among(f->text, TEXT("none false")) ? 0 : -1;
}

bool is_verdict(const struct formula *f)
{
    return verdict(f) >= 0;
}

static const struct condition *word(struct question *q, const struct formula *f)
{
    return is_verdict(f) ? condition_always(q, verdict(f) == 1) : NULL;
}

bool is_stated(const struct formula *f)
{
    return formula_is_statement(f) || is_verdict(f) || (f->kind == FORMULA_LIST && f->count && formula_is_statement(f->args[0]));
}

const struct condition *condition_of(struct question *q, const struct formula *f)
{
    switch (f->kind) {
    case FORMULA_CHAIN:
        return chain(q, f);
    case FORMULA_AND:
    case FORMULA_OR:
        return joined(q, f);
    case FORMULA_NOT:
        return condition_not(q, condition_of(q, f->args[0]));
    case FORMULA_LIST:
        return is_stated(f) ? joined(q, f) : NULL;
    default:
        return word(q, f);
    }
}

/* ---- complex statements ---- */

/* Multiplies *out by what must be zero. */
static bool zero_of(struct question *q, const struct formula *f, struct quotient *out)
{
    struct quotient a, b;
    if (f->kind == FORMULA_OR) {
        for (size_t i = 0; i < f->count; i++)
            if (!zero_of(q, f->args[i], out))
                return false;
        return true;
    }
    if (f->kind != FORMULA_CHAIN || f->text.size != 1 || f->text.at[0] != '=')
        return false;
    if (has_choice(f))
        return zero_of(q, chosen(q, f, true), out) && zero_of(q, chosen(q, f, false), out);
    quotient_init(&q->ring, &a);
    quotient_init(&q->ring, &b);
    bool const good = quotient_of(&q->ring, f->args[0], NULL, &a) == STATUS_OK &&
                      quotient_of(&q->ring, f->args[1], NULL, &b) == STATUS_OK &&
                      quotient_sub(&q->ring, &a, &a, &b) == STATUS_OK && quotient_mul(&q->ring, out, out, &a) == STATUS_OK;
    quotient_clear(&q->ring, &b);
    quotient_clear(&q->ring, &a);
    return good;
}

static bool has_relations(const struct question *q, const fmpz_mpoly_t p)
{
    int occurs[ALGEBRA_SYMBOLS_MAX] = {0};
    fmpz_mpoly_used_vars(occurs, p, q->ring.context);
    for (size_t g = 0; g < q->ring.count; g++)
        if (occurs[g] && q->ring.generators[g].kind != GENERATOR_SYMBOL)
            return true;
    return false;
}

const struct condition *condition_of_complex(struct question *q, const struct formula *f)
{
    struct quotient product;
    const struct condition *c = word(q, f);
    if (c)
        return c;
    quotient_init(&q->ring, &product);
    quotient_set_int(&q->ring, &product, 1);
    if (zero_of(q, f, &product) && !has_relations(q, product.num))
        c = condition_on(q, product.num, SIGN_ZERO);
    quotient_clear(&q->ring, &product);
    return c;
}

const struct condition *condition_of_generators(struct question *q)
{
    const struct condition *c = condition_always(q, true);
    for (size_t i = 0; c && i < q->ring.count; i++) {
        unsigned const signs = generator_signs(q, i);
        if (signs == (SIGN_OTHER | SIGN_ZERO))
            continue;
        fmpz_mpoly_t p;
        fmpz_mpoly_init(p, q->ring.context);
        fmpz_mpoly_gen(p, (slong)i, q->ring.context);
        c = condition_both(q, CONDITION_AND, c, condition_on(q, p, signs));
        fmpz_mpoly_clear(p, q->ring.context);
    }
    return c;
}
