#include "small.h"

/* ---- arithmetic ---- */

struct small small_number(int64_t n)
{
    return (struct small){.at = {{n}}, .below = 1};
}

bool small_is_zero(const struct small *p)
{
    for (int i = 0; i <= p->degree[0]; i++)
        for (int j = 0; j <= p->degree[1]; j++)
            if (p->at[i][j])
                return false;
    return true;
}

/* Sets the degrees to what they are. */
void small_trim(struct small *p)
{
    int degree[2] = {0, 0};
    for (int i = 0; i <= p->degree[0]; i++)
        for (int j = 0; j <= p->degree[1]; j++)
            if (p->at[i][j]) {
                degree[0] = i;
                degree[1] = MAX(degree[1], j);
            }
    p->degree[0] = degree[0];
    p->degree[1] = degree[1];
}

/* Divides out what coefficients and denominator share; `drop` the denominator, which is positive, and all content. */
static void reduce(struct small *p, bool drop)
{
    int64_t content = drop ? 0 : p->below;
    for (int i = 0; i <= p->degree[0]; i++)
        for (int j = 0; j <= p->degree[1]; j++)
            content = value_gcd(content, p->at[i][j]);
    for (int i = 0; content > 1 && i <= p->degree[0]; i++)
        for (int j = 0; j <= p->degree[1]; j++)
            p->at[i][j] /= content;
    p->below = drop ? 1 : p->below / MAX(content, 1);
}

/* *a += by · b, over the denominator of a */
static bool add_times(struct small *a, const struct small *b, int64_t of_a, int64_t of_b)
{
    int64_t left, right;
    for (int k = 0; k < 2; k++)
        a->degree[k] = MAX(a->degree[k], b->degree[k]);
    for (int i = 0; i <= a->degree[0]; i++)
        for (int j = 0; j <= a->degree[1]; j++)
            if (__builtin_mul_overflow(a->at[i][j], of_a, &left) || __builtin_mul_overflow(b->at[i][j], of_b, &right) ||
                __builtin_add_overflow(left, right, &a->at[i][j]) || a->at[i][j] == INT64_MIN)
                return false;
    return true;
}

bool small_add(struct small *a, const struct small *b, int sign)
{
    int64_t const shared = value_gcd(a->below, b->below);
    int64_t const of_a = b->below / shared, of_b = a->below / shared;
    if (!add_times(a, b, of_a, sign * of_b) || __builtin_mul_overflow(a->below, of_a, &a->below))
        return false;
    reduce(a, false);
    return true;
}

bool small_multiply(struct small *a, const struct small *b)
{
    struct small out = {.below = 1, .degree = {a->degree[0] + b->degree[0], a->degree[1] + b->degree[1]}};
    int64_t product;
    if (out.degree[0] > SMALL_DEGREE || out.degree[1] > SMALL_DEGREE || __builtin_mul_overflow(a->below, b->below, &out.below))
        return false;
    for (int i = 0; i <= a->degree[0]; i++)
        for (int j = 0; j <= a->degree[1]; j++)
            for (int k = 0; a->at[i][j] && k <= b->degree[0]; k++)
                for (int l = 0; l <= b->degree[1]; l++)
                    if (__builtin_mul_overflow(a->at[i][j], b->at[k][l], &product) ||
                        __builtin_add_overflow(out.at[i + k][j + l], product, &out.at[i + k][j + l]) ||
                        out.at[i + k][j + l] == INT64_MIN)
                        return false;
    reduce(&out, false);
    *a = out;
    return true;
}

/* The part of p with s^k, where s is symbol `s`. */
struct small small_coefficient(const struct small *p, int s, int k)
{
    struct small out = {.below = 1};
    for (int j = 0; j <= p->degree[!s]; j++)
        *(s ? &out.at[j][0] : &out.at[0][j]) = s ? p->at[j][k] : p->at[k][j];
    out.degree[!s] = p->degree[!s];
    return out;
}

/* below^n · p(s = above/below), below > 0, without its content: it has the sign of p. */
bool small_put(struct small *p, int s, const struct small *above, int64_t below)
{
    struct small sum = small_number(0), power = small_number(1), by = small_number(below);
    small_trim(p);
    for (int k = p->degree[s]; k >= 0; k--) {
        struct small term = small_coefficient(p, s, k);
        if (!small_multiply(&sum, above) || !small_multiply(&term, &power) || !small_add(&sum, &term, 1) ||
            !small_multiply(&power, &by))
            return false;
    }
    reduce(&sum, true);
    small_trim(&sum);
    *p = sum;
    return true;
}

/* ---- reading ---- */

static int symbol_of(struct small_names *names, struct text name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->names[i], name))
            return (int)i;
    if (names->count == COUNT(names->names))
        return -1;
    names->names[names->count] = name;
    return (int)names->count++;
}

static bool read_number(const struct formula *f, struct small *out)
{
    struct value value;
    bool const good = value_read(f->text, &value) == STATUS_OK && value_is_small(&value);
    *out = small_number(good ? value.num : 0);
    out->below = good ? value.den : 1;
    value_clear(&value);
    return good && out->at[0][0] != INT64_MIN;
}

static bool read_power(struct small_names *names, const struct formula *f, struct small *out)
{
    struct small exponent, base;
    if (f->args[1]->kind != FORMULA_NUMBER || !read_number(f->args[1], &exponent) || exponent.below != 1 ||
        exponent.at[0][0] < 1 || exponent.at[0][0] > SMALL_POWER || !small_read(names, f->args[0], &base))
        return false;
    *out = base;
    for (int64_t i = 1; i < exponent.at[0][0]; i++)
        if (!small_multiply(out, &base))
            return false;
    return true;
}

static bool read_quotient(struct small_names *names, const struct formula *f, struct small *out)
{
    struct small below;
    if (f->count != 2 || !small_read(names, f->args[0], out) || !small_read(names, f->args[1], &below))
        return false;
    small_trim(&below);
    int64_t const by = below.at[0][0];
    if (below.degree[0] || below.degree[1] || by == 0)
        return false;
    below.at[0][0] = by < 0 ? -below.below : below.below;
    below.below = by < 0 ? -by : by;
    return small_multiply(out, &below);
}

bool small_read(struct small_names *names, const struct formula *f, struct small *out)
{
    struct small next;
    int symbol;
    switch ((enum formula_kind)f->kind) {
    case FORMULA_NUMBER:
        return read_number(f, out);
    case FORMULA_SYMBOL:
        if ((symbol = symbol_of(names, f->text)) < 0)
            return false;
        *out = (struct small){.below = 1, .degree = {symbol == 0, symbol == 1}};
        out->at[symbol == 0][symbol == 1] = 1;
        return true;
    case FORMULA_ADD:
    case FORMULA_MUL:
        if (!small_read(names, f->args[0], out))
            return false;
        for (size_t i = 1; i < f->count; i++)
            if (!small_read(names, f->args[i], &next) ||
                !(f->kind == FORMULA_ADD ? small_add(out, &next, 1) : small_multiply(out, &next)))
                return false;
        return true;
    case FORMULA_NEG:
        *out = small_number(0);
        return small_read(names, f->args[0], &next) && small_add(out, &next, -1);
    case FORMULA_DIV:
        return read_quotient(names, f, out);
    case FORMULA_POW:
        return read_power(names, f, out);
    default:
        return false;
    }
}

void small_shorten(struct small *p)
{
    reduce(p, true);
}

bool small_is_number(const struct small *p)
{
    return p->degree[0] == 0 && p->degree[1] == 0;
}
