#include "follows_parts.h"
#include "small.h"
#include "value.h"

/* Solves and substitutes, with numbers of 64 bits that are refused where they overflow. */

enum {
    PARTS_MAX = 6, /* equations before; links of the line */
    DEPTH_MAX = 4, /* cases within cases */
};

struct part {
    struct small poly;
    char relation; /* to 0 */
};

/* Equations before; the line: alternatives, each a row of parts from `first` on. */
struct case_of {
    struct small_names names;
    struct small given[PARTS_MAX];
    struct part line[PARTS_MAX];
    size_t given_count, line_count, first[PARTS_MAX], alternatives;
};

/* Link k of a chain as a polynomial that is related to 0. */
static bool read_link(struct case_of *q, const struct formula *chain, size_t k, struct small *out)
{
    struct small right;
    if (!small_read(&q->names, chain->args[k], out) || !small_read(&q->names, chain->args[k + 1], &right) ||
        !small_add(out, &right, -1))
        return false;
    small_shorten(out);
    small_trim(out);
    return true;
}

static bool read_before(struct case_of *q, const struct formula *f)
{
    if (f->kind != FORMULA_CHAIN)
        return false;
    for (size_t k = 0; k < f->text.size; k++)
        if (f->text.at[k] != '=' || q->given_count == PARTS_MAX || !read_link(q, f, k, &q->given[q->given_count++]))
            return false;
    return true;
}

static bool read_alternative(struct case_of *q, const struct formula *f)
{
    if (f->kind != FORMULA_CHAIN || q->alternatives == PARTS_MAX)
        return false;
    q->first[q->alternatives++] = q->line_count;
    for (size_t k = 0; k < f->text.size; k++) {
        if (!memchr("=#<[>]", f->text.at[k], 6) || q->line_count == PARTS_MAX)
            return false;
        struct part *const part = &q->line[q->line_count++];
        part->relation = f->text.at[k];
        if (!read_link(q, f, k, &part->poly))
            return false;
    }
    return true;
}

static bool read_line(struct case_of *q, const struct formula *f)
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

/* All symbols that are left are free. A polynomial that is no number is neither zero everywhere nor never. */
static enum answer part_holds(const struct part *part)
{
    int64_t const n = part->poly.at[0][0];
    if (!small_is_number(&part->poly))
        return part->relation == '=' ? NO : UNSURE;
    bool const zero = strchr("=[]", part->relation) && n == 0;
    bool const holds = zero || (n < 0 && strchr("#<[", part->relation)) || (n > 0 && strchr("#>]", part->relation));
    return holds ? YES : NO;
}

static enum answer line_holds(const struct case_of *q)
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

static bool put_all(struct case_of *q, int s, const struct small *above, int64_t below)
{
    for (size_t i = 0; i < q->given_count; i++)
        if (!small_put(&q->given[i], s, above, below))
            return false;
    for (size_t i = 0; i < q->line_count; i++)
        if (!small_put(&q->line[i].poly, s, above, below))
            return false;
    return true;
}

/* p = above − below·s with a number below? Then below > 0. */
static bool solves(const struct small *p, int s, struct small *above, int64_t *below)
{
    if (p->degree[s] != 1)
        return false;
    struct small const slope = small_coefficient(p, s, 1), rest = small_coefficient(p, s, 0);
    *below = slope.at[0][0];
    for (int j = 1; j <= SMALL_DEGREE; j++)
        if (slope.at[j][0] || slope.at[0][j])
            return false;
    int const sign = *below < 0 ? 1 : -1;
    *below = *below < 0 ? -*below : *below;
    *above = small_number(0);
    return small_add(above, &rest, sign);
}

static enum answer under(const struct case_of *q, int depth);

static enum answer with_root(const struct case_of *q, int s, int64_t above, int64_t below, int depth)
{
    struct case_of one = *q;
    struct small const root = small_number(above);
    return put_all(&one, s, &root, below) ? under(&one, depth - 1) : UNSURE;
}

/* Is each part zero wherever p is, because p divides it? p is quadratic in s alone; its roots are real and not rational. */
static enum answer divides(const struct case_of *q, const struct small *p, int s)
{
    struct small const a = small_coefficient(p, s, 2);
    if (q->given_count > 1 || q->alternatives > 1)
        return UNSURE;
    for (size_t i = 0; i < q->line_count; i++) {
        struct small rest = q->line[i].poly;
        if (q->line[i].relation != '=')
            return UNSURE;
        while (rest.degree[s] >= 2) { /* a·rest − (its leading part)·s^k·p */
            struct small shifted = small_coefficient(&rest, s, rest.degree[s]), by = small_number(0);
            int const k = rest.degree[s] - 2;
            by.at[s ? 0 : k][s ? k : 0] = 1;
            by.degree[s] = k;
            if (!small_multiply(&shifted, &by) || !small_multiply(&shifted, p) || !small_multiply(&rest, &a) ||
                !small_add(&rest, &shifted, -1))
                return UNSURE;
            small_shorten(&rest);
            small_trim(&rest);
        }
        if (!small_is_zero(&rest))
            return NO;
    }
    return YES;
}

/* Case by case, for the roots of a quadratic in one symbol. */
static enum answer with_quadratic(const struct case_of *q, const struct small *p, int s, int depth)
{
    int64_t const a = s ? p->at[0][2] : p->at[2][0], b = s ? p->at[0][1] : p->at[1][0], c = p->at[0][0];
    int64_t product, discriminant;
    if (MAX(a, -a) > INT32_MAX || MAX(b, -b) > INT32_MAX || __builtin_mul_overflow(4 * a, c, &product) ||
        __builtin_sub_overflow(b * b, product, &discriminant))
        return UNSURE;
    if (discriminant < 0)
        return NEVER;
    int64_t const root = value_int_root(discriminant);
    if (root * root != discriminant)
        return divides(q, p, s);
    int64_t const sign = a < 0 ? -1 : 1;
    enum answer const one = with_root(q, s, sign * (-b - root), sign * 2 * a, depth);
    enum answer const other = root ? with_root(q, s, sign * (-b + root), sign * 2 * a, depth) : one;
    if (one == UNSURE || other == UNSURE)
        return UNSURE;
    return one == NO || other == NO ? NO : one == NEVER ? other : YES;
}

static bool stands_before(const struct case_of *q, int s)
{
    for (size_t i = 0; i < q->given_count; i++)
        if (q->given[i].degree[s])
            return true;
    return false;
}

/* A curve: points of it, by giving one symbol a number. */
static enum answer with_points(const struct case_of *q, int depth)
{
    static const int64_t values[] = {2, 3, 1, 0, -1, 5};
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < COUNT(values) && stands_before(q, s); i++)
            if (with_root(q, s, values[i], 1, depth) == NO)
                return NO;
    return UNSURE;
}

static enum answer under(const struct case_of *q, int depth)
{
    struct small above;
    int64_t below;
    size_t zeros = 0;
    if (depth == 0)
        return UNSURE;
    for (size_t i = 0; i < q->given_count; i++) {
        if (small_is_number(&q->given[i]) && q->given[i].at[0][0])
            return NEVER;
        zeros += small_is_number(&q->given[i]);
    }
    if (zeros == q->given_count)
        return line_holds(q);
    for (size_t i = 0; i < q->given_count; i++)
        for (int s = 0; s < 2; s++)
            if (solves(&q->given[i], s, &above, &below)) {
                struct case_of rest = *q;
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
static bool is_plain(const struct case_of *q)
{
    for (size_t i = 0; i < q->line_count; i++) {
        const struct small *const p = &q->line[i].poly;
        if (q->line[i].relation != '=' && !small_is_number(p) && (q->alternatives > 1 || p->degree[0] + p->degree[1] > 1))
            return false;
    }
    return true;
}

static bool is_constant(const struct case_of *q)
{
    for (size_t i = 0; i < q->line_count; i++)
        if (!small_is_number(&q->line[i].poly))
            return false;
    return true;
}

static bool is_known_before(const struct case_of *q)
{
    for (size_t i = 0; i < q->given_count; i++)
        if (!small_is_zero(&q->given[i]))
            return false;
    return true;
}

enum fact small_follows(const struct asked *a)
{
    struct case_of q = {.given_count = 0};
    if (a->options)
        return FACT_UNKNOWN;
    for (size_t i = 0; i < a->count; i++)
        if (!read_before(&q, a->before[i]))
            return FACT_UNKNOWN;
    if (!read_line(&q, a->line) || !is_plain(&q))
        return FACT_UNKNOWN;
    if (is_constant(&q) && line_holds(&q) == YES) /* a remark, unless nothing else was said before */
        return is_known_before(&q) ? FACT_TRUE : FACT_FALSE;
    enum answer const answer = under(&q, DEPTH_MAX);
    if (answer == NEVER)
        return is_constant(&q) ? FACT_TRUE : FACT_UNKNOWN;
    return answer == YES ? FACT_TRUE : answer == NO ? FACT_FALSE : FACT_UNKNOWN;
}
