#include "rework.h"

/* out = a * b / c */
static bool proportional(const struct value *a, const struct value *b, const struct value *c, struct value *out)
{
    struct value product;
    if (value_mul(a, b, &product) != STATUS_OK)
        return false;
    bool const done = value_div(&product, c, out) == STATUS_OK;
    value_clear(&product);
    return done;
}

/* Rounds the new exact value the way the old one was rounded to what is shown. */
static bool round_alike(const struct value *old, const struct token *shown, const struct value *written,
                        const struct value *exact, struct value *out)
{
    struct value up;
    if (value_round(old, shown->places, ROUND_HALF_UP, &up) != STATUS_OK)
        return false;
    bool const half_up = value_equal(&up, written);
    value_clear(&up);
    return value_round(exact, shown->places, half_up ? ROUND_HALF_UP : ROUND_DOWN, out) == STATUS_OK;
}

bool rework_result(const struct claim *claim, const struct token *shown, const struct value *old, const struct value *written,
                   const struct value *exact, struct value *out)
{
    bool const done =
        claim->truth == TRUTH_ROUNDS ? round_alike(old, shown, written, exact, out) : proportional(exact, written, old, out);
    if (!done || value_is_small(out))
        return done;
    value_clear(out);
    return false;
}

static struct text edited(struct text step, const struct edit *edits, size_t count, struct arena *arena)
{
    struct edit here[ALSO_MAX + 1];
    if (count > COUNT(here))
        die("rework: more edits than a proposal has");
    for (size_t i = 0; i < count; i++) {
        here[i] = edits[i];
        here[i].step = 0;
    }
    return *edits_apply(&step, 1, here, count, arena);
}

/* Both sides of the way: what the claim's other side was, and what it has become. */
static bool values(const struct step *step, const struct claim *was, const struct tokens *tokens, const struct claim *is,
                   bool from_right, struct value *old, struct value *exact)
{
    const struct expr *before = from_right ? &was->right : &was->left, *after = from_right ? &is->right : &is->left;
    bool const points = from_right ? was->points_right : was->points_left;
    if (expr_eval(before, &step->tokens, step->tokens.numbers, points, old) != STATUS_OK)
        return false;
    if (expr_eval(after, tokens, tokens->numbers, points, exact) == STATUS_OK)
        return true;
    value_clear(old);
    return false;
}

const char *rework_claim(const struct subject *on, const struct derivation *d, const struct tokens *tokens,
                         const struct claim *is, struct value *out)
{
    const struct step *step = &on->steps[d->step];
    const struct claim *was = &on->claims[d->claim];
    const struct token *shown = &step->tokens.items[d->result_token];
    struct value old, exact;
    if (!values(step, was, tokens, is, d->from == &was->right, &old, &exact))
        return "the edited claim has no value";
    bool const done = rework_result(was, shown, &old, &step->tokens.numbers[shown->number], &exact, out);
    value_clear(&old);
    value_clear(&exact);
    return done ? NULL : "the edited claim has no value that can be written";
}

const char *rework_derivation(const struct subject *on, const struct derivation *d, const struct edit *edits, size_t count,
                              struct arena *arena, struct value *out)
{
    const struct step *step = &on->steps[d->step];
    struct text const text = edited(step->text, edits, count, arena);
    struct tokens const tokens = tokens_read(text, arena);
    struct claim *claims;
    if (claims_find(text, &tokens, d->step, arena, &claims) != step->claims)
        return "the edited text reads differently";
    return rework_claim(on, d, &tokens, &claims[d->claim - step->first_claim], out);
}
