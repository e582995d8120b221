/* extra_information: a number that stands nowhere before, nor follows from what does, enters in place of one that the problem gives. */
#include "fresh.h"

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    return fresh_sites(on, SOURCE_PROBLEM | SOURCE_RESULT | SOURCE_SEVERAL, SOURCE_PROBLEM, out, max);
}

const struct injector injector_extra_information = {
    .name = "extra_information",
    .says = "a number that stands nowhere before, nor follows from what does, takes the place of a given one",
    .cls = STRUCTURAL,
    .kind = CERTIFICATE_UNDERIVED,
    .sites = sites,
    .propose = fresh_propose,
    .explain = operand_explain,
};
