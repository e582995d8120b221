/* critic: a question to a model that reads a solution and names its first wrong step. */
#ifndef MISSTEP_CRITIC_H
#define MISSTEP_CRITIC_H

#include "render.h"

/* What the question is built of: no text may hold it. Ends in NULL. */
extern const char *const critic_marks[];

struct critic {
    struct text question; /* problem, all steps of one side in tags that number them from 0, what to do */
    struct text answer;   /* "2", or "-1": all are right */
};

/* Steps have their prefixes. An instruction of `how` takes the place of what to do: the number of the first wrong step, from 0, or
 * -1, in \boxed{}. False with the reason noted if that answer is not known to be right. */
bool critic_ask(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct critic *out);

#endif
