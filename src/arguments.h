/* arguments: a command line made of the settings of a config. Words are copied into the arena. Too many of them is die(). */
#ifndef MISSTEP_ARGUMENTS_H
#define MISSTEP_ARGUMENTS_H

#include "config.h"

enum { ARGUMENTS_MAX = 600 };

struct arguments {
    struct arena *arena;
    const struct config *config;
    char *items[ARGUMENTS_MAX]; /* ends in NULL, as in main() */
    int count;
};

void arguments_add(struct arguments *line, const char *word);

/* --name=value, unless the value is empty */
void arguments_setting(struct arguments *line, const char *name, struct text value);
void arguments_number(struct arguments *line, const char *name, int64_t value);

/* The items of a list: the option once for each; once for all, with commas. */
void arguments_each(struct arguments *line, const char *name, const char *key);
void arguments_list(struct arguments *line, const char *name, const char *key);

#endif
