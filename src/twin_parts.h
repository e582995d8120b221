/* twin_parts: what the kinds of twins share. Only twin*.c include it.
 *
 *   twin_number    twin_make(), other numbers
 *   twin_relation  a relation turned round
 */
#ifndef MISSTEP_TWIN_PARTS_H
#define MISSTEP_TWIN_PARTS_H

#include "twin.h"

/* The other problem with its solution, which `forth` has made: sets twin->subject. NULL, or the reason why it will not do. */
const char *twin_read_other(const struct certifier *with, struct twin *twin, bool *sane, struct error *err);

/* Are the steps those of the source again? */
bool twin_same_steps(const struct certified *back, const struct subject *on);

/* twin_make() for relations: the claims that compute by one are tried in random order. */
const char *twin_turn(const struct certifier *with, const struct injector *as, struct random *random, struct twin *twin,
                      bool *sane, struct error *err);

#endif
