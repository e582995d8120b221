/* Laws of values: solutions that give one symbol after the other its value, worked out from those before, right or with one slip that
 * everything behind rests on. However it is written: what is right is never refuted, the slip is never proved, and no other step is
 * called the first error. */
#include "laws_style.h"

#include "algebra.h"
#include "roster.h"
#include "verify.h"

enum { VALUES = 5 };

static const char *const names[] = {"a", "b", "x", "y", "k", "p", "n"};

/* One step: a symbol, what it is, and its value. */
struct given {
    const struct formula *symbol, *is, *put, *value; /* put: with the values of the other symbols in their places */
};

struct values {
    struct given items[VALUES];
    size_t count, slip; /* slip: count if there is none */
};

static const struct formula *whole(struct chance *c, int64_t n)
{
    const struct formula *const size = formula_number(c->arena, n < 0 ? -n : n);
    return n < 0 ? formula_unary(c->arena, FORMULA_NEG, size) : size;
}

/* Of one or two symbols said before: 3a + 2, ab, a - b, a², (a + 4)/2 */
static const struct formula *expression(struct chance *c, const struct values *v)
{
    const struct formula *const a = v->items[draw(c, v->count)].symbol, *const b = v->items[draw(c, v->count)].symbol;
    const struct formula *const n = whole(c, 2 + (int64_t)draw(c, 8)), *const m = whole(c, 1 + (int64_t)draw(c, 30));
    switch (draw(c, 6)) {
    case 0:
        return formula_binary(c->arena, FORMULA_ADD, formula_binary(c->arena, FORMULA_MUL, n, a), m);
    case 1:
        return formula_binary(c->arena, FORMULA_ADD, a, b);
    case 2:
        return formula_binary(c->arena, FORMULA_MUL, n, formula_binary(c->arena, FORMULA_ADD, a, m));
    case 3:
        return formula_binary(c->arena, FORMULA_POW, a, whole(c, 2));
    case 4:
        return formula_binary(c->arena, FORMULA_DIV, formula_binary(c->arena, FORMULA_ADD, a, m), n);
    default:
        return formula_binary(c->arena, FORMULA_ADD, formula_binary(c->arena, FORMULA_MUL, n, a),
                              formula_unary(c->arena, FORMULA_NEG, b));
    }
}

static const struct formula *written_value(struct chance *c, const struct value *v)
{
    const struct formula *const above = formula_number(c->arena, v->num < 0 ? -v->num : v->num);
    const struct formula *const size =
        v->den == 1 ? above : formula_binary(c->arena, FORMULA_DIV, above, formula_number(c->arena, v->den));
    return v->num < 0 ? formula_unary(c->arena, FORMULA_NEG, size) : size;
}

/* False if the numbers grow too large. */
static bool add_value(struct chance *c, struct values *v, const char *name, bool slips)
{
    struct given *const g = &v->items[v->count];
    struct value exact, shift = value_int(slips ? 1 + (int64_t)draw(c, 9) : 0), shown;
    g->symbol = formula_new(c->arena, FORMULA_SYMBOL, 0, text_of(name), NULL, 0, NULL);
    g->is = v->count ? expression(c, v) : whole(c, 1 + (int64_t)draw(c, 20));
    g->put = g->is;
    for (size_t i = 0; i < v->count; i++)
        g->put = formula_put(c->arena, g->put, v->items[i].symbol->text, v->items[i].value);
    bool const known = algebra_value(g->put, &exact) == STATUS_OK, sums = known && value_add(&exact, &shift, &shown) == STATUS_OK;
    bool const small = sums && value_is_small(&shown) && shown.den < 50 && shown.num < 1000000 && shown.num > -1000000;
    if (small)
        g->value = written_value(c, &shown);
    value_clear(&exact);
    v->count += small;
    return small;
}

static bool draw_values(struct chance *c, struct values *v)
{
    size_t const wanted = 2 + draw(c, VALUES - 1), from = draw(c, COUNT(names));
    *v = (struct values){.slip = draw(c, 2) ? 1 + draw(c, wanted - 1) : wanted};
    for (size_t i = 0; i < wanted; i++)
        if (!add_value(c, v, names[(from + i) % COUNT(names)], i == v->slip))
            return false;
    return true;
}

static void write_equation(struct chance *c, const struct style *s, const struct formula *left, const struct formula *right,
                           struct buffer *out)
{
    style_write(c, s, left, STRENGTH_SUM, out);
    buffer_string(out, " = ");
    style_write(c, s, right, STRENGTH_SUM, out);
}

/* "Let $b = 3a$. Then $b = 6$." */
static void write_definition(struct chance *c, const struct style *s, const struct given *g, struct buffer *out)
{
    buffer_string(out, "Let $");
    write_equation(c, s, g->symbol, g->is, out);
    buffer_string(out, draw(c, 2) ? "$. Then $" : "$, so $");
    write_equation(c, s, g->symbol, g->value, out);
    buffer_string(out, "$.");
}

/* "We get $b = 3a = 3 \cdot 2 = 6$." */
static void write_chain(struct chance *c, const struct style *s, const struct given *g, bool first, struct buffer *out)
{
    static const char *const opens[] = {"We get $", "Then $", "\\[", "$", "So $"}, *const closes[] = {"$.", "$", "\\]", "$",
                                                                                                      "$."};
    size_t const how = draw(c, COUNT(opens));
    buffer_string(out, s->latex ? opens[how] : draw(c, 2) ? "So " : "");
    write_equation(c, s, g->symbol, first ? g->value : g->is, out);
    if (!first && draw(c, 2)) {
        buffer_string(out, " = ");
        style_write(c, s, g->put, STRENGTH_SUM, out);
    }
    if (!first) {
        buffer_string(out, " = ");
        style_write(c, s, g->value, STRENGTH_SUM, out);
    }
    buffer_string(out, s->latex ? closes[how] : ".");
}

static void write_steps(struct chance *c, const struct values *v, bool latex, struct text *steps)
{
    struct style const style = style_draw(c, latex);
    for (size_t i = 0; i < v->count; i++) {
        struct buffer out = {0};
        if (latex && i && draw(c, 2))
            write_definition(c, &style, &v->items[i], &out);
        else
            write_chain(c, &style, &v->items[i], i == 0, &out);
        steps[i] = text_copy(c->arena, buffer_text(&out));
        buffer_free(&out);
    }
}

static enum outcome check(struct chance *c, const struct values *v, const struct text *steps)
{
    struct verifiers const verifiers = {roster_verifiers, roster_verifiers_count};
    struct subject subject;
    struct error err;
    size_t decided = 0;
    if (!verify_solution(&verifiers, TEXT(""), steps, v->count, TEXT(""), c->arena, &subject, &err))
        die("laws: %s", err.says);
    for (size_t i = 0; i < v->count; i++) {
        static const char *const verdicts[] = {
            [VERDICT_PROVED] = "proved", [VERDICT_REFUTED] = "refuted", [VERDICT_UNKNOWN] = "unknown"};
        decided += i > 0 && subject.steps[i].verdict != VERDICT_UNKNOWN;
        buffer_format(&c->says, "%.*s   %s%s\n    ", (int)steps[i].size, steps[i].at, verdicts[subject.steps[i].verdict],
                      i == v->slip ? ", the slip" : "");
    }
    bool const wrong = v->slip < v->count;
    if ((wrong && subject.steps[v->slip].verdict == VERDICT_PROVED) ||
        (subject.first_error >= 0 && (size_t)subject.first_error != v->slip))
        return BROKEN;
    return decided ? HELD : EMPTY;
}

static enum outcome in_formulas(struct chance *c)
{
    struct values v;
    struct text steps[VALUES];
    if (!draw_values(c, &v))
        return EMPTY;
    write_steps(c, &v, true, steps);
    return check(c, &v, steps);
}

static enum outcome in_text(struct chance *c)
{
    struct values v;
    struct text steps[VALUES];
    if (!draw_values(c, &v))
        return EMPTY;
    write_steps(c, &v, false, steps);
    return check(c, &v, steps);
}

const struct law laws_of_values[] = {
    {"values: one after the other, in formulas", in_formulas},
    {"values: one after the other, in running text", in_text},
    {NULL, NULL},
};
