#include "follows_parts.h"
#include "simplex.h"

enum {
    SYMBOLS = 12, /* that occur; a monomial holds their exponents, half a byte each */
    TERMS = 24,   /* of a polynomial */
    DEGREE = 8,   /* of a product */
    FACTS = 20,   /* conditions */
    PAIRED = 10,  /* of them, that are multiplied with each other and with squares */
    ROOTS = 8,
    CASES = 32,          /* in which what is given can hold */
    BRANCHES = 4,        /* ways in which what should follow can be false */
    NUMBER = 1000000000, /* of coefficients of what is given */
};

/* A sum of whole multiples of monomials, which is not negative, or positive. */
struct sum {
    size_t count;
    bool strict;
    uint64_t monomials[TERMS];
    int64_t numbers[TERMS];
};

struct search {
    struct question *q;
    slong symbols[SYMBOLS]; /* the generator of each byte */
    size_t symbols_count;
    struct sum facts[FACTS], zeros[FACTS];
    size_t facts_count, zeros_count, roots_count, monomials_count;
    uint64_t roots[ROOTS]; /* monomials of which a square occurs */
    uint64_t monomials[SIMPLEX_ROWS_MAX];
    struct simplex *columns;
};

/* ---- sums ---- */

static bool add_term(struct sum *s, uint64_t monomial, int64_t number)
{
    size_t i = 0;
    while (i < s->count && s->monomials[i] != monomial)
        i++;
    if (i == s->count) {
        if (s->count == TERMS)
            return false;
        s->monomials[i] = monomial;
        s->numbers[s->count++] = 0;
    }
    return !__builtin_add_overflow(s->numbers[i], number, &s->numbers[i]);
}

static unsigned degree_of(uint64_t monomial)
{
    unsigned degree = 0;
    for (; monomial; monomial >>= 4)
        degree += monomial & 15;
    return degree;
}

static bool multiply(const struct sum *a, const struct sum *b, struct sum *out)
{
    *out = (struct sum){.strict = a->strict && b->strict};
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            int64_t number;
            if (degree_of(a->monomials[i]) + degree_of(b->monomials[k]) > DEGREE ||
                __builtin_mul_overflow(a->numbers[i], b->numbers[k], &number) ||
                !add_term(out, a->monomials[i] + b->monomials[k], number))
                return false;
        }
    return true;
}

static uint64_t symbol(size_t i)
{
    return (uint64_t)1 << (4 * i);
}

/* ---- what is given ---- */

static bool knows_symbols(struct search *s, const struct condition *c)
{
    bool used[FOLLOWS_VALUES_MAX] = {false};
    condition_unknowns(s->q, c, used);
    for (size_t g = 0; g < FOLLOWS_VALUES_MAX; g++) {
        if (!used[g])
            continue;
        if (s->symbols_count == SYMBOLS || generator_is_wild(s->q, g))
            return false;
        s->symbols[s->symbols_count++] = (slong)g;
    }
    return true;
}

/* One term of a polynomial as a monomial; false if it is too high. */
static bool read_term(const struct search *s, const fmpz_mpoly_struct *p, slong i, uint64_t *monomial)
{
    ulong exponents[ALGEBRA_SYMBOLS_MAX] = {0};
    fmpz_mpoly_get_term_exp_ui(exponents, p, i, s->q->ring.context);
    *monomial = 0;
    for (size_t k = 0; k < s->symbols_count; k++) {
        if (exponents[s->symbols[k]] > DEGREE)
            return false;
        *monomial += (uint64_t)exponents[s->symbols[k]] << (4 * k);
    }
    return degree_of(*monomial) <= DEGREE;
}

static bool read_sum(const struct search *s, size_t poly, int sign, struct sum *out)
{
    const fmpz_mpoly_struct *const p = poly_at(s->q, poly);
    *out = (struct sum){0};
    if (p->length > TERMS || !fmpz_mpoly_degrees_fit_si(p, s->q->ring.context))
        return false;
    for (slong i = 0; i < p->length; i++) {
        uint64_t monomial;
        if (!is_within(p->coeffs + i, NUMBER) || !read_term(s, p, i, &monomial) ||
            !add_term(out, monomial, sign * fmpz_get_si(p->coeffs + i)))
            return false;
    }
    return true;
}

/* What cannot be read is left out: less is given then. */
static void read_fact(struct search *s, const struct condition *c)
{
    unsigned const side = c->signs & SIGN_OTHER;
    bool const zero = c->kind == CONDITION_SIGN && c->signs == SIGN_ZERO;
    struct sum sum;
    if (c->kind != CONDITION_SIGN || c->signs == 0 || side == SIGN_OTHER ||
        !read_sum(s, c->poly, side == SIGN_BELOW ? -1 : 1, &sum))
        return;
    sum.strict = !(c->signs & SIGN_ZERO);
    if (zero && s->zeros_count < FACTS)
        s->zeros[s->zeros_count++] = sum;
    if (!zero && s->facts_count < FACTS)
        s->facts[s->facts_count++] = sum;
}

static void read_facts(struct search *s, const struct condition *c)
{
    bool const many = c->kind == CONDITION_AND;
    for (size_t i = 0; i < (many ? c->count : 1); i++)
        read_fact(s, many ? c->args[i] : c);
}

/* ---- columns ---- */

static const struct sum one = {.count = 1, .strict = true, .numbers = {1}};

static size_t row_of(struct search *s, uint64_t monomial)
{
    size_t i = 0;
    while (i < s->monomials_count && s->monomials[i] != monomial)
        i++;
    if (i == s->monomials_count && i < SIMPLEX_ROWS_MAX)
        s->monomials[s->monomials_count++] = monomial;
    return i;
}

/* A sum that does not fit is left out. */
static void add_column(struct search *s, const struct sum *sum, int sign)
{
    struct simplex *const c = s->columns;
    size_t const before = s->monomials_count;
    size_t rows[TERMS];
    bool fits = c->columns < SIMPLEX_COLUMNS_MAX;
    for (size_t i = 0; i < sum->count && fits; i++) {
        rows[i] = row_of(s, sum->monomials[i]);
        fits = rows[i] < SIMPLEX_ROWS_MAX;
    }
    if (!fits) {
        s->monomials_count = before;
        return;
    }
    memset(c->at[c->columns], 0, sizeof c->at[0]);
    for (size_t i = 0; i < sum->count; i++)
        c->at[c->columns][rows[i]] = sign * sum->numbers[i];
    c->marked[c->columns++] = sum->strict;
    c->rows = s->monomials_count;
}

static void add_product(struct search *s, const struct sum *a, const struct sum *b)
{
    struct sum product;
    if (multiply(a, b, &product))
        add_column(s, &product, 1);
}

static void add_zero(struct search *s, const struct sum *zero, const struct sum *times)
{
    struct sum product;
    if (!multiply(zero, times, &product))
        return;
    product.strict = false;
    add_column(s, &product, 1);
    add_column(s, &product, -1);
}

/* Of x² and x⁴y² are x and x²y the roots. */
static void find_root(struct search *s, uint64_t monomial)
{
    uint64_t const odd = 0x1111111111111111, root = monomial >> 1;
    size_t i = 0;
    while (i < s->roots_count && s->roots[i] != root)
        i++;
    if (monomial && !(monomial & odd) && i == s->roots_count && i < ROOTS)
        s->roots[s->roots_count++] = root;
}

/* All symbols, and more if there is room. */
static void find_roots(struct search *s, const struct sum *sums, size_t count)
{
    for (size_t k = 0; k < s->symbols_count; k++)
        find_root(s, 2 * symbol(k));
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sums[i].count; k++)
            find_root(s, sums[i].monomials[k]);
}

/* (x − y)², (x + y)², or x² */
static struct sum square_of(uint64_t x, uint64_t y, int sign)
{
    struct sum sum = {0}, square;
    add_term(&sum, x, 1);
    if (x != y)
        add_term(&sum, y, sign);
    return multiply(&sum, &sum, &square) ? square : one;
}

static void add_squares(struct search *s, const struct sum *times)
{
    for (size_t i = 0; i < s->roots_count; i++)
        for (size_t k = i; k < s->roots_count; k++)
            for (int sign = -1; sign <= (k == i ? -1 : 1); sign += 2) {
                struct sum const square = square_of(s->roots[i], s->roots[k], sign);
                add_product(s, &square, times);
            }
}

static void add_linear(struct search *s)
{
    add_column(s, &one, 1);
    for (size_t i = 0; i < s->facts_count; i++)
        add_column(s, &s->facts[i], 1);
    for (size_t i = 0; i < s->zeros_count; i++)
        add_zero(s, &s->zeros[i], &one);
}

static void add_products(struct search *s)
{
    for (size_t i = 0; i < MIN(s->facts_count, (size_t)PAIRED); i++)
        for (size_t k = 0; k <= i; k++)
            add_product(s, &s->facts[i], &s->facts[k]);
    for (size_t i = 0; i < s->zeros_count; i++)
        for (size_t k = 0; k < s->symbols_count; k++) {
            struct sum const times = {.count = 1, .monomials = {symbol(k)}, .numbers = {1}};
            add_zero(s, &s->zeros[i], &times);
        }
}

static bool vanishes(struct search *s, bool products)
{
    s->columns->columns = s->monomials_count = 0;
    add_linear(s);
    if (products) {
        add_squares(s, &one);
        add_products(s);
    }
    for (size_t i = 0; products && i < MIN(s->facts_count, (size_t)PAIRED); i++)
        add_squares(s, &s->facts[i]);
    return simplex_vanishes(s->columns);
}

static bool has_side(const struct condition *c)
{
    bool has = c->kind == CONDITION_SIGN && c->signs != SIGN_ZERO && c->signs != SIGN_OTHER;
    for (size_t i = 0; c->kind == CONDITION_AND && i < c->count && !has; i++)
        has = has_side(c->args[i]);
    return has;
}

static bool are_linear(const struct sum *sums, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sums[i].count; k++)
            if (degree_of(sums[i].monomials[k]) > 1)
                return false;
    return true;
}

/* No values satisfy all of it. Of what is linear nothing but its sums need be looked at (Farkas's lemma). */
static bool is_impossible(struct question *q, const struct condition *given, const struct condition *also)
{
    struct simplex columns;
    struct search s;
    s.q = q;
    s.columns = &columns;
    s.symbols_count = s.facts_count = s.zeros_count = s.roots_count = 0;
    const struct condition *const all = condition_both(q, CONDITION_AND, given, also);
    if (!all || condition_is(all, true) || condition_is(all, false) || !knows_symbols(&s, all))
        return all && condition_is(all, false);
    read_facts(&s, also);
    read_facts(&s, given);
    find_roots(&s, s.facts, s.facts_count);
    find_roots(&s, s.zeros, s.zeros_count);
    if (vanishes(&s, false))
        return true;
    return !(are_linear(s.facts, s.facts_count) && are_linear(s.zeros, s.zeros_count)) && vanishes(&s, true);
}

/* p ≠ 0 is p > 0 or p < 0; from equations alone little adds up. */
static bool is_excluded(struct question *q, const struct condition *given, const struct condition *also)
{
    if (also->kind != CONDITION_SIGN || also->signs != SIGN_OTHER)
        return is_impossible(q, given, also);
    return has_side(given) && is_impossible(q, given, condition_sign(q, also->poly, SIGN_ABOVE)) &&
           is_impossible(q, given, condition_sign(q, also->poly, SIGN_BELOW));
}

static bool excludes_all(struct question *q, const struct condition *given, const struct condition *opposite)
{
    bool const ways = opposite->kind == CONDITION_OR;
    for (size_t i = 0; i < (ways ? opposite->count : 1); i++)
        if (i == BRANCHES || !is_excluded(q, given, ways ? opposite->args[i] : opposite))
            return false;
    return true;
}

/* Each way in which what is given can hold; `left` bounds them all. */
static bool in_all_cases(struct question *q, const struct condition *given, const struct condition *opposite, size_t *left)
{
    size_t k = 0;
    const struct condition *const *parts = given->kind == CONDITION_AND ? given->args : &given;
    size_t const count = given->kind == CONDITION_AND ? given->count : 1;
    while (k < count && parts[k]->kind != CONDITION_OR)
        k++;
    if (k == count)
        return excludes_all(q, given, opposite);
    const struct condition **args = ARENA_ARRAY(q->arena, const struct condition *, count);
    memcpy(args, parts, count * sizeof *args);
    for (size_t i = 0; i < parts[k]->count; i++) {
        args[k] = parts[k]->args[i];
        const struct condition *const chosen = condition_join(q, CONDITION_AND, args, count);
        if (!chosen || *left == 0 || --*left == 0 || !in_all_cases(q, chosen, opposite, left))
            return false;
    }
    return true;
}

bool adds_up(struct question *q, const struct condition *given, const struct condition *then)
{
    const struct condition *const opposite = condition_holds(q, condition_not(q, condition_holds(q, then)));
    size_t left = CASES;
    return opposite && !q->complex && in_all_cases(q, given, opposite, &left);
}
