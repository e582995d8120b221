#include "follows_parts.h"

/* Solves and substitutes, with numbers of 64 bits that are refused where they overflow. */

enum {
    SMALL_DEGREE = 6, /* in each of two symbols */
    SMALL_POWER = 4,  /* an exponent as it is written */
    SMALL_PARTS = 6,  /* equations before; links of the line */
    SMALL_DEPTH = 4,  /* cases within cases */
};

/* What stands before s^i·t^j, over a common denominator. */
struct poly {
    int64_t at[SMALL_DEGREE + 1][SMALL_DEGREE + 1];
    int64_t below;
    int degree[2]; /* at most */
};

struct part {
    struct poly poly;
    char relation; /* to 0 */
};

/* Equations before; the line: alternatives, each a row of parts from `first` on. */
struct small {
    struct text names[2];
    size_t names_count;
    struct poly given[SMALL_PARTS];
    struct part line[SMALL_PARTS];
    size_t given_count, line_count, first[SMALL_PARTS], alternatives;
};

/* ---- polynomials: false beyond 64 bits or SMALL_DEGREE ---- */

static int64_t common(int64_t a, int64_t b)
{
    while (b) {
        int64_t const rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

static struct poly number(int64_t n)
{
    return (struct poly){.at = {{n}}, .below = 1};
}

static bool is_zero(const struct poly *p)
{
    for (int i = 0; i <= p->degree[0]; i++)
        for (int j = 0; j <= p->degree[1]; j++)
            if (p->at[i][j])
                return false;
    return true;
}

/* Sets the degrees to what they are. */
static void trim(struct poly *p)
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
static void reduce(struct poly *p, bool drop)
{
    int64_t content = drop ? 0 : p->below;
    for (int i = 0; i <= p->degree[0]; i++)
        for (int j = 0; j <= p->degree[1]; j++)
            content = common(content, p->at[i][j]);
    for (int i = 0; content > 1 && i <= p->degree[0]; i++)
        for (int j = 0; j <= p->degree[1]; j++)
            p->at[i][j] /= content;
    p->below = drop ? 1 : p->below / MAX(content, 1);
}

/* *a += by · b, over the denominator of a */
static bool add_times(struct poly *a, const struct poly *b, int64_t of_a, int64_t of_b)
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

static bool add(struct poly *a, const struct poly *b, int sign)
{
    int64_t const shared = common(a->below, b->below);
    int64_t const of_a = b->below / shared, of_b = a->below / shared;
    if (!add_times(a, b, of_a, sign * of_b) || __builtin_mul_overflow(a->below, of_a, &a->below))
        return false;
    reduce(a, false);
    return true;
}

static bool multiply(struct poly *a, const struct poly *b)
{
    struct poly out = {.below = 1, .degree = {a->degree[0] + b->degree[0], a->degree[1] + b->degree[1]}};
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
static struct poly coefficient(const struct poly *p, int s, int k)
{
    struct poly out = {.below = 1};
    for (int j = 0; j <= p->degree[!s]; j++)
        *(s ? &out.at[j][0] : &out.at[0][j]) = s ? p->at[j][k] : p->at[k][j];
    out.degree[!s] = p->degree[!s];
    return out;
}

/* below^n · p(s = above/below), below > 0, without its content: it has the sign of p. */
static bool put(struct poly *p, int s, const struct poly *above, int64_t below)
{
    struct poly sum = number(0), power = number(1), by = number(below);
    trim(p);
    for (int k = p->degree[s]; k >= 0; k--) {
        struct poly term = coefficient(p, s, k);
        if (!multiply(&sum, above) || !multiply(&term, &power) || !add(&sum, &term, 1) || !multiply(&power, &by))
            return false;
    }
    reduce(&sum, true);
    trim(&sum);
    *p = sum;
    return true;
}

/* ---- reading: false for anything else ---- */

static int symbol_of(struct small *q, struct text name)
{
    for (size_t i = 0; i < q->names_count; i++)
        if (text_equal(q->names[i], name))
            return (int)i;
    if (q->names_count == COUNT(q->names))
        return -1;
    q->names[q->names_count] = name;
    return (int)q->names_count++;
}

static bool read_number(const struct formula *f, struct poly *out)
{
    struct point const plain = {0};
    struct value value;
    bool const good = number_of(f, &plain, &value) == STATUS_OK && value_is_small(&value);
    *out = number(good ? value.num : 0);
    out->below = good ? value.den : 1;
    value_clear(&value);
    return good && out->at[0][0] != INT64_MIN;
}

static bool read_poly(struct small *q, const struct formula *f, struct poly *out);

static bool read_power(struct small *q, const struct formula *f, struct poly *out)
{
    struct poly exponent, base;
    if (f->args[1]->kind != FORMULA_NUMBER || !read_number(f->args[1], &exponent) || exponent.below != 1 ||
        exponent.at[0][0] < 1 || exponent.at[0][0] > SMALL_POWER || !read_poly(q, f->args[0], &base))
        return false;
    *out = base;
    for (int64_t i = 1; i < exponent.at[0][0]; i++)
        if (!multiply(out, &base))
            return false;
    return true;
}

static bool read_quotient(struct small *q, const struct formula *f, struct poly *out)
{
    struct poly below;
    if (f->count != 2 || !read_poly(q, f->args[0], out) || !read_poly(q, f->args[1], &below))
        return false;
    trim(&below);
    int64_t const by = below.at[0][0];
    if (below.degree[0] || below.degree[1] || by == 0)
        return false;
    below.at[0][0] = by < 0 ? -below.below : below.below;
    below.below = by < 0 ? -by : by;
    return multiply(out, &below);
}

static bool read_poly(struct small *q, const struct formula *f, struct poly *out)
{
    struct poly next;
    int symbol;
    switch ((enum formula_kind)f->kind) {
    case FORMULA_NUMBER:
        return read_number(f, out);
    case FORMULA_SYMBOL:
        if ((symbol = symbol_of(q, f->text)) < 0)
            return false;
        *out = (struct poly){.below = 1, .degree = {symbol == 0, symbol == 1}};
        out->at[symbol == 0][symbol == 1] = 1;
        return true;
    case FORMULA_ADD:
    case FORMULA_MUL:
        if (!read_poly(q, f->args[0], out))
            return false;
        for (size_t i = 1; i < f->count; i++)
            if (!read_poly(q, f->args[i], &next) || !(f->kind == FORMULA_ADD ? add(out, &next, 1) : multiply(out, &next)))
                return false;
        return true;
    case FORMULA_NEG:
        *out = number(0);
        return read_poly(q, f->args[0], &next) && add(out, &next, -1);
    case FORMULA_DIV:
        return read_quotient(q, f, out);
    case FORMULA_POW:
        return read_power(q, f, out);
    default:
        return false;
    }
}

/* Link k of a chain as a polynomial that is related to 0. */
static bool read_link(struct small *q, const struct formula *chain, size_t k, struct poly *out)
{
    struct poly right;
    if (!read_poly(q, chain->args[k], out) || !read_poly(q, chain->args[k + 1], &right) || !add(out, &right, -1))
        return false;
    reduce(out, true);
    trim(out);
    return true;
}

static bool read_before(struct small *q, const struct formula *f)
{
    if (f->kind != FORMULA_CHAIN)
        return false;
    for (size_t k = 0; k < f->text.size; k++)
        if (f->text.at[k] != '=' || q->given_count == SMALL_PARTS || !read_link(q, f, k, &q->given[q->given_count++]))
            return false;
    return true;
}

static bool read_alternative(struct small *q, const struct formula *f)
{
    if (f->kind != FORMULA_CHAIN || q->alternatives == SMALL_PARTS)
        return false;
    q->first[q->alternatives++] = q->line_count;
    for (size_t k = 0; k < f->text.size; k++) {
        if (!memchr("=#<[>]", f->text.at[k], 6) || q->line_count == SMALL_PARTS)
            return false;
        struct part *const part = &q->line[q->line_count++];
        part->relation = f->text.at[k];
        if (!read_link(q, f, k, &part->poly))
            return false;
    }
    return true;
}

static bool read_line(struct small *q, const struct formula *f)
{
    if (f->kind != FORMULA_OR)
        return read_alternative(q, f);
    for (size_t i = 0; i < f->count; i++)
        if (!read_alternative(q, f->args[i]))
            return false;
    return f->count > 0;
}

/* ---- deciding ---- */

enum answer {
    NO,     /* there is a solution of what stands before that the line does not hold for */
    YES,    /* there are solutions, and the line holds for all of them */
    NEVER,  /* there are no solutions */
    UNSURE, /* none of our business */
};

static bool is_number(const struct poly *p)
{
    return p->degree[0] == 0 && p->degree[1] == 0;
}

/* All symbols that are left are free. A polynomial that is no number is neither zero everywhere nor never. */
static enum answer part_holds(const struct part *part)
{
    int64_t const n = part->poly.at[0][0];
    if (!is_number(&part->poly))
        return part->relation == '=' ? NO : UNSURE;
    bool const zero = strchr("=[]", part->relation) && n == 0;
    bool const holds = zero || (n < 0 && strchr("#<[", part->relation)) || (n > 0 && strchr("#>]", part->relation));
    return holds ? YES : NO;
}

static enum answer line_holds(const struct small *q)
{
    enum answer any = NO;
    for (size_t k = 0; k < q->alternatives; k++) {
        size_t const end = k + 1 < q->alternatives ? q->first[k + 1] : q->line_count;
        enum answer all = YES;
        for (size_t i = q->first[k]; i < end && all != NO; i++) {
            enum answer const one = part_holds(&q->line[i]);
            all = one == YES ? all : one;
        }
        if (all == YES)
            return YES;
        any = all == UNSURE ? UNSURE : any;
    }
    return any;
}

static bool put_all(struct small *q, int s, const struct poly *above, int64_t below)
{
    for (size_t i = 0; i < q->given_count; i++)
        if (!put(&q->given[i], s, above, below))
            return false;
    for (size_t i = 0; i < q->line_count; i++)
        if (!put(&q->line[i].poly, s, above, below))
            return false;
    return true;
}

/* p = above − below·s with a number below? Then below > 0. */
static bool solves(const struct poly *p, int s, struct poly *above, int64_t *below)
{
    if (p->degree[s] != 1)
        return false;
    struct poly const slope = coefficient(p, s, 1), zero = number(0);
    *above = coefficient(p, s, 0);
    *below = slope.at[0][0];
    for (int j = 1; j <= SMALL_DEGREE; j++)
        if (slope.at[j][0] || slope.at[0][j])
            return false;
    if (*below > 0)
        return add_times(above, &zero, -1, 1);
    *below = -*below;
    return true;
}

static enum answer under(const struct small *q, int depth);

static enum answer with_root(const struct small *q, int s, int64_t above, int64_t below, int depth)
{
    struct small one = *q;
    struct poly const root = number(above);
    return put_all(&one, s, &root, below) ? under(&one, depth - 1) : UNSURE;
}

static bool square_root(int64_t n, int64_t *root)
{
    int64_t low = 0, high = INT64_C(3037000499);
    while (low < high) {
        int64_t const middle = low + (high - low + 1) / 2;
        if (middle * middle <= n)
            low = middle;
        else
            high = middle - 1;
    }
    *root = low;
    return low * low == n;
}

/* Is each part zero wherever p is, because p divides it? p is quadratic in s alone; its roots are real and not rational. */
static enum answer divides(const struct small *q, const struct poly *p, int s)
{
    struct poly const a = coefficient(p, s, 2);
    if (q->given_count > 1 || q->alternatives > 1)
        return UNSURE;
    for (size_t i = 0; i < q->line_count; i++) {
        struct poly rest = q->line[i].poly;
        if (q->line[i].relation != '=')
            return UNSURE;
        while (rest.degree[s] >= 2) { /* a·rest − (its leading part)·s^k·p */
            struct poly shifted = coefficient(&rest, s, rest.degree[s]), by = number(0);
            int const k = rest.degree[s] - 2;
            by.at[s ? 0 : k][s ? k : 0] = 1;
            by.degree[s] = k;
            if (!multiply(&shifted, &by) || !multiply(&shifted, p) || !multiply(&rest, &a) || !add(&rest, &shifted, -1))
                return UNSURE;
            reduce(&rest, true);
            trim(&rest);
        }
        if (!is_zero(&rest))
            return NO;
    }
    return YES;
}

/* Case by case, for the roots of a quadratic in one symbol. */
static enum answer with_quadratic(const struct small *q, const struct poly *p, int s, int depth)
{
    int64_t const a = s ? p->at[0][2] : p->at[2][0], b = s ? p->at[0][1] : p->at[1][0], c = p->at[0][0];
    int64_t product, discriminant, root;
    if (MAX(a, -a) > INT32_MAX || MAX(b, -b) > INT32_MAX || __builtin_mul_overflow(4 * a, c, &product) ||
        __builtin_sub_overflow(b * b, product, &discriminant))
        return UNSURE;
    if (discriminant < 0)
        return NEVER;
    if (!square_root(discriminant, &root))
        return divides(q, p, s);
    int64_t const sign = a < 0 ? -1 : 1;
    enum answer const one = with_root(q, s, sign * (-b - root), sign * 2 * a, depth);
    enum answer const other = root ? with_root(q, s, sign * (-b + root), sign * 2 * a, depth) : one;
    if (one == UNSURE || other == UNSURE)
        return UNSURE;
    return one == NO || other == NO ? NO : one == NEVER ? other : YES;
}

static bool stands_before(const struct small *q, int s)
{
    for (size_t i = 0; i < q->given_count; i++)
        if (q->given[i].degree[s])
            return true;
    return false;
}

/* A curve: points of it, by giving one symbol a number. */
static enum answer with_points(const struct small *q, int depth)
{
    static const int64_t values[] = {2, 3, 1, 0, -1, 5};
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < COUNT(values) && stands_before(q, s); i++)
            if (with_root(q, s, values[i], 1, depth) == NO)
                return NO;
    return UNSURE;
}

static enum answer under(const struct small *q, int depth)
{
    struct poly above;
    int64_t below;
    size_t zeros = 0;
    if (depth == 0)
        return UNSURE;
    for (size_t i = 0; i < q->given_count; i++) {
        if (is_number(&q->given[i]) && q->given[i].at[0][0])
            return NEVER;
        zeros += is_number(&q->given[i]);
    }
    if (zeros == q->given_count)
        return line_holds(q);
    for (size_t i = 0; i < q->given_count; i++)
        for (int s = 0; s < 2; s++)
            if (solves(&q->given[i], s, &above, &below)) {
                struct small rest = *q;
                return put_all(&rest, s, &above, below) ? under(&rest, depth - 1) : UNSURE;
            }
    for (size_t i = 0; i < q->given_count; i++)
        for (int s = 0; s < 2; s++)
            if (q->given[i].degree[s] == 2 && q->given[i].degree[!s] == 0)
                return with_quadratic(q, &q->given[i], s, depth);
    return with_points(q, depth);
}

/* ---- the whole ---- */

/* Can it be told by its form whether the line holds by itself? */
static bool is_plain(const struct small *q)
{
    for (size_t i = 0; i < q->line_count; i++) {
        const struct poly *const p = &q->line[i].poly;
        if (q->line[i].relation != '=' && !is_number(p) && (q->alternatives > 1 || p->degree[0] + p->degree[1] > 1))
            return false;
    }
    return true;
}

static bool is_constant(const struct small *q)
{
    for (size_t i = 0; i < q->line_count; i++)
        if (!is_number(&q->line[i].poly))
            return false;
    return true;
}

static bool is_known_before(const struct small *q)
{
    for (size_t i = 0; i < q->given_count; i++)
        if (!is_zero(&q->given[i]))
            return false;
    return true;
}

enum fact small_follows(const struct asked *a)
{
    struct small q = {.names_count = 0};
    if (a->options)
        return FACT_UNKNOWN;
    for (size_t i = 0; i < a->count; i++)
        if (!read_before(&q, a->before[i]))
            return FACT_UNKNOWN;
    if (!read_line(&q, a->line) || !is_plain(&q))
        return FACT_UNKNOWN;
    if (is_constant(&q) && line_holds(&q) == YES) /* a remark, unless nothing else was said before */
        return is_known_before(&q) ? FACT_TRUE : FACT_FALSE;
    enum answer const answer = under(&q, SMALL_DEPTH);
    if (answer == NEVER)
        return is_constant(&q) ? FACT_TRUE : FACT_UNKNOWN;
    return answer == YES ? FACT_TRUE : answer == NO ? FACT_FALSE : FACT_UNKNOWN;
}
