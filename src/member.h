/* member: what injectors ask about formulas with symbols, with pi, or with roots: a link that holds, and the last member of its chain.
 *
 * An edit there is not carried on: the record ends with the faulty step (certify_formula). So nothing that rests on the link may
 * follow in its step.
 */
#ifndef MISSTEP_MEMBER_H
#define MISSTEP_MEMBER_H

#include "injector.h"

enum { MEMBER_PARTS_MAX = 64 }; /* of one member; further ones are not looked at */

struct member {
    const struct link *link;
    const struct formula *left, *right; /* right: the last member */
    uint32_t shift;                     /* byte of the formula's text + shift = byte of the step, modulo 2^32 */
};

/* Adds the sites of formulas behind the first `count`; the new count. */
size_t member_sites(const struct subject *on, unsigned weight, struct site *out, size_t count, size_t max);

struct member member_of(const struct subject *on, const struct site *at);

/* The bytes of a part of the right member, as an edit that leaves them as they are; of a number its digits alone, without a box
 * around them, or nothing if other digits touch them. */
struct edit member_edit(const struct subject *on, const struct site *at, const struct formula *part);

/* The numbers of a formula in the order of the text, exponents left out where asked; at most MEMBER_PARTS_MAX. */
size_t member_numbers(const struct formula *f, bool exponents, const struct formula *out[MEMBER_PARTS_MAX]);

#endif
