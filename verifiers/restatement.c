/* restatement: a relation that was said before, or given, is said again; or "so there are $12$", where 12 was proved to be a result just
 * before. Only ever proves: another number may be another thing.
 */
#include "verifier.h"

static bool same(const struct formula *a, const struct formula *b, struct arena *arena)
{
    a = settle_without(arena, a, SETTLE_UNITS);
    b = settle_without(arena, b, SETTLE_UNITS);
    return formula_same(a, b) || algebra_same(a, b, 0, arena);
}

/* The relation read from the right: a < b is b > a. */
static char turned(char relation)
{
    switch (relation) {
    case '<':
        return '>';
    case '>':
        return '<';
    case '[':
        return ']';
    case ']':
        return '[';
    case '=':
    case '#':
    case '%':
        return relation;
    default:
        return '\0';
    }
}

static bool repeats(const struct formula *line, const struct formula *link)
{
    char const relation = link->text.at[0];
    if (line->kind != FORMULA_CHAIN || (relation == '%' && (link->count != 3 || line->count != line->text.size + 2)))
        return false;
    for (size_t k = 0; k < line->text.size; k++) {
        const struct formula *a = line->args[k], *b = line->args[k + 1];
        bool const same = line->text.at[k] == relation && formula_same(a, link->args[0]) && formula_same(b, link->args[1]),
                   other =
                       line->text.at[k] == turned(relation) && formula_same(a, link->args[1]) && formula_same(b, link->args[0]),
                   modulus = relation != '%' || formula_same(line->args[line->count - 1], link->args[2]);
        if ((same || other) && modulus)
            return true;
    }
    return false;
}

/* 3x - 6 = 0 is solved, not computed. */
static bool is_computed(const struct context_result *result)
{
    struct text names[1];
    return !(result->value->kind == FORMULA_NUMBER && text_equal(result->value->text, TEXT("0")) &&
             formula_symbols(result->from, names, 1) > 0);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct context *c = scene->context;
    (void)witness;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "said before"};
    for (size_t i = 0; link->said == LINK_WRITTEN && !link->closed && i < c->lines_count; i++)
        if (!c->lines[i].carried && repeats(c->lines[i].formula, link->formula))
            return true;
    for (size_t i = c->results_count; link->said == LINK_CONCLUDED && i-- > 0;)
        if (is_computed(&c->results[i]) && same(link->formula->args[1], c->results[i].value, arena)) {
            out->why = "a result found before";
            return true;
        }
    return false;
}

const struct verifier verifier_restatement = {
    .name = "restatement",
    .says = "a relation said before, or a result proved just before, is said again; only ever proves",
    .settle = settle,
};
