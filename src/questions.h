/* questions: rows for a teacher, as `misstep ask` and `misstep batch` read them. */
#ifndef MISSTEP_QUESTIONS_H
#define MISSTEP_QUESTIONS_H

#include "teacher.h"

enum { QUESTION_SAMPLES_MAX = 10000 };

/* {"id", "prompt"} or {"id", "messages": [{"role", "content"}]}, perhaps "schema". */
struct row_asked {
    struct text id, schema;
    struct turn *turns;
    size_t turns_count;
};

/* The texts are the line's or the arena's. EXIT_DATA: it is none of these. */
bool row_asked_read(struct text line, struct arena *arena, struct row_asked *out, struct error *err) MUST_USE;

/* The question of a row, with the config's sampling. */
struct question row_asked_question(const struct row_asked *row, const struct sampling *sampling, int64_t sample);

#endif
