/* polynomials: what a step says in words of polynomials in one letter with rational coefficients (fact.h): quotient and remainder,
 * factors, degrees, coefficients, roots; that an equation has no real roots. Only ever proves.
 *
 * A polynomial is read off its values at 0, 1, 2, …, of which its form bounds how many are needed (Newton's forward differences).
 */
#include "fact.h"
#include "follows.h"
#include "verifier.h"

enum {
    DEGREE_MAX = 40,
    NODES_MAX = 200,
    LEVELS_MAX = 20, /* of a formula that is bounded */
};

struct terms {
    struct value at[DEGREE_MAX + 1]; /* of x^0, x^1, … */
    size_t count;                    /* the last one is not 0, unless it is the only one */
};

/* To 0; also of one that is all zero bytes. */
static void clear(struct terms *p)
{
    for (size_t i = 0; i <= DEGREE_MAX; i++)
        value_clear(&p->at[i]);
    p->count = 1;
}

typedef enum status operation(const struct value *a, const struct value *b, struct value *out);

/* *a = *a by b */
static bool apply(operation *by, struct value *a, const struct value *b)
{
    struct value out;
    if (by(a, b, &out) != STATUS_OK)
        return false;
    value_clear(a);
    *a = out;
    return true;
}

/* *a -= b·c */
static bool take_product(struct value *a, const struct value *b, const struct value *c)
{
    struct value product;
    if (value_mul(b, c, &product) != STATUS_OK)
        return false;
    bool const fine = apply(value_sub, a, &product);
    value_clear(&product);
    return fine;
}

static void trim(struct terms *p)
{
    while (p->count > 1 && value_sign(&p->at[p->count - 1]) == 0)
        p->count--;
}

/* ---- reading ---- */

/* Of which degree the formula can be at most; more than DEGREE_MAX if it is no polynomial, or of too large a one. */
static size_t bound(const struct formula *f, unsigned left)
{
    size_t const none = DEGREE_MAX + 1;
    struct text names[1];
    size_t total = 0;
    if (f->kind == FORMULA_NUMBER || left == 0)
        return left ? 0 : none;
    if (f->kind == FORMULA_SYMBOL)
        return 1;
    if (f->kind == FORMULA_POW) {
        struct value power;
        bool const known = f->args[1]->kind == FORMULA_NUMBER && value_read(f->args[1]->text, &power) == STATUS_OK;
        bool const small = known && value_is_small(&power) && power.den == 1 && power.num <= DEGREE_MAX;
        total = small ? (size_t)power.num * MIN(bound(f->args[0], left - 1), none) : none;
        if (known)
            value_clear(&power);
        return total;
    }
    if (f->kind == FORMULA_DIV && formula_symbols(f->args[1], names, 1) > 0)
        return none;
    if (f->kind != FORMULA_DIV && f->kind != FORMULA_NEG && f->kind != FORMULA_ADD && f->kind != FORMULA_MUL)
        return formula_symbols(f, names, 1) > 0 ? none : 0;
    for (size_t i = 0; i < f->count; i++) {
        size_t const one = bound(f->args[i], left - 1);
        total = f->kind == FORMULA_MUL ? MIN(total + one, none) : MAX(total, one);
    }
    return total;
}

/* Differences of the values at 0, 1, …, n, then c_0 + x(c_1 + (x − 1)(c_2 + …)) with c_j the j-th one by j!. */
static bool interpolate(struct terms *p, size_t n)
{
    for (size_t j = 1; j <= n; j++)
        for (size_t i = n; i >= j; i--)
            if (!apply(value_sub, &p->at[i], &p->at[i - 1]))
                return false;
    for (size_t j = 2; j <= n; j++)
        for (size_t i = j; i <= n; i++) {
            struct value const by = value_int((int64_t)j);
            if (!apply(value_div, &p->at[i], &by))
                return false;
        }
    for (size_t j = n; j-- > 1;)
        for (size_t i = j; i < n; i++) {
            struct value const by = value_int((int64_t)j);
            if (!take_product(&p->at[i], &p->at[i + 1], &by))
                return false;
        }
    p->count = n + 1;
    trim(p);
    return true;
}

static bool read_terms(const struct formula *f, struct text name, struct arena *arena, struct terms *out)
{
    size_t const n = formula_size(f, NODES_MAX) <= NODES_MAX ? bound(f, LEVELS_MAX) : DEGREE_MAX + 1;
    bool fine = n <= DEGREE_MAX;
    *out = (struct terms){.count = 1};
    clear(out);
    for (size_t i = 0; i <= n && fine; i++) {
        const struct formula *value = formula_put(arena, f, name, formula_number(arena, (int64_t)i));
        fine = value && algebra_value(value, &out->at[i]) == STATUS_OK;
    }
    fine = fine && interpolate(out, n);
    if (!fine)
        clear(out);
    return fine;
}

/* p becomes the remainder, *quotient what the name says. */
static bool divide(struct terms *p, const struct terms *by, struct terms *quotient)
{
    const struct value *lead = &by->at[by->count - 1];
    clear(quotient);
    quotient->count = p->count >= by->count ? p->count - by->count + 1 : 1;
    if (value_sign(lead) == 0)
        return false;
    for (size_t k = p->count; k-- >= by->count;) {
        size_t const place = k + 1 - by->count;
        if (value_div(&p->at[k], lead, &quotient->at[place]) != STATUS_OK)
            return false;
        for (size_t i = 0; i < by->count; i++)
            if (!take_product(&p->at[place + i], &by->at[i], &quotient->at[place]))
                return false;
    }
    trim(p);
    return true;
}

static bool is_written(const struct terms *p, const struct formula *f, struct text name, struct arena *arena)
{
    struct terms q;
    bool same = read_terms(f, name, arena, &q) && p->count == q.count;
    for (size_t i = 0; i < p->count && same; i++)
        same = value_equal(&p->at[i], &q.at[i]);
    clear(&q);
    return same;
}

/* ---- what is said ---- */

static bool divides(const struct formula *call, const struct formula *said, struct text name, struct arena *arena)
{
    struct terms rest, by, quotient = {.count = 1};
    bool fine = read_terms(call->args[0], name, arena, &rest);
    fine = read_terms(call->args[1], name, arena, &by) && fine && divide(&rest, &by, &quotient) &&
           is_written(text_equal(call->text, TEXT(FACT_QUOTIENT)) ? &quotient : &rest, said, name, arena);
    clear(&rest);
    clear(&by);
    clear(&quotient);
    return fine;
}

static bool is_number(const struct value *v, const struct formula *said)
{
    struct value number;
    if (algebra_value(said, &number) != STATUS_OK)
        return false;
    bool const same = value_equal(v, &number);
    value_clear(&number);
    return same;
}

/* *place: of which power x^k; 0 of 1 */
static bool read_power(const struct formula *f, struct text name, struct arena *arena, size_t *place)
{
    struct terms power;
    struct value const one = value_int(1);
    bool fine = read_terms(f, name, arena, &power) && value_equal(&power.at[power.count - 1], &one);
    *place = power.count - 1;
    for (size_t i = 0; i < *place && fine; i++)
        fine = value_sign(&power.at[i]) == 0;
    clear(&power);
    return fine;
}

static bool is_sum(const struct terms *p, const struct formula *said)
{
    struct value sum = value_int(0);
    bool fine = true;
    for (size_t i = 0; i < p->count && fine; i++)
        fine = apply(value_add, &sum, &p->at[i]);
    fine = fine && is_number(&sum, said);
    value_clear(&sum);
    return fine;
}

/* Of degree, leading coefficient, coefficient of a power, or the sum of all (of the power 0). */
static bool has_coefficient(const struct formula *call, const struct formula *said, struct text name, struct arena *arena)
{
    const struct formula *f = call->args[call->count - 1];
    struct terms p;
    bool const power = text_equal(call->text, TEXT(FACT_COEFFICIENT)), sum = power && text_equal(call->args[0]->text, TEXT("0"));
    bool fine = read_terms(f, name, arena, &p);
    size_t place = p.count - 1;
    struct value const degree = value_int((int64_t)place), zero = value_int(0);
    if (sum)
        fine = fine && is_sum(&p, said);
    else
        fine = fine && (!power || read_power(call->args[0], name, arena, &place)) &&
               (place >= p.count ? is_number(&zero, said)
                                 : is_number(text_equal(call->text, TEXT(FACT_DEGREE)) ? &degree : &p.at[place], said));
    clear(&p);
    return fine;
}

static const struct formula *zero_of(const struct formula *f, struct arena *arena)
{
    return f->kind == FORMULA_CHAIN ? f : formula_relation(arena, f, '=', formula_number(arena, 0), NULL);
}

static bool is_root(const struct formula *equation, struct text name, const struct formula *value, struct arena *arena)
{
    const struct formula *f = formula_put(arena, equation, name, value);
    return f && algebra_same(f->args[0], f->args[1], ALGEBRA_COMPLEX, arena);
}

/* "Is the root", "are roots": which may mean that there are no others. */
static bool may_be_all(struct text step, const struct formula *list)
{
    static const char *const signs[] = {"the root ", "the zero ", "the solution ", "the real ", "the unique "};
    return list->count > 1 || text_holds_any(step, signs, COUNT(signs));
}

/* Are they roots, each another one; if they may be all, as many as the degree? */
static bool are_roots(const struct formula *f, const struct formula *list, struct text name, bool all, struct arena *arena)
{
    const struct formula *equation = zero_of(f, arena);
    struct text witness;
    if (equation->count != 2 || equation->text.at[0] != '=' || list->count > (size_t)DEGREE_MAX)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        if (!is_root(equation, name, list->args[i], arena))
            return false;
        for (size_t k = 0; k < i; k++)
            if (algebra_equal(list->args[i], list->args[k], ALGEBRA_COMPLEX, arena, &witness) != FACT_FALSE)
                return false;
    }
    struct terms p;
    if (!all)
        return true;
    bool const fine = read_terms(settle_gap(arena, equation->args[0], equation->args[1]), name, arena, &p) &&
                      p.count == (size_t)list->count + 1;
    clear(&p);
    return fine;
}

/* The line with one letter that was said last, or the equation that is given. */
static const struct formula *equation_of(const struct formula *f, const struct context *c, struct arena *arena)
{
    struct text names[2];
    if (f->kind != FORMULA_WORDS)
        return zero_of(f, arena);
    for (size_t i = c->lines_count; i-- > 0;)
        if (!c->lines[i].past && formula_symbols(c->lines[i].formula, names, 2) == 1)
            return c->lines[i].formula;
    return NULL;
}

static bool has_no_roots(const struct formula *f, const struct context *c, struct arena *arena)
{
    struct text names[2];
    const struct formula *equation = equation_of(f, c, arena);
    return equation && equation->kind == FORMULA_CHAIN && equation->text.size == 1 && equation->text.at[0] == '=' &&
           formula_symbols(equation, names, 2) == 1 &&
           bound(settle_gap(arena, equation->args[0], equation->args[1]), LEVELS_MAX) <= DEGREE_MAX &&
           follows_surely(&equation, 1, formula_false(arena), arena);
}

/* A letter of polynomials as a rule, or polynomials are spoken of? Of whole numbers divisibility is another thing. */
static bool is_unknown(struct text name, const struct scene *scene)
{
    static const char whole[] = "integer integers whole natural digit digits prime primes";
    struct text const word = TEXT("polynomial");
    return (name.size == 1 && strchr("rstuvwxyz", name.at[0]) && !text_has_word(scene->problem, text_of(whole)) &&
            !text_has_word(scene->step, text_of(whole))) ||
           text_find(scene->problem, word, 0) < scene->problem.size || text_find(scene->step, word, 0) < scene->step.size;
}

static bool is_called(const struct formula *call, const char *name)
{
    return text_equal(call->text, text_of(name));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *call = link->formula->args[0], *said = link->formula->args[1];
    struct text names[2];
    (void)witness;
    if ((link->said != LINK_WORDED && link->said != LINK_CONCLUDED) || call->kind != FORMULA_CALL ||
        call->sub != FUNCTION_UNKNOWN)
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "as the polynomial is"};
    if (is_called(call, FACT_REAL_ROOTS))
        return has_no_roots(call->args[0], scene->context, arena);
    if (call->count && !formula_is_statement(call->args[0])) /* nor is an equation put into itself */
        call = context_expand(scene->context, call);
    if (!call || formula_symbols(call, names, 2) != 1)
        return false;
    if (is_called(call, FACT_ROOTS))
        return said->kind == FORMULA_LIST && are_roots(call->args[0], said, names[0], may_be_all(scene->step, said), arena);
    if (is_called(call, FACT_QUOTIENT) || is_called(call, FACT_REMAINDER))
        return is_unknown(names[0], scene) && divides(call, said, names[0], arena);
    return (is_called(call, FACT_DEGREE) || is_called(call, FACT_LEADING) || is_called(call, FACT_COEFFICIENT)) &&
           has_coefficient(call, said, names[0], arena);
}

const struct verifier verifier_polynomials = {
    .name = "polynomials",
    .says = "quotients, remainders, factors, degrees, coefficients and roots of polynomials, as a step says them in words; only "
            "ever proves",
    .settle = settle,
};
