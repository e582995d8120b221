#include "follows_parts.h"

enum {
    ROOT_BITS = 64,      /* accuracy of isolated roots; Arb takes more where that does not part them */
    QUADRATIC_BITS = 96, /* behind the point, of square roots */
};

/* A polynomial as its sign times factors of the survey. */
struct product {
    int sign;
    size_t count;
    uint8_t *factor;
    bool *even;
};

struct signs {
    struct question *q;
    size_t factors[FOLLOWS_FACTORS_MAX], factor_count, most;
    unsigned can[FOLLOWS_FACTORS_MAX]; /* signs that a factor can have at all */
    unsigned now[FOLLOWS_FACTORS_MAX]; /* the combination that is looked at */
    const struct condition *given, *then;
    enum fact fact;
};

/* Signs that follow from the form: even powers with coefficients of one sign; no real root of a polynomial in one unknown. */
static unsigned signs_by_form(struct question *q, size_t poly)
{
    const fmpz_mpoly_struct *const p = poly_at(q, poly);
    if (q->complex || !poly_is_real(q, p))
        return SIGN_OTHER | SIGN_ZERO;
    ulong exponents[ALGEBRA_SYMBOLS_MAX] = {0};
    int const sign = fmpz_sgn(p->coeffs);
    bool constant = false;
    for (slong i = 0; i < p->length; i++) {
        bool plain = true;
        fmpz_mpoly_get_term_exp_ui(exponents, p, i, q->ring.context);
        for (size_t k = 0; k < ALGEBRA_SYMBOLS_MAX; k++) {
            if (exponents[k] % 2)
                return SIGN_OTHER | SIGN_ZERO;
            plain = plain && exponents[k] == 0;
        }
        if (fmpz_sgn(p->coeffs + i) != sign)
            return SIGN_OTHER | SIGN_ZERO;
        constant = constant || plain;
    }
    return (sign < 0 ? SIGN_BELOW : SIGN_ABOVE) | (constant ? 0U : (unsigned)SIGN_ZERO);
}

/* The number of p, up to sign, among the factors: new ones are added. -1 if there is no more room. */
static int factor_number(struct signs *s, size_t poly)
{
    const fmpz_mpoly_ctx_struct *const context = s->q->ring.context;
    fmpz_mpoly_t minus;
    int number = -1;
    fmpz_mpoly_init(minus, context);
    fmpz_mpoly_neg(minus, poly_at(s->q, poly), context);
    for (size_t i = 0; number < 0 && i < s->factor_count; i++) {
        const fmpz_mpoly_struct *const known = poly_at(s->q, s->factors[i]);
        if (fmpz_mpoly_equal(minus, known, context) || fmpz_mpoly_equal(poly_at(s->q, poly), known, context))
            number = (int)i;
    }
    fmpz_mpoly_clear(minus, context);
    if (number >= 0 || s->factor_count == s->most)
        return number;
    s->can[s->factor_count] = signs_by_form(s->q, poly);
    s->factors[s->factor_count] = poly;
    return (int)s->factor_count++;
}

/* p is (leading sign) times its factors, whose leading signs are made to be positive by counting what was negated. */
static bool factorise(struct signs *s, size_t poly)
{
    const struct factored *const found = poly_factors(s->q, poly);
    if (!found)
        return false;
    struct product *const product = arena_zero(s->q->arena, sizeof *product);
    *product = (struct product){fmpz_sgn(poly_at(s->q, poly)->coeffs), found->count,
                                ARENA_ARRAY(s->q->arena, uint8_t, found->count), ARENA_ARRAY(s->q->arena, bool, found->count)};
    for (size_t i = 0; i < found->count; i++) {
        int const number = factor_number(s, found->factors[i]);
        if (number < 0)
            return false;
        product->factor[i] = (uint8_t)number;
        product->even[i] = found->exponents[i] % 2 == 0;
        if (!product->even[i] && fmpz_sgn(poly_at(s->q, s->factors[number])->coeffs) < 0)
            product->sign = -product->sign;
    }
    kept_at(s->q, poly)->product = product;
    return true;
}

static bool factorise_all(struct signs *s, const struct condition *c)
{
    if (c->kind == CONDITION_SIGN)
        return factorise(s, c->poly);
    for (size_t i = 0; i < c->count; i++)
        if (!factorise_all(s, c->args[i]))
            return false;
    return true;
}

/* ---- truth under one combination of signs ---- */

static unsigned sign_now(const struct signs *s, const struct product *product)
{
    int sign = product->sign;
    for (size_t i = 0; i < product->count; i++) {
        unsigned const factor = s->now[product->factor[i]];
        if (factor == SIGN_ZERO)
            return SIGN_ZERO;
        if (factor == SIGN_BELOW && !product->even[i])
            sign = -sign;
    }
    return sign < 0 ? SIGN_BELOW : SIGN_ABOVE;
}

/* UNKNOWN is undefined. */
static enum fact truth(const struct signs *s, const struct condition *c)
{
    bool const all = c->kind == CONDITION_AND;
    enum fact fact = all ? FACT_TRUE : FACT_FALSE;
    switch (c->kind) {
    case CONDITION_SIGN:
        return c->signs & sign_now(s, kept_at(s->q, c->poly)->product) ? FACT_TRUE : FACT_FALSE;
    case CONDITION_NOT:
        fact = truth(s, c->args[0]);
        return fact == FACT_UNKNOWN ? FACT_UNKNOWN : fact == FACT_TRUE ? FACT_FALSE : FACT_TRUE;
    case CONDITION_WHERE:
        return truth(s, c->args[0]) == FACT_TRUE ? truth(s, c->args[1]) : FACT_UNKNOWN;
    default:
        for (size_t i = 0; i < c->count; i++) {
            enum fact const part = truth(s, c->args[i]);
            if (part == (all ? FACT_FALSE : FACT_TRUE))
                return part;
            if (part == FACT_UNKNOWN)
                fact = FACT_UNKNOWN;
        }
        return fact;
    }
}

/* Is the combination looked at a reason against? true where nothing worse can be found. */
static bool look(struct signs *s)
{
    if (truth(s, s->given) != FACT_TRUE)
        return false;
    enum fact const then = truth(s, s->then);
    if (then != FACT_TRUE)
        s->fact = then;
    return then == FACT_FALSE;
}

/* ---- several unknowns: all combinations ---- */

static void look_at_all(struct signs *s, size_t from)
{
    if (s->fact != FACT_TRUE)
        return;
    if (from == s->factor_count) {
        if (look(s))
            s->fact = FACT_UNKNOWN; /* such signs need not occur */
        return;
    }
    for (unsigned sign = SIGN_BELOW; sign <= SIGN_ABOVE; sign <<= 1) {
        s->now[from] = sign;
        if (s->can[from] & sign)
            look_at_all(s, from + 1);
    }
}

/* ---- complex unknowns: with one of them at most one factor is zero. Of several unknowns factors may vanish together, too, but where
 * one of them vanishes there are points at which no other does. ---- */

static void look_at_zeros(struct signs *s)
{
    for (size_t zero = 0; zero <= s->factor_count && s->fact != FACT_FALSE; zero++) {
        for (size_t i = 0; i < s->factor_count; i++)
            s->now[i] = i == zero ? SIGN_ZERO : SIGN_ABOVE;
        look(s);
    }
}

/* ---- one unknown: cells between the real roots ---- */

struct cells {
    slong unknown, count; /* of real roots */
    fmpz_poly_struct *factors;
    fmpq *low, *high; /* bounds of each root */
};

static void fmpq_of_arf(fmpq_t out, const arf_t a)
{
    if (arf_is_finite(a))
        arf_get_fmpq(out, a);
    else
        fmpq_zero(out);
}

/* Takes in a root between two bounds, in order. */
static void add_root(struct cells *cells, const fmpq_t low, const fmpq_t high)
{
    slong k = cells->count++;
    for (; k > 0 && fmpq_cmp(cells->low + k - 1, low) > 0; k--) {
        fmpq_swap(cells->low + k, cells->low + k - 1);
        fmpq_swap(cells->high + k, cells->high + k - 1);
    }
    fmpq_set(cells->low + k, low);
    fmpq_set(cells->high + k, high);
}

static void add_linear(struct cells *cells, const fmpz_poly_t p)
{
    fmpq_t root;
    fmpq_init(root);
    fmpz_neg(fmpq_numref(root), p->coeffs);
    fmpz_set(fmpq_denref(root), p->coeffs + 1);
    fmpq_canonicalise(root);
    add_root(cells, root, root);
    fmpq_clear(root);
}

/* (−b ± √d)/2a, where √d lies between s/2^n and (s + 1)/2^n. */
static void add_quadratic(struct cells *cells, const fmpz_poly_t p)
{
    const fmpz *const c = p->coeffs, *const b = c + 1, *const a = c + 2;
    fmpz_t discriminant, root;
    fmpq_t bound[2];
    fmpz_init(discriminant);
    fmpz_init(root);
    fmpq_init(bound[0]);
    fmpq_init(bound[1]);
    fmpz_mul(discriminant, a, c);
    fmpz_mul_si(discriminant, discriminant, -4);
    fmpz_addmul(discriminant, b, b);
    for (int sign = -1; sign <= 1 && fmpz_sgn(discriminant) > 0; sign += 2) {
        fmpz_mul_2exp(root, discriminant, (ulong)(2 * QUADRATIC_BITS));
        fmpz_sqrt(root, root);
        for (int k = 0; k < 2; k++) {
            fmpz_add_si(fmpq_numref(bound[k]), root, k);
            fmpz_mul_si(fmpq_numref(bound[k]), fmpq_numref(bound[k]), sign);
            fmpz_one(fmpq_denref(bound[k]));
            fmpq_div_2exp(bound[k], bound[k], (ulong)QUADRATIC_BITS);
            fmpq_sub_fmpz(bound[k], bound[k], b);
            fmpq_div_fmpz(bound[k], bound[k], a);
            fmpq_div_2exp(bound[k], bound[k], 1);
        }
        bool const turned = fmpq_cmp(bound[0], bound[1]) > 0;
        add_root(cells, bound[turned], bound[!turned]);
    }
    fmpq_clear(bound[1]);
    fmpq_clear(bound[0]);
    fmpz_clear(root);
    fmpz_clear(discriminant);
}

static bool are_parted(const struct cells *cells)
{
    for (slong k = 1; k < cells->count; k++)
        if (fmpq_cmp(cells->high + k - 1, cells->low + k) >= 0)
            return false;
    return true;
}

/* The real ones among the complex roots, whose number is beyond what the formulas of low degrees know. */
static void add_isolated(struct cells *cells, const fmpz_poly_t p)
{
    slong const degree = fmpz_poly_degree(p);
    acb_ptr const roots = _acb_vec_init(degree);
    arf_t bound;
    fmpq_t low, high;
    arf_init(bound);
    fmpq_init(low);
    fmpq_init(high);
    arb_fmpz_poly_complex_roots(roots, p, 0, ROOT_BITS);
    for (slong i = 0; i < degree && arb_is_zero(acb_imagref(roots + i)); i++) {
        arb_get_lbound_arf(bound, acb_realref(roots + i), ARF_PREC_EXACT);
        fmpq_of_arf(low, bound);
        arb_get_ubound_arf(bound, acb_realref(roots + i), ARF_PREC_EXACT);
        fmpq_of_arf(high, bound);
        add_root(cells, low, high);
    }
    fmpq_clear(high);
    fmpq_clear(low);
    arf_clear(bound);
    _acb_vec_clear(roots, degree);
}

/* Each factor by itself, since the cost grows fast with the degree; false if two roots are too near to each other. */
static bool roots_of_each(struct signs *s, struct cells *cells)
{
    for (size_t i = 0; i < s->factor_count; i++) {
        const fmpz_poly_struct *const p = &cells->factors[i];
        if (fmpz_poly_degree(p) == 1)
            add_linear(cells, p);
        else if (fmpz_poly_degree(p) == 2)
            add_quadratic(cells, p);
        else if (fmpz_poly_num_real_roots(p) > 0)
            add_isolated(cells, p);
    }
    return are_parted(cells);
}

static bool roots_of_all(struct cells *cells, const fmpz_poly_t all)
{
    cells->count = 0;
    add_isolated(cells, all);
    return are_parted(cells);
}

/* Roots of the product of all factors; false beyond a limit. */
static bool isolate(struct signs *s, struct cells *cells)
{
    fmpz_poly_t all;
    fmpz_poly_init(all);
    fmpz_poly_one(all);
    for (size_t i = 0; i < s->factor_count; i++)
        fmpz_poly_mul(all, all, &cells->factors[i]);
    slong const degree = fmpz_poly_degree(all), bits = fmpz_poly_max_bits(all);
    bool const small = degree <= FOLLOWS_ROOTS_MAX && degree * (bits < 0 ? -bits : bits) <= FOLLOWS_ROOT_BITS_MAX;
    bool const good = small && (roots_of_each(s, cells) || roots_of_all(cells, all));
    fmpz_poly_clear(all);
    return good;
}

/* The simplest number of the middle half, so that it is no end point. */
static void between(fmpq_t out, const fmpq_t low, const fmpq_t high)
{
    fmpq_t quarter, a, b;
    fmpq_init(quarter);
    fmpq_init(a);
    fmpq_init(b);
    fmpq_sub(quarter, high, low);
    fmpq_div_2exp(quarter, quarter, 2);
    fmpq_add(a, low, quarter);
    fmpq_sub(b, high, quarter);
    fmpq_simplest_between(out, a, b);
    fmpq_clear(b);
    fmpq_clear(a);
    fmpq_clear(quarter);
}

/* A simple number in cell `k`: below root k, above root k − 1. */
static void sample(const struct cells *cells, slong k, fmpq_t out)
{
    if (cells->count == 0) {
        fmpq_one(out);
    } else if (k == 0) {
        fmpq_sub_ui(out, cells->low, 1);
        fmpz_fdiv_q(fmpq_numref(out), fmpq_numref(out), fmpq_denref(out));
        fmpz_one(fmpq_denref(out));
    } else if (k == cells->count) {
        fmpq_add_ui(out, cells->high + k - 1, 1);
        fmpz_cdiv_q(fmpq_numref(out), fmpq_numref(out), fmpq_denref(out));
        fmpz_one(fmpq_denref(out));
    } else {
        between(out, cells->high + k - 1, cells->low + k);
    }
}

static void signs_at(struct signs *s, const struct cells *cells, const fmpq_t point, unsigned *signs)
{
    fmpq_t value;
    fmpq_init(value);
    for (size_t i = 0; i < s->factor_count; i++) {
        fmpz_poly_evaluate_fmpq(value, &cells->factors[i], point);
        signs[i] = fmpq_sgn(value) < 0 ? SIGN_BELOW : SIGN_ABOVE;
    }
    fmpq_clear(value);
}

static void note_witness(struct signs *s, const struct cells *cells, const fmpq_t point, const fmpz_poly_struct *root)
{
    struct witness *const w = &s->q->witness;
    w->last = cells->unknown;
    w->exact = true;
    if (cells->unknown < 0)
        return;
    w->given[cells->unknown] = true;
    fmpq_set(w->values[cells->unknown], point);
    if (!root)
        return;
    w->exact = fmpz_poly_degree(root) == 1;
    if (w->exact) {
        fmpz_neg(fmpq_numref(w->values[w->last]), root->coeffs);
        fmpz_set(fmpq_denref(w->values[w->last]), root->coeffs + 1);
        fmpq_canonicalise(w->values[w->last]);
    }
}

/* The factor that changes sign from one cell to the next is the one whose root lies between them; its sign becomes zero. */
static const fmpz_poly_struct *pass_root(struct signs *s, const struct cells *cells, const unsigned *next)
{
    const fmpz_poly_struct *root = NULL;
    for (size_t i = 0; i < s->factor_count; i++) {
        if (next[i] == s->now[i])
            continue;
        if (root)
            die("follows: two factors share a root");
        root = &cells->factors[i];
        s->now[i] = SIGN_ZERO;
    }
    return root;
}

static void look_at_cells(struct signs *s, const struct cells *cells)
{
    unsigned next[FOLLOWS_FACTORS_MAX];
    fmpq_t point;
    fmpq_init(point);
    bool found = false;
    for (slong k = 0; !found && k <= cells->count; k++) {
        sample(cells, k, point);
        signs_at(s, cells, point, next);
        if (k) {
            const fmpz_poly_struct *const root = pass_root(s, cells, next);
            if (!root)
                die("follows: a root that no factor has");
            if ((found = look(s)))
                note_witness(s, cells, cells->low + k - 1, root);
        }
        memcpy(s->now, next, sizeof next);
        if (!found && (found = look(s)))
            note_witness(s, cells, point, NULL);
    }
    s->fact = found ? FACT_FALSE : s->fact;
    fmpq_clear(point);
}

static void survey_cells(struct signs *s, slong unknown)
{
    struct cells cells = {.unknown = unknown, .factors = ARENA_ARRAY(s->q->arena, fmpz_poly_struct, s->factor_count + 1)};
    cells.low = _fmpq_vec_init(FOLLOWS_ROOTS_MAX);
    cells.high = _fmpq_vec_init(FOLLOWS_ROOTS_MAX);
    bool good = true;
    for (size_t i = 0; i < s->factor_count; i++) {
        fmpz_poly_init(&cells.factors[i]);
        good = fmpz_mpoly_get_fmpz_poly(&cells.factors[i], poly_at(s->q, s->factors[i]), MAX(unknown, 0), s->q->ring.context) &&
               good;
    }
    if (good && isolate(s, &cells))
        look_at_cells(s, &cells);
    else
        s->fact = FACT_UNKNOWN;
    for (size_t i = 0; i < s->factor_count; i++)
        fmpz_poly_clear(&cells.factors[i]);
    _fmpq_vec_clear(cells.high, FOLLOWS_ROOTS_MAX);
    _fmpq_vec_clear(cells.low, FOLLOWS_ROOTS_MAX);
}

enum fact survey(struct question *q, const struct condition *given, const struct condition *then)
{
    bool used[FOLLOWS_VALUES_MAX] = {false};
    size_t unknowns = 0;
    slong unknown = -1;
    bool wild = false;
    condition_unknowns(q, given, used);
    condition_unknowns(q, then, used);
    for (size_t i = 0; i < FOLLOWS_VALUES_MAX; i++)
        if (used[i]) {
            unknowns++;
            unknown = (slong)i;
            wild = wild || generator_is_wild(q, i);
        }
    bool const combines = unknowns > 1 || wild;
    struct signs *s = arena_zero(q->arena, sizeof *s);
    *s = (struct signs){.q = q, .given = given, .then = then, .fact = FACT_TRUE};
    s->most = combines ? FOLLOWS_FREE_MAX : FOLLOWS_FACTORS_MAX;
    if (!factorise_all(s, given) || !factorise_all(s, then))
        return FACT_UNKNOWN;
    if (q->complex)
        look_at_zeros(s);
    if (combines)
        look_at_all(s, 0);
    else if (!q->complex)
        survey_cells(s, unknown);
    return s->fact;
}
