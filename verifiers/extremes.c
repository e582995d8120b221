/* extremes: "the smallest integer that satisfies this is n = 8", "the largest is 8": it satisfies the line said last of its name, and from that line follows
 * that nothing beyond it does; of whole numbers, nothing as far as the next one. Only ever proves.
 */
#include "follows.h"
#include "remark.h"
#include "verifier.h"

enum {
    NODES_MAX = 60, /* of a line */
    RECENT = 2,     /* of the lines said last one must be meant where no name is given */
};

static bool speaks_of_integers(const struct scene *scene)
{
    static const char *const words[] = {"integer", "integral value", "whole number"};
    return text_holds_any(scene->step, words, COUNT(words)) || text_holds_any(scene->problem, words, COUNT(words));
}

/* The value that a claim names: n = 8, or the right side of LINK_EXTREME. */
static bool is_value(const struct link *link)
{
    const struct formula *f = link->formula;
    struct text names[1];
    return f->text.at[0] == '=' && formula_symbols(f->args[1], names, 1) == 0 && !formula_is_statement(f->args[1]) &&
           (link->said == LINK_EXTREME || (link->said == LINK_WRITTEN && link->k == 0 && f->args[0]->kind == FORMULA_SYMBOL));
}

static const struct formula *bounded(struct arena *arena, const struct formula *name, const char *relation,
                                     const struct formula *by)
{
    const struct formula *const sides[] = {name, by};
    return formula_new(arena, FORMULA_CHAIN, 0, text_of(relation), sides, 2, NULL);
}

static bool holds_at(const struct formula *line, struct text name, const struct formula *value, struct arena *arena)
{
    const struct formula *f = formula_put(arena, line, name, value);
    struct text witness;
    return f && follows_truth(f, 0, arena, &witness) == FACT_TRUE;
}

static bool is_whole(const struct formula *f)
{
    struct value v;
    if (algebra_value(f, &v) != STATUS_OK)
        return false;
    bool const whole = value_is_small(&v) && v.den == 1;
    value_clear(&v);
    return whole;
}

/* Does the line leave nothing beyond the value? */
static bool is_extreme(const struct formula *line, const struct formula *value, enum remark_extreme which, bool whole,
                       struct arena *arena)
{
    struct text names[1];
    bool const low = which == REMARK_SMALLEST;
    if (formula_symbols(line, names, 1) != 1 || formula_size(line, NODES_MAX) > NODES_MAX || formula_holds(line, FORMULA_CALL) ||
        !holds_at(line, names[0], value, arena))
        return false;
    const struct formula *name = formula_new(arena, FORMULA_SYMBOL, 0, names[0], NULL, 0, NULL);
    if (follows_surely(&line, 1, bounded(arena, name, low ? "]" : "[", value), arena))
        return true;
    const struct formula *next = formula_binary(arena, FORMULA_ADD, value, formula_number(arena, low ? -1 : 1));
    return whole && is_whole(value) && follows_surely(&line, 1, bounded(arena, name, low ? ">" : "<", next), arena);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct context *c = scene->context;
    enum remark_extreme const which = is_value(link) ? remark_extreme_of(scene->step) : REMARK_NO_EXTREME;
    const struct formula *name = link->formula->args[0];
    size_t looked = 0;
    (void)witness;
    if (which == REMARK_NO_EXTREME)
        return false;
    *out = (struct judgement){
        .truth = TRUTH_HOLDS, .supports = true, .why = "what was said before holds for it, and for nothing beyond"};
    for (size_t i = c->lines_count; i-- > 0 && looked < RECENT;) {
        const struct formula *line = c->lines[i].formula;
        if (c->lines[i].past || (link->said != LINK_EXTREME && !formula_mentions(line, name->text)))
            continue;
        looked++;
        if (is_extreme(line, link->formula->args[1], which, speaks_of_integers(scene), arena))
            return true;
    }
    return false;
}

const struct verifier verifier_extremes = {
    .name = "extremes",
    .says = "the smallest or largest value that a line allows; only ever proves",
    .settle = settle,
};
