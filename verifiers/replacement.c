/* replacement: equals put for equals: where a side of an equation said before stands in the claim, the other side takes its place, the
 * smaller one for the larger, also for some of the terms of a sum or the factors of a product. What is left is an identity, or is said before.
 * Needs no ring, so it reaches what elimination cannot: sums with dots, unknown calls, products with names in the denominator. Only ever proves.
 */
#include "verifier.h"

enum {
    LINES_MAX = 10,  /* earlier ones, the latest first */
    RULES_MAX = 16,  /* of them */
    ROUNDS_MAX = 3,  /* of putting in */
    TERMS_MAX = 30,  /* of a sum or product that is looked through */
    NODES_MAX = 150, /* of a side */
};

struct rule {
    const struct formula *from, *to;
    const struct formula *line; /* where it was said */
};

struct rules {
    struct rule items[RULES_MAX];
    size_t count;
    struct arena *arena;
};

static void add_rule(struct rules *rules, const struct formula *a, const struct formula *b, const struct formula *line)
{
    size_t const left = formula_size(a, NODES_MAX), right = formula_size(b, NODES_MAX);
    struct rule const rule = left > right ? (struct rule){a, b, line} : (struct rule){b, a, line};
    if (rules->count < RULES_MAX && left != right && MAX(left, right) <= NODES_MAX && rule.from->count > 0 &&
        !formula_is_statement(a) && !formula_is_statement(b) && rule.from->kind != FORMULA_LIST)
        rules->items[rules->count++] = rule;
}

/* Of a = b = c what stands side by side, and a = c: what is worked out takes the place of what it was worked out from. */
static void read_rules(struct rules *rules, const struct formula *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct formula *line = lines[i];
        size_t equal = 0;
        for (size_t k = 0; line->kind == FORMULA_CHAIN && k < line->text.size; k++)
            if (line->text.at[k] == '=') {
                add_rule(rules, line->args[k], line->args[k + 1], line);
                equal += equal == k;
            }
        if (equal > 1)
            add_rule(rules, line->args[0], line->args[equal], line);
    }
}

/* a + b + c with a + c = d: d + b; NULL if not all of its terms are there */
static const struct formula *without_terms(struct arena *arena, const struct formula *f, const struct rule *rule)
{
    const struct formula *rest[TERMS_MAX + 1];
    bool used[TERMS_MAX] = {false};
    size_t kept = 0;
    bool const row = f->kind == FORMULA_ADD || f->kind == FORMULA_MUL;
    if (!row || f->kind != rule->from->kind || f->count <= rule->from->count || f->count > TERMS_MAX ||
        formula_holds(f, FORMULA_DOTS))
        return NULL;
    for (size_t i = 0; i < rule->from->count; i++) {
        size_t at = 0;
        while (at < f->count && (used[at] || !formula_same(f->args[at], rule->from->args[i])))
            at++;
        if (at == f->count)
            return NULL;
        used[at] = true;
    }
    rest[kept++] = rule->to;
    for (size_t i = 0; i < f->count; i++)
        if (!used[i])
            rest[kept++] = f->args[i];
    return formula_new(arena, (enum formula_kind)f->kind, 0, TEXT(""), rest, kept, f);
}

static const struct formula *put(struct arena *arena, const struct formula *f, const struct rule *rule)
{
    const struct formula **args = NULL;
    if (f->kind == FORMULA_SUM_OVER || f->kind == FORMULA_PRODUCT_OVER || f->count == 0)
        return f;
    if (formula_same(f, rule->from))
        return rule->to;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *changed = put(arena, f->args[i], rule);
        if (changed != f->args[i] && !args) {
            args = ARENA_ARRAY(arena, const struct formula *, f->count);
            memcpy(args, f->args, f->count * sizeof *args);
        }
        if (args)
            args[i] = changed;
    }
    if (args)
        f = formula_with(arena, f, args);
    const struct formula *fewer = without_terms(arena, f, rule);
    return fewer ? fewer : f;
}

/* With all rules put in but those of the line `own`; f itself if none fits. */
static const struct formula *replaced(const struct rules *rules, const struct formula *f, const struct formula *own)
{
    for (size_t round = 0; round < ROUNDS_MAX; round++) {
        const struct formula *before = f;
        for (size_t i = 0; i < rules->count; i++)
            if (rules->items[i].line != own)
                f = put(rules->arena, f, &rules->items[i]);
        if (f == before)
            break;
    }
    return f;
}

static bool same(const struct rules *rules, const struct formula *a, const struct formula *b, const struct scene *scene)
{
    return formula_same(a, b) || algebra_same(a, b, scene->options, rules->arena);
}

/* Is the equation what is left of the line? */
static bool restates(const struct rules *rules, const struct formula *line, const struct formula *const *sides)
{
    for (size_t k = 0; line->kind == FORMULA_CHAIN && k < line->text.size; k++) {
        const struct formula *a = line->args[k], *b = line->args[k + 1];
        if (line->text.at[k] != '=' || formula_size(a, NODES_MAX) > NODES_MAX || formula_size(b, NODES_MAX) > NODES_MAX)
            continue;
        a = replaced(rules, a, line);
        b = replaced(rules, b, line);
        if ((formula_same(a, sides[0]) && formula_same(b, sides[1])) || (formula_same(a, sides[1]) && formula_same(b, sides[0])))
            return true;
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula, *lines[LINES_MAX];
    struct rules rules = {.arena = arena};
    (void)witness;
    if (link->closed || f->text.at[0] != '=' || formula_size(f, 2 * NODES_MAX) > 2 * NODES_MAX)
        return false;
    size_t const count = context_lines_around(scene->context, f, lines, LINES_MAX);
    read_rules(&rules, lines, count);
    const struct formula *const sides[] = {replaced(&rules, f->args[0], NULL), replaced(&rules, f->args[1], NULL)};
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "equals put for equals"};
    if ((sides[0] != f->args[0] || sides[1] != f->args[1]) && same(&rules, sides[0], sides[1], scene))
        return true;
    for (size_t i = 0; i < count; i++)
        if (restates(&rules, lines[i], sides))
            return true;
    return false;
}

const struct verifier verifier_replacement = {
    .name = "replacement",
    .says = "equals put for equals: what earlier equations say takes its place in the claim; only ever proves",
    .settle = settle,
};
