#include "inject.h"

#include "quality.h"

enum { PROPOSALS_MAX = 10 * ATTEMPTS_MAX }; /* over all sites of a solution */
enum { FORMULA_ATTEMPTS_MAX = 6 };          /* at one formula: all that was said before it is read again each time */
enum { DRAWS_MAX = 3 * ATTEMPTS_MAX };      /* some draws propose nothing */
enum { WORK_MAX = 1500000 };                /* bytes looked through, over all proposals of an injector */

static bool is_separated(const struct subject *on)
{
    for (size_t k = 0; k < on->steps_count; k++)
        for (size_t i = 0; i < on->steps[k].tokens.count; i++)
            if (on->steps[k].tokens.items[i].flags & TOKEN_SEPARATED)
                return true;
    return false;
}

struct certifier inject_certifier(const struct verifiers *verifiers, const struct subject *on, struct arena *arena)
{
    struct before *before = ARENA_ARRAY(arena, struct before, 1);
    struct standing *standing = ARENA_ARRAY(arena, struct standing, 1);
    before->of = standing->of = NULL;
    return (struct certifier){.verifiers = verifiers,
                              .on = on,
                              .separated = is_separated(on),
                              .loose = certify_asks_loosely(on),
                              .before = before,
                              .standing = standing,
                              .arena = arena};
}

static const char nothing[] = "nothing to propose";

/* The next site by weight among those left, spare ones last; it is taken out of the list. */
static struct site draw(struct site *sites, size_t *count, struct random *random)
{
    size_t total = 0, at = 0;
    bool spare = true;
    for (size_t i = 0; i < *count; i++)
        spare = spare && sites[i].spare;
    for (size_t i = 0; i < *count; i++)
        total += sites[i].spare == spare ? sites[i].weight : 0;
    size_t dice = random_below(random, total);
    for (; sites[at].spare != spare || dice >= sites[at].weight; at++)
        dice -= sites[at].spare == spare ? sites[at].weight : 0;
    struct site const drawn = sites[at];
    for (size_t i = at + 1; i < *count; i++)
        sites[i - 1] = sites[i];
    --*count;
    return drawn;
}

/* What may still be tried with one injector. Every draw and every proposal looks through the whole solution: the longer it is, the
 * fewer there are. */
struct budget {
    size_t proposals, draws;
};

static struct budget budget_for(const struct subject *on)
{
    size_t bytes = on->problem.size + 1;
    for (size_t k = 0; k < on->steps_count; k++)
        bytes += on->steps[k].text.size;
    size_t const most = MAX(WORK_MAX / bytes, (size_t)1);
    return (struct budget){MIN((size_t)PROPOSALS_MAX, most), 4 * most};
}

/* What was refused at a site. */
struct refusals {
    struct proposal proposals[ATTEMPTS_MAX];
    const char *reasons[ATTEMPTS_MAX];
    size_t count;
};

static bool same_proposal(const struct proposal *a, const struct proposal *b)
{
    bool same = value_equal(&a->value, &b->value) && edit_equal(&a->edit, &b->edit) && a->also_count == b->also_count &&
                a->left_out == b->left_out;
    for (size_t i = 0; same && i < a->also_count; i++)
        same = edit_equal(&a->also[i], &b->also[i]);
    return same;
}

/* What was refused before would be refused again, for the same reason. */
static const char *attempt(const struct certifier *with, const struct injector *injector, const struct site *site,
                           const struct proposal *proposal, struct refusals *refused, bool unfiltered, struct certified *out,
                           bool *sane, struct error *err)
{
    for (size_t i = 0; i < refused->count; i++)
        if (same_proposal(&refused->proposals[i], proposal))
            return refused->reasons[i];
    struct arena_mark const before = arena_mark(with->arena);
    const char *reason = certify(with, injector, site, proposal, out, sane, err);
    if (!reason && !unfiltered)
        reason = quality_refuses(with->on, out, with->arena);
    if (reason) {
        arena_back(with->arena, before);
        refused->proposals[refused->count] = *proposal;
        refused->reasons[refused->count++] = reason;
    }
    return reason;
}

/* What was drawn came to nothing, or was refused. */
static void spend(struct picks *picks, const char *reason)
{
    if (picks->last == PICKS_MAX)
        return;
    picks->spent |= UINT64_C(1) << picks->last;
    picks->reasons[picks->last] = reason;
}

static bool all_spent(const struct picks *picks)
{
    return picks->of && picks->of < PICKS_MAX && picks->spent == (UINT64_C(1) << picks->of) - 1;
}

/* `barren`: all further draws would propose nothing either, since no chance was drawn. *reason: why what was drawn is refused, as it was
 * before; else NULL. */
static bool propose(const struct certifier *with, const struct injector *injector, const struct site *site, struct tools *tools,
                    struct proposal *out, bool *barren, const char **reason)
{
    uint64_t const before = tools->random->state;
    struct picks *picks = tools->picks;
    picks->last = PICKS_MAX;
    *barren = false;
    *reason = NULL;
    if (injector->propose(with->on, site, tools, out))
        return true;
    if (picks->last < PICKS_MAX && picks->spent >> picks->last & 1)
        *reason = picks->reasons[picks->last];
    else
        spend(picks, NULL);
    *barren = tools->random->state == before;
    return *reason != NULL;
}

/* What is left to be drawn once all are spent: each comes to what it came to before. Returns the reason of the last refusal. */
static const char *draw_spent(struct tools *tools, size_t left, size_t most, struct budget *budget, const char *reason)
{
    const struct picks *picks = tools->picks;
    bool refused = false;
    for (size_t i = 0; i < picks->of; i++)
        refused |= picks->reasons[i] != NULL;
    if (!refused) {
        random_skip(tools->random, left);
        budget->draws -= left;
    }
    for (; refused && left && tools->attempt < most; left--) {
        const char *again = picks->reasons[random_below(tools->random, picks->of)];
        budget->draws--;
        if (!again)
            continue;
        reason = again;
        tools->attempt++;
        budget->proposals--;
    }
    return reason;
}

static const char *attempt_site(const struct certifier *with, const struct injector *injector, const struct site *site,
                                struct tools *tools, struct budget *budget, bool unfiltered, struct certified *out, bool *sane,
                                struct error *err)
{
    const char *reason = nothing;
    size_t const most = MIN((size_t)(site->formula ? FORMULA_ATTEMPTS_MAX : ATTEMPTS_MAX), budget->proposals);
    struct refusals refused;
    struct picks *picks = tools->picks;
    refused.count = tools->attempt = 0;
    picks->spent = picks->of = 0;
    for (size_t left = MIN((size_t)DRAWS_MAX, budget->draws); left && tools->attempt < most; left--) {
        struct proposal proposal;
        const char *known;
        bool barren;
        if (all_spent(picks))
            return draw_spent(tools, left, most, budget, reason);
        budget->draws--;
        if (!propose(with, injector, site, tools, &proposal, &barren, &known)) {
            if (barren)
                break;
            continue;
        }
        tools->attempt++;
        budget->proposals--;
        reason = known ? known : attempt(with, injector, site, &proposal, &refused, unfiltered, out, sane, err);
        if (!reason || !*sane || (!known && out->hopeless))
            return reason;
        spend(picks, reason);
    }
    return reason;
}

static unsigned place_of(const struct certifier *with, const struct injector *injector, const struct site *site)
{
    return mix_place(injector->cls == HARMLESS ? 0
                     : site->formula           ? site->step
                     : injector->place         ? injector->place(with->on, site)
                                               : with->on->claims[site->claim].step);
}

struct offer inject_offer(const struct certifier *with, const struct injector *injector)
{
    struct site sites[SITES_MAX];
    size_t const count = injector->sites(with->on, sites, SITES_MAX);
    struct site *kept = ARENA_ARRAY(with->arena, struct site, count + 1);
    memcpy(kept, sites, count * sizeof *kept);
    return (struct offer){injector, kept, count};
}

static unsigned places_of(const struct certifier *with, const struct offer *offer)
{
    unsigned places = 0;
    for (size_t i = 0; i < offer->count; i++)
        places |= 1u << place_of(with, offer->injector, &offer->sites[i]);
    return places;
}

static size_t sites_at(const struct certifier *with, const struct offer *offer, int place, struct site out[SITES_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < offer->count; i++)
        if (place == INJECT_ANYWHERE || (int)place_of(with, offer->injector, &offer->sites[i]) == place)
            out[count++] = offer->sites[i];
    return count;
}

static const char unreachable[] = "carried on it would reach no answer";

static const char *make_one(const struct certifier *with, const struct offer *offer, int place,
                            const struct inject_settings *settings, struct text source_id, struct certified *out, bool *sane,
                            struct error *err)
{
    const struct injector *injector = offer->injector;
    struct site sites[SITES_MAX];
    struct random random = random_for((uint64_t)settings->seed, source_id, text_of(injector->name));
    size_t left = sites_at(with, offer, place, sites);
    const char *const none = "no site", *reason = none;
    struct picks picks;
    struct tools tools = {.random = &random, .picks = &picks, .arena = with->arena, .separated = with->separated};
    *sane = true;
    if (injector->cls != HARMLESS && !with->truncate && with->loose) /* no answer, nothing to be loose about */
        return "the problem asks for something approximate";
    for (struct budget budget = budget_for(with->on); left && budget.proposals && budget.draws;) {
        struct site const site = draw(sites, &left, &random);
        const char *said = with->formulas && !site.formula ? unreachable : certify_site(with, injector, &site);
        if (!said)
            said = attempt_site(with, injector, &site, &tools, &budget, settings->unfiltered, out, sane, err);
        if (!said || !*sane)
            return said;
        if (reason == none || (said != nothing && !site.spare))
            reason = said;
    }
    return reason;
}

const char *inject_either(struct certifier *with, const struct inject_settings *settings, const struct offer *offer, int place,
                          bool carried, struct text source_id, struct certified *out, bool *sane, struct error *err)
{
    enum certificate const kind = offer->injector->kind;
    bool const control = kind == CERTIFICATE_UNCHANGED && with->on->given.found; /* they carry nothing */
    const char *reason = unreachable;
    *sane = true;
    with->truncate = false;
    with->formulas = !carried && !control;
    if (!with->formulas || kind == CERTIFICATE_REFUTED)
        reason = make_one(with, offer, place, settings, source_id, out, sane, err);
    if (!*sane || !reason || !settings->truncate || kind != CERTIFICATE_REFUTED)
        return reason;
    with->truncate = true;
    with->formulas = false;
    return make_one(with, offer, place, settings, source_id, out, sane, err);
}

bool inject_certifiable(struct certifier *with, const struct inject_settings *settings, const struct offer *offer, bool carried,
                        struct text source_id, unsigned *places, struct error *err)
{
    unsigned const offered = places_of(with, offer);
    *places = 0;
    for (unsigned place = 0; place < MIX_PLACES; place++) {
        struct certified certified;
        bool sane = true;
        if (!(offered >> place & 1))
            continue;
        if (!inject_either(with, settings, offer, (int)place, carried, source_id, &certified, &sane, err))
            *places |= 1u << place;
        if (!sane)
            return false;
    }
    return true;
}

void inject_race(struct race *race, const struct certifier *with, const struct mix *mix, int64_t seed, struct text source_id)
{
    struct random const chance = mix_chance(seed, source_id);
    race->count = 0;
    race->none = mix_time(mix, chance, mix->count, 0);
    for (size_t i = 0; i < mix->count; i++) {
        struct offer const offer = inject_offer(with, mix->types[i]);
        unsigned const places = places_of(with, &offer);
        for (unsigned place = 0; place < MIX_PLACES; place++)
            if (places >> place & 1)
                race->runners[race->count++] = (struct runner){offer, (int)place, i, mix_time(mix, chance, i, place)};
    }
}

bool inject_draw(struct race *race, struct runner *out)
{
    size_t first = 0;
    for (size_t i = 1; i < race->count; i++)
        if (race->runners[i].time < race->runners[first].time)
            first = i;
    if (!race->count || race->runners[first].time >= race->none)
        return false;
    *out = race->runners[first];
    race->runners[first] = race->runners[--race->count];
    return true;
}
