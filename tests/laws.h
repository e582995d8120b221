/* laws: what must be so for every number, text or solution, tried on random ones. The same ones every time: chance is drawn from
 * the law's name and the number of the round. */
#ifndef MISSTEP_LAWS_H
#define MISSTEP_LAWS_H

#include "random.h"

struct chance {
    struct random random;
    struct arena *arena; /* reset before every round */
    struct buffer says;  /* what was tried, for people, should the law be broken */
};

enum outcome {
    HELD,
    BROKEN,
    EMPTY, /* the law has nothing to say of what was drawn; a law that says nothing in nine rounds of ten fails */
};

struct law {
    const char *name;
    enum outcome (*round)(struct chance *chance);
};

/* Lists that end in a law without name. */
extern const struct law laws_of_numbers[], laws_of_texts[], laws_of_steps[], laws_of_claims[], laws_of_certificates[],
    laws_of_algebra[], laws_of_answers[], laws_of_follows[], laws_of_statistics[], laws_of_points[], laws_of_rewriting[],
    laws_of_values[], laws_of_shingles[];

static inline size_t draw(struct chance *chance, size_t below)
{
    return random_below(&chance->random, below);
}

static inline enum outcome held(bool good)
{
    return good ? HELD : BROKEN;
}

#define DRAW_FROM(chance, list) ((list)[draw((chance), COUNT(list))])

#endif
