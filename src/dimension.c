#include "dimension.h"

#include <stdlib.h>

#include "value.h"
#include "word.h"

struct power {
    struct text name; /* singular */
    struct unit unit; /* dimension 0: one of its own */
    int exponent;
};

/* A product of powers of units. */
struct product {
    struct power powers[DIMENSION_UNITS_MAX];
    size_t count;
};

static const struct {
    const char *short_name, *name;
} shorts[] = {{"m", "meter"}, {"in", "inch"}, {"yd", "yard"}, {"mi", "mile"}, {"h", "hour"}, {"s", "second"}, {"$", "dollar"}};

static struct text singular(struct text name)
{
    for (size_t i = 0; i < COUNT(shorts); i++)
        if (text_equal(name, text_of(shorts[i].short_name)))
            return text_of(shorts[i].name);
    return text_singular(name);
}

static bool same_unit(const struct power *a, const struct power *b)
{
    return a->unit.dimension && b->unit.dimension
               ? a->unit.dimension == b->unit.dimension && a->unit.num == b->unit.num && a->unit.den == b->unit.den
               : text_equal(a->name, b->name);
}

static bool multiply(struct product *product, const struct power *by)
{
    size_t i = 0;
    while (i < product->count && !same_unit(&product->powers[i], by))
        i++;
    if (i == product->count) {
        if (i == DIMENSION_UNITS_MAX)
            return false;
        product->powers[product->count++] = (struct power){by->name, by->unit, 0};
    }
    product->powers[i].exponent += by->exponent;
    return abs(product->powers[i].exponent) <= DIMENSION_POWER_MAX;
}

static bool multiply_all(struct product *product, const struct product *by, int times)
{
    bool fits = true;
    for (size_t i = 0; i < by->count && fits; i++) {
        struct power const power = {by->powers[i].name, by->powers[i].unit, by->powers[i].exponent * times};
        fits = multiply(product, &power);
    }
    return fits;
}

static bool named(struct product *out, struct text name, int exponent)
{
    struct power power = {.name = singular(name), .exponent = exponent};
    bool const known = unit_of(power.name, &power.unit) && power.unit.dimension != 'n';
    power.unit = known ? power.unit : (struct unit){0};
    return multiply(out, &power);
}

/* The words from *at on up to a sign or "per", without the points of abbreviations; the exponent behind them. */
static struct text words_at(struct text unit, size_t *at)
{
    size_t const start = *at;
    size_t end = start;
    while (*at < unit.size && (is_letter(unit.at[*at]) || unit.at[*at] == '$')) {
        while (*at < unit.size && (is_letter(unit.at[*at]) || unit.at[*at] == '$'))
            ++*at;
        end = *at;
        while (*at < unit.size && (unit.at[*at] == ' ' || unit.at[*at] == '.'))
            ++*at;
        if (text_starts(text_part(unit, *at, unit.size), TEXT("per ")))
            break;
    }
    return text_part(unit, start, end);
}

/* "miles per hour", "cm^2", "square feet", "ft/s" */
static bool read_unit(struct text unit, struct product *out)
{
    int sign = 1;
    for (size_t at = 0; at < unit.size;) {
        struct text const rest = text_part(unit, at, unit.size);
        bool const square = text_starts(rest, TEXT("square ")), cubic = text_starts(rest, TEXT("cubic ")),
                   per = text_starts(rest, TEXT("per "));
        if (*rest.at == ' ' || *rest.at == '/' || per) {
            sign = *rest.at == ' ' ? sign : -1;
            at += per ? 4 : 1;
            continue;
        }
        at += square ? 7 : cubic ? 6 : 0;
        struct text const name = words_at(unit, &at);
        int exponent = square ? 2 : cubic ? 3 : 1;
        if (at + 1 < unit.size && unit.at[at] == '^' && is_digit(unit.at[at + 1])) {
            exponent *= unit.at[at + 1] - '0';
            at += 2;
        }
        if (!name.size || !named(out, name, sign * exponent))
            return false;
    }
    return out->count > 0;
}

static bool is_same(const struct product *a, const struct product *b)
{
    struct product ratio = {0};
    if (!multiply_all(&ratio, a, 1) || !multiply_all(&ratio, b, -1))
        return false;
    for (size_t i = 0; i < ratio.count; i++)
        if (ratio.powers[i].exponent)
            return false;
    return true;
}

static const struct formula *split(const struct formula *f, struct arena *arena, struct product *out);

static const struct formula *split_unit(const struct formula *f, struct arena *arena, struct product *out)
{
    struct product own = {0};
    return read_unit(f->text, &own) && multiply_all(out, &own, 1)
               ? f->count ? split(f->args[0], arena, out) : formula_number(arena, 1)
               : NULL;
}

/* A written exponent or degree of a root. */
static int written(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && f->text.size == 1 && is_digit(f->text.at[0]) ? f->text.at[0] - '0' : 0;
}

static const struct formula *split_power(const struct formula *f, struct arena *arena, struct product *out)
{
    struct product base = {0};
    int const exponent = written(f->args[1]);
    const struct formula *number = exponent ? split(f->args[0], arena, &base) : NULL;
    bool fits = number != NULL;
    for (size_t i = 0; i < base.count && f->kind == FORMULA_ROOT && fits; i++) {
        fits = base.powers[i].exponent % exponent == 0;
        base.powers[i].exponent /= exponent;
    }
    return fits && multiply_all(out, &base, f->kind == FORMULA_ROOT ? 1 : exponent)
               ? formula_binary(arena, (enum formula_kind)f->kind, number, f->args[1])
               : NULL;
}

/* Products and quotients multiply units; the parts of a sum and what stands below a sign have one. */
static const struct formula *split_parts(const struct formula *f, struct arena *arena, struct product *out)
{
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    bool const sum = f->kind == FORMULA_ADD;
    for (size_t i = 0; i < f->count; i++) {
        struct product own = {0};
        args[i] = split(f->args[i], arena, &own);
        if (!args[i] || (sum && i > 0 && !is_same(&own, out)) ||
            ((!sum || i == 0) && !multiply_all(out, &own, f->kind == FORMULA_DIV && i > 0 ? -1 : 1)))
            return NULL;
    }
    return formula_with(arena, f, args);
}

/* The number before the units, which are multiplied to *out; NULL if they cannot be told. */
static const struct formula *split(const struct formula *f, struct arena *arena, struct product *out)
{
    if (!formula_holds(f, FORMULA_UNIT))
        return f;
    switch ((enum formula_kind)f->kind) {
    case FORMULA_UNIT:
        return split_unit(f, arena, out);
    case FORMULA_POW:
    case FORMULA_ROOT:
        return split_power(f, arena, out);
    case FORMULA_ADD:
    case FORMULA_MUL:
    case FORMULA_DIV:
    case FORMULA_NEG:
    case FORMULA_ABS:
        return split_parts(f, arena, out);
    default:
        return NULL;
    }
}

/* Minutes and hours, both left. */
static bool may_convert(const struct product *units)
{
    for (size_t i = 0; i < units->count; i++)
        for (size_t k = 0; k < i; k++)
            if (units->powers[i].exponent && units->powers[k].exponent && units->powers[i].unit.dimension &&
                units->powers[i].unit.dimension == units->powers[k].unit.dimension)
                return true;
    return false;
}

/* number · size^exponent of all units, in the smallest of each kind; NULL if something is left. */
static const struct formula *converted(const struct formula *number, const struct product *units, struct arena *arena)
{
    for (size_t i = 0; i < units->count; i++) {
        const struct power *power = &units->powers[i];
        int left = 0;
        for (size_t k = 0; k < units->count; k++)
            left += power->unit.dimension
                        ? units->powers[k].unit.dimension == power->unit.dimension ? units->powers[k].exponent : 0
                    : k == i ? power->exponent
                             : 0;
        if (left)
            return NULL;
        if (!power->unit.dimension || !power->exponent)
            continue;
        const struct formula *size =
            formula_binary(arena, FORMULA_DIV, formula_number(arena, power->unit.num), formula_number(arena, power->unit.den));
        number = formula_binary(arena, FORMULA_MUL, number,
                                formula_binary(arena, FORMULA_POW, size, formula_number(arena, power->exponent)));
    }
    return number;
}

bool dimension_cancel(const struct formula *left_side, const struct formula *right_side, struct arena *arena,
                      const struct formula **left, const struct formula **right)
{
    struct product units = {0}, below = {0};
    *left = split(left_side, arena, &units);
    *right = *left ? split(right_side, arena, &below) : NULL;
    if (!*right || !formula_holds(left_side, FORMULA_UNIT))
        return false;
    if (!formula_holds(right_side, FORMULA_UNIT))
        return !may_convert(&units);
    *left = multiply_all(&units, &below, -1) ? converted(*left, &units, arena) : NULL;
    return *left != NULL;
}
