/* wrong_target: the last step is left out, and the answer states one of the results that it puts together. */
#include "stop.h"

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    return stop_sites(on, STOP_TARGET, out, max);
}

const struct injector injector_wrong_target = {
    .name = "wrong_target",
    .says = "the last step is left out, and the answer states one of the results that it puts together",
    .cls = STRUCTURAL,
    .kind = CERTIFICATE_IGNORED,
    .sites = sites,
    .propose = stop_propose,
    .explain = stop_explain,
};
