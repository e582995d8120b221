/* The line of the answer states a number that is derived before, but is not the answer: the solution has stopped too early. */
#include "certify_parts.h"

/* The latest step of the edited solution that derives the stated number, and how deep; false if none proves it. */
static bool derived(const struct certified *c, uint32_t *step, uint32_t *depth)
{
    bool found = false;
    for (size_t i = 0; i < c->bad.derivations_count; i++) {
        const struct derivation *d = &c->bad.derivations[i];
        if (!d->proved || !value_equal(&d->value, &c->proposal.value))
            continue;
        found = true;
        *step = d->step;
        *depth = MAX(d->depth, 1u);
    }
    return found;
}

static void rest_on(struct certified *c, uint32_t step, struct arena *arena)
{
    c->rests_on = ARENA_ARRAY(arena, uint32_t, 1);
    c->rests_on[0] = c->origin[step];
    c->rests_on_count = 1;
}

const char *certify_stop(struct attempt *a)
{
    const struct subject *on = a->with->on;
    struct certified *c = a->c;
    struct consequences after;
    uint32_t step;
    const char *reason = certify_carry(a, &after);
    if (!reason)
        reason = certify_compare(a->with, c, -1);
    if (reason)
        return reason;
    const struct answer *given = &c->bad.given;
    if (!given->found || !given->stated || given->step + 1 != c->bad.steps_count || c->bad.first_error >= 0 ||
        c->origin[given->step] != c->proposal.edit.step)
        return "the edited answer reads differently";
    if (!derived(c, &step, &c->depth))
        return "no step derives what the answer states";
    reason = certify_ignored(a->with, a->site, given->step, c);
    if (!reason)
        reason = certify_answers(on, &after, &c->bad);
    if (reason)
        return reason;
    c->first_error = (int32_t)given->step;
    c->says = text_trim(text_part(c->bad_steps[given->step], 0, given->start));
    rest_on(c, step, a->with->arena);
    certify_describe_bare(a->with, subject_answer_text(&c->bad), given->step, c);
    return NULL;
}
