/* clusters: texts that are one template: the same words in the same order but for numbers, or nearly so (near.h). Each text joins the
 * first one that it is like; of each cluster its size and the beginning of that first text are kept. Memory is bounded. */
#ifndef MISSTEP_CLUSTERS_H
#define MISSTEP_CLUSTERS_H

#include "near.h"

enum {
    CLUSTERS_LIKE = 85,      /* percent of three-word runs in common, numbers alike */
    CLUSTERS_EXAMPLE = 120,  /* bytes of a text kept, at most */
    CLUSTERS_KEPT = 2000000, /* first texts kept; later ones only join */
    CLUSTERS_TOP = 5,
};

struct clusters;
struct clusters *clusters_new(void) MUST_USE;
void clusters_free(struct clusters *clusters); /* NULL is allowed */

/* The texts are taken as one, the first `words` words of it (0: all). */
void clusters_add(struct clusters *clusters, const struct text *texts, size_t count, size_t words);

struct clusters_report {
    uint64_t texts, joined; /* joined: those like an earlier one */
    struct {
        uint64_t size;
        struct text example; /* good until clusters_free() */
    } top[CLUSTERS_TOP];     /* largest first; of two texts at least */
    size_t top_count;
};

void clusters_tell(const struct clusters *clusters, struct clusters_report *out);

#endif
