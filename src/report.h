/* report: what a page tells of a dataset beside what review.h counts. Memory is bounded. */
#ifndef MISSTEP_REPORT_H
#define MISSTEP_REPORT_H

#include "census.h"
#include "clusters.h"
#include "contrast.h"
#include "feed.h"
#include "known.h"
#include "review.h"

enum {
    REPORT_DEPTHS = 8, /* derivations in a row; the last: so many or more */
    REPORT_TENTHS = 10,
    REPORT_LENGTHS = 9,
    REPORT_SOURCES = 12, /* the last one takes in all further sources */
    REPORT_OPENING = 12, /* words */
};

/* Beside those of review.h, of pairs that are judged. */
enum report_counter {
    REPORT_CLAIMS = REVIEW_END,           /* + enum truth; of right solutions, then of faulty ones */
    REPORT_STEPS = REPORT_CLAIMS + 2 * 4, /* + enum verdict; the same */
    REPORT_DEPTH = REPORT_STEPS + 2 * 3,  /* + depth of right solutions */
    REPORT_END = REPORT_DEPTH + REPORT_DEPTHS,
};

/* Counts claims, steps and depth of a pair that was judged; NULL: a side that is not known. */
void report_judged(const struct subject *right, const struct subject *faulty, int64_t *counters);

#define REPORT_NOT_SAID TEXT("(not said)") /* a kind or class */

/* Of records, which say it themselves. */
struct report_stated {
    int64_t claims[2][4],
        steps[2][3]; /* before the first error, and from it on (of claims: behind it); by truth and by verdict */
    int64_t depths[REPORT_DEPTHS], records; /* of the faulty step */
};

enum { TIER_LABELS = PROOF_ALL_STEPS + 1, TIERS }; /* the tiers: enum source_proof, then what labels alone say */

struct report_source {
    struct text name;
    uint64_t pairs, given, all_steps, copies, both, longer, shorter; /* both: pairs of which both sides are known */
};

/* `{0}` but for the clusters. */
struct report {
    struct arena arena;
    uint64_t pairs, controls, both, given, tiers[TIERS];
    struct census kinds, classes, levels, origins; /* origins: source, tool, config and seed, parted by tabs */
    struct report_stated stated;
    struct census refused; /* reasons */
    struct report_source sources[REPORT_SOURCES];
    size_t sources_count;
    uint64_t distances[REPORT_TENTHS]; /* of the faulty step to the right one in its place, in tenths of the longer one */
    uint64_t placed;
    uint64_t lengths[REPORT_LENGTHS]; /* faulty less right, in characters; bounds: report_length_bounds */
    struct positions positions;
    struct known solutions; /* right ones, met before */
    struct pair_sources met;
    uint64_t solutions_count;
    struct clusters *openings, *wholes;
};

extern const int64_t report_length_bounds[REPORT_LENGTHS - 1]; /* a bin ends below each */

void report_begin(struct report *report);
void report_end(struct report *report); /* gives back what it holds */

/* Of each pair once. `row` is NULL where both sides are the same. */
void report_see(struct report *report, const struct pair *pair, bool given, const struct contrast *row, enum sieved why,
                struct arena *arena);

/* Rows {"reason"} of the files that `inject` writes beside its records. The errors of stream_each(). */
bool report_refused(struct report *report, const char *path, struct error *err) MUST_USE;

/* What exceeds a threshold, and why that matters: HTML list items, what review.h objects to first. Nothing where there is nothing. */
void report_findings(const struct report *report, const int64_t *counters, const struct review_more *more, struct buffer *out);

#endif
