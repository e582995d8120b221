/* implication: an equation or inequality that follows from the lines before it (follows.h).
 *
 * It is refuted only if it is meant to follow ("so", the next row, a line alone behind a line alone), has one symbol, and no value
 * satisfies both it and any line known of that symbol. A lost root leaves one that does, so it is never refuted: a restriction of the
 * domain may have taken it away.
 */
#include "follows.h"
#include "sign.h"
#include "verifier.h"

enum {
    NODES_MAX = 90,  /* of the lines and the link together: larger systems are not asked about */
    SYMBOLS_MAX = 2, /* in them */
};

/* Does every symbol of the link occur in one of the lines? Else it says something new. */
static bool covers(const struct formula *const *lines, size_t count, const struct text *names, size_t symbols)
{
    for (size_t k = 0; k < symbols; k++) {
        bool found = false;
        for (size_t i = 0; i < count && !found; i++)
            found = formula_mentions(lines[i], names[k]);
        if (!found)
            return false;
    }
    return true;
}

/* Does every symbol of the lines occur twice, the link counted? What one line alone speaks of cannot be got rid of; but x = y = 3 is two. */
static bool is_bound(const struct formula *const *lines, size_t count, const struct formula *link)
{
    for (size_t i = 0; i < count; i++) {
        struct text names[SYMBOLS_MAX];
        size_t const symbols = MIN(formula_symbols(lines[i], names, SYMBOLS_MAX), (size_t)SYMBOLS_MAX);
        for (size_t k = 0; k < symbols; k++) {
            bool found = lines[i]->text.size > 1 || formula_mentions(link, names[k]);
            for (size_t j = 0; j < count && !found; j++)
                found = j != i && formula_mentions(lines[j], names[k]);
            if (!found)
                return false;
        }
    }
    return true;
}

/* Worth asking: small, and about the same symbols? */
static bool is_worth(const struct formula *const *lines, size_t count, const struct formula *link)
{
    struct text names[SYMBOLS_MAX + 1];
    size_t const symbols = formula_symbols(link, names, SYMBOLS_MAX);
    size_t nodes = formula_size(link, NODES_MAX);
    for (size_t i = 0; i < count; i++) {
        struct text more[SYMBOLS_MAX + 1];
        nodes += formula_size(lines[i], NODES_MAX);
        if (formula_symbols(lines[i], more, SYMBOLS_MAX) > SYMBOLS_MAX)
            return false;
    }
    return symbols > 0 && symbols <= SYMBOLS_MAX && nodes <= NODES_MAX && covers(lines, count, names, symbols) &&
           is_bound(lines, count, link);
}

static bool follows_from(const struct formula *const *lines, size_t count, const struct formula *link, struct arena *arena)
{
    return is_worth(lines, count, link) && follows_surely(lines, count, link, arena);
}

/* "x² = 9, and x is positive, so x = 3": x > 0 if the text says so, or x < 0; NULL if it says neither. */
static const struct formula *said_sign(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *f = link->formula;
    struct text names[1];
    if (f->kind != FORMULA_CHAIN || f->text.at[0] != '=' || f->args[0]->kind != FORMULA_SYMBOL ||
        formula_symbols(f->args[1], names, 1) > 0)
        return NULL;
    enum sign const sign = sign_of(f->args[0], scene, arena);
    return sign == SIGN_UNKNOWN
               ? NULL
               : formula_relation(arena, f->args[0], sign == SIGN_NEGATIVE ? '<' : ']', formula_number(arena, 0), f);
}

static bool from_line_and(const struct formula *line, const struct formula *sign, const struct formula *link, struct arena *arena)
{
    const struct formula *const both[] = {line, sign};
    return sign && follows_from(both, 2, link, arena);
}

/* a = b = c without the members that speak of what the link does not: they may be equal to each other as well. */
static const struct formula *about(const struct formula *line, const struct formula *link, struct arena *arena)
{
    const struct formula **kept = ARENA_ARRAY(arena, const struct formula *, line->count + 1u);
    size_t count = 0;
    if (line->kind != FORMULA_CHAIN || line->text.size < 2 || line->count != line->text.size + 1)
        return line;
    for (size_t i = 0; i < line->count; i++) {
        struct text names[SYMBOLS_MAX + 1];
        size_t const symbols = formula_symbols(line->args[i], names, COUNT(names));
        bool fits = symbols <= SYMBOLS_MAX && !formula_holds(line->args[i], FORMULA_DOTS);
        for (size_t k = 0; k < MIN(symbols, COUNT(names)) && fits; k++)
            fits = formula_mentions(link, names[k]);
        if (i && line->text.at[i - 1] != '=')
            return line;
        if (fits)
            kept[count++] = line->args[i];
    }
    return count < 2 || count == line->count
               ? line
               : formula_new(arena, FORMULA_CHAIN, 0, text_part(line->text, 0, count - 1), kept, count, line);
}

/* The formula with calls of unknown functions as symbols: f(0)² = 9 says of f(0) what y² = 9 says of y. */
static const struct formula *without_calls(const struct formula *f, struct arena *arena)
{
    if (f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN) {
        struct buffer name = {0};
        formula_write(f, &name);
        return formula_new(arena, FORMULA_SYMBOL, 0, buffer_keep(&name, arena), NULL, 0, f);
    }
    if (!formula_holds(f, FORMULA_CALL))
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = without_calls(f->args[i], arena);
    return formula_with(arena, f, args);
}

static bool from_these(const struct formula **lines, size_t count, const struct formula *claimed, const struct formula *sign,
                       struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        lines[i] = about(lines[i], claimed, arena);
        if (follows_from(&lines[i], 1, claimed, arena) || from_line_and(lines[i], sign, claimed, arena))
            return true;
    }
    return count > 1 && follows_from(lines, 2, claimed, arena);
}

static bool from_lines(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *lines[LINK_LINES_MAX], *sign = said_sign(link, scene, arena);
    const struct formula *const claimed = scene->cases ? scene->cases : link->formula, *const named =
                                                                                           without_calls(claimed, arena);
    size_t const count = context_lines_about(scene->context, claimed, false, lines, COUNT(lines));
    if (from_these(lines, count, claimed, sign, arena))
        return true;
    for (size_t i = 0; i < count && named != claimed; i++)
        lines[i] = without_calls(lines[i], arena);
    return named != claimed && from_these(lines, count, named, sign, arena);
}

/* Is the link meant to follow from the statement right before it? */
static bool is_linked(const struct link *link, const struct scene *scene)
{
    const struct statement *s = link->statement;
    return scene->before && !scene->before->hypothetical && link->k == 0 &&
           (s->joint != JOINT_NONE || (scene->first && s->alone && scene->before->alone));
}

static bool has_one_symbol(const struct formula *f, struct text *name)
{
    return formula_symbols(f, name, 1) == 1 && !strchr("fghFG", name->at[0]) && !formula_holds(f, FORMULA_CALL) &&
           !formula_holds(f, FORMULA_OPAQUE);
}

/* No value satisfies both. */
static bool excludes(const struct formula *line, const struct formula *link, struct arena *arena)
{
    const struct formula *const both[] = {line, link};
    return follows_surely(both, 2, formula_false(arena), arena);
}

/* Under every reading of both? */
static bool breaks(const struct statement *before, const struct link *link, struct arena *arena, struct following *how)
{
    bool last = false;
    if (formula_holds(before->formula, FORMULA_PERCENT)) /* x + 25% = 50: a share of x, perhaps */
        return false;
    for (size_t i = 0; !last; i++) {
        const struct formula *f = link_reading(link, i, arena, &last);
        const struct formula *line = i ? maths_reread(before, link_subset(link, i), arena) : before->formula;
        struct following const one = f && line ? follows(&line, 1, f, 0, arena) : *how;
        if (one.follows != FACT_FALSE || (f && line && !excludes(line, f, arena)))
            return false;
        if (i == 0)
            *how = one;
    }
    return true;
}

/* x = 3, n = 2^3 */
static bool is_value(const struct formula *f)
{
    struct text names[1];
    return f->kind == FORMULA_CHAIN && f->args[0]->kind == FORMULA_SYMBOL && formula_symbols(f->args[1], names, 1) == 0;
}

static bool is_equation(const struct formula *f)
{
    return f->kind == FORMULA_CHAIN && f->text.at[0] == '=';
}

/* 3, -2.5, 30° */
static bool is_number(const struct formula *f)
{
    while (f->kind == FORMULA_NEG || f->kind == FORMULA_DEGREES || f->kind == FORMULA_PERCENT)
        f = f->args[0];
    return f->kind == FORMULA_NUMBER;
}

/* 3/4, -1/2, in lowest terms */
static bool is_fraction(const struct formula *f)
{
    struct value whole, below;
    while (f->kind == FORMULA_NEG)
        f = f->args[0];
    if (f->kind != FORMULA_DIV || algebra_value(f, &whole) != STATUS_OK)
        return false;
    bool const known = algebra_value(f->args[1], &below) == STATUS_OK;
    bool const lowest = known && value_is_small(&whole) && value_is_ratio(&below, whole.den, 1);
    value_clear(&whole);
    value_clear(&below);
    return lowest;
}

/* Is b another value than a, which is worked out already? A fraction may become a decimal. */
static bool are_apart(const struct formula *a, const struct formula *b, struct arena *arena)
{
    return (is_number(a) || (is_fraction(a) && is_fraction(b))) && !algebra_same(a, b, 0, arena);
}

static const struct formula *last_member(const struct formula *chain)
{
    return chain->args[chain->text.size];
}

/* Behind x = 3 stands what says something of its own: another value, another case. Only "so" makes it follow, and no other value. */
static bool starts_anew(const struct formula *before, const struct link *link, struct arena *arena)
{
    bool const derived = link->statement->joint == JOINT_DERIVED;
    if (!is_value(before))
        return false;
    if (is_value(link->formula))
        return derived || are_apart(last_member(before), link->formula->args[1], arena);
    return !derived && is_number(last_member(before));
}

/* 3x = 10 behind x = 3.333 */
static bool is_rounded(const struct formula *before, const struct link *link, struct arena *arena)
{
    struct text witness;
    if (!is_value(before) || last_member(before)->kind != FORMULA_NUMBER ||
        !memchr(last_member(before)->text.at, '.', last_member(before)->text.size))
        return false;
    const struct formula *f = formula_put(arena, link->formula, before->args[0]->text, last_member(before));
    return f && link_is_closed(f) && settle_closed(f, arena, &witness).truth != TRUTH_FAILS;
}

/* "3x = 60 minutes" behind "3x = 1 hour" */
static bool has_unit_behind(const struct link *link, struct text step)
{
    size_t at = link->end, end;
    struct unit unit;
    while (at < step.size && (step.at[at] == ' ' || step.at[at] == '$'))
        at++;
    for (end = at; end < step.size && is_letter(step.at[end]);)
        end++;
    return end > at && unit_of(text_part(step, at, end), &unit);
}

/* One symbol, meant to follow, and no line that is known of the symbol goes together with the link. */
static bool contradicts(const struct link *link, const struct scene *scene, struct arena *arena, struct following *how)
{
    const struct formula *lines[LINK_LINES_MAX];
    struct text name, other;
    *how = (struct following){.follows = FACT_FALSE};
    if (scene->doubt || !is_linked(link, scene) || has_unit_behind(link, scene->step))
        return false;
    if (!is_equation(scene->before->formula) || starts_anew(scene->before->formula, link, arena) ||
        is_rounded(scene->before->formula, link, arena) || link->formula->text.at[0] != '=' ||
        !has_one_symbol(link->formula, &name) || formula_size(link->formula, NODES_MAX) > NODES_MAX ||
        !has_one_symbol(scene->before->formula, &other) || !text_equal(name, other) ||
        scene->before->met & ~(unsigned)(READING_SLASH_TAKES_ALL | READING_MINUS_POWER | READING_COMMA_LIST |
                                         READING_SINGLE_DIGIT | READING_MIXED_PRODUCT))
        return false;
    size_t const count = context_lines_about(scene->context, link->formula, true, lines, COUNT(lines));
    for (size_t i = 0; i < count; i++) /* a line of several symbols leaves one of them free */
        if (has_one_symbol(lines[i], &other) && !excludes(lines[i], link->formula, arena))
            return false;
    return count > 0 && breaks(scene->before, link, arena, how);
}

/* A line without symbols that is false, where the line before has a solution: something was dropped on the way. */
static bool drops(const struct link *link, const struct scene *scene, struct arena *arena, struct following *how)
{
    struct text name;
    if (!link->closed || link->formula->text.at[0] != '=' || scene->doubt || !is_linked(link, scene) || link->statement->met ||
        scene->before->met || !has_one_symbol(scene->before->formula, &name) ||
        algebra_equal(link->formula->args[0], link->formula->args[1], 0, arena, &how->witness) != FACT_FALSE)
        return false;
    how->mistake = "false, though the line before has a solution";
    return follows(&scene->before->formula, 1, formula_false(arena), 0, arena).follows == FACT_FALSE;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    struct following how = {0};
    if (drops(link, scene, arena, &how)) {
        *out = (struct judgement){.truth = TRUTH_FAILS, .why = how.mistake};
        *witness = how.witness;
        return true;
    }
    if (link->closed || !context_knows(scene->context, link->formula) ||
        scene->options) /* what has no other real solution may have a complex one */
        return false;
    if (from_lines(link, scene, arena)) {
        *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "follows from what was said before"};
        return true;
    }
    if (!contradicts(link, scene, arena, &how))
        return false;
    *out = (struct judgement){.truth = TRUTH_FAILS, .why = how.mistake ? how.mistake : "contradicts the line before"};
    *witness = how.witness;
    return true;
}

const struct verifier verifier_implication = {
    .name = "implication",
    .says = "equations and inequalities that follow from earlier ones, systems too; refuted where a linked line contradicts them",
    .settle = settle,
};
