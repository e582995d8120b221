#include "agreement.h"

#include "suggest.h"
#include "value.h"

typedef __int128 wide;
typedef unsigned __int128 natural;

enum { GRID = 10000, SPARE = 24 };

uint64_t agreement_items(const struct agreement *table)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < table->kinds; i++)
        for (size_t j = 0; j < table->kinds; j++)
            sum += table->cells[i][j];
    return sum;
}

static uint64_t same(const struct agreement *table)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < table->kinds; i++)
        sum += table->cells[i][i];
    return sum;
}

/* The square of the number of items times the agreement that chance brings. */
static uint64_t by_chance(const struct agreement *table)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < table->kinds; i++) {
        uint64_t first = 0, second = 0;
        for (size_t j = 0; j < table->kinds; j++) {
            first += table->cells[i][j];
            second += table->cells[j][i];
        }
        sum += first * second;
    }
    return sum;
}

static int64_t ratio(wide part, wide whole)
{
    return whole ? (int64_t)(part * AGREEMENT_ONE / whole) : AGREEMENT_NONE;
}

int64_t agreement_raw(const struct agreement *table)
{
    return ratio((wide)same(table), (wide)agreement_items(table));
}

int64_t agreement_kappa(const struct agreement *table)
{
    wide const items = (wide)agreement_items(table), chance = (wide)by_chance(table);
    return ratio(items * (wide)same(table) - chance, items * items - chance);
}

int64_t agreement_fleiss(const uint32_t *counts, size_t items, size_t kinds, uint32_t raters)
{
    wide const answers = (wide)items * raters;
    wide squares = 0, columns = 0;
    if (raters < 2)
        return AGREEMENT_NONE;
    for (size_t j = 0; j < kinds; j++) {
        wide column = 0;
        for (size_t i = 0; i < items; i++) {
            wide const count = counts[i * kinds + j];
            squares += count * count;
            column += count;
        }
        columns += column * column;
    }
    wide const chance = columns * (raters - 1);
    return ratio((squares - answers) * answers - chance, answers * answers * (raters - 1) - chance);
}

const char *agreement_words(int64_t kappa)
{
    static const char *const bands[] = {"slight", "fair", "moderate", "substantial", "almost perfect"};
    if (kappa == AGREEMENT_NONE)
        return "n/a";
    if (kappa < 0)
        return "poor";
    for (size_t i = 0; i < COUNT(bands) - 1; i++)
        if (kappa <= AGREEMENT_ONE / 5 * (int64_t)(i + 1))
            return bands[i];
    return bands[COUNT(bands) - 1];
}

bool agreement_read(const char *what, struct text typed, int64_t *out, int code, struct error *err)
{
    struct value least = value_int(0), unit = value_int(AGREEMENT_ONE), fine = value_int(0);
    bool good = value_read(typed, &least) == STATUS_OK && value_mul(&least, &unit, &fine) == STATUS_OK;
    good = good && value_is_small(&fine) && fine.den == 1 && fine.num >= 0 && fine.num <= AGREEMENT_ONE;
    if (good)
        *out = fine.num;
    value_clear(&least);
    value_clear(&fine);
    return good || fail(err, code, "%s must be a number from 0 to 1, not '%s'", what, typed_shown(typed).at);
}

int64_t agreement_shown(int64_t fine)
{
    return agreement_share(fine) * (AGREEMENT_ONE / 10000);
}

int64_t agreement_share(int64_t fine)
{
    int64_t const unit = AGREEMENT_ONE / GRID;
    return (fine + (fine < 0 ? -unit / 2 : unit / 2)) / unit;
}

bool agreement_gate(const char *whose, int64_t kappa, int64_t least, struct error *err)
{
    struct buffer is = {0};
    if (kappa != AGREEMENT_NONE && agreement_shown(kappa) >= least)
        return true;
    if (kappa == AGREEMENT_NONE)
        buffer_string(&is, "not defined");
    else
        buffer_share(&is, agreement_share(kappa));
    bool const shut =
        fail(err, EXIT_FINDINGS, "%s is %.*s, below what --min-kappa asks for; nothing was written", whose, (int)is.size, is.at);
    buffer_free(&is);
    return shut;
}

void agreement_json(struct json_writer *w, const char *key, int64_t fine)
{
    if (fine != AGREEMENT_NONE) {
        json_member_share(w, key, agreement_share(fine));
        return;
    }
    json_key(w, key);
    json_put_raw(w, TEXT("null"));
}

/* mantissa * 2^exponent; but for 0 the mantissa's top bit is set. */
struct scaled {
    uint64_t mantissa;
    int64_t exponent;
};

static struct scaled scaled(natural number, int64_t exponent)
{
    uint64_t const high = (uint64_t)(number >> 64), low = (uint64_t)number;
    int const shift = high ? 64 - __builtin_clzll(high) : low ? -__builtin_clzll(low) : 0;
    return (struct scaled){shift > 0 ? (uint64_t)(number >> shift) : low << -shift, exponent + shift};
}

/* Times top/bottom, both below 2^40; what is lost is under 2^-50 of it. */
static struct scaled times(struct scaled s, uint64_t top, uint64_t bottom)
{
    return scaled(((natural)s.mantissa * top << SPARE) / bottom, s.exponent - SPARE);
}

static bool below(struct scaled a, struct scaled b)
{
    if (!a.mantissa || !b.mantissa)
        return !a.mantissa && b.mantissa;
    return a.exponent != b.exponent ? a.exponent < b.exponent : a.mantissa < b.mantissa;
}

static struct scaled sum(struct scaled a, struct scaled b)
{
    struct scaled const *const large = below(a, b) ? &b : &a, *const small = below(a, b) ? &a : &b;
    int64_t const apart = large->exponent - small->exponent;
    if (!small->mantissa || apart > 63)
        return *large;
    return scaled((natural)large->mantissa + (small->mantissa >> apart), large->exponent);
}

/* Is the chance of `found` or fewer of `trials` below tail / GRID, where each has a chance of top / (2 GRID)? */
static bool is_rare(uint64_t found, uint64_t trials, uint64_t top, int64_t tail)
{
    struct scaled const one = scaled(1, 0), bar = times(one, (uint64_t)tail, GRID);
    struct scaled term = one;
    for (uint64_t i = 0; i < trials; i++)
        term = times(term, 2 * GRID - top, 2 * GRID);
    struct scaled all = term;
    for (uint64_t i = 0; i < found && below(all, bar); i++) {
        term = times(term, (trials - i) * top, (i + 1) * (2 * GRID - top));
        all = sum(all, term);
    }
    return below(all, bar);
}

int64_t agreement_upper(uint64_t found, uint64_t trials, int64_t tail)
{
    uint64_t low = 0, high = GRID;
    if (found >= trials)
        return GRID;
    while (low < high) {
        uint64_t const middle = (low + high) / 2;
        if (is_rare(found, trials, 2 * middle + 1, tail))
            high = middle;
        else
            low = middle + 1;
    }
    return (int64_t)low;
}

int64_t agreement_lower(uint64_t found, uint64_t trials, int64_t tail)
{
    return GRID - agreement_upper(trials - found, trials, tail);
}
