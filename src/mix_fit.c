/* The weights that meet what is wanted (mix.h tells how). */
#include "mix.h"

#include <stdlib.h>

enum {
    ROUNDS = 120,       /* of raking, for each weight of "none" */
    FRACTION_BITS = 13, /* of what one solution is expected to give */
    NEAR =
        15000, /* a distance, in millionths, that is good enough: what a sample tells is as far off, and less leaves many out */
    NONE_FIRST_BITS = 20, /* the first weight of "none" that is tried after 0 */
    REFINING = 60         /* rounds, by what will be drawn */
};

struct pattern {
    struct mix_offer offer;
    int64_t count;
};

/* A solution whose draw is looked at. */
struct drawn {
    struct mix_offer offer;
    struct random chance;
};

struct mix_counts {
    struct pattern *at;
    size_t count, room;
    struct drawn *drawn;
    size_t drawn_count, drawn_room;
};

struct mix_counts *mix_counts_new(void)
{
    struct mix_counts *counts = calloc(1, sizeof *counts);
    if (!counts)
        die("no memory");
    return counts;
}

void mix_counts_free(struct mix_counts *counts)
{
    if (counts) {
        free(counts->at);
        free(counts->drawn);
    }
    free(counts);
}

static int compare(const void *a, const void *b)
{
    return memcmp(&((const struct pattern *)a)->offer, &((const struct pattern *)b)->offer, sizeof(struct mix_offer));
}

/* Sorts, and makes one of equal ones. */
static void merge(struct mix_counts *counts)
{
    size_t kept = 0;
    if (counts->count)
        qsort(counts->at, counts->count, sizeof *counts->at, compare);
    for (size_t i = 0; i < counts->count; i++) {
        if (kept && compare(&counts->at[kept - 1], &counts->at[i]) == 0)
            counts->at[kept - 1].count += counts->at[i].count;
        else
            counts->at[kept++] = counts->at[i];
    }
    counts->count = kept;
}

static void keep_drawn(struct mix_counts *counts, const struct mix_offer *offer, struct random chance)
{
    if (counts->drawn_count == MIX_DRAWN_MAX)
        return;
    if (counts->drawn_count == counts->drawn_room) {
        counts->drawn_room = MAX(counts->drawn_room * 2, (size_t)1024);
        counts->drawn = realloc(counts->drawn, counts->drawn_room * sizeof *counts->drawn);
        if (!counts->drawn)
            die("no memory");
    }
    counts->drawn[counts->drawn_count++] = (struct drawn){*offer, chance};
}

void mix_count(struct mix_counts *counts, const struct mix_offer *offer, struct random chance)
{
    keep_drawn(counts, offer, chance);
    if (counts->count == counts->room) {
        merge(counts);
        if (counts->count == MIX_PATTERNS_MAX)
            return;
        if (counts->count * 2 >= counts->room) {
            counts->room = MIN(MAX(counts->room * 2, (size_t)1024), (size_t)MIX_PATTERNS_MAX);
            counts->at = realloc(counts->at, counts->room * sizeof *counts->at);
            if (!counts->at)
                die("no memory");
        }
    }
    counts->at[counts->count++] = (struct pattern){*offer, 1};
}

/* Sums over all solutions, in 2^-FRACTION_BITS of a record. */
struct sums {
    int64_t types[MIX_TYPES_MAX], places[MIX_PLACES], all, faulty;
};

/* mix_weight() of all types and places. */
struct table {
    uint64_t weights[MIX_TYPES_MAX][MIX_PLACES];
};

static uint64_t total_of(const struct mix *mix, const struct table *table, const struct pattern *p)
{
    uint64_t total = (uint64_t)mix->none;
    for (size_t i = 0; i < mix->count; i++)
        for (unsigned left = p->offer.places[i]; left; left &= left - 1)
            total += table->weights[i][__builtin_ctz(left)];
    return total;
}

static void add_pattern(const struct mix *mix, const struct table *table, const struct pattern *p, struct sums *sums)
{
    uint64_t const total = total_of(mix, table, p);
    for (size_t i = 0; i < mix->count && total; i++)
        for (unsigned left = p->offer.places[i]; left; left &= left - 1) {
            int const place = __builtin_ctz(left);
            int64_t const share = (int64_t)((table->weights[i][place] << FRACTION_BITS) / total) * p->count;
            sums->types[i] += share;
            sums->all += share;
            if (mix->types[i]->cls != HARMLESS) {
                sums->places[place] += share;
                sums->faulty += share;
            }
        }
}

static struct sums sum_up(const struct mix *mix, const struct mix_counts *counts)
{
    struct table table;
    struct sums sums = {0};
    for (size_t i = 0; i < mix->count; i++)
        for (unsigned place = 0; place < MIX_PLACES; place++)
            table.weights[i][place] = mix_weight(mix, i, place);
    for (size_t i = 0; i < counts->count; i++)
        add_pattern(mix, &table, &counts->at[i], &sums);
    return sums;
}

/* all * share, without overflow. */
static int64_t part(int64_t all, int64_t share)
{
    return all / MIX_SHARE * share + all % MIX_SHARE * share / MIX_SHARE;
}

/* sum <= all */
static int64_t share_of(int64_t sum, int64_t all)
{
    for (; all >> 40; all >>= 1)
        sum >>= 1;
    return all ? sum * MIX_SHARE / all : 0;
}

/* One weight, multiplied by wanted over expected; by 2 at most. */
static int64_t corrected(int64_t weight, int64_t wanted, int64_t expected)
{
    int64_t const ratio = expected ? MIN(wanted / MAX(expected >> 10, 1), 2048) : 2048;
    return MIN(MAX(weight * MAX(ratio, 512) >> 10, 1), MIX_WEIGHT_MAX);
}

static void correct_types(struct mix *mix, const struct sums *sums)
{
    for (size_t i = 0; i < mix->count; i++)
        mix->weights[i] = corrected(mix->weights[i], part(sums->all, mix->wanted[i]), sums->types[i]);
}

static void correct_places(struct mix *mix, const struct sums *sums)
{
    for (size_t p = 0; p < MIX_PLACES && mix->placing != MIX_PLACES_ANY; p++)
        mix->place_weights[p] = corrected(mix->place_weights[p], part(sums->faulty, mix->wanted_places[p]), sums->places[p]);
}

static void rake(struct mix *mix, const struct mix_counts *counts)
{
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct sums sums = sum_up(mix, counts);
        correct_types(mix, &sums);
        if (mix->placing == MIX_PLACES_ANY)
            continue;
        sums = sum_up(mix, counts);
        correct_places(mix, &sums);
    }
}

/* The sums are those over so many solutions. */
static void note_expected(struct mix *mix, const struct sums *sums, int64_t solutions)
{
    for (size_t i = 0; i < mix->count; i++)
        mix->expected[i] = share_of(sums->types[i], sums->all);
    for (size_t p = 0; p < MIX_PLACES; p++)
        mix->expected_places[p] = share_of(sums->places[p], sums->faulty);
    mix->yield = share_of(sums->all, solutions << FRACTION_BITS);
}

/* What one solution may be given, and how long chance makes it wait; the list of each begins with none. */
struct wait {
    int64_t time;
    unsigned char type, place;
};

struct waits {
    struct wait *at;
    size_t count;
};

static struct waits waits_of(const struct mix *mix, const struct mix_counts *counts)
{
    struct waits out = {0};
    size_t count = counts->drawn_count;
    for (size_t i = 0; i < counts->drawn_count; i++)
        for (size_t t = 0; t < mix->count; t++)
            count += (size_t)__builtin_popcount(counts->drawn[i].offer.places[t]);
    out.at = malloc(MAX(count, (size_t)1) * sizeof *out.at);
    if (!out.at)
        die("no memory");
    for (size_t i = 0; i < counts->drawn_count; i++) {
        const struct drawn *d = &counts->drawn[i];
        out.at[out.count++] = (struct wait){mix_wait(d->chance, mix->count, 0), (unsigned char)mix->count, 0};
        for (size_t t = 0; t < mix->count; t++)
            for (unsigned left = d->offer.places[t]; left; left &= left - 1) {
                unsigned const place = (unsigned)__builtin_ctz(left);
                out.at[out.count++] = (struct wait){mix_wait(d->chance, t, place), (unsigned char)t, (unsigned char)place};
            }
    }
    return out;
}

static void add_drawn(const struct mix *mix, const struct wait *w, struct sums *sums)
{
    int64_t const one = INT64_C(1) << FRACTION_BITS;
    if (w->type == mix->count)
        return;
    sums->types[w->type] += one;
    sums->all += one;
    if (mix->types[w->type]->cls != HARMLESS) {
        sums->places[w->place] += one;
        sums->faulty += one;
    }
}

static struct sums sum_drawn(const struct mix *mix, const struct waits *waits)
{
    int64_t speeds[MIX_TYPES_MAX + 1][MIX_PLACES];
    struct sums sums = {0};
    for (size_t t = 0; t <= mix->count; t++)
        for (unsigned place = 0; place < MIX_PLACES; place++)
            speeds[t][place] = mix_speed(mix, t, place);
    for (size_t i = 0; i < waits->count;) {
        const struct wait *first = &waits->at[i];
        int64_t least = first->time - speeds[first->type][0];
        for (i++; i < waits->count && waits->at[i].type < mix->count; i++) {
            const struct wait *w = &waits->at[i];
            if (w->time - speeds[w->type][w->place] < least) {
                least = w->time - speeds[w->type][w->place];
                first = w;
            }
        }
        add_drawn(mix, first, &sums);
    }
    return sums;
}

/* Adds what is to be expected of the solutions whose draws are not looked at. Returns how many solutions that makes. */
static int64_t add_others(const struct mix *mix, const struct mix_counts *counts, struct sums *sums)
{
    int64_t const drawn = (int64_t)counts->drawn_count;
    int64_t const all = mix->sample ? mix->solutions * MAX(mix->corpus, mix->sample) / mix->sample : drawn;
    if (all <= drawn || !mix->solutions)
        return drawn;
    struct sums const expected = sum_up(mix, counts);
    for (size_t i = 0; i < mix->count; i++)
        sums->types[i] += expected.types[i] / mix->solutions * (all - drawn);
    for (size_t p = 0; p < MIX_PLACES; p++)
        sums->places[p] += expected.places[p] / mix->solutions * (all - drawn);
    sums->all += expected.all / mix->solutions * (all - drawn);
    sums->faulty += expected.faulty / mix->solutions * (all - drawn);
    return all;
}

/* How far off all shares are together. */
static int64_t distances(const struct mix *mix)
{
    int64_t sum = 0;
    for (size_t i = 0; i < mix->count; i++)
        sum += llabs(mix->wanted[i] - mix->expected[i]);
    for (size_t p = 0; p < MIX_PLACES && mix->placing != MIX_PLACES_ANY; p++)
        sum += llabs(mix->wanted_places[p] - mix->expected_places[p]);
    return sum;
}

/* Fits the weights to what will be drawn: no sum of chances, so that the best round counts and not the last. */
static void refine(struct mix *mix, const struct mix_counts *counts)
{
    struct waits const waits = waits_of(mix, counts);
    struct mix best = *mix;
    bool found = false;
    for (unsigned round = 0; round < REFINING; round++) {
        struct sums sums = sum_drawn(mix, &waits);
        note_expected(mix, &sums, add_others(mix, counts, &sums));
        if (sums.all && (!found || distances(mix) < distances(&best)))
            best = *mix;
        found = found || sums.all;
        if (round % 2)
            correct_places(mix, &sums);
        else
            correct_types(mix, &sums);
    }
    *mix = best;
    free(waits.at);
}

static void note_offered(struct mix *mix, const struct mix_counts *counts)
{
    for (size_t i = 0; i < counts->count; i++) {
        unsigned places = 0;
        for (size_t t = 0; t < mix->count; t++) {
            places |= mix->types[t]->cls == HARMLESS ? 0u : counts->at[i].offer.places[t];
            mix->offered[t] += counts->at[i].offer.places[t] ? counts->at[i].count : 0;
        }
        for (unsigned p = 0; p < MIX_PLACES; p++)
            mix->offered_places[p] += places >> p & 1 ? counts->at[i].count : 0;
    }
    for (size_t t = 0; t < mix->count; t++)
        mix->offered[t] = share_of(mix->offered[t], mix->solutions);
    for (unsigned p = 0; p < MIX_PLACES; p++)
        mix->offered_places[p] = share_of(mix->offered_places[p], mix->solutions);
}

/* Uniform: of each solution, each place at which it offers an error is as likely as its others. */
static void want_uniform(struct mix *mix, const struct mix_counts *counts)
{
    int64_t sums[MIX_PLACES] = {0}, all = 0;
    for (size_t i = 0; i < counts->count; i++) {
        unsigned places = 0, number = 0;
        for (size_t t = 0; t < mix->count; t++)
            places |= mix->types[t]->cls == HARMLESS ? 0u : counts->at[i].offer.places[t];
        for (unsigned p = 0; p < MIX_PLACES; p++)
            number += places >> p & 1;
        for (unsigned p = 0; p < MIX_PLACES; p++)
            if (places >> p & 1) {
                sums[p] += counts->at[i].count * 840 / number; /* 840: divisible by 1 … 8 */
                all += counts->at[i].count * 840 / number;
            }
    }
    for (unsigned p = 0; p < MIX_PLACES; p++)
        mix->wanted_places[p] = share_of(sums[p], all);
}

static void begin(struct mix *mix, int64_t none)
{
    for (size_t i = 0; i < mix->count; i++)
        mix->weights[i] = MIX_EVEN;
    for (size_t p = 0; p < MIX_PLACES; p++)
        mix->place_weights[p] = MIX_EVEN;
    mix->none = none;
}

bool mix_fit(struct mix *mix, struct mix_counts *counts, struct error *err)
{
    struct mix best = {0};
    merge(counts);
    mix->solutions = 0;
    for (size_t i = 0; i < counts->count; i++)
        mix->solutions += counts->at[i].count;
    memset(mix->offered, 0, sizeof mix->offered);
    memset(mix->offered_places, 0, sizeof mix->offered_places);
    note_offered(mix, counts);
    if (mix->placing == MIX_PLACES_UNIFORM)
        want_uniform(mix, counts);
    for (unsigned bits = NONE_FIRST_BITS; bits <= 40; bits++) {
        begin(mix, bits == NONE_FIRST_BITS ? 0 : INT64_C(1) << bits);
        rake(mix, counts);
        struct sums const sums = sum_up(mix, counts);
        note_expected(mix, &sums, mix->solutions);
        if (mix->yield > 0 && (!best.count || mix_distance(mix) < mix_distance(&best)))
            best = *mix;
        if (best.count && mix_distance(&best) <= NEAR)
            break;
    }
    if (!best.count)
        return fail(err, EXIT_FINDINGS, "no solution offers any of the errors that are wanted");
    *mix = best;
    refine(mix, counts);
    return true;
}
