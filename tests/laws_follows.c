/* Laws of what follows: random equations, legal and illegal steps. */
#include "laws.h"

#include "follows.h"
#include "syntax.h"

#include <stdio.h>

enum { POINTS = 12 };

static int number(struct chance *c, int most)
{
    return (int)draw(c, (size_t)(2 * most + 1)) - most;
}

static int nonzero(struct chance *c, int most)
{
    int const n = 1 + (int)draw(c, (size_t)most);
    return draw(c, 2) ? n : -n;
}

static const struct formula *read(struct chance *c, const struct buffer *text)
{
    const struct formula *const f = syntax_read(buffer_text(text), SYNTAX_ASCII, 0, c->arena, NULL);
    if (!f)
        die("laws: cannot read %.*s", (int)text->size, text->at);
    return f;
}

static struct following step(struct chance *c, const struct buffer *before, const struct buffer *line)
{
    const struct formula *const was = read(c, before);
    c->says.size = 0;
    buffer_format(&c->says, "%.*s -> %.*s", (int)before->size, before->at, (int)line->size, line->at);
    return follows(&was, 1, read(c, line), 0, c->arena);
}

static void draw_side(struct chance *c, struct buffer *out)
{
    switch (draw(c, 5)) {
    case 0:
        buffer_format(out, "(%d)", number(c, 9));
        return;
    case 1:
        buffer_format(out, "(%d)*(x + (%d))", nonzero(c, 5), number(c, 9));
        return;
    case 2:
        buffer_format(out, "(%d)*x*x + (%d)*x", number(c, 3), number(c, 9));
        return;
    case 3:
        buffer_format(out, "x/(%d) - (%d)*y", nonzero(c, 7), number(c, 4));
        return;
    default:
        buffer_format(out, "(x + (%d))*(x + (%d))", number(c, 4), number(c, 4));
    }
}

struct sides {
    struct buffer left, right, before, line;
};

static void draw_sides(struct chance *c, struct sides *s)
{
    *s = (struct sides){{0}, {0}, {0}, {0}};
    draw_side(c, &s->left);
    draw_side(c, &s->right);
    buffer_format(&s->before, "%.*s = %.*s", (int)s->left.size, s->left.at, (int)s->right.size, s->right.at);
}

static void sides_free(struct sides *s)
{
    buffer_free(&s->left);
    buffer_free(&s->right);
    buffer_free(&s->before);
    buffer_free(&s->line);
}

/* left and right, each within a pattern that takes it once */
static void write_step(struct sides *s, const char *operation, const char *on_left, const char *on_right)
{
    buffer_format(&s->line, "(%.*s) %s (%s) = (%.*s) %s (%s)", (int)s->left.size, s->left.at, operation, on_left,
                  (int)s->right.size, s->right.at, operation, on_right);
}

/* The same done to both sides always follows. */
static enum outcome legal_steps_follow(struct chance *c)
{
    struct sides s;
    char what[40];
    bool const times = draw(c, 3) == 0;
    draw_sides(c, &s);
    snprintf(what, sizeof what, draw(c, 2) && !times ? "(%d)*x + y" : "%d", nonzero(c, 9));
    write_step(&s, times ? (draw(c, 2) ? "*" : "/") : "+", what, what);
    struct following const f = step(c, &s.before, &s.line);
    sides_free(&s);
    return held(f.follows == FACT_TRUE);
}

/* Different amounts never do, unless the equation never holds. */
static enum outcome illegal_steps_do_not(struct chance *c)
{
    struct sides s;
    char one[20], other[20];
    int const amount = number(c, 9);
    draw_sides(c, &s);
    snprintf(one, sizeof one, "%d", amount);
    snprintf(other, sizeof other, "%d", amount + nonzero(c, 5));
    write_step(&s, "+", one, other);
    struct following const f = step(c, &s.before, &s.line);
    struct buffer never = {0};
    buffer_string(&never, "0 = 1");
    bool const unsolvable = f.follows == FACT_TRUE && step(c, &s.before, &never).follows == FACT_TRUE;
    buffer_free(&never);
    sides_free(&s);
    return unsolvable ? EMPTY : held(f.follows != FACT_TRUE);
}

static void draw_condition(struct chance *c, struct buffer *out)
{
    static const char *const relations[] = {"=", "<", "<=", ">", ">="};
    static const char *const forms[] = {"(x + (%d))*(x + (%d)) %s %d",   "|x + (%d)| + (%d)*x %s %d",
                                        "sqrt(x + (%d)) + (%d)*x %s %d", "(x + (%d))/(x + (%d)) %s %d",
                                        "x*x*x + (%d)*x + (%d) %s %d",   "cos((%d)*x) + (%d)/10 %s %d/100",
                                        "sin(x + (%d))*(%d) %s %d/10"};
    static const char *const joins[] = {" or ", " and "};
    for (size_t i = 0, count = 1 + draw(c, 2); i < count; i++) {
        const char *const form = DRAW_FROM(c, forms), *const relation = DRAW_FROM(c, relations);
        int const a = number(c, 4), b = number(c, 4), d = number(c, 4);
        char text[100];
        snprintf(text, sizeof text, form, a, b, relation, d);
        buffer_string(out, i ? DRAW_FROM(c, joins) : "");
        buffer_string(out, text);
    }
}

/* 1 if it holds with the number for x, 0 if it does not, -1 if that cannot be told. */
static int holds_at(struct chance *c, const struct formula *f, const struct formula *x)
{
    struct text witness;
    const struct formula *const at = formula_put(c->arena, f, TEXT("x"), x);
    enum fact const fact = follows_truth(at, 0, c->arena, &witness);
    return fact == FACT_TRUE ? 1 : fact == FACT_FALSE ? 0 : -1;
}

/* What is said of two conditions is so at every point that is tried. */
static enum outcome points_agree(struct chance *c)
{
    struct buffer before = {0}, line = {0};
    draw_condition(c, &before);
    draw_condition(c, &line);
    enum fact const fact = step(c, &before, &line).follows;
    const struct formula *const was = read(c, &before), *const now = read(c, &line);
    bool good = true;
    for (int i = 0; good && fact == FACT_TRUE && i < POINTS; i++) {
        const struct formula *const x = formula_binary(c->arena, FORMULA_DIV, formula_number(c->arena, number(c, 12)),
                                                       formula_number(c->arena, 1 + (int)draw(c, 2)));
        good = !(holds_at(c, was, x) == 1 && holds_at(c, now, x) == 0);
    }
    buffer_free(&before);
    buffer_free(&line);
    return fact == FACT_UNKNOWN ? EMPTY : held(good);
}

/* What is equivalent follows both ways, and everything follows from itself. */
static enum outcome equivalence_is_mutual(struct chance *c)
{
    struct buffer before = {0}, line = {0};
    draw_condition(c, &before);
    draw_condition(c, &line);
    struct following const there = step(c, &before, &line);
    bool good = step(c, &before, &before).follows != FACT_FALSE;
    if (there.kind == FOLLOW_EQUIVALENT)
        good = good && step(c, &line, &before).follows == FACT_TRUE;
    buffer_free(&before);
    buffer_free(&line);
    return held(good);
}

/* What follows by rules that are not known here is not refuted. */
static enum outcome other_means_are_not_refuted(struct chance *c)
{
    static const char *const forms[] = {"max(x, %d) = %d",
                                        "min(x, %d) = -%d",
                                        "max(x, %d) + 2 x = 3*%d",
                                        "2^x + %d - 2^(%d) = y",
                                        "x^2 + max(x, %d) = %d^2 + x",
                                        "f(x) + %d = f(x) + x"};
    struct buffer before = {0}, line = {0};
    size_t const form = draw(c, COUNT(forms));
    int const least = number(c, 5), is = MAX(least, 0) + 1 + (int)draw(c, 5);
    char text[100];
    snprintf(text, sizeof text, forms[form], form == 1 ? is : form == 3 || form == 5 ? is : least, is);
    buffer_format(&before, form == 3 ? "%s and y = %d" : "%s", text, is);
    buffer_format(&line, form == 1 ? "x = -%d" : form == 4 ? "x = %d or x < %d" : "x = %d", is, is);
    enum fact const fact = step(c, &before, &line).follows;
    buffer_free(&before);
    buffer_free(&line);
    return held(fact != FACT_FALSE);
}

const struct law laws_of_follows[] = {
    {"what follows by other means is not refuted", other_means_are_not_refuted},
    {"legal steps follow", legal_steps_follow},
    {"illegal steps do not follow", illegal_steps_do_not},
    {"points agree with what follows", points_agree},
    {"equivalence is mutual", equivalence_is_mutual},
    {0},
};
