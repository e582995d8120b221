/* Formulas of numbers alone that become false. Of one that was only supposed ("if x = 3, then 2x = 2·3 = 6") the verifiers call nothing
 * false; but the numbers are as they are, and whoever writes another result has slipped, unless he denies it or asks. */
#include "certify_parts.h"
#include "settle.h"

enum { DENYING_STEPS = 3 };                    /* a step and those before it whose words are looked at */
enum { DIGITS_MAX = 9, LARGEST = 1000000000 }; /* of what may be a modulus; of sides */

static bool denies(struct text text)
{
    return text_find(text, TEXT("?"), 0) < text.size ||
           text_has_word(text, TEXT("whether wrong not cannot can't contradiction impossible mistake incorrect wait guess false "
                                    "never neither nor doesn't isn't don't didn't error oops actually forgot instead"));
}

static bool small_value(const struct formula *f, struct value *out)
{
    if (algebra_value(f, out) != STATUS_OK)
        return false;
    if (value_is_small(out))
        return true;
    value_clear(out);
    return false;
}

/* Are the sides equal, or congruent? -1 if one of them is not rational, or large. */
static int equal_sides(const struct formula *link)
{
    struct value left, right, modulus, gap;
    if (!small_value(link->args[0], &left) || !small_value(link->args[1], &right))
        return -1;
    if (link->text.at[0] == '=')
        return value_equal(&left, &right);
    if (!small_value(link->args[2], &modulus) || modulus.den != 1 || modulus.num < 2 || left.den != 1 || right.den != 1 ||
        value_sub(&left, &right, &gap) != STATUS_OK)
        return -1;
    int const congruent = value_is_small(&gap) ? gap.num % modulus.num == 0 : -1;
    value_clear(&gap);
    return congruent;
}

bool certify_sides(const struct formula *was, const struct formula *is, struct arena *arena, struct text *at)
{
    if (equal_sides(was) != 1 || equal_sides(is) != 0)
        return false;
    *at = TEXT("as it stands");
    if (is->text.at[0] == '=')
        return true;
    struct buffer modulus = {0};
    buffer_string(&modulus, "mod ");
    buffer_add(&modulus, is->args[2]->text);
    *at = buffer_keep(&modulus, arena);
    return is->args[2]->kind == FORMULA_NUMBER;
}

static bool divides(int64_t number, int64_t gap)
{
    return number > 1 && gap % number == 0;
}

/* Is a number of the text a divisor? */
static bool divided(struct text text, const struct tokens *tokens, int64_t gap)
{
    struct text rest = text, digits;
    bool found = false;
    while (!found && text_take_digits(&rest, &digits)) {
        int64_t number = 0;
        for (size_t i = 0; i < MIN(digits.size, (size_t)DIGITS_MAX); i++)
            number = 10 * number + (digits.at[i] - '0');
        found = divides(number, gap);
    }
    for (size_t i = 0; i < tokens->count && !found; i++)
        found = tokens->items[i].kind == TOKEN_WORD && divides(tokens->items[i].word.num, gap);
    return found;
}

/* Would the sides of an equation be congruent by a modulus that the problem or the solution may mean? */
static bool may_be_congruent(const struct certifier *with, const struct certified *c, const struct formula *equation)
{
    static const int64_t usual[] = {7, 10, 12, 24, 60, 100, 360, 1000};
    const struct subject *on = with->on;
    struct value left, right;
    if (!small_value(equation->args[0], &left) || !small_value(equation->args[1], &right) || left.den != 1 || right.den != 1 ||
        left.num < -LARGEST || left.num > LARGEST || right.num < -LARGEST || right.num > LARGEST)
        return true;
    int64_t const gap = left.num - right.num;
    bool may = divided(on->problem, &on->problem_tokens, gap);
    for (size_t i = 0; i < COUNT(usual) && !may; i++)
        may = divides(usual[i], gap);
    for (size_t k = 0; k <= c->link->step && !may; k++)
        may = divided(on->steps[k].text, &on->steps[k].tokens, gap);
    return may;
}

const char *certify_closed(const struct certifier *with, const struct certified *c, const struct link *is)
{
    size_t const at = c->link->step, first = at + 1 < DENYING_STEPS ? 0 : at + 1 - DENYING_STEPS;
    struct scene const scene = {.step = c->bad.steps[c->bad.steps_count - 1].text};
    struct text witness;
    if (settle_link(is, &scene, with->arena, &witness).truth != TRUTH_FAILS)
        return "the edited formula is not refuted under every reading";
    if (c->link->doubtful == LINK_CERTAIN)
        return NULL;
    for (size_t k = first; k <= at; k++)
        if (denies(with->on->steps[k].text))
            return "the step may not assert it";
    bool const modular = is->formula->text.at[0] == '=' && may_be_congruent(with, c, is->formula);
    return modular ? "it may hold modulo another number" : NULL;
}
