/* drop_condition: the last step, which applies a number of the problem, is left out, and the answer states what it starts from. */
#include "stop.h"

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    return stop_sites(on, STOP_CONDITION, out, max);
}

const struct injector injector_drop_condition = {
    .name = "drop_condition",
    .says = "the last step, which applies a number of the problem, is left out, and the answer states what it starts from",
    .cls = STRUCTURAL,
    .kind = CERTIFICATE_IGNORED,
    .sites = sites,
    .propose = stop_propose,
    .explain = stop_explain,
};
