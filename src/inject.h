/* inject: draws sites and values for one solution until one is certified, per injector. Chance comes from (seed, source id,
 * injector) alone. */
#ifndef MISSTEP_INJECT_H
#define MISSTEP_INJECT_H

#include "certify.h"

struct injectors {
    const struct injector *const *items;
    size_t count;
};

/* Does the solution write thousands separators? */
bool inject_separated(const struct subject *on);

/* Tries an injector's sites in weighted random order, up to ATTEMPTS_MAX proposals each. NULL: *out is certified; else the reason
 * of the last refusal ("no site" if there was none). *sane is false if two verifiers contradicted each other (err says which). */
const char *inject_one(const struct certifier *with, const struct injector *injector, int64_t seed, struct text source_id,
                       struct certified *out, bool *sane, struct error *err);

#endif
