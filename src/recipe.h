/* recipe: the settings that a config of `misstep run` may hold. */
#ifndef MISSTEP_RECIPE_H
#define MISSTEP_RECIPE_H

#include "config.h"

extern const struct setting recipe[];
extern const size_t recipe_count;

#endif
