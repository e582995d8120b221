/* pairing: which right and which wrong solution of one problem make a preference pair, by scores from 0 to 1.
 *
 *   extreme   the best right one against the worst wrong one, the second best against the second worst, …
 *             (best and worst of N samples: Yuan et al., Self-Rewarding Language Models, 2024; Pace et al., West-of-N, 2024)
 *   margin    right ones, the best first, each against the best wrong one that lies at least the least margin below: the hardest that is
 *             still told apart (a threshold on the gap: Khaki et al., RS-DPO, 2024)
 *
 * The margin of a pair is the difference of its scores; it is above 0, unless the least one is below: then the score prefers the wrong side
 * of some, and all that it does is to choose. It is saturated where a score has no room to say how far the
 * sides are apart, at its ceiling on one and at its floor on the other; and against the worst of many samples training gets worse, not better
 * (Xiao et al., Finding the Sweet Spot, 2025). So margins may be bounded from above, too. */
#ifndef MISSTEP_PAIRING_H
#define MISSTEP_PAIRING_H

#include "value.h"

enum merit {
    MERIT_COVERAGE, /* steps that are proved, of all */
    MERIT_JUDGE,    /* what a judge gives it */
    MERIT_VOTE,     /* samples with the same answer, of all that have one */
    MERITS,
};
extern const char *const merit_names[MERITS]; /* "coverage", … */

struct contender {
    bool right, wrong;                /* never both */
    bool known[MERITS];               /* judge: not of each */
    int64_t num[MERITS], den[MERITS]; /* of those known; den > 0, both below 2^31 */
    struct value score; /* the mean of those asked for; 0 where one is not known, and then it is neither right nor wrong */
};

enum pairing_strategy { PAIRING_EXTREME, PAIRING_MARGIN, PAIRING_STRATEGIES };
extern const char *const pairing_names[PAIRING_STRATEGIES];

struct pairing_rules {
    enum pairing_strategy strategy;
    bool by[MERITS];          /* one at least */
    struct value least, most; /* margins */
    size_t max;               /* pairs of a problem, at least 1 */
};

struct couple {
    size_t right, wrong;
};

/* Why a problem has no pair. */
enum pairing_lack {
    PAIRING_NO_RIGHT,
    PAIRING_NO_WRONG,
    PAIRING_SATURATED, /* all that are far enough apart are too far */
    PAIRING_CLOSE,     /* none is far enough apart */
    PAIRING_LACKS,
};
extern const char *const pairing_lacks[PAIRING_LACKS];

/* Fills in the scores; to be cleared by pairing_clear(). */
void pairing_score(const struct pairing_rules *rules, struct contender *items, size_t count);
void pairing_clear(struct contender *items, size_t count);

/* The couples, the best right side first, no solution in two of them; `out` has room for rules->max. Returns how many; of none *lack says
 * why. At most count² / 4 comparisons. */
size_t pairing_choose(const struct pairing_rules *rules, const struct contender *items, size_t count, struct arena *arena,
                      struct couple *out, enum pairing_lack *lack);

/* The margin; *out must not need clearing. */
void pairing_margin(const struct contender *right, const struct contender *wrong, struct value *out);

#endif
