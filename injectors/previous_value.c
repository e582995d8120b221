/* previous_value: another earlier result, or what the right one was before it changed, takes the place of an earlier result: the
 * claim holds, but is about the wrong quantity. */
#include "operand.h"

enum variant { ANOTHER, STALE, REPEATED }; /* the last one: a result that the claim has already */

static bool is_site(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    return o->sources == SOURCE_RESULT && on->derivations[o->result].proved && !operand_constant(on, d, o);
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    static const uint32_t weights[VARIANTS_MAX] = {[ANOTHER] = 100, [STALE] = 60, [REPEATED] = 4};
    return operand_sites(on, is_site, weights, out, max);
}

/* What of the same kind may stand in its place? */
static bool suits(const struct subject *on, const struct site *at, const struct value *now)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct value *value = operand_value(on, d, &on->operands[at->operand]);
    return operand_replaces(value, now) && operand_occurs(on, d, now) == (at->variant == REPEATED);
}

static bool propose_result(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    size_t pick;
    if (!at->derivation || !tools_pick(with, (size_t)at->derivation, &pick))
        return false;
    const struct derivation *now = &on->derivations[pick];
    return now->proved && now->step < d->step && suits(on, at, &now->value) && !trace_givens(on, &now->value) &&
           operand_like_result(on, d, o, now) && operand_propose(on, at, &now->value, with, out);
}

/* 20 - 4 = 16 went before: the step takes 20 for 16. */
static bool propose_stale(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct value *now = operand_before(on, &on->operands[at->operand]);
    return now && suits(on, at, now) && operand_propose(on, at, now, with, out);
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    return at->variant == STALE ? propose_stale(on, at, with, out) : propose_result(on, at, with, out);
}

const struct injector injector_previous_value = {
    .name = "previous_value",
    .says = "another earlier result, or what it was before it changed, takes the place of the right one",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
