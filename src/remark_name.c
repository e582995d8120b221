#include "remark.h"

#include "remark_parts.h"

enum opening { OPENS_NOTHING, OPENS_NAME, OPENS_DRAWING };

/* The 1 of r_1 */
static bool is_index(struct text step, const struct token *t)
{
    return (t->start > 0 && step.at[t->start - 1] == '_') ||
           (t->start > 1 && text_equal(text_part(step, t->start - 2, t->start), TEXT("_{")));
}

/* 0 and 1 are known to all. */
static bool numbers_are_known(struct text step, const struct tokens *tokens, struct text problem)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        struct text const digits = text_part(step, t->start, t->end);
        if (!is_index(step, t) && t->kind == TOKEN_NUMBER && text_find(problem, digits, 0) >= problem.size &&
            !text_is_among(digits, TEXT("0 1")))
            return false;
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
                                                                          : OPENS_NOTHING;
}

/* One sentence that gives names and draws no conclusion. */
static enum opening definition_of(struct text step)
{
    static const char goes_on[] =
        "then thus hence since because therefore gives means implies which know we get find see note must if so";
    static const char asserts[] = "such is are has have equals forms form forming creating making giving cutting so";
    size_t at = 0;
    enum opening const opening = opening_of(step, &at);
    struct text const rest = text_part(step, at, step.size);
    bool said = opening != OPENS_NOTHING && !remark_has_word(rest, goes_on);
    for (size_t i = 0; i + 1 < rest.size && said; i++)
        if (strchr(".:?!", rest.at[i]) && is_space(rest.at[i + 1]))
            said = false;
        else if (rest.at[i] == ';')
            said = !remark_has_word(text_part(rest, i, rest.size), asserts);
    return said && (opening == OPENS_NAME || !remark_has_word(rest, asserts)) ? opening : OPENS_NOTHING;
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
    bool const call =
        f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count == 1 && f->args[0]->kind == FORMULA_SYMBOL;
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

bool remark_defines(const struct scene *scene, const struct statement *statements, size_t count, uint32_t index,
                    struct arena *arena, struct link *out)
{
    const struct statement *at = NULL;
    const struct formula *name = NULL;
    for (size_t i = 0; i < count; i++) {
        if (formula_is_statement(statements[i].formula) && (i == 0 || !was_said(scene->context, statements[i].formula)))
            return false; /* the first one is in the context by now */
        if (!name && (name = new_name(scene->context, statements[i].formula)) != NULL)
            at = &statements[i];
    }
    enum opening const opening = name ? definition_of(scene->step) : OPENS_NOTHING;
    if (opening == OPENS_NOTHING || (opening == OPENS_DRAWING && !is_point(name)) ||
        !numbers_are_known(scene->step, scene->tokens, scene->problem))
        return false;
    struct text const words = text_trim(text_part(scene->step, at->end, scene->step.size));
    const struct formula *meaning = formula_new(arena, FORMULA_WORDS, 0, words, NULL, 0, NULL);
    *out = remark_link(arena, LINK_DEFINED, name, meaning, at, 0, (uint32_t)scene->step.size, index);
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
    struct text const step = scene->step, problem = scene->problem;
    const struct tokens *tokens = scene->tokens;
    const struct token *name = NULL;
    for (size_t i = 1; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        bool const letter = token_is(t, WORD_LETTER) && (t->flags & TOKEN_SPACED) && !strchr("aI", step.at[t->start]);
        if (t->kind == TOKEN_SIGN || t->kind == TOKEN_RELATION || t->kind == TOKEN_QUOTE || (letter && name))
            return false;
        name = letter ? t : name;
    }
    if (!name || uses_letter(problem, step.at[name->start]) || definition_of(step) != OPENS_NAME ||
        !remark_has_word(step, "be represent denote stand") || !numbers_are_known(step, tokens, problem))
        return false;
    struct text const symbol = text_part(step, name->start, name->end), words = text_trim(text_part(step, name->end, step.size));
    *out = remark_link(arena, LINK_DEFINED, formula_new(arena, FORMULA_SYMBOL, 0, symbol, NULL, 0, NULL),
                       formula_new(arena, FORMULA_WORDS, 0, words, NULL, 0, NULL), &(struct statement){0}, 0, (uint32_t)step.size,
                       index);
    return true;
}
