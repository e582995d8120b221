/* The value of plain arithmetic with square roots in it: sums of rationals times roots of different square-free numbers, which are
 * equal only term by term. */
#include "audit_number.h"

enum { RADICAND_MAX = 100000000, EXPONENT_MAX = 8 };

struct reader {
    struct text text;
    size_t at;
    int depth;
};

static bool sum(struct reader *r, struct audit_surd *out);

static struct audit_surd rational(const struct value *v)
{
    struct audit_surd out = {.count = v->num != 0};
    out.terms[0] = (struct audit_root){*v, 1};
    return out;
}

/* Adds factor * sqrt(radicand) in its place. */
static bool add_term(struct audit_surd *to, const struct audit_root *term)
{
    size_t i = 0;
    struct value total = term->factor;
    while (i < to->count && to->terms[i].radicand < term->radicand)
        i++;
    bool const there = i < to->count && to->terms[i].radicand == term->radicand;
    if (there && (value_add(&to->terms[i].factor, &term->factor, &total) != STATUS_OK || !value_is_small(&total))) {
        value_clear(&total);
        return false;
    }
    if (there && total.num == 0) {
        memmove(to->terms + i, to->terms + i + 1, (--to->count - i) * sizeof *to->terms);
        return true;
    }
    if (!there && to->count == COUNT(to->terms))
        return false;
    if (!there)
        memmove(to->terms + i + 1, to->terms + i, (to->count++ - i) * sizeof *to->terms);
    to->terms[i] = (struct audit_root){total, term->radicand};
    return true;
}

/* a * b * c, which stays small. */
static bool product_of(const struct value *a, const struct value *b, int64_t c, struct value *out)
{
    struct value first;
    struct value const times = value_int(c);
    if (value_mul(a, b, &first) != STATUS_OK)
        return false;
    bool good = value_mul(&first, &times, out) == STATUS_OK;
    value_clear(&first);
    if (good && !value_is_small(out)) {
        value_clear(out);
        good = false;
    }
    return good;
}

static bool multiply(const struct audit_surd *a, const struct audit_surd *b, struct audit_surd *out)
{
    struct audit_surd total = {0};
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            int64_t const common = value_gcd(a->terms[i].radicand, b->terms[k].radicand);
            struct audit_root term = {.radicand = a->terms[i].radicand / common * (b->terms[k].radicand / common)};
            if (term.radicand > RADICAND_MAX || !product_of(&a->terms[i].factor, &b->terms[k].factor, common, &term.factor) ||
                !add_term(&total, &term))
                return false;
        }
    *out = total;
    return true;
}

/* 1 / (f sqrt(r)) is sqrt(r) / (f r); of one term. */
static bool invert(const struct audit_surd *a, struct audit_surd *out)
{
    struct value const one = value_int(1);
    struct value whole;
    if (a->count != 1 || !product_of(&a->terms[0].factor, &one, a->terms[0].radicand, &whole))
        return false;
    out->count = 1;
    out->terms[0].radicand = a->terms[0].radicand;
    return value_div(&one, &whole, &out->terms[0].factor) == STATUS_OK && value_is_small(&out->terms[0].factor);
}

/* The root of a rational: that of a/b is sqrt(ab)/b, and squares come out of it. */
static bool root_of(const struct audit_surd *a, struct audit_surd *out)
{
    if (a->count == 0) {
        *out = *a;
        return true;
    }
    const struct value *v = &a->terms[0].factor;
    if (a->count > 1 || a->terms[0].radicand != 1 || v->num < 0 || v->num > RADICAND_MAX / v->den)
        return false;
    int64_t rest = v->num * v->den, outside = 1;
    for (int64_t i = 2; i * i <= rest; i++)
        while (rest % (i * i) == 0) {
            rest /= i * i;
            outside *= i;
        }
    out->count = 1;
    out->terms[0] = (struct audit_root){value_ratio(outside, v->den), rest};
    return true;
}

/* a and b give what is put into *a. */
static bool operate(char sign, struct audit_surd *a, const struct audit_surd *b)
{
    struct audit_surd inverse;
    if (sign == '*')
        return multiply(a, b, a);
    if (sign == '/')
        return invert(b, &inverse) && multiply(a, &inverse, a);
    bool good = true;
    for (size_t i = 0; i < b->count && good; i++) {
        struct audit_root term = b->terms[i];
        good = sign == '+' || term.factor.num != INT64_MIN;
        term.factor.num = sign == '+' ? term.factor.num : good ? -term.factor.num : 0;
        good = good && add_term(a, &term);
    }
    return good;
}

static char peek(const struct reader *r)
{
    return r->at < r->text.size ? r->text.at[r->at] : '\0';
}

static bool literal(struct reader *r, struct audit_surd *out)
{
    size_t const start = r->at;
    struct value v;
    while (is_digit(peek(r)) || (peek(r) == '.' && r->at > start))
        r->at++;
    if (r->at == start || value_read(text_part(r->text, start, r->at), &v) != STATUS_OK)
        return false;
    bool const small = value_is_small(&v);
    if (small)
        *out = rational(&v);
    value_clear(&v);
    return small;
}

static bool primary(struct reader *r, struct audit_surd *out)
{
    bool const root = text_starts(text_part(r->text, r->at, r->text.size), TEXT("sqrt("));
    if (!root && peek(r) != '(')
        return literal(r, out);
    r->at += root ? strlen("sqrt(") : 1;
    struct audit_surd inner;
    if (!sum(r, &inner) || peek(r) != ')')
        return false;
    r->at++;
    *out = inner;
    return !root || root_of(&inner, out);
}

static bool raise(struct reader *r, struct audit_surd *base)
{
    struct audit_surd exponent, result = rational(&(struct value){1, 1, NULL});
    r->at++;
    if (!primary(r, &exponent) || exponent.count > 1 || (exponent.count && exponent.terms[0].radicand != 1))
        return false;
    struct value const times = exponent.count ? exponent.terms[0].factor : value_int(0);
    if (times.den != 1 || times.num < 0 || times.num > EXPONENT_MAX)
        return false;
    for (int64_t i = 0; i < times.num; i++)
        if (!multiply(&result, base, &result))
            return false;
    *base = result;
    return true;
}

static bool factor(struct reader *r, struct audit_surd *out)
{
    struct value const less = value_int(-1);
    struct audit_surd const minus = rational(&less);
    bool negative = false;
    for (; peek(r) == '-'; r->at++)
        negative = !negative;
    return primary(r, out) && (peek(r) != '^' || raise(r, out)) && (!negative || multiply(out, &minus, out));
}

static bool product(struct reader *r, struct audit_surd *out)
{
    bool good = factor(r, out);
    while (good && (peek(r) == '*' || peek(r) == '/')) {
        char const sign = r->text.at[r->at++];
        struct audit_surd next;
        good = factor(r, &next) && operate(sign, out, &next);
    }
    return good;
}

static bool sum(struct reader *r, struct audit_surd *out)
{
    bool good = r->depth++ < AUDIT_BRACKETS_MAX && product(r, out);
    while (good && (peek(r) == '+' || peek(r) == '-')) {
        char const sign = r->text.at[r->at++];
        struct audit_surd next;
        good = product(r, &next) && operate(sign, out, &next);
    }
    r->depth--;
    return good;
}

bool audit_surd(struct text plain, struct audit_surd *out)
{
    struct reader r = {.text = plain};
    return plain.size <= AUDIT_PLAIN_MAX && sum(&r, out) && r.at == plain.size;
}

bool audit_surd_equal(const struct audit_surd *a, const struct audit_surd *b)
{
    bool equal = a->count == b->count;
    for (size_t i = 0; i < a->count && equal; i++)
        equal = a->terms[i].radicand == b->terms[i].radicand && value_equal(&a->terms[i].factor, &b->terms[i].factor);
    return equal;
}
