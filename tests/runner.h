/* runner: what the programs share that read files of cases in plain text (algebra.c, follows.c, formulas.c).
 *
 * Lines of a case go in, "=> …" must come out, a blank line ends a case, "#" at the start of a line is for people.
 */
#ifndef MISSTEP_RUNNER_H
#define MISSTEP_RUNNER_H

#include "text.h"

#include <stdio.h>
#include <stdlib.h>

enum { RUNNER_LINE_MAX = 4000 };

struct runner {
    void (*begin)(void);            /* a case begins: nothing is known of it */
    bool (*take)(const char *line); /* a line of it, which stays until the case ends; false if it is not understood */

    /* What comes out, where `wanted` is what should. */
    void (*answer)(const char *wanted, struct arena *arena, struct buffer *out);
};

/* Runs the files of the arguments; the exit code of main(). */
int runner_main(int argc, char **argv, const struct runner *runner);

/* What stands behind `key` at the start of a line; NULL if it does not stand there. */
static inline const char *runner_value(const char *line, const char *key)
{
    return strncmp(line, key, strlen(key)) == 0 ? line + strlen(key) : NULL;
}

#endif
