/* recurrence: what a rule for all terms, "u_{n+1} = 2u_n − 3", "f(m + 1) = f(m) + m", says of terms with numbers: the rule for the numbers that make its terms
 * those of the claim, and what is known of single terms, have the claim as a combination. Only ever proves.
 */
#include "algebra.h"
#include "remark.h"
#include "verifier.h"

enum {
    LINES_MAX = 8,      /* rules and facts of single terms that are asked about together */
    CHOICES_MAX = 4,    /* of the number in a rule */
    NODES_MAX = 120,    /* of a line */
    INDEX_MAX = 1000000 /* size of a number that becomes an index */
};

struct rule {
    struct text variable;
    size_t terms;      /* that hold it */
    struct text words; /* that say for what it holds */
};

/* ---- a_{n+1} as a(n + 1) ---- */

static const struct formula *indexed_symbol(const struct formula *f, struct arena *arena)
{
    size_t const cut = text_find(f->text, TEXT("_"), 0);
    if (cut == 0 || cut + 1 >= f->text.size || memchr(f->text.at + cut + 1, '_', f->text.size - cut - 1))
        return f;
    const struct formula *index =
        syntax_read(text_part(f->text, cut + 1, f->text.size), SYNTAX_LATEX, READING_I_SYMBOL | READING_E_SYMBOL, arena, NULL);
    return index && !formula_is_statement(index) && index->kind != FORMULA_LIST
               ? formula_new(arena, FORMULA_CALL, FUNCTION_UNKNOWN, text_part(f->text, 0, cut + 1), &index, 1, f)
               : f;
}

static const struct formula *indexed(const struct formula *f, struct arena *arena)
{
    const struct formula **args = NULL;
    if (f->kind == FORMULA_SYMBOL)
        return indexed_symbol(f, arena);
    if (f->kind == FORMULA_SUM_OVER || f->kind == FORMULA_PRODUCT_OVER)
        return f;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *changed = indexed(f->args[i], arena);
        if (changed != f->args[i] && !args) {
            args = ARENA_ARRAY(arena, const struct formula *, f->count);
            memcpy(args, f->args, f->count * sizeof *args);
        }
        if (args)
            args[i] = changed;
    }
    return args ? formula_with(arena, f, args) : f;
}

/* ---- rules ---- */

static bool is_term(const struct formula *f)
{
    return f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count == 1;
}

/* Counts terms whose index holds a symbol; false if two such symbols occur, or a term within a term. */
static bool read_rule(const struct formula *f, struct rule *rule)
{
    struct text names[2];
    if (is_term(f)) {
        size_t const count = formula_symbols(f->args[0], names, 2);
        if (count == 0)
            return !formula_holds(f->args[0], FORMULA_CALL);
        bool const same = rule->terms == 0 || text_equal(names[0], rule->variable);
        rule->variable = names[0];
        rule->terms++;
        return count == 1 && same && !formula_holds(f->args[0], FORMULA_CALL);
    }
    for (size_t i = 0; i < f->count; i++)
        if (!read_rule(f->args[i], rule))
            return false;
    return true;
}

/* f(x) = g(x) may be something to solve. */
static bool is_comparison(const struct formula *line)
{
    return line->count == 2 && is_term(line->args[0]) && is_term(line->args[1]) &&
           formula_same(line->args[0]->args[0], line->args[1]->args[0]);
}

/* Is the line a rule for all of them? An equation of one term is one only where its other side depends on the index: not "a_n = 7". */
static bool is_rule(const struct formula *line, struct rule *rule)
{
    *rule = (struct rule){0};
    if (line->kind != FORMULA_CHAIN || !read_rule(line, rule) || rule->terms == 0 || is_comparison(line))
        return false;
    for (size_t i = 0; i < line->count && rule->terms == 1; i++)
        if (!is_term(line->args[i]) && formula_mentions(line->args[i], rule->variable))
            return true;
    return rule->terms > 1;
}

/* f(x) = …, of its variable alone: what it is; else NULL. */
static const struct formula *explicit_of(const struct formula *line, struct text name, struct text variable)
{
    const struct formula *term = line->args[0];
    struct text names[1];
    bool const whole = line->count == 2 && is_term(term) && text_equal(term->text, name) &&
                       term->args[0]->kind == FORMULA_SYMBOL && text_equal(term->args[0]->text, variable);
    size_t const symbols = whole ? formula_symbols(line->args[1], names, 1) : 0;
    return whole && !formula_holds(line->args[1], FORMULA_CALL) &&
                   (symbols == 0 || (symbols == 1 && text_equal(names[0], variable)))
               ? line->args[1]
               : NULL;
}

/* Is something else said of the same term: "f(n) = n/2", "f(n) = 3n + 1", each for some numbers, or a definition and an equation to solve? */
static bool is_disputed(const struct formula *rule, struct text variable, const struct context *c, struct arena *arena)
{
    const struct formula *is = is_term(rule->args[0]) ? explicit_of(rule, rule->args[0]->text, variable) : NULL;
    for (size_t i = 0; i < c->lines_count && is; i++) {
        const struct formula *line = c->lines[i].formula, *other;
        if (line->kind != FORMULA_CHAIN || formula_size(line, NODES_MAX) > NODES_MAX)
            continue;
        line = indexed(line, arena);
        other = explicit_of(line, rule->args[0]->text, variable);
        if (other && !algebra_same(is, other, 0, arena))
            return true;
    }
    return false;
}

/* Does the text speak of sequences, or of what holds for all? */
static bool is_general(struct text text)
{
    static const char *const words[] = {"or all",  "or every",   "or any",   "or each",   "or positive", "or integer",
                                        "or $n",   "or n",       "whenever", "satisf",    "efine",       "propert",
                                        "recursi", "recurrence", "equence",  "olynomial", "unction"};
    return text_holds_any(text, words, COUNT(words));
}

/* ---- numbers for the index ---- */

struct choices {
    int64_t numbers[CHOICES_MAX];
    size_t count;
};

static void choose(struct choices *choices, int64_t number)
{
    for (size_t i = 0; i < choices->count; i++)
        if (choices->numbers[i] == number)
            return;
    if (choices->count < CHOICES_MAX)
        choices->numbers[choices->count++] = number;
}

/* The number that makes the rule's term this one: index = start + step·n. */
static void match_term(struct choices *choices, const struct formula *term, const struct formula *of_rule, struct text variable,
                       struct arena *arena)
{
    int64_t index, start, next;
    const struct formula *at_zero = formula_put(arena, of_rule->args[0], variable, formula_number(arena, 0)),
                         *at_one = formula_put(arena, of_rule->args[0], variable, formula_number(arena, 1));
    if (text_equal(term->text, of_rule->text) && at_zero && at_one && algebra_whole(term->args[0], INDEX_MAX, &index) &&
        algebra_whole(at_zero, INDEX_MAX, &start) && algebra_whole(at_one, INDEX_MAX, &next) && next != start &&
        (index - start) % (next - start) == 0)
        choose(choices, (index - start) / (next - start));
}

static void match_with(struct choices *choices, const struct formula *term, const struct formula *rule, struct text variable,
                       struct arena *arena)
{
    if (is_term(rule) && formula_mentions(rule->args[0], variable))
        match_term(choices, term, rule, variable, arena);
    for (size_t i = 0; i < rule->count; i++)
        match_with(choices, term, rule->args[i], variable, arena);
}

static void match(struct choices *choices, const struct formula *link, const struct formula *rule, struct text variable,
                  struct arena *arena)
{
    if (is_term(link))
        match_with(choices, link, rule, variable, arena);
    for (size_t i = 0; i < link->count; i++)
        match(choices, link->args[i], rule, variable, arena);
}

/* ---- the claim ---- */

static bool has_number_term(const struct formula *f)
{
    int64_t index;
    if (is_term(f) && algebra_whole(f->args[0], INDEX_MAX, &index))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (has_number_term(f->args[i]))
            return true;
    return false;
}

/* What is known of single terms, behind the rule itself. */
static size_t collect_facts(const struct context *c, const struct formula **lines, struct arena *arena)
{
    size_t count = 1;
    for (size_t i = c->lines_count; i-- > 0 && count < LINES_MAX;) {
        const struct formula *line = c->lines[i].formula;
        struct rule rule;
        if (c->lines[i].past || line->kind != FORMULA_CHAIN || formula_size(line, NODES_MAX) > NODES_MAX)
            continue;
        line = indexed(line, arena);
        if (has_number_term(line) && !is_rule(line, &rule))
            lines[count++] = line;
    }
    return count;
}

static bool follows_from(const struct formula *line, const struct rule *rule, const struct formula *link,
                         const struct scene *scene, struct arena *arena)
{
    const struct formula *lines[LINES_MAX];
    struct choices choices = {0};
    match(&choices, link, line, rule->variable, arena);
    size_t const count = choices.count ? collect_facts(scene->context, lines, arena) : 0;
    for (size_t i = 0; i < choices.count; i++) {
        const struct formula *number = formula_number(arena, choices.numbers[i]);
        lines[0] = formula_put(arena, line, rule->variable, number);
        if (lines[0] && remark_covers(rule->words, number) &&
            (algebra_in_ideal(lines, 1, link, scene->options, arena) == FACT_TRUE ||
             algebra_in_ideal(lines, count, link, scene->options, arena) == FACT_TRUE))
            return true;
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct context *c = scene->context;
    (void)witness;
    if (link->closed || link->formula->text.at[0] != '=' || formula_size(link->formula, NODES_MAX) > NODES_MAX)
        return false;
    const struct formula *f = indexed(link->formula, arena);
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the rule for all terms, for these"};
    if (!has_number_term(f) || (!is_general(scene->problem) && !is_general(scene->step)))
        return false;
    for (size_t i = c->lines_count; i-- > 0;) {
        struct rule rule;
        const struct formula *line = c->lines[i].formula;
        if (c->lines[i].past || formula_size(line, NODES_MAX) > NODES_MAX)
            continue;
        line = indexed(line, arena);
        if (!is_rule(line, &rule) || is_disputed(line, rule.variable, c, arena))
            continue;
        rule.words = c->lines[i].general;
        if (follows_from(line, &rule, f, scene, arena))
            return true;
    }
    return false;
}

const struct verifier verifier_recurrence = {
    .name = "recurrence",
    .says = "single terms of sequences and functions by a rule for all of them; only ever proves",
    .settle = settle,
};
