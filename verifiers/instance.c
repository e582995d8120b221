/* instance: what is said of a function for all values holds for each: of "f(x + y) = f(x) + xy for all x and y" f(3 + z) = f(3) + 3z is one. What the
 * symbols become is seen from the calls of the claim, chosen before ("setting x = 0"), or a number that often is: then both say the same of
 * the same calls, or the claim is a combination of the instance and of what was said before. Only ever proves.
 */
#include "algebra.h"
#include "remark.h"
#include "verifier.h"

enum {
    NAMES_MAX = 3,      /* symbols that a rule holds for */
    CHOICES_MAX = 6,    /* of what one of them becomes */
    LINES_MAX = 8,      /* earlier ones that are asked about together with an instance */
    NODES_MAX = 120,    /* of a rule, of the claim */
    INSTANCES_MAX = 64, /* of a rule */
    COMBINED_MAX = 8    /* of them asked about together with the lines */
};

struct rule {
    const struct formula *line;
    struct text words; /* that say for what it holds */
    struct text names[NAMES_MAX];
    size_t count;
    const struct formula *choices[NAMES_MAX][CHOICES_MAX];
    size_t choices_count[NAMES_MAX];
    struct arena *arena;
};

static bool is_call(const struct formula *f)
{
    return f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count > 0;
}

static bool holds_call(const struct formula *f)
{
    if (is_call(f))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (holds_call(f->args[i]))
            return true;
    return false;
}

static bool read_rule(const struct context_line *line, struct arena *arena, struct rule *out)
{
    const struct formula *f = line->formula;
    struct text names[NAMES_MAX * 2];
    *out = (struct rule){.line = f, .words = line->general, .arena = arena};
    if (line->past || line->general.size == 0 || f->kind != FORMULA_CHAIN || !remark_covers(line->general, f) || f->count != 2 ||
        !holds_call(f) || formula_size(f, NODES_MAX) > NODES_MAX)
        return false;
    size_t const count = formula_symbols(f, names, COUNT(names));
    for (size_t i = 0; i < MIN(count, COUNT(names)); i++)
        if (text_has_name(line->general, names[i])) {
            if (out->count == NAMES_MAX)
                return false;
            out->names[out->count++] = names[i];
        }
    return out->count > 0;
}

static void choose(struct rule *rule, size_t k, const struct formula *value)
{
    struct text names[1];
    bool const parted =
        formula_holds(value, FORMULA_DIV) && formula_symbols(value, names, 1) > 0; /* (x - 1)/4 may be no whole number */
    if (!remark_covers(rule->words, value) || (parted && text_find(rule->words, TEXT("integer"), 0) < rule->words.size))
        return;
    for (size_t i = 0; i < rule->choices_count[k]; i++)
        if (formula_same(rule->choices[k][i], value))
            return;
    if (rule->choices_count[k] < CHOICES_MAX)
        rule->choices[k][rule->choices_count[k]++] = value;
}

/* x + 3 is 5: x is 5 - 3. NULL unless the name stands there times a number. */
static const struct formula *solved(struct arena *arena, const struct formula *of_rule, const struct formula *is,
                                    struct text name)
{
    if (of_rule->kind == FORMULA_SYMBOL)
        return text_equal(of_rule->text, name) ? is : NULL;
    const struct formula *start = formula_put(arena, of_rule, name, formula_number(arena, 0)),
                         *next = formula_put(arena, of_rule, name, formula_number(arena, 1));
    struct value step;
    if (!start || !next || formula_holds(of_rule, FORMULA_CALL) ||
        settle_sample(settle_gap(arena, next, start), arena, &step) != STATUS_OK)
        return NULL;
    const struct formula *by = value_sign(&step) ? settle_number(arena, &step) : NULL;
    value_clear(&step);
    if (!by)
        return NULL;
    const struct formula *symbol = formula_symbol(arena, name),
                         *line = formula_binary(arena, FORMULA_ADD, start, formula_binary(arena, FORMULA_MUL, by, symbol));
    if (!algebra_same(line, of_rule, 0, arena))
        return NULL;
    const struct formula *gap = settle_gap(arena, is, start);
    return by->kind == FORMULA_NUMBER && text_equal(by->text, TEXT("1")) ? gap : formula_binary(arena, FORMULA_DIV, gap, by);
}

/* What the names must be for a call of the rule to be this one. */
static void match_with(struct rule *rule, const struct formula *call, const struct formula *f)
{
    for (size_t i = 0; i < f->count; i++)
        match_with(rule, call, f->args[i]);
    if (!is_call(f) || !text_equal(f->text, call->text) || f->count != call->count)
        return;
    for (size_t i = 0; i < f->count; i++)
        for (size_t k = 0; k < rule->count; k++) {
            const struct formula *value = formula_mentions(f->args[i], rule->names[k])
                                              ? solved(rule->arena, f->args[i], call->args[i], rule->names[k])
                                              : NULL;
            if (value)
                choose(rule, k, value);
        }
}

static void match(struct rule *rule, const struct formula *claim)
{
    for (size_t i = 0; i < claim->count; i++)
        match(rule, claim->args[i]);
    if (is_call(claim))
        match_with(rule, claim, rule->line);
}

/* "Setting x = y = 0": what was chosen; 0 and 1; and the names themselves. */
static void choose_more(struct rule *rule, const struct context *c)
{
    for (size_t k = 0; k < rule->count; k++) {
        for (size_t i = c->lines_count; i-- > 0;) {
            const struct formula *line = c->lines[i].formula;
            bool here = false;
            for (size_t j = 0; line->kind == FORMULA_CHAIN && line->text.at[0] == '=' && j < line->text.size; j++)
                here |= line->args[j]->kind == FORMULA_SYMBOL && text_equal(line->args[j]->text, rule->names[k]);
            if (here && !c->lines[i].past && line->count == line->text.size + 1 &&
                !formula_is_statement(line->args[line->count - 1]))
                choose(rule, k, line->args[line->count - 1]);
        }
        choose(rule, k, formula_symbol(rule->arena, rule->names[k]));
        choose(rule, k, formula_number(rule->arena, 0));
        choose(rule, k, formula_number(rule->arena, 1));
    }
}

/* Instance number n; NULL if it is none, *last if there is none behind. */
static const struct formula *instance(const struct rule *rule, size_t n, bool *last)
{
    const struct formula *values[NAMES_MAX];
    size_t left = n;
    for (size_t k = 0; k < rule->count; k++) {
        *last = rule->choices_count[k] == 0;
        if (*last)
            return NULL;
        values[k] = rule->choices[k][left % rule->choices_count[k]];
        left /= rule->choices_count[k];
    }
    size_t all = 1;
    for (size_t k = 0; k < rule->count; k++)
        all *= rule->choices_count[k];
    *last = n + 1 >= MIN(all, (size_t)INSTANCES_MAX);
    return formula_put_all(rule->arena, rule->line, rule->names, values, rule->count);
}

/* The same relation of the same two sides, or of what is left when one is taken from the other. */
static bool same(const struct formula *a, const struct formula *b, unsigned options, struct arena *arena)
{
    const struct formula *gap = settle_gap(arena, a->args[0], a->args[1]);
    if (a->text.at[0] == b->text.at[0] && algebra_same(gap, settle_gap(arena, b->args[0], b->args[1]), options, arena))
        return true;
    return a->text.at[0] == '=' && b->text.at[0] == '=' &&
           algebra_same(gap, settle_gap(arena, b->args[1], b->args[0]), options, arena);
}

static bool follows_from(const struct rule *rule, const struct formula *claim, const struct scene *scene)
{
    const struct formula *lines[LINES_MAX + 1];
    bool last = false;
    for (size_t n = 0; n < INSTANCES_MAX && !last; n++) {
        const struct formula *f = instance(rule, n, &last);
        if (f && same(f, claim, scene->options, rule->arena))
            return true;
    }
    last = claim->text.at[0] != '=';
    for (size_t n = 0; n < COMBINED_MAX && !last; n++)
        if ((lines[0] = instance(rule, n, &last)) != NULL &&
            algebra_in_ideal(lines, 1 + context_lines_around(scene->context, claim, lines + 1, LINES_MAX), claim, scene->options,
                             rule->arena) == FACT_TRUE)
            return true;
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    const struct context *c = scene->context;
    (void)witness;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "what was said for all, for these"};
    if (link->closed || f->count != 2 || !strchr("=<>[]", f->text.at[0]) || !holds_call(f) ||
        formula_size(f, NODES_MAX) > NODES_MAX)
        return false;
    for (size_t i = c->lines_count; i-- > 0;) {
        struct rule rule;
        if (!read_rule(&c->lines[i], arena, &rule))
            continue;
        match(&rule, f);
        choose_more(&rule, c);
        if (follows_from(&rule, f, scene))
            return true;
    }
    return false;
}

const struct verifier verifier_instance = {
    .name = "instance",
    .says = "instances of what is said of functions for all values; only ever proves",
    .settle = settle,
};
