/* terse: a control, though a poor one. The arithmetic is left out, its right result stays: what a leap is without its error. */
#include "bare.h"

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    return with->attempt == 0 && bare_propose(on, at, with, &on->derivations[at->derivation].value, out);
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    (void)on, (void)at, (void)proposal, (void)arena;
    return TEXT("Nothing is wrong: the arithmetic is left out, its result is right.");
}

const struct injector injector_terse = {
    .name = "terse",
    .says = "control, a poor one: the arithmetic is left out, its right result stays",
    .cls = HARMLESS,
    .kind = CERTIFICATE_UNCHANGED,
    .sites = bare_sites,
    .propose = propose,
    .explain = explain,
};
