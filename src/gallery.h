/* gallery: a sample of pairs to look at, drawn as HTML: both sides side by side, what was changed marked, claims in the colour of their
 * verdict, the certificate in words.
 *
 * The sample are the pairs whose hash of (seed, id) is smallest: the same ones whatever the order of the input, and of a longer file
 * the same ones as long as no smaller hash comes. They are kept, and drawn at the end: memory is bounded by what may be shown. */
#ifndef MISSTEP_GALLERY_H
#define MISSTEP_GALLERY_H

#include "pair.h"
#include "verify.h"

enum {
    GALLERY_PAIRS = 200, /* by default */
    GALLERY_MOST = 2000,
    GALLERY_PAIR_BYTES = 12000, /* of problem and solutions; longer pairs are not shown, but counted */
    GALLERY_BYTES = 2500000,    /* of HTML; the pairs with the largest hashes give way */
};

/* Tells whoever counts what was judged: each pair that is drawn; a side that is not known is NULL. */
typedef void gallery_judged(void *context, const struct pair *pair, bool given, const struct subject *right,
                            const struct subject *faulty);

struct gallery_judge {
    struct verifiers verifiers;
    gallery_judged *take;
    void *context;
};

struct gallery;
struct gallery *gallery_new(size_t most, uint64_t seed, struct gallery_judge judge) MUST_USE;
void gallery_free(struct gallery *gallery); /* NULL is allowed */

/* Of each pair once. `given` as in feed.h. */
void gallery_see(struct gallery *gallery, const struct pair *pair, bool given);

struct gallery_shown {
    size_t shown, longer; /* longer: of the sample's hashes, pairs left out for their length */
};

/* Appends one <article> for each, in the order of the input. Once. The errors of verify_solution(). */
bool gallery_write(struct gallery *gallery, struct buffer *out, struct gallery_shown *shown, struct error *err) MUST_USE;

/* The <article> of one pair; `number` from 1. */
bool gallery_draw(const struct pair *pair, bool given, uint64_t number, const struct gallery_judge *judge, struct arena *arena,
                  struct buffer *out, struct error *err) MUST_USE;

/* How well the right side is proved, in words; of other people's data that their labels say so. */
const char *gallery_tier(const struct pair *pair, bool given);

#endif
