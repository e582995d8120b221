#include "remark.h"

#include "remark_parts.h"

enum opening { OPENS_NOTHING, OPENS_NAME, OPENS_DRAWING, OPENS_QUANTITIES };

enum { RELATED_MAX = 8 /* symbols of an expression */ };

/* The 1 of r_1 */
static bool is_index(struct text step, const struct token *t)
{
    return (t->start > 0 && step.at[t->start - 1] == '_') ||
           (t->start > 1 && text_equal(text_part(step, t->start - 2, t->start), TEXT("_{")));
}

/* 0 and 1 are known to all, and how many names there are: "the three numbers be $x$, $y$, $z$". */
static bool number_is_known(struct text number, struct text problem, size_t names)
{
    static const char *const counts[] = {"one", "two", "three", "four", "five", "six"};
    for (size_t i = 0; i < COUNT(counts); i++)
        if (text_equal(number, text_of(counts[i])))
            return i < 2 || i + 1 == names || text_find(problem, number, 0) < problem.size;
    return text_find(problem, number, 0) < problem.size || text_is_among(number, TEXT("0 1"));
}

static bool is_inside(const struct token *t, const struct statement *statements, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (statements[i].start <= t->start && t->end <= statements[i].end)
            return true;
    return false;
}

/* But those in the statements. Of a point, "(1,0)", which a token may hold as one number, each coordinate. */
static bool numbers_are_known(const struct scene *scene, const struct statement *statements, size_t count, size_t names)
{
    for (size_t i = 0; i < scene->tokens->count; i++) {
        const struct token *t = &scene->tokens->items[i];
        if (t->kind != TOKEN_NUMBER || is_index(scene->step, t) || is_inside(t, statements, count))
            continue;
        struct text const digits = text_part(scene->step, t->start, t->end);
        for (size_t at = 0; at < digits.size;) {
            size_t const end = text_find(digits, TEXT(","), at);
            if (!number_is_known(text_part(digits, at, end), scene->problem, names))
                return false;
            at = end + 1;
        }
    }
    return true;
}

/* How the step begins; *at: behind that. */
static enum opening opening_of(struct text step, size_t *at)
{
    static const char leads[] = "now first then next also and so we us finally similarly again here can will may";
    char room[32];
    struct text word = remark_word(step, at, room);
    while (word.size && text_is_among(word, text_of(leads)))
        word = remark_word(step, at, room);
    if (text_equal(word, TEXT("let's")))
        return text_is_among(remark_word(step, at, room), TEXT("denote call define label name")) ? OPENS_NAME : OPENS_NOTHING;
    return text_is_among(word, TEXT("let denote call define label name")) ? OPENS_NAME
           : text_is_among(word, TEXT("draw drop extend construct"))      ? OPENS_DRAWING
           : text_is_among(word, TEXT("suppose assume"))                  ? OPENS_QUANTITIES
                                                                          : OPENS_NOTHING;
}

/* Without "… that we want." at its end: what is named is what is looked for. */
static struct text without_aim(struct text step)
{
    static const char *const aims[] = {" that we want",
                                       " which we want",
                                       " we want to find",
                                       " we want",
                                       " that we seek",
                                       " we seek",
                                       " we are looking for",
                                       " we need to find",
                                       " (which is what we want to compute)",
                                       " (which is what we want to find)"};
    struct text said = text_trim(step);
    said.size -= text_ends(said, TEXT("."));
    for (size_t i = 0; i < COUNT(aims); i++)
        if (text_ends(said, text_of(aims[i])))
            return text_part(said, 0, said.size - strlen(aims[i]));
    return step;
}

/* One sentence that gives names and draws no conclusion. */
static enum opening definition_of(struct text step)
{
    static const char goes_on[] =
        "then thus hence since because therefore gives means implies which know we get find see note must if so";
    static const char asserts[] = "such is are has have equals forms form forming creating making giving cutting so";
    size_t at = 0;
    enum opening const opening = opening_of(step, &at);
    struct text const rest = without_aim(text_part(step, at, step.size));
    bool said = opening != OPENS_NOTHING && !remark_has_word(rest, goes_on);
    for (size_t i = 0; i + 1 < rest.size && said; i++)
        if (strchr(".:?!", rest.at[i]) && is_space(rest.at[i + 1]))
            said = false;
        else if (rest.at[i] == ';')
            said = !remark_has_word(text_part(rest, i, rest.size), asserts);
    return said && (opening != OPENS_DRAWING || !remark_has_word(rest, asserts)) ? opening : OPENS_NOTHING;
}

/* (x, y), a column of names: are all of them new? */
static bool are_new(const struct context *context, const struct formula *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->args[i]->kind != FORMULA_SYMBOL || !context_is_new(context, f->args[i]->text))
            return false;
    return f->count > 1;
}

/* The new name in an expression: p, P(n), the first of r_1, r_2, …, r_9. */
static const struct formula *new_name(const struct context *context, const struct formula *f)
{
    if (f->kind == FORMULA_TUPLE || f->kind == FORMULA_MATRIX)
        return are_new(context, f) ? f->args[0] : NULL;
    bool const call = f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count > 0 && f->args[0]->kind == FORMULA_SYMBOL;
    if (f->kind == FORMULA_LIST && f->count)
        return f->args[0]->kind == FORMULA_SYMBOL && context_is_new(context, f->args[0]->text) ? f->args[0] : NULL;
    return (f->kind == FORMULA_SYMBOL || call) && context_is_new(context, f->text) ? f : NULL;
}

static bool was_said(const struct context *context, const struct formula *f)
{
    for (size_t i = 0; i < context->lines_count; i++)
        if (formula_same(context->lines[i].formula, f))
            return true;
    return false;
}

/* What is drawn gets a capital letter; AB is there when A and B are. */
static bool is_point(const struct formula *name)
{
    return name->kind == FORMULA_SYMBOL && name->text.size == 1 && name->text.at[0] >= 'A' && name->text.at[0] <= 'Z';
}

/* a > b, a <= b <= c, of new names alone: in which order they are named */
static const struct formula *ordered_name(const struct context *context, const struct formula *f)
{
    if (f->kind != FORMULA_CHAIN || strspn(f->text.at, "<>[]") < f->text.size)
        return NULL;
    for (size_t i = 0; i < f->count; i++)
        if (f->args[i]->kind != FORMULA_SYMBOL || !context_is_new(context, f->args[i]->text))
            return NULL;
    return f->args[0];
}

static bool is_positive(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && !text_equal(f->text, TEXT("0"));
}

/* 3x, x + 1, where x is new and nothing else in the step is made of it. A length, not a whole number, may be called 3x. */
static const struct formula *measure_name(const struct scene *scene, const struct statement *statements, size_t count, size_t i)
{
    static const char wholes[] = "integer integers number numbers even odd multiple digit digits prime perfect";
    const struct formula *f = statements[i].formula, *name = NULL;
    if (f->kind == FORMULA_MUL && f->count == 2 && is_positive(f->args[0]) && !remark_has_word(scene->step, wholes))
        name = f->args[1];
    else if (f->kind == FORMULA_ADD && f->count == 2 && is_positive(f->args[1]))
        name = f->args[0];
    if (!name || name->kind != FORMULA_SYMBOL || !context_is_new(scene->context, name->text))
        return NULL;
    for (size_t k = 0; k < count; k++)
        if (k != i && formula_mentions(statements[k].formula, name->text))
            return NULL;
    return name;
}

/* abc where three digits are spoken of: the names of the digits, all of them new */
static const struct formula *digits_name(const struct scene *scene, const struct formula *f)
{
    static const char *const ways[][3] = {{"two-digit", "two digit", "2-digit"},
                                          {"three-digit", "three digit", "3-digit"},
                                          {"four-digit", "four digit", "4-digit"},
                                          {"five-digit", "five digit", "5-digit"}};
    if (f->kind != FORMULA_MUL || f->count < 2 || f->count - 2u >= COUNT(ways) ||
        !(text_holds_any(scene->step, ways[f->count - 2], 3) || text_holds_any(scene->problem, ways[f->count - 2], 3)))
        return NULL;
    for (size_t i = 0; i < f->count; i++)
        for (size_t k = 0; k <= i; k++)
            if (f->args[i]->kind != FORMULA_SYMBOL || f->args[i]->text.size != 1 ||
                !context_is_new(scene->context, f->args[i]->text) || (k < i && formula_same(f->args[i], f->args[k])))
                return NULL;
    return f->args[0];
}

struct naming {
    const struct formula *name; /* the first one */
    const struct statement *at;
    size_t names;
    bool others; /* there are formulas beside names */
};

/* Is the expression made of a name that is new in this step? It says how things are related; but AB, of points, names one more. */
static bool relates(const struct context *context, const struct formula *f)
{
    struct text names[RELATED_MAX];
    size_t const count = formula_symbols(f, names, RELATED_MAX);
    for (size_t i = 0; i < MIN(count, (size_t)RELATED_MAX); i++)
        if ((names[i].at[0] < 'A' || names[i].at[0] > 'Z') && context_is_new(context, names[i]))
            return true;
    return count > RELATED_MAX;
}

/* The new names of the step; false if it says more of them, or an equation or the like that was not said before. */
static bool read_names(const struct scene *scene, const struct statement *statements, size_t count, struct naming *out)
{
    const struct context *context = scene->context;
    for (size_t i = 0; i < count; i++) {
        const struct formula *f = statements[i].formula;
        bool const says = formula_is_statement(f);
        const struct formula *name = says ? ordered_name(context, f) : new_name(context, f);
        name = name ? name : measure_name(scene, statements, count, i);
        name = name || count > 1 ? name : digits_name(scene, f);
        out->others |= !name;
        if (!name && (says ? i == 0 || !was_said(context, f) : relates(context, f)))
            return false; /* the first one is in the context by now */
        if (!name)
            continue;
        out->names += f->kind == FORMULA_LIST ? f->count : !says;
        if (!out->name) {
            out->name = name;
            out->at = &statements[i];
        }
    }
    return out->name != NULL;
}

/* The first new symbol in the formula. */
static const struct formula *symbol_in(const struct context *context, const struct formula *f)
{
    const struct formula *found = f->kind == FORMULA_SYMBOL && context_is_new(context, f->text) ? f : NULL;
    for (size_t i = 0; i < f->count && !found; i++)
        found = symbol_in(context, f->args[i]);
    return found;
}

/* "n, n + 1", "(x, x²)" */
static bool read_list(const struct scene *scene, const struct statement *statements, size_t count, struct arena *arena,
                      struct naming *out)
{
    const struct formula *first = statements[0].formula;
    *out = (struct naming){first, statements, first->kind == FORMULA_LIST ? first->count : count, true};
    if (remark_is_on_curve(statements, count, arena))
        return true;
    out->name = symbol_in(scene->context, first);
    return out->name && remark_lists(scene, statements, count, arena);
}

/* "Suppose there are $n$ terms": small letters for what is there, and nothing is said of them. */
static bool only_counts(const struct scene *scene, const struct naming *n)
{
    static const char more[] =
        "all every no not only same distinct different equal first last visited intersect even odd prime divisible";
    return !n->others && n->name->text.at[0] >= 'a' && n->name->text.at[0] <= 'z' && !remark_has_word(scene->step, more);
}

bool remark_defines(const struct scene *scene, const struct statement *statements, size_t count, uint32_t index,
                    struct arena *arena, struct link *out)
{
    struct naming n = {0};
    enum opening const opening = definition_of(scene->step);
    if (opening == OPENS_NOTHING)
        return false;
    bool const named = read_names(scene, statements, count, &n),
               listed = !named && opening == OPENS_NAME && read_list(scene, statements, count, arena, &n);
    if ((!named && !listed) || (opening == OPENS_DRAWING && !is_point(n.name)) ||
        (opening == OPENS_QUANTITIES && !only_counts(scene, &n)) ||
        !numbers_are_known(scene, listed ? statements : NULL, listed ? count : 0, n.names))
        return false;
    struct text const words = text_trim(text_part(scene->step, n.at->end, scene->step.size));
    const struct formula *meaning = formula_words(arena, words);
    *out = remark_link(arena, LINK_DEFINED, n.name, meaning, n.at, 0, (uint32_t)scene->step.size, index);
    return true;
}

/* ---- running text without formulas ---- */

/* Does the letter stand by itself somewhere? */
static bool uses_letter(struct text text, char letter)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] == letter && (i == 0 || !is_letter(text.at[i - 1])) &&
            (i + 1 == text.size || !is_letter(text.at[i + 1])) && (i == 0 || text.at[i - 1] != '\''))
            return true;
    return false;
}

bool remark_names(const struct scene *scene, uint32_t index, struct arena *arena, struct link *out)
{
    struct text const step = scene->step;
    const struct tokens *tokens = scene->tokens;
    const struct token *name = NULL;
    for (size_t i = 1; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        bool const letter = token_is(t, WORD_LETTER) && (t->flags & TOKEN_SPACED) && !strchr("aI", step.at[t->start]);
        if (t->kind == TOKEN_SIGN || t->kind == TOKEN_RELATION || t->kind == TOKEN_QUOTE || (letter && name))
            return false;
        name = letter ? t : name;
    }
    if (!name || uses_letter(scene->problem, step.at[name->start]) || definition_of(step) != OPENS_NAME ||
        !remark_has_word(step, "be represent denote stand") || !numbers_are_known(scene, NULL, 0, 1))
        return false;
    struct text const symbol = text_part(step, name->start, name->end), words = text_trim(text_part(step, name->end, step.size));
    *out = remark_link(arena, LINK_DEFINED, formula_symbol(arena, symbol), formula_words(arena, words), &(struct statement){0}, 0,
                       (uint32_t)step.size, index);
    return true;
}

bool remark_gives_name(const struct scene *scene, const struct statement *statement)
{
    static const char *const ways[] = {"f we let", "f we set", "f we denote"};
    const struct formula *f = statement->formula;
    struct text names[1], before = text_part(scene->step, 0, statement->start);
    bool said = false;
    while (before.size && strchr(" $", before.at[before.size - 1]))
        before.size--;
    for (size_t i = 0; i < COUNT(ways) && !said; i++)
        said = text_ends(before, text_of(ways[i]));
    return said && f->kind == FORMULA_CHAIN && text_equal(f->text, TEXT("=")) && f->args[0]->kind == FORMULA_SYMBOL &&
           context_is_new(scene->context, f->args[0]->text) && formula_symbols(f->args[1], names, 1) > 0 &&
           !context_is_new(scene->context, names[0]);
}
