#include "inject.h"

enum { PROPOSALS_MAX = 10 * ATTEMPTS_MAX }; /* over all sites of a solution */
enum { DRAWS_MAX = 3 * ATTEMPTS_MAX };      /* some draws propose nothing */

static bool uses_separators(const struct subject *on)
{
    for (size_t k = 0; k < on->steps_count; k++)
        for (size_t i = 0; i < on->steps[k].tokens.count; i++)
            if (on->steps[k].tokens.items[i].flags & TOKEN_SEPARATED)
                return true;
    return false;
}

/* The next site by weight among those left; it is taken out of the list. */
static struct site draw(struct site *sites, size_t *count, struct random *random)
{
    size_t total = 0, at = 0;
    for (size_t i = 0; i < *count; i++)
        total += sites[i].weight;
    size_t dice = random_below(random, total);
    while (dice >= sites[at].weight)
        dice -= sites[at++].weight;
    struct site const drawn = sites[at];
    for (size_t i = at + 1; i < *count; i++)
        sites[i - 1] = sites[i];
    --*count;
    return drawn;
}

const char *inject_one(const struct verifiers *verifiers, const struct injector *injector, const struct subject *on, int64_t seed,
                       struct text source_id, struct arena *arena, struct certified *out, bool *sane, struct error *err)
{
    struct site sites[SITES_MAX];
    struct random random = random_for((uint64_t)seed, source_id, text_of(injector->name));
    size_t left = injector->sites(on, sites, SITES_MAX);
    const char *reason = "no site";
    struct tools tools = {.random = &random, .arena = arena, .separated = uses_separators(on)};
    *sane = true;
    if (injector->cls != HARMLESS && certify_asks_loosely(on))
        return "the problem asks for something approximate";
    for (unsigned proposals = 0; left && proposals < PROPOSALS_MAX;) {
        struct site const site = draw(sites, &left, &random);
        const char *against = certify_site(on, injector, &site);
        if (against) {
            reason = against;
            continue;
        }
        tools.attempt = 0;
        for (unsigned draws = 0; draws < DRAWS_MAX && tools.attempt < ATTEMPTS_MAX; draws++) {
            struct proposal proposal;
            if (!injector->propose(on, &site, &tools, &proposal))
                continue;
            tools.attempt++;
            proposals++;
            reason = certify(verifiers, on, injector, &site, &proposal, tools.separated, arena, out, sane, err);
            if (!reason || !*sane)
                return reason;
            if (out->hopeless)
                break;
        }
    }
    return reason;
}
