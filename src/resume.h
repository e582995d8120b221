/* resume: how far an interrupted run had come. Beside PATH.part of the main output stands PATH.part.state: fingerprint, input and
 * line, sizes of all sinks, counters. It is written after every few seconds of work and when a run is interrupted. */
#ifndef MISSTEP_RESUME_H
#define MISSTEP_RESUME_H

#include "output.h"

enum { RESUME_FILES_MAX = 16 };

/* Everything up to and including `line` of input number `input` has been written. */
struct place {
    size_t input;
    uint64_t line;
};

/* What a run writes and counts. The first file is the main output; the last may be one that is only made when needed. */
struct resume {
    const char *verb;
    const char *fingerprint; /* hex, of everything that shapes the output; "": never resumed */
    bool force, quiet;
    const char *paths[RESUME_FILES_MAX];      /* NULL: not written */
    struct output *outputs[RESUME_FILES_MAX]; /* NULL: not open (yet) */
    size_t count;
    int64_t *counters;
    size_t counters_count;
    struct place place;
    int64_t last; /* second of the last note */
};

/* If a state of the same fingerprint is there, opens the outputs at their sizes, takes over counters and place; else leaves
 * everything as it is. */
bool resume_find(struct resume *r, struct error *err);

/* Writes the state if some seconds have passed since the last time (or `now`). */
bool resume_note(struct resume *r, bool now, struct error *err);

/* Can a run with these outputs be gone on with, once it was interrupted? */
bool resume_possible(const struct resume *r);

void resume_forget(const struct resume *r);

#endif
