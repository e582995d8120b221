/* The problem compares the other way round ("7 fewer than" for "7 more than"), and the one claim that computes by it does so, too. */
#include "comparison.h"
#include "twin_parts.h"

/* Turns the claim round by which it computes, and the step's words with it. Relations alone that the problem states of this number. */
static bool turn_claim(const struct certifier *with, const struct derivation *d, struct comparison *c, struct proposal *out)
{
    const struct subject *on = with->on;
    const struct step *step = &on->steps[d->step];
    if (!d->proved || !comparison_read(on, d, c) ||
        !value_equal(&c->by, &step->tokens.numbers[step->tokens.items[c->number].number]))
        return false;
    return comparison_silent(step, c) ? comparison_flip(on, d, c, with->arena, out)
                                      : comparison_said(step, c) && comparison_turn(on, d, c, with->arena, out);
}

/* Does the claim alone compute with the number, and does no other step say who has more, is older …? */
static bool alone(const struct subject *on, const struct derivation *d, const struct value *value)
{
    for (size_t i = 0; i < on->derivations_count; i++)
        if (&on->derivations[i] != d && operand_occurs(on, &on->derivations[i], value))
            return false;
    for (uint32_t k = 0; k < on->steps_count; k++)
        if (k != d->step && comparison_says(&on->steps[k]))
            return false;
    return true;
}

static const char *turn(const struct certifier *with, const struct injector *as, const struct derivation *d, struct comparison *c,
                        struct certified *out, bool *sane, struct error *err)
{
    struct site const site = {.claim = d->claim, .derivation = (int32_t)(d - with->on->derivations)};
    struct proposal proposal;
    if (!turn_claim(with, d, c, &proposal))
        return "no claim computes by a relation of the problem";
    const char *reason = certify_site(with, as, &site);
    return reason ? reason : certify(with, as, &site, &proposal, out, sane, err);
}

/* The same claim, of the other solution. */
static const struct derivation *counterpart(const struct subject *there, const struct derivation *d)
{
    for (size_t i = 0; i < there->derivations_count; i++)
        if (there->derivations[i].claim == d->claim)
            return &there->derivations[i];
    return NULL;
}

static const char *try_claim(const struct certifier *with, const struct injector *as, const struct derivation *d,
                             struct twin *twin, bool *sane, struct error *err)
{
    struct comparison c, back;
    struct edit edit;
    const char *reason = turn(with, as, d, &c, &twin->forth, sane, err);
    if (reason || !*sane)
        return reason;
    if (!alone(with->on, d, &c.by) || !comparison_problem(with->on, &c, with->arena, &edit))
        return "the relation cannot be turned round in the problem";
    twin->problem = *edits_apply(&with->on->problem, 1, &edit, 1, with->arena);
    reason = twin_read_other(with, twin, sane, err);
    if (reason)
        return reason;
    struct certifier const other = certifier_for(with, &twin->subject);
    const struct derivation *there = counterpart(&twin->subject, d);
    reason = there ? turn(&other, as, there, &back, &twin->back, sane, err) : "the other problem reads differently";
    if (reason)
        return reason;
    return twin_same_steps(&twin->back, with->on) ? NULL : "changed back, the solution is not what it was";
}

const char *twin_turn(const struct certifier *with, const struct injector *as, struct random *random, struct twin *twin,
                      bool *sane, struct error *err)
{
    const struct subject *on = with->on;
    const char *reason = "no claim computes by a relation of the problem";
    size_t const first = on->derivations_count ? random_below(random, on->derivations_count) : 0;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[(first + i) % on->derivations_count];
        struct comparison c;
        if (!d->proved || !comparison_read(on, d, &c))
            continue;
        reason = try_claim(with, as, d, twin, sane, err);
        if (!reason || !*sane)
            return reason;
    }
    return reason;
}
