/* verbs: the table of verbs, and what `misstep` says of itself. */
#ifndef MISSTEP_VERBS_H
#define MISSTEP_VERBS_H

#include "command.h"

#include <stdio.h>

extern const struct command *const verbs[];
extern const size_t verbs_count;

void verbs_brief(FILE *to); /* no arguments: two examples */
int verbs_help(void);       /* all verbs, exit codes */
int verbs_version(void);    /* own version and the libraries' */

#endif
