/* mix: which errors, and where, a corpus is to get: shares of injectors and of places of the first error, and the weights that
 * meet them.
 *
 * A corpus does not offer every error everywhere. So a counting pass notes, for each solution, which injectors can be certified at
 * which steps; the weights are fitted to that by raking (Deming and Stephan 1940, iterative proportional fitting): in turn, each
 * injector's and each place's weight is multiplied by what is wanted over what is to be expected, until both agree. Where they
 * cannot agree over all solutions, a weight for "none" leaves some of them out, as few as will do. What is drawn for a solution depends
 * on its own chance and the weights alone, so the weights are then fitted once more, to what will be drawn for the solutions that were
 * looked at and is to be expected of the others: chance does not come between what was wanted and what is made. All of it is
 * integers, so that the same counts give the same weights on every machine.
 */
#ifndef MISSTEP_MIX_H
#define MISSTEP_MIX_H

#include "injector.h"
#include "json_write.h"
#include "random.h"

enum {
    MIX_TYPES_MAX = INJECTORS_MAX,
    MIX_PLACES = 8,      /* the first error in step 0, 1 … 6; 7 and beyond are one place */
    MIX_SHARE = 1000000, /* shares are counted in millionths */
    MIX_EVEN = 1 << 14,  /* a weight before anything is fitted */
    MIX_WEIGHT_MAX = 1 << 20,
    MIX_PATTERNS_MAX = 1 << 18, /* different sets of what a solution offers; of further ones nothing is counted */
    MIX_DRAWN_MAX = 1 << 15,    /* solutions whose own draws are looked at: those of more come out as is to be expected */
};

enum mix_placing {
    MIX_PLACES_ANY,     /* as it comes */
    MIX_PLACES_UNIFORM, /* each step that offers something as likely as the others of its solution */
    MIX_PLACES_GIVEN,
};

struct mix {
    size_t count;
    const struct injector *types[MIX_TYPES_MAX];
    int64_t wanted[MIX_TYPES_MAX]; /* shares of all records */
    enum mix_placing placing;
    int64_t wanted_places[MIX_PLACES]; /* shares of the records with an error */

    /* fitted */
    int64_t weights[MIX_TYPES_MAX], place_weights[MIX_PLACES];
    int64_t none;                                                 /* against the sum of all products of weights */
    int64_t expected[MIX_TYPES_MAX], expected_places[MIX_PLACES]; /* shares */
    int64_t corpus, sample;                                       /* solutions of the corpus; how many of them were looked at */
    int64_t offered[MIX_TYPES_MAX], offered_places[MIX_PLACES];   /* share of those solutions that offer it (not read back) */
    int64_t solutions, yield; /* counted: those of the sample that may get errors; share of them that will give a record */
};

/* Sets types and shares from "NAME=WEIGHT,NAME=WEIGHT" or the name of a preset: modern, weak, rise, eic. Weights are whole numbers. EXIT_USAGE */
bool mix_types(struct mix *mix, struct text list, const struct injector *const *roster, size_t count, struct error *err);

/* Sets the places from "0=20,1=30,…" or a name: any, uniform, processbench-gsm8k, processbench-math. EXIT_USAGE */
bool mix_places(struct mix *mix, struct text list, struct error *err);

/* The place of a step. */
static inline unsigned mix_place(uint32_t step)
{
    return MIN(step, (uint32_t)MIX_PLACES - 1);
}

/* How likely injector number `type` is drawn with its error at `place`, relative to others and to `none` (type = mix->count). */
uint64_t mix_weight(const struct mix *mix, size_t type, unsigned place);

/* When an error would be drawn for a solution; the earliest is. Each waits for an exponential time, the shorter the greater its
 * weight, so that it is the first as likely as its weight is great: what is compared are logarithms (Gumbel's trick: Yellott 1977).
 * `type` = mix->count: that none is drawn. */
int64_t mix_time(const struct mix *mix, struct random chance, size_t type, unsigned place);

/* Its two parts: what chance makes it wait, less the weight's. */
int64_t mix_wait(struct random chance, size_t type, unsigned place);
int64_t mix_speed(const struct mix *mix, size_t type, unsigned place);

/* The chance of a solution. */
static inline struct random mix_chance(int64_t seed, struct text source_id)
{
    return random_for((uint64_t)seed, source_id, TEXT("mix"));
}

/* What one solution offers: for each type a set of places (bit 0 for controls). */
struct mix_offer {
    unsigned char places[MIX_TYPES_MAX];
};

struct mix_counts;
struct mix_counts *mix_counts_new(void) MUST_USE;
void mix_counts_free(struct mix_counts *counts);
void mix_count(struct mix_counts *counts, const struct mix_offer *offer, struct random chance);

/* Finds the weights. False (EXIT_FINDINGS) if no record at all can be made. */
bool mix_fit(struct mix *mix, struct mix_counts *counts, struct error *err) MUST_USE;

/* The largest distance between a wanted and an expected share, in millionths. */
int64_t mix_distance(const struct mix *mix);

/* What falls short: its share stays this much below what is wanted. */
enum { MIX_SCARCE = 5000 };

/* As one JSON object with its line break, and back. EXIT_DATA */
void mix_write(const struct mix *mix, struct buffer *out);
bool mix_read(struct text json, const struct injector *const *roster, size_t count, struct arena *arena, struct mix *mix,
              struct error *err);

#endif
