/* amended: a response, and what a teacher made of it. A teacher's word is not believed: both sides are verified, and compared. */
#ifndef MISSTEP_AMENDED_H
#define MISSTEP_AMENDED_H

#include "figures.h"

/* What keeps a pair from being used: a closed list. Several may be true of one. */
enum amiss {
    AMISS_NONE,
    /* the answer itself */
    AMISS_NO_ANSWER,
    AMISS_FORM,
    AMISS_SEVERAL,
    AMISS_CONTROL,
    AMISS_NO_STEP,
    AMISS_NO_QUOTE,
    AMISS_NO_VIOLATION, /* there is no pair, and nothing is wrong with that */
    AMISS_UNCITED,
    AMISS_SAME,
    AMISS_STEPS,
    /* what was made of the response, by exact verdicts */
    AMISS_ANSWER_LOST,
    AMISS_ANSWER_WRONG,
    AMISS_ANSWER_CHANGED,
    AMISS_FALSE_STEP,
    AMISS_FALSE_STAYS,
    AMISS_UNPROVED,
    AMISS_FIGURES,
    /* what is to be learned from the pair */
    AMISS_OVERLAP,
    AMISS_OVERSHOOT,
    AMISS_REDIRECTED,
    AMISS_SAYS_NO_DELTA,
    AMISS_SAYS_UNUSABLE,
    AMISSES,
};

extern const char *const amiss_names[AMISSES]; /* "figures_invented", as in rows */

enum {
    AMENDED_SHARE = 10000,       /* shares are ten-thousandths */
    AMENDED_OVERLAP_MOST = 9000, /* more than that of all words in common is no meaningful difference */
};

struct response {
    struct text text; /* as it is shown and written */
    struct solution solution;
    struct subject subject; /* verified */
};

struct amended {
    uint32_t amiss;   /* a set: 1 << enum amiss */
    uint64_t overlap; /* share of the words of both that both have (Dice), numbers and signs among them */
    uint64_t length;  /* of the new one in words, as a share of the old one's */
    size_t figures_count;
    struct text figures[FIGURES_SHOWN]; /* invented */
};

static inline void amended_add(struct amended *amended, enum amiss amiss)
{
    amended->amiss |= amiss ? UINT32_C(1) << amiss : 0;
}

static inline bool amended_has(const struct amended *amended, enum amiss amiss)
{
    return amended->amiss >> amiss & 1;
}

/* Steps with the white space between them; where something else stood there, a line break. */
struct text amended_text(const struct solution *solution, struct arena *arena);

/* Compares the two: the measures, what is false, wrong or invented in the new one. */
void amended_compare(const struct response *before, const struct response *after, struct arena *arena, struct amended *out);

/* Is the new one's final answer another one, though not one that is proved to be right? */
bool amended_answers_else(const struct response *before, const struct response *after, struct arena *arena);

#endif
