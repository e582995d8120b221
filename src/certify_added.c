/* Controls that add a sentence behind a step: it says again, truly, what has been said. */
#include "certify_parts.h"

/* The claims that the sentence adds; 0 if the step reads differently otherwise, too. */
static uint32_t added(const struct certified *c, const struct step *was, const struct step *is)
{
    if (is->claims <= was->claims)
        return 0;
    for (size_t i = was->claims; i < is->claims; i++) {
        const struct claim *claim = &c->bad.claims[is->first_claim + i];
        if (claim->start < c->proposal.edit.start || claim->truth != TRUTH_HOLDS || !claim->preferred || !claim->supports)
            return 0;
    }
    return (uint32_t)(is->claims - was->claims);
}

const char *certify_added(struct attempt *a)
{
    const struct subject *on = a->with->on;
    struct certified *c = a->c;
    uint32_t const at = c->proposal.edit.step;
    *a->sane = certify_read(a->with, c, a->err);
    if (!*a->sane)
        return "verifiers contradict each other";
    const struct step *step = &c->bad.steps[at];
    c->added = added(c, &on->steps[at], step);
    const char *reason = c->added ? certify_compare(a->with, c, -1) : "the added sentence reads differently";
    for (size_t k = 0; k < on->steps_count && !reason; k++)
        if (on->steps[k].verdict != c->bad.steps[k].verdict)
            reason = "a step would be judged otherwise";
    c->bad_answer = subject_answer_text(&c->bad);
    if (!reason && !text_equal(c->bad_answer, subject_answer_text(on)))
        reason = "the answer would be written otherwise";
    if (reason)
        return reason;
    size_t const last = step->first_claim + step->claims - 1;
    const struct claim *claim = &c->bad.claims[last];
    c->rests_on = ARENA_ARRAY(a->with->arena, uint32_t, 1);
    c->claim = subject_claim_text(&c->bad, claim);
    c->left = certify_plain(&claim->left, step, claim->points_left, a->with->arena);
    c->right = certify_plain(&claim->right, step, claim->points_right, a->with->arena);
    certify_count(a->with, at, (int32_t)last, c);
    return NULL;
}
