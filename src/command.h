/* command: what all verbs share. One file per verb (command_NAME.c) ends in `const struct command command_NAME = {…};` and is
 * listed in main.c's table. Data goes to stdout, words to stderr. */
#ifndef MISSTEP_COMMAND_H
#define MISSTEP_COMMAND_H

#include "options.h"

struct command {
    const char *name;
    const char *says;                                              /* one line, for `misstep help` */
    const char *examples;                                          /* shown first in its help, one a line */
    const char *usage;                                             /* "misstep verify INPUT… [-o FILE] [options]" */
    int (*run)(const struct command *self, int argc, char **argv); /* argv[0] is the verb; returns an exit code */
};

/* What every verb does first: reads options (adding -h/--help itself) and operands.
 * Returns true to go on; else *code is what to return: EXIT_OK after help was printed on stdout, EXIT_USAGE after an error. */
bool command_start(const struct command *self, const struct option *options, size_t options_count, int argc, char **argv,
                   const char **operands, size_t max_operands, size_t *operands_count, int *code);

/* Prints "misstep VERB: sentence" on stderr and returns err->code. */
int command_failed(const struct command *self, const struct error *err);

/* Set by SIGINT/SIGTERM; long work looks at it between batches. */
bool command_interrupted(void);
void command_watch_signals(void);

/* True if stderr (stdout) is a terminal and NO_COLOR is unset and TERM is not dumb. */
bool command_colour(int fd);

#endif
