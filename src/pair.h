/* pair: a record as exporters see it: a right solution and a faulty one of the same problem, and what is known of each step. */
#ifndef MISSTEP_PAIR_H
#define MISSTEP_PAIR_H

#include "json.h"
#include "subject.h"

/* What is known of a step of the faulty solution, seen from the first error. */
enum pair_label {
    PAIR_OK,          /* before the error, or a control */
    PAIR_ERROR,       /* the first error */
    PAIR_INHERITED,   /* behind it, and descends from it */
    PAIR_INDEPENDENT, /* behind it, and does not */
    PAIR_UNCHECKED,
};

/* Texts and lists live in the arena or in the line. */
struct pair {
    struct text id, source, source_id, problem_id, problem, answer, bad_answer, injector, class, mode;
    const struct text *steps, *bad_steps;
    size_t steps_count, bad_count;  /* at least 1 each */
    const enum pair_label *labels;  /* bad_count of them */
    const enum verdict *local;      /* bad_count of them: the printed claims of the step alone */
    int32_t first_error;            /* 0-based, below bad_count; -1: a control, all of bad_steps is as right as `steps` */
    enum source_proof source_proof; /* of `steps`; never PROOF_NONE */
    bool prefix_proved;             /* "basis": every step before first_error is proved */
    int64_t weight;
};

/* Reads one line of a records file; keys not named above are not looked at. EXIT_DATA with the reason: no JSON object, a key
 * that is missing or of another kind, an unknown word, lists that do not fit together, an error although both sides are the
 * same. The seal in `id` is not checked: that is what `misstep audit` is for. */
bool pair_read(struct text line, struct arena *arena, struct pair *out, struct error *err) MUST_USE;

#endif
