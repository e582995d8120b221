/* recipe: the settings that a config may hold: of `misstep run`, of all verbs with a teacher. One file will do for all of them. */
#ifndef MISSTEP_RECIPE_H
#define MISSTEP_RECIPE_H

#include "config.h"

/* The table, for config_new(); it lives as long as the program. Asked for by the main thread. */
const struct setting *recipe(size_t *count);

#endif
