/* recipe: the settings that a config may hold: of `misstep run`, of all verbs with a teacher. One file will do for all of them. */
#ifndef MISSTEP_RECIPE_H
#define MISSTEP_RECIPE_H

#include "config.h"

/* The table, for config_new(); it lives as long as the program. Asked for by the main thread. */
const struct setting *recipe(size_t *count);

/* Appends one "key=value" a line, all that shapes what is made: how many threads there were does not. */
void recipe_settings(const struct config *config, struct buffer *out);

#endif
