#include "follows.h"

#include "follows_parts.h"

/* ---- expressions ---- */

/* What a line that is an expression continues: the last expression, or the last side of a chain. */
static const struct formula *continued(const struct formula *const *before, size_t count)
{
    const struct formula *const last = count ? before[count - 1] : NULL;
    if (!last || !is_stated(last))
        return last;
    return last->kind == FORMULA_CHAIN && text_equal(last->text, TEXT("=")) ? last->args[1] : NULL;
}

static struct following expression_follows(const struct asked *a)
{
    struct following f = {FACT_UNKNOWN, FOLLOW_UNKNOWN, NULL, TEXT("")};
    const struct formula *const from = continued(a->before, a->count);
    if (!from)
        return f;
    f.follows = algebra_equal(from, a->line, a->options, a->arena, &f.witness);
    f.kind = f.follows == FACT_TRUE ? FOLLOW_EQUAL : f.follows == FACT_FALSE ? FOLLOW_FAULTY : FOLLOW_UNKNOWN;
    return f;
}

/* ---- values that were given to symbols ---- */

static bool has_unknowns(const struct formula *f)
{
    struct text names[1];
    return formula_symbols(f, names, 1) > 0;
}

static bool is_assignment(const struct formula *f)
{
    return f->kind == FORMULA_CHAIN && text_equal(f->text, TEXT("=")) && f->args[0]->kind == FORMULA_SYMBOL &&
           !formula_is_statement(f->args[1]) && !formula_mentions(f->args[1], f->args[0]->text);
}

static bool is_single_value(const struct formula *f)
{
    if (f->kind == FORMULA_PM || f->kind == FORMULA_MP || f->kind >= FORMULA_LIST)
        return false;
    for (size_t i = 0; i < f->count; i++)
        if (!is_single_value(f->args[i]))
            return false;
    return true;
}

static enum fact link_fact(const struct asked *a, const struct formula *left, char relation, const struct formula *right,
                           struct text *witness)
{
    struct text names[1];
    if (!is_single_value(left) || !is_single_value(right))
        return FACT_UNKNOWN;
    if (relation == '=')
        return algebra_equal(left, right, a->options, a->arena, witness);
    bool const constant = formula_symbols(left, names, 1) + formula_symbols(right, names, 1) == 0;
    return constant && strchr("#<[>]", relation) ? algebra_relates(left, relation, right, a->options, a->arena, witness)
                                                 : FACT_UNKNOWN;
}

/* Does a chain hold by itself? */
static enum fact chain_fact(const struct asked *a, const struct formula *chain, struct text *witness)
{
    enum fact fact = FACT_TRUE;
    for (size_t i = 0; i < chain->text.size; i++) {
        enum fact const link = link_fact(a, chain->args[i], chain->text.at[i], chain->args[i + 1], witness);
        if (link == FACT_FALSE)
            return link;
        fact = link == FACT_TRUE ? fact : link;
    }
    return fact;
}

/* The line with all symbols put in that stand before as "x = …"; NULL where there are none. *all: nothing else stands before. */
static const struct formula *with_values(const struct asked *a, bool *all)
{
    const struct formula *line = a->line;
    *all = true;
    for (size_t i = a->count; line && i-- > 0;) {
        const struct formula *const f = a->before[i];
        if (is_assignment(f) && is_single_value(f->args[1]))
            line = formula_put(a->arena, line, f->args[0]->text, f->args[1]);
        else
            *all = false;
    }
    return line == a->line ? NULL : line;
}

/* ---- a claimed root that is none ---- */

/* The sign of left − right at a number: -1, 0, 1, or 2 if that cannot be told. */
static int sign_at(const struct asked *a, const struct formula *f, struct text name, const struct formula *number)
{
    struct text witness;
    const struct formula *const left = formula_put(a->arena, f->args[0], name, number);
    const struct formula *const right = formula_put(a->arena, f->args[1], name, number);
    static const char relations[] = "<=>";
    for (int i = 0; left && right && i < 3; i++)
        if (algebra_relates(left, relations[i], right, a->options, a->arena, &witness) == FACT_TRUE)
            return i - 1;
    return 2;
}

/* Does one equation in x stand before, "x = number" in the line, and does that number not solve it, nor is near a root? */
static bool is_no_root(const struct asked *a, struct text *witness)
{
    struct text names[2];
    const struct formula *const f = a->before[0], *const line = a->line;
    if (a->count != 1 || f->kind != FORMULA_CHAIN || !text_equal(f->text, TEXT("=")) || formula_symbols(f, names, 2) != 1)
        return false;
    if (!is_assignment(line) || has_unknowns(line->args[1]) || !is_single_value(line->args[1]) || !is_single_value(f->args[0]) ||
        !is_single_value(f->args[1]) || !text_equal(names[0], line->args[0]->text))
        return false;
    const struct formula *const number = line->args[1], *const one = formula_number(a->arena, 1);
    int const sign = sign_at(a, f, names[0], number);
    if (sign != -1 && sign != 1)
        return false;
    algebra_equal(formula_put(a->arena, f->args[0], names[0], number), formula_put(a->arena, f->args[1], names[0], number),
                  a->options, a->arena, witness);
    int const above = sign_at(a, f, names[0], formula_binary(a->arena, FORMULA_ADD, number, one));
    int const below =
        sign_at(a, f, names[0], formula_binary(a->arena, FORMULA_ADD, number, formula_unary(a->arena, FORMULA_NEG, one)));
    return (above == sign || above == 0) && (below == sign || below == 0);
}

static enum fact by_values(const struct asked *a, struct text *witness)
{
    bool all;
    const struct formula *const line = a->line->kind == FORMULA_CHAIN ? with_values(a, &all) : NULL;
    if (!line)
        return a->count == 1 && is_no_root(a, witness) ? FACT_FALSE : FACT_UNKNOWN;
    enum fact const fact = chain_fact(a, line, witness);
    return fact == FACT_FALSE && !(all && a->count == 1) ? FACT_UNKNOWN : fact;
}

/* ---- readings that excuse a line ---- */

static bool stands_before(const struct asked *a, struct text name)
{
    for (size_t i = 0; i < a->count; i++)
        if (formula_mentions(a->before[i], name))
            return true;
    return false;
}

/* The line with y for a Y (or Y for a y) of which nothing was said before; the line itself if there is none. */
static const struct formula *same_case(const struct asked *a)
{
    struct text names[FOLLOWS_VALUES_MAX];
    const struct formula *line = a->line;
    size_t const count = MIN(formula_symbols(line, names, COUNT(names)), COUNT(names));
    for (size_t i = 0; line && i < count; i++) {
        if (names[i].size != 1 || !is_letter(names[i].at[0]) || stands_before(a, names[i]))
            continue;
        char const twin = (char)(names[i].at[0] ^ ('a' ^ 'A'));
        struct text const other = text_copy(a->arena, (struct text){&twin, 1});
        if (stands_before(a, other))
            line = formula_put(a->arena, line, names[i], formula_symbol(a->arena, other));
    }
    return line ? line : a->line;
}

/* Does the line speak of something that nothing was said of before? Then it may be a definition. */
static bool is_news(const struct asked *a)
{
    struct text names[FOLLOWS_VALUES_MAX];
    size_t const count = is_verdict(a->line) ? 0 : formula_symbols(a->line, names, COUNT(names));
    for (size_t i = 0; i < MIN(count, COUNT(names)); i++)
        if (!stands_before(a, names[i]))
            return true;
    return count > COUNT(names);
}

/* ---- the whole ---- */

static struct following nothing_known(void)
{
    return (struct following){FACT_UNKNOWN, FOLLOW_UNKNOWN, NULL, TEXT("")};
}

static enum follow_kind kind_of(const struct decided *d)
{
    if (d->follows == FACT_FALSE)
        return FOLLOW_FAULTY;
    if (d->follows == FACT_UNKNOWN)
        return FOLLOW_UNKNOWN;
    return d->same_roots ? FOLLOW_SAME_ROOTS : d->back == FACT_TRUE ? FOLLOW_EQUIVALENT : FOLLOW_IMPLIES;
}

/* A line that holds by itself says nothing of what stood before: a remark, or the unknown was lost. */
static bool is_remark(const struct decided *d)
{
    return d->holds && !d->always;
}

static bool is_rounded(const struct asked *a, bool broken)
{
    const struct formula *const line = a->line;
    return line->kind == FORMULA_CHAIN && text_equal(line->text, TEXT("=")) && may_round(a, line->args[0], line->args[1], broken);
}

static struct following statement_follows(const struct asked *a)
{
    struct following f = nothing_known();
    struct decided d = decide(a);
    struct text witness = TEXT("");
    if (d.follows == FACT_UNKNOWN && !d.never && !d.always && (d.follows = by_values(a, &witness)) == FACT_FALSE)
        d.witness = witness;
    if (a->briefly && d.follows == FACT_FALSE) {
        f.follows = FACT_FALSE;
        return f;
    }
    bool const excused = d.follows == FACT_FALSE && (is_news(a) || is_rounded(a, d.broken) || (d.always && !d.nowhere));
    if (excused)
        return f;
    if (d.follows == FACT_TRUE && is_remark(&d)) {
        f.mistake = has_unknowns(a->line) ? NULL : "variable dropped";
        return f;
    }
    f.follows = d.follows;
    f.kind = kind_of(&d);
    f.witness = d.witness;
    return f;
}

/* A bare set after a condition in one unknown holds its solutions; the line itself if it is nothing of the kind. */
static const struct formula *with_unknown(const struct asked *a)
{
    struct text names[2];
    const struct formula *const line = a->line;
    bool const set = line->kind == FORMULA_SET || line->kind == FORMULA_INTERVAL || line->kind == FORMULA_UNION;
    if (!set || !a->count || !is_stated(a->before[a->count - 1]) || has_unknowns(line) ||
        formula_symbols(a->before[a->count - 1], names, 2) != 1)
        return line;
    const struct formula *const unknown = formula_symbol(a->arena, names[0]);
    return formula_relation(a->arena, unknown, 'e', line, line);
}

static struct following follows_as_written(const struct asked *a)
{
    struct following f = nothing_known();
    if (is_stated(a->line)) {
        f = statement_follows(a);
    } else {
        struct asked const alone = {NULL, 0, a->line, a->options, a->arena, false};
        f = expression_follows(a);
        if (f.follows == FACT_FALSE && (is_news(a) || may_round(&alone, continued(a->before, a->count), a->line, true)))
            f = nothing_known();
    }
    return f;
}

struct following follows(const struct formula *const *before, size_t count, const struct formula *line, unsigned options,
                         struct arena *arena)
{
    struct asked const a = {before, count, line, options, arena, false};
    struct asked b = a;
    b.line = same_case(&a);
    bool const renamed = b.line != line;
    b.line = with_unknown(&b);
    struct following f = follows_as_written(&b);
    if (renamed && f.follows == FACT_TRUE)
        f = nothing_known();
    if (f.follows == FACT_FALSE && count == 1)
        f.mistake = mistake_of(before[0], b.line, options, arena);
    return f;
}

bool follows_surely(const struct formula *const *before, size_t count, const struct formula *line, struct arena *arena)
{
    struct asked a = {before, count, line, 0, arena, true};
    if (same_case(&a) != line)
        return false;
    a.line = with_unknown(&a);
    enum fact const fact = small_follows(&a);
    return fact == FACT_UNKNOWN ? follows_as_written(&a).follows == FACT_TRUE : fact == FACT_TRUE;
}

bool follows_wherever(const struct formula *const *before, size_t count, const struct formula *line, struct arena *arena)
{
    return adds_up_at_once(&(struct asked){before, count, line, 0, arena, true});
}

bool follows_clearly_not(const struct formula *const *before, size_t count, const struct formula *line, struct arena *arena)
{
    struct asked const a = {before, count, line, 0, arena, true};
    return small_follows(&a) == FACT_FALSE;
}

enum fact follows_truth(const struct formula *statement, unsigned options, struct arena *arena, struct text *witness)
{
    struct asked const a = {NULL, 0, statement, options, arena, false};
    *witness = TEXT("");
    enum fact const fact = statement->kind == FORMULA_CHAIN ? chain_fact(&a, statement, witness) : FACT_UNKNOWN;
    if (fact != FACT_UNKNOWN)
        return fact;
    struct decided const d = decide(&a);
    *witness = d.witness;
    return d.follows;
}
