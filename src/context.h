/* context: what a solution has said so far that a step may rest on: values of symbols, definitions of functions, equations.
 *
 * Scope: a statement counts from where it stands to the end of the solution; what is only supposed counts to the end of its
 * step. A symbol that gets a second, different value (cases, several roots) has none any more.
 */
#ifndef MISSTEP_CONTEXT_H
#define MISSTEP_CONTEXT_H

#include "maths.h"

enum {
    CONTEXT_BINDINGS_MAX = 48,
    CONTEXT_LINES_MAX = 24,      /* the latest ones are kept */
    CONTEXT_NODES_MAX = 300,     /* of a formula with everything put in */
    CONTEXT_NESTED_MAX = 3,      /* bindings within bindings */
    CONTEXT_EXPANSIONS_MAX = 200 /* names put in, per formula */
};

struct context_binding {
    struct text name;
    struct text parameter;    /* of a function of one argument; else empty */
    const struct formula *is; /* NULL: several values, so none */
    bool supposed;            /* forgotten at the end of the step */
};

struct context_line {
    const struct formula *formula;
    bool supposed;
};

struct context {
    struct context_binding bindings[CONTEXT_BINDINGS_MAX];
    size_t bindings_count;
    struct context_line lines[CONTEXT_LINES_MAX];
    size_t lines_count;
    struct arena *arena;
};

/* Takes in a statement. `given`: the problem says it. */
void context_take(struct context *context, const struct statement *statement, bool given);

/* The step ends: what was only supposed is forgotten. */
void context_end_step(struct context *context);

/* The formula with values and definitions put in for symbols and calls; the formula itself if there is nothing to put in; NULL if
 * that grows too large. */
const struct formula *context_expand(const struct context *context, const struct formula *formula);

/* Does a symbol or unknown function of the formula occur in anything that was said before? */
bool context_knows(const struct context *context, const struct formula *formula);

/* The lines that share symbols with the formula, the latest first, at most `max`; `all` says whether none had to be left out. */
size_t context_lines_about(const struct context *context, const struct formula *formula, const struct formula **lines, size_t max,
                           bool *all);

#endif
