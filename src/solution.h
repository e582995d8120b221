/* solution: a worked solution as steps, and the gaps between them, so that the bytes can be restored.
 *
 * A solution given as a list is taken as it is; how a text is cut says segment.h, what becomes of thoughts think.h.
 */
#ifndef MISSTEP_SOLUTION_H
#define MISSTEP_SOLUTION_H

#include "segment.h"
#include "think.h"

struct splitting {
    enum segment_by by;
    enum think think;
};

struct solution {
    struct text *steps;
    struct text *gaps; /* count + 1 of them: before, between and behind the steps */
    struct step_note {
        unsigned char parted; /* enum parting: from the step before */
        bool thought;         /* belongs to a thought (THINK_SPLIT) */
    } * notes;                /* of each step */
    size_t count;
    bool thoughts; /* they were split off: the notes tell */
};

/* Splits a text. gaps[0] steps[0] gaps[1] … gaps[count] is the text again; gaps are white space, but for thoughts that are dropped
 * and tags around thoughts that are split off. Steps borrow from `text`. */
struct solution solution_split(struct text text, struct splitting how, struct arena *arena);

/* Takes a list as it is; the gaps between are one line break each. */
struct solution solution_listed(const struct text *steps, size_t count, struct arena *arena);

/* Calculator marks of GSM8K, <<48/2=24>>: how many there are, and how many agree with the number written behind them. */
struct marks {
    uint32_t seen, agree;
};

/* The text without its calculator marks; the text itself if it has none. */
struct text solution_strip_marks(struct text text, struct arena *arena, struct marks *marks);

#endif
