/* think: the thoughts of a reasoning model, which stand before or between what it answers.
 *
 * Known are <think>, <thinking>, <thought>, <reasoning>, <reflection>, <seed:think>, [THINK], ◁think▷, <|begin_of_thought|> and
 * gpt-oss's analysis channel, each with its own closing. An opening that was part of the prompt may be missing: then all before
 * the first closing is thought. A closing that never came may be missing: then all behind the opening is. */
#ifndef MISSTEP_THINK_H
#define MISSTEP_THINK_H

#include "text.h"

enum think {
    THINK_KEEP,  /* a thought is text like any other, tags and all */
    THINK_DROP,  /* it is no part of the solution: it stays in the gaps */
    THINK_SPLIT, /* it is cut apart from the answer; its tags stay in the gaps */
};
enum { THINK_COUNT = 3, THOUGHTS_MAX = 32 }; /* the rest of the text is answer */

extern const char *const think_names[];

/* A stretch of text between tags. */
struct stretch {
    size_t start, end;
    bool thought;
};

/* The stretches in their order, tags left out; the tags <answer> and <|begin_of_solution|> around an answer are left out too, where
 * there is a thought. Returns how many; without any tag the text is one stretch of answer. */
size_t think_stretches(struct text text, struct stretch out[2 * THOUGHTS_MAX + 1]);

#endif
