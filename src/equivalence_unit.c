#include "equivalence_parts.h"
#include "syntax.h"

enum { LENGTH, MASS, TIME, CURRENT, WARMTH, AMOUNT, DIMENSIONS };

/* 10^power times ratio, in metres, kilograms, seconds, amperes, kelvins, moles. */
struct unit {
    const char *name;
    bool prefixes; /* k, m, … may stand before it */
    int8_t dimensions[DIMENSIONS];
    int8_t power;
    const char *ratio; /* NULL: 1 */
};

static const struct unit units[] = {
    {"m", true, {1}, 0, NULL},
    {"g", true, {0, 1}, -3, NULL},
    {"s", true, {0, 0, 1}, 0, NULL},
    {"A", true, {0, 0, 0, 1}, 0, NULL},
    {"K", true, {0, 0, 0, 0, 1}, 0, NULL},
    {"mol", true, {0, 0, 0, 0, 0, 1}, 0, NULL},
    {"l", true, {3}, -3, NULL},
    {"L", true, {3}, -3, NULL},
    {"M", false, {-3, 0, 0, 0, 0, 1}, 3, NULL},
    {"N", true, {1, 1, -2}, 0, NULL},
    {"J", true, {2, 1, -2}, 0, NULL},
    {"W", true, {2, 1, -3}, 0, NULL},
    {"Pa", true, {-1, 1, -2}, 0, NULL},
    {"Hz", true, {0, 0, -1}, 0, NULL},
    {"V", true, {2, 1, -3, -1}, 0, NULL},
    {"VA", true, {2, 1, -3}, 0, NULL},
    {"C", true, {0, 0, 1, 1}, 0, NULL},
    {"ohm", true, {2, 1, -3, -2}, 0, NULL},
    {"t", true, {0, 1}, 3, NULL},
    {"h", false, {0, 0, 1}, 0, "3600"},
    {"hr", false, {0, 0, 1}, 0, "3600"},
    {"min", false, {0, 0, 1}, 0, "60"},
    {"minute", false, {0, 0, 1}, 0, "60"},
    {"day", false, {0, 0, 1}, 0, "86400"},
    {"in", false, {1}, 0, "0.0254"},
    {"ft", false, {1}, 0, "0.3048"},
    {"yd", false, {1}, 0, "0.9144"},
    {"mi", false, {1}, 0, "1609.344"},
    {"mile", false, {1}, 0, "1609.344"},
    {"lb", false, {0, 1}, 0, "0.45359237"},
    {"oz", false, {0, 1}, 0, "0.028349523125"},
};

static const struct {
    char letter;
    int8_t power;
} prefixes[] = {{'T', 12}, {'G', 9},  {'M', 6},  {'k', 3},  {'h', 2},  {'d', -1},
                {'c', -2}, {'m', -3}, {'u', -6}, {'n', -9}, {'p', -12}};

/* A quantity: a number, or an expression, in basic units. */
struct amount {
    const struct formula *number;
    int dimensions[DIMENSIONS];
};

static const struct unit *unit_named(struct text name, int *power)
{
    *power = 0;
    for (size_t i = 0; i < COUNT(units); i++)
        if (text_equal(name, text_of(units[i].name)))
            return &units[i];
    for (size_t k = 0; k < COUNT(prefixes) && name.size > 1; k++)
        for (size_t i = 0; i < COUNT(units) && name.at[0] == prefixes[k].letter; i++)
            if (units[i].prefixes && text_equal(text_part(name, 1, name.size), text_of(units[i].name))) {
                *power = prefixes[k].power;
                return &units[i];
            }
    return NULL;
}

static bool of_unit(struct comparison *c, const struct formula *f, struct amount *out)
{
    int prefix;
    const struct unit *unit = unit_named(f->text, &prefix);
    if (!unit)
        return false;
    for (int i = 0; i < DIMENSIONS; i++)
        out->dimensions[i] = unit->dimensions[i];
    const struct formula *power =
        formula_binary(c->arena, FORMULA_POW, formula_number(c->arena, 10), formula_number(c->arena, unit->power + prefix));
    const struct formula *ratio =
        formula_new(c->arena, FORMULA_NUMBER, 0, text_of(unit->ratio ? unit->ratio : "1"), NULL, 0, NULL);
    out->number = formula_binary(c->arena, FORMULA_MUL, ratio, power);
    return true;
}

static bool amount_of(struct comparison *c, const struct formula *f, struct amount *out);

static bool of_power(struct comparison *c, const struct formula *f, struct amount *out)
{
    struct value exponent;
    bool whole = algebra_value(f->args[1], &exponent) == STATUS_OK && value_is_small(&exponent) && exponent.den == 1 &&
                 exponent.num >= -9 && exponent.num <= 9;
    int const times = whole ? (int)exponent.num : 0;
    value_clear(&exponent);
    if (!whole || !amount_of(c, f->args[0], out))
        return false;
    for (int i = 0; i < DIMENSIONS; i++)
        out->dimensions[i] *= times;
    out->number = formula_binary(c->arena, FORMULA_POW, out->number, f->args[1]);
    return true;
}

static bool of_product(struct comparison *c, const struct formula *f, struct amount *out)
{
    *out = (struct amount){.number = formula_number(c->arena, 1)};
    for (size_t i = 0; i < f->count; i++) {
        struct amount one;
        bool const below = f->kind == FORMULA_DIV && i > 0;
        if (!amount_of(c, f->args[i], &one))
            return false;
        for (int k = 0; k < DIMENSIONS; k++)
            out->dimensions[k] += below ? -one.dimensions[k] : one.dimensions[k];
        out->number = formula_binary(c->arena, below ? FORMULA_DIV : FORMULA_MUL, out->number, one.number);
    }
    return true;
}

/* Products, quotients and powers of units and numbers; sums have none. */
static bool amount_of(struct comparison *c, const struct formula *f, struct amount *out)
{
    *out = (struct amount){.number = f};
    if (!equivalence_has_symbols(f))
        return true;
    switch (f->kind) {
    case FORMULA_SYMBOL:
        return of_unit(c, f, out);
    case FORMULA_MUL:
    case FORMULA_DIV:
        return of_product(c, f, out);
    case FORMULA_POW:
        return of_power(c, f, out);
    case FORMULA_NEG:
        if (!amount_of(c, f->args[0], out))
            return false;
        out->number = formula_unary(c->arena, FORMULA_NEG, out->number);
        return true;
    default:
        return false;
    }
}

static bool same_symbols(const struct formula *a, const struct formula *b)
{
    struct text names[8];
    size_t const count = formula_symbols(a, names, COUNT(names));
    bool same = count == formula_symbols(b, NULL, 0) && count <= COUNT(names);
    for (size_t i = 0; same && i < count; i++)
        same = formula_mentions(b, names[i]);
    return same;
}

bool equivalence_amounts(struct comparison *c, const struct formula *a, const struct formula *b, enum fact *fact)
{
    struct amount x, y;
    if (!c->options->exact || same_symbols(a, b) || !equivalence_has_symbols(a) || !equivalence_has_symbols(b) ||
        !amount_of(c, a, &x) || !amount_of(c, b, &y))
        return false;
    if (formula_mentions(a, TEXT("C")) || formula_mentions(b, TEXT("C"))) {
        *fact = equivalence_says(c, FACT_UNKNOWN, "degrees or coulombs");
        return true;
    }
    bool same = true;
    for (int i = 0; i < DIMENSIONS; i++)
        same = same && x.dimensions[i] == y.dimensions[i];
    *fact = same ? equivalence_equal(c, x.number, y.number) : FACT_FALSE;
    equivalence_says(c, *fact, same ? "in basic units" : "quantities of other kinds");
    return true;
}

static const struct {
    const char *words, *name;
} spelled[] = {
    {"m meter meters metre metres", "m"},
    {"km kms kilometer kilometers kilometre kilometres", "km"},
    {"cm cms centimeter centimeters centimetre centimetres", "cm"},
    {"mm millimeter millimeters millimetre millimetres", "mm"},
    {"g gram grams", "g"},
    {"kg kgs kilogram kilograms", "kg"},
    {"mg milligram milligrams", "mg"},
    {"l L liter liters litre litres", "L"},
    {"ml mL milliliter milliliters millilitre millilitres", "mL"},
    {"h hr hrs hour hours", "h"},
    {"min mins minute minutes", "minute"},
    {"s sec secs second seconds", "s"},
    {"day days", "day"},
    {"in inch inches", "in"},
    {"ft foot feet", "ft"},
    {"yd yds yard yards", "yd"},
    {"mi mile miles", "mi"},
    {"lb lbs pound pounds", "lb"},
    {"oz ounce ounces", "oz"},
    {"mph", "(mi/h)"},
    {"kph kmph", "(km/h)"},
};

static const char *unit_spelled(struct text word)
{
    for (size_t i = 0; i < COUNT(spelled); i++)
        if (text_is_among(word, text_of(spelled[i].words)))
            return spelled[i].name;
    return NULL;
}

/* "square centimeters", "miles per hour", "m/s^2" as computer algebra writes them; empty if a word is no unit. */
static struct text unit_as_product(struct comparison *c, struct text unit)
{
    struct buffer out = {0};
    const char *power = NULL;
    bool known = true, joined = false;
    for (size_t i = 0, end; i < unit.size && known; i = MAX(end, i + 1)) {
        for (end = i; end < unit.size && is_letter(unit.at[end]);)
            end++;
        struct text const word = text_part(unit, i, end);
        if (!word.size) {
            if (!strchr(" .{}\\", unit.at[i]))
                buffer_char(&out, unit.at[i]);
            joined = joined && strchr("^ {}23", unit.at[i]);
        } else if (text_equal(word, TEXT("per"))) {
            buffer_char(&out, '/');
            joined = false;
        } else if (text_is_among(word, TEXT("square sq cubic cu"))) {
            power = word.at[0] == 's' ? "^2" : "^3";
        } else if (text_is_among(word, TEXT("squared cubed"))) {
            buffer_string(&out, word.at[0] == 's' ? "^2" : "^3");
        } else {
            const char *name = unit_spelled(word);
            known = name != NULL;
            if (joined)
                buffer_char(&out, '*');
            buffer_string(&out, name ? name : "");
            buffer_string(&out, power ? power : "");
            power = NULL;
            joined = true;
        }
    }
    struct text const product = buffer_keep(&out, c->arena);
    return known && !power ? product : TEXT("");
}

static bool measure(struct comparison *c, const struct formula *number, struct text unit, struct amount *out)
{
    struct text const product = unit_as_product(c, unit);
    const struct formula *f = product.size ? syntax_read(product, SYNTAX_MAXIMA, 0, c->arena, NULL) : NULL;
    if (!f || !amount_of(c, f, out))
        return false;
    out->number = formula_binary(c->arena, FORMULA_MUL, number, out->number);
    return true;
}

bool equivalence_measures(struct comparison *c, const struct formula *a, struct text of_a, const struct formula *b,
                          struct text of_b, enum fact *fact)
{
    struct amount x, y;
    if (!measure(c, a, of_a, &x) || !measure(c, b, of_b, &y))
        return false;
    for (int i = 0; i < DIMENSIONS; i++)
        if (x.dimensions[i] != y.dimensions[i])
            return false;
    *fact = equivalence_equal(c, x.number, y.number);
    equivalence_says(c, *fact, *fact == FACT_TRUE ? "the same quantity" : "another quantity");
    return true;
}
