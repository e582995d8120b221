/* follow_parts: what the parts of follow share. Only follow*.c include it.
 *
 *   follow_carry   the cause, step by step; the answer
 *   follow_bind    is a number a changed one? writing another in its place
 *   follow_label   what a number counts
 *   follow_claim   claims: operands, results, members of chains
 *   follow_prose   numbers outside claims
 */
#ifndef MISSTEP_FOLLOW_PARTS_H
#define MISSTEP_FOLLOW_PARTS_H

#include "follow.h"

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

/* These return false, with the reason noted if there is none yet. The second refuses what no other value would change. */
bool follow_refuse(struct carrier *c, const char *reason);
bool follow_refuse_site(struct carrier *c, const char *reason);

static inline const struct step *follow_step(const struct carrier *c)
{
    return &c->on->steps[c->step];
}

static inline const struct token *follow_token(const struct carrier *c, uint32_t at)
{
    return &follow_step(c)->tokens.items[at];
}

/* What the number at the tokens `first` to `last` counts: "$", or the noun behind it in the singular; empty if nothing is told. */
struct text follow_label(struct text text, const struct tokens *tokens, uint32_t first, uint32_t last);

/* Are both told, and the same, or not the same? */
bool follow_same_label(struct text a, struct text b);
bool follow_other_label(struct text a, struct text b);

/* Is no number that counts this one of the world, as the 7 days of a week are? */
bool follow_no_constant(struct text label);

/* Does a number of this value at `token` mean a changed result? Then *now is what that has become. `prose`: it may also restate a
 * result of its own step that is only written behind it. */
enum bound follow_bind(const struct carrier *c, const struct value *value, uint32_t token, bool prose, struct value *now);

/* Would one and many, a and an still agree with the number written at token `at`? */
bool follow_agrees(const struct carrier *c, uint32_t at, const struct value *was, const struct value *now, struct text written);

/* Writes the new value where the old one stands. */
bool follow_rewrite(struct carrier *c, uint32_t at, const struct value *now);

/* The same for what expr_is_written(), or for a part of it: sign and fraction stay, their numbers change. Notes them as dealt with. */
bool follow_rewrite_written(struct carrier *c, const struct expr *e, uint32_t node, const struct value *now);

/* Carries the changes through a claim: operands are bound, the result is worked out again. False if that is refused. */
bool follow_claim(struct carrier *c, size_t claim);

/* Carries the changes into the numbers of the step outside its claims, or refuses. `later`: the step stands behind that of the root. */
bool follow_prose(struct carrier *c, bool later);

#endif
