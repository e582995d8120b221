/* operator: the step says a comparison of the problem the wrong way round and computes it so: "7 fewer" and 12 - 7 for "7 more"
 * and 12 + 7. */
#include "comparison.h"

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    struct comparison c;
    for (size_t i = 0; i < on->derivations_count && count < max; i++) {
        const struct derivation *d = &on->derivations[i];
        if (comparison_read(on, d, &c) && comparison_said(&on->steps[d->step], &c))
            out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .weight = 1};
    }
    return count;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    struct comparison c;
    return !with->attempt && comparison_read(on, d, &c) && comparison_turn(on, d, &c, with->arena, out);
}

const struct injector injector_operator = {
    .name = "operator",
    .says = "the step turns a comparison of the problem round, in its words and in what it computes",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
