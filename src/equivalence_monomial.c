#include "equivalence_parts.h"

enum { LETTERS_MAX = 8, EXPONENT_MAX = 1000 };

/* number · x^k · y^l: what polynomials of one term are. */
struct monomial {
    int64_t number;
    struct text names[LETTERS_MAX];
    int64_t powers[LETTERS_MAX];
    size_t count;
};

static bool multiply(struct monomial *m, struct text name, int64_t power)
{
    size_t i = 0;
    while (i < m->count && !text_equal(m->names[i], name))
        i++;
    if (i == LETTERS_MAX)
        return false;
    if (i == m->count) {
        m->names[m->count] = name;
        m->powers[m->count++] = 0;
    }
    m->powers[i] += power;
    return m->powers[i] <= EXPONENT_MAX;
}

static bool integer(const struct formula *f, int64_t *out)
{
    enum { LARGEST = 1000000000 };
    return algebra_whole(f, LARGEST, out);
}

static bool add(struct monomial *m, const struct formula *f)
{
    int64_t number;
    if (!equivalence_has_symbols(f)) {
        bool const good = integer(f, &number) && !__builtin_mul_overflow(m->number, number, &m->number);
        return good && m->number != 0;
    }
    if (f->kind == FORMULA_SYMBOL)
        return multiply(m, f->text, 1);
    if (f->kind == FORMULA_POW && f->args[0]->kind == FORMULA_SYMBOL)
        return integer(f->args[1], &number) && number > 0 && number <= EXPONENT_MAX && multiply(m, f->args[0]->text, number);
    if (f->kind == FORMULA_NEG) {
        m->number = -m->number;
        return add(m, f->args[0]);
    }
    for (size_t i = 0; f->kind == FORMULA_MUL && i < f->count; i++)
        if (!add(m, f->args[i]))
            return false;
    return f->kind == FORMULA_MUL;
}

static int64_t power_of(const struct monomial *m, struct text name)
{
    for (size_t i = 0; i < m->count; i++)
        if (text_equal(m->names[i], name))
            return m->powers[i];
    return 0;
}

static struct monomial divisor(const struct monomial *a, const struct monomial *b)
{
    struct monomial out = *a;
    out.number = value_gcd(a->number, b->number);
    for (size_t i = 0; i < a->count; i++)
        out.powers[i] = MIN(a->powers[i], power_of(b, a->names[i]));
    return out;
}

/* a·b over their common divisor. */
static bool multiple(const struct monomial *a, const struct monomial *b, struct monomial *out)
{
    struct monomial const d = divisor(a, b);
    *out = *a;
    if (__builtin_mul_overflow(a->number / d.number, b->number, &out->number))
        return false;
    for (size_t i = 0; i < b->count; i++) {
        int64_t const more = b->powers[i] - power_of(a, b->names[i]);
        if (more > 0 && !multiply(out, b->names[i], more))
            return false;
    }
    return true;
}

static const struct formula *monomial_formula(struct comparison *c, const struct monomial *m)
{
    const struct formula *out = formula_number(c->arena, m->number);
    for (size_t i = 0; i < m->count; i++) {
        const struct formula *name = formula_symbol(c->arena, m->names[i]);
        const struct formula *power = formula_binary(c->arena, FORMULA_POW, name, formula_number(c->arena, m->powers[i]));
        out = m->powers[i] ? formula_binary(c->arena, FORMULA_MUL, out, power) : out;
    }
    return out;
}

static const struct formula *of_monomials(struct comparison *c, const struct formula *f)
{
    struct monomial all = {.number = 1};
    bool good = add(&all, f->args[0]);
    for (size_t i = 1; i < f->count && good; i++) {
        struct monomial one = {.number = 1}, both = {0};
        good = add(&one, f->args[i]);
        if (good && f->sub == FUNCTION_GCD)
            both = divisor(&all, &one);
        else
            good = good && multiple(&all, &one, &both);
        all = both;
    }
    return good ? monomial_formula(c, &all) : f;
}

const struct formula *equivalence_polynomial(struct comparison *c, const struct formula *f)
{
    const struct formula **args = ARENA_ARRAY(c->arena, const struct formula *, f->count + 1);
    for (size_t i = 0; i < f->count; i++)
        args[i] = equivalence_polynomial(c, f->args[i]);
    const struct formula *out = formula_with(c->arena, f, args);
    bool const common = f->kind == FORMULA_CALL && (f->sub == FUNCTION_GCD || f->sub == FUNCTION_LCM) && f->count > 0;
    return common && equivalence_has_symbols(f) ? of_monomials(c, out) : out;
}
