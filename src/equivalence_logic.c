#include "equivalence_parts.h"

enum { ATOMS_MAX = 8 };

struct atoms {
    const struct formula *items[ATOMS_MAX];
    size_t count;
    bool plain; /* nothing but letters */
};

static bool joins(const struct formula *f)
{
    return f->kind >= FORMULA_AND && f->kind <= FORMULA_IFF;
}

/* Index of what a statement is made of; the same statement in another form is the same one. ATOMS_MAX if there are too many. */
static size_t atom(struct comparison *c, struct atoms *atoms, const struct formula *f)
{
    for (size_t i = 0; i < atoms->count; i++)
        if (equivalence_compare(c, atoms->items[i], f) == FACT_TRUE)
            return i;
    if (atoms->count == ATOMS_MAX)
        return ATOMS_MAX;
    atoms->plain = atoms->plain && f->kind == FORMULA_SYMBOL;
    atoms->items[atoms->count] = f;
    return atoms->count++;
}

/* The same tree with atoms replaced by their number, so that the tables are quick. */
static const struct formula *numbered(struct comparison *c, struct atoms *atoms, const struct formula *f)
{
    if (is_constant(f, CONSTANT_TRUE) || is_constant(f, CONSTANT_FALSE))
        return f;
    if (!joins(f)) {
        size_t const index = atom(c, atoms, f);
        return index < ATOMS_MAX ? formula_new(c->arena, FORMULA_SYMBOL, (uint8_t)index, TEXT(""), NULL, 0, f) : NULL;
    }
    const struct formula **args = ARENA_ARRAY(c->arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        if (!(args[i] = numbered(c, atoms, f->args[i])))
            return NULL;
    return formula_new(c->arena, f->kind, 0, TEXT(""), args, f->count, f);
}

static bool holds(const struct formula *f, unsigned row)
{
    if (f->kind == FORMULA_CONSTANT)
        return f->sub == CONSTANT_TRUE;
    if (f->kind == FORMULA_SYMBOL)
        return row >> f->sub & 1;
    if (f->kind == FORMULA_NOT)
        return !holds(f->args[0], row);
    if (f->kind == FORMULA_IMPLIES)
        return !holds(f->args[0], row) || holds(f->args[1], row);
    if (f->kind == FORMULA_IFF)
        return holds(f->args[0], row) == holds(f->args[1], row);
    bool const all = f->kind == FORMULA_AND;
    for (size_t i = 0; i < f->count; i++)
        if (holds(f->args[i], row) != all)
            return !all;
    return all;
}

enum fact equivalence_logic(struct comparison *c, const struct formula *a, const struct formula *b)
{
    struct atoms atoms = {.plain = true};
    if (!joins(a) && !joins(b))
        return FACT_UNKNOWN;
    const struct formula *x = numbered(c, &atoms, a), *y = x ? numbered(c, &atoms, b) : NULL;
    if (!y)
        return FACT_UNKNOWN;
    bool same = true;
    for (unsigned row = 0; row < 1u << atoms.count && same; row++)
        same = holds(x, row) == holds(y, row);
    if (same)
        return equivalence_says(c, FACT_TRUE, "the same by truth table");
    return equivalence_says(c, atoms.plain ? FACT_FALSE : FACT_UNKNOWN, "not the same by truth table");
}
