/* congruence: a ≡ b (mod m) and m | a for integers, powers as large as they like. Where no modulus stands in the formula, the one that the
 * step names, "modulo 7", will do for a proof.
 */
#include "verifier.h"

enum { DIGITS_MAX = 9 };

/* The number behind "mod", "\pmod{", "modulo $" at byte `at`; 0 if there is none. */
static int64_t modulus_at(struct text text, size_t at)
{
    int64_t number = 0;
    at += strlen("mod");
    at += text_starts(text_part(text, at, text.size), TEXT("ulo")) ? strlen("ulo") : 0;
    while (at < text.size && strchr(" ${~", text.at[at]))
        at++;
    for (size_t i = at; i < text.size && i - at < DIGITS_MAX && is_digit(text.at[i]); i++)
        number = 10 * number + (text.at[i] - '0');
    return number;
}

/* The one modulus that the text names; 0 if there is none, or several. */
static int64_t only_modulus(struct text text)
{
    int64_t found = 0;
    for (size_t at = text_find(text, TEXT("mod"), 0); at < text.size; at = text_find(text, TEXT("mod"), at + 1)) {
        int64_t const one = modulus_at(text, at);
        if (one && found && one != found)
            return 0;
        found = one ? one : found;
    }
    return found;
}

static bool holds_elsewhere(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *f = link->formula;
    struct text witness;
    int64_t const modulus = f->text.at[0] == '%' && f->count == 2 ? only_modulus(scene->step) : 0;
    return modulus && algebra_congruent(f->args[0], f->args[1], formula_number(arena, modulus), arena, &witness) == FACT_TRUE;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    if (!link->closed || link->statement->bare || !strchr("%|", link->formula->text.at[0]))
        return false;
    *out = settle_link(link, scene, arena, witness);
    if (out->truth == TRUTH_UNKNOWN && holds_elsewhere(link, scene, arena))
        *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "congruent by the modulus that the step names"};
    return true;
}

const struct verifier verifier_congruence = {
    .name = "congruence",
    .says = "congruences and divisibility of integers",
    .settle = settle,
};
