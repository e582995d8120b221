/* follow_parts: a change on its way through the steps. Only follow_*.c include it.
 *
 *   follow_bind   which number a number means
 *   follow_carry  follow_carry() itself: claims, prose, what cannot be rewritten
 */
#ifndef MISSTEP_FOLLOW_PARTS_H
#define MISSTEP_FOLLOW_PARTS_H

#include "follow.h"
#include "trace.h"

/* What binding a number can say. */
enum bound { UNCHANGED, CHANGED, AMBIGUOUS };

struct carrier {
    const struct subject *on;
    const struct cause *cause;
    bool separated;
    struct arena *arena;
    struct consequences *out;
    size_t room;
    const char *refusal;
    /* of the step at hand */
    uint32_t step;
    struct value *numbers; /* its numbers with the changes made */
    bool *seen;            /* tokens that a claim has dealt with */
};

static inline const struct step *follow_here(const struct carrier *c)
{
    return &c->on->steps[c->step];
}

static inline const struct token *follow_token(const struct carrier *c, uint32_t at)
{
    return &follow_here(c)->tokens.items[at];
}

/* What the number at `token` of this step, of this value, means: an unchanged one, a changed one (*now), or nobody can tell. `prose`:
 * it may also restate a result of its own step that is only written behind it. */
enum bound follow_bind(const struct carrier *c, const struct value *value, uint32_t token, bool prose, struct value *now);

#endif
