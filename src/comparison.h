/* comparison: the relations that a problem states of a number ("7 more than", "twice as many as", "5 years ago"), and the claims
 * that compute by them. */
#ifndef MISSTEP_COMPARISON_H
#define MISSTEP_COMPARISON_H

#include "operand.h"

/* A claim of two numbers and one sign, or of a product and a number added or taken away, by a relation that the problem states of
 * one of the numbers, and of most others like it. */
struct comparison {
    bool product;             /* times, half: multiplies or divides; else adds or takes away */
    bool plain;               /* two numbers */
    bool only;                /* the problem has no other number like the one by which it multiplies */
    struct operand_pair pair; /* the numbers, or the begin of the product and the number */
    uint32_t number;          /* the one of the pair that the problem compares by */
    struct value by;          /* its value, or the percentage that it comes from; small */
};

/* Is the derivation of this shape? All but number and by are set. */
bool comparison_shape(const struct subject *on, const struct derivation *d, struct comparison *out);

/* Does the derivation compute by such a relation, and does no other step repeat it? */
bool comparison_read(const struct subject *on, const struct derivation *d, struct comparison *out);

/* Does the derivation multiply by 1/n, since the problem says "a third as many as"? Its step must not say so. */
bool comparison_share(const struct subject *on, const struct derivation *d, struct operand_pair *out);

/* Of what does the derivation take a relation that the problem states ("3 more than", "twice as many as", "a quarter of")? NULL: of
 * nothing that stands in digits. */
const struct operand *comparison_base(const struct subject *on, const struct derivation *d);

/* Of what else could somebody take it who mistakes what is spoken of: of that from which the base was computed by another relation, or
 * by adding or taking away; or of what the earlier derivation `by` has so made of the base. NULL: of nothing, or the step says of what. */
const struct value *comparison_base_before(const struct subject *on, const struct derivation *d, const struct operand *base);
const struct value *comparison_base_behind(const struct subject *on, const struct derivation *d, const struct operand *base,
                                           const struct derivation *by);

/* Where the operand is an earlier result, n times what the problem says is in each: what is in each. Where it is a total divided: the total.
 * NULL: neither, or the step speaks of each. */
const struct value *comparison_each(const struct subject *on, const struct derivation *d, const struct operand *o);

/* Does no word of the step say which way its claim goes (more, left, total, twice, …), nor name the number once more? */
bool comparison_silent(const struct step *step, const struct comparison *c);

/* The proposal to compute the opposite; the number by which is compared comes last. False if it cannot be written. */
bool comparison_flip(const struct subject *on, const struct derivation *d, const struct comparison *c, struct arena *arena,
                     struct proposal *out);

/* Does the step say the relation, in words that can be turned round with it? */
bool comparison_said(const struct step *step, const struct comparison *c);

/* Does it say so of something, "Ann has 7 more"? "7 more than 12 are 19" is true, whatever the problem says. */
bool comparison_asserts(const struct step *step, const struct comparison *c);

/* Does it say who has more, is older …? */
bool comparison_says(const struct step *step);

/* The same proposal with those words turned round. */
bool comparison_turn(const struct subject *on, const struct derivation *d, const struct comparison *c, struct arena *arena,
                     struct proposal *out);

/* The edit that turns the relation round in the problem, which states it once and has no other words that lean on it. */
bool comparison_problem(const struct subject *on, const struct comparison *c, struct arena *arena, struct edit *out);

#endif
