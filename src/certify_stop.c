/* The last step is left out, and the line of the answer states a number that is derived before, but is not the answer: the solution has
 * stopped too early; or one that nothing before yields. */
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

static const char *too_early(struct attempt *a, uint32_t at)
{
    uint32_t step;
    if (!derived(a->c, &step, &a->c->depth))
        return "no step derives what the answer states";
    rest_on(a->c, step, a->with->arena);
    return certify_ignored(a->with, a->site, at, a->c);
}

static const char *out_of_nowhere(struct attempt *a, uint32_t at)
{
    const struct subject *on = a->with->on;
    struct certified *c = a->c;
    const char *reason = certify_value(a->with, &on->derivations[on->answer_from], &c->proposal.value);
    c->rests_on = ARENA_ARRAY(a->with->arena, uint32_t, 1);
    return reason ? reason : certify_underived(a->with, at, c->bad.steps[at].tokens.count, c);
}

const char *certify_stop(struct attempt *a)
{
    const struct subject *on = a->with->on;
    struct certified *c = a->c;
    struct consequences after;
    const char *reason = certify_carry(a, &after);
    if (!reason)
        reason = certify_compare(a->with, c, -1);
    if (reason)
        return reason;
    const struct answer *given = &c->bad.given;
    if (!given->found || !given->stated || given->step + 1 != c->bad.steps_count || c->bad.first_error >= 0 ||
        c->origin[given->step] != c->proposal.edit.step)
        return "the edited answer reads differently";
    reason = (c->injector->kind == CERTIFICATE_IGNORED ? too_early : out_of_nowhere)(a, given->step);
    if (!reason)
        reason = certify_answers(on, &after, &c->bad);
    if (reason)
        return reason;
    c->first_error = (int32_t)given->step;
    c->says = text_trim(text_part(c->bad_steps[given->step], 0, given->start));
    certify_describe_bare(a->with, subject_answer_text(&c->bad), given->step, c);
    return NULL;
}
