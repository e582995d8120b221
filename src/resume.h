/* resume: how far an interrupted run had come. Beside PATH.part of the main output stands PATH.part.state: fingerprint, input and
 * line, sizes of all sinks, counters. It is written after every few seconds of work and when a run is interrupted. */
#ifndef MISSTEP_RESUME_H
#define MISSTEP_RESUME_H

#include "pipeline.h"

/* Everything up to and including `line` of input number `input` has been written. */
struct place {
    size_t input;
    uint64_t line;
};

/* If a state of the same fingerprint is there, opens the outputs at their sizes, takes over the counters and says where to go on;
 * else leaves everything as it is. */
bool resume_find(struct pipeline *p, struct place *place, struct output **outputs, struct output **rejects, struct error *err);

/* Writes the state if some seconds have passed since the last time (or `now`). */
bool resume_note(const struct pipeline *p, struct output **outputs, struct output *rejects, const struct place *place, bool now,
                 struct error *err);

void resume_forget(const struct pipeline *p);

#endif
