/* The value of plain arithmetic, by a reader of the audit's own. */
#include "audit_number.h"

enum { COUNT_MAX = 60 }; /* of what a factorial is taken, or chosen from */

struct reader {
    struct text text;
    size_t at;
    int depth;
};

static bool sum(struct reader *r, struct value *out);

static char peek(const struct reader *r)
{
    return r->at < r->text.size ? r->text.at[r->at] : '\0';
}

static void skip_digits(struct reader *r)
{
    while (is_digit(peek(r)))
        r->at++;
}

static bool literal(struct reader *r, struct value *out)
{
    size_t const start = r->at;
    skip_digits(r);
    if (peek(r) == '.' && r->at + 1 < r->text.size && is_digit(r->text.at[r->at + 1])) {
        r->at++;
        skip_digits(r);
    }
    return r->at > start && value_read(text_part(r->text, start, r->at), out) == STATUS_OK;
}

/* A sum, and what closes it. */
static bool until(struct reader *r, char close, struct value *out)
{
    if (!sum(r, out))
        return false;
    if (peek(r) == close) {
        r->at++;
        return true;
    }
    value_clear(out);
    return false;
}

static bool is_count(const struct value *v)
{
    return value_is_small(v) && v->den == 1 && v->num >= 0 && v->num <= COUNT_MAX;
}

/* from * (from - 1) * …, so many factors. */
static bool falling(int64_t from, int64_t factors, struct value *out)
{
    struct value product = value_int(1);
    for (int64_t i = 0; i < factors; i++) {
        struct value const next = value_int(from - i), so_far = product;
        struct value old = so_far;
        bool const good = value_mul(&old, &next, &product) == STATUS_OK;
        value_clear(&old);
        if (!good)
            return false;
    }
    *out = product;
    return true;
}

/* Behind "C(". */
static bool chosen(struct reader *r, struct value *out)
{
    struct value n, k, above, below;
    if (!until(r, ',', &n))
        return false;
    bool good = until(r, ')', &k);
    if (good) {
        good = is_count(&n) && is_count(&k) && falling(n.num, k.num, &above);
        if (good && falling(k.num, k.num, &below)) {
            good = value_div(&above, &below, out) == STATUS_OK;
            value_clear(&below);
        } else
            good = false;
        value_clear(&k);
    }
    value_clear(&n);
    return good;
}

/* The exact root of a square, by Newton's iteration from above; -1 if it is none. */
static int64_t root_of(int64_t square)
{
    int64_t x = square, y = square / 2 + 1;
    while (y < x) {
        x = y;
        y = (x + square / x) / 2;
    }
    return square >= 0 && x * x == square ? x : -1;
}

/* Behind "sqrt(". */
static bool rooted(struct reader *r, struct value *out)
{
    struct value v;
    if (!until(r, ')', &v))
        return false;
    int64_t const above = value_is_small(&v) && v.num > 0 ? root_of(v.num) : -1, below = above < 0 ? -1 : root_of(v.den);
    value_clear(&v);
    if (below > 0)
        *out = value_ratio(above, below);
    return below > 0;
}

static bool primary(struct reader *r, struct value *out)
{
    struct text const rest = text_part(r->text, r->at, r->text.size);
    struct value v;
    bool const choose = text_starts(rest, TEXT("C(")), root = text_starts(rest, TEXT("sqrt(")), bracket = peek(r) == '(';
    r->at += choose ? 2 : root ? 5 : bracket;
    if (!(choose ? chosen(r, &v) : root ? rooted(r, &v) : bracket ? until(r, ')', &v) : literal(r, &v)))
        return false;
    while (peek(r) == '!') {
        bool const good = is_count(&v) && falling(v.num, v.num, out);
        value_clear(&v);
        if (!good)
            return false;
        v = *out;
        r->at++;
    }
    *out = v;
    return true;
}

/* Takes both operands over. */
static bool operate(char sign, struct value *a, struct value *b, struct value *out)
{
    enum status const status = sign == '+'   ? value_add(a, b, out)
                               : sign == '-' ? value_sub(a, b, out)
                               : sign == '*' ? value_mul(a, b, out)
                               : sign == '/' ? value_div(a, b, out)
                                             : value_pow(a, b, out);
    value_clear(a);
    value_clear(b);
    return status == STATUS_OK;
}

static bool signed_power(struct reader *r, struct value *out)
{
    if (r->depth == AUDIT_BRACKETS_MAX)
        return false;
    r->depth++;
    bool const minus = peek(r) == '-';
    struct value base, exponent;
    r->at += minus;
    bool good = minus ? signed_power(r, &base) : primary(r, &base);
    if (good && minus) {
        struct value zero = value_int(0);
        good = operate('-', &zero, &base, out);
    } else if (good && peek(r) == '^') {
        r->at++;
        good = signed_power(r, &exponent);
        if (good)
            good = operate('^', &base, &exponent, out);
        else
            value_clear(&base);
    } else if (good) {
        *out = base;
    }
    r->depth--;
    return good;
}

/* Operands of one rank and the signs between them, from left to right. */
static bool row(struct reader *r, const char *signs, bool (*operand)(struct reader *, struct value *), struct value *out)
{
    struct value so_far, next;
    if (!operand(r, &so_far))
        return false;
    while (peek(r) && strchr(signs, peek(r))) {
        char const sign = r->text.at[r->at++];
        struct value result;
        if (!operand(r, &next)) {
            value_clear(&so_far);
            return false;
        }
        if (!operate(sign, &so_far, &next, &result))
            return false;
        so_far = result;
    }
    *out = so_far;
    return true;
}

static bool product(struct reader *r, struct value *out)
{
    return row(r, "*/", signed_power, out);
}

static bool sum(struct reader *r, struct value *out)
{
    return row(r, "+-", product, out);
}

bool audit_evaluate(struct text plain, struct value *out)
{
    struct reader r = {.text = plain};
    struct value value;
    if (plain.size == 0 || plain.size > AUDIT_PLAIN_MAX || !sum(&r, &value))
        return false;
    if (r.at < plain.size) {
        value_clear(&value);
        return false;
    }
    *out = value;
    return true;
}

static bool square_of(const struct value *v, struct value *out)
{
    return value_mul(v, v, out) == STATUS_OK;
}

static bool squares(struct reader *r, struct value *out);

/* The square of what stands in the brackets that open at the reader. */
static bool bracket_squared(struct reader *r, struct value *out)
{
    int open = 0;
    size_t end = r->at;
    do
        open += r->text.at[end] == '(' ? 1 : r->text.at[end] == ')' ? -1 : 0;
    while (++end < r->text.size && open);
    if (open || r->depth == AUDIT_BRACKETS_MAX)
        return false;
    struct reader inner = {.text = text_part(r->text, r->at + 1, end - 1), .depth = r->depth + 1};
    r->at = end;
    bool const root = text_find(inner.text, TEXT("sqrt("), 0) < inner.text.size;
    if (root)
        return squares(&inner, out) && inner.at == inner.text.size;
    struct value v;
    if (!audit_evaluate(inner.text, &v))
        return false;
    bool const good = square_of(&v, out);
    value_clear(&v);
    return good;
}

static bool factor_squared(struct reader *r, struct value *out)
{
    struct value v, exponent;
    while (peek(r) == '-')
        r->at++;
    bool good;
    if (text_starts(text_part(r->text, r->at, r->text.size), TEXT("sqrt("))) {
        r->at += 5;
        good = until(r, ')', &v) && value_sign(&v) >= 0;
    } else if (peek(r) == '(') {
        good = bracket_squared(r, &v);
    } else {
        struct value number;
        good = literal(r, &number);
        if (good) {
            good = square_of(&number, &v);
            value_clear(&number);
        }
    }
    if (!good || peek(r) != '^') {
        *out = good ? v : value_int(0);
        return good;
    }
    r->at++;
    if (!primary(r, &exponent))
        return false;
    return operate('^', &v, &exponent, out);
}

static bool squares(struct reader *r, struct value *out)
{
    return row(r, "*/", factor_squared, out);
}

bool audit_square(struct text plain, struct value *out)
{
    struct reader r = {.text = plain};
    struct value value;
    if (plain.size == 0 || plain.size > AUDIT_PLAIN_MAX || !squares(&r, &value))
        return false;
    if (r.at < plain.size) {
        value_clear(&value);
        return false;
    }
    *out = value;
    return true;
}
