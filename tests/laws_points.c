/* Laws of what follows, against brute force: statements about polynomials in x and y, tried at points by arithmetic of our own. */
#include "laws.h"

#include "follows.h"
#include "syntax.h"

#include <stdio.h>
#include <stdlib.h>

enum { POWERS = 4, LINES = 2, PARTS = 2, REACH = 6, BELOW = 2, LARGE = 300 };

/* A polynomial: what stands before x^i·y^j. */
struct poly {
    int64_t at[POWERS][POWERS];
};

struct part {
    struct poly poly;
    const char *relation; /* to 0 */
};

/* Parts joined by "and" or "or". */
struct line {
    struct part parts[PARTS];
    size_t count;
    bool any;
};

struct claim_of_points {
    struct line before[LINES], line;
    size_t count;
};

static int64_t small(struct chance *c, int64_t most)
{
    return (int64_t)draw(c, (size_t)(2 * most + 1)) - most;
}

static struct poly product(const struct poly *a, const struct poly *b)
{
    struct poly out = {{{0}}};
    for (size_t i = 0; i < POWERS; i++)
        for (size_t j = 0; j < POWERS; j++)
            for (size_t k = 0; k + i < POWERS; k++)
                for (size_t l = 0; l + j < POWERS; l++)
                    out.at[i + k][j + l] += a->at[i][j] * b->at[k][l];
    return out;
}

static struct poly drawn_linear(struct chance *c, bool with_y)
{
    struct poly out = {{{0}}};
    out.at[0][0] = small(c, 5);
    out.at[1][0] = small(c, 2);
    out.at[0][1] = with_y ? small(c, 2) : 0;
    return out;
}

/* Linear, a product of two linear ones, or that and something: then its roots need not be rational. */
static struct poly drawn_poly(struct chance *c, bool with_y)
{
    struct poly out = drawn_linear(c, with_y);
    if (draw(c, 2)) {
        struct poly const other = drawn_linear(c, with_y);
        out = product(&out, &other);
        out.at[0][0] += draw(c, 3) ? 0 : small(c, 3);
    }
    return out;
}

static const char *drawn_relation(struct chance *c)
{
    static const char *const relations[] = {"=", "=", "=", "<", "<=", ">", ">="};
    return DRAW_FROM(c, relations);
}

static struct line drawn_line(struct chance *c, bool with_y)
{
    struct line out = {.count = 1 + (draw(c, 4) == 0), .any = draw(c, 2) == 0};
    for (size_t i = 0; i < out.count; i++)
        out.parts[i] = (struct part){drawn_poly(c, with_y), drawn_relation(c)};
    return out;
}

/* What often follows: a multiple of a part, or a factor more, or two equations added. */
static struct line related_line(struct chance *c, const struct claim_of_points *t, bool with_y)
{
    const struct line *const from = &t->before[draw(c, t->count)], *const other = &t->before[0];
    struct line out = *from;
    struct part *const part = &out.parts[0];
    struct poly factor = {{{small(c, 3)}}};
    if (draw(c, 3) == 0)
        factor = drawn_linear(c, with_y);
    part->poly = product(&part->poly, &factor);
    if (draw(c, 3) == 0)
        part->relation = drawn_relation(c);
    for (size_t i = 0; i < POWERS; i++)
        for (size_t j = 0; t->count > 1 && j < POWERS; j++)
            part->poly.at[i][j] += other->parts[0].poly.at[i][j];
    out.any = out.any || draw(c, 2);
    return out;
}

static struct claim_of_points drawn_claim(struct chance *c)
{
    struct claim_of_points out = {.count = 1 + (draw(c, 3) == 0)};
    bool const with_y = draw(c, 2);
    for (size_t i = 0; i < out.count; i++)
        out.before[i] = drawn_line(c, with_y);
    out.line = draw(c, 3) ? related_line(c, &out, with_y) : drawn_line(c, with_y);
    return out;
}

/* ---- as formulas ---- */

static void write_poly(const struct poly *p, struct buffer *out)
{
    size_t const from = out->size;
    for (size_t i = POWERS; i-- > 0;)
        for (size_t j = POWERS; j-- > 0;)
            if (p->at[i][j])
                buffer_format(out, "%s(%jd) x^%zu y^%zu", out->size > from ? " + " : "", (intmax_t)p->at[i][j], i, j);
    buffer_string(out, out->size > from ? "" : "0");
}

static const struct formula *formula_of(struct chance *c, const struct line *line)
{
    struct buffer text = {0};
    for (size_t i = 0; i < line->count; i++) {
        buffer_string(&text, i ? (line->any ? " or " : " and ") : "");
        write_poly(&line->parts[i].poly, &text);
        buffer_format(&text, " %s 0", line->parts[i].relation);
    }
    buffer_format(&c->says, "%.*s\n    ", (int)text.size, text.at);
    const struct formula *const f = syntax_read(text_copy(c->arena, buffer_text(&text)), SYNTAX_ASCII, 0, c->arena, NULL);
    buffer_free(&text);
    if (!f)
        die("laws: cannot read %.*s", (int)c->says.size, c->says.at);
    return f;
}

struct question {
    const struct formula *before[LINES], *line;
};

static struct question question_of(struct chance *c, const struct claim_of_points *t)
{
    struct question q;
    for (size_t i = 0; i < t->count; i++)
        q.before[i] = formula_of(c, &t->before[i]);
    q.line = formula_of(c, &t->line);
    return q;
}

static struct following asked(struct chance *c, const struct claim_of_points *t)
{
    struct question const q = question_of(c, t);
    return follows(q.before, t->count, q.line, 0, c->arena);
}

/* ---- at a point (x/below, y/below) ---- */

static int64_t power(int64_t base, size_t exponent)
{
    int64_t out = 1;
    while (exponent-- > 0)
        out *= base;
    return out;
}

static bool holds_part(const struct part *part, int64_t x, int64_t y, int64_t below)
{
    int64_t sum = 0;
    for (size_t i = 0; i < POWERS; i++)
        for (size_t j = 0; j < POWERS; j++)
            sum += part->poly.at[i][j] * power(x, i) * power(y, j) * power(below, 2 * (POWERS - 1) - i - j);
    bool const or_equal = part->relation[1] == '=';
    return part->relation[0] == '=' ? sum == 0 : (or_equal && sum == 0) || (part->relation[0] == '<' ? sum < 0 : sum > 0);
}

static bool holds_line(const struct line *line, int64_t x, int64_t y, int64_t below)
{
    for (size_t i = 0; i < line->count; i++)
        if (holds_part(&line->parts[i], x, y, below) == line->any)
            return line->any;
    return !line->any;
}

/* Do all lines before hold there, and the line not? */
static bool speaks_against(const struct claim_of_points *t, int64_t x, int64_t y, int64_t below)
{
    for (size_t i = 0; i < t->count; i++)
        if (!holds_line(&t->before[i], x, y, below))
            return false;
    return !holds_line(&t->line, x, y, below);
}

static bool some_point_speaks_against(const struct claim_of_points *t)
{
    for (int64_t below = 1; below <= BELOW; below++)
        for (int64_t x = -REACH * below; x <= REACH * below; x++)
            for (int64_t y = -REACH * below; y <= REACH * below; y++)
                if (speaks_against(t, x, y, below))
                    return true;
    return false;
}

static enum outcome no_point_speaks_against_what_follows(struct chance *c)
{
    struct claim_of_points const t = drawn_claim(c);
    return asked(c, &t).follows != FACT_TRUE ? EMPTY : held(!some_point_speaks_against(&t));
}

static int64_t common(int64_t a, int64_t b)
{
    return b ? common(b, a % b) : a;
}

/* "x = -3/2" in a witness; 0 where the symbol has no value there, so that any will do. */
static void read_value(struct text witness, const char *name, int64_t *above, int64_t *below)
{
    size_t const at = text_find(witness, text_of(name), 0);
    char *end;
    *above = 0;
    *below = 1;
    if (at == witness.size)
        return;
    *above = strtol(witness.at + at + strlen(name), &end, 10);
    int64_t places = 1;
    if (*end == '.')
        for (end++; *end >= '0' && *end <= '9'; end++, places *= 10)
            *above = *above * 10 + (witness.at[at + strlen(name)] == '-' ? '0' - *end : *end - '0');
    *below = *end == '/' ? strtol(end + 1, NULL, 10) : places;
    int64_t const shared = labs(common(*above, *below));
    *above /= shared;
    *below /= shared;
}

/* The witness is one. Solutions that are not rational are only written near, complex ones not at all. */
static enum outcome a_point_speaks_against_what_does_not(struct chance *c)
{
    struct claim_of_points const t = drawn_claim(c);
    struct following const f = asked(c, &t);
    int64_t x, y, below_x, below_y;
    if (f.follows != FACT_FALSE || f.witness.size == 0 || text_find(f.witness, TEXT("≈"), 0) < f.witness.size)
        return EMPTY;
    buffer_add(&c->says, f.witness);
    struct text const witness = text_copy(c->arena, f.witness);
    read_value(witness, "x = ", &x, &below_x);
    read_value(witness, "y = ", &y, &below_y);
    int64_t const below = below_x / common(below_x, below_y) * below_y;
    x *= below / below_x;
    y *= below / below_y;
    bool const large = below > LARGE || labs(x) > LARGE || labs(y) > LARGE;
    return large ? EMPTY : held(speaks_against(&t, x, y, below));
}

/* The short way says what the long one does. */
static enum outcome what_follows_surely_follows(struct chance *c)
{
    struct claim_of_points const t = drawn_claim(c);
    struct question const q = question_of(c, &t);
    bool const surely = follows_surely(q.before, t.count, q.line, c->arena);
    enum fact const fact = follows(q.before, t.count, q.line, 0, c->arena).follows;
    return held(surely == (fact == FACT_TRUE));
}

const struct law laws_of_points[] = {
    {"what follows surely follows", what_follows_surely_follows},
    {"no point speaks against what follows", no_point_speaks_against_what_follows},
    {"a point speaks against what does not follow", a_point_speaks_against_what_does_not},
    {0},
};
