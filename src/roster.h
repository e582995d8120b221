/* roster: every plug-in there is, in the order of the lists in injectors/, verifiers/ and datasets/meson.build. Generated from
 * them (roster.c.in); linked into the executables, not into the library. */
#ifndef MISSTEP_ROSTER_H
#define MISSTEP_ROSTER_H

#include "dataset.h"
#include "injector.h"
#include "verifier.h"

extern const struct verifier *const roster_verifiers[];
extern const size_t roster_verifiers_count;
extern const struct injector *const roster_injectors[];
extern const size_t roster_injectors_count;
extern const struct dataset *const roster_datasets[];
extern const size_t roster_datasets_count;

#endif
