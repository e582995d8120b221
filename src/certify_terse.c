/* A control whose arithmetic is left out: a bare value, the right one, stands where the source has a claim. */
#include "certify_parts.h"

/* The only number of the step with the value; -1 if there are several. */
static int64_t place_of(const struct step *step, const struct value *value)
{
    int64_t found = -1;
    for (size_t i = 0; i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        if (t->kind != TOKEN_NUMBER || !value_equal(&step->tokens.numbers[t->number], value))
            continue;
        if (found >= 0)
            return -1;
        found = (int64_t)i;
    }
    return found;
}

/* The words around the value. */
static const char *find_words(struct attempt *a, uint32_t at)
{
    struct certified *c = a->c;
    const struct step *step = &c->bad.steps[at];
    int64_t const place = place_of(step, &c->proposal.value);
    if (place < 0)
        return "the step names the value a second time";
    uint32_t const last = (uint32_t)place;
    uint32_t const first = last > 0 && step->tokens.items[last - 1].kind == TOKEN_CURRENCY ? last - 1 : last;
    c->entity = certify_entity(step, last);
    return certify_says(a->with, at, first, last + 1, c);
}

const char *certify_terse(struct attempt *a)
{
    const struct subject *on = a->with->on;
    struct certified *c = a->c;
    const struct claim *was = &on->claims[a->site->claim];
    uint32_t const at = was->step;
    c->gone = (int32_t)a->site->claim;
    *a->sane = certify_read(a->with, c, a->err);
    if (!*a->sane)
        return "verifiers contradict each other";
    const char *reason = certify_compare(a->with, c, -1);
    if (!reason)
        reason = find_words(a, at);
    if (reason)
        return reason;
    for (size_t k = 0; k < on->steps_count; k++)
        if (on->steps[k].links_count)
            return "the solution has formulas";
        else if (k != at && k != on->given.step && on->steps[k].verdict != c->bad.steps[k].verdict)
            return "a step would be judged otherwise";
    if (!was->preferred || c->bad.steps[at].verdict != VERDICT_UNKNOWN)
        return "the edited text reads differently";
    c->rests_on = ARENA_ARRAY(a->with->arena, uint32_t, 1);
    certify_describe_bare(a->with, c->proposal.edit.becomes, at, c);
    c->left = certify_plain(&was->left, &on->steps[at], was->points_left, a->with->arena);
    c->says = c->entity;
    c->proved_prefix = false; /* a bare value proves nothing */
    return NULL;
}
