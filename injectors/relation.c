/* relation: the problem compares ("7 more than", "twice as many as"), and the step computes it the wrong way round: 12 - 7 for
 * 12 + 7; or it speaks of a share of the rest, and the step takes it of the whole. The step's words say nothing of it. */
#include "comparison.h"

enum variant { TURNED, SHARE, OF_WHOLE };

static size_t sites_of(const struct subject *on, size_t i, struct site *out, size_t max)
{
    const struct derivation *d = &on->derivations[i];
    struct comparison c;
    struct operand_pair pair;
    size_t count = 0;
    if (max && comparison_read(on, d, &c) && comparison_silent(&on->steps[d->step], &c))
        out[count++] = (struct site){.claim = d->claim,
                                     .derivation = (int32_t)i,
                                     .variant = TURNED,
                                     .weight = d->from->nodes[d->from->root].kind == NODE_MUL ? 1 : 3}; /* the rest is rarer */
    if (count < max && comparison_share(on, d, &pair))
        out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .variant = SHARE, .weight = 1};
    for (size_t k = d->first_operand; k < d->first_operand + d->operands && count < max; k++)
        if (d->proved && comparison_of_rest(on, d, &on->operands[k]))
            out[count++] = (struct site){
                .claim = d->claim, .derivation = (int32_t)i, .operand = (uint32_t)k, .variant = OF_WHOLE, .weight = 1};
    return count;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count; i++)
        count += sites_of(on, i, out + count, max - count);
    return count;
}

/* 12 * 1/3 -> 12 * 3 */
static bool multiply(const struct subject *on, const struct derivation *d, struct proposal *out)
{
    const struct step *step = &on->steps[d->step];
    struct operand_pair pair;
    if (!comparison_share(on, d, &pair))
        return false;
    const struct token *first = &step->tokens.items[pair.first], *last = &step->tokens.items[pair.last];
    *out = (struct proposal){.edit = {d->step, first->start, last->end, text_part(step->text, last->start, last->end)},
                             .computed = true};
    return true;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    struct comparison c;
    if (with->attempt)
        return false;
    if (at->variant == TURNED)
        return comparison_read(on, d, &c) && comparison_flip(on, d, &c, with->arena, out);
    if (at->variant == SHARE)
        return multiply(on, d, out);
    const struct value *whole = operand_before(on, &on->operands[at->operand]);
    return whole && operand_propose(on, at, whole, with, out);
}

const struct injector injector_relation = {
    .name = "relation",
    .says = "what the problem compares is computed the wrong way round, or a share of the rest is taken of the whole",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
