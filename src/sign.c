#include "sign.h"

#include "algebra.h"

enum { PROBLEM_MAX = 4000 }; /* bytes; a longer one is not looked through for each symbol */

/* AB, a length */
static bool is_segment(const struct formula *f)
{
    return f->kind == FORMULA_SYMBOL && f->text.size == 2 && f->text.at[0] >= 'A' && f->text.at[0] <= 'Z' &&
           f->text.at[1] >= 'A' && f->text.at[1] <= 'Z';
}

static bool stands_alone(struct text text, size_t at, size_t size)
{
    return (at == 0 || !is_letter(text.at[at - 1])) && (at + size == text.size || !is_letter(text.at[at + size]));
}

/* Does the name stand in the text, not as part of a word? */
static bool names(struct text text, struct text name)
{
    for (size_t at = text_find(text, name, 0); at < text.size; at = text_find(text, name, at + 1))
        if (stands_alone(text, at, name.size))
            return true;
    return false;
}

/* Is one letter, but "a" or "I", a name in the text? */
static bool has_name(struct text text)
{
    for (size_t at = 0; at < text.size; at++)
        if (is_letter(text.at[at]) && !strchr("aAI", text.at[at]) && stands_alone(text, at, 1) &&
            (at == 0 || text.at[at - 1] != '\''))
            return true;
    return false;
}

/* Does a sentence of the problem call the symbol positive? "Two positive integers": those that the solution gives a name, if they
 * need not be named. */
static bool is_given_positive(struct text problem, struct text name, bool named)
{
    static const char *const ways[] = {"positive real", "positive integer", "positive number"};
    if (problem.size > PROBLEM_MAX || text_find(problem, TEXT("positive "), 0) == problem.size)
        return false;
    for (size_t from = 0; from < problem.size;) {
        size_t end = from;
        while (end < problem.size &&
               !(strchr(".?!;", problem.at[end]) && (end + 1 == problem.size || !is_digit(problem.at[end + 1]))))
            end++;
        struct text const sentence = text_part(problem, from, end);
        if (text_holds_any(sentence, ways, COUNT(ways)) &&
            (names(sentence, name) || (!named && !has_name(sentence) && !names(problem, name))))
            return true;
        from = end + 1;
    }
    return false;
}

/* What the words say of a symbol or of f(x): of which one the step speaks is not looked at, so both words together say nothing. */
static enum sign said(const struct formula *f, const struct scene *scene)
{
    static const char *const denials[] = {"can't be negative", "cannot be negative", "not be negative", "never negative",
                                          "not negative"},
                             *const elsewhere[] = {"axis", "slope", "direction", "coefficient"};
    if (f->kind == FORMULA_SYMBOL && magnitudes_have(&scene->context->magnitudes, f->text))
        return SIGN_NOT_NEGATIVE;
    bool const denied = text_holds_any(scene->step, denials, COUNT(denials)),
               negative = text_holds(scene->step, " negative") && !denied,
               positive = denied || text_holds(scene->step, "ositive");
    if (text_holds_any(scene->step, elsewhere, COUNT(elsewhere)) || (negative && positive))
        return SIGN_UNKNOWN;
    if (negative)
        return SIGN_NEGATIVE;
    return (f->kind == FORMULA_CALL && text_holds(scene->step, "acute")) ||
                   (f->kind == FORMULA_SYMBOL && (positive || is_given_positive(scene->problem, f->text, false)))
               ? SIGN_NOT_NEGATIVE
               : SIGN_UNKNOWN;
}

static bool is_value_of_sign(const struct formula *f, char relation, struct arena *arena)
{
    struct text names[1], witness;
    return formula_symbols(f, names, 1) == 0 &&
           algebra_relates(f, relation, formula_number(arena, 0), 0, arena, &witness) == FACT_TRUE;
}

/* x > 3, 0 < x, x < -2 */
static enum sign bounded(const struct formula *f, const struct context *context, struct arena *arena)
{
    for (size_t i = context->lines_count; i-- > 0;) {
        const struct formula *line = context->lines[i].formula;
        for (size_t k = 0; line->kind == FORMULA_CHAIN && k < line->text.size; k++) {
            bool const left = formula_same(line->args[k], f);
            if (!left && !formula_same(line->args[k + 1], f))
                continue;
            const struct formula *bound = line->args[left ? k + 1 : k];
            char const relation = line->text.at[k];
            if (strchr(left ? ">]" : "<[", relation) && is_value_of_sign(bound, ']', arena))
                return SIGN_NOT_NEGATIVE;
            if (strchr(left ? "<[" : ">]", relation) && is_value_of_sign(bound, '<', arena))
                return SIGN_NEGATIVE;
        }
    }
    return SIGN_UNKNOWN;
}

static bool is_even(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && f->text.size && strchr("02468", f->text.at[f->text.size - 1]) &&
           !memchr(f->text.at, '.', f->text.size);
}

static bool are_all(const struct formula *f, const struct scene *scene, struct arena *arena)
{
    for (size_t i = 0; i < f->count; i++)
        if (sign_of(f->args[i], scene, arena) != SIGN_NOT_NEGATIVE)
            return false;
    return true;
}

bool sign_is_given(const struct scene *scene, struct text name)
{
    return magnitudes_have(&scene->context->magnitudes, name) || is_given_positive(scene->problem, name, true);
}

enum sign sign_of(const struct formula *f, const struct scene *scene, struct arena *arena)
{
    struct text names[1];
    bool fine = false;
    if (f->kind == FORMULA_SYMBOL || f->kind == FORMULA_CALL) {
        enum sign const sign = is_segment(f) ? SIGN_NOT_NEGATIVE : said(f, scene);
        return sign == SIGN_UNKNOWN ? bounded(f, scene->context, arena) : sign;
    }
    if (formula_symbols(f, names, 1) == 0 && !formula_is_statement(f))
        return is_value_of_sign(f, ']', arena)   ? SIGN_NOT_NEGATIVE
               : is_value_of_sign(f, '<', arena) ? SIGN_NEGATIVE
                                                 : SIGN_UNKNOWN;
    if (f->kind == FORMULA_ADD || f->kind == FORMULA_MUL || f->kind == FORMULA_DIV)
        fine = are_all(f, scene, arena);
    else if (f->kind == FORMULA_POW)
        fine = is_even(f->args[1]) || sign_of(f->args[0], scene, arena) == SIGN_NOT_NEGATIVE;
    else
        fine = f->kind == FORMULA_ABS || (f->kind == FORMULA_ROOT && is_even(f->args[1]));
    return fine ? SIGN_NOT_NEGATIVE : SIGN_UNKNOWN;
}
