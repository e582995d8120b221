/* inject: draws sites and values for one solution until one is certified, per injector. Chance comes from (seed, source id,
 * injector) alone. */
#ifndef MISSTEP_INJECT_H
#define MISSTEP_INJECT_H

#include "certify.h"

struct injectors {
    const struct injector *const *items;
    size_t count;
};

/* Tries an injector's sites in weighted random order, up to ATTEMPTS_MAX proposals each. NULL: *out is certified; else the reason
 * of the last refusal ("no site" if there was none). *sane is false if two verifiers contradicted each other (err says which). */
const char *inject_one(const struct verifiers *verifiers, const struct injector *injector, const struct subject *on, int64_t seed,
                       struct text source_id, struct arena *arena, struct certified *out, bool *sane, struct error *err);

#endif
