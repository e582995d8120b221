#include "fact.h"

#include "algebra.h"
#include "fact_parts.h"
#include "syntax.h"

enum { LETTERS = 2 };

#define OF        " of|is|measuring? length|lengths? of? # unit|units?"
#define SIDE      "side|sides|edge|edges|sidelength length|lengths?" OF
#define TWO(a, b) a " of|is? # unit|units? and " b " of|is? # unit|units?"
#define BOTH      " lengths? of|measuring? length|lengths? # and # unit|units?"
#define LEGS      "legs|leg" BOTH
#define SIDES     "sides|side" BOTH

/* What is asked of a figure, and what is given with it, the values being p and q in the formula; for the patterns see fact.c. */
static const struct measure {
    const char *asked, *figure, *given, *formula;
} measures[] = {
    {"area", "circle", "radius" OF, "\\pi p^2"},
    {"circumference|perimeter", "circle", "radius" OF, "2\\pi p"},
    {"diameter", "circle", "radius" OF, "2p"},
    {"radius", "circle", "diameter" OF, "p/2"},
    {"circumference", "circle", "diameter" OF, "\\pi p"},
    {"area", "circle", "diameter" OF, "\\pi p^2/4"},
    {"radius", "circle", "circumference" OF, "p/(2\\pi)"},
    {"diameter", "circle", "circumference" OF, "p/\\pi"},
    {"area", "circle", "circumference" OF, "p^2/(4\\pi)"},
    {"radius", "circle", "area" OF, "\\sqrt{p/\\pi}"},
    {"diameter", "circle", "area" OF, "2\\sqrt{p/\\pi}"},
    {"area", "semicircle", "radius" OF, "\\pi p^2/2"},
    {"area", "semicircle", "diameter" OF, "\\pi p^2/8"},
    {"volume", "sphere", "radius" OF, "\\frac43\\pi p^3"},
    {"volume", "sphere", "diameter" OF, "\\frac16\\pi p^3"},
    {"surface area", "sphere", "radius" OF, "4\\pi p^2"},
    {"volume", "hemisphere", "radius" OF, "\\frac23\\pi p^3"},
    {"volume", "cylinder", TWO("radius", "height"), "\\pi p^2q"},
    {"volume", "cylinder", TWO("height", "radius"), "\\pi q^2p"},
    {"lateral surface? area", "cylinder", TWO("radius", "height"), "2\\pi pq"},
    {"volume", "cone", TWO("radius", "height"), "\\frac13\\pi p^2q"},
    {"volume", "cone", TWO("height", "radius"), "\\frac13\\pi q^2p"},
    {"volume", "cube", SIDE, "p^3"},
    {"surface area", "cube", SIDE, "6p^2"},
    {"side|edge length?", "cube", "volume" OF, "\\sqrt[3]{p}"},
    {"side|edge length?", "cube", "surface area" OF, "\\sqrt{p/6}"},
    {"area", "square", SIDE, "p^2"},
    {"perimeter", "square", SIDE, "4p"},
    {"diagonal", "square", SIDE, "p\\sqrt2"},
    {"side|sidelength length?", "square", "area" OF, "\\sqrt p"},
    {"side|sidelength length?", "square", "perimeter" OF, "p/4"},
    {"side|sidelength length?", "square", "diagonal|diagonals" OF, "p/\\sqrt2"},
    {"perimeter", "square", "area" OF, "4\\sqrt p"},
    {"area", "square", "perimeter" OF, "p^2/16"},
    {"area", "square", "diagonal|diagonals" OF, "p^2/2"},
    {"area", "rectangle", TWO("length", "width"), "pq"},
    {"area", "rectangle", TWO("width", "length"), "pq"},
    {"area", "rectangle|parallelogram", TWO("base", "height"), "pq"},
    {"area", "rectangle", SIDES, "pq"},
    {"perimeter", "rectangle", SIDES, "2p+2q"},
    {"diagonal", "rectangle", SIDES, "\\sqrt{p^2+q^2}"},
    {"area", "right? triangle", TWO("base", "height|altitude"), "pq/2"},
    {"area", "right triangle", LEGS, "pq/2"},
    {"hypotenuse", "right triangle", LEGS, "\\sqrt{p^2+q^2}"},
    {"hypotenuse", "isosceles right triangle", "leg|legs" OF, "p\\sqrt2"},
    {"area", "isosceles right triangle", "leg|legs" OF, "p^2/2"},
    {"leg|legs", "isosceles right triangle", "hypotenuse" OF, "p/\\sqrt2"},
    {"area", "isosceles right triangle", "hypotenuse" OF, "p^2/4"},
    {"area", "equilateral triangle", SIDE, "\\frac{\\sqrt3}4p^2"},
    {"perimeter", "equilateral triangle", SIDE, "3p"},
    {"height|altitude", "equilateral triangle", SIDE, "\\frac{\\sqrt3}2p"},
    {"area", "regular hexagon", SIDE, "\\frac{3\\sqrt3}2p^2"},
    {"perimeter", "regular hexagon", SIDE, "6p"},
};

#define SUM(count)                                                                                                               \
    "sum of all? " count "degree? measures? of? all? " count "interior? angles|angle measures? of|in any|every? regular? "
#define EACH  "measure? of? each|every? interior? angle of|in any? "
#define OUTER "measure? of? each|every? exterior angle of|in any? regular "
#define IS    " is|equals|measures always? equal? to? # degrees?"

/* Sums of angles, and angles, of polygons: in degrees. */
static const struct angle {
    const char *words, *formula;
} angles[] = {
    {SUM("") "polygon with # sides" IS, "180(p-2)"},
    {SUM("") "# sided polygon" IS, "180(p-2)"},
    {SUM("") "# gon" IS, "180(p-2)"},
    {SUM("three? ") "triangle" IS, "180"},
    {SUM("four? ") "quadrilateral" IS, "360"},
    {SUM("five? ") "pentagon" IS, "540"},
    {SUM("six? ") "hexagon" IS, "720"},
    {SUM("seven? ") "heptagon" IS, "900"},
    {SUM("eight? ") "octagon" IS, "1080"},
    {SUM("nine? ") "nonagon" IS, "1260"},
    {SUM("ten? ") "decagon" IS, "1440"},
    {EACH "regular # gon" IS, "180(p-2)/p"},
    {EACH "regular # sided polygon" IS, "180(p-2)/p"},
    {EACH "regular polygon with # sides" IS, "180(p-2)/p"},
    {EACH "equilateral triangle" IS, "60"},
    {EACH "square|rectangle" IS, "90"},
    {EACH "regular pentagon" IS, "108"},
    {EACH "regular hexagon" IS, "120"},
    {EACH "regular octagon" IS, "135"},
    {EACH "regular nonagon" IS, "140"},
    {EACH "regular decagon" IS, "144"},
    {OUTER "# gon" IS, "360/p"},
    {OUTER "# sided polygon" IS, "360/p"},
    {OUTER "polygon with # sides" IS, "360/p"},
};

/* With the values but the last one for p and q. */
static const struct formula *put(const char *formula, const struct match *m, struct arena *arena)
{
    const struct text names[LETTERS] = {TEXT("p"), TEXT("q")};
    const struct formula *are[LETTERS], *f = syntax_read(text_of(formula), SYNTAX_LATEX, 0, arena, NULL);
    size_t const count = m->captures - 1;
    for (size_t i = 0; i < count && i < LETTERS; i++)
        are[i] = m->values[i][0];
    return f && count <= LETTERS ? formula_put_all(arena, f, names, are, count) : NULL;
}

static bool is_at_least(const struct formula *f, char relation, int64_t least, struct arena *arena)
{
    struct text none;
    return formula_symbols(f, NULL, 0) > 0 ||
           algebra_relates(f, relation, formula_number(arena, least), 0, arena, &none) == FACT_TRUE;
}

/* Formulas, and numbers above 0. */
static bool are_lengths(const struct match *m, struct arena *arena)
{
    for (size_t i = 0; i < m->captures; i++) {
        const struct formula *f = m->values[i][0];
        if (formula_is_statement(f) || formula_holds(f, FORMULA_DEGREES) || !is_at_least(f, '>', 0, arena))
            return false;
    }
    return true;
}

/* An angle, and before it perhaps a number of sides: a letter, or a whole one in digits, at least 3. */
static bool is_angle(const struct match *m, struct arena *arena)
{
    const struct formula *sides = m->captures > 1 ? m->values[0][0] : NULL;
    bool whole = !sides || sides->kind == FORMULA_SYMBOL || sides->kind == FORMULA_NUMBER;
    for (size_t i = 0; sides && sides->kind == FORMULA_NUMBER && i < sides->text.size; i++)
        whole = whole && is_digit(sides->text.at[i]);
    return whole && (!sides || is_at_least(sides, ']', 3, arena)) && !formula_is_statement(m->values[m->captures - 1][0]);
}

/* Do all of them stand there, one behind the other? */
static bool match_all(const struct reader *r, size_t at, const char *const *parts, size_t count, struct match *m)
{
    bool all = true;
    m->captures = 0;
    m->end = at;
    for (size_t i = 0; i < count && all; i++)
        all = fact_goes_on(r, parts[i], m);
    return all;
}

static const char *unit_of_measure(const struct measure *one)
{
    return text_ends(text_of(one->asked), TEXT("area"))     ? "square unit|units"
           : text_ends(text_of(one->asked), TEXT("volume")) ? "cubic unit|units"
                                                            : "unit|units";
}

/* "the area of a square with side 5 is 25", "a square with side 5 has area 25" */
static bool measured(const struct reader *r, size_t at, uint32_t openings, const struct measure *one, struct match *m)
{
    static const char with[] = "with|of|having|whose", is[] = "is|equals equal? to? #", has[] = "of|equal? to? #";
    const char *const asked[] = {one->asked, "of", one->figure, with, one->given, is},
                      *const had[] = {one->figure, with, one->given, "which|and? thus? has|have", one->asked, has};
    if (!(fact_may_open(openings, one->asked) && match_all(r, at, asked, COUNT(asked), m)) &&
        !(fact_may_open(openings, one->figure) && match_all(r, at, had, COUNT(had), m)))
        return false;
    fact_goes_on(r, unit_of_measure(one), m);
    return true;
}

static bool say(const char *formula, bool degrees, const struct match *m, struct arena *arena, struct saying *out)
{
    const struct formula *is = m->values[m->captures - 1][0], *f = put(formula, m, arena);
    if (f && degrees && formula_holds(is, FORMULA_DEGREES))
        f = formula_unary(arena, FORMULA_DEGREES, f);
    *out = (struct saying){f, is, '='};
    return f != NULL;
}

bool fact_of_measure(const struct reader *r, size_t at, struct arena *arena, struct match *m, struct saying *out)
{
    if (r->item[at].kind == ITEM_VALUE) /* all begin with words */
        return false;
    uint32_t const openings = fact_openings(r, at);
    for (size_t i = 0; i < COUNT(measures); i++)
        if (measured(r, at, openings, &measures[i], m) && are_lengths(m, arena))
            return say(measures[i].formula, false, m, arena, out);
    for (size_t i = 0; i < COUNT(angles); i++)
        if (fact_may_open(openings, angles[i].words) && fact_matches(r, at, angles[i].words, m) && is_angle(m, arena))
            return say(angles[i].formula, true, m, arena, out);
    return false;
}
