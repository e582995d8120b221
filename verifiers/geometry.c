/* geometry: lengths and angles by what was stated of the figure (figure.h): Pythagoras, the sum of angles, similar triangles, midpoints, …;
 * the claim is a combination of such equations and of those said before. Only ever proves.
 */
#include "combination.h"
#include "figure.h"
#include "verifier.h"

enum {
    SINGLE_MAX = 12, /* conclusions that are tried one by one */
    NEAR_MAX = 5,    /* about the claim, … */
    FACTS_MAX = 9,   /* and about them, that are tried together … */
    LINES_MAX = 5,   /* … with lines said before */
    NAMES_MAX = 12,  /* of a conclusion */
    NEW_MAX = 4,     /* fewer new names must one bring */
};

struct question {
    const struct link *link;
    const struct scene *scene;
    struct arena *arena;
    struct text unit; /* the only one */
    bool mixed;
};

/* An angle with a name, and π: it may be measured in radians. */
static bool has_angle(const struct formula *f)
{
    if (f->kind == FORMULA_SYMBOL && text_starts(f->text, TEXT("angle ")))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_angle(f->args[i]))
            return true;
    return false;
}

static void find_units(struct question *q, const struct formula *f)
{
    if (f->kind == FORMULA_UNIT) {
        q->mixed |= q->unit.size && !text_equal_nocase(q->unit, f->text);
        q->unit = f->text;
    }
    for (size_t i = 0; i < f->count; i++)
        find_units(q, f->args[i]);
}

/* Without units and degree signs, which say nothing where all are the same; NULL if it may be meant in radians. */
static const struct formula *plain(struct question *q, const struct formula *f)
{
    bool const call = formula_holds(f, FORMULA_CALL);
    if (formula_holds(f, FORMULA_CONSTANT) && has_angle(f))
        return NULL;
    find_units(q, f);
    return settle_without(q->arena, f, SETTLE_UNITS | (call ? 0 : SETTLE_DEGREES));
}

static const struct formula *valued(struct question *q, const struct formula *f)
{
    const struct formula *out = context_expand(q->scene->context, f);
    return out ? plain(q, out) : NULL;
}

/* Conclusions about the lines, in plain numbers. */
static size_t conclusions(struct question *q, const struct formula *const *lines, size_t count, const struct formula **out)
{
    size_t const found = figure_lines(q->scene->figure, q->link, q->scene->context, lines, count, q->arena, out);
    size_t kept = 0;
    for (size_t i = 0; i < found; i++) {
        out[kept] = plain(q, out[i]);
        kept += out[kept] != NULL;
    }
    return kept;
}

static bool is_combination(struct question *q, const struct formula **lines, size_t count, const struct formula *f)
{
    const struct formula *again[COMBINATION_LINES_MAX];
    if (q->mixed)
        return false;
    memcpy(again, lines, count * sizeof *again);
    return combination_proves(q->scene, lines, count, f, q->arena) ||
           combination_proves_root(q->scene, again, count, f, q->arena);
}

/* How many symbols stand in none of the lines? */
static size_t new_names(const struct formula *f, const struct formula *const *lines, size_t count)
{
    struct text names[NAMES_MAX];
    size_t found = 0;
    size_t const symbols = MIN(formula_symbols(f, names, NAMES_MAX), (size_t)NAMES_MAX);
    for (size_t i = 0; i < symbols; i++) {
        bool known = false;
        for (size_t k = 0; k < count && !known; k++)
            known = formula_mentions(lines[k], names[i]);
        found += !known;
    }
    return found;
}

/* The same of a conclusion as it stands, or with the values that are known. */
static size_t strangers(const struct question *q, const struct formula *fact, const struct formula *const *lines, size_t count)
{
    size_t const found = new_names(fact, lines, count);
    const struct formula *value = found ? context_expand(q->scene->context, fact) : NULL;
    return value ? MIN(found, new_names(value, lines, count)) : found;
}

/* One conclusion gives it, with the values that are known; it brings no other names. */
static bool follows_from_one(struct question *q, const struct formula *const *facts, size_t count, const struct formula *f)
{
    const struct formula *value = valued(q, f);
    for (size_t i = 0, tried = 0; i < count && tried < SINGLE_MAX; i++) {
        const struct formula *line = facts[i];
        if (strangers(q, line, &f, 1) > 0)
            continue;
        tried++;
        if (is_combination(q, &line, 1, f))
            return true;
        line = valued(q, facts[i]);
        if (line && value && is_combination(q, &line, 1, value))
            return true;
    }
    return false;
}

/* Adds to the lines, the first of which is what is asked, conclusions about them that bring the fewest new names. */
static size_t add_nearest(struct question *q, const struct formula **lines, size_t count, size_t max)
{
    const struct formula *facts[FIGURE_LINES_MAX];
    size_t const about = count, found = conclusions(q, lines, about, facts);
    for (size_t most = 0; most < NEW_MAX; most++)
        for (size_t i = 0; i < found && count < max; i++) {
            bool again = false;
            for (size_t k = 0; k < count && !again; k++)
                again = formula_same(lines[k], facts[i]);
            if (!again && strangers(q, facts[i], lines, about) == most)
                lines[count++] = facts[i];
        }
    return count;
}

static bool follows_from_all(struct question *q, const struct formula *f)
{
    const struct formula *all[1 + COMBINATION_LINES_MAX] = {f}, **lines = all + 1, *said[LINES_MAX];
    size_t kept = add_nearest(q, all, 1, 1 + NEAR_MAX);
    kept = add_nearest(q, all, kept, 1 + FACTS_MAX) - 1;
    size_t const before = context_lines_around(q->scene->context, f, said, LINES_MAX);
    for (size_t i = 0; i < before; i++) {
        lines[kept] = plain(q, said[i]);
        kept += lines[kept] != NULL;
    }
    if (is_combination(q, lines, kept, f))
        return true;
    size_t valued_count = 0;
    for (size_t i = 0; i < kept; i++) {
        const struct formula *line = valued(q, lines[i]);
        if (line)
            lines[valued_count++] = line;
    }
    const struct formula *value = valued(q, f);
    return value && is_combination(q, lines, valued_count, value);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    struct question q = {.link = link, .scene = scene, .arena = arena};
    const struct formula *facts[FIGURE_LINES_MAX];
    (void)witness;
    if (!scene->figure || !scene->figure->plane || link->closed || link->formula->text.at[0] != '=')
        return false;
    const struct formula *f = plain(&q, link->formula);
    size_t const count = f ? conclusions(&q, &f, 1, facts) : 0;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "follows from what was stated of the figure"};
    return count && (follows_from_one(&q, facts, count, f) || follows_from_all(&q, f));
}

const struct verifier verifier_geometry = {
    .name = "geometry",
    .says = "lengths and angles of a figure: Pythagoras, sums of angles, similar triangles, midpoints; only ever proves",
    .settle = settle,
};
