/* Certificates of solutions to a problem that says otherwise. */
#include "certify_parts.h"

/* The derivation that computes with the number an edit replaces, or -1. */
static int32_t computes_with(const struct subject *on, const struct edit *e)
{
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        for (size_t k = d->first_operand; d->step == e->step && k < d->first_operand + d->operands; k++) {
            const struct token *t = &on->steps[d->step].tokens.items[on->operands[k].token];
            if (t->start == e->start && t->end == e->end)
                return (int32_t)i;
        }
    }
    return -1;
}

/* The first edit of the first edited step that changes what is computed with becomes the root; the others follow from it. */
static const char *find_root(const struct subject *on, const struct consequences *after, struct certified *c)
{
    size_t root = 0;
    for (; root < after->count && after->edits[root].step == after->edits[0].step; root++) {
        c->derivation = computes_with(on, &after->edits[root]);
        if (c->derivation >= 0)
            break;
    }
    if (c->derivation < 0)
        return "what the problem says otherwise is first named, not computed with";
    const struct derivation *d = &on->derivations[c->derivation];
    if (d->head != d->claim)
        return "the claim is part of a chain";
    if (!after->results[c->derivation].changed || value_equal(&after->results[c->derivation].now, &d->value))
        return "the first result would not change";
    c->proposal.edit = after->edits[root];
    c->proposal.value = after->results[c->derivation].now;
    c->follow_ups = after->edits;
    c->follow_ups_count = after->count - 1;
    for (size_t i = root; i < c->follow_ups_count; i++)
        c->follow_ups[i] = c->follow_ups[i + 1];
    return NULL;
}

static const char *certify_root(const struct certifier *with, const struct consequences *after, struct certified *c)
{
    const struct derivation *root = &with->on->derivations[c->derivation];
    const struct claim *claim = certify_became(with, c, root->claim);
    for (size_t k = 0; k < c->bad.steps_count; k++)
        if (with->on->steps[k].verdict != c->bad.steps[k].verdict)
            return "a verdict would change";
    if (!claim->supports || !claim->preferred || c->bad.first_error >= 0)
        return "the edited claim is not proved";
    const char *reason = certify_says(with, claim->step, claim->left.first, claim->right.last, c);
    return reason ? reason : certify_conclude(with, after, claim, c);
}

const char *certify_given(const struct certifier *with, const struct injector *as, const struct given *givens, size_t count,
                          struct certified *out, bool *sane, struct error *err)
{
    const struct subject *on = with->on;
    struct certified c = certify_blank(as);
    struct cause const cause = {.derivation = -1, .left_out = -1, .parts = PARTS_MONEY, .givens = givens, .givens_count = count};
    struct consequences after;
    *sane = true;
    const char *reason = follow_carry(on, &cause, with->separated, with->arena, &after);
    if (!reason && !after.count)
        reason = "nothing follows from what the problem says otherwise";
    if (!reason)
        reason = find_root(on, &after, &c);
    if (!reason)
        reason = certify_value(with, &on->derivations[c.derivation], &c.proposal.value);
    if (!reason)
        reason = certify_site(with, as, &(struct site){.claim = on->derivations[c.derivation].claim, .derivation = c.derivation});
    if (reason)
        return reason;
    *sane = certify_read(with, &c, err);
    if (!*sane)
        return "verifiers contradict each other";
    reason = certify_compare(with, &c, -1);
    if (!reason)
        reason = certify_root(with, &after, &c);
    if (reason)
        return reason;
    c.explanation = as->explain(on, &(struct site){.derivation = c.derivation}, &c.proposal, with->arena);
    *out = c;
    return NULL;
}
