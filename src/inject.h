/* inject: draws sites and values for one solution until one is certified, per injector. Chance comes from (seed, source id,
 * injector) alone. */
#ifndef MISSTEP_INJECT_H
#define MISSTEP_INJECT_H

#include "certify.h"
#include "mix.h"

struct injectors {
    const struct injector *const *items;
    size_t count;
};

/* What certificates of this solution are made with. */
struct certifier inject_certifier(const struct verifiers *verifiers, const struct subject *on, struct arena *arena);

/* How records are to be made, whatever the injector. */
struct inject_settings {
    int64_t seed;
    bool truncate;   /* where an error cannot be carried to the answer, end with the faulty step */
    bool unfiltered; /* keep what the filters (quality.h) would drop */
};

enum { INJECT_ANYWHERE = -1 };

/* All sites of an injector in a solution. */
struct offer {
    const struct injector *injector;
    const struct site *sites; /* in the certifier's arena */
    size_t count;
};

struct offer inject_offer(const struct certifier *with, const struct injector *injector);

/* Tries the sites that are offered (those at one place of the first error (mix_place), or INJECT_ANYWHERE) in weighted random order, up to
 * ATTEMPTS_MAX proposals each: carried to the answer if that can be (`carried`: the solution is good for it), else truncated if it may be
 * so; what the filters drop counts as refused. NULL: *out is certified; else the reason of the last refusal ("nothing to propose", "no
 * site" if there was none), and *out means nothing. *sane is false if two verifiers contradicted each other (err says which). */
const char *inject_either(struct certifier *with, const struct inject_settings *settings, const struct offer *offer, int place,
                          bool carried, struct text source_id, struct certified *out, bool *sane, struct error *err);

/* At which places (a bit for each; of a control, bit 0) what is offered can be certified. False if two verifiers contradict each other. */
bool inject_certifiable(struct certifier *with, const struct inject_settings *settings, const struct offer *offer, bool carried,
                        struct text source_id, unsigned *places, struct error *err);

/* The errors that a solution may get, drawn one by one by the weights of a mix (mix_time). */
struct race {
    struct runner {
        struct offer offer;
        int place;
        size_t type;
        int64_t time;
    } runners[MIX_TYPES_MAX * MIX_PLACES];
    size_t count;
    int64_t none; /* when none is drawn */
};

void inject_race(struct race *race, const struct certifier *with, const struct mix *mix, int64_t seed, struct text source_id);

/* The next one; false if none are left, or none is what was drawn. */
bool inject_draw(struct race *race, struct runner *out);

#endif
