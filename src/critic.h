/* critic: a question to a model that reads a solution and names its first wrong step; and the same way back. */
#ifndef MISSTEP_CRITIC_H
#define MISSTEP_CRITIC_H

#include "render.h"
#include "stepwise.h"

/* What the question is built of: no text may hold it. Ends in NULL. */
extern const char *const critic_marks[];

struct critic {
    struct text question; /* problem, all steps of one side in tags that number them from 0, what to do */
    struct text answer;   /* "2", or "-1": all are right */
};

/* A problem and a solution behind `opening`, each step in tags with its number from 0, and `to_do` behind them. */
struct text critic_shown(struct text opening, struct text problem, const struct text *steps, size_t count, struct text to_do,
                         struct arena *arena);

/* Steps have their prefixes. An instruction of `how` takes the place of what to do: the number of the first wrong step, from 0, or
 * -1, in \boxed{}. False with the reason noted if that answer is not known to be right. */
bool critic_ask(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct critic *out);

/* Is it such a question? As it stands in JSON, too. */
bool critic_is_question(struct text text);

/* Takes it apart again: problem, steps and labels of *row, by the number in `answer`, which may stand in \boxed{}. Texts are
 * borrowed. EXIT_DATA */
bool critic_read(struct text question, struct text answer, struct arena *arena, struct row *row, struct error *err) MUST_USE;

#endif
