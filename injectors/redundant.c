/* redundant: a control. A later step says once more what an earlier one has worked out. Poor, but right. */
#include "restate.h"

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (uint32_t k = 1; k < on->steps_count; k++)
        for (uint32_t i = 0; i < on->steps[k].first_claim && restate_step(on, k) && count < max; i++)
            if (restate_claim(on, &on->claims[i]))
                out[count++] = (struct site){.claim = i, .derivation = -1, .step = k, .weight = 1};
    return count;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    static const char *const words[] = {"As found above", "As we have seen", "To say it again"};
    struct text const claim = subject_claim_text(on, &on->claims[at->claim]);
    struct buffer added = {0};
    buffer_format(&added, " %s, %.*s.", words[random_below(with->random, COUNT(words))], (int)claim.size, claim.at);
    *out = restate_proposal(on, at->step, buffer_text(&added), with->arena);
    buffer_free(&added);
    return with->attempt == 0;
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    (void)on, (void)at, (void)proposal, (void)arena;
    return TEXT("Nothing is wrong: an earlier result is said once more.");
}

const struct injector injector_redundant = {
    .name = "redundant",
    .says = "control: a step says once more what an earlier one has worked out; poor, but right",
    .cls = HARMLESS,
    .kind = CERTIFICATE_UNCHANGED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
