#include "random.h"

static uint64_t fnv1a(uint64_t hash, struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001B3u;
    return hash;
}

struct random random_for(uint64_t seed, struct text id, struct text purpose)
{
    uint64_t const hash = fnv1a(fnv1a(0xCBF29CE484222325u, id) * 31, purpose);
    struct random random = {hash ^ (seed * RANDOM_STRIDE)};
    random_next(&random);
    return random;
}

uint64_t random_below_wide(struct random *random, uint64_t below)
{
    return random_next(random) % below;
}
