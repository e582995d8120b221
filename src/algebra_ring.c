#include "algebra_parts.h"

/* ---- generators ---- */

static bool same_generator(struct ring *ring, const struct generator *g, enum generator_kind kind, const struct formula *f,
                           const struct quotient *args, size_t count, ulong degree)
{
    if (g->kind != kind || g->count != count || (kind == GENERATOR_ROOT && g->degree != degree))
        return false;
    if (kind == GENERATOR_OPAQUE)
        return formula_same(g->formula, f);
    if (f && (g->formula_kind != f->kind || g->sub != f->sub || !text_equal(g->text, f->text)))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!quotient_equal(ring, &g->args[i], &args[i]))
            return false;
    return true;
}

static bool occurs(const struct ring *ring, slong g, const struct quotient *q)
{
    return fmpz_mpoly_degree_si(q->num, g, ring->context) > 0 || fmpz_mpoly_degree_si(q->den, g, ring->context) > 0;
}

bool quotient_is_real(const struct ring *ring, const struct quotient *q)
{
    for (size_t g = 0; g < ring->count; g++)
        if (!ring->generators[g].real && occurs(ring, (slong)g, q))
            return false;
    return true;
}

static bool varies(const struct ring *ring, const struct quotient *q)
{
    for (size_t g = 0; g < ring->count; g++)
        if (ring->generators[g].varies && occurs(ring, (slong)g, q))
            return true;
    return false;
}

/* A constant under an even root or a logarithm is known to be positive only if it is rational; of anything with symbols, being
 * defined says so. */
static bool is_real(const struct ring *ring, const struct generator *g)
{
    bool const complex = ring->options & ALGEBRA_COMPLEX;
    if (g->kind == GENERATOR_I || g->kind == GENERATOR_SYMBOL || g->kind == GENERATOR_CONSTANT)
        return g->kind == GENERATOR_CONSTANT || (g->kind == GENERATOR_SYMBOL && !complex);
    for (size_t i = 0; i < g->count; i++)
        if (!quotient_is_real(ring, &g->args[i]))
            return false;
    if (g->kind == GENERATOR_EXP || g->kind == GENERATOR_BASE)
        return g->kind == GENERATOR_EXP;
    if ((g->kind == GENERATOR_ROOT || g->kind == GENERATOR_LN) && !g->varies)
        return fmpz_mpoly_is_fmpz(g->args[0].num, ring->context) && fmpz_sgn(g->args[0].num->coeffs) > 0;
    return !complex && !ring->has_i;
}

static bool generator_varies(const struct ring *ring, const struct generator *g)
{
    if (g->kind == GENERATOR_SYMBOL || g->kind == GENERATOR_OPAQUE || (g->kind == GENERATOR_CALL && g->sub == FUNCTION_UNKNOWN))
        return true;
    for (size_t i = 0; i < g->count; i++)
        if (varies(ring, &g->args[i]))
            return true;
    return false;
}

static void set_relation(struct ring *ring, struct generator *g, ulong degree)
{
    g->degree = g->kind == GENERATOR_ROOT ? degree : g->kind == GENERATOR_I || g->kind == GENERATOR_SIGN ? 2 : 0;
    if (g->kind == GENERATOR_ROOT)
        quotient_set(ring, &g->relation, &g->args[0]);
    else if (g->degree)
        quotient_set_int(ring, &g->relation, g->kind == GENERATOR_I ? -1 : 1);
}

/* Notes that the generator was asked for. */
static slong ask(struct ring *ring, size_t generator)
{
    for (size_t i = 0; i < ring->asked_count; i++)
        if (ring->asked[i] == (slong)generator)
            return (slong)generator;
    ring->asked[ring->asked_count++] = (slong)generator;
    return (slong)generator;
}

slong ring_generator(struct ring *ring, enum generator_kind kind, const struct formula *f, const struct quotient *args,
                     size_t count, ulong degree)
{
    if (kind == GENERATOR_I)
        f = NULL;
    for (size_t i = 0; i < ring->count; i++)
        if (same_generator(ring, &ring->generators[i], kind, f, args, count, degree))
            return ask(ring, i);
    ring->full |= ring->count == ring->most;
    if (ring->count == ring->most || count > GENERATOR_ARGS_MAX)
        return -1;
    struct generator *g = &ring->generators[ring->count];
    *g = (struct generator){.kind = kind, .formula = kind == GENERATOR_OPAQUE ? f : NULL, .count = count};
    if (f) {
        g->formula_kind = f->kind;
        g->sub = f->sub;
        g->text = f->text;
    }
    for (size_t i = 0; i < count; i++) {
        quotient_init(ring, &g->args[i]);
        quotient_set(ring, &g->args[i], &args[i]);
    }
    quotient_init(ring, &g->relation);
    set_relation(ring, g, degree);
    g->varies = generator_varies(ring, g);
    g->real = is_real(ring, g);
    return ask(ring, ring->count++);
}

slong ring_symbol(struct ring *ring, struct text name)
{
    const struct formula symbol = {.kind = FORMULA_SYMBOL, .text = name};
    return ring_generator(ring, GENERATOR_SYMBOL, &symbol, NULL, 0, 0);
}

/* ---- what is known to be positive ---- */

/* Whether powers of a generator have a sign: 2 all, 1 even ones, 0 none. */
static int generator_sign(const struct ring *ring, const struct generator *g)
{
    if (!g->real)
        return 0;
    switch (g->kind) {
    case GENERATOR_SYMBOL:
        return ring->options & ALGEBRA_POSITIVE ? 2 : 1;
    case GENERATOR_CONSTANT:
    case GENERATOR_EXP:
        return 2;
    case GENERATOR_ROOT:
        return g->degree % 2 ? 1 : 2;
    default:
        return 1;
    }
}

/* The sign of one term, 0 if it has none. */
static int term_sign(struct ring *ring, const fmpz_mpoly_t a, slong term)
{
    for (size_t g = 0; g < ring->count; g++) {
        ulong const exponent = fmpz_mpoly_get_term_var_exp_ui(a, term, (slong)g, ring->context);
        int const sign = exponent ? generator_sign(ring, &ring->generators[g]) : 2;
        if (sign == 0 || (sign == 1 && exponent % 2))
            return 0;
    }
    return fmpz_sgn(a->coeffs + term);
}

static int known_sign(struct ring *ring, const fmpz_mpoly_t a)
{
    fmpz_mpoly_t minus;
    int sign = 0;
    ring->signs = true;
    fmpz_mpoly_init(minus, ring->context);
    fmpz_mpoly_neg(minus, a, ring->context);
    for (size_t i = 0; i < ring->known_count && sign == 0; i++)
        sign = fmpz_mpoly_equal(a, ring->known[i], ring->context)       ? 1
               : fmpz_mpoly_equal(minus, ring->known[i], ring->context) ? -1
                                                                        : 0;
    fmpz_mpoly_clear(minus, ring->context);
    return sign;
}

int ring_sign(struct ring *ring, const fmpz_mpoly_t a)
{
    int sign = known_sign(ring, a);
    if (sign || fmpz_mpoly_is_zero(a, ring->context))
        return sign ? sign : 1;
    sign = term_sign(ring, a, 0);
    for (slong i = 1; sign && i < fmpz_mpoly_length(a, ring->context); i++)
        if (term_sign(ring, a, i) != sign)
            return 0;
    return sign;
}

/* Whatever is under an even root (or a logarithm) is not negative: keeps its only factor of odd multiplicity. */
static void know(struct ring *ring, const fmpz_mpoly_t a, const struct formula *f)
{
    fmpz_mpoly_factor_t factors;
    fmpz_mpoly_factor_init(factors, ring->context);
    slong odd = -1, count = 0;
    if (ring->known_count < COUNT(ring->known) && poly_factor(ring, factors, a))
        for (slong i = 0; i < fmpz_mpoly_factor_length(factors, ring->context); i++)
            if (fmpz_mpoly_factor_get_exp_si(factors, i, ring->context) % 2) {
                odd = i;
                count++;
            }
    if (count == 1) {
        ring->positive[ring->known_count] = f;
        fmpz_mpoly_struct *const keep = ring->known[ring->known_count++];
        fmpz_mpoly_init(keep, ring->context);
        fmpz_mpoly_factor_get_base(keep, factors, odd, ring->context);
        if (fmpz_sgn(factors->constant) < 0)
            fmpz_mpoly_neg(keep, keep, ring->context);
    }
    fmpz_mpoly_factor_clear(factors, ring->context);
}

/* ---- looking ahead ---- */

/* A formula that quotient_of() takes without roots or logarithms. */
static bool is_rational(const struct formula *f)
{
    switch ((enum formula_kind)f->kind) {
    case FORMULA_NUMBER:
    case FORMULA_SYMBOL:
    case FORMULA_CONSTANT:
        return true;
    case FORMULA_POW:
        return is_rational(f->args[0]) && f->args[1]->kind == FORMULA_NUMBER;
    case FORMULA_ADD:
    case FORMULA_MUL:
    case FORMULA_NEG:
    case FORMULA_DIV:
        for (size_t i = 0; i < f->count; i++)
            if (!is_rational(f->args[i]))
                return false;
        return true;
    default:
        return false;
    }
}

/* The denominator of a number as it is written, 1 if it is none. */
static slong denominator_of(const struct formula *f)
{
    struct point const plain = {0};
    struct value value;
    slong den = 1;
    if (number_of(f, &plain, &value) == STATUS_OK && value_is_small(&value) && value.den <= ALGEBRA_PERIOD_MAX)
        den = (slong)value.den;
    value_clear(&value);
    return den;
}

static slong common(slong a, slong b)
{
    slong const least = a / (slong)n_gcd((ulong)a, (ulong)b) * b;
    return least > ALGEBRA_PERIOD_MAX ? a : least;
}

/* What a search through the formulas collects. */
struct ahead {
    struct ring *ring;
    const struct formula *positive[ALGEBRA_SYMBOLS_MAX];
    size_t count;
};

static void positive(struct ahead *ahead, const struct formula *f)
{
    for (size_t i = 0; i < ahead->count; i++)
        if (formula_same(ahead->positive[i], f))
            return;
    if (ahead->count < COUNT(ahead->positive) && is_rational(f))
        ahead->positive[ahead->count++] = f;
}

static bool has_exponent(const struct formula *f)
{
    return f->kind == FORMULA_CALL && (f->sub >= FUNCTION_SIN && f->sub <= FUNCTION_EXP);
}

/* A whole number from 1 to ALGEBRA_PERIOD_MAX, else 1. */
static slong number_below(const struct formula *f)
{
    struct point const plain = {0};
    struct value value;
    int64_t number = 1;
    if (number_of(f, &plain, &value) != STATUS_OK || !value_to_int(&value, &number) || number < 1 || number > ALGEBRA_PERIOD_MAX)
        number = 1;
    value_clear(&value);
    return (slong)number;
}

/* `parts`: what exponents here are divided by already; `inside` an exponent or an angle */
static void look(struct ahead *ahead, const struct formula *f, slong parts, bool inside)
{
    slong below = 1;
    struct ring *const ring = ahead->ring;
    if (f->kind == FORMULA_CONSTANT && f->sub == CONSTANT_I)
        ring->has_i = true;
    if (f->kind == FORMULA_ROOT || (inside && f->kind == FORMULA_DIV))
        below = number_below(f->args[1]);
    else if (f->kind == FORMULA_POW)
        below = denominator_of(f->args[1]);
    else if (inside && f->kind == FORMULA_NUMBER)
        below = denominator_of(f);
    if ((below % 2 == 0 && (f->kind == FORMULA_ROOT || f->kind == FORMULA_POW)) || formula_is_call(f, FUNCTION_LN) ||
        formula_is_call(f, FUNCTION_LOG))
        positive(ahead, f->args[0]);
    parts = parts * below > ALGEBRA_PERIOD_MAX ? parts : parts * below;
    ring->period = common(ring->period, parts);
    for (size_t i = 0; i < f->count; i++)
        look(ahead, f->args[i], parts, inside || has_exponent(f) || (f->kind == FORMULA_POW && i == 1));
}

/* ---- how many generators there can be ---- */

enum { PLAIN_EXPONENT_MAX = 12 };

static bool is_plain_exponent(const struct formula *f)
{
    struct point const plain = {0};
    struct value value;
    int64_t number;
    bool const small = f->kind == FORMULA_NUMBER && number_of(f, &plain, &value) == STATUS_OK;
    bool const whole = small && value_to_int(&value, &number) && number <= PLAIN_EXPONENT_MAX;
    if (small)
        value_clear(&value);
    return whole;
}

/* Are symbols all that becomes generators? Large powers might become some, too. */
static bool is_polynomial(const struct formula *f)
{
    switch ((enum formula_kind)f->kind) {
    case FORMULA_NUMBER:
    case FORMULA_SYMBOL:
        return true;
    case FORMULA_POW:
        return is_polynomial(f->args[0]) && is_plain_exponent(f->args[1]);
    case FORMULA_ADD:
    case FORMULA_MUL:
    case FORMULA_NEG:
    case FORMULA_DIV:
    case FORMULA_CHAIN:
    case FORMULA_AND:
    case FORMULA_OR:
        for (size_t i = 0; i < f->count; i++)
            if (!is_polynomial(f->args[i]))
                return false;
        return true;
    default:
        return false;
    }
}

/* Adds the names that are not among the `count` first ones; returns how many there are then, more than ALGEBRA_SYMBOLS_MAX: too many. */
static size_t add_symbols(const struct formula *f, struct text *names, size_t count)
{
    struct text more[ALGEBRA_SYMBOLS_MAX];
    size_t const found = formula_symbols(f, more, COUNT(more));
    if (found > COUNT(more))
        return found;
    for (size_t i = 0; i < found; i++) {
        size_t k = 0;
        while (k < count && !text_equal(names[k], more[i]))
            k++;
        if (k == ALGEBRA_SYMBOLS_MAX)
            return k + 1;
        names[k] = more[i];
        count = MAX(count, k + 1);
    }
    return count;
}

static size_t most_generators(const struct formula *const *formulas, size_t count, bool wide)
{
    struct text names[ALGEBRA_SYMBOLS_MAX];
    size_t most = 0;
    bool only_symbols = true;
    for (size_t i = 0; i < count && most <= ALGEBRA_SYMBOLS_MAX; i++) {
        most = add_symbols(formulas[i], names, most);
        only_symbols = only_symbols && is_polynomial(formulas[i]);
    }
    if (only_symbols && most <= ALGEBRA_SYMBOLS_MAX)
        return MAX(most, 1);
    return wide || most >= RING_NARROW ? ALGEBRA_SYMBOLS_MAX : RING_NARROW;
}

static fmpz_mpoly_ctx_t contexts[ALGEBRA_SYMBOLS_MAX];

__attribute__((constructor)) static void fill(void)
{
    for (slong i = 0; i < ALGEBRA_SYMBOLS_MAX; i++)
        fmpz_mpoly_ctx_init(contexts[i], i + 1, ORD_LEX);
}

const fmpz_mpoly_ctx_struct *ring_context(size_t variables)
{
    return contexts[variables - 1];
}

void ring_init(struct ring *ring, unsigned options, bool wide, struct arena *arena, const struct formula *const *formulas,
               size_t count)
{
    *ring = (struct ring){.options = options, .arena = arena, .work = ALGEBRA_WORK_MAX, .steps = ALGEBRA_STEPS_MAX, .period = 1};
    ring->most = most_generators(formulas, count, wide);
    ring->context = ring_context(ring->most);
    struct ahead ahead = {.ring = ring};
    for (size_t i = 0; i < count && i < ALGEBRA_FORMULAS_MAX; i++)
        look(&ahead, formulas[i], 1, false);
    if (ring->has_i || options & ALGEBRA_COMPLEX)
        return;
    struct quotient q;
    quotient_init(ring, &q);
    for (size_t i = 0; i < ahead.count; i++)
        if (quotient_of(ring, ahead.positive[i], NULL, &q) == STATUS_OK && poly_mul(ring, q.num, q.num, q.den))
            know(ring, q.num, ahead.positive[i]);
    quotient_clear(ring, &q);
}

void ring_clear(struct ring *ring)
{
    for (size_t i = 0; i < ring->count; i++) {
        for (size_t k = 0; k < ring->generators[i].count; k++)
            quotient_clear(ring, &ring->generators[i].args[k]);
        quotient_clear(ring, &ring->generators[i].relation);
    }
    for (size_t i = 0; i < ring->known_count; i++)
        fmpz_mpoly_clear(ring->known[i], ring->context);
}
