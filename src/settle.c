#include "settle.h"

#include "follows.h"

#include "dimension.h"

enum {
    ABBREVIATION_MAX = 3, /* letters: "mph" */
    LETTERS_MAX = 4       /* that a constant may hold */
};

static bool drops(const struct formula *f, unsigned drop)
{
    return (f->kind == FORMULA_UNIT && drop & SETTLE_UNITS && f->count == 1) ||
           (f->kind == FORMULA_DEGREES && drop & SETTLE_DEGREES) || (f->kind == FORMULA_PERCENT && drop & SETTLE_PERCENT);
}

const struct formula *settle_without(struct arena *arena, const struct formula *f, unsigned drop)
{
    while (drops(f, drop))
        f = f->args[0];
    if (f->count == 0)
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = settle_without(arena, f->args[i], drop);
    bool const natural = drop & SETTLE_NATURAL && formula_is_call(f, FUNCTION_LOG) && f->count == 2 && f->args[1]->end == 0;
    return natural ? formula_new(arena, FORMULA_CALL, FUNCTION_LN, f->text, args, 1, f) : formula_with(arena, f, args);
}

/* The one unit of a side; *mixed if there are several. */
static void find_unit(const struct formula *f, struct text *unit, bool *mixed)
{
    if (f->kind == FORMULA_UNIT) {
        *mixed |= unit->size && !text_equal(*unit, f->text);
        *unit = f->text;
    }
    for (size_t i = 0; i < f->count; i++)
        find_unit(f->args[i], unit, mixed);
}

/* May the units of the two sides be left out? False where they might convert. */
static bool same_units(const struct formula *link)
{
    struct text left = TEXT(""), right = TEXT("");
    bool mixed = false;
    struct unit known;
    find_unit(link->args[0], &left, &mixed);
    find_unit(link->args[1], &right, &mixed);
    if (mixed)
        return false;
    if (left.size && right.size)
        return text_equal(text_singular(left), text_singular(right));
    bool const money = unit_of(right.size ? right : TEXT("x"), &known) && known.dimension == 'm';
    return !money && (left.size == 0 || !unit_of(left, &known));
}

static bool is_bare(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER || (f->kind == FORMULA_NEG && f->args[0]->kind == FORMULA_NUMBER);
}

/* Could the unit be one of a measure: "km/h", "cm^2", "h", "miles per hour"? Not "students". */
static bool is_measure(struct text unit)
{
    struct unit known;
    for (size_t i = 0, end; i < unit.size; i = end + 1) {
        for (end = i; end < unit.size && is_letter(unit.at[end]);)
            end++;
        if ((end < unit.size && unit.at[end] != ' ') ||
            (end > i && (end - i <= ABBREVIATION_MAX || unit_of(text_part(unit, i, end), &known))))
            return true;
    }
    return false;
}

/* Only one side has a unit, and what is false as it stands may be a conversion: "72 km/h = 72 * 1000 / 3600", "3600 = 1 h". */
static bool converts(const struct formula *link)
{
    struct text left = TEXT(""), right = TEXT("");
    bool mixed = false;
    find_unit(link->args[0], &left, &mixed);
    find_unit(link->args[1], &right, &mixed);
    return right.size ? !left.size && is_bare(link->args[0]) && is_measure(right) : is_measure(left);
}

static struct text decimals_of(const struct formula *f)
{
    if (f->kind == FORMULA_NEG || f->kind == FORMULA_PERCENT || (f->kind == FORMULA_UNIT && f->count == 1))
        return decimals_of(f->args[0]);
    size_t const point = f->kind == FORMULA_NUMBER ? text_find(f->text, TEXT("."), 0) : f->text.size;
    return f->kind == FORMULA_NUMBER && point < f->text.size ? text_part(f->text, point + 1, f->text.size) : TEXT("");
}

static bool has_decimals(const struct formula *f)
{
    if (decimals_of(f).size)
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_decimals(f->args[i]))
            return true;
    return false;
}

static const struct formula *power_of_ten(struct arena *arena, size_t places)
{
    return formula_binary(arena, FORMULA_POW, formula_number(arena, 10), formula_number(arena, (int64_t)places));
}

/* |left - right| · scale ≤ bound? */
static enum fact within(const struct formula *left, const struct formula *right, const struct formula *scale,
                        const struct formula *bound, struct arena *arena)
{
    struct text none;
    const struct formula *gap =
        formula_unary(arena, FORMULA_ABS, formula_binary(arena, FORMULA_ADD, left, formula_unary(arena, FORMULA_NEG, right)));
    return algebra_relates(formula_binary(arena, FORMULA_MUL, gap, scale), '[', bound, 0, arena, &none);
}

/* right is left to the places it shows, rounded or cut off */
static enum fact rounds(const struct formula *left, const struct formula *right, struct arena *arena, size_t *places)
{
    struct text const shown = decimals_of(right);
    *places = shown.size;
    if (right->kind != FORMULA_NUMBER && right->kind != FORMULA_NEG && right->kind != FORMULA_PERCENT &&
        right->kind != FORMULA_UNIT)
        return FACT_FALSE;
    return shown.size > VALUE_PLACES_MAX ? FACT_UNKNOWN
                                         : within(left, right, power_of_ten(arena, shown.size), formula_number(arena, 1), arena);
}

/* Within a tenth of the larger side: whoever prints decimals may have rounded before. */
static bool is_near(const struct formula *left, const struct formula *right, struct arena *arena)
{
    const struct formula *bound = formula_unary(arena, FORMULA_ABS, left);
    return within(left, right, formula_number(arena, 20), bound, arena) != FACT_FALSE;
}

static struct judgement judged(enum truth truth, bool supports, const char *why)
{
    return (struct judgement){
        .truth = truth, .supports = supports, .preferred = truth == TRUTH_HOLDS, .equal = truth == TRUTH_HOLDS, .why = why};
}

static enum fact relate(const struct formula *link, const struct formula *left, const struct formula *right, struct arena *arena,
                        struct text *witness)
{
    char const relation = link->text.at[0];
    *witness = TEXT("");
    switch (relation) {
    case '=':
        return algebra_equal(left, right, 0, arena, witness);
    case '#':
    case '<':
    case '[':
    case '>':
    case ']':
        return algebra_relates(left, relation, right, 0, arena, witness);
    case '%':
        return link->count == 3 ? algebra_congruent(left, right, link->args[2], arena, witness) : FACT_UNKNOWN;
    case '|':
        return algebra_congruent(right, formula_number(arena, 0), left, arena, witness);
    default:
        return FACT_UNKNOWN;
    }
}

/* Tuples and sets in the order written, member by member. */
static enum fact relate_members(const struct formula *link, const struct formula *left, const struct formula *right,
                                struct arena *arena, struct text *witness)
{
    bool const many = left->kind == right->kind && left->count == right->count && left->kind >= FORMULA_LIST &&
                      left->kind <= FORMULA_MATRIX && left->sub == right->sub && link->text.at[0] == '=';
    if (!many)
        return relate(link, left, right, arena, witness);
    enum fact all = FACT_TRUE;
    for (size_t i = 0; i < left->count && all == FACT_TRUE; i++)
        all = relate(link, left->args[i], right->args[i], arena, witness);
    bool const ordered = left->kind == FORMULA_TUPLE || left->kind == FORMULA_MATRIX;
    return all == FACT_TRUE || (ordered && all == FACT_FALSE) ? all : FACT_UNKNOWN;
}

/* sin 30: an angle without π and without a sign of degrees */
static bool has_bare_angle(const struct formula *f)
{
    bool const angle = f->kind == FORMULA_CALL && f->sub >= FUNCTION_SIN && f->sub <= FUNCTION_CSC && f->count == 1;
    if (angle && !formula_holds(f->args[0], FORMULA_CONSTANT) && !formula_holds(f->args[0], FORMULA_DEGREES) &&
        formula_holds(f->args[0], FORMULA_NUMBER))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_bare_angle(f->args[i]))
            return true;
    return false;
}

/* 180 = π, arctan 1 = 45: one side may be in degrees */
static bool is_turn(const struct formula *link, struct arena *arena)
{
    for (size_t i = 0; i < 2 && link->text.at[0] == '='; i++) {
        const struct formula *const turned = formula_unary(arena, FORMULA_DEGREES, link->args[i]);
        if (algebra_same(turned, link->args[1 - i], 0, arena))
            return true;
    }
    return false;
}

/* 3-4-5: a list with dashes, perhaps */
static bool is_dashed(const struct formula *f)
{
    bool dashed = f->kind == FORMULA_ADD && f->count > 2;
    for (size_t i = 1; i < f->count && dashed; i++)
        dashed = f->args[i]->kind == FORMULA_NEG && f->args[i]->args[0]->kind == FORMULA_NUMBER;
    return dashed;
}

static bool tries(const struct formula *link, unsigned drop, struct arena *arena)
{
    struct text witness;
    const struct formula *left = settle_without(arena, link->args[0], drop), *right = settle_without(arena, link->args[1], drop);
    return (left != link->args[0] || right != link->args[1]) && relate_members(link, left, right, arena, &witness) == FACT_TRUE;
}

/* Degrees among plain numbers, no π and no functions: false as degrees is false. */
static bool only_degrees(const struct formula *link, struct arena *arena)
{
    struct text none;
    return !formula_holds(link, FORMULA_CONSTANT) && !formula_holds(link, FORMULA_CALL) && link->text.at[0] == '=' &&
           relate_members(link, settle_without(arena, link->args[0], SETTLE_DEGREES),
                          settle_without(arena, link->args[1], SETTLE_DEGREES), arena, &none) == FACT_FALSE;
}

/* Other conventions under which the link is true, or may be. */
static bool otherwise(const struct formula *link, struct arena *arena, struct judgement *out)
{
    bool const degrees = formula_holds(link, FORMULA_DEGREES), percent = formula_holds(link, FORMULA_PERCENT),
               units = formula_holds(link, FORMULA_UNIT);
    if (degrees && tries(link, SETTLE_DEGREES, arena))
        *out = judged(TRUTH_HOLDS, true, "equal, angles in degrees");
    else if (percent && tries(link, SETTLE_PERCENT | (units ? SETTLE_UNITS : 0), arena))
        *out = judged(TRUTH_HOLDS, true, "equal in percentage points");
    else if (tries(link, SETTLE_NATURAL, arena))
        *out = judged(TRUTH_HOLDS, true, "equal, log is the natural logarithm");
    else if (has_bare_angle(link))
        *out = algebra_same(link->args[0], link->args[1], ALGEBRA_DEGREES, arena) && link->text.at[0] == '='
                   ? judged(TRUTH_HOLDS, true, "equal, angles in degrees")
                   : judged(TRUTH_UNKNOWN, false, "angles in degrees, perhaps");
    else if (link->text.at[0] != '~' && is_bare(link->args[0]) && is_bare(link->args[1]))
        *out = judged(TRUTH_UNKNOWN, false, "two bare numbers: a contradiction may be meant");
    else if (is_dashed(link->args[0]) && is_dashed(link->args[1]))
        *out = judged(TRUTH_UNKNOWN, false, "numbers with dashes between them, perhaps");
    else if (is_turn(link, arena))
        *out = judged(TRUTH_UNKNOWN, false, "one side in degrees, perhaps");
    else if (percent || (degrees && !only_degrees(link, arena)))
        *out = judged(TRUTH_UNKNOWN, false, "signs of degrees or percent may be meant otherwise");
    else
        return false;
    return true;
}

static struct judgement rounded(const struct formula *link, const struct formula *left, const struct formula *right,
                                struct arena *arena)
{
    size_t places;
    bool const announced = link->text.at[0] == '~';
    enum fact const fits = rounds(left, right, arena, &places);
    if (fits == FACT_TRUE && (announced || places >= 2))
        return judged(TRUTH_ROUNDS, true, "equal to the places shown");
    if (fits == FACT_TRUE && places)
        return judged(TRUTH_ROUNDS, false, "equal to the places shown, without notice");
    if (announced)
        return judged(TRUTH_UNKNOWN, false, "an approximation of its own");
    if ((has_decimals(left) || has_decimals(right)) && is_near(left, right, arena))
        return judged(TRUTH_UNKNOWN, false, "near, and decimals stand there: something may have been rounded");
    return judged(TRUTH_FAILS, false, "the two sides differ");
}

/* Units are counted along; this only ever proves. */
static bool true_with_units(const struct formula *link, struct arena *arena, struct judgement *out)
{
    const struct formula *left, *right;
    char const relation = link->text.at[0];
    if ((relation != '=' && relation != '~') || !dimension_cancel(link->args[0], link->args[1], arena, &left, &right))
        return false;
    *out = algebra_same(left, right, 0, arena) ? judged(TRUTH_HOLDS, true, relation == '=' ? "equal, the units too" : "true")
                                               : rounded(link, left, right, arena);
    return out->truth == TRUTH_HOLDS || (out->truth == TRUTH_ROUNDS && relation == '~');
}

struct judgement settle_closed(const struct formula *f, struct arena *arena, struct text *witness)
{
    struct judgement out;
    bool const units = formula_holds(f, FORMULA_UNIT), differ = units && !same_units(f);
    const struct formula *left = settle_without(arena, f->args[0], SETTLE_UNITS),
                         *right = settle_without(arena, f->args[1], SETTLE_UNITS);
    enum fact const fact = relate_members(f, left, right, arena, witness);
    if (differ && true_with_units(f, arena, &out))
        return out;
    if (fact == FACT_TRUE)
        return differ ? judged(TRUTH_UNKNOWN, false, "the units differ")
                      : judged(TRUTH_HOLDS, true, f->text.at[0] == '=' ? "equal" : "true");
    if (otherwise(f, arena, &out))
        return out;
    if (fact == FACT_UNKNOWN && f->text.at[0] != '~')
        return judged(TRUTH_UNKNOWN, false, "beyond what is decided exactly");
    if (differ || (units && converts(f)))
        return judged(TRUTH_UNKNOWN, false, "units that may convert");
    if (f->text.at[0] == '=' || f->text.at[0] == '~')
        return rounded(f, left, right, arena);
    return judged(TRUTH_FAILS, false, "the relation does not hold");
}

static bool has_bracket(struct text text)
{
    return text.size && memchr(text.at, '[', text.size);
}

struct judgement settle_link(const struct link *link, const struct scene *scene, struct arena *arena, struct text *witness)
{
    struct judgement const usual = settle_closed(link->formula, arena, witness);
    if (usual.truth != TRUTH_FAILS)
        return usual;
    if (scene->doubt)
        return judged(TRUTH_UNKNOWN, false, scene->doubt);
    if (has_bracket(text_part(scene->step, link->start, link->end)) || has_bracket(link->statement->before))
        return judged(TRUTH_UNKNOWN, false, "square brackets may mean a whole part");
    if (link_is_scaled(link, scene->step))
        return judged(TRUTH_UNKNOWN, false, "percent or cents stand behind it");
    bool last = link->statement->met == 0;
    for (size_t i = 1; !last; i++) {
        struct text other;
        const struct formula *f = link_reading(link, i, arena, &last);
        if (f && (!link_is_closed(f) || settle_closed(f, arena, &other).truth != TRUTH_FAILS))
            return judged(TRUTH_UNKNOWN, false, "true or undecided under another reading");
    }
    return usual;
}

enum status settle_sample(const struct formula *f, struct arena *arena, struct value *out)
{
    static const int64_t points[] = {2, 3, 5, 7, 11, 13, 17, 19};
    struct text names[COUNT(points)];
    size_t const count = formula_symbols(f, names, COUNT(names));
    for (size_t i = 0; f && count <= COUNT(points) && i < count; i++)
        f = formula_put(arena, f, names[i], formula_number(arena, points[i]));
    return f && count <= COUNT(points) ? algebra_value(f, out) : STATUS_UNKNOWN;
}

const struct formula *settle_number(struct arena *arena, const struct value *v)
{
    return value_is_small(v) ? formula_binary(arena, FORMULA_DIV, formula_number(arena, v->num), formula_number(arena, v->den))
                             : NULL;
}

const struct formula *settle_gap(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return formula_binary(arena, FORMULA_ADD, a, formula_unary(arena, FORMULA_NEG, b));
}

const struct formula *settle_branch(struct arena *arena, const struct formula *f, bool lower)
{
    if (!formula_holds(f, FORMULA_PM) && !formula_holds(f, FORMULA_MP))
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = settle_branch(arena, f->args[i], lower);
    if (f->kind == FORMULA_PM || f->kind == FORMULA_MP)
        return (f->kind == FORMULA_MP) != lower ? formula_unary(arena, FORMULA_NEG, args[0]) : args[0];
    return formula_with(arena, f, args);
}

bool settle_denies(const struct context *context, struct text letter, const struct formula *value, struct arena *arena)
{
    struct text names[1], witness;
    for (size_t i = 0; i < context->lines_count; i++) {
        const struct formula *line = context->lines[i].formula;
        bool const about = line->kind == FORMULA_CHAIN && formula_symbols(line, names, 1) == 1 && text_equal(names[0], letter);
        bool const gives = about && text_equal(line->text, TEXT("=")) && line->args[0]->kind == FORMULA_SYMBOL &&
                           formula_symbols(line->args[1], names, 1) == 0;
        const struct formula *f = about && !gives ? formula_put(arena, line, letter, value) : NULL;
        if (f && follows_truth(f, 0, arena, &witness) == FACT_FALSE)
            return true;
    }
    return false;
}

const struct formula *settle_constant(struct arena *arena, const struct formula *f)
{
    struct text names[LETTERS_MAX];
    size_t const count = formula_symbols(f, names, LETTERS_MAX);
    const struct formula *is = f;
    for (size_t i = 0; i < count && i < LETTERS_MAX && is; i++)
        is = formula_put(arena, is, names[i], formula_number(arena, 1));
    return count <= LETTERS_MAX && is && algebra_same(f, is, 0, arena) ? is : f;
}
