/* probe: what a server really honours of what it is asked for. A dozen small questions, in the words in which the teacher will be asked
 * (teacher_body), straight to the server and not through the ledger, so that they are asked anew each time. They cost what a page of text
 * costs. */
#ifndef MISSTEP_PROBE_H
#define MISSTEP_PROBE_H

#include "teacher.h"

enum probe_weight {
    PROBE_GOOD,
    PROBE_NOTE, /* not honoured; misstep can live with it */
    PROBE_BAD,  /* not honoured, and data or money will suffer */
    PROBE_WEIGHTS,
};

extern const char *const probe_weight_names[PROBE_WEIGHTS]; /* "good", … */

struct finding {
    const char *probe;
    enum probe_weight weight;
    struct text found;
    const char *advice; /* NULL: none is needed */
};

enum { FINDINGS_MAX = 24 };

struct findings {
    struct finding at[FINDINGS_MAX];
    size_t count;
};

/* Asks everything; the findings are the arena's, and stored in the ledger (ledger_set_probe) as JSON: [{"probe", "weight", "found"}].
 * EXIT_TEMPORARY: the first question was not answered at all; EXIT_INTERRUPTED; else what teacher_drive() says. */
bool teacher_probe(struct teacher *teacher, bool (*interrupted)(void), struct arena *arena, struct findings *out,
                   struct error *err) MUST_USE;

#endif
