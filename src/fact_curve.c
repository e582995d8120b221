#include "fact.h"
#include "fact_parts.h"

enum { PARTS_MAX = 3 /* that one sentence names of a curve */ };

static const char kinds[] = "line circle parabola ellipse hyperbola",
                  any_kind[] = "graph equation curve conic function quadratic";

/* A part of a curve and what it is said to be. */
struct part {
    const char *name;
    const struct formula *is;
};

struct curve {
    const struct formula *of; /* its equation; NULL: said before */
    bool last;                /* the one said last is meant */
    struct text kind;         /* empty: any */
    struct part parts[PARTS_MAX];
    size_t count;
};

static struct text word_behind(const struct cursor *c)
{
    return text_of(c->r->item[c->at - 1].word);
}

/* Goes back if not all was there. */
static bool back(struct cursor *c, size_t at)
{
    c->at = at;
    return false;
}

static bool two(struct cursor *c, const char *first, const char *second)
{
    size_t const start = c->at;
    return (fact_word(c, first) && fact_word(c, second)) || back(c, start);
}

/* ---- what a part is ---- */

/* r = 2 is 2, and (h,k) = (1,2) is the point: letters and what they stand for. */
static const struct formula *named_value(const struct formula *f)
{
    if (f->kind != FORMULA_CHAIN || f->count != 2 || f->text.at[0] != '=' || formula_symbols(f->args[1], NULL, 0) > 0)
        return f;
    bool letters = f->args[0]->kind == FORMULA_SYMBOL;
    for (size_t i = 0; f->args[0]->kind == FORMULA_TUPLE && i < f->args[0]->count; i++)
        letters = f->args[0]->args[i]->kind == FORMULA_SYMBOL && (i == 0 || letters);
    bool const coordinate = formula_mentions(f, TEXT("x")) || formula_mentions(f, TEXT("y"));
    return letters && !coordinate ? f->args[1] : f;
}

static const struct formula *origin(struct arena *arena)
{
    const struct formula *const zero[] = {formula_number(arena, 0), formula_number(arena, 0)};
    return formula_new(arena, FORMULA_TUPLE, 0, TEXT(""), zero, 2, NULL);
}

/* A number, a point, an equation: "the point", "the origin", "the line" before it. */
static const struct formula *part_value(struct cursor *c, bool many)
{
    struct values v = {.count = 0};
    if (fact_word(c, "origin"))
        return origin(c->arena);
    if (!fact_word(c, "point points line lines"))
        fact_word(c, "at");
    while (v.count < (many ? 2u : 1u) && fact_mark(c, ITEM_VALUE)) {
        v.at[v.count++] = named_value(c->r->item[c->at - 1].value);
        size_t const behind = c->at;
        if (many && !fact_word(c, "and"))
            fact_mark(c, ITEM_COMMA);
        if (many && (c->at == c->r->count || c->r->item[c->at].kind != ITEM_VALUE))
            c->at = behind;
    }
    if (v.count == 0)
        return NULL;
    return v.count == 1 ? v.at[0] : formula_new(c->arena, FORMULA_SET, 0, TEXT(""), v.at, v.count, NULL);
}

/* ---- which part ---- */

static const struct {
    const char *words, *name;
} simple[] = {
    {"center centre", FACT_CENTER},
    {"radius", FACT_RADIUS},
    {"diameter", FACT_DIAMETER},
    {"circumference", FACT_CIRCUMFERENCE},
    {"area", FACT_AREA},
    {"vertex vertices", FACT_VERTEX},
    {"focus foci", FACT_FOCUS},
    {"directrix", FACT_DIRECTRIX},
    {"asymptotes", FACT_ASYMPTOTES},
    {"slope", FACT_SLOPE},
};

static const struct {
    const char *first, *second, *name;
} composed[] = {
    {"semi", "major", FACT_SEMI_MAJOR},
    {"semi", "minor", FACT_SEMI_MINOR},
    {"semimajor", "", FACT_SEMI_MAJOR},
    {"semiminor", "", FACT_SEMI_MINOR},
};

/* "$y$-intercept" */
static const char *intercept(struct cursor *c)
{
    size_t const start = c->at;
    const struct item *axis = &c->r->item[start];
    if ((fact_mark(c, ITEM_VALUE) || fact_word(c, "x y")) && fact_word(c, "intercept")) {
        struct text const name = axis->kind == ITEM_WORD               ? text_of(axis->word)
                                 : axis->value->kind == FORMULA_SYMBOL ? axis->value->text
                                                                       : TEXT("");
        return text_equal(name, TEXT("x")) ? FACT_X_INTERCEPT : text_equal(name, TEXT("y")) ? FACT_Y_INTERCEPT : NULL;
    }
    c->at = start;
    return NULL;
}

static const char *part_name(struct cursor *c)
{
    size_t const start = c->at;
    if (fact_word(c, "square") && fact_word(c, "of") && fact_word(c, "radius"))
        return FACT_RADIUS_SQUARED;
    c->at = start;
    if (two(c, "axis", "of") && fact_word(c, "symmetry"))
        return FACT_SYMMETRY;
    c->at = start;
    for (size_t i = 0; i < COUNT(composed); i++)
        if (composed[i].second[0] ? two(c, composed[i].first, composed[i].second) : fact_word(c, composed[i].first)) {
            fact_word(c, "axis");
            return composed[i].name;
        }
    if (two(c, "length", "of") && fact_word(c, "major minor")) {
        bool const major = fact_is_word(c->r, c->at - 1, "major");
        return fact_word(c, "axis") ? major ? FACT_MAJOR : FACT_MINOR : NULL;
    }
    c->at = start;
    for (size_t i = 0; i < COUNT(simple); i++)
        if (fact_word(c, simple[i].words))
            return simple[i].name;
    return intercept(c);
}

static bool takes_two(const char *name)
{
    return strcmp(name, FACT_VERTEX) == 0 || strcmp(name, FACT_FOCUS) == 0 || strcmp(name, FACT_ASYMPTOTES) == 0;
}

static bool push(struct curve *curve, const char *name, const struct formula *is)
{
    if (!name || !is || curve->count == PARTS_MAX)
        return false;
    curve->parts[curve->count++] = (struct part){name, is};
    return true;
}

/* ---- "with center $(1,2)$ and radius 3" ---- */

static bool one_part(struct cursor *c, struct curve *curve)
{
    size_t const start = c->at;
    if (fact_word(c, "centered centred"))
        return fact_word(c, "at") && push(curve, FACT_CENTER, part_value(c, false));
    bool const with = fact_word(c, "with has of having whose") || curve->count > 0;
    fact_word(c, "its");
    const char *name = with ? part_name(c) : NULL;
    if (!name)
        return back(c, start);
    if (!fact_word(c, "of is at are"))
        fact_word(c, "length");
    return push(curve, name, part_value(c, takes_two(name))) || back(c, start);
}

/* Further ones go with the first: "and radius 3", "with radius 3". */
static bool parts(struct cursor *c, struct curve *curve)
{
    if (!one_part(c, curve))
        return false;
    for (;;) {
        size_t const behind = c->at;
        fact_mark(c, ITEM_COMMA);
        fact_word(c, "and");
        if (curve->count == PARTS_MAX || !one_part(c, curve)) {
            c->at = behind;
            return true;
        }
    }
}

/* ---- the curve ---- */

static bool equation(struct cursor *c, struct curve *curve)
{
    size_t const start = c->at;
    if (!fact_mark(c, ITEM_VALUE) || !formula_is_equation(c->r->item[start].value))
        return back(c, start);
    curve->of = c->r->item[start].value;
    return true;
}

static bool kind(struct cursor *c, struct curve *curve)
{
    if (fact_word(c, kinds))
        curve->kind = word_behind(c);
    else if (!fact_word(c, any_kind))
        return false;
    return true;
}

/* "the circle", "this line", "the graph of $y = x^2$", "the line with equation $y = 3x$", "$y = 3x$" */
static bool object(struct cursor *c, struct curve *curve)
{
    curve->last = fact_word(c, "this");
    fact_word(c, "our given");
    if (!kind(c, curve))
        return equation(c, curve);
    size_t const start = c->at;
    if (equation(c, curve))
        return true;
    if (two(c, "given", "by") || two(c, "with", "equation") || fact_word(c, "of")) {
        if (!fact_word(c, "equation"))
            fact_word(c, "this");
        kind(c, curve);
        if (equation(c, curve) || fact_is_word(c->r, c->at - 1, any_kind))
            return true;
    }
    c->at = start;
    return true;
}

/* "passing through $(0,3)$", "through $(1,2)$ and $(3,4)$" */
static bool through(struct cursor *c, struct curve *curve)
{
    fact_word(c, "passing that");
    return fact_word(c, "through containing passes") && (fact_word(c, "through") || true) &&
           push(curve, FACT_THROUGH, part_value(c, true));
}

/* "the line with slope 2 through $(0,3)$ has equation $y = 2x + 3$": what is said of it determines it. */
static bool says_equation(struct cursor *c, struct curve *curve)
{
    size_t const start = c->at;
    if (!fact_word(c, "equation") || !fact_word(c, "of for"))
        c->at = start;
    if (!fact_word(c, "line"))
        return false;
    curve->kind = word_behind(c);
    for (size_t behind = c->at; curve->count < 2; behind = c->at)
        if (!one_part(c, curve) && (c->at = behind, !through(c, curve))) {
            c->at = behind;
            break;
        }
    bool const determined = curve->count == 2 || (curve->count == 1 && curve->parts[0].is->kind == FORMULA_SET);
    if (!determined || !fact_word(c, "is has"))
        return false;
    fact_word(c, "equation");
    fact_word(c, "given by");
    return equation(c, curve);
}

/* "this is the equation of a circle with …": the curve said last is one of that kind. */
static bool is_one(struct cursor *c, struct curve *curve)
{
    size_t const start = c->at;
    if (fact_word(c, "inside") || (fact_word(c, "equation graph") && !fact_word(c, "of for")))
        return back(c, start);
    return (fact_word(c, kinds) && (curve->kind = word_behind(c), true)) || back(c, start);
}

static bool says_which(struct cursor *c, struct curve *curve)
{
    if (fact_word(c, "this which it"))
        fact_word(c, "equation graph curve");
    else if (!object(c, curve) || curve->kind.size)
        return false;
    return fact_word(c, "is represents describes as defines") && is_one(c, curve) && parts(c, curve);
}

static bool says_has(struct cursor *c, struct curve *curve)
{
    return object(c, curve) && fact_is_word(c->r, c->at, "has is") && (fact_is_word(c->r, c->at, "has") || fact_word(c, "is")) &&
           parts(c, curve);
}

static bool says_part(struct cursor *c, struct curve *curve)
{
    if (!two(c, "equation equations", "of"))
        fact_word(c, "its");
    const char *name = part_name(c);
    if (!name || (fact_word(c, "of") && !object(c, curve)) || !fact_word(c, "is are equals"))
        return false;
    return push(curve, name, part_value(c, takes_two(name)));
}

static void say(struct cursor *c, const struct curve *curve, struct saying *out)
{
    const struct formula *of[PARTS_MAX + 2], *are[PARTS_MAX];
    of[0] = curve->of ? curve->of : formula_words(c->arena, curve->last ? TEXT(FACT_LAST) : TEXT("said before"));
    of[1] = formula_words(c->arena, curve->kind);
    for (size_t i = 0; i < curve->count; i++) {
        of[2 + i] = formula_words(c->arena, text_of(curve->parts[i].name));
        are[i] = curve->parts[i].is;
    }
    *out = (struct saying){formula_new(c->arena, FORMULA_CALL, FUNCTION_UNKNOWN, TEXT(FACT_CURVE), of, 2 + curve->count, NULL),
                           formula_new(c->arena, FORMULA_LIST, 0, TEXT(""), are, curve->count, NULL), '='};
}

bool fact_of_curve(const struct reader *r, size_t at, struct arena *arena, struct saying *out, size_t *end)
{
    static bool (*const ways[])(struct cursor *, struct curve *) = {says_which, says_equation, says_has, says_part};
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct cursor c = {.r = r, .at = at, .arena = arena, .fine = true};
        struct curve curve = {.of = NULL};
        if (ways[i](&c, &curve) && curve.count) {
            say(&c, &curve, out);
            *end = c.at;
            return true;
        }
    }
    return false;
}
