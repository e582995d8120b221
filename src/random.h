/* random: the same choices every time. Chance is a pure function of (run seed, record id, injector): no state is shared
 * between rows, so threads, shards and the order of arrival cannot change what is drawn.
 *
 * The mixer is SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014), seeded by FNV-1a
 * over the id (Fowler, Noll, Vo) and mixed once more, since FNV alone is weak in its low bits. */
#ifndef MISSTEP_RANDOM_H
#define MISSTEP_RANDOM_H

#include "text.h"

struct random {
    uint64_t state;
};

/* The stream of choices for one record and one purpose. */
struct random random_for(uint64_t seed, struct text id, struct text purpose);

#define RANDOM_STRIDE UINT64_C(0x9E3779B97F4A7C15)

static inline uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += RANDOM_STRIDE;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* As if so many numbers had been drawn. */
static inline void random_skip(struct random *random, uint64_t count)
{
    random->state += count * RANDOM_STRIDE;
}

/* Uniform in [0, below); 0 < below < 2^32. The bias is under 2^-32 for the small bounds used here. */
static inline size_t random_below(struct random *random, size_t below)
{
    return (size_t)(((random_next(random) >> 32) * (uint64_t)below) >> 32);
}

/* The same for bounds up to 2^50; the bias is under 2^-14. */
uint64_t random_below_wide(struct random *random, uint64_t below);

#endif
