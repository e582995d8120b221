/* gate: nothing is exported of records that people looked at and do not agree on, by the verdicts that `misstep audit-import` writes. It is opened
 * before anything is written, meets every record that is read, and is closed before any file gets its name. */
#ifndef MISSTEP_GATE_H
#define MISSTEP_GATE_H

#include "options.h"
#include "rulings.h"

/* As typed, in verbs that export. */
struct gate_typed {
    const char *verdicts, *min_kappa;
};

enum { GATE_OPTIONS = 2 };
void gate_options(struct gate_typed *typed, struct option out[GATE_OPTIONS]);

/* EXIT_USAGE: a kappa without verdicts, or one that is none. */
bool gate_read(const struct gate_typed *typed, int64_t *least, struct error *err) MUST_USE;

struct gate {
    const char *path; /* of the verdicts; NULL: there is no gate */
    struct rulings rulings;
};

/* EXIT_FINDINGS: those who gave the verdicts agree less than `least` (agreement.h), or their agreement is not defined; else the errors of
 * rulings_read(). */
bool gate_open(struct gate *gate, const char *path, int64_t least, struct error *err) MUST_USE;

void gate_meet(struct gate *gate, struct text id);

/* Counts the records that were met. EXIT_DATA: the verdicts are of other records: none that they are about was met, or one that people confirmed was not. EXIT_FINDINGS: a record
 * was met that people rejected. */
bool gate_close(const struct gate *gate, uint64_t met[RULINGS], struct error *err) MUST_USE;

void gate_free(struct gate *gate); /* also of {0} */

#endif
