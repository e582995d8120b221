#include "combination.h"

#include "follows.h"
#include "sign.h"

enum {
    NODES_MAX = 400, /* of the lines and the equation together */
    SIGNS_MAX = 6,   /* symbols of the equation whose signs are looked for */
};

/* Do all symbols of the link occur in the lines, and does one line share a symbol with it? */
static bool covers(const struct formula *const *lines, size_t count, const struct formula *link)
{
    struct text names[ALGEBRA_SYMBOLS_MAX];
    size_t const symbols = formula_symbols(link, names, COUNT(names));
    for (size_t k = 0; k < MIN(symbols, COUNT(names)); k++) {
        bool found = false;
        for (size_t i = 0; i < count && !found; i++)
            found = formula_mentions(lines[i], names[k]);
        if (!found)
            return false;
    }
    return count > 0 && symbols <= COUNT(names);
}

/* The latest lines that fit. */
static size_t fitting(const struct formula **lines, size_t count, const struct formula *link)
{
    size_t nodes = formula_size(link, NODES_MAX), kept = 0;
    for (size_t i = 0; i < count; i++) {
        nodes += formula_size(lines[i], NODES_MAX);
        if (nodes <= NODES_MAX)
            lines[kept++] = lines[i];
    }
    return kept;
}

/* x > 0, of what the problem calls positive */
static size_t add_signs(const struct scene *scene, const struct formula **lines, size_t count, const struct formula *link,
                        struct arena *arena)
{
    struct text names[SIGNS_MAX];
    size_t const symbols = MIN(formula_symbols(link, names, SIGNS_MAX), (size_t)SIGNS_MAX);
    for (size_t i = 0; i < symbols; i++)
        if (sign_is_given(scene, names[i]))
            lines[count++] = formula_relation(arena, formula_new(arena, FORMULA_SYMBOL, 0, names[i], NULL, 0, link), '>',
                                              formula_number(arena, 0), link);
    return count;
}

/* Made of numbers as they are written, but for a root or a function. */
static bool is_number(const struct formula *f)
{
    bool number = f->kind == FORMULA_NUMBER || f->kind == FORMULA_DIV || f->kind == FORMULA_NEG || f->kind == FORMULA_ADD ||
                  f->kind == FORMULA_MUL;
    for (size_t i = 0; i < f->count && number; i++)
        number = is_number(f->args[i]);
    return number;
}

/* a = b = c, a = b = c = d with fractions: a = c is no combination of the others where b stands below a line; it is where b is a number. */
static bool has_ends(const struct formula *line)
{
    size_t const size = line->text.size;
    if (line->kind != FORMULA_CHAIN || size < 2 || size > 3 || line->count != size + 1 || strspn(line->text.at, "=") < size)
        return false;
    return !(is_number(line->args[1]) && is_number(line->args[size - 1])) && formula_holds(line, FORMULA_DIV) &&
           !formula_holds(line, FORMULA_DOTS);
}

/* The lines, and behind each what its ends say; 0 if that is nothing. */
static size_t with_ends(const struct formula *const *lines, size_t count, const struct formula **out, struct arena *arena)
{
    size_t kept = 0, ends = 0;
    for (size_t i = 0; i < count && kept < COMBINATION_LINES_MAX; i++) {
        out[kept++] = lines[i];
        if (kept == COMBINATION_LINES_MAX || !has_ends(lines[i]))
            continue;
        out[kept++] = formula_relation(arena, lines[i]->args[0], '=', lines[i]->args[lines[i]->text.size], lines[i]);
        ends++;
    }
    return ends ? kept : 0;
}

static bool proves(const struct scene *scene, const struct formula *const *lines, size_t count, const struct formula *link,
                   struct arena *arena)
{
    const struct formula *all[COMBINATION_LINES_MAX + SIGNS_MAX];
    if (count)
        memcpy(all, lines, count * sizeof *all);
    count = add_signs(scene, all, count, link, arena);
    return !follows_clearly_not(all, count, link, arena) &&
           algebra_in_ideal(all, count, link, scene->options, arena) == FACT_TRUE;
}

bool combination_proves(const struct scene *scene, const struct formula **lines, size_t count, const struct formula *link,
                        struct arena *arena)
{
    const struct formula *more[COMBINATION_LINES_MAX];
    size_t const kept = fitting(lines, count, link);
    if (!covers(lines, kept, link))
        return false;
    if (proves(scene, lines, kept, link, arena))
        return true;
    size_t const chained = with_ends(lines, kept, more, arena);
    return chained && proves(scene, more, chained, link, arena);
}

static bool has_squares(const struct formula *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (formula_holds(lines[i], FORMULA_POW))
            return true;
    return false;
}

/* "AB² = 25, so AB = 5", "DA² = DB², so DA = DB": the squares agree, and so do the signs. */
bool combination_proves_root(const struct scene *scene, const struct formula *const *lines, size_t count,
                             const struct formula *link, struct arena *arena)
{
    const struct formula *left = link->args[0], *right = link->args[1], *put[COMBINATION_LINES_MAX];
    enum sign const sign =
        has_squares(lines, count) || formula_holds(right, FORMULA_ROOT) ? sign_of(left, scene, arena) : SIGN_UNKNOWN;
    if (sign == SIGN_UNKNOWN || sign_of(right, scene, arena) != sign)
        return false;
    const struct formula *two = formula_number(arena, 2);
    const struct formula *squares = formula_relation(arena, formula_binary(arena, FORMULA_POW, left, two), '=',
                                                     formula_binary(arena, FORMULA_POW, right, two), link);
    memcpy(put, lines, count * sizeof *put);
    return combination_proves(scene, put, count, squares, arena);
}
