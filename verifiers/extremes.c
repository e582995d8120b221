/* extremes: "the smallest integer that satisfies this is n = 8", "the largest is 8": it satisfies the line said last of its name, and from that line follows
 * that nothing beyond it does; of whole numbers, nothing as far as the next one. Or of all values found for a letter none is beyond it. Only ever
 * proves.
 */
#include "remark.h"
#include "solve.h"
#include "verifier.h"

enum {
    NODES_MAX = 60, /* of a line */
    RECENT = 2,     /* of the lines said last one must be meant where no name is given */
};

static bool speaks_of_integers(struct text text)
{
    static const char *const words[] = {"integer", "integral value", "whole number"};
    return text_holds_any(text, words, COUNT(words));
}

/* The value that a claim names: n = 8, or the right side of LINK_EXTREME. */
static bool is_value(const struct link *link)
{
    const struct formula *f = link->formula;
    struct text names[1];
    return f->text.at[0] == '=' && formula_symbols(f->args[1], names, 1) == 0 && !formula_is_statement(f->args[1]) &&
           (link->said == LINK_EXTREME || (link->said == LINK_WRITTEN && link->k == 0 && f->args[0]->kind == FORMULA_SYMBOL));
}

/* Does the line leave nothing beyond the value? */
static bool is_extreme(const struct formula *line, const struct formula *value, enum remark_extreme which, bool whole,
                       struct arena *arena)
{
    struct text names[1];
    return formula_symbols(line, names, 1) == 1 && formula_size(line, NODES_MAX) <= NODES_MAX &&
           !formula_holds(line, FORMULA_CALL) && solve_is_extreme(line, names[0], value, which == REMARK_SMALLEST, whole, arena);
}

/* x = 3 may be one of several. */
static bool gives_value(const struct formula *line)
{
    struct text names[1];
    return line->kind == FORMULA_CHAIN && line->text.at[0] == '=' && line->args[0]->kind == FORMULA_SYMBOL &&
           formula_symbols(line->args[line->text.size], names, 1) == 0;
}

/* What has the value: a letter, or words. */
static const struct formula *owner(const struct link *link)
{
    const struct formula *left = link->formula->args[0];
    return link->said == LINK_EXTREME && left->kind == FORMULA_CALL ? left->args[0] : left;
}

/* "Since we want the largest value of $x$, our answer is $\\boxed{2}$." and no more */
static bool only_chooses(struct text step, struct text letter, struct arena *arena)
{
    static const char known[] =
        "so thus hence therefore then the is are our answer solution final since because problem question asks for only we want "
        "need possible real value values of greatest largest smallest least larger smaller greater lesser number root ";
    struct buffer words = {0};
    buffer_string(&words, known);
    buffer_add(&words, letter);
    buffer_char(&words, '\0');
    struct text const all = buffer_keep(&words, arena);
    return remark_has_only(step, all.at);
}

/* Is it one of the values that were found for the letter, two at least, and none of them beyond it? */
static bool is_extreme_found(const struct link *link, const struct scene *scene, enum remark_extreme which, struct arena *arena)
{
    const struct outcomes *o = &scene->context->outcomes;
    const struct formula *name = owner(link), *value = link->formula->args[1], *found[OUTCOMES_MAX];
    struct text const letter = name->kind == FORMULA_SYMBOL ? name->text : o->count ? o->names[o->count - 1] : TEXT("");
    size_t const count = outcomes_of(o, letter, found, OUTCOMES_MAX);
    struct text witness;
    size_t values = 0;
    bool among = false;
    for (size_t i = 0; i < count; i++) {
        bool const both = formula_holds(found[i], FORMULA_PM);
        for (size_t k = 0; k < (both ? 2 : 1); k++, values++) {
            const struct formula *f = both ? settle_branch(arena, found[i], k == 1) : found[i];
            if (algebra_relates(value, which == REMARK_SMALLEST ? '[' : ']', f, 0, arena, &witness) != FACT_TRUE)
                return false;
            among |= algebra_same(value, f, 0, arena);
        }
    }
    return among && values > 1 && only_chooses(scene->step, letter, arena) &&
           !settle_denies(scene->context, letter, value, arena);
}

/* "The largest integer is 6, so $\\boxed{5}$": does the step name another number before the link? */
static bool names_other(struct text step, const struct link *link)
{
    for (size_t at = 0; (at = text_find(step, TEXT(" is "), at)) < link->start; at++) {
        size_t from = at + strlen(" is ");
        while (from < step.size && strchr("$-", step.at[from]))
            from++;
        if (from < link->start && is_digit(step.at[from]))
            return true;
    }
    return false;
}

/* Is it asked for one of a kind that the line does not know of, or said of something that is worked out from the letter? */
static bool is_of_others(const struct scene *scene)
{
    static const char *const owners[] = {"of the function", "of the expression",   "of this expression",
                                         "of the equation", "number of solutions", "number of roots",
                                         "of the solution", "of the largest",      "of the smallest"};
    return text_has_word(scene->problem, TEXT("even odd prime composite multiple divisible square cube palindrome")) ||
           text_holds_any(scene->step, owners, COUNT(owners));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct context *c = scene->context;
    enum remark_extreme const which = is_value(link) ? remark_extreme_of(scene->step) : REMARK_NO_EXTREME;
    const struct formula *name = owner(link);
    struct text names[1];
    size_t looked = 0;
    int64_t number;
    bool const whole = speaks_of_integers(scene->step) || speaks_of_integers(scene->problem);
    (void)witness;
    if (which == REMARK_NO_EXTREME ||
        (speaks_of_integers(scene->step) && !algebra_whole(link->formula->args[1], INT64_MAX, &number)) ||
        names_other(scene->step, link) || is_of_others(scene))
        return false;
    *out = (struct judgement){
        .truth = TRUTH_HOLDS, .supports = true, .why = "what was said before holds for it, and for nothing beyond"};
    for (size_t i = c->lines_count; i-- > 0 && looked < RECENT;) {
        const struct formula *line = c->lines[i].formula;
        if (c->lines[i].past || gives_value(line) || (name->kind == FORMULA_SYMBOL && !formula_mentions(line, name->text)))
            continue;
        looked++;
        if (is_extreme(line, link->formula->args[1], which, whole, arena))
            return formula_symbols(line, names, 1) == 1 && !settle_denies(c, names[0], link->formula->args[1], arena);
    }
    out->why = "none of the values found is beyond it";
    return link->said == LINK_EXTREME && is_extreme_found(link, scene, which, arena);
}

const struct verifier verifier_extremes = {
    .name = "extremes",
    .says = "the smallest or largest value that a line allows, or of those found; only ever proves",
    .settle = settle,
};
