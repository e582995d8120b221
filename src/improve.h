/* improve: a teacher is given a problem, a response and one principle, and answers with a better response and an account of the
 * difference. What it says of its own work is kept, and may only make the pair worse. */
#ifndef MISSTEP_IMPROVE_H
#define MISSTEP_IMPROVE_H

#include "amended.h"
#include "json_write.h"
#include "principles.h"
#include "prompt.h"

enum { IMPROVE_ANSWER_MAX = 256 * 1024, IMPROVE_CHANGES_MAX = 64 }; /* bytes of an answer; incidental changes */

/* The JSON schema of an answer. */
extern const char improve_schema[];

struct improvement {
    struct text chosen, delta_description, principle_addressed, decision_basis;
    bool meaningful_delta, training_usable;
    struct incidental {
        struct text dimension, change;
        bool intentional;
    } * changes;
    size_t changes_count;
};

/* The question; `turns` has room for PROMPT_TURNS_MAX, texts are the arena's. The errors of prompt_fill(). */
bool improve_fill(const struct prompt *prompt, struct text problem, struct text response, const struct principle *principle,
                  struct arena *arena, struct turn *turns, struct error *err) MUST_USE;

/* Reads an answer; what is wrong with its form, or AMISS_NONE. */
enum amiss improve_read(struct text answer, struct arena *arena, struct improvement *out);

/* What nobody could learn from, once both sides were compared: `longest` is the new one's length at most, in percent of the old one's. */
void improve_judge(const struct improvement *improvement, const struct principle *asked, int64_t longest,
                   struct amended *amended);

/* Members of a row that is open. */
void improve_write(const struct improvement *improvement, struct json_writer *w);

#endif
