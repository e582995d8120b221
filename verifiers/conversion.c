/* conversion: "2 hours = 120 minutes", "$1 / 2 = 50 cents". Only ever proves: which factor a text means is for it to say. */
#include "verifier.h"

/* The one unit that the tokens [first, end) name in a dimension; false if there is none or there are several. */
static bool only_unit(const struct step *step, uint32_t first, uint32_t end, struct unit *out)
{
    bool found = false;
    for (uint32_t i = first; i < end && i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        struct unit unit;
        if (t->kind == TOKEN_CURRENCY)
            unit = (struct unit){'m', 100, 1};
        else if (t->kind != TOKEN_WORD || !unit_of(text_part(step->text, t->start, t->end), &unit))
            continue;
        if (found && (unit.dimension != out->dimension || unit.num != out->num))
            return false;
        *out = unit;
        found = true;
    }
    return found;
}

static bool converts(const struct step *step, const struct claim *claim, const struct unit *from, const struct unit *to)
{
    struct value left, right, a, b;
    struct value const x = value_int(from->num), y = value_int(to->num);
    if (expr_eval(&claim->left, &step->tokens, step->tokens.numbers, false, &left) != STATUS_OK)
        return false;
    bool equal = false;
    if (expr_eval(&claim->right, &step->tokens, step->tokens.numbers, false, &right) == STATUS_OK) {
        if (value_mul(&left, &x, &a) == STATUS_OK) {
            if (value_mul(&right, &y, &b) == STATUS_OK) {
                equal = value_equal(&a, &b);
                value_clear(&b);
            }
            value_clear(&a);
        }
        value_clear(&right);
    }
    value_clear(&left);
    return equal;
}

static bool decide(const struct step *step, const struct claim *claim, struct arena *arena, struct judgement *out)
{
    (void)arena;
    struct unit from, to;
    uint32_t const behind = claim->right.last + 2;
    if (!only_unit(step, claim->left.first, claim->relation, &from) || !only_unit(step, claim->relation + 1, behind, &to))
        return false;
    if (from.dimension != to.dimension || from.num == to.num || !converts(step, claim, &from, &to))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "equal after converting the unit"};
    return true;
}

const struct verifier verifier_conversion = {
    .name = "conversion",
    .says = "unit conversions that are always exact: time, length, weight, volume, cents and dollars, dozens",
    .decide = decide,
};
