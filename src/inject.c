#include "inject.h"

enum { PROPOSALS_MAX = 10 * ATTEMPTS_MAX }; /* over all sites of a solution */
enum { DRAWS_MAX = 3 * ATTEMPTS_MAX };      /* some draws propose nothing */

bool inject_separated(const struct subject *on)
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

static const char *attempt_site(const struct certifier *with, const struct injector *injector, const struct site *site,
                                struct tools *tools, unsigned *proposals, struct certified *out, bool *sane, struct error *err)
{
    const char *reason = "nothing to propose";
    tools->attempt = 0;
    for (unsigned draws = 0; draws < DRAWS_MAX && tools->attempt < ATTEMPTS_MAX; draws++) {
        struct proposal proposal;
        if (!injector->propose(with->on, site, tools, &proposal))
            continue;
        tools->attempt++;
        ++*proposals;
        reason = certify(with, injector, site, &proposal, out, sane, err);
        if (!reason || !*sane || out->hopeless)
            return reason;
    }
    return reason;
}

const char *inject_one(const struct certifier *with, const struct injector *injector, int64_t seed, struct text source_id,
                       struct certified *out, bool *sane, struct error *err)
{
    struct site sites[SITES_MAX];
    struct random random = random_for((uint64_t)seed, source_id, text_of(injector->name));
    size_t left = injector->sites(with->on, sites, SITES_MAX);
    const char *reason = "no site";
    struct tools tools = {.random = &random, .arena = with->arena, .separated = with->separated};
    *sane = true;
    if (injector->cls != HARMLESS && certify_asks_loosely(with->on))
        return "the problem asks for something approximate";
    for (unsigned proposals = 0; left && proposals < PROPOSALS_MAX;) {
        struct site const site = draw(sites, &left, &random);
        reason = certify_site(with->on, injector, &site);
        if (!reason)
            reason = attempt_site(with, injector, &site, &tools, &proposals, out, sane, err);
        if (!reason || !*sane)
            return reason;
    }
    return reason;
}
