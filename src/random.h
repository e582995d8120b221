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

static inline uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Uniform in [0, below); 0 < below < 2^32. The bias is under 2^-32 for the small bounds used here. */
size_t random_below(struct random *random, size_t below);

/* The same for bounds up to 2^50; the bias is under 2^-14. */
uint64_t random_below_wide(struct random *random, uint64_t below);

#endif
