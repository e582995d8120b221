/* chosen: "so x is 3 or −9; since it is positive, $x = 3$": of what a line said last allows for a letter, this value is the only one of the sign that
 * the text says, or the only one that is not 0 where that is denied. Only ever proves.
 */
#include "follows.h"
#include "sign.h"
#include "verifier.h"

enum {
    RECENT = 3, /* lines about the letter alone */
    NODES_MAX = 60,
    VALUES_MAX = 6,
    PROBLEM_MAX = 4000 /* bytes; a longer one is not looked through for each link */
};

/* Is it the letter in dollars, "$x", that ends the text, but for "$", "is" and "must be"? */
static bool ends_with_letter(struct text text, struct text letter)
{
    static const char *const verbs[] = {" is", " must be"};
    text = text_trim(text);
    for (size_t i = 0; i < COUNT(verbs); i++)
        if (text_ends(text, text_of(verbs[i])))
            text = text_trim(text_part(text, 0, text.size - strlen(verbs[i])));
    if (text_ends(text, TEXT("$")))
        text = text_part(text, 0, text.size - 1);
    return text_ends(text, letter) && text.size > letter.size && text.at[text.size - letter.size - 1] == '$';
}

/* Does the step deny, without a condition, that the letter is 0? */
static bool denies_zero(const struct scene *scene, struct text letter)
{
    static const char *const words[] = {"nonzero",        "non-zero",      "not zero",     "cannot be 0",
                                        "cannot be $0$",  "can't be 0",    "can't be $0$", "not equal to 0",
                                        "cannot be zero", "can't be zero", "\\neq 0",      "\\ne 0"};
    struct text const step = scene->step;
    if (step.size > PROBLEM_MAX || text_has_word(step, TEXT("if assume assuming suppose supposing when unless case")))
        return false;
    for (size_t i = 0; i < COUNT(words); i++)
        for (size_t at = text_find(step, text_of(words[i]), 0); at < step.size; at = text_find(step, text_of(words[i]), at + 1)) {
            size_t const end = at + strlen(words[i]);
            bool const ended = end == step.size || strchr(",$; ", step.at[end]) ||
                               (step.at[end] == '.' && (end + 1 == step.size || !is_digit(step.at[end + 1])));
            bool const goes_on = end + 1 < step.size && step.at[end] == ' ' && strchr("+-*/^\\", step.at[end + 1]);
            if (ended && !goes_on && ends_with_letter(text_part(step, 0, at), letter))
                return true;
        }
    return false;
}

/* What the text says of the letter's sign; NULL if nothing. */
static const struct formula *sign_said(const struct formula *letter, const struct scene *scene, struct arena *arena)
{
    enum sign const sign = sign_of(letter, scene, arena);
    const struct formula *zero = formula_number(arena, 0);
    if (sign == SIGN_NEGATIVE)
        return formula_relation(arena, letter, '<', zero, NULL);
    if (sign_is_given(scene, letter->text))
        return formula_relation(arena, letter, '>', zero, NULL);
    return sign == SIGN_NOT_NEGATIVE ? formula_relation(arena, letter, ']', zero, NULL) : NULL;
}

/* Does the line hold for the value, and with the sign for no other (but 0, where that is denied)? */
static bool leaves_only(const struct formula *line, const struct formula *sign, const struct formula *letter,
                        const struct formula *value, bool zero_denied, struct arena *arena)
{
    struct text witness;
    const struct formula *at = formula_put(arena, line, letter->text, value), *of_sign = NULL, *const lines[] = {line, sign};
    const struct formula *is = formula_relation(arena, letter, '=', value, NULL),
                         *const either[] = {is, formula_relation(arena, letter, '=', formula_number(arena, 0), NULL)};
    if (sign && (of_sign = formula_put(arena, sign, letter->text, value)) == NULL)
        return false;
    return at && follows_truth(at, 0, arena, &witness) == FACT_TRUE &&
           (!of_sign || follows_truth(of_sign, 0, arena, &witness) == FACT_TRUE) &&
           follows_surely(lines, sign ? 2 : 1, zero_denied ? formula_new(arena, FORMULA_OR, 0, TEXT(""), either, 2, NULL) : is,
                          arena);
}

/* The values found for the letter so far: it has one of them. */
static const struct formula *found(const struct context *c, const struct formula *letter, struct arena *arena)
{
    const struct formula *values[VALUES_MAX];
    size_t const count = outcomes_of(&c->outcomes, letter->text, values, VALUES_MAX);
    for (size_t i = 0; i < count; i++)
        values[i] = formula_relation(arena, letter, '=', values[i], NULL);
    return count > 1 && count < VALUES_MAX ? formula_new(arena, FORMULA_OR, 0, TEXT(""), values, count, NULL) : NULL;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct context *c = scene->context;
    const struct formula *letter = link->formula->args[0], *value = link->formula->args[1];
    struct text names[1];
    size_t looked = 0;
    (void)witness;
    if (link->said != LINK_WRITTEN || link->k > 0 || link->formula->text.at[0] != '=' || letter->kind != FORMULA_SYMBOL ||
        formula_is_statement(value) || formula_symbols(value, names, 1) > 0 || scene->cases ||
        formula_size(value, NODES_MAX) > NODES_MAX)
        return false;
    bool const zero = denies_zero(scene, letter->text);
    const struct formula *sign = sign_said(letter, scene, arena);
    if (!sign && !zero)
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the only value left of those that were said"};
    for (size_t i = c->lines_count; i-- > 0 && looked < RECENT;) {
        const struct formula *line = c->lines[i].formula;
        if (c->lines[i].past || formula_symbols(line, names, 1) != 1 || !text_equal(names[0], letter->text) ||
            formula_size(line, NODES_MAX) > NODES_MAX)
            continue;
        looked++;
        if (leaves_only(line, sign, letter, value, zero, arena))
            return true;
    }
    const struct formula *either = found(c, letter, arena);
    return either && leaves_only(either, sign, letter, value, zero, arena);
}

const struct verifier verifier_chosen = {
    .name = "chosen",
    .says = "the one value of those said before that has the sign that the text says; only ever proves",
    .settle = settle,
};
