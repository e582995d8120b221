/* circular: a control. A result is given as its own reason: 12 * 4 = 48. That is because 48 = 12 * 4. Poor, but right. */
#include "restate.h"

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (uint32_t i = 0; i < on->claims_count && count < max; i++)
        if (restate_claim(on, &on->claims[i]) && restate_step(on, on->claims[i].step))
            out[count++] = (struct site){.claim = i, .derivation = -1, .step = on->claims[i].step, .weight = 1};
    return count;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    static const char *const words[] = {"That is because", "This holds since", "The reason is that"};
    const struct claim *c = &on->claims[at->claim];
    const struct step *step = &on->steps[c->step];
    const struct token *relation = &step->tokens.items[c->relation];
    struct text const left = text_trim(text_part(step->text, c->start, relation->start));
    struct text const right = text_trim(text_part(step->text, relation->end, c->end));
    struct buffer added = {0};
    buffer_format(&added, " %s %.*s = %.*s.", words[random_below(with->random, COUNT(words))], (int)right.size, right.at,
                  (int)left.size, left.at);
    *out = restate_proposal(on, at->step, buffer_text(&added), with->arena);
    buffer_free(&added);
    return with->attempt == 0;
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    (void)on, (void)at, (void)proposal, (void)arena;
    return TEXT("Nothing is wrong: a result is given as its own reason, which is poor.");
}

const struct injector injector_circular = {
    .name = "circular",
    .says = "control: a result is given as its own reason; poor, but right",
    .cls = HARMLESS,
    .kind = CERTIFICATE_UNCHANGED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
